"""`status`: progress, what is next, and the command that does it."""

from __future__ import annotations

import os
import time
from datetime import datetime

import pytest

ALL = ["competency", "method", "research", "resources", "part-1", "part-2", "part-3", "submitting"]


def test_json_of_one_and_of_all(goals):
    told = goals("status", "goals", "--json").json
    assert set(told) == {
        "workbook", "credential", "title", "progress", "next", "sections", "words", "saved_at",
    }  # fmt: skip
    assert told["workbook"] == told["credential"] == "goals-worth-reaching"
    assert told["progress"] == {"done": 0, "total": 17}
    assert told["next"] == {"id": "competency", "title": "The Competency"}
    assert [(section["id"], section["state"]) for section in told["sections"]] == [(s, "todo") for s in ALL]
    assert datetime.fromisoformat(told["saved_at"]).tzinfo is not None
    assert goals("status", "--json").json["workbooks"] == [told]


def test_states_words_and_next_follow_the_work(goals):
    for section in ("competency", "method", "research", "resources"):
        goals("read", "goals", section)
    goals("answer", "goals", "part-1.prompt-1", text="word " * 200)
    goals("answer", "goals", "part-1.prompt-2", text="too short")
    told = goals("status", "goals", "--json").json
    assert told["progress"]["done"] == 5
    assert told["words"] == 202
    assert told["next"] == {"id": "part-1.prompt-2", "title": "Part 1, question 2"}
    assert {s["id"]: s["state"] for s in told["sections"]}["part-1"] == "started"
    text = goals("status", "goals").out
    assert "Progress: 5 of 17 done, 202 words\n" in text
    assert "Type: workbook answer goals-worth-reaching part-1.prompt-2\n" in text
    assert "  part-1.prompt-1: done, 200 words\n  part-1.prompt-2: started, 2 words\n" in text


def test_the_command_to_type_fits_the_step(goals, tmp_path):
    def typed():
        lines = goals("status", "goals").out.splitlines()
        return next(line for line in lines if line.startswith("Type: "))

    assert typed() == "Type: workbook read goals-worth-reaching competency"
    for section in ("competency", "method", "research", "resources", "submitting"):
        goals("read", "goals", section)
    for prompt in ("1.prompt-1", "1.prompt-2", "1.prompt-3", "1.prompt-4", "3.prompt-1", "3.prompt-2"):
        goals("answer", "goals", f"part-{prompt}", text="word " * 300)
    assert typed() == "Type: workbook attach goals-worth-reaching part-2.artifact-1 FILE-or-URL"
    for artifact in ("part-2.artifact-1", "part-2.artifact-2"):
        goals("attach", "goals", artifact, "https://example.org/a")
    assert typed() == "Type: workbook assess goals-worth-reaching part-2.criterion-1 LEVEL"
    for number in range(1, 5):
        goals("assess", "goals", f"part-2.criterion-{number}", "Basic")
    assert typed() == "Type: workbook check goals-worth-reaching"
    assert goals("status", "goals", "--json").json["next"] is None
    text = goals("status", "goals").out
    assert "part-2.artifact-1: done, 1: https://example.org/a" in text
    assert "part-2.criterion-1: done, Basic" in text


def test_a_workbook_by_a_beginning_of_its_name(goals):
    goals("start", "goals-worth-reaching", "--id", "other")
    assert goals("status", "oth", "--json").json["workbook"] == "other"
    assert goals("status", "GOALS", "--json").json["workbook"] == "goals-worth-reaching"
    assert goals("start", "goals-worth-reaching").out == "goals-worth-reaching-2\n"
    assert goals("status", "goals-worth-reaching", "--json").json["workbook"] == "goals-worth-reaching"
    several = goals("status", "goals")
    assert several.status == 2
    assert "goals-worth-reaching, goals-worth-reaching-2" in several.err
    assert goals("status", "").status == 2


def test_notes_are_listed_with_their_section(goals):
    goals("note", "goals", "research.2", text="a note")
    text = goals("status", "goals").out
    assert "Supporting Research (research): to do\n  Note on research.2\n" in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such variable")
def test_a_time_zone_that_cannot_be_is_no_fault_of_ours(goals, monkeypatch, tmp_path):
    monkeypatch.setenv("TZ", "XYZ-99")
    time.tzset()
    try:
        assert goals("answer", "goals", "part-1.prompt-1", text="Six readers.").status == 0
        for command in (
            ("status",),
            ("status", "goals", "--json"),
            ("history", "goals", "part-1.prompt-1"),
            ("build", "goals", "--anyway", "-o", str(tmp_path / "x.txt")),
            ("backup", "-o", str(tmp_path / "b.zip")),
            ("restore", str(tmp_path / "b.zip"), "--dry-run"),
            ("delete", "goals", "--yes"),
            ("undelete",),
        ):
            assert goals(*command).status == 0, command
    finally:
        monkeypatch.undo()
        time.tzset()
