"""From what was noticed in plain words to findings in the draft that they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from workbook.findings.model import Finding, Severity, Source, Span
from workbook.proofreading.apostrophes import with_apostrophes
from workbook.proofreading.merging import WIDE
from workbook.proofreading.whole_words import is_within_a_word
from workbook.prose.legible import is_unseen
from workbook.prose.sentences import sentence_around

if TYPE_CHECKING:
    from workbook.findings.model import Where
    from workbook.proofreading.merging import Merged
    from workbook.proofreading.model import Category
    from workbook.prose.mapped import Paragraph

_SEVERITIES: dict[Category, Severity] = {
    "grammar": Severity.WARNING,
    "spelling": Severity.WARNING,
    "style": Severity.INFO,
}
_SPELLER = "MORFOLOGIK_"
# In a suggestion these could become marks of Markdown, or end a paragraph or a table's cell.
_MARKS = frozenset("\\*_`[]<>|#~&\n\r")


@dataclass
class Placer:
    """Makes findings of what was noticed in one piece of a paragraph.

    Attributes:
        draft: the Markdown.
        place: whose text it is.
        paragraph: the paragraph, with its way back to the draft.
        offset: where the piece begins in the paragraph's text.
        read: the piece's text as the engines read it: as long as what stands there.
        apostrophe: the sign for an apostrophe that the draft has elsewhere; empty where it has none.
    """

    draft: str
    place: Where
    paragraph: Paragraph
    offset: int
    read: str
    apostrophe: str = ""
    _sentences: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._piece = self.paragraph.text[self.offset : self.offset + len(self.read)]

    def finding(self, merged: Merged) -> Finding | None:
        """Return the finding; None where it is about a word that stands for code or the like.

        What an engine says of such a word is said of nothing that anybody wrote.

        Args:
            merged: what was noticed, with its place in the piece.
        """
        start, end = merged.start + self.offset, merged.end + self.offset
        if self._is_stood_in(start, end) or self._cuts_a_word(start, end):
            return None
        span = self._span(start, end)
        sources = tuple(dict.fromkeys(Source(one.engine, one.rule) for one in merged.members))
        sentence, detail = self._named(merged.start, merged.end)
        alone = dict.fromkeys(
            self._id(one.start, one.end, sources)
            for one in merged.members
            if (one.start, one.end) != (merged.start, merged.end)
        )
        return Finding(
            rule=merged.category,
            severity=_SEVERITIES[merged.category],
            message=_message(merged, self._piece[merged.start : merged.end]),
            place=self.place,
            span=span,
            excerpt=self.draft[span.start : span.end],
            suggestions=self._suggestions(merged, start, end, span),
            engine=merged.leader.engine,
            sentence=sentence,
            detail=detail,
            sources=sources,
            also=tuple(alone),
        )

    def _span(self, start: int, end: int) -> Span:
        """Return the place in the draft, with what cannot be seen at its edges: that belongs to the words."""
        begin, finish = self.paragraph.source_span(start, end)
        words = self.draft[begin:finish]
        if words and words == words.strip():
            while begin > 0 and is_unseen(self.draft[begin - 1]):
                begin -= 1
            while finish < len(self.draft) and is_unseen(self.draft[finish]):
                finish += 1
        return Span(begin, finish)

    def _cuts_a_word(self, start: int, end: int) -> bool:
        """Return whether a word goes on beyond the piece, which may end amid one that is very long."""
        text = self.paragraph.text
        return is_within_a_word(text, start) or is_within_a_word(text, end)

    def _named(self, start: int, end: int) -> tuple[str, str]:
        """Return the sentence around a span, and what tells the span from others in that sentence."""
        begin, finish = sentence_around(self._piece, start, end)
        # Where its lines break makes no other sentence of it.
        fresh = self._piece[begin:finish].replace("\n", " ")
        sentence = self._sentences.setdefault((begin, finish), fresh)
        words = sentence[start - begin : end - begin]
        earlier = sentence.count(words, 0, start - begin) if words else start - begin
        return sentence, f"{words}\x1e{earlier + 1}" if earlier else words

    def _id(self, start: int, end: int, sources: tuple[Source, ...]) -> str:
        """Return the id that a finding of a narrower span has when it is alone."""
        sentence, detail = self._named(start, end)
        alone = Finding("", Severity.INFO, "", self.place, sentence=sentence, detail=detail, sources=sources)
        return alone.id

    def _is_stood_in(self, start: int, end: int) -> bool:
        """Return whether words of a span stand for something else; in a whole sentence some may."""
        if end - start >= WIDE:
            return False
        runs = self.paragraph.runs_in(start, max(end, start + 1))
        return any(not (run.same or run.letters) and run.end - run.start > 1 for run in runs) or not any(
            run.same or run.letters for run in runs
        )

    def _suggestions(self, merged: Merged, start: int, end: int, span: Span) -> tuple[str, ...]:
        """Return those suggestions that can be put in place of the span in the draft, as text for it."""
        if self.read[merged.start : merged.end] != self._piece[merged.start : merged.end]:
            return ()
        words = self._piece[merged.start : merged.end]
        alike = (with_apostrophes(text, words, self.apostrophe) for text in merged.suggestions)
        fitted = (self._for_the_draft(start, end, span, text) for text in alike if text != words)
        return tuple(dict.fromkeys(text for text in fitted if text is not None))

    def _for_the_draft(self, start: int, end: int, span: Span, suggestion: str) -> str | None:
        """Return what to put in place of the span so that its words read as suggested; None where unsure.

        Only what the suggestion changes is changed: the marks of emphasis in and around it stay.
        """
        words = self.paragraph.text[start:end]
        before = _shared(words, suggestion)
        behind = _shared(words[before:][::-1], suggestion[before:][::-1])
        fresh = suggestion[before : len(suggestion) - behind]
        changed = self._source_of(start + before, end - behind, start)
        if _MARKS.intersection(fresh) or changed is None:
            return None
        begin, finish = changed
        if begin < span.start or finish > span.end or (not fresh and self._is_all_that_is_marked(*changed)):
            return None
        return self.draft[span.start : begin] + fresh + self.draft[finish : span.end]

    def _source_of(self, start: int, end: int, earliest: int) -> tuple[int, int] | None:
        """Return where words stand in the draft, letter by letter; None where they do not.

        Args:
            start: where they begin in the paragraph's text.
            end: where they end; at the start where something is only put in.
            earliest: where what was noticed begins.
        """
        if start < end:
            return self.paragraph.source_span(start, end) if self._are_letters(start, end) else None
        if start > earliest and self._are_letters(start - 1, start):
            point = self.paragraph.source_span(start - 1, start)[1]
        elif self._are_letters(start, start + 1):
            point = self.paragraph.source_span(start, start + 1)[0]
        else:
            return None
        return point, point

    def _are_letters(self, start: int, end: int) -> bool:
        """Return whether words stand in the draft in one piece, but for what cannot be seen among them."""
        runs = self.paragraph.runs_in(start, end)
        gaps = (self.draft[one.source_end : other.source_start] for one, other in pairwise(runs))
        return self.paragraph.are_letters(start, end) and all(map(is_unseen, gaps))

    def _is_all_that_is_marked(self, begin: int, finish: int) -> bool:
        """Return whether nothing would be left between two marks, as in `*very*` without its word."""
        around = (self.draft[begin - 1 : begin], self.draft[finish : finish + 1])
        return begin < finish and all(mark in _MARKS for mark in around)


def _message(merged: Merged, words: str) -> str:
    """Return what is told; of a misspelling, whoever noticed it, the same."""
    if merged.leader.rule.startswith(_SPELLER):
        return f"“{words}” may be misspelt."
    return merged.leader.message


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
