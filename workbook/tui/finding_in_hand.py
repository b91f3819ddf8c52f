"""The finding in hand, as the panel under the editor shows it: always as things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.tui.engines import engine_words
from workbook.tui.setting_aside import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.tui.proofreading_desk import Proofreading
    from workbook.tui.screens.proofread import ProofreadDesk
    from workbook.tui.widgets.underlines import Located
    from workbook.tui.widgets.writing_page import WritingPage

ROWS_FOR_LIST = 34
"""From how many rows of a wide window the list stands below the panel unasked."""


class FindingInHand:
    """What the panel shows.

    Args:
        screen: the screen on the workbook.
        proofreading: knows what was found.
    """

    def __init__(self, screen: ProofreadDesk, proofreading: Proofreading) -> None:
        self._screen = screen
        self._proofreading = proofreading
        self.located: Located | None = None
        """What is in hand, and where it stands."""
        self._about: Located | None = None
        self._listed: list[object] = []

    def following(self, page: WritingPage, found: Sequence[Located], by: int) -> int | None:
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
        known = self.located
        if known is None:
            return None
        wanted = known.start, known.finding.id
        return next((n for n, each in enumerate(found) if (each.start, each.finding.id) == wanted), None)

    def show(self, page: WritingPage, found: Sequence[Located], number: int, *, leads: bool = True) -> None:
        """Show a finding in the panel.

        Args:
            page: the page of the answer.
            found: all that was found in it.
            number: which of them, from 0.
            leads: whether the person is led there; else the focus stays where it is.
        """
        located = found[number]
        self.located, self._about = located, None
        names = dict.fromkeys(engine_words(source.engine) for source in located.finding.sources)
        panel = page.panel
        if not panel.is_shown and self._has_room and len(found) > 1:
            panel.add_class("-listed")
        page.add_class("-panel")
        self.list_all(page, found, number if leads or not panel.is_in_list else None)
        of = f"{number + 1} of {len(found)}"
        panel.show(located.finding, of, " and ".join(names), leads=leads)
        page.editor.put_in_hand(located)

    def say(
        self, page: WritingPage, sentence: str, *, about: Located | None = None, leads: bool = True
    ) -> None:
        """Say in the panel what was done, and to what; the place stays in sight.

        Args:
            page: the page of the answer.
            sentence: what was done.
            about: what it was done to, where it can come to be looked at again.
            leads: whether the panel takes the focus.
        """
        self.located, self._about = None, about
        page.editor.put_in_hand(None)
        self.list_all(page, page.editor.located())
        page.panel.tell(sentence, leads=leads)

    def let_go(self) -> None:
        """Have nothing in hand."""
        self.located = self._about = None

    def list_all(self, page: WritingPage, found: Sequence[Located], number: int | None = None) -> None:
        """List all that was found in the answer, with one of them in hand."""
        self._listed = _names(found)
        page.panel.show_list(found, number)

    def tell_what_is_so(self) -> None:
        """Show in the panel what has become otherwise elsewhere: what was found, set aside or taken back."""
        page = self._screen.writing_page
        if page is None or not page.panel.is_shown:
            return
        found, finding = page.editor.located(), page.panel.finding
        if finding is not None and self._proofreading.is_set_aside(finding):
            sentence = f"“{short(finding.excerpt)}” is set aside."
            self.say(page, sentence, about=self.located, leads=False)
            return
        number = self._number_in_hand(found) if finding is not None else self._number_of_told(found)
        if number is not None and (finding is None or self._listed != _names(found)):
            self.show(page, found, number, leads=False)
        elif self._listed != _names(found):
            self.list_all(page, found)

    def _number_of_told(self, found: Sequence[Located]) -> int | None:
        """Return the number of what was set aside a moment ago, where it is to be looked at again."""
        about = self._about
        if about is None:
            return None
        same = [n for n, each in enumerate(found) if each.finding.id == about.finding.id]
        return next((n for n in same if found[n].start == about.start), same[0] if same else None)

    @property
    def _has_room(self) -> bool:
        return self._screen.is_wide and self._screen.size.height >= ROWS_FOR_LIST


def _names(found: Sequence[Located]) -> list[object]:
    """Return by what the findings of an answer are told from others, and where they stand."""
    return [(each.start, each.finding.id) for each in found]
