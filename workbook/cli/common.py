"""What several commands share: their options, and opening what they work on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbook.cli.faults import notice
from workbook.clock import local
from workbook.errors import WorkbookError
from workbook.files import sweep
from workbook.home import Home
from workbook.paths import path_of, shown
from workbook.text import decode, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workbook.drafts.store import OpenWorkbook, Store

_Command = TypeVar("_Command", bound="Callable[..., Any]")


class PersonsPath(click.ParamType):  # type: ignore[type-arg,unused-ignore] # generic since click 8.2 alone
    """A path as a person types it; whether anything must be there is the command's affair."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        """Return the path.

        Raises:
            WorkbookError: no file can be called so.
        """
        if isinstance(value, Path):
            return value
        path = path_of(value)
        if value.endswith(("/", os.sep)) and not path.is_dir():
            raise WorkbookError(f"There is no folder {shown(value)}", "Make it first, or name a file")
        return path


def json_option(command: _Command) -> _Command:
    """Give a command `--json`."""
    decorate: Callable[[_Command], _Command] = click.option(
        "--json", "as_json", is_flag=True, help="Print the result as JSON, for other programs."
    )
    return decorate(command)


def store() -> Store:
    """Return the store of the person's workbooks; what it mends on the way is told at the end."""
    from workbook.drafts.store import Store

    return Store(Home.from_environment(), notice)


def open_workbook(name: str) -> OpenWorkbook:
    """Return a workbook by its id or a unique beginning of it.

    Raises:
        WorkbookError: there is none, or it cannot be read.
    """
    opened = store().open(name)
    sweep(opened.file.folder)
    return opened


def text_of(path: Path) -> str:
    """Return the text of a file that the user names, be it a pipe; `-` is standard input.

    Raises:
        WorkbookError: it is not there, or not UTF-8.
        StorageError: it cannot be read.
    """
    if str(path) == "-":
        return standard_input()
    return decode(read_file(path, Path.read_bytes), str(path))


def standard_input() -> str:
    """Return all that standard input gives.

    Raises:
        WorkbookError: it is closed, or not UTF-8.
    """
    if sys.stdin is None:
        raise WorkbookError("Standard input is closed", "Name a file with --file")
    return decode(sys.stdin.buffer.read(), "Standard input")


def moment_in_words(moment: datetime) -> str:
    """Return a time as people say it, as "3 November 2026, 4:12 pm"."""
    own = local(moment)
    clock = f"{own.hour % 12 or 12}:{own.minute:02} {'am' if own.hour < 12 else 'pm'}"
    return f"{own.day} {own:%B} {own.year}, {clock}"
