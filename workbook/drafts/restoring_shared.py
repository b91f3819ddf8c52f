"""What a backup holds beside the workbooks: preferences, micro-credentials, words and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.drafts.archive import Skipped
from workbook.drafts.archive_names import is_private, workbook_of
from workbook.errors import StorageError, WorkbookError
from workbook.files import copy_atomically, ensure_folder, write_atomically
from workbook.text import decode, one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from workbook.home import Home


def restore_shared(
    home: Home, staged: Path, names: Iterable[str], *, dry_run: bool
) -> Iterator[tuple[str, str] | Skipped]:
    """Put in place what is not there; of the words bring the two lists together.

    Args:
        home: where things are kept.
        staged: the unpacked backup.
        names: the names of the files in it.
        dry_run: whether only to say what would happen.

    Yields:
        What became of each file that changes, as its name and what, or why it is left as it is.

    Raises:
        StorageError: the disk would not have it.
    """
    for name in names:
        if workbook_of(name):
            continue
        pieces = name.split("/")
        try:
            what = _one(home, staged.joinpath(*pieces), home.folder.joinpath(*pieces), name, dry_run=dry_run)
        except StorageError:
            raise
        except WorkbookError as error:
            yield Skipped(name, error.what)
        else:
            if what:
                yield name, what


def _one(home: Home, source: Path, target: Path, name: str, *, dry_run: bool) -> str:
    """Bring one file back, and return what became of it; empty where it was there already.

    Raises:
        WorkbookError: it is left as it is.
    """
    if not target.exists():
        if not dry_run:
            _put(home, source, target, private=is_private(name))
        return "put in place"
    if read_file(source) == read_file(target):
        return ""
    if target != home.dictionary:
        raise WorkbookError("yours is another, and is kept")
    words = _new_words(source, target)
    if words and not dry_run:
        _add(target, words)
    return f"{len(words)} {'word' if len(words) == 1 else 'words'} added" if words else ""


def _put(home: Home, source: Path, target: Path, *, private: bool) -> None:
    ensure_folder(home.folder, private=True)
    ensure_folder(target.parent, private=private or target.parent == home.folder)
    if private:
        write_atomically(target, read_file(source), private=True)
    else:
        copy_atomically(source, target)


def _new_words(source: Path, target: Path) -> list[str]:
    """Return the words of the backup that are not in the list that is there, in their order."""
    known = {one_line(line) for line in decode(read_file(target), target.name).splitlines()}
    theirs = (one_line(line) for line in decode(read_file(source), source.name).splitlines())
    return list(dict.fromkeys(word for word in theirs if word and word not in known))


def _add(target: Path, words: list[str]) -> None:
    before = decode(read_file(target), target.name)
    end = "" if not before or before.endswith("\n") else "\n"
    write_atomically(target, (before + end + "".join(f"{word}\n" for word in words)).encode())
