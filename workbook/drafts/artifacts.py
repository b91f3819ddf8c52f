"""Attaching what is to be handed in: a copy under a neutral name, or a link."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import orjson

from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.model import Attachment, now
from workbook.drafts.stored_copies import look_again
from workbook.errors import WorkbookError
from workbook.files import copy_atomically, ensure_folder, storage_error, write_atomically
from workbook.paths import path_of, plain_file
from workbook.plain_files import read_plain
from workbook.text import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook
    from workbook.home import Home

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}")
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|www\.", re.ASCII)


def attach(opened: OpenWorkbook, home: Home, artifact_id: str, given: str) -> Attachment:
    """Attach a file or a link to an artifact, behind what is attached already.

    A file takes the place and the number of the first one there that is gone: it is attached again.

    A file is copied into the workbook under a name that tells nothing of the person; what it was
    called is kept apart, in a file that only its owner can read.

    Args:
        opened: the workbook.
        home: where the private list of original names is kept.
        artifact_id: the artifact's id.
        given: a path, or an address beginning with http:// or https://.

    Raises:
        WorkbookError: no such artifact, no such file, or an address that is none.
        StorageError: the disk would not take the copy.
    """
    artifact = find_place(opened.credential, artifact_id, PlaceKind.ARTIFACT).id
    # As it is on the disk: another program may have attached something since this one opened.
    on_disk = opened.file.load()
    present = on_disk.attachments.get(artifact, ())
    number = max((attachment.number for attachment in present), default=0) + 1
    gone: Attachment | None = None
    if _LINK.match(given.strip()):
        attachment = _link(number, given.strip())
    else:
        gone = next(iter(on_disk.gone(artifact)), None)
        attachment = _file(opened, home, artifact, gone.number if gone else number, path_of(given))
    try:
        if gone is None:
            opened.workbook.saved_at = opened.file.add_attachment(artifact, attachment)
        else:
            opened.workbook.saved_at = opened.file.replace_attachment(artifact, gone, attachment)
    except WorkbookError:
        if attachment.kind == "file":
            with contextlib.suppress(OSError):
                (opened.file.artifacts / attachment.stored_as).unlink()
        raise
    now_attached = [each for each in present if each is not gone] + [attachment]
    now_attached.sort(key=lambda each: each.number)
    opened.workbook.change("attachments", {artifact: tuple(now_attached)})
    look_again(opened)
    return attachment


def detach(opened: OpenWorkbook, home: Home, artifact_id: str, number: int | None = None) -> Attachment:
    """Take one attachment off an artifact; the stored copy moves to the trash.

    Args:
        opened: the workbook.
        home: where the trash is.
        artifact_id: the artifact's id.
        number: which attachment; may be left out where there is one.

    Raises:
        WorkbookError: no such artifact or attachment, or several and no number.
        StorageError: the disk would not have it.
    """
    artifact = find_place(opened.credential, artifact_id, PlaceKind.ARTIFACT).id
    present = opened.workbook.attachments.get(artifact, ())
    if not present:
        raise WorkbookError(f"Nothing is attached to {artifact}", "`workbook status` shows what is attached")
    numbers = [attachment.number for attachment in present]
    if number is None and len(present) > 1:
        listed = ", ".join(f"{attachment.number} ({attachment.stored_as})" for attachment in present)
        raise WorkbookError(f"Several are attached to {artifact}: {listed}", "Say which by its number")
    wanted = numbers[0] if number is None else number
    if wanted not in numbers:
        raise WorkbookError(
            f"{artifact} has no attachment {wanted}", f"It has {', '.join(str(known) for known in numbers)}"
        )
    attachment = present[numbers.index(wanted)]
    opened.workbook.saved_at = opened.file.remove_attachment(artifact, attachment)
    left = tuple(each for each in present if each is not attachment)
    opened.workbook.change("attachments", {artifact: left} if left else {}, drop=[artifact])
    if attachment.kind == "file":
        _to_trash(home, opened.workbook.id, opened.file.artifacts / attachment.stored_as)
    look_again(opened)
    return attachment


def _link(number: int, address: str) -> Attachment:
    if any(character.isspace() or not character.isprintable() for character in address):
        raise WorkbookError(f"“{one_line(address)}” is not a web address", "An address has no spaces in it")
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        raise WorkbookError(
            f"“{one_line(address)}” is not a web address that reviewers can open",
            "Give the whole address, beginning with https://",
        )
    return Attachment(number, "link", address, now())


def _file(opened: OpenWorkbook, home: Home, artifact: str, number: int, source: Path) -> Attachment:
    plain_file(source, "Check the path; a link begins with https://")
    extension = source.suffix.lower() if _EXTENSION.fullmatch(source.suffix) else ""
    folder = ensure_folder(opened.file.artifacts)
    stored = _neutral_name(folder, artifact, number, extension)
    copy_atomically(source, folder / stored)
    _remember_original(home, opened.workbook.id, stored, source.name)
    kind: Literal["file"] = "file"
    return Attachment(number, kind, stored, now(), size=(folder / stored).stat().st_size)


def _neutral_name(folder: Path, artifact: str, number: int, extension: str) -> str:
    base = artifact if number == 1 else f"{artifact}-{number}"
    name, again = f"{base}{extension}", 2
    while (folder / name).exists():
        name, again = f"{base}-copy-{again}{extension}", again + 1
    return name


def _remember_original(home: Home, workbook_id: str, stored: str, original: str) -> None:
    """Keep what a file was called, where no document, report or backup takes it from."""
    path = ensure_folder(home.private, private=True) / "original-names.json"
    try:
        known = orjson.loads(read_plain(path)) if path.exists() else {}
        if not isinstance(known, dict) or not all(isinstance(names, dict) for names in known.values()):
            raise TypeError("no names by workbook")
    except OSError as error:
        raise storage_error(path, error) from error
    except (orjson.JSONDecodeError, TypeError):
        # These names only help the person to remember; a damaged list must not stop her from attaching.
        path.replace(path.with_name("original-names.damaged.json"))
        known = {}
    # A file name that is not valid text (surrogates) is kept as it would be shown.
    known.setdefault(workbook_id, {})[stored] = original.encode("utf-8", "replace").decode()
    write_atomically(path, orjson.dumps(known, option=orjson.OPT_INDENT_2), private=True)


def _to_trash(home: Home, workbook_id: str, path: Path) -> None:
    folder = ensure_folder(home.folder / "trash" / workbook_id)
    moment = now().strftime("%Y%m%d-%H%M%S")
    try:
        target, again = folder / f"{moment}-{path.name}", 2
        while target.exists():
            target, again = folder / f"{moment}-{again}-{path.name}", again + 1
        path.rename(target)
    except FileNotFoundError:
        return  # The stored copy was taken away by other means; there is nothing left to move.
    except OSError as error:
        raise storage_error(path, error) from error
