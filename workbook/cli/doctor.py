"""`doctor`: whether everything that the workbook needs works on this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbook import __version__
from workbook.cli.common import json_option
from workbook.cli.faults import FINDINGS, FINE
from workbook.cli.output import RED, say, say_json
from workbook.cli.page import wrapped
from workbook.errors import StorageError, ToolError, WorkbookError
from workbook.files import write_atomically
from workbook.home import Home
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAST_COLUMNS, _LEAST_ROWS = 80, 24
_SPARE = 50_000_000
"""Bytes that should be free where the workbooks are kept."""


@dataclass(frozen=True)
class Item:
    """One thing that was looked at; `tool` where a failure means that nothing can be done without it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    tool: bool = False


@click.command("doctor")
@json_option
def doctor_command(as_json: bool) -> int:
    """See whether everything that the workbook needs works here; changes nothing.

    The exit status is 3 where a tool or the folder fails, 1 where only a file of yours is broken.
    """
    home = Home.from_environment()
    items = [look(home) for look in _LOOKS]
    failed = [item for item in items if not item.ok]
    if as_json:
        rows = [{"name": i.name, "ok": i.ok, "detail": i.detail, "mend": i.mend or None} for i in items]
        say_json({"ok": not failed, "items": rows})
    else:
        for item in items:
            mend = f" {item.mend}." if item.mend else ""
            told = f"{item.name}: {'fine' if item.ok else 'NOT RIGHT'}. {item.detail}.{mend}"
            say(wrapped(told, "", "  "), "" if item.ok else RED)
    broken = [item for item in failed if item.tool]
    if broken:
        raise ToolError(f"Not right: {', '.join(item.name for item in broken)}", broken[0].mend)
    return FINDINGS if failed else FINE


def _version(_home: Home) -> Item:
    python = ".".join(str(number) for number in sys.version_info[:3])
    return Item("workbook", True, f"Version {__version__}, on Python {python}")


def _folder(home: Home) -> Item:
    """Look whether the folder, or the nearest that is there, can be written to."""
    nearest = home.folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        with tempfile.TemporaryDirectory(prefix=".doctor-", dir=nearest) as probe:
            write_atomically(Path(probe) / "probe", b"probe")
    except (OSError, StorageError) as error:
        mend = (
            error.mend
            if isinstance(error, StorageError)
            else "Set WORKBOOK_HOME to a folder you may write to"
        )
        reason = error.what if isinstance(error, StorageError) else error.strerror or "unknown fault"
        return Item("folder", False, f"{home.folder} cannot be written to ({reason})", mend, tool=True)
    new = "" if home.folder.exists() else " (it will be made when you start a workbook)"
    return Item("folder", True, f"Everything is kept in {home.folder}{new}")


def _locks(home: Home) -> Item:
    """Look whether one process can keep others from writing at the same time."""
    from workbook.locks import LockFile

    nearest = next(path for path in (home.folder, *home.folder.parents) if path.exists())
    try:
        folder = tempfile.TemporaryDirectory(prefix=".doctor-", dir=nearest)
        with folder as probe, LockFile(Path(probe) / "lock") as lock:
            is_marker = lock.is_marker
    except OSError as error:
        reason = error.strerror or "unknown fault"
        mend = "Set WORKBOOK_HOME to a folder on this machine's own disk"
        return Item("locks", False, f"{nearest} cannot be locked ({reason})", mend, tool=True)
    if is_marker:
        detail = (
            "The folder has no file locks, as some network drives have none: a marker file stands for each. "
            "All is saved; open a workbook on one machine at a time"
        )
        return Item("locks", True, detail)
    return Item("locks", True, "One window at a time writes a workbook")


def _room(home: Home) -> Item:
    nearest = next(path for path in (home.folder, *home.folder.parents) if path.exists())
    free = shutil.disk_usage(nearest).free
    detail = f"{free // 1_000_000} MB are free where your files are kept"
    return Item("room", free >= _SPARE, detail, "" if free >= _SPARE else "Make room on the disk", tool=True)


def _workbooks(home: Home) -> Item:
    from workbook.drafts.store import Store

    told: list[str] = []
    store = Store(home, told.append)
    known = store.ids()
    for workbook_id in known:
        try:
            store.open(workbook_id)
        except WorkbookError as error:
            told.append(str(error))
    if told:
        mend = "Look at the copies (.bak) in the same folder"
        return Item("workbooks", False, " ".join(told).rstrip("."), mend)
    return Item(
        "workbooks", True, f"{counted(len(known), 'workbook', 'workbooks')}, each of which can be read"
    )


def _attached(home: Home) -> Item:
    """Look whether every file that is attached to a workbook is there."""
    from workbook.drafts.store import Store
    from workbook.drafts.stored_copies import missing_anywhere

    gone = list(missing_anywhere(Store(home)))
    if not gone:
        return Item("attached", True, "Every attached file is there")
    mend = "Attach them again, or bring them back with `workbook restore` from a backup that has them"
    return Item("attached", False, f"Gone, or not to be read: {'; '.join(gone)}", mend)


def _second_versions(home: Home) -> Item:
    """Look for conflict copies, copied folders, machines that have one open, and texts kept elsewhere."""
    from workbook.drafts.holder import read_holder
    from workbook.drafts.rescue import kept_sentences
    from workbook.drafts.second_versions import sentences
    from workbook.drafts.session import open_elsewhere
    from workbook.drafts.store import Store

    store = Store(home)
    found = list(sentences(store.second_versions()))
    open_on = [
        f"{workbook_id}: {sentence}"
        for workbook_id in store.ids()
        if (sentence := open_elsewhere(read_holder(home.workbooks / workbook_id)))
    ]
    found += [said for workbook_id in store.ids() for said in kept_sentences(home.workbooks / workbook_id)]
    detail = " ".join([*found, *open_on]).rstrip(".") or "Each workbook is there once"
    return Item("versions", not found, detail)


def _catalogue(home: Home) -> Item:
    from workbook.credentials.catalogue import Catalogue

    catalogue = Catalogue.load(home)
    if catalogue.broken:
        detail = " ".join(f"{broken.path}: {broken.error}" for broken in catalogue.broken).rstrip(".")
        mend = "`workbook validate FILE` tells more of a file"
        return Item("catalogue", False, detail, mend, tool=not catalogue.entries)
    own = sum(entry.source == "own" for entry in catalogue.entries)
    detail = (
        f"{counted(len(catalogue.entries), 'micro-credential', 'micro-credentials')}, {own} of them your own"
    )
    return Item("catalogue", bool(catalogue.entries), detail, tool=True)


def _preferences(home: Home) -> Item:
    from workbook.preferences import load

    told: list[str] = []
    load(home, told.append)
    if told:
        mend = "Mend the file in an editor; it is kept beside the new one when a setting is changed"
        return Item("preferences", False, " ".join(told).rstrip("."), mend)
    kept = f"kept in {home.preferences}" if home.preferences.exists() else "the usual ones"
    return Item("preferences", True, f"Your settings are {kept}")


def _harper(_home: Home) -> Item:
    """Proofread a sentence with a mistake in it."""
    from threading import Event

    from workbook.proofreading.harper import Harper

    engine = Harper()
    try:
        (found,) = engine.look(["This is an test."], "en-US", Event())
    except ToolError as error:
        return Item("harper", False, error.what, error.mend or "Install the workbook again", tool=True)
    if not found:
        return Item("harper", False, "It misses a plain mistake", "Install the workbook again", tool=True)
    return Item("harper", True, "Harper proofreads, on this machine")


def _languagetool(home: Home) -> Item:
    """Look what there is of LanguageTool, which nothing depends on; it is not started."""
    from workbook.proofreading.languagetool.installed import find, verify
    from workbook.proofreading.languagetool.status import status
    from workbook.proofreading.model import EngineFailed

    found = status(home)
    if not found.installed:
        detail = "Not installed, and not needed: `workbook languagetool install` fetches it"
        return Item("languagetool", True, detail)
    if found.java is None:
        mend = "Install Java, or the workbook with its extra “languagetool”"
        return Item("languagetool", False, "It is installed, and there is no Java 17 or later", mend)
    try:
        verify(find(home))
    except EngineFailed as error:
        return Item("languagetool", False, error.what, error.mend)
    running = ", running now" if found.running else ""
    return Item(
        "languagetool", True, f"Version {found.version}, on Java {found.java}{running}, at {found.path}"
    )


def _pandoc(_home: Home) -> Item:
    from workbook.submission.reading import pandoc, pandoc_path

    try:
        with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
            path = pandoc_path()
            done = pandoc(["--version"], Path(folder))
    except ToolError as error:
        return Item("pandoc", False, error.what, error.mend, tool=True)
    first = done.output.decode("utf-8", "replace").partition("\n")[0].strip()
    if done.status:
        return Item("pandoc", False, "pandoc does not run", "Install the workbook again", tool=True)
    return Item("pandoc", True, f"{first}, at {path}")


def _typesetting(_home: Home) -> Item:
    """Make a small document from beginning to end: the compiler and the fonts are there and work."""
    from workbook.credentials.model import Credential, Part, Prompt
    from workbook.drafts.model import Draft, Workbook, now
    from workbook.submission.build import build

    prompt = Prompt("part-1.prompt-1", "1", "Does it work?")
    part = Part("part-1", 1, "A trial", prompts=(prompt,))
    credential = Credential("trial", "A trial", parts=(part,), section_ids=("part-1",))
    answers = {prompt.id: Draft("It does: “curly”, *slanted* and `fixed`.", now())}
    trial = Workbook("trial", "trial", now(), now(), answers=answers)
    try:
        with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
            result = build(trial, credential, None, target=Path(folder) / "trial.pdf")
    except WorkbookError as error:
        mend = error.mend or "Install the workbook again"
        return Item("document", False, f"No document could be made: {error.what}", mend, tool=True)
    return Item("document", True, f"A trial document was made, {counted(result.pages or 0, 'page', 'pages')}")


def _terminal(_home: Home) -> Item:
    stream = sys.stdout
    encoding = (stream.encoding if stream else None) or "no encoding"
    letters = f"letters: {encoding}"
    if not (stream and stream.isatty()):
        return Item("terminal", True, f"Standard output is no terminal, so the app cannot open; {letters}")
    size = os.get_terminal_size(stream.fileno())
    small = size.columns < _LEAST_COLUMNS or size.lines < _LEAST_ROWS
    detail = f"{size.columns} columns and {size.lines} rows, {letters}, TERM={os.environ.get('TERM', '')}"
    wish = f"The app is at its best from {_LEAST_COLUMNS} by {_LEAST_ROWS} on"
    return Item("terminal", True, detail, wish if small else "")


_LOOKS: tuple[Callable[[Home], Item], ...] = (
    _version,
    _folder,
    _locks,
    _room,
    _workbooks,
    _attached,
    _second_versions,
    _catalogue,
    _preferences,
    _harper,
    _languagetool,
    _pandoc,
    _typesetting,
    _terminal,
)
