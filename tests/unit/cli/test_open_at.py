"""The short way to the app: it understands what the parser of commands understands, or leaves it to that."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook.cli import opening
from workbook.cli.main import run
from workbook.cli.open_at import open_at, plainly_asked
from workbook.errors import WorkbookError

WORDS = ["open", "--at", "--at=x", "-h", "--help", "--", "-", "", "goals", "part-1.prompt-2", "status"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=5))
@example(["open", "goals"])
@example(["open", "goals", "--at", "part-1"])
@example(["open", "--at", "part-1"])
@example(["open", "--at", "--at"])
@example(["open", "--", "goals"])
def test_what_is_asked_plainly_is_what_the_parser_hears(arguments):
    asked = plainly_asked(arguments)
    if not arguments:
        assert asked == (None, None)
        return
    if asked is None:
        return
    heard = []

    def opened(_open_app, workbook, at):
        heard.append((workbook, at))
        return 7

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_at", opened)
        assert run(arguments, lambda *_: 1) == 7
    assert heard == [asked]


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["open", "goals"], ("goals", None)),
        (["open", "goals", "--at", "part-1.prompt-2"], ("goals", "part-1.prompt-2")),
        (["open", "--at", "part-1.prompt-2", "goals"], None),
        (["open", "--help"], None),
        (["open", "a", "b"], None),
        (["status"], None),
    ],
)
def test_plainly_asked(arguments, asked):
    assert plainly_asked(arguments) == asked


def test_a_place_without_a_workbook_is_a_mistake():
    with pytest.raises(WorkbookError, match="Name the workbook before it"):
        open_at(lambda *_: 0, None, "part-1")
