"""TinyDB's storage over a file that is replaced in one step, with the last good copy beside it."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

import orjson
from tinydb.storages import Storage

from workbook.errors import WorkbookError
from workbook.files import write_atomically
from workbook.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# TinyDB calls its rows by whole numbers, written as JSON's keys.
_ROW_NUMBER = re.compile(r"[0-9]{1,18}")

Tables = dict[str, dict[str, Any]]


class DamagedFile(WorkbookError):  # noqa: N818 - a member of the WorkbookError family, named for what it is
    """A stored file that cannot be read as what it should be; it is left as it is."""


def parse_tables(data: bytes, path: Path) -> Tables:
    """Return the tables in the bytes of a store file.

    Raises:
        DamagedFile: they are not the JSON of such a file.
    """
    try:
        found: Any = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        what = "is empty" if not data.strip() else f"is damaged ({error.msg}, line {error.lineno})"
        raise DamagedFile(f"{path} {what}") from error
    shaped = isinstance(found, dict) and all(
        isinstance(rows, dict)
        and all(_ROW_NUMBER.fullmatch(number) and isinstance(row, dict) for number, row in rows.items())
        for rows in found.values()
    )
    if not shaped:
        raise DamagedFile(f"{path} is damaged (it is JSON, but not a workbook's)")
    tables: Tables = found
    return tables


def dumped(tables: Tables) -> bytes:
    """Return tables as they stand in a file."""
    # TinyDB holds documents under whole numbers; JSON's keys are strings.
    return orjson.dumps(tables, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS)


class AtomicStorage(Storage):
    """A TinyDB storage whose every write is whole and durable when it returns.

    Args:
        path: the file.
        private: whether only its owner may read it.
    """

    def __init__(self, path: Path, *, private: bool = False) -> None:
        self._path = path
        self._private = private
        self._held: Tables | None = None
        self._changed = False
        self.written: Tables | None = None
        """The tables that were written last; None where nothing was written."""

    def read(self) -> Tables | None:
        """Return the tables, or None where there is no file yet.

        Raises:
            DamagedFile: the file is there and is no store.
        """
        if self._held is not None:
            return self._held
        try:
            data = read_plain(self._path)
        except FileNotFoundError:
            return None
        return parse_tables(data, self._path)

    def write(self, data: Tables) -> None:
        """Replace the tables, keeping the content before as `.bak`.

        Raises:
            StorageError: the disk would not take them; what was there is unchanged.
        """
        if self._held is not None:
            self._held, self._changed = data, True
            return
        write_atomically(self._path, dumped(data), keep_backup=True, private=self._private)
        self.written = data

    @contextlib.contextmanager
    def together(self, tables: Tables) -> Iterator[None]:
        """Let several changes of these tables reach the disk as one write; none of them if one fails."""
        self._held, self._changed = tables, False
        try:
            yield
            tables, changed = self._held, self._changed
        finally:
            self._held = None
        if changed:
            self.write(tables)
