"""While a workbook is held, the text that this process knows is the measure: no older one takes its place."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.drafts.giving_way import PUT_BACK
from workbook.drafts.model import SCHEMA
from workbook.drafts.newest import Newest
from workbook.drafts.storage import dumped
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError, WorkbookError

ONE, TWO = "part-1.prompt-1", "part-1.prompt-2.a"


@pytest.fixture
def told():
    return []


@pytest.fixture
def held(started, told):
    """The file of a workbook that this process holds, with texts that it has saved one after another."""
    file = WorkbookFile(started.file.folder, told.append)
    assert file.lock.take()
    file.hold()
    file.load()
    file.save_together({ONE: "first", TWO: "other"}, {"research.1": "a note"})
    file.before = file.path.read_bytes()
    file.save_together({ONE: "first, and more"}, {})
    file.marks.save_level("part-2.criterion-1", "Met")
    yield file
    file.lock.give_back()


def texts(file):
    workbook = WorkbookFile(file.folder).load()
    return [workbook.answer_text(ONE), workbook.answer_text(TWO), workbook.note_text("research.1")]


def aside(file, place=ONE):
    return [
        file.history.text("answer", place, version.number)
        for version in file.history.versions("answer", place)
        if version.why == PUT_BACK
    ]


def away(file):
    file.path.unlink()


def away_with_its_copy(file):
    file.path.unlink()
    file.path.with_name("workbook.json.bak").unlink()


def emptied(file):
    file.path.write_bytes(b"")


def halved(file):
    data = file.path.read_bytes()
    file.path.write_bytes(data[: len(data) // 2])


def halved_with_its_copy(file):
    halved(file)
    file.path.with_name("workbook.json.bak").write_bytes(b"{")


def put_back(file):
    file.path.write_bytes(file.before)


def its_copy_put_back(file):
    file.path.with_name("workbook.json.bak").replace(file.path)


def from_last_week(file):
    data = json.loads(file.before)
    old = (datetime.fromisoformat(data["workbook"]["1"]["saved_at"]) - timedelta(days=7)).isoformat()
    data["workbook"]["1"]["saved_at"] = old
    for row in data["answers"].values():
        row.update(saved_at=old, text=f"{row['text']} of last week")
    file.path.write_text(json.dumps(data))


LOSSES = [
    away,
    away_with_its_copy,
    emptied,
    halved,
    halved_with_its_copy,
    put_back,
    its_copy_put_back,
    from_last_week,
]


@pytest.mark.parametrize("lose", LOSSES)
def test_what_is_lost_outside_is_known_and_written_again(held, told, lose):
    lose(held)
    assert held.changed_elsewhere
    seen = held.peek()
    assert (seen.answer_text(ONE), seen.answer_text(TWO)) == ("first, and more", "other")
    assert seen.assessment == {"part-2.criterion-1": "Met"}
    assert held.is_behind
    assert held.take_newer() == []
    held.save_together({}, {})
    assert not held.is_behind
    assert not held.changed_elsewhere
    assert texts(held) == ["first, and more", "other", "a note"]
    assert WorkbookFile(held.folder).load().assessment == {"part-2.criterion-1": "Met"}
    assert len(told) == 1
    assert "Another program changed" not in told[0]
    good = (
        json.loads(held.path.with_name("workbook.json.bak").read_bytes()) if "bak" in lose.__name__ else None
    )
    assert good is None or good["answers"]


@pytest.mark.parametrize("lose", LOSSES)
def test_while_one_keeps_typing_nothing_else_becomes_older(held, told, lose):
    lose(held)
    held.save_together({TWO: "other, typed on"}, {})
    assert texts(held) == ["first, and more", "other, typed on", "a note"]
    assert WorkbookFile(held.folder).load().assessment == {"part-2.criterion-1": "Met"}
    assert not held.is_behind
    assert not [sentence for sentence in told if "Another program changed" in sentence]
    lose(held)
    held.save_together({TWO: "other, typed on and on"}, {})
    assert texts(held)[0] == "first, and more"


def test_the_older_texts_are_set_aside_once(held):
    for lose in (put_back, from_last_week, put_back):
        lose(held)
        held.save_together({}, {})
    assert aside(held) == ["first", "first of last week"]
    assert aside(held, TWO) == ["other of last week"]


def test_the_last_good_copy_is_good_after_it(held):
    halved(held)
    held.save_together({TWO: "new"}, {})
    copy = json.loads(held.path.with_name("workbook.json.bak").read_bytes())
    assert "first, and more" in [row["text"] for row in copy["answers"].values()]
    (kept,) = held.folder.glob("workbook.damaged-*.json")
    assert not kept.read_bytes().endswith(b"}")


def theirs(file, **texts):
    """Change answers as another program does, later than all that was saved here."""
    data = json.loads(file.path.read_bytes())
    for row in data["answers"].values():
        if (name := {ONE: "one", TWO: "two"}[row["prompt"]]) in texts:
            later = datetime.fromisoformat(row["saved_at"]) + timedelta(seconds=9)
            row.update(text=texts[name], saved_at=later.isoformat())
    file.path.write_text(json.dumps(data))


def test_what_another_program_wrote_later_is_newer(held, told):
    theirs(held, one="written at school")
    assert held.peek().answer_text(ONE) == "written at school"
    assert not held.is_behind
    assert held.take_newer() == [("answer", ONE)]
    assert held.take_newer() == []
    assert aside(held) == []
    held.save_together({TWO: "typed here"}, {})
    assert texts(held) == ["written at school", "typed here", "a note"]
    assert told == []


def test_each_text_is_looked_at_by_itself(held):
    held.path.write_bytes(held.before)  # the first answer is older in it
    theirs(held, two="written at school")
    seen = held.peek()
    assert (seen.answer_text(ONE), seen.answer_text(TWO)) == ("first, and more", "written at school")
    assert held.is_behind
    assert held.take_newer() == [("answer", TWO)]
    held.save_together({}, {})
    assert texts(held)[:2] == ["first, and more", "written at school"]


def test_a_file_of_a_newer_program_or_one_that_may_not_be_read_is_left(held):
    data = held.path.read_bytes().replace(b'"schema": 1', b'"schema": %d' % (SCHEMA + 1))
    held.path.write_bytes(data)
    for act in (held.peek, lambda: held.save_together({ONE: "x"}, {})):
        with pytest.raises(WorkbookError, match="newer version"):
            act()
    assert held.path.read_bytes() == data


def test_a_folder_that_is_away_is_told_and_when_it_is_back_all_is_saved(held):
    elsewhere = held.folder.with_name("elsewhere")
    held.folder.rename(elsewhere)
    assert held.changed_elsewhere
    with pytest.raises(StorageError, match="NOT SAVED"):
        held.save_together({ONE: "typed while it was away"}, {})
    assert not held.folder.exists()
    elsewhere.rename(held.folder)
    held.save_together({ONE: "typed while it was away"}, {})
    assert texts(held)[0] == "typed while it was away"


def test_who_does_not_hold_it_takes_the_file_as_it_is(held):
    held.lock.give_back()
    other = WorkbookFile(held.folder)
    other.load()
    held.path.write_bytes(held.before)
    assert other.load().answer_text(ONE) == "first"
    shutil.rmtree(held.folder)
    with pytest.raises(WorkbookError):
        other.load()


TIMES = st.integers(0, 3).map(lambda second: f"2026-03-04T05:06:0{second}+00:00")
ROWS = st.dictionaries(st.sampled_from(["p", "q", "r"]), st.tuples(st.sampled_from("abcd"), TIMES))


def as_tables(rows, saved_at):
    meta = {"schema": 1, "id": "a", "credential": "b", "created_at": saved_at, "saved_at": saved_at}
    answers = [{"prompt": place, "text": text, "saved_at": at} for place, (text, at) in rows.items()]
    return {"workbook": {"1": meta}, "answers": {str(n): row for n, row in enumerate(answers, 1)}}


def in_them(tables):
    return {row["prompt"]: (row["text"], row["saved_at"]) for row in tables.get("answers", {}).values()}


@settings(max_examples=200, deadline=None)
@given(ROWS, ROWS, TIMES, TIMES)
def test_no_text_gives_way_to_an_older_one_and_none_is_lost(mine, other, my_time, their_time):
    newest = Newest()
    own, found = as_tables(mine, my_time), as_tables(other, their_time)
    newest.know(own)
    before = dumped(own), dumped(found)
    settled, is_behind = newest.settle(own, found)
    assert (dumped(own), dumped(found)) == before
    result = in_them(settled)
    aside_now = {(older.place, older.text) for older in newest.take_older()}
    newer = {place for _, place in newest.take_newer()}
    for place in {*mine, *other}:
        ours, there = mine.get(place), other.get(place)
        assert result[place] in (ours, there)
        if ours and there and there[1] < ours[1]:
            assert result[place][0] == ours[0]
        for text in filter(None, (ours, there)):
            kept_here = text[0] == result[place][0] or (place, text[0]) in aside_now
            assert kept_here or place in newer, "what gives way here is put into the history by whoever looks"
    if not is_behind:
        assert {place: text for place, (text, _) in result.items()} == {p: t for p, (t, _) in other.items()}
