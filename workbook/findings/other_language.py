"""Passages that are in another language: marked by the person, and left alone by proofreading.

A passage is kept as what she ignored is kept, so it is listed, taken back and restored as that is; the
draft itself is not touched. It is known by its sentences: one that stays the same stays left alone, and
one that is changed is looked at again.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from workbook.drafts.model import Ignored, now
from workbook.errors import WorkbookError
from workbook.languages import is_tag, normal
from workbook.prose.paragraphs import paragraphs
from workbook.prose.sentences import sentences
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.findings.model import Finding

RULE = "other-language"
"""The rule's name in what is kept of a passage."""
_HERE = "\x00"


def passage(draft: str, place: str, start: int, end: int, language: str = "") -> Ignored:
    """Return what is kept of a passage of a draft.

    Args:
        draft: the draft.
        place: the id of the place that it is written for.
        start: where the passage begins, in code points.
        end: where it ends, the end not included.
        language: the tag of its language, where that is told.

    Raises:
        WorkbookError: there are no words in it, or the tag is none.
    """
    if language and not is_tag(language):
        raise WorkbookError(f"“{one_line(language)}” is no language's tag", "Write it as es, or pt-BR")
    words = _one_by_one(paragraph.text for paragraph in paragraphs(draft[start:end]))
    if not words:
        raise WorkbookError("There are no words in what was marked", "Mark the words of the passage")
    named = hashlib.blake2b("\x1f".join((RULE, place, words)).encode("utf-8", "replace"), digest_size=6)
    return Ignored(
        id=named.hexdigest(),
        also=(),
        rule=RULE,
        message=f"In another language{f' ({normal(language)})' if language else ''}, left alone.",
        excerpt=one_line(draft[start:end]),
        sentence=words,
        place=place,
        at=now(),
    )


def paragraph_around(draft: str, place: int) -> tuple[int, int]:
    """Return where the paragraph around a place of a draft begins and ends; the place alone where none is.

    Args:
        draft: the draft.
        place: how many code points stand before it.
    """
    for paragraph in paragraphs(draft):
        start, end = paragraph.runs[0].source_start, paragraph.runs[-1].source_end
        if start <= place <= end:
            return start, end
    return place, place


class Passages:
    """The passages of a workbook that are in another language.

    Args:
        ignored: all that the person ignored.
    """

    def __init__(self, ignored: Iterable[Ignored]) -> None:
        self._by_place: dict[str, list[str]] = {}
        for each in ignored:
            if each.rule == RULE:
                self._by_place.setdefault(each.place, []).append(each.sentence)

    def hold(self, finding: Finding) -> bool:
        """Return whether a finding of proofreading is about words of such a passage."""
        known = self._by_place.get(finding.place.id, ()) if finding.sources else ()
        if not known:
            return False
        sentence, start, end = _words_of(finding)
        return any(_holds(words, sentence, start, end) for words in known)


def _words_of(finding: Finding) -> tuple[str, int, int]:
    """Return a finding's sentence with single spaces, and where in it the words begin and end."""
    words, _, number = finding.detail.partition("\x1e")
    start = -1
    for _time in range(int(number or 1)):
        start = finding.sentence.find(words, start + max(len(words), 1) if start >= 0 else 0)
    before = _one_by_one([finding.sentence[: max(start, 0)] + _HERE]).index(_HERE)
    return _one_by_one([finding.sentence]), before, before + len(_one_by_one([words]))


def _holds(words: str, sentence: str, start: int, end: int) -> bool:
    """Return whether a passage has a sentence whole, or the words from a place to another in it."""
    if f" {sentence} " in f" {words} ":
        return True
    for piece in _pieces(words):
        begin = sentence.find(piece)
        while begin >= 0:
            finish = begin + len(piece)
            cuts = sentence[:begin][-1:].isalnum() or sentence[finish : finish + 1].isalnum()
            if begin <= start and end <= finish and not cuts:
                return True
            begin = sentence.find(piece, begin + 1)
    return False


@lru_cache(maxsize=256)
def _pieces(words: str) -> tuple[str, ...]:
    return sentences(words)


def _one_by_one(texts: Iterable[str]) -> str:
    return " ".join(word for text in texts for word in text.split())
