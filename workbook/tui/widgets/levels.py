"""A criterion and its levels, of which one is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbook.drafts.model import MET, NOT_YET
from workbook.prose.plain import plain_text
from workbook.tui.marks import has_unicode

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from workbook.credentials.model import PassingLine, Rubric, RubricRow

_ARTIFACT = re.compile(r"\bArtifacts?\s+\d+(?:\s*(?:,|and|&)\s*\d+)*", re.IGNORECASE)
_SHOWN = {MET: "met", NOT_YET: "not yet"}


@dataclass(frozen=True)
class Question:
    """What is assessed: a row of a rubric, or a line of a passing list.

    Attributes:
        id: the criterion's id.
        text: its text.
        levels: each level's name with its description; the description may be empty.
        passing: the names of those that pass.
        again: what to look at again where the chosen level does not pass.
    """

    id: str
    text: str
    levels: tuple[tuple[str, str], ...]
    passing: tuple[str, ...]
    again: str

    @classmethod
    def of_row(cls, row: RubricRow, rubric: Rubric) -> Question:
        """Return the question of a rubric's row."""
        text = plain_text(row.criterion)
        descriptions = [*map(plain_text, row.descriptors), *[""] * len(rubric.levels)]
        levels = tuple(zip(rubric.levels, descriptions, strict=False))
        named = _ARTIFACT.search(text)
        return cls(row.id, text, levels, rubric.passing_levels, named[0] if named else "your work for it")

    @classmethod
    def of_line(cls, line: PassingLine) -> Question:
        """Return the question of a passing list's line."""
        return cls(line.id, plain_text(line.text), ((MET, ""), (NOT_YET, "")), (MET,), "your answers")


class Level(Horizontal, can_focus=True):
    """One level of a criterion; Enter, Space or a click chooses it, or takes the choice back.

    Args:
        name: the level's name.
        description: what it means.
        note: what is said behind its name.
    """

    HELP_TEXT = (
        "One level. Enter or Space chooses it, and again takes it back; the arrows go to the next level, "
        "Tab to the next criterion."
    )
    DEFAULT_CSS = """
    Level {
        height: auto; padding: 0 1;
        .level-mark { width: 1; height: 1; margin: 0 1 0 0; }
        Vertical { height: auto; width: 1fr; }
        .level-name { height: auto; text-style: bold; }
        .level-text { height: auto; }
        &:hover { background: $surface; }
        &.-chosen .level-mark { text-style: bold; color: $success; }
        &:focus { background: $panel; }
        &:focus .level-mark { color: $accent; text-style: bold reverse; }
        &.-bare { width: auto; .level-name { width: auto; text-style: none; } Vertical { width: auto; } }
    }
    """

    @dataclass
    class Chosen(Message):
        """The level was chosen, or its choice taken back."""

        level: Level
        """The level."""

    def __init__(self, name: str, description: str, note: str = "") -> None:
        super().__init__(classes="" if description else "-bare")
        self.level_name = name
        self._description = description
        self._note = note
        self.is_chosen = False

    def compose(self) -> ComposeResult:
        """Compose the mark, the name and the description."""
        yield Static(Content(self._mark()), classes="level-mark")
        with Vertical():
            shown = _SHOWN.get(self.level_name, self.level_name)
            note = Content.styled(f"  {self._note}", "not bold $quiet") if self._note else Content()
            yield Static(Content.assemble(shown, note), classes="level-name")
            if self._description:
                yield Static(Content(self._description), classes="level-text")

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        self.is_chosen = chosen
        self.set_class(chosen, "-chosen")
        self.query_one(".level-mark", Static).update(Content(self._mark()))

    def on_click(self, event: events.Click) -> None:
        """Choose it."""
        event.stop()
        self.post_message(self.Chosen(self))

    def _mark(self) -> str:
        chosen, free = ("●", "○") if has_unicode() else ("x", "-")
        return chosen if self.is_chosen else free


class Criterion(Container):
    """A criterion with what the person said of it, and its levels.

    Args:
        question: what is assessed.
        level: the level that is chosen already.
    """

    DEFAULT_CSS = """
    Criterion {
        height: auto; layout: vertical; margin: 0 0 1 0;
        .criterion { height: auto; padding: 0 1; }
        .criterion-text { height: auto; text-style: bold; max-width: 74; }
        .said { height: auto; min-height: 1; }
        .levels { height: auto; layout: vertical; max-width: 76; }
        &.-line .levels { layout: horizontal; }
        &.-line .criterion-text { text-style: none; }
        &.-line .said { width: 1fr; margin: 0 0 0 2; }
    }
    """

    def __init__(self, question: Question, level: str | None) -> None:
        self._in_line = not any(text for _, text in question.levels)
        super().__init__(classes="-line" if self._in_line else "")
        self.question = question
        self._chosen = level

    def compose(self) -> ComposeResult:
        """Compose the criterion and its levels."""
        said = Static(classes="said")
        with Vertical(classes="criterion"):
            yield Static(Content(self.question.text), classes="criterion-text")
            if not self._in_line:
                yield said
        with Container(classes="levels"):
            for name, text in self.question.levels:
                passes = bool(text) and name in self.question.passing
                yield Level(name, text, "passes" if passes else "")
            if self._in_line:
                yield said

    def on_mount(self) -> None:
        """Show what is chosen."""
        self.show_level(self._chosen)

    @property
    def levels(self) -> list[Level]:
        """Its levels, in order."""
        return list(self.query(Level))

    @property
    def first(self) -> Level:
        """The chosen level, else the first."""
        return next((level for level in self.levels if level.is_chosen), self.levels[0])

    @property
    def stacked(self) -> bool:
        """Whether its levels stand one under the other."""
        levels = self.levels
        return len(levels) > 1 and levels[0].region.x == levels[1].region.x

    def show_level(self, chosen: str | None) -> None:
        """Show which level is chosen, by a mark and in words."""
        for level in self.levels:
            level.show_chosen(level.level_name == chosen)
        said = self.query_one(".said", Static)
        below = chosen is not None and chosen not in self.question.passing
        said.update(Content(self._words(chosen)))
        said.set_class(below, "again").set_class(chosen is None, "quiet")
        said.set_class(chosen is not None and not below, "good")

    def _words(self, chosen: str | None) -> str:
        if chosen is None:
            return "not assessed yet"
        shown = _SHOWN.get(chosen, chosen)
        if chosen in self.question.passing:
            return f"you say: {shown}"
        below = "" if chosen == NOT_YET else "below passing: "
        return f"you say: {shown} · {below}look at {self.question.again} again"
