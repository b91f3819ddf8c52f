"""The panel under the editor: what is wrong in a sentence, the suggestions by number, and what else to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from workbook.text import one_line
from workbook.tui import commands
from workbook.tui.widgets.flow import Flow, pressable, pressed
from workbook.tui.widgets.rows import Rows, TwoSided, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.widgets.option_list import Option

    from workbook.findings.model import Finding
    from workbook.tui.commands import Command
    from workbook.tui.widgets.underlines import Located

MOST_SUGGESTIONS = 9
_LONGEST = 40
"""Cells of a suggestion, or of the words in question, that are shown at most."""
_GAP = 2
_DEEDS = (
    (commands.IGNORE, "ignore here"),
    (commands.ADD_WORD, "add to my words"),
    (commands.OTHER_LANGUAGE, "another language"),
    (commands.RULE_OFF, "switch this rule off"),
    (commands.RULE_OFF_FOR_ME, "off everywhere"),
)
_WAYS = (
    (commands.TAKE_BACK_LAST, "undo"),
    (commands.ALL_FINDINGS, "list"),
    (commands.SET_ASIDE, "set aside"),
    (commands.PROOFREAD, "next"),
    (commands.WRITE_ON, "write"),
)


class FindingCard(Vertical, can_focus=True):
    """One finding; it has the focus while it is shown, so that its keys do not write."""

    HELP_TEXT = (
        "What proofreading noticed: a number takes a suggestion, and what you set aside can be taken back."
    )


class FindingsList(Rows):
    """All that was found in the answer in hand."""

    HELP_TEXT = "All that there is to look at in this answer. Up and Down choose, Enter goes there."


class FindingPanel(Vertical):
    """What was found at one place, and the list of all places of the answer."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        commands.TAKE,
        commands.IGNORE,
        commands.ADD_WORD,
        commands.OTHER_LANGUAGE,
        commands.RULE_OFF,
        commands.RULE_OFF_FOR_ME,
        commands.TAKE_BACK_LAST,
        commands.ALL_FINDINGS,
        commands.SET_ASIDE,
        commands.WRITE_ON,
    )
    BINDINGS = [
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, MOST_SUGGESTIONS + 1)),
        *commands.bindings(COMMANDS_HERE[1:]),
    ]
    DEFAULT_CSS = """
    FindingPanel {
        display: none; height: auto; max-width: 76; margin: 0 1;
        &.-shown { display: block; }
        FindingCard {
            height: auto; padding: 0 0 0 1; border-left: outer $rule;
            &:focus { border-left: outer $accent; }
        }
        FindingCard Static { height: auto; }
        #finding-message { max-height: 3; }
        FindingsList { display: none; height: auto; max-height: 6; margin: 0; }
        &.-listed FindingsList { display: block; }
        FindingsList > .option-list--option-highlighted { text-style: bold; }
    }
    """

    @dataclass
    class Wanted(Message):
        """The person wants something done."""

        deed: str
        """The name of the command's action."""
        number: int = 0
        """The number of the suggestion from 1, or the place in the list from 0."""

    def __init__(self) -> None:
        super().__init__(id="finding-panel")
        self.finding: Finding | None = None
        """The finding that is shown."""
        self._lines: dict[str, Static] = {}

    def _make(self) -> None:
        """Make the card and the list when they are first needed: a writing page waits for its widgets."""
        if not self._lines:
            names = ("title", "message", "suggestions", "deeds")
            self._lines = {name: Static(id=f"finding-{name}") for name in names}
            self.mount(FindingCard(*self._lines.values()), FindingsList(id="findings"))

    # What is shown

    @property
    def is_shown(self) -> bool:
        """Whether it stands under the editor."""
        return self.has_class("-shown")

    @property
    def is_in_list(self) -> bool:
        """Whether the list of all findings has the focus."""
        return any(each.has_focus for each in self.query(FindingsList))

    def show(self, finding: Finding, of: str, engine: str, *, leads: bool = True) -> None:
        """Show a finding, and take the focus.

        Args:
            finding: what was noticed.
            of: which of how many it is, in words.
            engine: who noticed it, in words.
            leads: whether the person is led there; else the focus stays where it is.
        """
        self.finding = finding
        kind = Content.styled(finding.rule.capitalize(), "bold $heading")
        words = Content(f"“{one_line(finding.excerpt)}”").truncate(_LONGEST, ellipsis=True)
        right = Content.styled(f"{engine} · {of}" if engine else of, "$quiet")
        self._say("title", TwoSided((Content.assemble(kind, "  ", words), right)))
        self._say("message", Content(one_line(finding.message)))
        self._say("suggestions", Flow(self._suggestions(finding)))
        deeds = [pair for pair in _DEEDS if pair[0] is not commands.ADD_WORD or finding.rule == "spelling"]
        if not finding.sources:
            deeds = [pair for pair in deeds if pair[0] is commands.IGNORE]
        self._say("deeds", Flow([_deed(*pair) for pair in (*deeds, *_WAYS)], _GAP))
        if leads:
            self._appear()

    def tell_mended(self, excerpt: str, suggestion: str) -> None:
        """Say that a suggestion was put into the text."""
        self.tell(f"“{_cut(one_line(excerpt))}” is now {_quoted(suggestion)}.")

    def tell(self, sentence: str, *, leads: bool = True) -> None:
        """Say what was done, in place of the finding that it was done to; and take the focus if it leads."""
        self.finding = None
        self._say("title", Content.styled(one_line(sentence), "bold"))
        for name in ("message", "suggestions"):
            self._lines[name].display = False
        self._say("deeds", Flow([_deed(*pair) for pair in _WAYS], _GAP))
        if leads:
            self._appear()

    def show_list(self, found: Sequence[Located], in_hand: int | None) -> None:
        """List all that was found in the answer, the one in hand in hand."""
        self._make()
        keep = None if in_hand is None else str(in_hand)
        self.query_one(FindingsList).show([_row(i, each.finding) for i, each in enumerate(found)], keep)

    def focus_card(self) -> None:
        """Take the focus, for the keys of the finding that is shown."""
        self._make()
        self.query_one(FindingCard).focus()

    def vanish(self) -> None:
        """Go away."""
        self.finding = None
        self.remove_class("-shown")

    def turn_list(self) -> None:
        """Show or hide the list."""
        self._make()
        self.toggle_class("-listed")
        inner = self.query_one(FindingsList if self.has_class("-listed") else FindingCard)
        inner.focus()

    # What a person does

    def action_take(self, number: int = 1) -> None:
        """Take a suggestion."""
        self.post_message(self.Wanted("take", number))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        action, _, number = pressed(event).partition(":")
        if action:
            event.stop()
            self.query_one(FindingCard).focus()
            self.post_message(self.Wanted(action, int(number or 0)))

    @on(OptionList.OptionSelected, "#findings")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Go to what was chosen in the list."""
        event.stop()
        self.post_message(self.Wanted("go_to_finding", int(event.option_id or 0)))

    def action_ignore(self) -> None:
        """Ignore what is shown, here and for good."""
        self.post_message(self.Wanted("ignore"))

    def action_add_word(self) -> None:
        """Add the word to one's own words."""
        self.post_message(self.Wanted("add_word"))

    def action_other_language(self) -> None:
        """Leave the paragraph alone: it is in another language."""
        self.post_message(self.Wanted("other_language"))

    def action_rule_off(self) -> None:
        """Switch the rule off in this workbook."""
        self.post_message(self.Wanted("rule_off"))

    def action_rule_off_for_me(self) -> None:
        """Switch the rule off wherever one writes."""
        self.post_message(self.Wanted("rule_off_for_me"))

    def action_take_back_last(self) -> None:
        """Take back what was done last in the panel."""
        self.post_message(self.Wanted("take_back_last"))

    def action_set_aside(self) -> None:
        """Show what was set aside."""
        self.post_message(self.Wanted("set_aside"))

    def action_write_on(self) -> None:
        """Go back to the text."""
        self.post_message(self.Wanted("write_on"))

    def action_list_findings(self) -> None:
        """Show or hide the list of all that there is to look at here."""
        self.post_message(self.Wanted("list_findings"))

    # How it is drawn

    def _appear(self) -> None:
        self.add_class("-shown")
        if not self.query_one(FindingsList).has_focus:
            self.query_one(FindingCard).focus()

    def _say(self, name: str, visual: Content | TwoSided | Flow) -> None:
        self._make()
        line = self._lines[name]
        line.display = True
        line.update(visual)

    def _suggestions(self, finding: Finding) -> list[Content]:
        if not finding.suggestions:
            return [Content.styled("No suggestion: you know best what you mean.", "$quiet")]
        return [
            pressable(str(number), _put(text), f"take:{number}")
            for number, text in enumerate(finding.suggestions[:MOST_SUGGESTIONS], 1)
        ]


def _put(suggestion: str) -> str:
    """Return a suggestion in words."""
    shown = one_line(suggestion)
    if not shown:
        return "take it out" if not suggestion else "a space"
    return _cut(shown)


def _quoted(suggestion: str) -> str:
    shown = one_line(suggestion)
    return f"“{_cut(shown)}”" if shown else "taken out"


def _cut(shown: str) -> str:
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _deed(command: Command, words: str) -> Content:
    return pressable(command.key_words, words, command.action)


def _row(number: int, finding: Finding) -> Option:
    words = Content(f"“{one_line(finding.excerpt)}”").truncate(_LONGEST // 2, ellipsis=True)
    kind = Content.styled(f"{finding.rule:<9}", "$heading")
    message = Content.styled(one_line(finding.message), "$quiet")
    return row(str(number), (Content.assemble(kind, words, "  ", message), Content("")))
