"""What a file says and its credential has no place for is left in the file, told, and not shown."""

from __future__ import annotations

import json

import pytest

from workbook.drafts.artifacts import attach, detach
from workbook.drafts.store import Store

MOMENT = "2026-03-04T05:06:07+00:00"


@pytest.fixture
def told():
    return []


@pytest.fixture
def opening(started, home, told):
    """Open the workbook after rows were put into its file by another program."""

    def open_with(**tables):
        path = started.file.path
        data = json.loads(path.read_bytes())
        for name, rows in tables.items():
            data[name] = {str(number): row for number, row in enumerate(rows, 1)}
        path.write_text(json.dumps(data))
        before = path.read_bytes()
        opened = Store(home, told.append).open("small")
        assert path.read_bytes() == before
        return opened

    return open_with


def level(name, criterion="part-2.criterion-1"):
    return {"criterion": criterion, "level": name}


def attached(stored_as, **more):
    row = {"artifact": "part-2.artifact-1", "number": 1, "kind": "file", "stored_as": stored_as}
    return {**row, "attached_at": MOMENT, "size": 3, "cleaned": [], **more}


@pytest.mark.parametrize(
    ("criterion", "given", "meant"),
    [
        ("part-1.passing-1", "Met", "met"),
        ("part-1.passing-1", "NOT YET", "not-yet"),
        ("part-2.criterion-1", "not met yet", "Not met yet"),
    ],
)
def test_a_level_is_spelled_as_the_rubric_spells_it(opening, told, criterion, given, meant):
    assert opening(assessment=[level(given, criterion)]).workbook.assessment == {criterion: meant}
    assert told == []


def test_what_is_no_level_or_no_criterion_is_told_and_left(opening, told):
    rows = [level("Excellent\x1b[31m"), level("met", "part-9.criterion-1"), level("met", "research")]
    opened = opening(assessment=rows)
    assert opened.workbook.assessment == {}
    assert len(told) == 1
    assert "the level “Excellent” for part-2.criterion-1" in told[0]
    assert "\x1b" not in told[0]
    opened.file.save_answer("part-1.prompt-1", "x")
    stored = json.loads(opened.file.path.read_bytes())["assessment"]
    assert [row["level"] for row in stored.values()] == [row["level"] for row in rows]


def test_texts_of_unknown_places_are_told_and_left(opening, told):
    rows = [
        {"prompt": place, "text": "words", "saved_at": MOMENT}
        for place in ("part-1.prompt-9", "../../x", "a/b", "part-1", "PART-1.PROMPT-1", "")
    ]
    opened = opening(
        answers=[*rows, {"prompt": "part-1.prompt-1", "text": "mine", "saved_at": MOMENT}],
        notes=[{"place": "nowhere", "text": "n", "saved_at": MOMENT}],
        read=[{"section": "nowhere", "at": MOMENT}],
        scroll=[{"section": "nowhere", "line": 3}],
    )
    assert {place: draft.text for place, draft in opened.workbook.answers.items()} == {
        "part-1.prompt-1": "mine"
    }
    assert (opened.workbook.notes, opened.workbook.read, opened.workbook.scroll) == ({}, {}, {})
    assert len(told) == 1
    assert "an answer to part-1.prompt-9" in told[0]
    assert "and 4 more" in told[0]


@pytest.mark.parametrize(
    "row",
    [
        attached("../workbook.json"),
        attached("/etc/passwd"),
        attached("..\\x"),
        attached(".lock"),
        attached(""),
        attached("javascript:alert(1)", kind="link"),
        attached("part-2.plan.pdf", artifact="part-2.artifact-9"),
    ],
)
def test_an_attachment_that_leads_elsewhere_is_told_and_left(opening, told, row):
    opened = opening(attachments=[row, attached("https://example.org/a", kind="link", number=2)])
    assert [each.number for each in opened.workbook.attachments["part-2.artifact-1"]] == [2]
    assert len(told) == 1
    assert "It is left there, and not shown." in told[0]


def test_of_two_attachments_with_one_number_one_is_taken_off(opening, home, tmp_path):
    opened = opening(
        attachments=[
            attached("https://example.org/a", kind="link"),
            attached("https://example.org/b", kind="link"),
        ]
    )
    detach(opened, home, "part-2.artifact-1", 1)
    left = opened.file.load().attachments
    assert left == opened.workbook.attachments
    assert [each.stored_as for each in left["part-2.artifact-1"]] == ["https://example.org/b"]


@pytest.mark.parametrize("names", ["[]", '{"small": []}', "3", "{", '{"small": {"a": 1}}'])
def test_a_list_of_original_names_that_is_none_stops_nobody_from_attaching(started, home, tmp_path, names):
    home.private.mkdir(parents=True)
    (home.private / "original-names.json").write_text(names)
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.4")
    attach(started, home, "part-2.artifact-1", str(tmp_path / "plan.pdf"))
    kept = json.loads((home.private / "original-names.json").read_bytes())
    assert kept["small"]["part-2.artifact-1.pdf"] == "plan.pdf"
