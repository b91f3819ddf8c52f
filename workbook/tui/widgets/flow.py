"""Words beside each other that are not torn apart, in as many lines as they need; each may be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.visual import RenderOptions

_PRESS = "press"


class Flow(Visual):
    """Pieces in lines.

    Args:
        pieces: the pieces; one that is wider than a line is cut.
        gap: the cells between two of them.
    """

    def __init__(self, pieces: Sequence[Content], gap: int = 3) -> None:
        self._pieces = pieces
        self._gap = gap

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines; part of Textual's protocol of visuals."""
        strips = [
            strip for line in self._lines(width) for strip in line.render_strips(width, 1, style, options)
        ]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width that is asked for: all there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the height in lines at a width."""
        del rules
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for piece in self._pieces:
            cut = piece.truncate(max(width, 1), ellipsis=True)
            if lines and lines[-1].cell_length + self._gap + cut.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], " " * self._gap, cut)
            else:
                lines.append(cut)
        return lines or [Content("")]


def pressable(key: str, words: str, action: str) -> Content:
    """Return a key and what it does, which can be pressed with the mouse too.

    Args:
        key: the key, as it is written for a person.
        words: what it does; data, never markup.
        action: the action, to be had from `pressed`.
    """
    shown = Content.assemble(Content.styled(key, "bold $accent"), " ", Content(words))
    return shown.stylize(Style.from_meta({_PRESS: action}))


def pressed(event: events.Click) -> str:
    """Return the action of what was clicked; empty where it was nothing to be pressed."""
    found = event.style.meta.get(_PRESS, "")
    return found if isinstance(found, str) else ""
