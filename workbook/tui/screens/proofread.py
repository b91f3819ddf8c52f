"""A screen on a workbook whose answers are proofread while they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from workbook.tui import memory
from workbook.tui.findings_walk import FindingsWalk
from workbook.tui.proofreading_desk import Proofreading
from workbook.tui.screens.held import HeldDesk
from workbook.tui.steps import walked
from workbook.tui.widgets.finding_panel import FindingPanel
from workbook.tui.widgets.keys import Keys
from workbook.tui.widgets.to_look_at import ToLookAt
from workbook.tui.widgets.writing_page import WritingPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.drafts.model import Texts
    from workbook.drafts.session import Session
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.meanwhile import Meanwhile
    from workbook.tui.steps import StepEntry
    from workbook.tui.widgets.editor import Editor


class ProofreadDesk(HeldDesk):
    """A screen on one workbook, with the proofreading of its answers.

    Args:
        opened: the workbook.
        session: this process's hold on it.
    """

    def __init__(self, opened: OpenWorkbook, session: Session) -> None:
        super().__init__(opened, session)
        self.proofreading = Proofreading(self)
        """Who is looking, and what was found."""
        self.walk = FindingsWalk(self, self.proofreading)
        """Leads from one thing to look at to the next."""
        self._writing_page: WritingPage | None = None
        self._is_settled = False

    def close(self) -> Texts:
        """Give up proofreading, save what is left and give the workbook back."""
        self.proofreading.close()
        return super().close()

    # What the screen has in hand

    @property
    def in_hand(self) -> StepEntry:
        """The step in hand."""
        raise NotImplementedError

    @property
    def steps(self) -> Sequence[StepEntry]:
        """All steps."""
        raise NotImplementedError

    async def show_place(self, place: str) -> None:
        """Go to a place."""
        raise NotImplementedError

    @property
    def walked_steps(self) -> Sequence[StepEntry]:
        """All steps but the headings."""
        return walked(self.steps)

    @property
    def writing_page(self) -> WritingPage | None:
        """The page in hand, where an answer is written."""
        page = self._writing_page
        return page if page is not None and page.is_attached else None

    def editor_of(self, place: str) -> Editor | None:
        """Return the editor of an answer, where it is the one in hand."""
        page = self.writing_page
        return page.editor if page is not None and page.entry.id == place else None

    # What a person does

    async def action_proofread(self) -> None:
        """Go to the next thing to look at."""
        await self.walk.go()

    async def action_previous_finding(self) -> None:
        """Go to the thing to look at before this one."""
        await self.walk.go(-1)

    def action_other_language(self) -> None:
        """Leave alone what is marked, or the paragraph with the finding in hand."""
        self.walk.leave_alone()

    def action_set_aside(self) -> None:
        """Show what was set aside."""
        from workbook.tui.screens.set_aside import SetAsideScreen

        self.app.push_screen(SetAsideScreen(self))

    @on(ToLookAt.Pressed)
    async def to_look_at_pressed(self, event: ToLookAt.Pressed) -> None:
        """Go to the next thing to look at."""
        event.stop()
        await self.walk.go()

    @on(FindingPanel.Wanted)
    async def wanted(self, event: FindingPanel.Wanted) -> None:
        """Do what is wanted of the finding in hand."""
        event.stop()
        await self.walk.wanted(event)

    @on(WritingPage.Rested)
    def rested(self, event: WritingPage.Rested) -> None:
        """Have an answer looked at, now that the keys rest."""
        event.stop()
        self.proofreading.look(event.place)

    def _looked(self, meanwhile: Meanwhile | None) -> None:
        """Show what another program wrote, and have it proofread; it may have set things aside too."""
        super()._looked(meanwhile)
        if meanwhile is not None:
            self.proofreading.look_at_all()
            self.proofreading.judge()

    # What is shown

    def step_shown(self) -> None:
        """Show what is known of the answer that has come up, and have it looked at."""
        self._writing_page = next(iter(self.query(WritingPage)), None)
        # No sheet knows the class: styling the whole screen for it would be felt.
        self.set_class(self._writing_page is not None, "-writes", update=False)
        self.query_one(Keys).refresh()
        self.walk.step_shown()
        self.proofreading.show_in(self.in_hand.id)
        self.proofreading.look(self.in_hand.id)
        self.proofreading.look_at_what_is_due()
        self.proofreading.keep()
        self.show_proofreading()

    def _show_in_ready_page(self) -> None:
        from workbook.tui.proofreading_report import proofreading_report
        from workbook.tui.widgets.ready_page import ReadyPage

        report = proofreading_report(self.proofreading, self.opened.workbook)
        for page in self.query(ReadyPage):
            page.show_proofread(report)

    def show_proofreading(self) -> None:
        """Show what there is to look at, and who has looked."""
        page = self.writing_page
        if page is not None and page.is_mounted:
            place = page.entry.id
            page.show_proofreading(self.proofreading.state_of(place), self.proofreading.engine_words(place))
        self.walk.came()
        if self.query("ReadyPage"):
            self._show_in_ready_page()
        if self.proofreading.has_looked and not self._is_settled:
            # What was found in a long workbook is as many objects again as the workbook's own.
            self._is_settled = True
            self.call_later(memory.settle)
