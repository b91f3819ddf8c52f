"""Building the document: the one way in for both doors.

`build` reads, sanitises, typesets and puts the file in its place in one step. It knows nothing of
checks: a door runs those first and then builds or refuses.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from workbook.errors import WorkbookError
from workbook.files import ensure_folder, storage_error
from workbook.submission.assemble import Assembler
from workbook.submission.beginning import beginning
from workbook.submission.document import compose
from workbook.submission.images import Shelf
from workbook.submission.job import Job
from workbook.submission.pdf import byline, make_pdf
from workbook.submission.reading import read_markdown
from workbook.submission.running import BuildCancelled
from workbook.submission.standing import check_place, put
from workbook.submission.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbook.credentials.model import Credential
    from workbook.drafts.model import Workbook
    from workbook.submission.document import Document
    from workbook.submission.nodes import Blocks
    from workbook.submission.running import Cancelled

Format = Literal["pdf", "docx", "html", "md", "txt"]
FORMATS: tuple[str, ...] = get_args(Format)
SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"

Progress = Callable[[str, float], None]
"""Told what is being done, in words, and how much of the whole is done (0 to 1)."""


@dataclass(frozen=True)
class BuildResult:
    """A document that was built.

    Attributes:
        path: where it is.
        format: its format.
        pages: how many it has; None for a format without pages.
        bytes: its size.
        sha256: its digest, in hexadecimal.
        remarks: what of the drafts could not stand in the document as written, a sentence each.
        beginning: its first lines, as plain text.
        replaced: whether it took the place of a file.
        kept: where that file is kept now, if it was no document that the workbook made.
    """

    path: Path
    format: str
    pages: int | None
    bytes: int
    sha256: str
    remarks: tuple[str, ...] = ()
    beginning: str = ""
    replaced: bool = False
    kept: Path | None = None


def default_name(credential: Credential, to: str = "pdf") -> str:
    """Return the neutral name of a document: the credential's id, and nobody's name."""
    return f"{credential.id}.{to}"


def build(
    workbook: Workbook,
    credential: Credential,
    artifacts_folder: Path | None,
    *,
    target: Path,
    to: str = "pdf",
    parts: Sequence[int] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    moment: datetime | None = None,
) -> BuildResult:
    """Compile a workbook into one anonymous, accessible document.

    Args:
        workbook: what was written; nothing is changed in it.
        credential: what was asked; its order is the document's.
        artifacts_folder: the workbook's artifacts, the only place pictures are taken from.
        target: the file to write; in a folder that is there, the neutral name. A document of the workbook's
            own is replaced, any other file is kept beside it first, and of a link the file that it leads to
            is written.
        to: the format.
        parts: the numbers of the parts to print; all where None or empty.
        progress: see `Progress`.
        cancelled: asked now and then; when it says yes everything is stopped and nothing written.
        moment: the date in the file; by default `SOURCE_DATE_EPOCH`, else when the workbook was
            last saved, so that the same content always gives the same bytes.

    Raises:
        WorkbookError: an unknown format or part, a `SOURCE_DATE_EPOCH` that is no number, or a target that
            is no plain file.
        ToolError: pandoc or Typst is missing, took too long or failed.
        StorageError: the file cannot be written.
        BuildCancelled: `cancelled` said yes.
    """
    if to not in FORMATS:
        raise WorkbookError(f"There is no format “{to}”", f"Choose one of {', '.join(FORMATS)}")
    tell = progress or _say_nothing
    stamp = timestamp(workbook, moment)
    document = compose(credential, workbook, parts)
    path = target / default_name(credential, to) if target.is_dir() else target
    check_place(path)
    made = _made(document, Shelf(artifacts_folder), to, stamp=stamp, tell=tell, cancelled=cancelled)
    if cancelled is not None and cancelled():
        raise BuildCancelled
    tell("Saving the document", 0.95)
    ensure_folder(path.parent)
    stood = put(path, made.data)
    tell("Built", 1.0)
    digest = hashlib.sha256(made.data).hexdigest()
    return BuildResult(path, to, made.pages, len(made.data), digest, made.remarks, made.beginning, *stood)


def timestamp(workbook: Workbook, moment: datetime | None = None) -> int:
    """Return the date for a document, in seconds since 1970: see `build`.

    Raises:
        WorkbookError: `SOURCE_DATE_EPOCH` is set and is no whole number of seconds.
    """
    given = os.environ.get(SOURCE_DATE_EPOCH, "").strip()
    if moment is None and given:
        if not given.isascii() or not given.isdigit() or int(given) >= 1 << 32:
            raise WorkbookError(
                f"{SOURCE_DATE_EPOCH} is no number of seconds",
                f"Unset {SOURCE_DATE_EPOCH} or give seconds since 1970",
            )
        return int(given)
    return max(0, int((moment or workbook.saved_at).timestamp()))


@dataclass(frozen=True)
class _Made:
    """A document's bytes, and what is to be told of it."""

    data: bytes
    pages: int | None
    remarks: tuple[str, ...]
    beginning: str


def _made(
    document: Document, shelf: Shelf, to: str, *, stamp: int, tell: Progress, cancelled: Cancelled | None
) -> _Made:
    """Make a document in a temporary folder.

    Raises:
        StorageError: that folder cannot be made or written to.
    """
    try:
        with (
            tempfile.TemporaryDirectory(prefix="workbook-", ignore_cleanup_errors=True) as temporary,
            Typesetter(Path(temporary)) if to == "pdf" else nullcontext() as typesetter,
        ):
            folder = Path(temporary)
            tell("Reading the answers", 0.1)
            blocks, remarks = _blocks(document, shelf, folder, cancelled)
            tell("Setting the pages", 0.4)
            job = Job(document, blocks, shelf.pictures, stamp, folder, cancelled)
            data, pages, more = _make(to, job, typesetter)
    except OSError as error:
        raise storage_error(Path(error.filename or "the temporary folder"), error) from error
    return _Made(data, pages, (*remarks, *more), beginning(document.title, byline(document), blocks))


def _blocks(
    document: Document, shelf: Shelf, folder: Path, cancelled: Cancelled | None
) -> tuple[Blocks, list[str]]:
    texts = document.texts()
    read = dict(zip(texts, read_markdown(texts, folder, cancelled), strict=True))
    assembler = Assembler(document, read, shelf)
    return assembler.blocks(), assembler.remarks


def _make(to: str, job: Job, typesetter: Typesetter | None) -> tuple[bytes, int | None, tuple[str, ...]]:
    if typesetter is not None:
        pdf = make_pdf(job, typesetter)
        return pdf.data, pdf.pages, pdf.remarks
    # Only here: the other formats are asked for seldom.
    from workbook.submission import formats

    return formats.make(to, job), None, ()


def _say_nothing(_what: str, _share: float) -> None:
    return None
