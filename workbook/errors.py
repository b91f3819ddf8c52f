"""The one family of errors that a person can cause, and how to mend each."""

from __future__ import annotations


class WorkbookError(Exception):
    """Something a person can mend: what happened, and how.

    The two doors (command line and app) turn it into one clear sentence.

    Args:
        what: what happened, one sentence without a full stop at its end.
        mend: what the person can do about it, one sentence without a full stop.
    """

    exit_status = 2

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        if not self.mend:
            return f"{self.what}."
        return f"{self.what}. {self.mend}{'?' if self.mend.startswith('Did you mean') else '.'}"


class ToolError(WorkbookError):
    """A tool that the workbook stands on is missing or failed (exit status 3)."""

    exit_status = 3


class StorageError(WorkbookError):
    """The disk would not take or give a file (exit status 3); what was kept is unchanged.

    Args:
        what: what happened, with the file that it happened to.
        mend: what the person can do about it.
        short: the same without the file, for where there is little room.
    """

    exit_status = 3

    def __init__(self, what: str, mend: str = "", short: str = "") -> None:
        super().__init__(what, mend)
        self.short = short or what
