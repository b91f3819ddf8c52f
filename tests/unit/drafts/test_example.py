"""The worked example: whole, or not at all."""

from __future__ import annotations

import shutil

import pytest

from workbook.drafts import example
from workbook.drafts.example import start_example
from workbook.drafts.progress import progress
from workbook.drafts.store import Store
from workbook.errors import StorageError, WorkbookError
from workbook.home import content_folder
from workbook.prose.words import count_words

FOLDER = content_folder() / "examples" / "goals-worth-reaching"
PDFS = ("part-2.artifact-1.pdf", "part-2.artifact-2.pdf")


@pytest.fixture
def folder(tmp_path):
    """The example, with its artifacts whatever the program brings."""
    copy = tmp_path / "example"
    shutil.copytree(FOLDER, copy)
    for name in PDFS:
        (copy / "artifacts" / name).write_bytes(b"%PDF-1.4")
    return copy


def test_everything_in_it_is_done(home, folder):
    store = Store(home)
    assert start_example(store, folder=folder) == "example"
    opened = store.open("example")
    come = progress(opened.credential, opened.workbook, count_words)
    assert [step.id for step in come.steps if step.state.value != "done"] == []
    assert set(opened.workbook.answers) == {path.stem for path in (FOLDER / "answers").glob("*.md")}
    assert len(opened.workbook.notes) >= 5
    assert sorted(path.name for path in opened.file.artifacts.iterdir()) == sorted(PDFS)
    assert start_example(store, folder=folder) == "example-2"
    assert start_example(store, "mine", folder=folder) == "mine"


def test_a_missing_file_starts_nothing(home, folder):
    (folder / "artifacts" / PDFS[1]).unlink()
    with pytest.raises(WorkbookError, match=PDFS[1]):
        start_example(Store(home), folder=folder)
    assert not home.folder.exists()


def test_what_fails_on_the_way_leaves_nothing(home, folder, monkeypatch):
    def full(*_):
        raise StorageError("NOT SAVED: the disk is full")

    monkeypatch.setattr(example, "assess", full)
    with pytest.raises(StorageError):
        start_example(Store(home), folder=folder)
    assert Store(home).ids() == []
