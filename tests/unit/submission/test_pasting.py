"""An answer as plain text for a web form."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workbook.credentials.model import Credential, Part, Prompt, SubPrompt
from workbook.drafts.model import Draft, Workbook
from workbook.errors import WorkbookError
from workbook.submission.pasting import answer_to_paste, to_paste

WHEN = datetime(2031, 3, 4, tzinfo=UTC)
SUBS = (SubPrompt("part-1.prompt-2.a", "a", "A?"), SubPrompt("part-1.prompt-2.b", "b", "B?"))
PROMPTS = (
    Prompt("part-1.prompt-1", "1", "Why?"),
    Prompt("part-1.prompt-2", "2", "How?", subprompts=SUBS),
    Prompt("part-1.prompt-3", "3", "When?", bulleted=True),
)
CREDENTIAL = Credential("c", "C", parts=(Part("part-1", 1, "P", prompts=PROMPTS),), section_ids=("part-1",))


def pasted(prompt, **answers):
    drafts = {
        f"part-1.{name.replace('_', '.').replace('p', 'prompt-')}": text for name, text in answers.items()
    }
    workbook = Workbook("w", "c", WHEN, WHEN, {place: Draft(text, WHEN) for place, text in drafts.items()})
    return answer_to_paste(CREDENTIAL, workbook, prompt)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Plain.", "Plain."),
        ("A *b* **c** `d` ~~e~~", "A b c d e"),
        ("one\n\ntwo\nthree", "one\n\ntwo\nthree"),
        ("3. c\n4. d\n   - e", "3. c\n4. d\n   - e"),
        ("1) a\n\n   b", "1) a\n\n   b"),
        ("a. first\nb. second", "a. first\nb. second"),
        ("[page](https://x.org) <https://y.org>", "page (https://x.org) https://y.org"),
        ("> said", "said"),
        ("<b>1 < 2</b> & café", "<b>1 < 2</b> & café"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a\tb\n1\t2"),
        ("![A chart](chart.png)", "[Picture: A chart]"),
        ("# Title\n\n    code", "Title\n\ncode"),
        ("  \n", ""),
    ],
)
def test_marks_go_and_words_numbers_and_addresses_stay(markdown, plain):
    assert to_paste(markdown) == plain


def test_an_answer_is_numbered_once_as_its_question_is():
    assert pasted("part-1.prompt-1", p1="Because.") == "1. Because."
    assert pasted("part-1.prompt-1", p1="1. Because.") == "1. Because."
    assert pasted("part-1.prompt-3", p3="Soon.") == "Soon."
    assert pasted("part-1.prompt-1") == ""


def test_lettered_answers_keep_their_letters():
    assert pasted("part-1.prompt-2", p2="a. So.\n\nb. Thus.") == "2.\na. So.\n\nb. Thus."
    assert pasted("part-1.prompt-2", p2_a="So.", p2_b="Thus.") == "2.\na. So.\n\nb. Thus."
    assert pasted("part-1.prompt-2.b", p2_b="Thus.") == "b. Thus."


@pytest.mark.parametrize(
    "answer",
    [
        "2.5 million children …",
        "2:30 pm is when we read.",
        "2nd grade is where I teach.",
        "2x a week we meet.",
        "2-3 students stay.",
        "2/3 of them read.",
        "2024 was the year.",
        "2)b is my room.",
        "2.0 is the goal.",
        "(2-3 of them)",
    ],
)
def test_a_number_of_the_text_is_not_taken_for_the_question_s_own(answer):
    assert pasted("part-1.prompt-2", p2=answer) == f"2. {answer}"


@pytest.mark.parametrize("typed", ["2.", "2)", "(2)", "2:", "2.\t"])
def test_the_question_s_own_number_typed_in_front_is_not_said_twice(typed):
    text = pasted("part-1.prompt-2", p2=f"{typed} Because.")
    assert text.split() == [typed.strip(), "Because."]


def test_a_letter_of_the_text_is_not_taken_for_the_question_s_own():
    assert pasted("part-1.prompt-2.a", p2_a="a.m. classes are small.") == "a. a.m. classes are small."
    assert pasted("part-1.prompt-2.a", p2_a="A good start.") == "a. A good start."
    assert pasted("part-1.prompt-2.a", p2_a="A) A good start.") == "A) A good start."


def test_a_list_in_an_answer_keeps_its_numbers_below_that_of_the_question():
    assert pasted("part-1.prompt-1", p1="1. One.\n2. Two.") == "1.\n1. One.\n2. Two."
    assert pasted("part-1.prompt-2.a", p2_a="a. One.\nb. Two.") == "a.\na. One.\nb. Two."
    assert pasted("part-1.prompt-1", p1="3. Three.") == "1.\n3. Three."
    assert pasted("part-1.prompt-1", p1="1. Because.\n\nAnd more.") == "1. Because.\n\nAnd more."


def test_what_is_no_question_is_refused():
    with pytest.raises(WorkbookError):
        pasted("part-9.prompt-1")
