"""F7: from one thing to look at to the next, through all answers; and what is done with each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbook.findings.ignoring import rule_name
from workbook.tui import setting_aside
from workbook.tui.awaited import Awaited
from workbook.tui.engines import engine_words
from workbook.tui.setting_aside import READ_ONLY
from workbook.tui.steps import position_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.tui.proofreading_desk import Proofreading
    from workbook.tui.screens.proofread import ProofreadDesk
    from workbook.tui.setting_aside import Deed
    from workbook.tui.widgets.finding_panel import FindingPanel
    from workbook.tui.widgets.underlines import Located
    from workbook.tui.widgets.writing_page import WritingPage

ROWS_FOR_LIST = 34
"""From how many rows of a wide window the list stands below the panel unasked."""


class FindingsWalk:
    """Leads from one thing to look at to the next.

    Args:
        screen: the screen on the workbook.
        proofreading: knows what was found.
    """

    def __init__(self, screen: ProofreadDesk, proofreading: Proofreading) -> None:
        self._screen = screen
        self._proofreading = proofreading
        self._in_hand: Located | None = None
        self._done: list[Deed | _Mended] = []
        self._awaited: Awaited | None = None

    # Going

    async def go(self, by: int = 1) -> None:
        """Go to the next thing to look at, or with -1 to the one before; at the end to another answer.

        Where it is still to be found, it is waited for; whoever writes on or goes elsewhere meanwhile has
        thought better of it.
        """
        self._awaited = None
        if self._is_open_here:
            self._wait(by)
        else:
            await self._go(by, may_wait=True)

    async def _go(self, by: int, *, may_wait: bool) -> None:
        page = self._screen.writing_page
        found = page.editor.located() if page is not None else []
        if page is not None:
            number = self._following(page, found, by)
            if number is not None:
                self._show(page, found, number)
                return
        place = self._other_place(by)
        if place is not None:
            await self._screen.show_place(place)
            page = self._screen.writing_page
            found = page.editor.located() if page is not None else []
        if page is not None and found:
            self._show(page, found, 0 if by > 0 else len(found) - 1)
        else:
            self._nothing(page, by, may_wait=may_wait)

    @property
    def _is_open_here(self) -> bool:
        """Whether nothing was found yet in the answer in hand, and it is still being looked at."""
        page = self._screen.writing_page
        if page is None or page.editor.located():
            return False
        return self._proofreading.state(page.entry.id) == "working"

    @property
    def is_awaited(self) -> bool:
        """Whether what is still to be found is waited for."""
        return self._awaited is not None and self._awaited == Awaited.now(self._screen, self._awaited.by)

    def came(self) -> None:
        """Go on where more was found, or nothing more is to come, and that was waited for."""
        awaited = self._awaited
        if awaited is None:
            return
        if not self.is_awaited:
            self._awaited = None
        elif not self._proofreading.is_to_come or (self._proofreading.has_any and not self._is_open_here):
            self._awaited = None
            # It was waited for once: to wait again for the same would never end.
            self._screen.call_later(self._go, awaited.by, may_wait=False)

    def _wait(self, by: int) -> None:
        self._awaited = Awaited.now(self._screen, by)
        if self._screen.writing_page is None:
            self._screen.tell("Proofreading is still under way. It goes on from here when it is through.")
        self._screen.show_proofreading()

    def _following(self, page: WritingPage, found: Sequence[Located], by: int) -> int | None:
        """Return the number of the next, from the one in hand, else from the cursor; None at the end."""
        in_hand = self._number_in_hand(found) if page.panel.is_shown else None
        if in_hand is not None:
            number = in_hand + by
            return number if 0 <= number < len(found) else None
        cursor = page.editor.cursor_location
        if by > 0:
            return next(
                (n for n, each in enumerate(found) if each.start >= cursor or each.holds(cursor)), None
            )
        return max((n for n, each in enumerate(found) if each.start < cursor), default=None)

    def _number_in_hand(self, found: Sequence[Located]) -> int | None:
        known = self._in_hand
        if known is None:
            return None
        wanted = known.start, known.finding.id
        return next((n for n, each in enumerate(found) if (each.start, each.finding.id) == wanted), None)

    def _other_place(self, by: int) -> str | None:
        """Return the nearest other answer, after or before the step in hand, with something to look at."""
        walked = self._screen.walked_steps
        steps = [entry.id for entry in walked]
        here = position_of(self._screen.in_hand, walked)
        around = [*steps[here + 1 :], *steps[:here]]
        return next((p for p in around[::by] if self._proofreading.to_look_at(p)), None)

    def _show(self, page: WritingPage, found: Sequence[Located], number: int) -> None:
        located = found[number]
        self._in_hand = located
        names = dict.fromkeys(engine_words(source.engine) for source in located.finding.sources)
        panel = page.panel
        if not panel.is_shown and self._has_room and len(found) > 1:
            panel.add_class("-listed")
        page.add_class("-panel")
        panel.show_list(found, number)
        panel.show(located.finding, f"{number + 1} of {len(found)}", " and ".join(names))
        page.editor.put_in_hand(located)

    @property
    def _has_room(self) -> bool:
        return self._screen.is_wide and self._screen.size.height >= ROWS_FOR_LIST

    def _nothing(self, page: WritingPage | None, by: int, *, may_wait: bool) -> None:
        if page is not None and page.panel.is_shown:
            self.write_on()
        if self._proofreading.is_to_come and may_wait:
            self._wait(by)
        elif self._proofreading.is_to_come:
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
        """Take note that another step is in hand: what was mended in the one before is its own now."""
        self._in_hand = None
        self._done = [deed for deed in self._done if not isinstance(deed, _Mended)]

    # Doing

    async def wanted(self, event: FindingPanel.Wanted) -> None:
        """Do what is wanted of the finding in hand."""
        page = self._screen.writing_page
        if page is None:
            return
        plain: dict[str, Callable[[], object]] = {
            "take": partial(self._take, page, event.number),
            "go_to_finding": partial(self._go_to, page, event.number),
            "list_findings": page.panel.turn_list,
            "take_back_last": partial(self._take_back, page),
            "set_aside": self._screen.action_set_aside,
            "write_on": self.write_on,
        }
        if event.deed == "proofread":
            await self.go()
        elif event.deed in plain:
            plain[event.deed]()
        else:
            self._set_aside(page, event.deed)

    def _go_to(self, page: WritingPage, number: int) -> None:
        found = page.editor.located()
        if number < len(found):
            self._show(page, found, number)
            page.panel.focus_card()

    def _take(self, page: WritingPage, number: int) -> None:
        finding = page.panel.finding
        if finding is None or self._in_hand is None or number > len(finding.suggestions):
            return
        if not page.may_write:
            self._screen.tell(READ_ONLY, wrong=True)
            return
        suggestion = finding.suggestions[number - 1]
        if not page.editor.mend(self._in_hand, suggestion):
            self._screen.tell("The text has changed here since; it is looked at anew.")
            self._proofreading.look(page.entry.id)
            return
        self._done.append(_Mended(page, page.editor.text))
        self._in_hand = None
        page.panel.show_list(page.editor.located(), None)
        page.panel.tell_mended(finding.excerpt, suggestion)

    def _set_aside(self, page: WritingPage, name: str) -> None:
        """Ignore what is in hand, take its word for one's own, or switch its rule off."""
        finding = page.panel.finding
        if finding is None:
            return
        opened, home = self._screen.opened, self._screen.app.home
        rules = tuple(dict.fromkeys(rule_name(source) for source in finding.sources))
        makers: dict[str, Callable[[], Deed]] = {"ignore": lambda: setting_aside.ignored(opened, finding)}
        if rules:
            here = page.editor.index_of(self._in_hand.start if self._in_hand else page.editor.cursor_location)
            makers["other_language"] = lambda: self._left_alone(page, here, here)
            makers["rule_off"] = lambda: setting_aside.rules_off(opened, rules)
            makers["rule_off_for_me"] = lambda: setting_aside.rules_off_for_me(home, rules)
        if finding.rule == "spelling":
            words = tuple(finding.excerpt.split())
            makers["add_word"] = lambda: setting_aside.word_added(home, words)
        if name not in makers:
            self._screen.tell("That can be done with a word that may be misspelt, and not here.")
            return
        self._do(page, makers[name]())

    def leave_alone(self) -> None:
        """Leave alone what is marked, else the paragraph with the finding in hand: another language."""
        page = self._screen.writing_page
        if page is not None and page.editor.selected_text.strip():
            start, end = (page.editor.index_of(location) for location in sorted(page.editor.selection))
            self._do(page, self._left_alone(page, start, end))
        elif page is not None and page.panel.finding is not None:
            self._set_aside(page, "other_language")
        else:
            self._screen.tell("Mark the words that are in another language first, or go to one with F7.")

    def _left_alone(self, page: WritingPage, start: int, end: int) -> Deed:
        return setting_aside.other_language(self._screen.opened, page.entry.id, page.editor.text, start, end)

    def _do(self, page: WritingPage, deed: Deed) -> None:
        if self._screen.read_only and not deed.own:
            self._screen.tell(READ_ONLY, wrong=True)
            return
        self._screen.in_background(deed.do, partial(self._was_done, page, deed), keys_wait=True)

    def _was_done(self, page: WritingPage, deed: Deed, result: object) -> None:
        self._done.append(deed)
        self._in_hand = None
        self._proofreading.changed(deed, result)
        self._tell(page, deed.done)

    def _take_back(self, page: WritingPage) -> None:
        """Take back what was done last."""
        if not self._done:
            self._screen.tell("There is nothing to take back here.")
            return
        deed = self._done.pop()
        if isinstance(deed, _Mended):
            if deed.take_back():
                self._tell(page, "The words are as they were.")
            else:
                self._screen.tell("The text has changed since: ctrl+z in the text steps back over it.")
            return

        def was_taken_back(result: object) -> None:
            self._proofreading.changed(deed, result, back=True)
            self._tell(page, deed.taken_back)

        self._screen.in_background(deed.take_back, was_taken_back, keys_wait=True)

    def _tell(self, page: WritingPage, sentence: str) -> None:
        """Say in the panel what was done; the place stays in sight."""
        if page.is_attached and page.panel.is_shown:
            page.editor.put_in_hand(None)
            page.panel.show_list(page.editor.located(), None)
            page.panel.tell(sentence)
        else:
            self._screen.tell(sentence)


class _Mended:
    """A suggestion that was put into a text.

    Args:
        page: the page of the answer.
        after: the text as it was right after.
    """

    def __init__(self, page: WritingPage, after: str) -> None:
        self._page = page
        self._after = after

    def take_back(self) -> bool:
        """Step back over it, and return whether it was the last change of the text."""
        editor = self._page.editor
        if not editor.is_attached or editor.text != self._after:
            return False
        editor.undo()
        return True
