"""Who has a workbook open: a note beside it, left where its process was ended against its will."""

from __future__ import annotations

import contextlib
import os
import platform
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import orjson

from workbook.clock import local
from workbook.drafts.model import now
from workbook.drafts.records import LONG_AGO, moment_of
from workbook.files import write_atomically
from workbook.home import SESSION_NOTE
from workbook.plain_files import read_plain
from workbook.processes import is_running
from workbook.text import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True)
class Holder:
    """A process that has, or had, a workbook open.

    Attributes:
        process: its number.
        machine: the machine that it runs on.
        since: when it opened the workbook.
        ended: what ended it against its will, in words; empty while it lives, or where it left no word.
    """

    process: int
    machine: str
    since: datetime
    ended: str = ""

    @classmethod
    def this(cls) -> Holder:
        """Return this process."""
        return cls(os.getpid(), platform.node(), now())

    @property
    def lives(self) -> bool:
        """Whether it still runs; of another machine that cannot be known, so it is taken to.

        A process of the same number that began after it had opened the workbook is another one.
        """
        return not self.is_here or is_running(self.process, self.since.timestamp())

    @property
    def in_words(self) -> str:
        """Which process, and since when."""
        where = "" if self.is_here else f" on {one_line(self.machine)}"
        return f"process {self.process}{where}, since {self.since_in_words}"

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this machine."""
        return self.machine == platform.node()

    @property
    def since_in_words(self) -> str:
        """Since when, as "9:05 am" of today, "Saturday 9:05 am", "3 November, 9:05 am"."""
        since, today = local(self.since), local(now()).date()
        clock = f"{since.hour % 12 or 12}:{since.minute:02} {'am' if since.hour < 12 else 'pm'}"
        days = (today - since.date()).days
        if days == 0:
            return clock
        return f"{since:%A} {clock}" if 0 < days < 7 else f"{since.day} {since:%B}, {clock}"


def read_holder(folder: Path) -> Holder | None:
    """Return who has or had the workbook open last; None where nobody, or where it cannot be told."""
    try:
        found: Any = orjson.loads(read_plain(folder / SESSION_NOTE))
        since = moment_of(found, "since")
        if since == LONG_AGO:
            return None  # what no clock shows is no note of ours
        return Holder(int(found["process"]), str(found["machine"]), since, str(found["ended"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def holder_of(folder: Path) -> Holder | None:
    """Return the process that has the workbook open now; None where there is none."""
    holder = read_holder(folder)
    return holder if holder is not None and holder.lives else None


def write_holder(folder: Path, holder: Holder) -> None:
    """Write down who has the workbook open, or what ended it.

    Raises:
        StorageError: the disk would not take it.
    """
    told = {**asdict(holder), "since": holder.since.isoformat()}
    write_atomically(folder / SESSION_NOTE, orjson.dumps(told), private=True)


def forget_holder(folder: Path) -> None:
    """Take the note away: the workbook was closed as it should be."""
    with contextlib.suppress(OSError):
        (folder / SESSION_NOTE).unlink(missing_ok=True)
