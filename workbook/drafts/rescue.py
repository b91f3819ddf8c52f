"""Where the last words go when the workbook's own folder takes nothing more and the program must end."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import StorageError
from workbook.files import write_atomically

if TYPE_CHECKING:
    from workbook.drafts.model import Texts


def rescue(workbook: str, texts: Texts) -> Path:
    """Write texts that could not be saved into a file for their owner alone, and return it.

    Args:
        workbook: the workbook's id.
        texts: what could not be saved.

    Raises:
        StorageError: no folder took them.
    """
    parts = [f"<!-- {kind} {place} -->\n\n{text}\n" for (kind, place), text in texts.items()]
    failure = StorageError("NOT SAVED: there is no folder to write to")
    for folder in (Path(tempfile.gettempdir()), Path.home()):
        try:
            path = Path(tempfile.mkdtemp(prefix=f"{workbook}-not-saved-", dir=folder)) / "texts.md"
            write_atomically(path, "\n".join(parts).encode("utf-8", "replace"), private=True)
        except StorageError as error:
            failure = error
        except OSError as error:
            failure = StorageError(f"NOT SAVED: {error.strerror} ({folder})")
        else:
            return path
    raise failure
