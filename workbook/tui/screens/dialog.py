"""What every window over a page shares."""

from __future__ import annotations

from textual.screen import ModalScreen, ScreenResultType

from workbook.tui.background import DropsLate
from workbook.tui.pointer import PointsAtStanding


class Dialog(DropsLate, ModalScreen[ScreenResultType], PointsAtStanding[ScreenResultType]):
    """A window over a page, with a result."""
