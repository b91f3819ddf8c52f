"""How much there is to look at in the answer in hand, in one line; a click goes to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from workbook.text import one_line
from workbook.tui import commands
from workbook.tui.marks import dots

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.geometry import Size

_MOST_SHOWN = 4
"""Words of the text that are named in the line at most."""
_LONGEST = 24
"""Cells of one of them that are shown at most."""


@dataclass(frozen=True)
class Look:
    """What proofreading has come to in an answer.

    Attributes:
        excerpts: what is underlined, in order.
        elsewhere: how much there is to look at in other answers.
        state: whether it is done, still under way, waited for, could not be done, or has nothing to do.
    """

    excerpts: tuple[str, ...] = ()
    elsewhere: int = 0
    state: str = "nothing written"

    @property
    def is_awaited(self) -> bool:
        """Whether the person waits to be led to what is next."""
        return self.state == "awaited"

    def short(self) -> str:
        """Return it in a few words, without the key."""
        if self.excerpts and not self.is_awaited:
            return f"{len(self.excerpts)} to look at"
        return {
            "done": "nothing to look at",
            "working": f"proofreading{dots()}",
            "awaited": f"proofreading, then going there{dots()}",
            "failed": "not proofread",
        }.get(self.state, "")


class ToLookAt(Widget):
    """What there is to look at."""

    DEFAULT_CSS = """
    ToLookAt { height: 1; width: 1fr; max-width: 76; padding: 0 1; }
    """

    @dataclass
    class Pressed(Message):
        """The next is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()

    @property
    def look(self) -> Look:
        """What is shown."""
        return self._look

    def show(self, look: Look) -> None:
        """Show something else, in place."""
        if look != self._look:
            self._look = look
            self.refresh(layout=True)

    def on_click(self) -> None:
        """Go to the next."""
        self.post_message(self.Pressed())

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the few words, for where the line stands beside the gauge."""
        del container, viewport
        return self._few().cell_length

    def render(self) -> RenderResult:
        """Draw the line: what is underlined too, where there is room for it."""
        if self._look.is_awaited or not self.screen.has_class("-wide"):
            return self._few()
        look, key = self._look, Content.styled(commands.PROOFREAD.key_words, "bold $accent")
        if not look.excerpts:
            if look.elsewhere:
                said = f"{look.short()} here, {look.elsewhere} in other answers  "
                return Content.assemble(Content.styled(said, "$quiet"), key, " next")
            return Content.styled(look.short(), "$quiet")
        ending = Content.assemble("  ", key, " next")
        begun = Content.styled(f"{look.short()}: ", "bold")
        room = self.size.width - ending.cell_length
        for count in range(min(len(look.excerpts), _MOST_SHOWN), 0, -1):
            named = Content(" · ").join([_quoted(excerpt) for excerpt in look.excerpts[:count]])
            more = " …" if count < len(look.excerpts) else ""
            line = Content.assemble(begun, named, more)
            if line.cell_length <= room:
                return Content.assemble(line, ending)
        return self._few()

    def _few(self) -> Content:
        look = self._look
        if (look.excerpts or look.elsewhere) and not look.is_awaited:
            key = Content.styled(commands.PROOFREAD.key_words, "bold $accent")
            style = "bold" if look.excerpts else "$quiet"
            return Content.assemble(Content.styled(look.short(), style), " · " if look.short() else "", key)
        return Content.styled(look.short(), "$quiet")


def _quoted(excerpt: str) -> Content:
    return Content(f"“{one_line(excerpt)}”").truncate(_LONGEST, ellipsis=True)
