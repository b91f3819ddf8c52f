"""Where things are kept: the person's own folder, and what the program brings with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.paths import found, path_of

WORKBOOK_HOME = "WORKBOOK_HOME"
SESSION_NOTE = ".session.json"
"""What the file is called in a workbook's folder that says which process has it open."""


@dataclass(frozen=True)
class Home:
    """The folder that holds all that a person makes, laid out as the design gives it.

    Attributes:
        folder: the folder itself; it need not be there yet.
    """

    folder: Path

    @classmethod
    def from_environment(cls) -> Home:
        """Return `$WORKBOOK_HOME`, else the platform's folder for a user's data.

        Raises:
            WorkbookError: `WORKBOOK_HOME` names something that is no folder.
        """
        named = os.environ.get(WORKBOOK_HOME)
        try:
            if named:
                folder = path_of(named).absolute()
            else:
                import platformdirs

                folder = platformdirs.user_data_path("workbook", appauthor=False)
            is_other = found(folder) is not None and not folder.is_dir()
        except (OSError, RuntimeError, WorkbookError) as error:
            # The folder that a relative path begins in may be gone, and the person's own unknown.
            reason = error.what if isinstance(error, WorkbookError) else str(error)
            raise WorkbookError(
                f"{WORKBOOK_HOME} names no folder that can be used ({reason})",
                f"Set {WORKBOOK_HOME} to a folder",
            ) from error
        if is_other:
            raise WorkbookError(
                f"{folder}, where the workbooks should be kept, is a file and not a folder",
                "Set WORKBOOK_HOME to a folder",
            )
        return cls(folder)

    @property
    def workbooks(self) -> Path:
        """One folder a workbook."""
        return self.folder / "workbooks"

    @property
    def catalogue(self) -> Path:
        """A person's own credential files."""
        return self.folder / "catalogue"

    @property
    def private(self) -> Path:
        """What is readable by its owner alone and stays out of every document."""
        return self.folder / "private"

    @property
    def names(self) -> Path:
        """The names that must never appear."""
        return self.private / "names.json"

    @property
    def dictionary(self) -> Path:
        """The person's own words, one a line."""
        return self.folder / "dictionary.txt"

    @property
    def trash(self) -> Path:
        """What was taken away; nothing in it is ever erased by the program."""
        return self.folder / "trash"

    @property
    def logs(self) -> Path:
        """Where a fault of ours leaves its traceback."""
        return self.folder / "logs"

    @property
    def cache(self) -> Path:
        """What can be made anew at any time; in no backup."""
        return self.folder / "cache"

    @property
    def preferences(self) -> Path:
        """The file of preferences."""
        return self.folder / "config.toml"

    @property
    def shown(self) -> str:
        """The folder as a person reads it, with `~` for her own folder."""
        try:
            return str(Path("~") / self.folder.relative_to(Path.home()))
        except (ValueError, RuntimeError):
            return str(self.folder)


def content_folder() -> Path:
    """Return the folder of the bundled texts: inside the installed package, else beside the source."""
    installed = Path(__file__).parent / "content"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "content"
