"""A deleted workbook goes to the trash and comes back from it; nothing is erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from workbook import files
from workbook.credentials.reader import read_credential
from workbook.drafts import trash
from workbook.drafts.actions import answer
from workbook.drafts.artifacts import attach, detach
from workbook.drafts.holder import Holder, write_holder
from workbook.drafts.lock import OpenElsewhere, WorkbookLock
from workbook.drafts.store import Store
from workbook.drafts.trash import bring_back, discard, discarded
from workbook.errors import StorageError, WorkbookError

from .zips import tree

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook
    from workbook.home import Home


@pytest.fixture
def store(home: Home) -> Store:
    return Store(home)


def test_away_and_back(home, store, started):
    answer(started, "part-1.prompt-1", "Mine.")
    before = tree(started.file.folder)
    gone = discard(store, "small")
    assert store.ids() == []
    assert gone.path.parent == home.trash
    assert gone.path.name.startswith("small--2")
    assert [each.path for each in discarded(home)] == [gone.path]
    assert bring_back(store, "small")[0] == "small"
    assert tree(started.file.folder) == before
    assert discarded(home) == []
    assert store.open("small").workbook.answer_text("part-1.prompt-1") == "Mine."
    assert answer(store.open("small"), "part-1.prompt-1", "It can be written again.")


def test_what_proofreading_kept_is_not_kept_in_the_trash(store, started):
    for name in ("proofread.cache", "proofread.cache-journal"):
        (started.file.folder / name).write_text("words of the draft")
    gone = discard(store, "small")
    assert not list(gone.path.glob("proofread.cache*"))
    assert (gone.path / "workbook.json").is_file()


def test_the_latest_of_a_name_comes_back_first_and_any_by_its_folder(
    home, store, started, small, monkeypatch
):
    answer(started, "part-1.prompt-1", "First.")
    moment = datetime(2031, 3, 4, 16, 12, tzinfo=UTC).astimezone()
    monkeypatch.setattr(trash, "now", lambda: moment)
    first = discard(store, "small")
    for text in ("Second.", "Third."):
        answer(store.open(store.start(read_credential(small), small)), "part-1.prompt-1", text)
        discard(store, "small")
    names = [each.path.name for each in discarded(home)]
    assert names == [f"{first.path.name}-3", f"{first.path.name}-2", first.path.name]
    bring_back(store, "small")
    assert store.open("small").workbook.answer_text("part-1.prompt-1") == "Third."
    bring_back(store, first.path.name, "another")
    assert store.open("another").workbook.answer_text("part-1.prompt-1") == "First."


def test_where_the_id_is_taken_nothing_is_replaced(home, store, started, small):
    discard(store, "small")
    store.start(read_credential(small), small)
    before = tree(home.folder)
    with pytest.raises(WorkbookError, match="There is a workbook “small” already"):
        bring_back(store, "small")
    for wrong in ("../small", "Big Letters", ""):
        with pytest.raises(WorkbookError, match="cannot be a workbook's id"):
            bring_back(store, "small", wrong)
    assert tree(home.folder) == before


def test_an_empty_folder_of_the_same_name_is_not_replaced_either(home, store, started):
    discard(store, "small")
    (home.workbooks / "small").mkdir()
    with pytest.raises(WorkbookError, match="already"):
        bring_back(store, "small")
    assert len(discarded(home)) == 1


def test_one_that_is_open_elsewhere_stays(home, store, started):
    holding = WorkbookLock(started.file.folder)
    assert holding.take()
    write_holder(started.file.folder, Holder.this())
    try:
        with pytest.raises(OpenElsewhere):
            discard(store, "small")
    finally:
        holding.give_back()
    assert store.ids() == ["small"]
    assert discarded(home) == []


def test_one_that_cannot_be_read_can_be_deleted_and_brought_back(home, store, started):
    started.file.path.write_bytes(b"{ damaged")
    discard(store, "small")
    bring_back(store, "small")
    assert started.file.path.read_bytes() == b"{ damaged"


def test_what_was_detached_is_no_deleted_workbook(home, store, started, tmp_path: Path):
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF")
    attach(started, home, "part-2.artifact-1", str(file))
    detach(started, home, "part-2.artifact-1")
    (home.trash / "small--20310304-161200").mkdir()
    (home.trash / "small--99999999-999999").mkdir()
    (home.trash / "small--99999999-999999" / "workbook.json").write_text("{}")
    assert discarded(home) == []
    with pytest.raises(WorkbookError, match="no workbook “small” in the trash"):
        bring_back(store, "small")


def test_a_name_that_is_not_there(home, store, started):
    with pytest.raises(WorkbookError, match="There is no workbook"):
        discard(store, "zebra")
    with pytest.raises(WorkbookError, match="It is empty"):
        bring_back(store, "small")
    discard(store, "small")
    with pytest.raises(WorkbookError, match="There are small"):
        bring_back(store, "zebra")


def test_a_disk_that_fails_leaves_it_where_it_was(home, store, started: OpenWorkbook, monkeypatch):
    def broken(*_: object) -> None:
        raise OSError(5, "broken")

    with monkeypatch.context() as patch:
        patch.setattr(files, "_synchronise_folder", broken)
        with pytest.raises(StorageError, match="the disk reports an error"):
            discard(store, "small")
    assert store.ids() == ["small"]
    assert discarded(home) == []
