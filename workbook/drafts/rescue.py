"""Where words go that the workbook's own folder does not take, and how they come back into it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from workbook.clock import local
from workbook.drafts.model import Kind, now, texts_of
from workbook.errors import StorageError, WorkbookError
from workbook.files import write_atomically
from workbook.plain_files import read_plain
from workbook.text import clean_draft, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook.drafts.model import Texts
    from workbook.drafts.workbook_file import WorkbookFile

COMES_BACK = "Open the workbook again once the disk takes it, and it comes back by itself"
"""What is to be said of words that are kept outside the workbook's folder."""
_TO_READ, _TO_TAKE_IN = "texts.md", "texts.json"
_MOST_BYTES = 64 * 1024 * 1024
_WHY = "the disk did not take it"
_BEFORE = "before what the disk had not taken came back"


class Rescue:
    """Keeps what could not be saved, outside the workbook's folder, until it could be.

    Args:
        folder: the workbook's folder.
        left: gives the texts that are not saved.
    """

    def __init__(self, folder: Path, left: Callable[[], Texts]) -> None:
        self._folder = folder
        self._left = left
        self._kept: Path | None = None
        # The app's own thread and the one that saves keep what is left; the later has the later texts.
        self._keeping = threading.Lock()

    def keep(self) -> Path | None:
        """Write the texts that are not saved into a file for their owner alone, and return it.

        Where all is saved, what was kept is taken away, and None returned.

        Raises:
            StorageError: no folder took them.
        """
        with self._keeping:
            texts = self._left()
            if texts:
                return self._keep(texts)
            if self._kept is not None:
                shutil.rmtree(self._kept, ignore_errors=True)
                self._kept = None
            return None

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._kept is not None

    def _keep(self, texts: Texts) -> Path:
        failure = StorageError("NOT SAVED: there is no folder to write to")
        for folder in (self._kept, *_folders(self._folder)):
            if folder is None:
                continue
            try:
                return self._write(folder, texts)
            except StorageError as error:
                failure = error
            except OSError as error:
                failure = StorageError(f"NOT SAVED: {error.strerror} ({folder})")
        raise failure

    def _write(self, folder: Path, texts: Texts) -> Path:
        kept = folder
        if folder != self._kept:
            kept = Path(tempfile.mkdtemp(prefix=f"{self._folder.name}-not-saved-", dir=folder))
        try:
            parts = [f"<!-- {kind} {place} -->\n\n{text}\n" for (kind, place), text in texts.items()]
            write_atomically(kept / _TO_READ, "\n".join(parts).encode("utf-8", "replace"), private=True)
            rows = [[kind, place, text] for (kind, place), text in texts.items()]
            told = {"workbook": str(self._folder), "saved_at": now().isoformat(), "texts": rows}
            write_atomically(kept / _TO_TAKE_IN, json.dumps(told).encode(), private=True)
        except BaseException:
            if kept != self._kept:
                shutil.rmtree(kept, ignore_errors=True)
            raise
        self._kept = kept
        return kept / _TO_READ


@dataclass(frozen=True)
class KeptElsewhere:
    """Texts that a workbook's folder would not take.

    Attributes:
        folder: where they are kept.
        saved_at: when they were.
        texts: the texts.
    """

    folder: Path
    saved_at: datetime
    texts: Texts

    @property
    def path(self) -> Path:
        """The file that a person can read."""
        return self.folder / _TO_READ


def kept_elsewhere(folder: Path) -> list[KeptElsewhere]:
    """Return what is kept of a workbook outside its folder, the oldest first.

    Args:
        folder: the workbook's folder.
    """
    found: list[KeptElsewhere] = []
    for beside in dict.fromkeys(_folders(folder)):
        with contextlib.suppress(OSError):
            there = beside.glob(f"{folder.name}-not-saved-*")
            found += [kept for each in there if (kept := _read(each, folder))]
    return sorted(found, key=lambda kept: kept.saved_at)


def kept_sentences(folder: Path) -> list[str]:
    """Return what is to be said of what is kept of a workbook outside its folder."""
    return [
        f"What the disk did not take of {folder.name} is kept in {one_line(str(kept.path))}. {COMES_BACK}."
        for kept in kept_elsewhere(folder)
    ]


def bring_back(file: WorkbookFile) -> str:
    """Put what was kept elsewhere into the workbook; return what is to be said of it.

    A text that is newer than what is stored takes its place, and what is stored goes into the history; an
    older one goes into the history itself.

    Raises:
        WorkbookError: the workbook cannot be read.
    """
    said: list[str] = []
    for kept in kept_elsewhere(file.folder):
        try:
            into = _put_in(file, kept)
        except StorageError as error:
            said.append(
                f"What the disk did not take last time is kept in {one_line(str(kept.path))}, and it still "
                f"takes nothing: {error.short.removeprefix('NOT SAVED: ')}. {COMES_BACK}."
            )
            continue
        shutil.rmtree(kept.folder, ignore_errors=True)
        said += [into] if into else []
    return " ".join(dict.fromkeys(said))


def _put_in(file: WorkbookFile, kept: KeptElsewhere) -> str:
    workbook = file.load()
    stored, drafts = texts_of(workbook), {"answer": workbook.answers, "note": workbook.notes}
    newer: dict[Kind, dict[str, str]] = {"answer": {}, "note": {}}
    for (kind, place), text in kept.texts.items():
        present = stored.get((kind, place), "")
        if text == present:
            continue
        if present and drafts[kind][place].saved_at > kept.saved_at:
            file.history.add(kind, place, text, _WHY, kept.saved_at, always=True)
        else:
            if present:
                file.history.add(kind, place, present, _BEFORE, drafts[kind][place].saved_at, always=True)
            newer[kind][place] = text
    if any(newer.values()):
        file.save_together(newer["answer"], newer["note"])
        return "Last time the disk did not take all that you typed; it was kept elsewhere, and is here now."
    if any(text != stored.get(key, "") for key, text in kept.texts.items()):
        return "What the disk did not take at one time was kept elsewhere; it is in the history (F6) now."
    return ""


def _folders(folder: Path) -> Iterator[Path]:
    """Give the folders that may take what the workbook's does not: the last is emptied at every start."""
    yield folder.parent.parent
    with contextlib.suppress(RuntimeError):
        yield Path.home()
    yield Path(tempfile.gettempdir())


def _read(kept: Path, folder: Path) -> KeptElsewhere | None:
    """Return what a folder keeps of a workbook; None where it is another's, or does not tell."""
    try:
        if kept.is_symlink() or (os.name != "nt" and kept.stat().st_uid != os.getuid()):
            return None
        told = json.loads(read_plain(kept / _TO_TAKE_IN, _MOST_BYTES))
        # The folder of the files may have been moved with all that is in it.
        of = Path(told["workbook"])
        if of != folder and (of.name != folder.name or kept.parent != folder.parent.parent):
            return None
        saved_at = local(datetime.fromisoformat(told["saved_at"]))
        return KeptElsewhere(kept, saved_at, dict(map(_text, told["texts"])))
    except (OSError, ValueError, TypeError, KeyError, WorkbookError):
        return None


def _text(row: Any) -> tuple[tuple[Kind, str], str]:
    """Return a text by its kind and place.

    Raises:
        ValueError: it is no such row.
    """
    kind, place, text = row
    if kind not in get_args(Kind) or not isinstance(place, str) or not isinstance(text, str):
        raise ValueError(row)
    return (kind, place), clean_draft(text)
