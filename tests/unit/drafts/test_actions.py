"""What a person does: kept on the disk and in hand alike, or refused with nothing changed."""

from __future__ import annotations

import pytest

from workbook.drafts import actions
from workbook.errors import WorkbookError


def reloaded(opened):
    return opened.file.load()


def test_answers_and_notes_are_the_same_in_hand_and_on_disk(started):
    actions.answer(started, "Part-1.Prompt-1", "a\r\nb\x00")
    actions.answer(started, "part-1.prompt-2.b", "letter")
    actions.note(started, "research.2", "n")
    actions.note(started, "part-2.criterion-1", "m")
    assert started.workbook.answer_text("part-1.prompt-1") == "a\nb"
    assert reloaded(started).answers == started.workbook.answers
    assert reloaded(started).notes == started.workbook.notes


@pytest.mark.parametrize(
    "act",
    [
        lambda opened: actions.answer(opened, "part-1", "x"),
        lambda opened: actions.answer(opened, "part-1.prompt-2.c", "x"),
        lambda opened: actions.note(opened, "research.3", "x"),
        lambda opened: actions.mark_read(opened, "research.1"),
        lambda opened: actions.assess(opened, "part-2.criterion-2", "Met"),
        lambda opened: actions.assess(opened, "part-2.criterion-1", "not-yet"),
        lambda opened: actions.assess(opened, "part-1.passing-1", "proficient"),
    ],
)
def test_what_is_refused_changes_nothing(started, act):
    before = started.file.path.read_bytes()
    with pytest.raises(WorkbookError):
        act(started)
    assert started.file.path.read_bytes() == before


def test_reading_marks(started):
    actions.mark_read(started, "competency")
    assert list(reloaded(started).read) == ["competency"]
    actions.mark_read(started, "competency", read=False)
    actions.mark_read(started, "competency", read=False)
    assert reloaded(started).read == started.workbook.read == {}


@pytest.mark.parametrize(
    ("criterion", "level", "kept"),
    [
        ("part-2.criterion-1", "NOT MET YET", "Not met yet"),
        ("part-2.criterion-1", "not-met-yet", "Not met yet"),
        ("part-1.passing-1", "Met", "met"),
        ("part-1.passing-1", "not yet", "not-yet"),
    ],
)
def test_levels_in_any_case(started, criterion, level, kept):
    assert actions.assess(started, criterion, level) == kept
    assert reloaded(started).assessment == started.workbook.assessment == {criterion: kept}
    actions.unassess(started, criterion)
    assert reloaded(started).assessment == started.workbook.assessment == {}


def test_a_level_that_is_none_names_those_that_are(started):
    with pytest.raises(WorkbookError) as caught:
        actions.assess(started, "part-2.criterion-1", "Splendid")
    assert caught.value.mend == "Its levels are Met, Not met yet"


def test_ticks(started):
    actions.decide(started, "mastery", decided=True)
    assert list(reloaded(started).decided) == list(started.workbook.decided) == ["mastery"]
    actions.decide(started, "mastery", decided=False)
    assert reloaded(started).decided == started.workbook.decided == {}
