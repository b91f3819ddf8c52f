"""What every step's page shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.message import Message

from workbook.drafts.model import Draft, Resume, now
from workbook.tui.background import DropsLate
from workbook.tui.widgets.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.widget import Widget

    from workbook.credentials.model import Credential
    from workbook.drafts.autosave import Autosave
    from workbook.drafts.history import Kind
    from workbook.drafts.model import Workbook
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.commands import Command
    from workbook.tui.steps import StepEntry


class StepPage(DropsLate, Container):
    """The page of one step.

    Args:
        entry: the step.
        opened: the workbook.
        autosave: keeps what is typed.
    """

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    PURPOSE: ClassVar[str] = ""
    DEFAULT_CSS = """
    StepPage { width: 1fr; height: 1fr; }
    """

    @dataclass
    class Changed(Message):
        """Something was done in the step; progress is to be counted anew."""

    @dataclass
    class Do(Message):
        """Something is to be done in the background, and the state shown after it."""

        page: StepPage
        """The page that asks."""
        work: Callable[[], Any]
        """What is to be done, off the app's own thread."""
        then: Callable[[Any], None] | None = None
        """What to do with its result."""

    @dataclass
    class GoTo(Message):
        """The person wants to be taken to a place."""

        place: str
        """The place's id."""

    def __init__(self, entry: StepEntry, opened: OpenWorkbook, autosave: Autosave) -> None:
        super().__init__(id="step-page")
        self.entry = entry
        self.opened = opened
        self.autosave = autosave
        self._written: set[tuple[Kind, str]] = set()

    @property
    def credential(self) -> Credential:
        """The credential that is answered."""
        return self.opened.credential

    @property
    def workbook(self) -> Workbook:
        """The workbook in memory."""
        return self.opened.workbook

    @property
    def may_write(self) -> bool:
        """Whether this window is the one that writes."""
        return self.autosave.writes

    def keep_draft(self, kind: Kind, place: str, text: str) -> bool:
        """Have the present text of an answer or a note saved, and return whether it is another one."""
        drafts = self.workbook.answers if kind == "answer" else self.workbook.notes
        if text == (drafts[place].text if place in drafts else ""):
            return False
        self.workbook.put_draft(kind, place, Draft(text, now()))
        self._written.add((kind, place))
        if kind == "answer":
            self.autosave.put_answer(place, text)
        else:
            self.autosave.put_note(place, text)
        return True

    def hand_over(self) -> None:
        """Have everything saved that stands in the editors, also what no message told of yet."""
        for editor in self.query(Editor):
            editor.hand_over()

    def keep_versions(self, why: str) -> None:
        """Have what was written here since the last time kept as versions."""
        self.hand_over()
        for kind, place in self._written:
            self.autosave.put_version(kind, place, why)
        self._written.clear()

    def show_text(self, kind: Kind, place: str, text: str) -> None:
        """Show the new text of a draft that was changed elsewhere, in one step that can be undone."""
        for editor in self.query(Editor):
            if (editor.kind, editor.place) == (kind, place):
                editor.put_text(text)

    def do(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Have something short done on another thread before the next key is looked at.

        Args:
            work: what is to be done.
            then: what to do with its result, where the page still stands by then.
        """
        self.post_message(self.Do(self, work, then))

    def all_commands(self) -> tuple[Command, ...]:
        """Return what can be done here with what is in hand."""
        return self.COMMANDS_HERE

    def focus_first(self) -> None:
        """Put the focus on what the step is for."""

    def go_to(self, place: str) -> None:
        """Put the focus on a place within the step."""
        del place
        self.focus_first()

    def focus_now(self, widget: Widget, *, scroll_visible: bool = False) -> None:
        """Put the focus on a widget of the page at once: Textual's own way waits for the app's next message.

        Args:
            widget: what is to have the focus.
            scroll_visible: whether it is scrolled to where it is seen.
        """
        self.screen.set_focus(widget, scroll_visible=scroll_visible)

    def stop(self) -> Resume:
        """Return where the person is, to be opened there again."""
        return Resume(self.entry.id)

    def scrolled(self) -> dict[str, int]:
        """Return how far down a reading section is, by section; nothing for other steps."""
        return {}

    def guide_page(self) -> str:
        """Return the name of the guide's page on this step."""
        return ""
