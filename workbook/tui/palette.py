"""The palette: every command that works here, to be chosen by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider

from workbook.tui.screens.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.command import Hits

    from workbook.tui.commands import Command


class Commands(Provider):
    """Offers the commands of the screen in hand and of the app."""

    async def discover(self) -> Hits:
        """Yield every command, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(_title(command), partial(self._do, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit what was typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            title = _title(command)
            score = max(matcher.match(title), matcher.match(command.help))
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._do, command), help=command.help)

    def _commands(self) -> Iterator[Command]:
        screen = self.screen
        if isinstance(screen, Desk):
            yield from (command for command in screen.all_commands() if command.action != "command_palette")

    async def _do(self, command: Command) -> None:
        screen = self.screen
        namespace = screen if hasattr(screen, f"action_{command.action}") else self.app
        await self.app.run_action(command.action, default_namespace=namespace)


def _title(command: Command) -> str:
    return f"{command.label[0].upper()}{command.label[1:]}  ({command.key_words})"
