"""The line at the top: where one is, and whether what was typed is on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from workbook.tui.dates import clock_time
from workbook.tui.marks import dots

if TYPE_CHECKING:
    from textual.app import RenderResult

    from workbook.drafts.autosave import SaveState


class TopLine(Widget):
    """Where one is, at the left; the one sentence that worriers look for, at the right."""

    DEFAULT_CSS = """
    TopLine { dock: top; height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, crumbs: tuple[str, ...], right: str = "") -> None:
        super().__init__()
        self._crumbs = crumbs
        self._right = right
        self._style = "$success"

    @property
    def right(self) -> str:
        """What stands at the right end."""
        return self._right

    def show_place(self, crumbs: tuple[str, ...]) -> None:
        """Say where one is, the widest first."""
        self._crumbs = crumbs
        self.refresh()

    def show_state(self, state: SaveState) -> None:
        """Say whether everything is on the disk."""
        if state.saving.value == "saved":
            self._right, self._style = f"saved {clock_time(state.saved_at)}", "$success"
        elif state.saving.value == "saving":
            self._right, self._style = f"saving{dots()}", "$quiet"
        elif state.saving.value == "READ ONLY":
            self._right, self._style = f"READ ONLY: {state.why}", "bold $warning"
        else:
            self._right, self._style = state.why, "bold $error"
        self.refresh()

    def render(self) -> RenderResult:
        """Draw the line; what is at the right is never cut, what is at the left gives way."""
        right = Content.styled(self._right, self._style)
        crumbs = list(self._crumbs)
        while True:
            left = _trail(crumbs)
            room = self.size.width - right.cell_length - 2
            if left.cell_length <= room or len(crumbs) == 1:
                break
            crumbs.pop(0)
        left = left.truncate(max(room, 4), ellipsis=True)
        gap = max(1, self.size.width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)


def _trail(crumbs: list[str]) -> Content:
    trail = Content(" ▸ ").join(
        [Content(crumb) for crumb in crumbs[:-1]] + [Content.styled(crumbs[-1], "bold")]
    )
    return Content.assemble(trail)
