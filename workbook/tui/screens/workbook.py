"""The workbook: the list of steps, and the page of the step in hand."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Container
from textual.widgets import OptionList

from workbook.drafts.progress import progress
from workbook.errors import WorkbookError
from workbook.prose.words import count_answer
from workbook.tui import commands, memory
from workbook.tui.background import is_there
from workbook.tui.external_editing import can_edit_outside, edit_outside, editor_in_hand
from workbook.tui.pages import page_for
from workbook.tui.screens.proofread import ProofreadDesk
from workbook.tui.steps import (
    SUBMIT,
    StepKind,
    entries,
    position_of,
    shown,
    step_of_place,
    walked,
)
from workbook.tui.widgets.step_page import StepPage
from workbook.tui.widgets.steps_list import StepsList
from workbook.tui.widgets.writing_page import WritingPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from workbook.drafts.session import Session
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.commands import Command
    from workbook.tui.steps import StepEntry


class WorkbookScreen(ProofreadDesk):
    """Work through a micro-credential, step by step.

    Args:
        opened: the workbook.
        session: this process's hold on it.
        at: the place to open at; where the person stopped when none is given.

    Raises:
        WorkbookError: there is no such place.
    """

    CSS_PATH = "workbook.tcss"
    # The page in hand says what has the focus.
    AUTO_FOCUS = ""
    COMMANDS_HERE: ClassVar = (
        commands.BACK,
        commands.ON,
        commands.CRITERIA,
        commands.GO_TO,
        commands.HISTORY,
        commands.PROOFREAD,
        commands.PREVIOUS_FINDING,
        commands.OTHER_LANGUAGE_MARKED,
        commands.EDITOR,
        commands.BUILD,
        commands.LETTERS,
        commands.SAVE,
        commands.UP,
    )
    BINDINGS = commands.bindings(COMMANDS_HERE)
    PURPOSE = "This is your workbook. The steps are walked with F2 and F3, or chosen from the list with F5."

    def __init__(self, opened: OpenWorkbook, session: Session, at: str | None = None) -> None:
        super().__init__(opened, session)
        self._count()
        self._in_hand = self._first_step(at)
        self._at = at or opened.workbook.resume.place

    @property
    def in_hand(self) -> StepEntry:
        """The step in hand."""
        return self._in_hand

    @property
    def steps(self) -> Sequence[StepEntry]:
        """All steps."""
        return self._entries

    def crumbs(self) -> tuple[str, ...]:
        """Return the credential, the part and the step."""
        part = self.opened.credential.part(self._in_hand.section)
        middle = (f"Part {part.number}",) if part else ()
        return (self.opened.credential.title, *middle, self._in_hand.crumb)

    def compose_page(self) -> ComposeResult:
        """Compose the list of steps and the frame of the step in hand."""
        yield StepsList(id="steps")
        yield Container(id="step")

    async def on_mount(self) -> None:
        """Show the step where the person stopped; what proofreads is loaded meanwhile."""
        await self._show_step(self._in_hand, self._at)
        self.when_drawn(memory.drawn)
        self.when_drawn(self.proofreading.begin)

    # What a person does

    def action_up(self) -> None:
        """Close what is open over the page; else go to the list of steps; from there to the first screen."""
        steps = self.query_one(StepsList)
        page = self.query_one(StepPage)
        if page.has_class("-drawer-open") and self.has_class("-narrow"):
            page.remove_class("-drawer-open")
            page.focus_first()
        elif steps.has_focus:
            if self.leave(self.leave_unsaved):
                self.app.pop_screen()
        else:
            self.action_go_to()

    def action_go_to(self) -> None:
        """Show the list of steps, or close it again."""
        steps = self.query_one(StepsList)
        if steps.has_focus:
            self.remove_class("-steps-open")
            self.query_one(StepPage).focus_first()
        else:
            self.add_class("-steps-open")
            steps.show_steps(self._shown(), self._in_hand)
            steps.focus()

    async def action_next_step(self) -> None:
        """Go to the next step."""
        await self._walk(1)

    async def action_previous_step(self) -> None:
        """Go to the step before."""
        await self._walk(-1)

    async def action_drawer(self) -> None:
        """Show or hide the criteria, the notes and the sources beside the editor."""
        page = self.query_one(StepPage)
        if isinstance(page, WritingPage):
            await page.turn_drawer()

    def action_editor(self) -> None:
        """Write the text in hand in the person's own editor."""
        edit_outside(self)

    def action_letters(self) -> None:
        """Put the letters of a lettered question into its answer."""
        page = self.query_one(StepPage)
        if isinstance(page, WritingPage):
            page.put_letters()

    def action_history(self) -> None:
        """Show the versions of the answer or the note in hand."""
        from workbook.tui.screens.history import HistoryScreen

        editor = editor_in_hand(self)
        if editor is not None:
            self.collect()
            self.app.push_screen(HistoryScreen(self, editor))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to a writing step only there."""
        del parameters
        if action == "editor":
            return can_edit_outside(self)
        if action == "history":
            return editor_in_hand(self) is not None
        return self._in_hand.kind is StepKind.WRITING if action in ("drawer", "letters") else True

    async def action_build(self) -> None:
        """Go to the last step and make the document."""
        from workbook.tui.widgets.submit_page import SubmitPage

        await self._show_step(next(e for e in self._entries if e.kind is StepKind.SUBMIT), SUBMIT)
        page = self.query_one(StepPage)
        if isinstance(page, SubmitPage):
            page.build()

    @on(OptionList.OptionSelected, "#steps")
    async def step_chosen(self, event: OptionList.OptionSelected) -> None:
        """Go to the step that was chosen in the list."""
        event.stop()
        if event.option_id is not None:
            await self.show_place(event.option_id)

    @on(StepPage.GoTo)
    async def go_to_place(self, event: StepPage.GoTo) -> None:
        """Go to a place that a page names."""
        await self.show_place(event.place)

    async def show_place(self, place: str) -> None:
        """Go to a place."""
        await self._show_step(step_of_place(self.opened.credential, place, self._entries), place)

    @on(StepPage.Do)
    def do(self, event: StepPage.Do) -> None:
        """Do what a page asks for in the background, then show how things stand."""

        def after(result: Any) -> None:
            if event.then is not None and is_there(event.page):
                event.then(result)
            self.autosave.changed_elsewhere(self.opened.workbook.saved_at)
            self.progress_changed()

        self.in_background(event.work, after, keys_wait=True)

    @on(StepPage.Changed)
    def progress_changed(self) -> None:
        """Count the progress anew and show it in place."""
        self._count()
        same = next((e for e in self._entries if e.id == self._in_hand.id), None)
        self._in_hand = same or self._in_hand
        self.query_one(StepsList).show_steps(self._shown(), self._in_hand)

    def anew(self) -> WorkbookScreen:
        """Return the same screen at the same place, read anew from the disk."""
        opened = replace(self.opened, workbook=self.opened.file.load())
        opened.workbook.id = self.opened.workbook.id
        # Where the step in hand has gone with what another window did, the place that was stopped at is next.
        here = self._in_hand.id
        at = here if any(entry.id == here for entry in self._entries_of(opened)) else None
        screen = WorkbookScreen(opened, self.hand_on(), at)
        screen.first_notice = self.session.writes_now
        return screen

    def all_commands(self) -> tuple[Command, ...]:
        """Return the commands of the step in hand with those of the screen."""
        page = self.query(StepPage)
        of_page = page.first().all_commands() if page else ()
        everywhere = [c for c in super().all_commands() if self.check_action(c.action, ())]
        return (*of_page, *everywhere)

    def guide_page(self) -> str:
        """Return the guide's page on the step in hand."""
        return self.query_one(StepPage).guide_page()

    # How it is done

    def _first_step(self, at: str | None) -> StepEntry:
        if at:
            return step_of_place(self.opened.credential, at, self._entries)
        stopped = self.opened.workbook.resume.place
        if stopped:
            with contextlib.suppress(WorkbookError):
                return step_of_place(self.opened.credential, stopped, self._entries)
        return walked(self._entries)[0]

    def _count(self) -> None:
        self._entries = self._entries_of(self.opened)

    @staticmethod
    def _entries_of(opened: OpenWorkbook) -> list[StepEntry]:
        done = progress(opened.credential, opened.workbook, count_answer)
        return entries(opened.credential, opened.workbook, done)

    def _shown(self) -> list[StepEntry]:
        return shown(self._entries, self._in_hand)

    async def _walk(self, by: int) -> None:
        steps = walked(self._entries)
        position = position_of(self._in_hand, steps) + by
        if 0 <= position < len(steps):
            await self._show_step(steps[position], steps[position].id)

    async def _put(self, page: StepPage) -> None:
        """Put a page in the place of the one before; on the first, the answer comes before what is beside."""
        frame = self.query_one("#step")
        drawer = page.drawer if isinstance(page, WritingPage) else None
        if drawer is not None:
            drawer.waits = not self.was_drawn
        async with self.batch():
            await frame.remove_children()
            await frame.mount(page)
            if drawer is not None and self.was_drawn:
                await drawer.wait_no_longer()
        if drawer is not None and not self.was_drawn:
            self.when_drawn(drawer.wait_no_longer, keys_wait=True)

    async def _show_step(self, entry: StepEntry, place: str) -> None:
        self._stop_here()
        for page in self.query(StepPage):
            page.keep_versions("left the step")
            self.notice.clear()
        self.remove_class("-steps-open")
        self._in_hand = entry
        page = page_for(entry, self.opened, self.autosave)
        await self._put(page)
        self.top_line.show_place(self.crumbs())
        self.progress_changed()
        self.refresh_bindings()
        page.go_to(place)
        await self.focus_has_come(page)
        self._stop_here()
        self.step_shown()
