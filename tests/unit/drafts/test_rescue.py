"""The last words when the workbook's own folder takes nothing more."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from workbook.drafts.rescue import rescue
from workbook.errors import StorageError

TEXTS = {("answer", "part-1.prompt-1"): "The last word — ʻokina.", ("note", "research.1"): "and a note"}


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """A folder for temporary files and one for the person's own."""
    for name in ("temporary", "own"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "own")
    return tmp_path


def test_every_text_is_in_a_file_for_its_owner_alone(folders):
    path = rescue("mine", TEXTS)
    assert path.is_relative_to(folders / "temporary")
    written = path.read_text("utf-8")
    for (kind, place), text in TEXTS.items():
        assert f"{kind} {place}" in written
        assert text in written
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert rescue("mine", TEXTS) != path


def test_the_persons_own_folder_takes_it_where_the_other_does_not(folders):
    (folders / "temporary").rmdir()
    assert rescue("mine", TEXTS).is_relative_to(folders / "own")
    for path in (folders / "own").rglob("*"):
        if path.is_file():
            path.unlink()
    (folders / "own").rename(folders / "elsewhere")
    with pytest.raises(StorageError, match="NOT SAVED"):
        rescue("mine", TEXTS)


def test_a_disk_that_breaks_while_it_is_written_is_told(monkeypatch):
    def fail(*_, **__):
        raise StorageError("NOT SAVED: the disk reports an error")

    monkeypatch.setattr("workbook.drafts.rescue.write_atomically", fail)
    with pytest.raises(StorageError, match="the disk reports an error"):
        rescue("mine", TEXTS)
