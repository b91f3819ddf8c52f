"""Suggestions have the apostrophes of the text that they are for."""

from __future__ import annotations

import pytest

from workbook.proofreading.apostrophes import usual_apostrophe, with_apostrophes
from workbook.proofreading.known_words import KnownWords
from workbook.proofreading.proofreader import Proofreader

from .support import NEVER, OneWord
from .test_proofreader import PLACE


@pytest.mark.parametrize(
    ("draft", "usual"),
    [
        ("It’s hers, and isn’t his.", "’"),
        ("It's hers, and isn't his.", "'"),
        ("It’s hers, don’t you see, isn't it?", "’"),
        ("He said 'no' to 5'4\" and left.", ""),
    ],
)
def test_the_usual_apostrophe_of_a_text(draft: str, usual: str):
    assert usual_apostrophe(draft) == usual


def test_a_words_own_apostrophe_comes_first():
    assert with_apostrophes("doesn't", "doens’t", "'") == "doesn’t"
    assert with_apostrophes("doesn’t", "doens't", "’") == "doesn't"
    assert with_apostrophes("it's", "its", "’") == "it’s"
    assert with_apostrophes("it's", "its", "") == "it's"


@pytest.mark.parametrize(
    ("draft", "suggestion"), [("It’s its.", "it’s"), ("It's its.", "it's"), ("So its.", "it's")]
)
def test_a_suggestion_follows_the_draft(draft: str, suggestion: str):
    engine = OneWord("its", "it's")
    (found,) = Proofreader((engine,), KnownWords()).look(draft, PLACE, "en-US", NEVER).findings
    assert found.suggestions == (suggestion,)


def test_a_paragraph_that_stays_follows_when_the_rest_of_the_draft_changes():
    proofreader = Proofreader((OneWord("its", "it's"),), KnownWords())
    for other, suggestion in (("It isn't so.", "it's"), ("It isn’t so.", "it’s")):
        (found,) = proofreader.look(f"So its.\n\n{other}", PLACE, "en-US", NEVER).findings
        assert found.suggestions == (suggestion,)
