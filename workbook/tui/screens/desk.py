"""What every full screen shares: the top line, the footer, the two widths, and work in the background."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Container
from textual.widgets import Static

from workbook.tui import commands
from workbook.tui.background import DropsLate, in_background
from workbook.tui.gate import Gated
from workbook.tui.pointer import PointsAtStanding
from workbook.tui.widgets.keys import Keys
from workbook.tui.widgets.notice import Notice
from workbook.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import ScreenResume
    from textual.widget import Widget

    from workbook.tui.commands import Command

LEAST_COLUMNS, LEAST_ROWS = 60, 16
"""The smallest terminal in which the app is shown."""
WIDE = 110
"""From how many columns the sidebar and the drawer stand beside the page."""
_TURNS = 20
"""How often the event loop goes round at most until the focus has come; in a terminal left it does not."""


class Desk(DropsLate, PointsAtStanding[None]):
    """A full screen with a top line and a footer."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    BINDINGS = commands.bindings((commands.NOTICE,))
    PURPOSE: ClassVar[str] = ""
    """What the screen is for, in a sentence or two, for the help."""
    GUIDE_PAGE: ClassVar[str] = ""
    """The guide's page on it, by name."""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_COLUMNS, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST_ROWS, "-high")]
    # What is too small is covered, not taken away: the focus, the cursor and what is typed stay.
    DEFAULT_CSS = """
    Desk {
        #too-small {
            display: none; layer: over; position: absolute; width: 100%; height: 100%;
            background: $background; content-align: center middle; text-align: center;
        }
        &.-tiny, &.-low {
            #too-small { display: block; }
            TopLine, Notice, Keys { display: none; }
        }
        #page { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the frame around the screen's own page."""
        yield TopLine(self.crumbs(), self.top_right())
        yield Notice()
        with Container(id="page"):
            yield from self.compose_page()
        yield Static(
            f"Too small: make this window at least {LEAST_COLUMNS} by {LEAST_ROWS}.",
            id="too-small",
            markup=False,
        )
        yield Keys()

    def compose_page(self) -> ComposeResult:
        """Compose what is between the top line and the footer."""
        raise NotImplementedError

    def crumbs(self) -> tuple[str, ...]:
        """Return where one is, for the top line, the widest first."""
        return ("Workbook",)

    def top_right(self) -> str:
        """Return what stands at the right of the top line at first."""
        return ""

    def guide_page(self) -> str:
        """Return the name of the guide's page on what is in hand."""
        return self.GUIDE_PAGE

    def action_up(self) -> None:
        """Leave this screen."""
        self.app.pop_screen()

    def action_read_notice(self) -> None:
        """Take the notice away; where it is longer than its lines, show all of it first."""
        notice = self.notice
        if not notice.is_cut:
            notice.clear()
            return
        from workbook.tui.screens.notice import NoticeScreen

        said = tuple(notice.sentences)

        def read(is_read: bool | None) -> None:
            # What was said meanwhile stays.
            if is_read:
                later = [sentence for sentence in notice.sentences if sentence not in said]
                notice.clear()
                for sentence in later:
                    notice.say(sentence)

        self.app.push_screen(NoticeScreen(said), read)

    async def action_guide(self) -> None:
        """Open the guide."""
        await self.app.run_action("guide")

    def in_background(
        self, work: Callable[[], Any], then: Callable[[Any], None] | None = None, *, keys_wait: bool = False
    ) -> None:
        """Do something on another thread, as `background.in_background` does, for this screen."""
        in_background(self, work, then, keys_wait=keys_wait)

    def __init__(self) -> None:
        super().__init__()
        self._was_up = False
        self.was_drawn = False
        """Whether anything of it has been seen yet."""
        self._when_drawn: list[Callable[[], object]] = []
        width, height = self.app.size
        fits = {
            *self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS),
            *self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS),
        }
        # Textual sets them when everything is styled already, and styles it all again.
        self.set_class(True, *fits, update=False)

    async def on_screen_resume(self, event: ScreenResume) -> None:
        """Leave the styles alone that were made a moment ago."""
        if not self._was_up:
            self._was_up = True
            event.refresh_styles = False

    async def focus_has_come(self, within: Widget) -> None:
        """Give way until what was given the focus has it: else the screen is drawn without a cursor first.

        Args:
            within: where it is.
        """
        for _ in range(_TURNS):
            if self.focused is not None and self.focused.has_focus and within.has_focus_within:
                return
            await asyncio.sleep(0)

    def when_drawn(self, act: Callable[[], object], *, keys_wait: bool = False) -> None:
        """Do something as soon as the screen has been drawn again, that it need not be waited for.

        Args:
            act: what is to be done.
            keys_wait: whether the next key is for what comes of it.
        """
        self._when_drawn.append(act)
        if keys_wait and isinstance(self.app, Gated):
            self.app.gate.hold_for(lambda: act not in self._when_drawn or not self.is_current)

    def _compositor_refresh(self) -> None:
        """Draw the screen; in a batch Textual would draw it, too, and throw it away."""
        if self.app._batch_count:
            self._repaint_required = True
            return
        super()._compositor_refresh()
        if self.is_current:
            self.was_drawn = True
            for act in self._when_drawn:
                self.call_later(act)
            self._when_drawn.clear()

    def on_paste(self) -> None:
        """Say that what was pasted went nowhere, where nothing took it."""
        self.tell("Nothing took what you pasted. Go to where you write first, then paste it again.")

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a passing message; nothing that must be known later."""
        self.notify(sentence, severity="error" if wrong else "information", markup=False, timeout=8)

    @property
    def top_line(self) -> TopLine:
        """The line at the top."""
        return self.query_one(TopLine)

    @property
    def notice(self) -> Notice:
        """The line under the top line."""
        return self.query_one(Notice)

    @property
    def is_wide(self) -> bool:
        """Whether the sidebar and the drawer stand beside the page."""
        return self.app.size.width >= WIDE

    def all_commands(self) -> tuple[Command, ...]:
        """Return what can be done here, with what can be done everywhere."""
        said = (commands.NOTICE,) if any(notice.sentences for notice in self.query(Notice)) else ()
        return (*self.COMMANDS_HERE, *said, commands.HELP, commands.PALETTE, commands.QUIT)
