"""A store file: read once, mended from its last good copy, written in one step."""

from __future__ import annotations

import json

import pytest

from workbook.drafts.storage import DamagedFile
from workbook.drafts.tables_file import TablesFile
from workbook.errors import StorageError


@pytest.fixture
def told():
    return []


@pytest.fixture
def file(tmp_path, told):
    made = TablesFile(tmp_path / "store.json", lambda tables, _: tables, told.append)
    with made.making() as database:
        database.table("things").insert({"name": "a"})
    return made


def names(tables):
    return [row["name"] for row in tables["things"].values()]


def add(file, name):
    with file.changing() as database:
        database.table("things").insert({"name": name})


def test_what_was_written_is_not_read_again_until_another_program_changes_it(file, monkeypatch):
    reads = []
    real = TablesFile._read
    monkeypatch.setattr(TablesFile, "_read", lambda self, path: (reads.append(path), real(self, path))[1])
    add(file, "b")
    assert names(file.read()) == ["a", "b"]
    assert reads == []
    assert not file.changed_elsewhere
    data = json.loads(file.path.read_bytes())
    data["things"]["9"] = {"name": "theirs"}
    file.path.write_text(json.dumps(data))
    assert file.changed_elsewhere
    add(file, "c")
    assert names(file.read()) == ["a", "b", "theirs", "c"]
    assert len(reads) == 1
    assert file.changed_elsewhere, "until whoever works on it has seen it"
    file.seen()
    assert not file.changed_elsewhere


def test_a_change_that_fails_is_nowhere(file, monkeypatch):
    def fail(*_, **__):
        raise StorageError("NOT SAVED")

    with monkeypatch.context() as patch:
        patch.setattr("workbook.drafts.storage.write_atomically", fail)
        with pytest.raises(StorageError), file.changing() as database:
            database.table("things").update({"name": "changed"})
    assert names(file.read()) == ["a"]
    add(file, "b")
    assert names(file.read()) == ["a", "b"]


def test_a_file_that_is_gone_is_read_from_its_last_good_copy(file, told):
    add(file, "b")
    file.path.unlink()
    assert names(file.read()) == ["a"]
    assert "last good copy" in told[-1]
    add(file, "c")
    assert names(file.read()) == ["a", "c"]
    assert "was gone" in told[-1]


def test_two_damaged_files_are_left_as_they_are(file):
    add(file, "b")
    backup = file.path.with_name("store.json.bak")
    for path in (file.path, backup):
        path.write_bytes(b"{")
    for act in (file.read, lambda: add(file, "c")):
        with pytest.raises(DamagedFile, match="is damaged"):
            act()
    assert (file.path.read_bytes(), backup.read_bytes()) == (b"{", b"{")
