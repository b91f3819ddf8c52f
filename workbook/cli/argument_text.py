"""What is given as text on the command line is text: the one way in for every option and argument.

A path may be any bytes; all else is stored, searched for or printed, and has to be UTF-8.
"""

from __future__ import annotations

from typing import Any

import click

from workbook.errors import WorkbookError
from workbook.paths import shown
from workbook.text import is_text


class PathOrText(click.ParamType):  # type: ignore[type-arg,unused-ignore] # generic since click 8.2 alone
    """What may be a path, and is taken as it comes."""

    name = "text"


class _Text(click.ParamType):  # type: ignore[type-arg,unused-ignore] # generic since click 8.2 alone
    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        """Return the text.

        Raises:
            WorkbookError: it is none.
        """
        if isinstance(value, str) and not is_text(value):
            raise WorkbookError(
                f"“{shown(value).strip('“”')}” is no text in UTF-8",
                "Type it again; what comes from a file or another program has to be saved as UTF-8",
            )
        return value


_TEXT = _Text()


def text_alone(command: click.Command) -> click.Command:
    """Have a command, and each command that it has, take nothing for text that is none."""
    for parameter in command.params:
        parameter.type = _for(parameter.type)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            text_alone(below)
    return command


def _for(kind: Any) -> Any:
    if kind is click.STRING:
        return _TEXT
    if isinstance(kind, click.Tuple):
        kind.types = [_for(each) for each in kind.types]
    return kind
