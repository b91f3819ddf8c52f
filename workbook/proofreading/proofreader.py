"""Proofreading a draft: its paragraphs through the engines, and what they noticed as findings in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from workbook.findings.model import NotRun
from workbook.languages import normal
from workbook.proofreading import asking
from workbook.proofreading.apostrophes import usual_apostrophe
from workbook.proofreading.asking import Counter, Question
from workbook.proofreading.excuses import is_excused
from workbook.proofreading.levels import is_quiet
from workbook.proofreading.merging import merge
from workbook.proofreading.model import Stopped
from workbook.proofreading.opinions import agreed
from workbook.proofreading.pieces import has_words, pieces, readable
from workbook.proofreading.placed import PlacedFindings
from workbook.proofreading.placing import Placer
from workbook.proofreading.whole_words import in_whole_words
from workbook.prose.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbook.findings.model import Finding, Where
    from workbook.proofreading.asking import Answer
    from workbook.proofreading.cache import ParagraphCache
    from workbook.proofreading.known_words import KnownWords
    from workbook.proofreading.model import Cancel, Engine, Noticed
    from workbook.prose.mapped import Paragraph


@dataclass(frozen=True)
class Outcome:
    """What proofreading a draft came to.

    Attributes:
        findings: what was noticed, in the order of the draft; none is marked as ignored.
        engines: the names of the engines that read all of it.
        not_run: the engines that did not, by name, and why.
        failed: the names of those among them that were asked and failed; the others do not know the
            language, or noticed more than can be told.
    """

    findings: tuple[Finding, ...]
    engines: tuple[str, ...]
    not_run: tuple[NotRun, ...] = ()
    failed: tuple[str, ...] = ()


class Proofreader:
    """Proofreads drafts by one engine or several. It may be used from any thread.

    Args:
        engines: who proofreads; each is asked only what the cache does not hold.
        known: the words that are right whatever an engine says.
        cache: what was noticed before; None where nothing is kept.
        thorough: whether the quieter rules are told too.
    """

    def __init__(
        self,
        engines: Sequence[Engine],
        known: KnownWords,
        cache: ParagraphCache | None = None,
        *,
        thorough: bool = False,
    ) -> None:
        self._engines = tuple(engines)
        self._known = known
        self._cache = cache
        self._thorough = thorough
        self._placed = PlacedFindings()

    def look(
        self,
        draft: str,
        place: Where,
        language: str,
        cancel: Cancel,
        progress: Callable[[int, int], None] | None = None,
        *,
        near: int = 0,
        early: Callable[[tuple[Finding, ...]], None] | None = None,
    ) -> Outcome:
        """Proofread a draft.

        An engine that fails takes nothing from the others: what they noticed is told, and that it
        failed. A draft of 10,000 words takes Harper a second or two; a megabyte, whatever is in it (one
        line, ten thousand lines, signs that are no letters), a minute at most. LanguageTool takes four to
        eight seconds for 10,000 words and some two minutes for a megabyte of prose. It can be given up at
        any time: the engines are asked about a page at a time.

        Args:
            draft: Markdown.
            place: whose text it is.
            language: the tag of its language.
            cancel: says when it is no longer wanted.
            progress: is told how many pieces of text were read, and of how many, in all engines together.
            near: where in the draft to begin; what stands closest is read first.
            early: is told what was found so far, now and then, while one engine reads alone.

        Raises:
            Stopped: it was given up.
        """
        tools = (self._is_told, self._placed, self._thorough)
        reading = _Reading(draft, place, _read(draft), cancel, *tools, usual_apostrophe(draft))
        texts = reading.texts(near)
        counter = Counter(len(texts) * len(self._engines), progress)
        question = Question(texts, normal(language), cancel, self._cache, counter)
        answers = self._ask_all(question, reading, early)
        found = reading.findings(answers)
        told = sorted(islice(found, asking.MOST_FINDINGS), key=_position)
        if next(found, None) is not None:
            for answer in answers:
                answer.why = answer.why or asking.TOO_MUCH
        return Outcome(
            tuple(told),
            tuple(answer.engine for answer in answers if not answer.why),
            tuple(NotRun(answer.engine, answer.why) for answer in answers if answer.why),
            tuple(answer.engine for answer in answers if answer.has_failed),
        )

    def _ask_all(
        self,
        question: Question,
        reading: _Reading,
        early: Callable[[tuple[Finding, ...]], None] | None,
    ) -> list[Answer]:
        """Return every engine's answer; several engines are asked side by side."""

        def tell(answer: Answer) -> None:
            if early is not None:
                early(tuple(sorted(reading.findings([answer]), key=_position)))

        if len(self._engines) < 2:
            return [question.put_to(engine, tell if early else None) for engine in self._engines]
        with ThreadPoolExecutor(len(self._engines), thread_name_prefix="proofreading") as pool:
            return list(pool.map(question.put_to, self._engines))

    def _is_told(self, one: Noticed, piece: _Piece) -> bool:
        if not self._thorough and (one.quiet or is_quiet(one.engine, one.rule)):
            return False
        if is_excused(one, piece.text, piece.before):
            return False
        return one.category != "spelling" or not self._known.knows_at(piece.text, one.start, one.end)


@dataclass(frozen=True)
class _Piece:
    """A piece of a paragraph.

    Attributes:
        paragraph: the paragraph.
        offset: where in its text the piece begins.
        text: what the engines read of it.
        before: what stands before it in the paragraph, else the paragraph before; None where there is
            none of prose.
    """

    paragraph: Paragraph
    offset: int
    text: str
    before: str | None

    @property
    def source_start(self) -> int:
        return self.paragraph.source_span(self.offset, self.offset)[0]

    @property
    def words_there(self) -> str:
        """What stands in the paragraph where the engines read the text; as long as that."""
        return self.paragraph.text[self.offset : self.offset + len(self.text)]

    @property
    def words(self) -> tuple[str, int, str, str | None]:
        """All but where it stands in the draft."""
        return self.paragraph.text, self.offset, self.text, self.before


@dataclass(frozen=True)
class _Reading:
    """A draft that is being read, in pieces; what `is_told` says is told, the rest is not."""

    draft: str
    place: Where
    pieces: tuple[_Piece, ...]
    cancel: Cancel
    is_told: Callable[[Noticed, _Piece], bool]
    placed: PlacedFindings
    thorough: bool
    apostrophe: str

    def texts(self, near: int) -> tuple[str, ...]:
        """Return what the engines are to read, each text once, the closest to a place first."""
        ordered = sorted(self.pieces, key=lambda piece: abs(piece.source_start - near))
        return tuple(dict.fromkeys(piece.text for piece in ordered if has_words(piece.text)))

    def findings(self, answers: Sequence[Answer]) -> Iterator[Finding]:
        """Give the findings of all pieces that were read.

        Raises:
            Stopped: it was given up.
        """
        for piece in self.pieces:
            everything = {
                answer.engine: answer.noticed[piece.text]
                for answer in answers
                if piece.text in answer.noticed
            }
            if not any(everything.values()):
                continue
            if self.cancel.is_set():
                raise Stopped
            key = (self.place, self.apostrophe, self.around(piece), *piece.words, *everything.items())
            yield from self.placed.of(key, piece.source_start, partial(self.made, piece, everything))

    def around(self, piece: _Piece) -> str:
        """Return a piece's paragraph as it stands in the draft, with the mark before and behind it."""
        runs = piece.paragraph.runs
        return self.draft[max(0, runs[0].source_start - 1) : runs[-1].source_end + 1]

    def made(self, piece: _Piece, everything: Mapping[str, tuple[Noticed, ...]]) -> Iterator[Finding]:
        """Give the findings of a piece of which this was noticed, by engine."""
        where = (self.draft, self.place, piece.paragraph, piece.offset, piece.text)
        placer = Placer(*where, apostrophe=self.apostrophe)
        for merged in merge(piece.text, self.told(piece, everything)):
            finding = placer.finding(merged)
            if finding is not None:
                yield finding

    def told(self, piece: _Piece, everything: Mapping[str, tuple[Noticed, ...]]) -> list[Noticed]:
        """Return what was noticed in a piece and is to be told, in whole words."""
        whole = [in_whole_words(piece.words_there, one) for some in everything.values() for one in some]
        noticed = [one for one in whole if self.is_told(one, piece)]
        return noticed if self.thorough else agreed(noticed, everything)


def _read(draft: str) -> tuple[_Piece, ...]:
    read: list[_Piece] = []
    last: Paragraph | None = None
    for paragraph in paragraphs(draft):
        before = last.text if last is not None and last.sort == "paragraph" else None
        for offset, text in pieces(paragraph.text):
            read.append(_Piece(paragraph, offset, readable(text), before))
            before = text
        last = paragraph
    return tuple(read)


def _position(finding: Finding) -> tuple[int, int]:
    return (finding.span.start, finding.span.end) if finding.span else (0, 0)
