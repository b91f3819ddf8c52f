"""A command that has commands of its own, as `words add`; a wrong one is a mistake that a person can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence


class SubCommands(click.Group):
    """A group of commands under one name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name.

        Raises:
            WorkbookError: there is none; the nearest is suggested.
        """
        known: Sequence[str] = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            raise WorkbookError(
                f"`{ctx.command_path}` has no command “{one_line(args[0])}”",
                suggestion(args[0].lower(), known) or f"It has {', '.join(known)}",
            )
        return super().resolve_command(ctx, args)


def is_alone(context: click.Context, *, as_json: bool) -> bool:
    """Return whether such a command stands without one of its own; else pass `--json` on to that."""
    if context.invoked_subcommand is None:
        return True
    if as_json:
        context.default_map = {context.invoked_subcommand: {"as_json": True}}
    return False
