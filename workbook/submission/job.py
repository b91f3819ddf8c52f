"""What a writer of any format is given to do its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook.submission.document import Document
    from workbook.submission.nodes import Blocks
    from workbook.submission.running import Cancelled


@dataclass(frozen=True)
class Job:
    """A document to be written.

    Attributes:
        document: for its title, byline and language.
        blocks: its sanitised blocks.
        pictures: by the name that the blocks use.
        timestamp: the date in the file, in seconds since 1970.
        folder: a temporary folder.
        cancelled: see `Running.finish`.
    """

    document: Document
    blocks: Blocks
    pictures: Mapping[str, bytes]
    timestamp: int
    folder: Path
    cancelled: Cancelled | None = None
