"""The worked example: a finished workbook, to look at before writing one's own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import yaml

from workbook.credentials.catalogue import Catalogue
from workbook.drafts.actions import answer, assess, mark_read, note
from workbook.drafts.artifacts import attach
from workbook.errors import WorkbookError
from workbook.home import content_folder
from workbook.text import decode, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook, Store
    from workbook.home import Home

EXAMPLE_ID = "example"


def start_example(store: Store, wanted_id: str | None = None, folder: Path | None = None) -> str:
    """Start a workbook that holds the worked example, and return its id.

    Args:
        store: where it is started.
        wanted_id: its id; where none is given `example`, or `example-2`, `example-3` … behind it.
        folder: the example's folder, where it is not the program's own.

    Raises:
        WorkbookError: a file of the example is missing, or the id is taken; nothing was started.
        StorageError: the disk would not take it.
    """
    folder = folder or content_folder() / "examples" / "goals-worth-reaching"
    script: dict[str, Any] = yaml.safe_load(decode(read_file(folder / "example.yaml"), "example.yaml"))
    answers = {path.stem: decode(read_file(path), path.name) for path in _answers(folder)}
    artifacts = [
        (artifact, folder / "artifacts" / name)
        for artifact, names in script.get("artifacts", {}).items()
        for name in names
    ]
    missing = [path.name for _, path in artifacts if not path.is_file()]
    if missing:
        raise WorkbookError(
            f"The worked example is not whole: {', '.join(missing)} is missing", "Install the workbook again"
        )
    entry = Catalogue.load(store.home).find(str(script["credential"]))
    workbook_id = store.start(entry.credential, entry.path, wanted_id, usual_id=EXAMPLE_ID)
    opened = store.open(workbook_id)
    try:
        _fill(opened, store.home, script, answers, artifacts)
    except BaseException:
        # Half an example would be taken for a whole one.
        shutil.rmtree(opened.file.folder, ignore_errors=True)
        raise
    return workbook_id


def _fill(
    opened: OpenWorkbook,
    home: Home,
    script: dict[str, Any],
    answers: dict[str, str],
    artifacts: list[tuple[str, Path]],
) -> None:
    for section in script.get("read", []):
        mark_read(opened, section)
    for place, text in script.get("notes", {}).items():
        note(opened, place, text)
    for prompt, text in answers.items():
        answer(opened, prompt, text)
    for artifact, path in artifacts:
        attach(opened, home, artifact, str(path))
    for criterion, level in script.get("assessment", {}).items():
        assess(opened, criterion, level)


def _answers(folder: Path) -> list[Path]:
    return sorted((folder / "answers").glob("*.md"))
