"""All workbooks: ids, beginnings of ids, starting."""

from __future__ import annotations

import pytest

from workbook.credentials.reader import read_credential
from workbook.drafts.store import CREDENTIAL_COPY, Store
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError, WorkbookError


@pytest.fixture
def store(home):
    return Store(home)


def start(store, small, *arguments, **options):
    return store.start(read_credential(small), small, *arguments, **options)


def test_ids_count_up_and_are_listed(store, small):
    assert store.ids() == []
    assert [start(store, small) for _ in range(3)] == ["small", "small-2", "small-3"]
    assert start(store, small, "Zebra") == "zebra"
    assert start(store, small, usual_id="aaa") == "aaa"
    assert store.ids() == ["aaa", "small", "small-2", "small-3", "zebra"]


def test_what_is_in_the_way_is_stepped_over(store, home, small):
    home.workbooks.mkdir(parents=True)
    (home.workbooks / "small").write_text("a file")
    (home.workbooks / "Not An Id").mkdir()
    assert start(store, small) == "small-2"
    assert store.ids() == ["small-2"]
    with pytest.raises(WorkbookError, match="already"):
        start(store, small, "small")
    assert (home.workbooks / "small").read_text() == "a file"


@pytest.mark.parametrize("wanted", ["", "-x", "../x", "a b", "é", "x" * 81, "a/b"])
def test_what_is_no_id(store, home, small, wanted):
    with pytest.raises(WorkbookError, match="cannot be a workbook's id"):
        start(store, small, wanted)
    assert not home.folder.exists()


def test_the_credential_is_kept_as_it_was(store, small):
    start(store, small)
    before = small.read_bytes()
    small.write_text("changed since")
    opened = store.open("small")
    assert (opened.file.folder / CREDENTIAL_COPY).read_bytes() == before
    assert opened.credential.title == "Small"


def test_a_start_that_fails_leaves_nothing(store, small, monkeypatch):
    def full(*_):
        raise StorageError("NOT SAVED: the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(WorkbookFile, "create", full)
        with pytest.raises(StorageError):
            start(store, small)
    assert store.ids() == []
    assert start(store, small) == "small"


def test_beginnings(store, small):
    for wanted in ("reading", "reading-two", "writing"):
        start(store, small, wanted)
    assert store.resolve("reading") == "reading"
    assert store.resolve(" WRI ") == "writing"
    with pytest.raises(WorkbookError, match="reading, reading-two"):
        store.resolve("read")
    with pytest.raises(WorkbookError) as caught:
        store.resolve("wirting")
    assert caught.value.mend == "Did you mean writing"
    with pytest.raises(WorkbookError, match="There is no workbook"):
        store.resolve("")


def test_a_copied_folder_goes_by_its_own_name(store, home, small):
    start(store, small)
    (home.workbooks / "small").rename(home.workbooks / "renamed")
    assert store.open("ren").workbook.id == "renamed"


def test_a_folder_that_cannot_be_listed(store, home, small, monkeypatch):
    start(store, small)

    def refuse(_self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(home.workbooks), "iterdir", refuse)
    with pytest.raises(StorageError, match="cannot be read"):
        store.ids()
