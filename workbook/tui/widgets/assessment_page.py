"""One's own assessment: the passing list and the rubric of a part, each criterion with its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from workbook.drafts import actions
from workbook.prose.plain import plain_text
from workbook.tui import commands
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.criteria import Criteria
from workbook.tui.widgets.levels import Criterion, Level, Question
from workbook.tui.widgets.markdown import PageText
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.credentials.model import Part, Rubric

_HOW = "Say of each what you see in your own work, as a reviewer would. Choosing again takes it back."


class AssessmentPage(StepPage):
    """Assess one's own work."""

    COMMANDS_HERE: ClassVar = (commands.CHOOSE,)
    BINDINGS = commands.bindings((commands.CHOOSE,))
    PURPOSE = (
        "Here you assess your own work, as the reviewers will. The arrows go from level to level, Tab from "
        "criterion to criterion; Enter chooses a level, and choosing it again takes it back."
    )
    SCOPED_CSS = False  # The width is a class of the screen.
    DEFAULT_CSS = """
    AssessmentPage {
        #text { padding: 0 1; }
        .title { color: $heading; text-style: bold; height: auto; margin: 1 1; }
        .how { height: auto; max-width: 72; margin: 0 1 1 1; }
        .kind { color: $heading; text-style: bold; height: auto; margin: 0 1 1 1; }
        .instructions { height: auto; padding: 0 1; PageText { height: auto; } }
        #header { height: auto; display: none; }
        #read { margin: 1; }
    }
    .-wide AssessmentPage {
        #header {
            display: block; border-bottom: solid $rule; margin: 0 0 1 0;
            Static { width: 1fr; height: auto; padding: 0 1; text-style: bold; color: $heading; }
        }
        #header .corner, Criterion .criterion { width: 24; }
        Criterion.-line .criterion { width: 1fr; max-width: 76; }
        Criterion {
            layout: horizontal;
            .levels { layout: horizontal; width: 1fr; max-width: 200; }
            Level { width: 1fr; }
        }
        Criterion.-line {
            layout: vertical;
            Level { width: auto; }
        }
        Criterion:focus-within .criterion-text { text-style: bold; }
        Level .level-name { display: none; }
        Level.-bare .level-name { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the instructions, the passing list and the rubric."""
        part = self._part
        with Criteria(id="text"):
            yield Static(Content(self.credential.section_title(part.id)), classes="title")
            if part.instructions.strip() and not part.prompts:
                with Vertical(classes="instructions"):
                    yield PageText(part.instructions)
            if not self._criteria:
                yield Button(self._button_label(), id="read")
                return
            yield Static(Content(_HOW), classes="how quiet")
            if part.rubric:
                yield from self._rubric(part.rubric)
            if part.passing:
                if part.rubric:
                    yield Static("Passing", classes="kind", markup=False)
                for line in part.passing:
                    yield Criterion(Question.of_line(line), self.workbook.assessment.get(line.id))

    def focus_first(self) -> None:
        """Put the focus on the first criterion that is not assessed, and show it."""
        criteria = list(self.query(Criterion))
        if not criteria:
            self.focus_now(self.query("#read").first())
            return
        open_ones = [c for c in criteria if c.question.id not in self.workbook.assessment]
        wanted = open_ones[0] if open_ones else criteria[0]
        if wanted is criteria[0]:
            self.focus_now(wanted.first)
        else:
            self.query_one(Criteria).go_to_level(wanted, wanted.first)

    def go_to(self, place: str) -> None:
        """Go to a criterion."""
        wanted = next((c for c in self.query(Criterion) if c.question.id == place), None)
        if wanted is None:
            self.focus_first()
        else:
            self.query_one(Criteria).go_to_level(wanted, wanted.first)

    def guide_page(self) -> str:
        """Return the guide's page on what is assessed here."""
        return "6-artifacts" if self._part.artifacts else "02-successful-submission"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer choosing only where a level is in hand."""
        del parameters
        return self.query_one(Criteria).in_hand is not None if action == "choose" else True

    def on_descendant_focus(self) -> None:
        """Offer what can be done with what is in hand."""
        self.refresh_bindings()

    def action_choose(self) -> None:
        """Choose the level in hand, or take the choice back."""
        in_hand = self.query_one(Criteria).in_hand
        if in_hand is not None:
            self._choose(*in_hand)

    @on(Level.Chosen)
    def chosen(self, event: Level.Chosen) -> None:
        """Choose the level that was clicked."""
        event.stop()
        criterion = next(c for c in self.query(Criterion) if event.level in c.levels)
        self._choose(criterion, event.level)

    @on(Button.Pressed, "#read")
    def read(self, event: Button.Pressed) -> None:
        """Mark a part that is only there to be read as read, or take that back."""
        event.stop()
        opened, part = self.opened, self._part.id
        read = part not in self.workbook.read

        def done(_: object) -> None:
            self.query_one("#read", Button).label = self._button_label()

        self.do(lambda: actions.mark_read(opened, part, read=read), done)

    @property
    def _part(self) -> Part:
        part = self.credential.part(self.entry.section)
        if part is None:
            raise TypeError(f"{self.entry.id} belongs to no part")
        return part

    @property
    def _criteria(self) -> bool:
        return bool(self._part.passing or (self._part.rubric and self._part.rubric.rows))

    def _choose(self, criterion: Criterion, level: Level) -> None:
        opened, place = self.opened, criterion.question.id
        wanted = None if level.is_chosen else level.level_name

        def work() -> None:
            if wanted is None:
                actions.unassess(opened, place)
            else:
                actions.assess(opened, place, wanted)

        def done(_: object) -> None:
            criterion.show_level(self.workbook.assessment.get(place))

        self.do(work, done)

    def _rubric(self, rubric: Rubric) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static(Content(plain_text(rubric.header)), classes="corner")
            for level in rubric.levels:
                passes = Content.styled("  passes", "not bold $quiet")
                note = passes if level in rubric.passing_levels else Content()
                yield Static(Content.assemble(plain_text(level), note))
        for row in rubric.rows:
            yield Criterion(Question.of_row(row, rubric), self.workbook.assessment.get(row.id))

    def _button_label(self) -> Content:
        return Content(
            "Read ✓  (take that back)" if self._part.id in self.workbook.read else "I have read this"
        )
