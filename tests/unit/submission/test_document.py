"""What stands in the document and in what order, as plain data."""

from __future__ import annotations

import dataclasses

import pytest

from workbook.drafts.model import Draft
from workbook.errors import WorkbookError
from workbook.submission.document import compose

from .helpers import ONE, SAVED, THREE, TWO, attached, credential, workbook


def test_order_is_the_credentials_whatever_order_things_were_written_in() -> None:
    made = workbook(three="third", two_b="b", two_a="a", one="first")
    places = [reply.place for reply in compose(credential(), made).replies()]
    assert places == [ONE, TWO, f"{TWO}.a", f"{TWO}.b", THREE]


def test_headings_are_in_the_credentials_words_else_the_usual_ones() -> None:
    headings = [section.heading for section in compose(credential(), workbook()).sections]
    assert headings == ["Part 1: Overview Questions", "Part 2: Artifacts", "Part 3. Reflection"]


def test_a_prompt_answered_as_one_keeps_its_letters_in_the_question() -> None:
    (reply,) = [r for r in compose(credential(), workbook(two="a. x\nb. y")).replies() if r.place == TWO]
    assert reply.lettered == (("a", "Its qualities."), ("b", "Its measure."))
    assert reply.replies == ()


def test_sub_prompts_written_one_by_one_have_labels_of_their_own() -> None:
    (reply,) = [r for r in compose(credential(), workbook(two_b="y")).replies() if r.place == TWO]
    assert [(r.label, r.answer) for r in reply.replies] == [("Question 2 (a)", ""), ("Question 2 (b)", "y")]
    assert reply.lettered == ()


def test_an_answer_to_the_whole_and_to_a_letter_are_both_there() -> None:
    (reply,) = [
        r for r in compose(credential(), workbook(two="whole", two_b="y")).replies() if r.place == TWO
    ]
    assert (reply.answer, reply.replies[1].answer) == ("whole", "y")


def test_white_space_is_no_answer() -> None:
    (reply,) = [r for r in compose(credential(), workbook(one=" \n\n ")).replies() if r.place == ONE]
    assert reply.answer == ""


def test_either_names_its_media_and_lengths() -> None:
    (reply,) = [r for r in compose(credential(), workbook()).replies() if r.place == THREE]
    assert reply.either == "Answered by video (4-minute limit) or text."


def test_either_is_not_said_twice() -> None:
    asked = credential()
    (prompt,) = asked.parts[2].prompts
    prompt = dataclasses.replace(prompt, text="Submit a Video (4-minute limit) or a text.")
    part = dataclasses.replace(asked.parts[2], prompts=(prompt,))
    (reply,) = compose(dataclasses.replace(asked, parts=(part,)), workbook()).replies()
    assert reply.either == ""


def test_parts_are_chosen_by_number_in_the_credentials_order() -> None:
    document = compose(credential(), workbook(), parts=[3, 1])
    assert [section.heading[:6] for section in document.sections] == ["Part 1", "Part 3"]


def test_an_unknown_part_is_named_with_those_there_are() -> None:
    with pytest.raises(WorkbookError, match=r"no part 7\. Its parts are 1, 2, 3"):
        compose(credential(), workbook(), parts=[1, 7])


def test_artifacts_show_stored_names_and_links_by_number() -> None:
    made = workbook()
    rows = (attached(3, "https://example.org/x"), attached(2, "goal-2.pdf"), attached(1, "goal-1.pdf"))
    made.change("attachments", {"part-2.artifact-1": rows})
    first, second = compose(credential(), made).sections[1].handed_in
    assert (first.files, first.links) == (("goal-1.pdf", "goal-2.pdf"), ("https://example.org/x",))
    assert (second.files, second.links) == ((), ())


def test_self_assessment_shows_levels_and_what_is_not_assessed() -> None:
    made = workbook()
    made.change("assessment", {"part-2.criterion-2": "Basic", "part-1.passing-1": "not-yet"})
    sections = compose(credential(), made).sections
    assert sections[0].assessed[0].rows == (
        ("A strength is named.", "Not yet"),
        ("Both agree.", "Not assessed"),
    )
    assert sections[1].assessed[0].rows == (("The goal", "Not assessed"), ("The checks", "Basic"))


def test_without_any_assessment_there_is_no_table_of_it() -> None:
    assert all(not section.assessed for section in compose(credential(), workbook()).sections)


def test_nothing_of_the_workbooks_own_name_or_notes_is_in_it() -> None:
    made = workbook(one="answer")
    made = dataclasses.replace(made, id="jane-doe", notes={"research": Draft("private note", SAVED)})
    shown = repr(compose(credential(), made))
    assert "jane-doe" not in shown
    assert "private note" not in shown
    assert "Instructions" not in shown
