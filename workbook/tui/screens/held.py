"""A screen that holds a workbook: what is typed is saved, and one process at a time writes."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.css.query import NoMatches

from workbook.drafts.autosave import Autosave, Saving
from workbook.drafts.model import texts_of
from workbook.drafts.rescue import COMES_BACK, kept_sentences
from workbook.drafts.stored_copies import look_again
from workbook.errors import StorageError, WorkbookError
from workbook.tui.external_editing import can_lend_terminal, kept_edit_sentence
from workbook.tui.meanwhile import look_meanwhile
from workbook.tui.screens.confirm import ConfirmScreen
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.autosave import SaveState
    from workbook.drafts.model import Texts
    from workbook.drafts.session import Session
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.app import WorkbookApp
    from workbook.tui.meanwhile import Meanwhile

_Found = TypeVar("_Found")

WATCH = 1.0
"""Seconds between two looks at whether another program changed the workbook, or left it."""


class HeldDesk(Desk):
    """A screen on one workbook.

    Args:
        opened: the workbook.
        session: this process's hold on it.
    """

    app: WorkbookApp

    def __init__(self, opened: OpenWorkbook, session: Session) -> None:
        super().__init__()
        self.opened = opened
        self.session = session
        self.autosave = Autosave(
            opened.file, opened.workbook.saved_at, self._save_state_changed, why_not=session.why_not
        )
        self.first_notice = session.before
        """What is to be said when the screen comes up."""
        self._looking = False
        self._handed_on = False
        self._question: ConfirmScreen | None = None
        self._left_unsaved = False

    @property
    def read_only(self) -> bool:
        """Whether this window only reads."""
        return not self.session.writes

    async def on_mount(self) -> None:
        """Say what is to be known, and begin to watch."""
        self.top_line.show_state(self.autosave.state)
        self.notice.say(self.first_notice)
        if can_lend_terminal(self):
            self.notice.say(kept_edit_sentence(self.opened))
        if self.read_only:
            self.notice.say(self.session.reads_only)
        self.in_background(self._second_versions, self._say_all)
        self.set_interval(WATCH, self._watch)

    def _second_versions(self) -> list[str]:
        from workbook.drafts.second_versions import sentences

        found = self.app.store.second_versions(self.opened.file.folder.name)
        return list(sentences(found, first="leave the app, and "))

    def _say_all(self, said: list[str]) -> None:
        for sentence in said:
            self.notice.say(sentence)

    def on_unmount(self) -> None:
        """Save what is left when the screen goes, whatever made it go."""
        if not self.close() or self._left_unsaved:
            self.app.let_go(self)

    def collect(self) -> None:
        """Hand over to the saving what stands in the editors, also what no message told of yet."""
        for page in self.query(StepPage):
            page.hand_over()

    def ending(self, how: str) -> bool:
        """Save everything because the app is being ended against its will.

        Args:
            how: what ends it, in words, to be told at the next start.

        Returns:
            Whether everything is on the disk.
        """
        self.collect()
        # The page may be about to be built, or be gone in part: the text goes before the place.
        with contextlib.suppress(NoMatches):
            self._stop_here()
        self.session.ending(how)
        return self.autosave.flush()

    def close(self) -> Texts:
        """Save what is left and give the workbook back; called again, it saves what has come since.

        Returns:
            What the disk would not take.
        """
        if self._handed_on:
            return {}
        self.autosave.close()
        self.session.close()
        return self.autosave.left()

    def hand_on(self) -> Session:
        """Return the hold on the workbook to another screen, which gives it back in place of this one."""
        self.autosave.close()
        self._handed_on = True
        return self.session

    def leave(self, otherwise: Callable[[], object]) -> bool:
        """Save everything; where that cannot be done, return False and ask whether to leave all the same.

        Args:
            otherwise: leaves without having saved.
        """
        self.collect()
        for page in self.query(StepPage):
            page.keep_versions("left the step")
        self._stop_here()
        if self.autosave.flush():
            return True
        if self.app.screen is self._question:
            otherwise()
        else:
            self._ask(otherwise)
        return False

    def leave_unsaved(self) -> None:
        """Leave the workbook for the first screen with what is kept elsewhere; it comes back from there.

        What this screen still has must not be saved later: it may be opened anew, and written on, before.
        """
        self._left_unsaved = True
        self.app.pop_screen()
        below = self.app.screen
        if isinstance(below, Desk):
            for sentence in kept_sentences(self.opened.file.folder):
                below.notice.say(sentence)

    def _ask(self, otherwise: Callable[[], object]) -> None:
        why = self.autosave.state.why
        try:
            kept = self.autosave.rescue.keep()
        except StorageError:
            self.tell(f"{why}. Your text is still here; leaving now would lose it.", wrong=True)
            return
        if kept is None:
            otherwise()  # all was saved meanwhile
            return
        self._question = ConfirmScreen(
            "Leave, although it is not saved here?",
            f"{why}.",
            f"What you typed last is kept in {kept}. {COMES_BACK}.",
            yes="Leave",
            no="Stay",
        )

        def answered(yes: bool | None) -> None:
            if yes:
                otherwise()

        self.app.push_screen(self._question, answered)

    def action_save(self) -> None:
        """Save now."""
        self.collect()
        self._stop_here()
        self.in_background(self.autosave.flush)

    def _stop_here(self) -> None:
        """Have the place kept where the person is."""
        page = self.query(StepPage)
        if page:
            resume, scrolled = page.first().stop(), page.first().scrolled()
            self.opened.workbook.resume = resume
            self.opened.workbook.change("scroll", scrolled)
            self.autosave.put_stop(resume, scrolled)

    def _save_state_changed(self, state: SaveState) -> None:
        """Show whether everything is saved; called on the saving thread or on the app's own."""
        if state.saving is Saving.SAVED:
            self.opened.workbook.saved_at = state.saved_at
            # The folder may have been away, with what is attached, and be back.
            if look_again(self.opened) and self.is_mounted:
                self.call_later(self.post_message, StepPage.Changed())
        if self.is_mounted:
            self.call_later(self._show_save_state)

    def _show_save_state(self) -> None:
        if not self.is_mounted:
            return
        state = self.autosave.state
        self.top_line.show_state(state)
        if state.saving is Saving.SAVED and self._question is not None and self._question.is_current:
            self._question.dismiss(False)
            self.tell("It is saved here now; you can leave.")

    # What others do with the workbook meanwhile

    def _watch(self) -> None:
        if self._looking or not self.is_current or self._handed_on:
            return
        if self.read_only:
            self._looking = True
            self.in_background(lambda: self._look(self.session.begin), self._begun)
        elif self.opened.file.changed_elsewhere and not self.autosave.writes_again:
            self._looking = True
            mine = texts_of(self.opened.workbook)
            look = partial(look_meanwhile, self.opened, mine, self.autosave)
            self.in_background(lambda: self._look(look), self._looked)

    def _look(self, look: Callable[[], _Found]) -> _Found | None:
        """Look, on another thread; what fails is said in the line that stays, and is tried again."""
        try:
            return look()
        except WorkbookError as error:
            self.call_later(self.notice.say, str(error))
            self.call_later(self.autosave.write_again)
            return None
        finally:
            self._looking = False

    def anew(self) -> HeldDesk:
        """Return the same screen, read anew from the disk, to be put in the place of this one."""
        raise NotImplementedError

    def _begun(self, writes: bool | None) -> None:
        if writes:
            self.app.reopen(self)

    def _looked(self, meanwhile: Meanwhile | None) -> None:
        """Show what another program wrote; what is being typed here stays."""
        if meanwhile is None:
            return
        if meanwhile.is_behind:
            self.autosave.write_again()
        places = meanwhile.take(self.opened, self.autosave)
        for page in self.query(StepPage):
            for kind, place, text in places:
                page.show_text(kind, place, text)
        if places:
            named = ", ".join(dict.fromkeys(place for _, place, _ in places))
            yours = any(meanwhile.mine.get((kind, place)) for kind, place, _ in places)
            kept = " Yours is in the history (F6)." if yours else ""
            self.notice.say(f"Another program changed {named}; what it wrote is here now.{kept}")
        self.post_message(StepPage.Changed())
