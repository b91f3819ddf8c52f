"""The words that differ between two versions of a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Change = Literal["same", "added", "removed"]

_MOST_TOKENS = 4_000
_MOST_WORK = 1_000_000
# Ideographs and kana are written without spaces: each is a word.
_IDEOGRAPH = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"([{_IDEOGRAPH}]|[^\s{_IDEOGRAPH}]+|)(\s*)")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both versions, or in one of them.

    Attributes:
        kind: `same`, `added` (only in the new text) or `removed` (only in the old one).
        text: the stretch, with its white space.
    """

    kind: Change
    text: str


@dataclass(frozen=True)
class _Token:
    """A word and the white space behind it."""

    word: str
    gap: str


def differences(old: str, new: str) -> list[Piece]:
    """Return how a new text came from an old one, word by word, in reading order.

    What is the same and what was removed, joined, are the old text exactly; what is the same and what was
    added the new one. Where both are very long and differ in very much, whole lines stand for their words.
    """
    return list(_merged(_between(_tokens(old), _tokens(new))))


def _tokens(text: str) -> list[_Token]:
    return [_Token(match[1], match[2]) for match in _TOKEN.finditer(text) if match[0]]


def _between(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    """Compare what is left between the common beginning and the common end."""
    shorter = min(len(old), len(new))
    begin = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    end = next((i for i in range(shorter - begin) if old[-1 - i] != new[-1 - i]), shorter - begin)
    yield Piece("same", _joined(old[:begin]))
    old_middle, new_middle = old[begin : len(old) - end], new[begin : len(new) - end]
    if _is_too_much([t.word for t in old_middle], [t.word for t in new_middle]):
        yield from _by_lines(old_middle, new_middle)
    else:
        yield from _by_words(old_middle, new_middle)
    yield Piece("same", _joined(old[len(old) - end :]))


def _by_words(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, [t.word for t in old], [t.word for t in new], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield from _instead(_joined(old[a:b]), _joined(new[c:d]))
            continue
        for before, after in zip(old[a:b], new[c:d], strict=True):
            yield Piece("same", before.word)
            yield from _instead(before.gap, after.gap)


def _by_lines(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    """Compare line by line, and word by word within lines that were changed."""
    old_lines, new_lines = _lines(old), _lines(new)
    old_texts, new_texts = [_joined(line) for line in old_lines], [_joined(line) for line in new_lines]
    if _is_too_much(old_texts, new_texts):
        yield from _instead("".join(old_texts), "".join(new_texts))
        return
    for what, a, b, c, d in SequenceMatcher(None, old_texts, new_texts, autojunk=False).get_opcodes():
        before, after = list(chain(*old_lines[a:b])), list(chain(*new_lines[c:d]))
        if what == "equal":
            yield Piece("same", _joined(before))
        elif _is_too_much([t.word for t in before], [t.word for t in after]):
            yield from _instead(_joined(before), _joined(after))
        else:
            yield from _by_words(before, after)


def _lines(tokens: Sequence[_Token]) -> list[list[_Token]]:
    lines: list[list[_Token]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if "\n" in token.gap:
            lines.append([])
    return lines if lines[-1] else lines[:-1]


def _is_too_much(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether comparing would take long: the work grows with how often the same words come."""
    if len(old) > _MOST_TOKENS and len(new) > _MOST_TOKENS:
        return True
    counted = Counter(new)
    return sum(times * counted[word] for word, times in Counter(old).items()) > _MOST_WORK


def _instead(old: str, new: str) -> Iterator[Piece]:
    """Give a stretch and what stands in its place; white space that ends both is the same."""
    end = 0
    while end < min(len(old), len(new)) and old[-1 - end] == new[-1 - end] and old[-1 - end].isspace():
        end += 1
    yield Piece("removed", old[: len(old) - end])
    yield Piece("added", new[: len(new) - end])
    yield Piece("same", old[len(old) - end :])


def _joined(tokens: Iterable[_Token]) -> str:
    return "".join(token.word + token.gap for token in tokens)


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind, and leave out what is empty."""
    kind: Change = "same"
    texts: list[str] = []
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind != kind and texts:
            yield Piece(kind, "".join(texts))
            texts = []
        kind = piece.kind
        texts.append(piece.text)
    if texts:
        yield Piece(kind, "".join(texts))
