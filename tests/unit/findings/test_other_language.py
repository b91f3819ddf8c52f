"""Passages in another language: left alone as long as their sentences stay the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import WorkbookError
from workbook.findings.model import Where
from workbook.findings.other_language import Passages, paragraph_around, passage
from workbook.proofreading.known_words import KnownWords
from workbook.proofreading.model import Noticed
from workbook.proofreading.proofreader import Proofreader

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACE = Where("mine", part="part-1", prompt="part-1.prompt-1")
SPANISH = "Mi hija está feliz. Lee todas *las noches*, y no quiere parar."
DRAFT = f"The mother wrote to me.\n\n{SPANISH}\n\nShe said “Muchas gracias por todo” and left. Gracias again."


@dataclass
class EveryWord:
    """An engine that knows no word at all, and calls each paragraph of two words and more too long."""

    name: str = "harper"
    version: str = "1"
    in_words: str = "Harper"

    def speaks(self, language: str) -> bool:
        return bool(language)

    def look(self, texts: Sequence[str], language: str, cancel: object) -> list[tuple[Noticed, ...]]:
        return [tuple(self._noticed(text)) for text in texts]

    def _noticed(self, text: str) -> list[Noticed]:
        found, start = [], 0
        for word in text.split():
            start = text.index(word, start)
            end = start + len(word)
            found.append(Noticed(start, end, "grammar", "Word", "Unknown.", (), self.name))
            start = end
        return found


class _Never:
    def is_set(self) -> bool:
        return False


def told(draft: str, *kept: tuple[int, int], known: str = "", place: Where = PLACE) -> list[str]:
    """The words that are told of, where passages of a draft are left alone."""
    passages = Passages(passage(known or draft, PLACE.id, start, end) for start, end in kept)
    found = Proofreader((EveryWord(),), KnownWords()).look(draft, place, "en-US", _Never()).findings
    return [one.excerpt for one in found if not passages.hold(one)]


def span(words: str) -> tuple[int, int]:
    start = DRAFT.index(words)
    return start, start + len(words)


def test_all_that_is_found_in_the_passage_is_left_alone_and_nothing_else():
    words = told(DRAFT)
    assert {"hija", "feliz.", "las", "parar.", "wrote"} <= set(words)
    left = told(DRAFT, span(SPANISH))
    rest = "The mother wrote to me. She said “Muchas gracias por todo” and left. Gracias again."
    assert left == rest.split()


def test_a_passage_within_a_sentence_is_told_from_the_rest_of_it():
    left = told(DRAFT, span("Muchas gracias por todo"))
    assert "gracias" not in left and "por" not in left
    assert {"said", "left.", "Gracias", "again."} <= set(left)


def test_a_sentence_that_is_changed_is_looked_at_again_and_the_others_are_not():
    after = DRAFT.replace("Lee todas", "Lee casi todas").replace("me.", "me, twice.")
    left = told(after, span(SPANISH), known=DRAFT)
    assert {"Lee", "casi", "todas"} <= set(left)
    assert not {"hija", "está", "feliz."} & set(left)


def test_the_same_words_elsewhere_are_looked_at():
    assert "hija" in told(DRAFT, span(SPANISH), place=Where("mine", part="part-1", prompt="part-1.prompt-2"))
    short = Passages([passage("No. Sí.", PLACE.id, 0, 3)])
    found = (
        Proofreader((EveryWord(),), KnownWords()).look("Nobody knows. No.", PLACE, "en-US", _Never()).findings
    )
    assert [one.excerpt for one in found if not short.hold(one)] == ["Nobody", "knows."]


@given(st.text(st.sampled_from("aá .\n*-“”1!?é\u00ad"), max_size=40), st.data())
def test_a_whole_draft_that_is_left_alone_has_nothing_to_tell(draft: str, data: st.DataObject):
    try:
        assert told(draft, (0, len(draft))) == []
    except WorkbookError:
        assert told(draft) == []
    start = data.draw(st.integers(0, len(draft)))
    begin, end = paragraph_around(draft, start)
    assert 0 <= begin <= end <= len(draft)


def test_what_is_kept_of_it():
    kept = passage(DRAFT, PLACE.id, *span(SPANISH), language="es")
    assert kept.sentence == "Mi hija está feliz. Lee todas las noches, y no quiere parar."
    assert kept.message == "In another language (es), left alone."
    assert kept.id == passage(f"New.\n\n{SPANISH}", PLACE.id, 6, 6 + len(SPANISH)).id
    begin = DRAFT.index("noches")
    assert DRAFT[slice(*paragraph_around(DRAFT, begin))] == SPANISH


def test_no_words_and_no_tag_are_refused():
    with pytest.raises(WorkbookError, match="no words"):
        passage("a\n\n---\n", PLACE.id, 3, 6)
    with pytest.raises(WorkbookError, match="tag"):
        passage("Sí.", PLACE.id, 0, 3, language="Spanish, I think")
