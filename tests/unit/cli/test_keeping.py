"""`backup`, `restore`, `delete` and `undelete` by the command line."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from workbook.drafts.rescue import Rescue

GOALS = "goals-worth-reaching"
PROMPT = "part-1.prompt-1"


@pytest.fixture
def zipped(goals, tmp_path):
    """A backup of one workbook with an answer."""
    goals("answer", GOALS, PROMPT, text="Mine.")
    path = tmp_path / "b.zip"
    assert goals("backup", "-o", str(path)).status == 0
    return path


def test_backup_says_where_and_what(goals, tmp_path):
    path = tmp_path / "b.zip"
    done = goals("backup", "-o", str(path))
    assert (done.status, done.err) == (0, "")
    assert done.out == f"Backed up and read back: 1 workbook, 2 files, in {path}\n"
    told = goals("backup", "-o", str(tmp_path / "c.zip"), "--json").json
    assert told == {"path": str(tmp_path / "c.zip"), "workbooks": [GOALS], "files": 2, "skipped": []}


def test_backup_without_an_attached_file_that_is_gone_says_so_and_leaves_with_1(goals, tmp_path):
    stored = "part-2.artifact-1.pdf"
    (tmp_path / "goal.pdf").write_bytes(b"%PDF-1.4")
    goals("attach", GOALS, "part-2.artifact-1", str(tmp_path / "goal.pdf"))
    (tmp_path / "home" / "workbooks" / GOALS / "artifacts" / stored).unlink()
    path = tmp_path / "b.zip"
    done = goals("backup", "-o", str(path))
    what = "1 workbook, 2 files, without 1 attached file that is gone"
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith(f"Backed up and read back: {what}, in {path}\n")
    assert f"workbooks/{GOALS}/artifacts/{stored}: it is attached and is not there" in done.out
    told = goals("backup", "-o", str(tmp_path / "c.zip"), "--json")
    assert (told.status, told.json["files"], len(told.json["skipped"])) == (1, 2, 1)
    assert goals("restore", str(path)).status == 0


def test_backup_has_a_usual_name_in_the_folder_where_one_is(goals, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = goals("backup", "--json").json["path"]
    assert re.fullmatch(r"workbook-backup-\d{4}-\d\d-\d\d-\d{4}\.zip", name)
    assert (tmp_path / name).is_file()


def test_backup_replaces_nothing(goals, zipped):
    data = zipped.read_bytes()
    done = goals("backup", "-o", str(zipped))
    assert (done.status, done.out) == (2, "")
    assert "Name another file with -o" in done.err
    assert zipped.read_bytes() == data


def test_backup_tells_what_it_left_out(goals, tmp_path):
    (tmp_path / "home" / "catalogue").mkdir()
    (tmp_path / "home" / "catalogue" / "con.md").write_text("x")
    done = goals("backup", "-o", str(tmp_path / "b.zip"))
    assert "Left out" in done.out
    assert "  catalogue/con.md: it has the name of a device on Windows\n" in done.out
    told = goals("backup", "-o", str(tmp_path / "c.zip"), "--json").json
    assert told["skipped"] == [{"name": "catalogue/con.md", "why": "it has the name of a device on Windows"}]


def test_backup_puts_names_in_only_when_asked(goals, tmp_path):
    (tmp_path / "home" / "private").mkdir(exist_ok=True)
    (tmp_path / "home" / "private" / "names.json").write_text("[]")
    goals("backup", "-o", str(tmp_path / "a.zip"))
    done = goals("backup", "-o", str(tmp_path / "b.zip"), "--with-names")
    assert "only you can read it" in done.out
    has = ["private/names.json" in zipfile.ZipFile(tmp_path / name).namelist() for name in ("a.zip", "b.zip")]
    assert has == [False, True]


def test_backup_of_nothing(cli, tmp_path):
    done = cli("backup", "-o", str(tmp_path / "b.zip"))
    assert (done.status, done.out) == (2, "")
    assert "nothing to back up" in done.err


def test_restore_brings_back_what_was_lost(goals, zipped, tmp_path):
    goals("delete", GOALS, "--yes")
    done = goals("restore", str(zipped))
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1:] == [f"  {GOALS}: put in place"]
    assert goals("answer", GOALS, PROMPT, "--print").out == "Mine."


def test_restore_keeps_what_is_newer_and_says_what_it_did(goals, zipped):
    goals("answer", GOALS, PROMPT, text="Newer.")
    told = goals("restore", str(zipped), "--json").json
    assert told == {
        "path": str(zipped),
        "workbooks": [GOALS],
        "files": 3,
        "skipped": [],
        "changes": [{"name": GOALS, "what": "nothing new"}],
        "dry_run": False,
    }
    assert goals("answer", GOALS, PROMPT, "--print").out == "Newer."


def test_restore_tells_what_it_left(goals, zipped, tmp_path):
    (tmp_path / "home" / "config.toml").write_text("theirs")
    again = tmp_path / "again.zip"
    goals("backup", "-o", str(again))
    (tmp_path / "home" / "config.toml").write_text("mine")
    done = goals("restore", str(again))
    assert done.out.endswith("Left as it is:\n  config.toml: yours is another, and is kept\n")


def test_a_dry_run_only_tells(goals, zipped):
    goals("delete", GOALS, "--yes")
    done = goals("restore", str(zipped), "--dry-run")
    assert "Nothing was changed; without --dry-run this would happen:" in done.out
    assert f"  {GOALS}: put in place" in done.out
    assert goals("restore", str(zipped), "--dry-run", "--json").json["dry_run"] is True
    assert goals("status", GOALS).status == 2


@pytest.mark.parametrize("data", [b"", b"no zip at all"])
def test_restore_refuses_in_one_line(goals, tmp_path, data):
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    done = goals("restore", str(path))
    assert (done.status, done.out) == (2, "")
    assert "Nothing was changed" in done.err
    assert goals("restore", str(tmp_path / "none.zip")).status == 2


def test_delete_asks_for_yes_and_says_what_would_happen(goals):
    done = goals("delete", "goals")
    assert (done.status, done.out) == (2, "")
    assert f"`workbook undelete {GOALS}` would bring it back" in done.err
    assert goals("status", GOALS).status == 0


def test_delete_and_back(goals, tmp_path):
    goals("answer", GOALS, PROMPT, text="Mine.")
    done = goals("delete", "goals", "--yes")
    first, second = done.out.splitlines()
    assert first.startswith(f"Moved to the trash: {GOALS}, to {tmp_path / 'home' / 'trash'}")
    assert second == f"`workbook undelete {GOALS}` brings it back."
    listed = goals("undelete")
    assert listed.out.startswith(f"{GOALS}--2")
    (row,) = goals("undelete", "--json").json["trash"]
    assert row["workbook"] == GOALS
    assert row["path"] == first.partition(", to ")[2]
    assert goals("undelete", GOALS).out.startswith(f"Back from the trash: {GOALS}, deleted on ")
    assert goals("answer", GOALS, PROMPT, "--print").out == "Mine."
    assert goals("undelete").out == "No workbook is in the trash.\n"


def test_delete_and_undelete_as_json(goals, tmp_path):
    gone = goals("delete", GOALS, "--yes", "--json").json
    assert gone["workbook"] == GOALS
    assert gone["path"].startswith(str(tmp_path / "home" / "trash" / f"{GOALS}--2"))
    back = goals("undelete", GOALS, "--id", "again", "--json").json
    assert back == {"workbook": "again", "path": str(tmp_path / "home" / "workbooks" / "again")}


def test_undelete_where_the_id_is_taken(goals):
    goals("delete", GOALS, "--yes")
    goals("start", GOALS)
    done = goals("undelete", GOALS)
    assert done.status == 2
    assert "--id" in done.err
    assert goals("undelete", GOALS, "--id", "older").status == 0
    assert goals("undelete", "zebra").status == 2
    assert goals("undelete", "--id", "x").status == 2


def test_a_second_version_is_told_everywhere_and_merged(goals, tmp_path):
    goals("answer", GOALS, "part-1.prompt-1", text="Mine.")
    folder = tmp_path / "home" / "workbooks" / GOALS
    copy = folder / "workbook (1).json"
    copy.write_text((folder / "workbook.json").read_text("utf-8").replace("Mine.", "Theirs."), "utf-8")
    note = {"process": 1, "machine": "school-pc", "since": "2026-11-28T10:00:00+00:00", "ended": ""}
    (folder / ".session.json").write_text(json.dumps(note))
    row = {"workbook": GOALS, "path": str(copy), "renamed": False}
    for arguments in (["status"], ["status", GOALS]):
        assert f"`workbook merge {GOALS}`" in " ".join(goals(*arguments).out.split())
        assert "It may still be open on school-pc" in goals(*arguments).out
        assert goals(*arguments, "--json").json["second_versions"] == [row]
    doctor = {item["name"]: item for item in goals("doctor", "--json").json["items"]}
    assert not doctor["versions"]["ok"]
    assert str(copy) in doctor["versions"]["detail"]
    assert doctor["locks"]["ok"]
    done = goals("merge", GOALS, "--json").json
    assert done["workbook"] == GOALS
    assert [(each["path"], each["versions"]) for each in done["merged"]] == [(str(copy), 1)]
    assert "no second version" in goals("merge", GOALS).out
    assert goals("answer", GOALS, "part-1.prompt-1", "--print").out == "Mine."
    assert goals("history", GOALS, "part-1.prompt-1", "--show", "2").out == "Theirs."
    assert "second_versions" not in goals("status", "--json").json


def test_what_the_disk_did_not_take_is_told_by_status_and_doctor(goals, tmp_path):
    folder = tmp_path / "home" / "workbooks" / GOALS
    texts = {("answer", "part-1.prompt-1"): "typed on a full disk"}
    path = Rescue(folder, lambda: texts).keep()
    for arguments in (["status", GOALS], ["doctor"]):
        told = " ".join(goals(*arguments).out.split())
        assert str(path).replace(" ", "") in told.replace(" ", "")
        assert "Open the workbook again" in told
