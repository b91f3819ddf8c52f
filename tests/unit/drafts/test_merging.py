"""A restore brings two workbooks together: the newer text is in force, and no text is lost."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.drafts import merging, restoring
from workbook.drafts.actions import answer, assess, decide, mark_read
from workbook.drafts.artifacts import attach
from workbook.drafts.backup import back_up
from workbook.drafts.history import History
from workbook.drafts.holder import Holder, write_holder
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.model import Ignored, now
from workbook.drafts.restoring import Restored, restore
from workbook.drafts.store import OpenWorkbook, Store
from workbook.errors import StorageError, WorkbookError
from workbook.home import Home

from .zips import EARLIER, LATER, MADE_AT, NAME, attachment, manifest, tables, tree, whole, zipped

if TYPE_CHECKING:
    from pathlib import Path

PROMPT = "part-1.prompt-1"
FAR = "2100-01-01T00:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "given.zip"


def said(text: str, saved_at: str = LATER, prompt: str = PROMPT) -> dict[str, list[dict[str, str]]]:
    return {"answers": [{"prompt": prompt, "text": text, "saved_at": saved_at}]}


def history_file(folder: Path, *versions: tuple[str, str, str]) -> bytes:
    """The bytes of a history with these texts, reasons and times."""
    folder.mkdir()
    history = History(folder)
    for text, why, saved_at in versions:
        history.add("answer", PROMPT, text, why, datetime.fromisoformat(saved_at))
    return (folder / "history.json").read_bytes()


def kept(opened: OpenWorkbook, kind: str = "answer", place: str = PROMPT) -> dict[str, str]:
    """The versions of a place: why each text was kept."""
    history = History(opened.file.folder)
    return {
        history.text(kind, place, version.number): version.why for version in history.versions(kind, place)
    }


def again(home: Home) -> OpenWorkbook:
    return Store(home).open("small")


def what(done: Restored) -> dict[str, str]:
    return {change.name: change.what for change in done.changes}


def why(done: Restored) -> dict[str, str]:
    return {skipped.name: skipped.why for skipped in done.skipped}


def test_a_workbook_that_is_not_there_is_put_in_its_place(home, path):
    done = restore(home, zipped(path, whole(**said("From the backup."))))
    assert (done.workbooks, done.files, what(done), done.skipped) == (
        ["small"],
        2,
        {"small": "put in place"},
        [],
    )
    assert again(home).workbook.answer_text(PROMPT) == "From the backup."
    assert not list(home.folder.glob(".restoring-*"))


def test_the_same_text_changes_nothing(home, started, path):
    answer(started, PROMPT, "The same.")
    before = tree(home.folder)
    done = restore(home, zipped(path, whole(**said("The same.", FAR))))
    assert what(done) == {"small": "nothing new"}
    assert tree(home.folder) == before


@pytest.mark.parametrize("there", [None, "", "  \n"])
def test_where_nothing_is_written_the_backup_s_text_becomes_the_answer(home, started, path, there):
    if there is not None:
        answer(started, PROMPT, there)
    restore(home, zipped(path, whole(**said("From the backup.", EARLIER))))
    draft = again(home).workbook.answers[PROMPT]
    assert (draft.text, draft.saved_at) == ("From the backup.", datetime.fromisoformat(EARLIER))


def test_a_newer_text_of_the_backup_is_in_force_and_the_one_before_it_is_kept(home, started, path):
    answer(started, PROMPT, "Mine, older.")
    done = restore(home, zipped(path, whole(**said("Newer.", FAR))))
    opened = again(home)
    assert opened.workbook.answer_text(PROMPT) == "Newer."
    assert opened.workbook.answers[PROMPT].saved_at.timestamp() < datetime.fromisoformat(FAR).timestamp()
    assert "Mine, older." in kept(opened)
    assert what(done)["small"].startswith("1 answer")


def test_the_text_that_gives_way_is_a_version_that_says_so(home, started, path):
    answer(started, PROMPT, "A first one.")
    started.file.save_together({PROMPT: "Typed, and no version of the history."}, {})
    restore(home, zipped(path, whole(**said("Newer.", FAR))))
    assert kept(again(home))["Typed, and no version of the history."] == (
        "before a restore from the backup of 4 March 2031"
    )


def test_an_older_text_of_the_backup_goes_to_the_history(home, started, path):
    answer(started, PROMPT, "Mine, newer.")
    restore(home, zipped(path, whole(**said("Older.", EARLIER))))
    opened = again(home)
    assert opened.workbook.answer_text(PROMPT) == "Mine, newer."
    assert kept(opened)["Older."] == "from the backup of 4 March 2031"


def test_a_text_that_gave_way_is_still_there_after_the_history_is_thinned(home, started, path):
    answer(started, PROMPT, "Mine.")
    versions = [(f"Text {number}.", "a pause", f"2026-01-05T08:0{number}:00+00:00") for number in range(5)]
    files = {
        **whole(**said("Older.", EARLIER)),
        "workbooks/small/history.json": history_file(path.with_name("h"), *versions),
    }
    restore(home, zipped(path, files))
    with started.file.locked():
        for number in range(3):
            started.file.history.add("answer", PROMPT, f"More {number}.", "a pause")
    assert {"Older.", "Mine."} <= set(kept(again(home)))


def test_of_two_texts_of_the_same_second_the_one_that_is_there_stays(home, started, path):
    answer(started, PROMPT, "Mine.")
    moment = again(home).workbook.answers[PROMPT].saved_at.isoformat()
    restore(home, zipped(path, whole(**said("Theirs.", moment))))
    assert again(home).workbook.answer_text(PROMPT) == "Mine."
    assert "Theirs." in kept(again(home))


def test_an_empty_text_of_the_backup_replaces_nothing(home, started, path):
    answer(started, PROMPT, "Mine.")
    restore(home, zipped(path, whole(**said("", FAR))))
    assert again(home).workbook.answer_text(PROMPT) == "Mine."


def test_notes_are_brought_together_as_answers_are(home, started, path):
    started.file.save_note("research.1", "Mine.")
    notes = [
        {"place": "research.1", "text": "Theirs.", "saved_at": FAR},
        {"place": "research.2", "text": "Another.", "saved_at": EARLIER},
    ]
    done = restore(home, zipped(path, whole(notes=notes)))
    opened = again(home)
    assert (opened.workbook.note_text("research.1"), opened.workbook.note_text("research.2")) == (
        "Theirs.",
        "Another.",
    )
    assert "Mine." in kept(opened, "note", "research.1")
    assert what(done)["small"].startswith("2 notes")


def test_what_comes_is_cleaned_as_any_other_text(home, started, path):
    restore(home, zipped(path, whole(**said("One\r\ntwo\x1b\x00."))))
    assert again(home).workbook.answer_text(PROMPT) == "One\ntwo."


def test_line_ends_of_every_kind_come_in_as_line_ends(home, path):
    restore(home, zipped(path, whole(**said("One\x0btwo\x0cthree\u2028four\x85."))))
    stored = json.loads((home.workbooks / "small" / "workbook.json").read_bytes())
    assert [row["text"] for row in stored["answers"].values()] == ["One\ntwo\nthree\nfour\n."]


def test_a_version_that_a_restore_brings_has_its_words_counted_as_all_others(home, started, path):
    text = "- Six **words** [of a plan](https://example.org/a), one two."
    answer(started, PROMPT, "Mine, and the newer one.")
    restore(home, zipped(path, whole(**said(text, EARLIER))))
    (brought,) = [v for v in History(started.file.folder).versions("answer", PROMPT) if "backup" in v.why]
    assert brought.words == 7


def test_the_backup_s_own_versions_are_added_with_their_reason_and_time(home, started, path):
    answer(started, PROMPT, "Mine.")
    data = history_file(
        path.with_name("h"),
        ("First.", "a pause", "2026-01-01T08:00:00+00:00"),
        ("Second.", "left the step", "2026-01-02T08:00:00+00:00"),
        ("Mine.", "a pause", "2026-01-03T08:00:00+00:00"),
    )
    done = restore(home, zipped(path, {**whole(), "workbooks/small/history.json": data}))
    opened = again(home)
    assert kept(opened)["First."] == "a pause"
    assert kept(opened)["Second."] == "left the step"
    versions = History(opened.file.folder).versions("answer", PROMPT)
    assert versions[0].saved_at == datetime.fromisoformat("2026-01-01T08:00:00+00:00")
    assert sum(version.words == 1 for version in versions) == 3
    assert what(done) == {"small": "2 versions for the history"}


def test_a_name_that_the_person_gave_a_version_comes_along(home, started, path):
    folder = path.with_name("h")
    history_file(folder, ("First.", "a pause", EARLIER), ("Older.", "a pause", "2026-01-06T08:00:00+00:00"))
    for number, name in ((1, "my best one"), (2, "a draft")):
        History(folder).call("answer", PROMPT, number, name)
    answer(started, PROMPT, "Mine.")
    data = (folder / "history.json").read_bytes()
    restore(home, zipped(path, {**whole(**said("Older.", EARLIER)), "workbooks/small/history.json": data}))
    names = {version.name for version in History(started.file.folder).versions("answer", PROMPT)}
    assert names == {"", "my best one", "a draft"}


def test_a_damaged_history_in_the_backup_is_told_and_the_texts_come(home, started, path):
    files = {**whole(**said("Theirs.")), "workbooks/small/history.json": b"{"}
    done = restore(home, zipped(path, files))
    assert why(done) == {"workbooks/small/history.json": "it is damaged"}
    assert again(home).workbook.answer_text(PROMPT) == "Theirs."


def test_a_version_that_cannot_be_read_is_told_and_the_others_come(home, started, path):
    data = json.loads(
        history_file(path.with_name("h"), ("First.", "a", EARLIER), ("Other words.", "b", LATER))
    )
    rows = list(data["versions"].values())
    rows[0]["text"] = "AAAA"
    files = {**whole(), "workbooks/small/history.json": json.dumps(data).encode()}
    done = restore(home, zipped(path, files))
    assert "1 of its versions cannot be read" in why(done)["workbooks/small/history.json"]
    assert "Other words." in kept(again(home))


def test_a_version_that_would_unpack_to_very_much_is_left(home, started, path):
    data = json.loads(history_file(path.with_name("h"), ("First.", "a", EARLIER)))
    next(iter(data["versions"].values()))["text"] = "A" * (1024**2 + 4)
    files = {**whole(), "workbooks/small/history.json": json.dumps(data).encode()}
    done = restore(home, _stored(path, files))
    assert "1 of its versions cannot be read" in why(done)["workbooks/small/history.json"]


def _stored(path: Path, files: dict[str, bytes]) -> Path:
    """A backup whose files are not packed."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**files, "manifest.json": manifest(files)}.items():
            archive.writestr(name, data)
    return path


def test_marks_levels_and_ticks_come_only_where_there_are_none(home, started, path):
    mark_read(started, "competency")
    assess(started, "part-2.criterion-1", "Met")
    decide(started, "mine", decided=True)
    rows = {
        "read": [{"section": "competency", "at": EARLIER}, {"section": "research", "at": EARLIER}],
        "assessment": [
            {"criterion": "part-2.criterion-1", "level": "Not met yet"},
            {"criterion": "part-1.passing-1", "level": "met"},
        ],
        "decided": [{"question": "mine", "at": EARLIER}, {"question": "theirs", "at": EARLIER}],
    }
    done = restore(home, zipped(path, whole(**rows)))
    found = again(home).workbook
    assert found.read["competency"] != datetime.fromisoformat(EARLIER)
    assert found.read["research"] == datetime.fromisoformat(EARLIER)
    assert found.assessment == {"part-2.criterion-1": "Met", "part-1.passing-1": "met"}
    assert set(found.decided) == {"mine", "theirs"}
    assert what(done) == {"small": "3 marks"}


def test_a_file_that_is_gone_comes_back_in_its_place(home, started, path, tmp_path):
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"%PDF mine")
    attach(started, home, "part-2.artifact-1", str(mine))
    back_up(home, path)
    before = tree(home.folder)
    (started.file.artifacts / "part-2.artifact-1.pdf").unlink()
    assert what(restore(home, path)) == {"small": "1 file"}
    assert tree(home.folder) == before
    found = again(home).workbook
    assert (found.missing, found.attachments) == (frozenset(), started.workbook.attachments)


def test_attachments_that_are_not_there_come_behind_the_others(home, started, path, tmp_path):
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"%PDF mine")
    attach(started, home, "part-2.artifact-1", str(mine))
    attach(started, home, "part-2.artifact-1", "https://example.org/mine")
    rows = [
        attachment(number=1, size=9),
        attachment("part-2.artifact-1-2.pdf", number=2),
        attachment("https://example.org/mine", number=3, kind="link", size=0),
        attachment("https://example.org/theirs", number=4, kind="link", size=0),
        attachment("part-2.artifact-1-5.pdf", number=5, cleaned=["the \x1bauthor"]),
    ]
    files = {
        **whole(attachments=rows),
        NAME: b"%PDF theirs",
        NAME.replace(".pdf", "-2.pdf"): b"%PDF mine",
    }
    done = restore(home, zipped(path, files))
    found = again(home).workbook.attachments["part-2.artifact-1"]
    assert [(each.number, each.stored_as) for each in found] == [
        (1, "part-2.artifact-1.pdf"),
        (2, "https://example.org/mine"),
        (3, "part-2.artifact-1-copy-2.pdf"),
        (4, "https://example.org/theirs"),
    ]
    assert found[2].size == len(b"%PDF theirs")
    artifacts = started.file.artifacts
    assert {file.name: file.read_bytes() for file in artifacts.iterdir()} == {
        "part-2.artifact-1.pdf": b"%PDF mine",
        "part-2.artifact-1-copy-2.pdf": b"%PDF theirs",
    }
    assert "not in the backup" in why(done)["workbooks/small/artifacts/part-2.artifact-1-5.pdf"]
    assert what(done) == {"small": "2 attachments"}


def test_documents_that_are_not_there_are_copied_and_others_stay(home, started, path):
    submissions = started.file.folder / "submissions"
    submissions.mkdir()
    (submissions / "small.pdf").write_bytes(b"mine")
    files = {
        **whole(),
        "workbooks/small/submissions/small.pdf": b"theirs",
        "workbooks/small/submissions/1/small.pdf": b"first",
        "workbooks/small/credential.md": b"# Another\n",
    }
    done = restore(home, zipped(path, files))
    assert (submissions / "small.pdf").read_bytes() == b"mine"
    assert (submissions / "1" / "small.pdf").read_bytes() == b"first"
    assert set(why(done)) == {"workbooks/small/submissions/small.pdf", "workbooks/small/credential.md"}
    assert done.files == 2


def test_a_workbook_of_the_same_name_on_another_credential_is_left(home, started, path):
    data = tables(**said("Theirs.")).replace(b'"credential": "small"', b'"credential": "other"')
    before = tree(home.folder)
    done = restore(home, zipped(path, {**whole(), "workbooks/small/workbook.json": data}))
    assert "answers “small”" in why(done)["small"]
    assert done.workbooks == []
    assert tree(home.folder) == before


def test_a_workbook_here_that_cannot_be_read_is_left(home, started, path):
    for name in ("workbook.json", "workbook.json.bak"):
        (started.file.folder / name).write_bytes(b"{")
    before = tree(home.folder)
    done = restore(home, zipped(path, whole(**said("Theirs."))))
    assert "small" in why(done)
    assert tree(home.folder) == before


def ignored_row(finding: str, **more: str) -> dict[str, object]:
    row = {"finding": finding, "also": [], "rule": "spelling", "message": "m", "excerpt": "x"}
    return {**row, "sentence": "x y.", "place": PROMPT, "at": EARLIER, **more}


def test_what_was_set_aside_is_brought_together(home, started, path):
    started.file.marks.save_rules(["harper:Mine", "harper:Both"], off=True)
    mine = Ignored("both", (), "spelling", "as it is here", "x", "x y.", PROMPT, now())
    started.file.marks.save_ignored([mine])
    rows = {
        "ignored": [ignored_row("both"), ignored_row("theirs", message="two\nlines\x1b[31m")],
        "rules_off": [
            {"rule": rule, "at": EARLIER} for rule in ("harper:Both", "harper:Theirs", "two\nlines", "")
        ],
    }
    done = restore(home, zipped(path, whole(**rows)))
    found = again(home).workbook
    assert set(found.ignored) == {"both", "theirs"}
    assert found.ignored["both"].message == "as it is here"
    assert found.ignored["theirs"].message == "two lines"
    assert set(found.rules_off) == {"harper:Mine", "harper:Both", "harper:Theirs"}
    assert found.rules_off["harper:Theirs"] == datetime.fromisoformat(EARLIER)
    assert what(done) == {"small": "2 marks"}
    before = tree(home.folder)
    assert what(restore(home, path)) == {"small": "nothing new"}
    assert tree(home.folder) == before


@pytest.mark.parametrize(
    ("both", "expected"),
    [
        ((("Mine.", LATER, None), ("Mine.", EARLIER, ("t", EARLIER))), "t"),
        ((("Mine.", LATER, ("m", LATER)), ("Mine.", EARLIER, ("t", EARLIER))), "m"),
        ((("Mine.", LATER, ("m", EARLIER)), ("Mine.", EARLIER, ("t", LATER))), "t"),
        ((("Mine.", LATER, ("m", EARLIER)), ("Older.", EARLIER, ("t", LATER))), "m"),
        ((("Mine.", LATER, None), ("Older.", EARLIER, ("t", LATER))), None),
        ((("Mine.", EARLIER, ("m", LATER)), ("Newer.", LATER, ("t", EARLIER))), "t"),
    ],
)
def test_that_an_answer_was_proofread_is_told_of_the_text_that_is_in_force(
    home, started, path, both, expected
):
    here, there = both

    def rows(text: str, saved_at: str, mark: tuple[str, str] | None) -> dict[str, list[dict[str, object]]]:
        row = {"place": PROMPT, "engines": ["harper"]}
        marks = [{**row, "digest": mark[0], "at": mark[1]}] if mark else []
        return {**said(text, saved_at), "proofread": marks}

    started.file.path.write_bytes(tables(**rows(*here)))
    restore(home, zipped(path, whole(**rows(*there))))
    found = again(home).workbook.proofread.get(PROMPT)
    assert (found.digest if found else None) == expected


def test_preferences_words_and_micro_credentials(home, started, path):
    home.preferences.write_text("mine")
    home.dictionary.write_text("PBIS\nWIDA")
    home.catalogue.mkdir()
    (home.catalogue / "same.md").write_text("same")
    (home.catalogue / "other.md").write_text("mine")
    files = {
        "config.toml": b"theirs",
        "dictionary.txt": "WIDA\r\nIEP\nca\u00f1\u00f3n\n\nIEP\n\x1b[31mred\n".encode(),
        "catalogue/same.md": b"same",
        "catalogue/other.md": b"theirs",
        "catalogue/new.md": b"new",
    }
    done = restore(home, zipped(path, files))
    assert home.dictionary.read_text("utf-8") == "PBIS\nWIDA\nIEP\ncañón\nred\n"
    assert what(done) == {"dictionary.txt": "3 words added", "catalogue/new.md": "put in place"}
    assert set(why(done)) == {"config.toml", "catalogue/other.md"}
    assert home.preferences.read_text() == "mine"
    assert (home.catalogue / "other.md").read_text() == "mine"


def test_private_names_come_only_where_there_are_none(home, path):
    zipped(path, {**whole(), "private/names.json": b'["Maria"]'})
    restore(home, path)
    assert home.names.read_bytes() == b'["Maria"]'
    if os.name != "nt":
        assert stat.S_IMODE(home.names.stat().st_mode) == 0o600
        assert stat.S_IMODE(home.private.stat().st_mode) == 0o700
        assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    home.names.write_bytes(b'["Jaylen"]')
    assert "yours is another" in why(restore(home, path))["private/names.json"]
    assert home.names.read_bytes() == b'["Jaylen"]'


def test_a_dry_run_says_what_a_restore_does_and_changes_nothing(home, started, path, tmp_path):
    answer(started, PROMPT, "Mine.")
    home.dictionary.write_text("PBIS\n")
    files = {
        **whole(**said("Theirs.", FAR), attachments=[attachment()]),
        NAME: b"%PDF",
        "dictionary.txt": b"IEP\n",
        "workbooks/other/workbook.json": tables(**said("Other.")),
        "workbooks/other/credential.md": b"",
    }
    zipped(path, files)
    before = tree(tmp_path)
    planned = restore(home, path, dry_run=True)
    assert tree(tmp_path) == before
    assert restore(home, path) == planned
    assert set(planned.workbooks) == {"small", "other"}
    assert planned.files == 6


def test_a_dry_run_makes_no_home(home, path):
    restore(home, zipped(path, whole()), dry_run=True)
    assert not home.folder.exists()


def test_doing_it_again_changes_nothing(home, started, path):
    answer(started, PROMPT, "Mine.")
    data = history_file(path.with_name("h"), ("First.", "a pause", EARLIER))
    files = {
        **whole(**said("Theirs.", FAR), attachments=[attachment()]),
        NAME: b"%PDF",
        "workbooks/small/history.json": data,
        "dictionary.txt": b"IEP\n",
    }
    restore(home, zipped(path, files))
    before = tree(home.folder)
    done = restore(home, path)
    assert what(done) == {"small": "nothing new"}
    assert tree(home.folder) == before


def test_an_open_workbook_is_skipped_and_the_rest_is_restored(home, started, path):
    holding = _held(started)
    other = {"workbooks/other/workbook.json": tables(**said("Other.")), "workbooks/other/credential.md": b""}
    try:
        for dry_run in (True, False):
            done = restore(home, zipped(path, {**whole(**said("Theirs.", FAR)), **other}), dry_run=dry_run)
            assert done.workbooks == ["other"]
            assert "is open in another window" in why(done)["small"]
    finally:
        holding.give_back()
    assert again(home).workbook.answer_text(PROMPT) == ""


def test_where_every_workbook_is_open_nothing_is_restored(home, started, path):
    holding = _held(started)
    zipped(path, {**whole(**said("Theirs.", FAR)), "dictionary.txt": b"IEP\n"})
    before = tree(home.folder)
    try:
        for dry_run in (True, False):
            with pytest.raises(WorkbookError, match="every workbook of the backup is open") as error:
                restore(home, path, dry_run=dry_run)
            assert error.value.exit_status == 2
    finally:
        holding.give_back()
    assert tree(home.folder) == before


def _held(opened: OpenWorkbook) -> WorkbookLock:
    holding = WorkbookLock(opened.file.folder)
    assert holding.take()
    write_holder(opened.file.folder, Holder.this())
    return holding


def test_a_disk_that_fails_in_the_middle_leaves_the_answer_and_again_does_the_rest(
    home, started, path, monkeypatch
):
    answer(started, PROMPT, "Mine.")
    files = {**whole(**said("Theirs.", FAR), attachments=[attachment()]), NAME: b"%PDF"}
    zipped(path, files)

    def broken(*_: object) -> None:
        raise StorageError("NOT SAVED: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(merging, "_write", broken)
        with pytest.raises(StorageError):
            restore(home, path)
    assert again(home).workbook.answer_text(PROMPT) == "Mine."
    assert again(home).workbook.attachments == {}
    assert not list(home.folder.glob(".restoring-*"))
    restore(home, path)
    found = again(home)
    assert found.workbook.answer_text(PROMPT) == "Theirs."
    assert [each.stored_as for each in found.workbook.attachments["part-2.artifact-1"]] == [
        "part-2.artifact-1.pdf"
    ]
    assert list(kept(found)).count("Mine.") == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from workbook.home import Home
from workbook.drafts.restoring import restore
left = int(sys.argv[3])
def deadly(name):
    real = getattr(os, name)
    def call(*arguments, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **more)
    setattr(os, name, call)
for name in ("open", "fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir"):
    deadly(name)
restore(Home(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_at_any_step_each_workbook_is_whole_and_again_finishes(home, started, path, tmp_path):
    answer(started, PROMPT, "Mine.")
    other = {
        "workbooks/other/workbook.json": tables(**said("Other.")),
        "workbooks/other/credential.md": b"# C\n",
    }
    files = {**whole(**said("Theirs.", FAR), attachments=[attachment()]), **other, NAME: b"%PDF"}
    zipped(path, files)
    ended, step = -1, 0
    while ended != 0:
        copy = Home(tmp_path / f"copy-{step}")
        shutil.copytree(home.folder, copy.folder)
        command = [sys.executable, "-c", KILLED, str(copy.folder), str(path), str(step)]
        ended = subprocess.run(command, check=False, capture_output=True, timeout=60).returncode
        assert ended in (0, -9)
        found = again(copy).workbook
        assert found.answer_text(PROMPT) in ("Mine.", "Theirs.")
        assert bool(found.attachments) == (found.answer_text(PROMPT) == "Theirs.")
        place = copy.workbooks / "other"
        if place.exists():
            assert {file.name for file in place.iterdir()} == {"workbook.json", "credential.md"}
        restore(copy, path)
        assert again(copy).workbook.answer_text(PROMPT) == "Theirs."
        assert "Mine." in kept(again(copy))
        assert place.is_dir()
        assert not list(copy.folder.glob(".restoring-*"))
        step += 5
    assert step > 50


def test_what_a_killed_restore_left_is_swept_and_a_living_one_s_is_not(home, started, path):
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    dead = home.folder / f".restoring-{int(done.stdout)}-abc"
    living = home.folder / f".restoring-{os.getpid()}-abc"
    for folder in (dead, living):
        folder.mkdir()
        (folder / "x").write_text("x")
    restore(home, zipped(path, whole()))
    assert not dead.exists()
    assert living.exists()


def test_a_folder_that_comes_at_the_same_moment_is_not_replaced(home, path, monkeypatch):
    real = restoring.move

    def late(source: Path, target: Path) -> None:
        target.mkdir(parents=True)
        (target / "workbook.json").write_text("mine")
        real(source, target)

    monkeypatch.setattr(restoring, "move", late)
    done = restore(home, zipped(path, whole()))
    assert "at the same moment" in why(done)["small"]
    assert (home.workbooks / "small" / "workbook.json").read_text() == "mine"


def test_two_homes_that_are_backed_up_and_restored_into_each_other_agree(home, started, tmp_path):
    answer(started, PROMPT, "On this computer.")
    first = back_up(home, tmp_path / "1.zip").path
    other = Home(tmp_path / "other")
    restore(other, first)
    answer(Store(other).open("small"), "part-1.prompt-3", "On the other one.")
    restore(home, back_up(other, tmp_path / "2.zip").path)
    mine, theirs = again(home).workbook, again(other).workbook
    assert {key: draft.text for key, draft in mine.answers.items()} == {
        key: draft.text for key, draft in theirs.answers.items()
    }
    assert mine.answer_text("part-1.prompt-3") == "On the other one."


def test_the_date_of_the_backup_is_told(home, path):
    assert restore(home, zipped(path, whole())).made_at == MADE_AT
