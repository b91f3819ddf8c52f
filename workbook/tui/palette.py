"""The palette: every command that works here, to be chosen by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Provider

from workbook.tui.gate import hold_keys
from workbook.tui.pointer import PointsAtStanding
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.field import Field
from workbook.tui.widgets.rows import Paged
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.command import Hits
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.types import IgnoreReturnCallbackType
    from textual.worker import Worker

    from workbook.tui.commands import Command


_LONGEST_QUERY = 40
"""Characters above which nothing is looked for: no command is so long, and prose takes long to match."""


class PaletteField(CommandInput, Field):
    """The palette's line to type in."""


class PaletteList(CommandList, Paged, can_focus=False):
    """The palette's list."""


class Palette(CommandPalette, PointsAtStanding[None]):
    """Textual's palette, with a line and a list as all others are; a key is for what was found by then."""

    def _gather_commands(self, search_value: str) -> Worker[None]:
        worker = super()._gather_commands(search_value)
        hold_keys(self, lambda: worker.is_finished or worker.is_cancelled, letters=False)
        return worker

    def compose(self) -> ComposeResult:
        """Compose what Textual does, with a line and a list of ours for its own."""
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield PaletteField(placeholder=widget.placeholder, select_on_focus=False)
            elif isinstance(widget, CommandList):
                yield PaletteList()
            else:
                yield widget


class Commands(Provider):
    """Offers the commands of the screen in hand and of the app, always in the same order."""

    async def discover(self) -> Hits:
        """Yield every command, before anything is typed."""
        for title, told, do in self._offers():
            yield DiscoveryHit(title, do, help=told)

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit what was typed."""
        if len(query) > _LONGEST_QUERY:
            return
        matcher = self.matcher(query)
        for title, told, do in self._offers():
            score = max(matcher.match(title), matcher.match(told))
            if score > 0:
                yield Hit(score, matcher.highlight(title), do, help=told)

    def _offers(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        """Yield the title, the sentence and the deed of each command, those with a key first."""
        screen = self.screen
        if isinstance(screen, Desk):
            for command in screen.all_commands():
                if command.action != "command_palette":
                    yield _title(command), command.help, partial(self._do, command)
        for offered in self.app.get_system_commands(screen):
            yield offered.title, offered.help, offered.callback

    async def _do(self, command: Command) -> None:
        for node in _who_may(self.screen):
            if hasattr(node, f"action_{command.action.split('(')[0]}"):
                await self.app.run_action(command.action, default_namespace=node)
                return
        self.screen.notify("There is nothing in hand for that just now.", markup=False)


def _who_may(screen: Screen[object]) -> Iterator[DOMNode]:
    """Yield who may know an action: what has the focus and what it stands in, the step, the app."""
    if screen.focused is not None:
        yield from (node for node in screen.focused.ancestors_with_self if node is not screen.app)
    yield from screen.query(StepPage)
    yield screen
    yield screen.app


def _title(command: Command) -> str:
    return f"{command.label[0].upper()}{command.label[1:]}  ({command.key_words})"
