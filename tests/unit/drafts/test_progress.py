"""How far a workbook has come."""

from __future__ import annotations

import pytest

from workbook.drafts import actions
from workbook.drafts.artifacts import attach
from workbook.drafts.progress import State, progress
from workbook.prose.words import count_words

TODO, STARTED, DONE = State.TODO, State.STARTED, State.DONE


def come(opened):
    return progress(opened.credential, opened.workbook, count_words)


def state(opened, place):
    return next(step.state for step in come(opened).steps if step.id == place)


def test_the_steps_in_order(started):
    assert [step.id for step in come(started).steps] == [
        "competency",
        "research",
        "part-1.prompt-1",
        "part-1.prompt-2",
        "part-1.prompt-3",
        "part-2.artifact-1",
        "part-2.criterion-1",
        "submitting",
    ]
    assert come(started).done == 0
    assert come(started).next.id == "competency"
    assert {section.state for section in come(started).sections} == {TODO}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"prompt-1": "nine words " * 4}, {"prompt-1": STARTED}),
        ({"prompt-1": "ten words " * 5}, {"prompt-1": DONE}),
        ({"prompt-1": "far too many words " * 50}, {"prompt-1": DONE}),
        ({"prompt-1": "  \n"}, {"prompt-1": TODO}),
        ({"prompt-2": "as a whole"}, {"prompt-2": DONE}),
        ({"prompt-2.a": "only the first, long enough"}, {"prompt-2": STARTED}),
        ({"prompt-2.a": "the first, long enough now", "prompt-2.b": "x"}, {"prompt-2": DONE}),
        ({"prompt-3": "https://example.org/video"}, {"prompt-3": DONE}),
    ],
)
def test_answers(started, answers, expected):
    for place, text in answers.items():
        actions.answer(started, f"part-1.{place}", text)
    assert {place: state(started, f"part-1.{place}") for place in expected} == expected


def test_the_whole_way(started, home):
    actions.mark_read(started, "competency")
    actions.note(started, "research", "a note")
    assert state(started, "research") is STARTED
    for section in ("research", "submitting"):
        actions.mark_read(started, section)
    assert come(started).next.id == "part-1.prompt-1"
    actions.answer(started, "part-1.prompt-1", "word " * 10)
    assert come(started).section("part-1").state is STARTED
    actions.answer(started, "part-1.prompt-2", "word " * 10)
    actions.answer(started, "part-1.prompt-3", "word " * 10)
    assert come(started).section("part-1").state is DONE
    attach(started, home, "part-2.artifact-1", "https://example.org")
    actions.assess(started, "part-2.criterion-1", "not met yet")
    done = come(started)
    assert (done.done, done.total, done.next, done.words) == (8, 8, None, 30)
    assert {section.state for section in done.sections} == {DONE}
    with pytest.raises(KeyError):
        done.section("part-9")
