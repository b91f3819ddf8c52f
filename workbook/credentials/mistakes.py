"""What is wrong with a credential file: the line, what it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["unusable", "mistake", "remark"]


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with a credential file.

    Attributes:
        line: where, counted from 1.
        message: what is wrong, one sentence without a full stop.
        mend: what to do about it, one sentence without a full stop.
        severity: `unusable` (there is no credential to work with), `mistake` (something of its
            meaning is lost or doubtful) or `remark` (nothing is lost, but look at it).
    """

    line: int
    message: str
    mend: str = ""
    severity: Severity = "mistake"


class Notes:
    """Collects the mistakes of one reading."""

    def __init__(self) -> None:
        # A dictionary keeps the order and makes one of two that are the same.
        self._found: dict[Mistake, None] = {}

    def add(self, line: int, message: str, mend: str = "", severity: Severity = "mistake") -> None:
        """Note one mistake; the same one twice counts once."""
        self._found[Mistake(max(line, 1), message, mend, severity)] = None

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """All mistakes, in the file's order."""
        return tuple(sorted(self._found, key=lambda mistake: mistake.line))
