"""The workbook's file: what is saved is loaded again, each change leaves the rest alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.drafts import lock, storage
from workbook.drafts.model import Attachment, Ignored, Proofread, Resume
from workbook.drafts.storage import DamagedFile
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError, WorkbookError
from workbook.text import clean_draft


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    made = WorkbookFile(folder)
    made.create("mine", "small")
    return made


@pytest.fixture
def writes(file, monkeypatch):
    """The writes to the disk since the file was made."""
    counted = []
    real = storage.AtomicStorage.write

    def write(self, data):
        if self._held is None:
            counted.append(data)
        real(self, data)

    monkeypatch.setattr(storage.AtomicStorage, "write", write)
    return counted


def age_of_the_workbook(file, year):
    """Make the workbook one that was saved last in that year, and return when."""
    data = json.loads(file.path.read_bytes())
    data["workbook"]["1"]["saved_at"] = f"{year}-01-01T00:00:00+00:00"
    file.path.write_text(json.dumps(data))
    return file.load().saved_at


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory):
    made = WorkbookFile(tmp_path_factory.mktemp("mine"))
    made.create("mine", "small")
    return made


@settings(max_examples=80, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=400))
def test_what_is_saved_is_loaded_as_it_was_given(long_lived, text):
    long_lived.save_answer("part-1.prompt-1", text)
    long_lived.save_note("research.1", text)
    loaded = long_lived.load()
    assert loaded.answer_text("part-1.prompt-1") == clean_draft(text)
    assert loaded.note_text("research.1") == clean_draft(text)


def test_a_new_workbook_is_empty(file):
    loaded = file.load()
    assert (loaded.id, loaded.credential_id) == ("mine", "small")
    assert (loaded.answers, loaded.notes, loaded.read, loaded.attachments) == ({}, {}, {}, {})
    assert loaded.saved_at.tzinfo is not None
    assert loaded.resume == Resume()


def test_every_change_is_there_and_changes_nothing_else(file):
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=-5)))
    file.save_answer("p.1", "one")
    file.save_answer("p.2", "two")
    file.save_answer("p.1", "one again")
    file.save_answer("p.3", "")
    file.save_note("r.1", "note")
    file.marks.save_read("competency", read=True)
    file.marks.save_read("method", read=True)
    file.marks.save_read("method", read=False)
    file.marks.save_level("c.1", "Met")
    file.marks.save_level("c.2", "Met")
    file.marks.save_level("c.2", None)
    file.marks.save_decided("q.1", decided=True)
    for number in (2, 1):
        file.add_attachment("a.1", Attachment(number, "file", f"{number}.pdf", moment, 12, ("author",)))
    file.remove_attachment("a.1", Attachment(2, "file", "2.pdf", moment))
    loaded = file.load()
    assert {place: draft.text for place, draft in loaded.answers.items()} == {
        "p.1": "one again",
        "p.2": "two",
        "p.3": "",
    }
    assert loaded.note_text("r.1") == "note"
    assert list(loaded.read) == ["competency"]
    assert loaded.assessment == {"c.1": "Met"}
    assert list(loaded.decided) == ["q.1"]
    assert loaded.attachments == {"a.1": (Attachment(1, "file", "1.pdf", moment, 12, ("author",)),)}


def test_several_drafts_and_the_place_are_one_write(file, writes):
    place = Resume("p.1", 3, 4, 5)
    file.save_together({"p.1": "a\r\n", "p.2": "b"}, {"r.1": "c"}, place, {"research": 7})
    assert len(writes) == 1
    loaded = file.load()
    assert (loaded.answer_text("p.1"), loaded.answer_text("p.2"), loaded.note_text("r.1")) == (
        "a\n",
        "b",
        "c",
    )
    assert (loaded.resume, loaded.scroll) == (place, {"research": 7})


def test_stopping_elsewhere_is_no_change(file):
    before = file.save_answer("p.1", "a")
    age_of_the_workbook(file, 2020)
    assert file.save_together({}, {}, Resume("p.2")).year == 2020
    assert file.load().saved_at.year == 2020
    assert file.save_together({"p.1": "b"}, {}) >= before


def test_what_is_set_aside_is_kept_and_taken_back_each_in_one_write(file, writes):
    at = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=-5)))
    one, two = (
        Ignored(each, (f"{each}-too",), "spelling", "m", "x", "x y.", "p.1", at) for each in ("f1", "f2")
    )
    file.marks.save_ignored([one, two])
    file.marks.save_rules(["harper:LongSentences", "languagetool:FIRST", "harper:LongSentences"], off=True)
    assert len(writes) == 2
    loaded = file.load()
    assert loaded.ignored == {"f1": one, "f2": two}
    assert list(loaded.rules_off) == ["harper:LongSentences", "languagetool:FIRST"]
    file.marks.save_ignored([replace(one, message="another")])
    file.marks.take_back_ignored(["f2", "f9"])
    file.marks.save_rules(["harper:LongSentences", "harper:NeverOff"], off=False)
    assert len(writes) == 5
    loaded = file.load()
    assert loaded.ignored == {"f1": replace(one, message="another")}
    assert list(loaded.rules_off) == ["languagetool:FIRST"]


def test_proofreading_is_no_change_of_the_workbook(file, writes):
    mark = Proofread("d", datetime(2026, 3, 4, 5, 6, tzinfo=UTC), ("harper", "languagetool"))
    saved_at = age_of_the_workbook(file, 2020)
    file.marks.save_proofread({"p.1": mark})
    assert file.load().proofread == {"p.1": mark}
    newer = replace(mark, digest="e")
    assert file.save_together({}, {}, proofread={"p.1": newer, "p.2": mark}) == saved_at
    assert file.load().proofread == {"p.1": newer, "p.2": mark}
    assert file.load().saved_at == saved_at
    assert len(writes) == 2
    file.marks.save_rules(["harper:X"], off=True)
    assert file.load().saved_at > saved_at


def test_keys_and_rows_of_a_newer_minor_version_are_kept(file):
    data = json.loads(file.path.read_bytes())
    data["history"] = {"1": {"anything": [1, {"x": None}]}}
    data["workbook"]["1"]["colour"] = "green"
    file.path.write_text(json.dumps(data))
    file.save_answer("p.1", "x")
    after = json.loads(file.path.read_bytes())
    assert after["history"] == data["history"]
    assert after["workbook"]["1"]["colour"] == "green"


def test_another_program_that_holds_the_file_is_named_after_a_while(file, monkeypatch):
    monkeypatch.setattr(lock, "SECONDS", 0.05)
    before = file.path.read_bytes()
    with (
        FileLock(str(file.folder / ".lock")),
        pytest.raises(WorkbookError, match="Another program is changing"),
    ):
        file.save_answer("p.1", "x")
    assert file.path.read_bytes() == before
    file.save_answer("p.1", "x")


def test_a_write_that_fails_changes_nothing(file, monkeypatch):
    file.save_answer("p.1", "kept")
    before = file.path.read_bytes()

    def fail(*_args, **_options):
        raise StorageError("NOT SAVED: the disk is full")

    monkeypatch.setattr("workbook.drafts.storage.write_atomically", fail)
    with pytest.raises(StorageError):
        file.save_answer("p.1", "lost")
    assert file.path.read_bytes() == before
    assert file.load().answer_text("p.1") == "kept"


def test_several_damaged_files_are_each_kept(file):
    file.save_answer("p.1", "a")
    told = []
    telling = WorkbookFile(file.folder, told.append)
    for damage in (b"first", b"second"):
        file.path.write_bytes(damage)
        telling.save_answer("p.1", damage.decode())
    assert {path.name: path.read_bytes() for path in file.folder.glob("*damaged*")} == {
        "workbook.damaged-1.json": b"first",
        "workbook.damaged-2.json": b"second",
    }
    assert len(told) == 2
    assert "workbook.damaged-2.json" in told[1]


def test_without_a_file_there_is_no_workbook(file):
    file.path.unlink()
    with pytest.raises(WorkbookError, match="is not there"):
        file.load()
    with pytest.raises(WorkbookError, match="is not there"):
        file.save_answer("p.1", "x")
    assert not file.path.exists()


def test_a_damaged_file_without_a_copy_is_left(file):
    file.path.write_bytes(b"{")
    with pytest.raises(DamagedFile, match="is damaged"):
        file.save_answer("p.1", "x")
    assert file.path.read_bytes() == b"{"


def versions(file, kind="answer", place="p.1"):
    return [
        (file.history.text(kind, place, version.number), version.why)
        for version in file.history.versions(kind, place)
    ]


def age(file, minutes):
    """Make every draft older."""
    data = json.loads(file.path.read_bytes())
    for table in ("answers", "notes"):
        for row in data.get(table, {}).values():
            moment = datetime.fromisoformat(row["saved_at"]) - timedelta(minutes=minutes)
            row["saved_at"] = moment.isoformat()
    file.path.write_text(json.dumps(data))


def test_typing_keeps_a_version_at_each_pause_of_five_minutes_and_no_other(file):
    for text in ("a", "ab", "abc"):
        file.save_together({"p.1": text}, {})
    assert versions(file) == []
    age(file, 4)
    file.save_together({"p.1": "abcd"}, {"r.1": "n"})
    assert versions(file) == []
    age(file, 5)
    file.save_together({"p.1": "abcde"}, {"r.1": "no"})
    file.save_together({"p.1": "abcdef"}, {"r.1": "not"})
    assert versions(file) == [("abcd", "before a pause")]
    assert versions(file, "note", "r.1") == [("n", "before a pause")]


def test_a_version_that_is_asked_for_is_the_text_just_saved(file):
    file.save_together({"p.1": "a"}, {}, versions={("answer", "p.1"): "left the step"})
    file.save_together(
        {}, {}, versions={("answer", "p.1"): "left the step", ("note", "r.1"): "left the step"}
    )
    assert versions(file) == [("a", "left the step")]
    assert versions(file, "note", "r.1") == []


def test_a_command_keeps_the_text_before_it_and_its_own(file):
    file.save_together({"p.1": "typed"}, {})
    file.save_answer("p.1", "commanded")
    file.save_answer("p.1", "commanded")
    file.save_answer("p.1", "")
    assert versions(file) == [("typed", "before a command"), ("commanded", "a command")]
    assert file.load().answer_text("p.1") == ""


def test_of_two_texts_in_one_place_none_is_lost(file):
    file.save_together({"p.1": "one"}, {})
    data = json.loads(file.path.read_bytes())
    data["answers"]["2"] = {**data["answers"]["1"], "text": "two"}
    file.path.write_text(json.dumps(data))
    ours = WorkbookFile(file.folder)
    assert ours.load().answer_text("p.1") == "two"
    ours.save_together({"p.1": "two, and more"}, {})
    assert versions(file) == [("one", "a second text in the file")]
    assert ours.load().answer_text("p.1") == "two, and more"


def test_what_another_program_wrote_is_kept_and_told(file):
    told = []
    ours = WorkbookFile(file.folder, told.append)
    file.save_together({"p.1": "seen"}, {})
    ours.load()
    file.save_together({"p.1": "theirs", "p.2": "theirs too"}, {})
    ours.save_together({"p.1": "ours", "p.2": "ours too"}, {})
    assert ("theirs", "changed by another program") in versions(file)
    assert ("theirs too", "changed by another program") in versions(file, place="p.2")
    assert len(told) == 2
    assert "p.1" in told[0]
    ours.save_together({"p.1": "ours again"}, {})
    assert len(told) == 2


def test_the_history_is_its_owners_alone(file):
    file.save_answer("p.1", "a")
    file.save_answer("p.1", "b")
    for path in file.folder.glob("history.json*"):
        assert path.stat().st_mode & 0o077 == 0
