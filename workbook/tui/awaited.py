"""Where a person is who waits for proofreading; who has written on or gone elsewhere waits no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

    from workbook.tui.screens.proofread import ProofreadDesk


@dataclass(frozen=True)
class Awaited:
    """Where a person was who wanted to go to what is still to be found.

    Attributes:
        by: which way to go.
        step: the step that was in hand.
        text: the text of its editor.
        is_current: whether no other screen lay over this one.
    """

    by: int
    step: str
    text: str
    is_current: bool

    @classmethod
    def now(cls, screen: ProofreadDesk, by: int) -> Self:
        """Return where the person is now.

        Args:
            screen: the screen on the workbook.
            by: which way to go.
        """
        page = screen.writing_page
        text = page.editor.text if page is not None else ""
        return cls(by, screen.in_hand.id, text, screen.app.screen is screen)
