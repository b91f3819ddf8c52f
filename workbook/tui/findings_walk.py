"""F7: from one thing to look at to the next, through all answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbook.tui.awaited import Waiting
from workbook.tui.finding_deeds import FindingDeeds
from workbook.tui.finding_in_hand import FindingInHand
from workbook.tui.steps import position_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook.tui.proofreading_desk import Proofreading
    from workbook.tui.screens.proofread import ProofreadDesk
    from workbook.tui.widgets.finding_panel import FindingPanel
    from workbook.tui.widgets.writing_page import WritingPage


class FindingsWalk:
    """Leads from one thing to look at to the next.

    Args:
        screen: the screen on the workbook.
        proofreading: knows what was found.
    """

    def __init__(self, screen: ProofreadDesk, proofreading: Proofreading) -> None:
        self._screen = screen
        self._proofreading = proofreading
        self._in_hand = FindingInHand(screen, proofreading)
        self._deeds = FindingDeeds(screen, proofreading, self._in_hand)
        self._waiting = Waiting(screen, self._takes_long)

    # Going

    async def go(self, by: int = 1) -> None:
        """Go to the next thing to look at, or with -1 to the one before; at the end to another answer.

        What was typed a moment ago is looked at first, and the keys wait for it. Where that takes long,
        whoever writes on or goes elsewhere meanwhile has thought better of it.
        """
        self._waiting.end()
        self._waiting.let_keys_go()
        page = self._screen.writing_page
        if page is not None:
            page.wait_for_no_more_keys()
        self._proofreading.look_at_what_is_due()
        if self._may_go(by):
            await self._go(by)
        else:
            self._waiting.begin(by)
            self._screen.show_proofreading()

    async def _go(self, by: int) -> None:
        try:
            await self._lead(by)
        finally:
            self._waiting.let_keys_go()

    async def _lead(self, by: int) -> None:
        page = self._screen.writing_page
        found = page.editor.located() if page is not None else []
        if page is not None:
            number = self._in_hand.following(page, found, by)
            if number is not None:
                self._in_hand.show(page, found, number)
                return
        place = next(filter(self._proofreading.to_look_at, self._other_places(by)), None)
        if place is not None:
            await self._screen.show_place(place)
            page = self._screen.writing_page
            found = page.editor.located() if page is not None else []
        if page is not None and found:
            self._in_hand.show(page, found, 0 if by > 0 else len(found) - 1)
        else:
            self._nothing(page)

    def _may_go(self, by: int) -> bool:
        """Return whether it is known where to go; where that takes long, anything known is enough."""
        if not self._waiting.takes_long:
            return not self._is_open(by)
        return not self._proofreading.is_to_come or (self._proofreading.has_any and not self._is_open_here)

    def _is_open(self, by: int) -> bool:
        """Return whether a look that is due or under way may still find what is next."""
        page = self._screen.writing_page
        if page is not None:
            if self._proofreading.is_open(page.entry.id):
                return True
            if self._in_hand.following(page, page.editor.located(), by) is not None:
                return False
        for place in self._other_places(by):
            if self._proofreading.is_open(place):
                return True
            if self._proofreading.to_look_at(place):
                return False
        return False

    @property
    def _is_open_here(self) -> bool:
        """Whether nothing was found yet in the answer in hand, and it is still being looked at."""
        page = self._screen.writing_page
        return page is not None and not page.editor.located() and self._proofreading.is_open(page.entry.id)

    @property
    def is_awaited(self) -> bool:
        """Whether what is still to be found is waited for."""
        return self._waiting.by is not None and not self._waiting.is_thought_better_of

    def came(self) -> None:
        """Go on where more was found, or nothing more is to come, and that was waited for."""
        self._in_hand.tell_what_is_so()
        by = self._waiting.by
        if by is not None and self._waiting.is_thought_better_of:
            self._waiting.end()
            self._waiting.let_keys_go()
        elif by is not None and self._may_go(by):
            self._waiting.end()
            self._screen.call_later(self._go, by)
        self._waiting.forget_if(lambda: not self._proofreading.is_to_come)

    def _takes_long(self) -> None:
        """Go to what is known already; where that is nothing, say that it is waited for."""
        self.came()
        if not self.is_awaited:
            return
        page = self._screen.writing_page
        if page is None:
            self._screen.tell("Proofreading is still under way. It goes on from here when it is through.")
        elif page.panel.is_shown:
            self.write_on()

    def _other_places(self, by: int) -> Iterator[str]:
        """Yield the other steps' places, those after or before the step in hand first."""
        walked = self._screen.walked_steps
        steps = [entry.id for entry in walked]
        here = position_of(self._screen.in_hand, walked)
        yield from [*steps[here + 1 :], *steps[:here]][::by]

    def _nothing(self, page: WritingPage | None) -> None:
        if page is not None and page.panel.is_shown:
            self.write_on()
        if self._proofreading.is_to_come:
            self._screen.tell("Proofreading is still under way.")
        else:
            self._screen.tell("There is nothing to look at in your answers.")

    def write_on(self) -> None:
        """Close the panel, and go on writing."""
        page = self._screen.writing_page
        if page is not None:
            page.close_panel()
            page.editor.focus()

    def step_shown(self) -> None:
        """Take note that another step is in hand."""
        self._in_hand.let_go()
        self._deeds.step_shown()

    # Doing

    async def wanted(self, event: FindingPanel.Wanted) -> None:
        """Do what is wanted of the finding in hand."""
        page = self._screen.writing_page
        if page is None:
            return
        plain: dict[str, Callable[[], object]] = {
            "take": partial(self._deeds.take, page, event.number),
            "go_to_finding": partial(self._go_to, page, event.number),
            "list_findings": page.panel.turn_list,
            "take_back_last": partial(self._deeds.take_back, page),
            "set_aside": self._screen.action_set_aside,
            "write_on": self.write_on,
        }
        if event.deed == "proofread":
            await self.go()
        elif event.deed in plain:
            plain[event.deed]()
        else:
            self._deeds.set_aside(page, event.deed)

    def _go_to(self, page: WritingPage, number: int) -> None:
        found = page.editor.located()
        if number < len(found):
            self._in_hand.show(page, found, number)
            page.panel.focus_card()

    def leave_alone(self) -> None:
        """Leave alone what is marked, else the paragraph with the finding in hand: another language."""
        self._deeds.leave_alone()
