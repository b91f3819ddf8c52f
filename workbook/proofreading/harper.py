"""Harper: the engine that is always there, in this process and without a network."""

from __future__ import annotations

import contextlib
import re
import threading
from functools import cache
from typing import TYPE_CHECKING

from workbook.languages import is_english, normal
from workbook.proofreading.harper_rules import category, message
from workbook.proofreading.model import EngineFailed, Noticed, Stopped
from workbook.proofreading.pieces import pieces
from workbook.prose.mapped import Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import harper

    from workbook.proofreading.model import Cancel

_OUR_RULES = "1"
"""Rises whenever what is made of Harper's results changes, so that no cache keeps the old."""
_DIALECTS = {
    "en-GB": "BRITISH", "en-IE": "BRITISH", "en-ZA": "BRITISH",
    "en-AU": "AUSTRALIAN", "en-NZ": "AUSTRALIAN",
    "en-CA": "CANADIAN",
    "en-IN": "INDIAN",
}  # fmt: skip
# These rules of harper-py 0.2.0 write on the process's standard streams, past Python, over the screen.
_OFF = ("ChickenAndEgg", "LookingForwardTo")
_KEPT = 2
"""How many linters of a dialect stay ready for the next check."""
# A word of 60 letters and more is none, and Harper would think about it for seconds; what holds no
# letter or digit of ours is nothing that it can read.
_OURS = "A-Za-z0-9À-ɏ"
_UNREADABLE = re.compile(
    rf"[^\W\d_]{{60,}}|[^{_OURS}.,;:!?\"'’“”()\s][^{_OURS}]{{58,}}[^{_OURS}\s]|\S{{200,}}"
)
_STAND_IN = "it"
_LEGIBLE = re.compile(r"[A-Za-zÀ-ɏ]")
_MOST_SUGGESTIONS = 6


class Harper:
    """Harper, in this process. A linter is never asked by two threads: each takes one that is free."""

    name = "harper"
    in_words = "Harper, on this machine"

    @property
    def version(self) -> str:
        """Harper's version, and that of what we make of its results."""
        return _version()

    def speaks(self, language: str) -> bool:
        """Return whether a tag names a kind of English."""
        return is_english(language)

    def prepare(self, language: str) -> None:
        """Load what a first check would wait for, half a second or so; for a thread with time to spare.

        Raises:
            EngineFailed: Harper cannot be loaded.
        """
        with _linter(_dialect(language)):
            pass

    def look(self, texts: Sequence[str], language: str, cancel: Cancel) -> list[tuple[Noticed, ...]]:
        """Proofread plain texts; see `Engine.look`.

        Some 10,000 words of prose take a second or two. Text of odd characters is slower, up to a minute
        for a megabyte; it is read in pieces, and the check can be given up between any two.
        """
        found = []
        with _linter(_dialect(language)) as linter:
            for text in texts:
                noticed: list[Noticed] = []
                for offset, piece in pieces(text):
                    if cancel.is_set():
                        raise Stopped
                    noticed.extend(_noticed(linter, piece, offset))
                found.append(tuple(sorted(noticed, key=lambda one: (one.start, one.end, one.rule))))
        return found


@cache
def _version() -> str:
    from importlib.metadata import version

    return f"{version('harper-py')}+{_OUR_RULES}"


def _dialect(language: str) -> str:
    return _DIALECTS.get(normal(language), "AMERICAN")


_free: dict[str, list[harper.Linter]] = {}
_guard = threading.Lock()


@contextlib.contextmanager
def _linter(dialect: str) -> Iterator[harper.Linter]:
    """Take a linter that nobody uses, and put it back; one that failed is not put back."""
    with _guard:
        waiting = _free.setdefault(dialect, [])
        linter = waiting.pop() if waiting else None
    linter = linter or _new_linter(dialect)
    try:
        yield linter
    except Stopped:
        _put_back(dialect, linter)
        raise
    _put_back(dialect, linter)


def _put_back(dialect: str, linter: harper.Linter) -> None:
    with _guard:
        if len(_free[dialect]) < _KEPT:
            _free[dialect].append(linter)


def _new_linter(dialect: str) -> harper.Linter:
    try:
        import harper

        linter = harper.Linter(harper.Dialect[dialect])
        linter.set_lint_config({**linter.get_lint_config(), **dict.fromkeys(_OFF, False)})
    except (ImportError, OSError, RuntimeError, ValueError, KeyError, AttributeError) as error:
        raise _failed(error) from error
    return linter


def _failed(error: BaseException) -> EngineFailed:
    return EngineFailed(
        f"Harper, which proofreads at once, does not work ({type(error).__name__})",
        "Install the workbook anew; until then LanguageTool can proofread",
    )


def _noticed(linter: harper.Linter, piece: str, offset: int) -> Iterator[Noticed]:
    """Give what Harper notices in a piece, with the places that it has in the whole text."""
    legible = _legible(piece)
    if not _LEGIBLE.search(legible.text):
        return
    for rule, lints in _lints(linter, legible.text).items():
        for lint in lints:
            start, end = legible.source_span(lint.span.start, lint.span.end)
            if not legible.is_same(lint.span.start, lint.span.end) or start == end:
                continue
            problem = piece[start:end]
            yield Noticed(
                start=offset + start,
                end=offset + end,
                category=category(rule, lint.lint_kind),
                rule=rule,
                message=message(rule, lint.message, problem),
                suggestions=_suggestions(lint, problem),
                engine=Harper.name,
            )


def _lints(linter: harper.Linter, text: str) -> dict[str, list[harper.Lint]]:
    try:
        return linter.organized_lints(text, language="plaintext", dedup=False)
    except BaseException as error:
        # A fault inside Harper, which is written in Rust, arrives as an exception of its own sort.
        if isinstance(error, RuntimeError | ValueError) or type(error).__name__ == "PanicException":
            raise _failed(error) from error
        raise


def _legible(piece: str) -> Paragraph:
    """Return a piece with a short stand-in for each stretch that Harper cannot read, and the way back."""
    runs: list[Run] = []
    parts: list[str] = []
    length = position = 0
    for match in (*_UNREADABLE.finditer(piece), None):
        start, end = match.span() if match else (len(piece), len(piece))
        for text, same, source_end in ((piece[position:start], True, start), (_STAND_IN, False, end)):
            if text and (same or match):
                source_start = source_end - len(text) if same else start
                runs.append(Run(length, length + len(text), source_start, source_end, same))
                parts.append(text)
                length += len(text)
        position = end
    return Paragraph("".join(parts), tuple(runs))


def _suggestions(lint: harper.Lint, problem: str) -> tuple[str, ...]:
    from harper import SuggestionKind

    found = []
    for suggestion in lint.suggestions[:_MOST_SUGGESTIONS]:
        if suggestion.kind == SuggestionKind.REMOVE:
            found.append("")
        elif suggestion.kind == SuggestionKind.INSERT_AFTER:
            found.append(problem + suggestion.replacement_text)
        else:
            found.append(suggestion.replacement_text)
    return tuple(dict.fromkeys(text for text in found if text != problem))
