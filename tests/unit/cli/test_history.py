"""`history`: the list of versions, one of them, what has changed since, and taking it back."""

from __future__ import annotations

from datetime import datetime

import pytest

from workbook.drafts.store import Store
from workbook.home import Home
from workbook.prose.differences import differences

GOALS = "goals-worth-reaching"
PROMPT = "part-1.prompt-2"
FIRST, SECOND, THIRD = "The old dog sat.\n", "The new dog sat.\n", "The new dog sat down.\n"


@pytest.fixture
def history(goals):
    """The command, on an answer that was written three times."""
    for text in (FIRST, SECOND, THIRD):
        assert goals("answer", "goals", PROMPT, text=text).status == 0
    return lambda *arguments: goals("history", "goals", PROMPT, *arguments)


def test_without_a_version_it_says_so(goals):
    done = goals("history", "goals", PROMPT)
    assert (done.status, done.err) == (0, "")
    assert " ".join(done.out.split()).startswith(f"No version of your answer to {PROMPT} was kept yet.")
    assert goals("history", "goals", PROMPT, "--json").json["versions"] == []


def test_it_lists_number_time_words_and_why(history):
    lines = history().out.splitlines()
    assert lines[0].endswith(f"versions of your answer to {PROMPT}")
    told = history("--json").json
    assert (told["workbook"], told["prompt"]) == (GOALS, PROMPT)
    assert len(lines) - 1 == len(told["versions"]) >= 3
    for line, version in zip(lines[1:], told["versions"], strict=True):
        assert {"number", "saved_at", "words", "why"} <= version.keys()
        assert datetime.fromisoformat(version["saved_at"]).tzinfo is not None
        assert line.startswith(f"{version['number']}. ")
        assert line.endswith(f" · {version['words']} words · {version['why']}")
    assert [version["words"] for version in told["versions"]][-1] == 5


def test_show_prints_the_text_and_nothing_else(history):
    numbers = [version["number"] for version in history("--json").json["versions"]]
    texts = [history("--show", str(number)).out for number in numbers]
    assert texts[0] == FIRST
    assert texts[-1] == THIRD
    assert history("--show", str(numbers[0]), "--json").json["text"] == FIRST


def test_an_unknown_version_is_refused_with_those_there_are(history):
    for option in ("--show", "--diff", "--restore"):
        done = history(option, "99")
        assert done.status == 2
        assert done.err.startswith(
            f"There is no version 99 of the answer to {PROMPT}. There are the versions 1"
        )
    done = history("--diff", "1", "99")
    assert (done.status, done.out) == (2, "")
    assert history("--name", "99", "x").status == 2


def number_of(history, text):
    versions = history("--json").json["versions"]
    return next(str(v["number"]) for v in versions if history("--show", str(v["number"])).out == text)


def test_diff_marks_what_was_added_and_removed_since(history):
    first, second = number_of(history, FIRST), number_of(history, SECOND)
    assert history("--diff", first).out == "The [-old-]{+new+} dog [-sat.-]{+sat down.+}\n"
    assert history("--diff", first, second).out == "The [-old-]{+new+} dog sat.\n"
    assert history("--diff", second, first).out == "The [-new-]{+old+} dog sat.\n"
    told = history("--diff", first, second, "--json").json
    assert (told["from"], told["to"]) == (int(first), int(second))
    assert [(p["kind"], p["text"]) for p in told["pieces"]] == [
        (piece.kind, piece.text) for piece in differences(FIRST, SECOND)
    ]


def test_diff_of_the_same_text_says_so(history):
    third = number_of(history, THIRD)
    assert history("--diff", third).out == f"Version {third} and your text now are the same.\n"
    assert history("--diff", third, third).out == f"Version {third} and version {third} are the same.\n"


def test_restore_makes_a_version_the_answer_and_keeps_the_one_before(history, goals):
    first = number_of(history, FIRST)
    before = len(history("--json").json["versions"])
    done = history("--restore", first)
    assert done.out == (
        f"Version {first} is your answer to {PROMPT} again: 4 words. The text before it is kept too.\n"
    )
    assert goals("answer", "goals", PROMPT, "--print").out == FIRST
    versions = history("--json").json["versions"]
    assert versions[-1]["why"] == f"restored from version {first}"
    assert len(versions) > before
    assert THIRD in [history("--show", str(version["number"])).out for version in versions]
    told = history("--restore", number_of(history, SECOND), "--json").json
    assert (told["words"], told["workbook"]) == (4, GOALS)


def test_a_name_is_given_shown_and_taken_away(history):
    first = number_of(history, FIRST)
    assert history("--name", first, "Before the\nreview").out == (
        f"Version {first} is called “Before the review”, and is kept for good.\n"
    )
    assert "“Before the review”" in history().out
    assert history("--json").json["versions"][0]["name"] == "Before the review"
    assert history("--name", first, "", "--json").json["name"] == ""
    assert history("--name", first, "").out == f"Version {first} has no name now.\n"


def test_notes_have_versions_of_their_own(goals):
    for text in ("One idea.\n", "Two ideas.\n"):
        goals("note", "goals", "research.2", text=text)
    told = goals("history", "goals", "research.2", "--note", "--json").json
    assert told["place"] == "research.2"
    numbers = [str(version["number"]) for version in told["versions"]]
    assert goals("history", "goals", "research.2", "--note", "--show", numbers[0]).out == "One idea.\n"
    done = goals("history", "goals", "research.2", "--note", "--restore", numbers[0])
    assert done.out.startswith(f"Version {numbers[0]} is your note on research.2 again: 2 words.")
    assert goals("note", "goals", "research.2", "--print").out == "One idea.\n"
    wrong = goals("history", "goals", "research.2")
    assert wrong.status == 2
    assert "has no prompt or sub-prompt “research.2”" in wrong.err


def test_a_sub_prompt_has_versions_of_its_own(goals):
    goals("answer", "goals", "part-1.prompt-3.a", text="For a.")
    assert len(goals("history", "goals", "part-1.prompt-3.a", "--json").json["versions"]) == 1
    assert goals("history", "goals", "part-1.prompt-3", "--json").json["versions"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--show", "1", "--restore", "1"), "--show and --restore are different things. Give one of them.\n"),
        (("3",), "“3” goes with --diff alone. `--diff N M` compares two versions.\n"),
    ],
)
def test_what_does_not_go_together_is_refused(history, arguments, said):
    done = history(*arguments)
    assert (done.status, done.out, done.err) == (2, "", said)


def test_a_number_that_is_none_is_refused(history):
    assert history("--show", "two").status == 2


def test_an_old_version_that_was_set_down_hostile_prints_no_escape(goals, tmp_path):
    opened = Store(Home(tmp_path / "home")).open(GOALS)
    with opened.file.locked():
        opened.file.history.add("answer", PROMPT, "a\x1b[31mb", "why\x1b]0;x\x07\nnot")
    done = goals("history", "goals", PROMPT)
    assert "\x1b" not in done.out
    assert "\x1b" not in goals("history", "goals", PROMPT, "--show", "1").out
