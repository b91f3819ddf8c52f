"""`start`, `read`, `note`, `answer`, `attach`, `detach`, `assess`: what they say and what they keep."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

GOALS = "goals-worth-reaching"


def stored(tmp_path, table, workbook=GOALS):
    path = tmp_path / "home" / "workbooks" / workbook / "workbook.json"
    return list(json.loads(path.read_bytes()).get(table, {}).values())


def test_start(cli, tmp_path):
    assert cli("start", GOALS, "--json").json == {"workbook": GOALS}
    assert cli("start", GOALS).out == f"{GOALS}-2\n"
    assert cli("start", GOALS, "--id", "Mine").out == "mine\n"
    taken = cli("start", GOALS, "--id", "mine")
    assert (taken.status, taken.err) == (2, "There is a workbook “mine” already. Choose another id.\n")
    assert (tmp_path / "home" / "workbooks" / "mine" / "credential.md").is_file()


def test_read_prints_and_marks(goals, tmp_path):
    done = goals("read", "goals", "competency")
    assert "You set one goal with a learner" in done.out
    assert done.out.endswith("\ncompetency is marked as read.\n")
    told = goals("read", "goals", "method", "--json").json
    assert (told["workbook"], told["place"], told["read"]) == (GOALS, "method", True)
    assert "goal conference" in told["text"]
    assert {row["section"] for row in stored(tmp_path, "read")} == {"competency", "method"}
    assert goals("read", "goals", "competency", "--undo").out == "competency is marked as not read.\n"
    assert {row["section"] for row in stored(tmp_path, "read")} == {"method"}
    wrong = goals("read", "goals", "competence")
    assert (wrong.status, wrong.err) == (
        2,
        "Goals Worth Reaching has no section “competence”. Did you mean competency?\n",
    )


def test_answer(goals, tmp_path):
    told = goals("answer", "goals", "part-1.prompt-2", "--json", text="one **two** three")
    assert told.json["words"] == 3
    assert told.json["workbook"] == GOALS
    assert datetime.fromisoformat(told.json["saved_at"]).tzinfo is not None
    assert goals("answer", "goals", "PART-1.prompt-2", "--print").out == "one **two** three"
    printed = goals("answer", "goals", "part-1.prompt-2", "--print", "--json").json
    assert (printed["text"], printed["words"]) == ("one **two** three", 3)
    assert goals("answer", "goals", "part-1.prompt-3.b", text="x").out == "Saved part-1.prompt-3.b: 1 word.\n"
    assert goals("answer", "goals", "part-1.prompt-1", "--print").out == ""
    assert [row["prompt"] for row in stored(tmp_path, "answers")] == ["part-1.prompt-2", "part-1.prompt-3.b"]


BROKEN = "One.\x0bTwo.\x0cThree.\x85Four.\u2028Five.\u2029Six.\r\nSeven.\rEight."
LINES = "One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nSeven.\nEight."


@pytest.mark.parametrize("command", [("answer", "part-1.prompt-2"), ("note", "research.1")])
@pytest.mark.parametrize("door", ["pipe", "file", "dash"])
def test_line_ends_of_every_kind_are_line_ends_by_every_door(goals, tmp_path, command, door):
    name, place = command
    (tmp_path / "given.md").write_text(BROKEN, "utf-8", newline="")
    given = {
        "pipe": lambda: goals(name, GOALS, place, text=BROKEN),
        "file": lambda: goals(name, GOALS, place, "--file", str(tmp_path / "given.md")),
        "dash": lambda: goals(name, GOALS, place, "--file", "-", text=BROKEN),
    }[door]()
    assert given.status == 0
    assert stored(tmp_path, f"{name}s")[0]["text"] == LINES
    assert goals(name, GOALS, place, "--print").out == LINES


@pytest.mark.parametrize(
    ("place", "nearest"),
    [
        ("part-1.prompt-9", "part-1.prompt-"),
        ("part-1.promt-2", "part-1.prompt-2"),
        ("part-2.artifact-1", ""),
        ("competency", ""),
    ],
)
def test_an_unknown_prompt_changes_nothing(goals, tmp_path, place, nearest):
    wrong = goals("answer", "goals", place, text="lost?")
    assert wrong.status == 2
    assert f"no prompt or sub-prompt “{place}”" in wrong.err
    assert nearest in wrong.err
    assert stored(tmp_path, "answers") == []


def test_nothing_is_stored_without_a_text(goals):
    done = goals("answer", "goals", "part-1.prompt-1")
    assert done.status == 2
    assert "--file" in done.err
    assert goals("answer", "goals", "part-1.prompt-1", "--print", text="x").status == 2


def test_note(goals):
    told = goals("note", "goals", "research.2", "--json", text="so that is why").json
    assert (told["place"], told["words"]) == ("research.2", 4)
    goals("note", "goals", "resources", text="on the whole")
    assert goals("note", "goals", "research.2", "--print").out == "so that is why"
    assert goals("note", "goals", "resources", "--print").out == "on the whole"
    assert goals("note", "goals", "research.77", text="x").status == 2


def test_attach_and_detach(goals, tmp_path):
    file = tmp_path / "Maria Goal.PDF"
    file.write_bytes(b"%PDF-1.4 a goal")
    told = goals("attach", "goals", "part-2.artifact-1", str(file), "--json").json
    assert told == {
        "workbook": GOALS,
        "artifact": "part-2.artifact-1",
        "number": 1,
        "kind": "file",
        "stored_as": "part-2.artifact-1.pdf",
        "cleaned": [],
        "findings": [],
    }
    folder = tmp_path / "home" / "workbooks" / GOALS / "artifacts"
    assert (folder / told["stored_as"]).read_bytes() == file.read_bytes()
    second = goals("attach", "goals", "part-2.artifact-1", "https://example.org/x", "--json").json
    assert (second["number"], second["kind"], second["stored_as"]) == (2, "link", "https://example.org/x")
    both = goals("detach", "goals", "part-2.artifact-1")
    assert both.status == 2
    assert "Say which by its number" in both.err
    away = goals("detach", "goals", "part-2.artifact-1", "1", "--json").json
    assert (away["number"], away["stored_as"]) == (1, "part-2.artifact-1.pdf")
    assert not (folder / "part-2.artifact-1.pdf").exists()
    assert [p.read_bytes() for p in (tmp_path / "home" / "trash").rglob("*.pdf")] == [file.read_bytes()]
    assert file.exists()
    assert [row["number"] for row in stored(tmp_path, "attachments")] == [2]
    assert goals("attach", "goals", "part-2.artifact-1", str(file), "--json").json["number"] == 3


@pytest.mark.parametrize(
    ("artifact", "given"),
    [
        ("part-2.artifact-1", "no-such.pdf"),
        ("part-2.artifact-1", "."),
        ("part-2.artifact-1", "ftp://example.org/x"),
        ("part-2.artifact-1", "https:///x y"),
        ("part-2.artifact-1", "www.example.org"),
        ("part-2.artifact-9", "https://example.org"),
        ("part-1.prompt-1", "https://example.org"),
        ("part-2.artifact-1", "x" * 5000),
    ],
)
def test_what_cannot_be_attached(goals, tmp_path, artifact, given):
    assert goals("attach", "goals", artifact, given).status == 2
    assert stored(tmp_path, "attachments") == []


def test_assess(goals, tmp_path):
    told = goals("assess", "goals", "part-2.criterion-2", "DEVELOPING", "--json").json
    assert told == {"workbook": GOALS, "criterion": "part-2.criterion-2", "level": "Developing"}
    assert goals("assess", "goals", "part-1.passing-1", "Not yet").out == "part-1.passing-1: not-yet\n"
    assert {row["criterion"]: row["level"] for row in stored(tmp_path, "assessment")} == {
        "part-2.criterion-2": "Developing",
        "part-1.passing-1": "not-yet",
    }
    wrong = goals("assess", "goals", "part-2.criterion-2", "proficent")
    assert (wrong.status, wrong.err) == (
        2,
        "part-2.criterion-2 has no level “proficent”. Did you mean Proficient?\n",
    )
    assert goals("assess", "goals", "part-1.prompt-1", "met").status == 2
