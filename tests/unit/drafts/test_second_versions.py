"""Second versions beside a workbook are found by what is in them, told, and taken into the history."""

from __future__ import annotations

import json
import shutil

import pytest

from workbook.drafts import actions
from workbook.drafts.history import History
from workbook.drafts.second_versions import sentences
from workbook.drafts.session import Session
from workbook.drafts.store import Store
from workbook.drafts.taking_in import take_in
from workbook.errors import WorkbookError

PROMPT = "part-1.prompt-1"
NAMES = [
    "workbook (school-pc's conflicted copy 2026-11-28).json",  # Dropbox
    "workbook-SCHOOL-PC.json",  # OneDrive
    "workbook (1).json",  # Google Drive
    "[Conflict] workbook.json",
    "workbook (conflicted copy 2026-11-28 101500).json",  # Nextcloud
    "workbook_conflict-20261128-101500.json",  # ownCloud
    "workbook.sync-conflict-20261128-101500-ABCDEF7.json",  # Syncthing
    "workbook.json (Case Conflict)",
    "Kopie von workbook.json",
]
FOLDERS = ["small (1)", "Small", "small - Copy", "Copy of small", "SMALL_backup", "kleine Schritte"]


@pytest.fixture
def written(started):
    actions.answer(started, PROMPT, "The text on this machine.")
    return started


@pytest.fixture
def copied(written):
    """Put a second version beside the workbook's file."""

    def copy(name, text="Two pages written at school."):
        path = written.file.folder / name
        data = written.file.path.read_text("utf-8")
        path.write_text(data.replace("The text on this machine.", text), "utf-8")
        return path

    return copy


def found(home):
    return [(each.workbook, each.path.name, each.is_lost) for each in Store(home).second_versions()]


def kept(opened, place=PROMPT):
    history = History(opened.file.folder)
    return {history.text("answer", place, v.number): v.why for v in history.versions("answer", place)}


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_any_service_is_found_and_taken_in(home, written, copied, name):
    path = copied(name)
    assert found(home) == [("small", name, False)]
    (sentence,) = sentences(Store(home).second_versions("small"))
    assert str(path) in sentence
    assert "`workbook merge small`" in sentence
    before = written.file.path.read_bytes()
    (taken,) = take_in(Store(home), "smal")
    assert (taken.versions, taken.path) == (1, path)
    assert written.file.path.read_bytes() == before
    assert kept(written)["Two pages written at school."] == f"from the second version “{name}”"
    assert not path.exists()
    assert b"Two pages" in taken.moved_to.read_bytes()
    assert taken.moved_to.is_relative_to(home.trash)
    assert found(home) == []
    assert take_in(Store(home), "small") == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_was_copied_is_found_and_taken_in(home, written, name):
    copy = home.workbooks / name
    if copy.exists():
        pytest.skip("this disk knows no capitals")
    shutil.copytree(written.file.folder, copy)
    actions.answer(written, "part-1.prompt-2.a", "Only here.")
    data = (copy / "workbook.json").read_text("utf-8")
    (copy / "workbook.json").write_text(data.replace("on this machine", "in the copy"), "utf-8")
    (copy / "workbook (1).json").write_text(data.replace("on this machine", "in its copy"), "utf-8")
    assert Store(home).ids() == ["small"]
    assert found(home) == [("small", name, False)]
    (taken,) = take_in(Store(home), "small")
    assert taken.versions == 2
    assert set(kept(written)) == {
        "The text on this machine.",
        "The text in its copy.",
        "The text in the copy.",
    }
    again = Store(home).open("small").workbook
    assert again.answer_text(PROMPT) == "The text on this machine."
    assert again.answer_text("part-1.prompt-2.a") == "Only here."
    assert found(home) == []
    assert (taken.moved_to / "credential.md").exists()


def test_what_the_copy_of_a_history_has_is_taken_in(home, written, tmp_path):
    path = written.file.folder / "history (conflicted copy).json"
    other = History(tmp_path)
    other.add("answer", PROMPT, "A version of the other machine.", "left the step")
    shutil.move(tmp_path / "history.json", path)
    assert found(home) == [("small", path.name, False)]
    (taken,) = take_in(Store(home), "small")
    assert taken.versions == 1
    assert kept(written)["A version of the other machine."] == "left the step"


def test_a_folder_that_was_renamed_is_told_and_gets_a_name(home, written):
    written.file.folder.rename(home.workbooks / "My Goals, 2026")
    assert Store(home).ids() == []
    (second,) = Store(home).second_versions()
    assert (second.workbook, second.is_lost) == ("my-goals-2026", True)
    (sentence,) = sentences([second])
    assert "`workbook merge my-goals-2026` lists it as my-goals-2026" in sentence
    take_in(Store(home), "my-goals-2026")
    assert Store(home).open("my-goals").workbook.answer_text(PROMPT) == "The text on this machine."
    assert found(home) == []


def test_what_is_no_second_version_is_left_alone(home, written):
    folder = written.file.folder
    shutil.copy(written.file.path, folder / "workbook.damaged-1.json")
    (folder / "workbook notes.json").write_text('{"mine": 1}')
    (folder / "workbook (2).json").write_bytes(written.file.path.read_bytes()[:90])
    (folder / "history.json (1)").write_text("{}")
    (folder / ".syncthing.workbook.json.tmp").write_bytes(written.file.path.read_bytes())
    (folder / "workbook (3).json").mkdir()
    (home.workbooks / "Photos").mkdir()
    (home.workbooks / ".stfolder").mkdir()
    (home.workbooks / "desktop.ini").write_text("")
    assert found(home) == []


def test_one_of_several_is_taken_by_its_path(home, written, copied):
    first, second = copied("workbook (1).json", "One."), copied("workbook (2).json", "Two.")
    assert len(list(sentences(Store(home).second_versions()))) == 1
    with pytest.raises(WorkbookError, match="no second version"):
        take_in(Store(home), "small", written.file.path)
    take_in(Store(home), "small", second)
    assert "Two." in kept(written)
    assert "One." not in kept(written)
    assert first.exists()


def test_a_copy_that_answers_another_credential_stays(home, written, copied):
    path = copied("workbook (1).json")
    data = json.loads(path.read_bytes())
    data["workbook"]["1"]["credential"] = "another"
    path.write_text(json.dumps(data))
    with pytest.raises(WorkbookError, match="another micro-credential"):
        take_in(Store(home), "small")
    assert path.exists()


def test_an_open_workbook_is_left(home, written, copied):
    path = copied("workbook (1).json")
    session = Session(written.file)
    session.begin()
    with pytest.raises(WorkbookError, match="is open in another window"):
        take_in(Store(home), "small")
    session.close()
    assert path.exists()
