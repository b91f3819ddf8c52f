"""What was set aside: ignored findings, rules that are switched off, and one's own words; each taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from workbook import preferences
from workbook.text import one_line
from workbook.tui import commands, setting_aside
from workbook.tui.screens.desk import Desk
from workbook.tui.setting_aside import READ_ONLY
from workbook.tui.widgets.rows import Rows, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.widgets.option_list import Option

    from workbook.drafts.model import Ignored
    from workbook.tui.screens.proofread import ProofreadDesk
    from workbook.tui.setting_aside import Deed

_NOTHING = (
    "You have set nothing aside. While you look at a finding (F7), i ignores it, w adds its word to yours, "
    "and r switches its rule off; whatever you set aside so stands here, and can be taken back."
)
_LONGEST = 30
"""Cells of the words in question that are shown at most."""


class SetAsideList(Rows):
    """Everything that was set aside, one row each."""

    HELP_TEXT = "What you set aside. Up and Down choose; Enter takes back."
    BINDINGS = commands.bindings((commands.PUT_BACK,))

    def action_take_back(self) -> None:
        """Take back what is in hand."""
        self.action_select()


class SetAsideScreen(Desk):
    """See what was set aside, and take it back.

    Args:
        held: the screen on the workbook.
    """

    CSS_PATH = "set_aside.tcss"
    COMMANDS_HERE: ClassVar = (commands.PUT_BACK, commands.SET_ASIDE_AGAIN, commands.CLOSE)
    BINDINGS = commands.bindings((commands.SET_ASIDE_AGAIN, commands.CLOSE))
    AUTO_FOCUS = "#set-aside"
    PURPOSE = (
        "Here is what you set aside while proofreading: what you ignored, the rules that you switched off, "
        "and the words that you added. Whatever you take back is looked at again."
    )

    def __init__(self, held: ProofreadDesk) -> None:
        super().__init__()
        self._held = held
        self._deeds: dict[str, Deed] = {}
        self._taken_back: list[Deed] = []

    def crumbs(self) -> tuple[str, ...]:
        """Return the way here."""
        return (self._held.crumbs()[0], "what you set aside")

    def compose_page(self) -> ComposeResult:
        """Compose the list, and what is said where there is nothing in it."""
        yield Static(Content(_NOTHING), id="nothing")
        yield SetAsideList(id="set-aside")

    def on_mount(self) -> None:
        """Read what was set aside."""
        self.top_line.show_state(self._held.autosave.state)
        self._read()

    # What a person does

    @on(OptionList.OptionSelected, "#set-aside")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Take back what was chosen."""
        event.stop()
        deed = self._deeds.get(event.option_id or "")
        if deed is not None and self._may(deed):
            self.in_background(deed.take_back, partial(self._was_taken_back, deed), keys_wait=True)

    def action_undo(self) -> None:
        """Set aside again what was taken back last."""
        if not self._taken_back:
            self.tell("There is nothing to set aside again.")
            return
        deed = self._taken_back.pop()
        self.in_background(deed.do, partial(self._was_done, deed), keys_wait=True)

    # How it is done

    def _may(self, deed: Deed) -> bool:
        if self._held.read_only and not deed.own:
            self.tell(READ_ONLY, wrong=True)
            return False
        return True

    def _was_taken_back(self, deed: Deed, result: object) -> None:
        self._taken_back.append(deed)
        self._changed(deed, result, deed.taken_back, back=True)

    def _was_done(self, deed: Deed, result: object) -> None:
        self._changed(deed, result, deed.done, back=False)

    def _changed(self, deed: Deed, result: object, said: str, *, back: bool) -> None:
        self._held.proofreading.changed(deed, result, back=back)
        self.top_line.show_state(self._held.autosave.state)
        self.tell(said)
        self._read()

    def _read(self) -> None:
        home = self.app.home  # type: ignore[attr-defined]

        def read() -> tuple[tuple[str, ...], tuple[str, ...]]:
            from workbook.proofreading.known_words import words

            return preferences.load(home).rules_off, words(home)

        self.in_background(read, self._show, keys_wait=True)

    def _show(self, own: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        self._deeds.clear()
        rows = [*self._of_workbook(), *self._of_person(*own)]
        self.query_one(SetAsideList).show(rows)
        self.set_class(not rows, "-none")

    def _of_workbook(self) -> Iterator[Option]:
        """Yield the rows of what was set aside in this workbook."""
        opened = self._held.opened
        ignored = sorted(opened.workbook.ignored.values(), key=lambda kept: kept.at, reverse=True)
        if ignored:
            yield from _heading("IGNORED IN THIS WORKBOOK", first=True)
        for kept in ignored:
            deed = setting_aside.ignored_before(opened, kept)
            yield self._row(f"ignored {kept.id}", deed, _ignored(kept), self._place(kept.place))
        rules = sorted(opened.workbook.rules_off)
        if rules:
            yield from _heading("RULES SWITCHED OFF IN THIS WORKBOOK", first=not ignored)
        for rule in rules:
            deed = setting_aside.rules_off_before(opened, rule)
            yield self._row(f"here {rule}", deed, Content(setting_aside.rule_words(rule)))

    def _of_person(self, rules: tuple[str, ...], words: tuple[str, ...]) -> Iterator[Option]:
        """Yield the rows of what was set aside in all workbooks."""
        home = self._held.app.home
        if rules:
            yield from _heading("RULES SWITCHED OFF IN ALL YOUR WORKBOOKS", first=not self._deeds)
        for rule in rules:
            deed = setting_aside.rules_off_for_me_before(home, (rule,))
            yield self._row(f"everywhere {rule}", deed, Content(setting_aside.rule_words(rule)))
        if words:
            yield from _heading("YOUR WORDS", first=not self._deeds)
        for word in sorted(words, key=str.casefold):
            deed = setting_aside.word_added(home, (word,))
            yield self._row(f"word {word}", deed, Content(one_line(word)))

    def _row(self, row_id: str, deed: Deed, left: Content, right: str = "") -> Option:
        self._deeds[row_id] = deed
        return row(row_id, (left, Content.styled(right, "$quiet")))

    def _place(self, place: str) -> str:
        entry = next((entry for entry in self._held.steps if entry.id == place), None)
        part = self._held.opened.credential.part(entry.section) if entry is not None else None
        if entry is None or part is None:
            return one_line(place)
        return f"Part {part.number}, {entry.label}"


def _heading(words: str, *, first: bool) -> Iterator[Option]:
    if not first:
        yield row(None, (Content(""), Content("")), disabled=True)
    yield row(None, (Content(words), Content("")), disabled=True)


def _ignored(kept: Ignored) -> Content:
    words = (
        Content(f"“{one_line(kept.excerpt)}”").truncate(_LONGEST, ellipsis=True)
        if kept.excerpt
        else Content()
    )
    message = Content.styled(f"  {one_line(kept.message)}", "$quiet")
    return Content.assemble(words, message)
