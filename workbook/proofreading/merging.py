"""What was noticed at one place, by one engine or by several, made one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.proofreading.model import Category, Noticed

WIDE = 48
"""From how many code points on a stretch is about a sentence and not about words in it."""
MOST_SUGGESTIONS = 9
"""How many suggestions are kept: each has a number key."""
_GRAVITY: dict[Category, int] = {"grammar": 2, "spelling": 1, "style": 0}
_LEADERS = ("languagetool", "harper")
"""Whose words are taken first, where both say something."""


@dataclass(frozen=True)
class Merged:
    """One or several things that were noticed at one place.

    Attributes:
        start: where it begins in the plain text.
        end: where it ends there.
        category: which of the contract's rules it is told under.
        leader: the one whose message and engine are told.
        suggestions: texts to put in place of the whole span, the best first.
        members: all of them, the leader first.
    """

    start: int
    end: int
    category: Category
    leader: Noticed
    suggestions: tuple[str, ...]
    members: tuple[Noticed, ...]


def merge(text: str, noticed: Iterable[Noticed]) -> tuple[Merged, ...]:
    """Return what was noticed, each place once, in order of the text.

    Two that overlap are one; two that only touch are not, unless one of them is a point between two
    letters. What is about a whole sentence stays apart from what is about words in it, so that a long
    sentence does not swallow its spelling mistakes.

    Args:
        text: the plain text.
        noticed: what was noticed in it, by any number of engines, in any order.
    """
    narrow: list[Noticed] = []
    wide: list[Noticed] = []
    for one in noticed:
        (wide if one.end - one.start >= WIDE else narrow).append(one)
    merged = [_one(text, group) for some in (narrow, wide) for group in _groups(some)]
    return tuple(sorted(merged, key=lambda one: (one.start, one.end)))


def _groups(noticed: Sequence[Noticed]) -> list[list[Noticed]]:
    """Return what overlaps together; a chain of overlaps ends before it would grow wide."""
    groups: list[list[Noticed]] = []
    start = end = 0
    for one in sorted(noticed, key=lambda each: (each.start, -each.end, each.engine, each.rule)):
        is_contained = bool(groups) and one.end <= end
        is_short = max(end, one.end) - start < WIDE
        if groups and _overlap(start, end, one) and (is_contained or is_short):
            groups[-1].append(one)
            end = max(end, one.end)
        else:
            groups.append([one])
            start, end = one.start, one.end
    return groups


def _overlap(start: int, end: int, one: Noticed) -> bool:
    """Return whether something noticed overlaps a span that does not begin behind it."""
    if start == end or one.start == one.end:
        return one.start <= end
    return one.start < end


def _one(text: str, group: Sequence[Noticed]) -> Merged:
    members = sorted(group, key=_rank)
    start = min(one.start for one in members)
    end = max(one.end for one in members)
    category = _category(members)
    leader = next((one for one in members if one.category == category), members[0])
    ordered = (leader, *(one for one in members if one is not leader))
    return Merged(start, end, category, leader, _suggestions(text, start, end, ordered), ordered)


def _rank(one: Noticed) -> tuple[int, int, int, int, str]:
    """Return what puts the best first: the gravest, then by engine, then the one that says what to do."""
    leader = _LEADERS.index(one.engine) if one.engine in _LEADERS else len(_LEADERS)
    return -_GRAVITY[one.category], leader, not one.suggestions, one.start, one.rule


def _category(members: Sequence[Noticed]) -> Category:
    """Return the gravest category; but what every engine calls misspelt is spelling."""
    engines = {one.engine for one in members}
    spelt_wrong = {one.engine for one in members if one.category == "spelling"}
    return "spelling" if spelt_wrong == engines else members[0].category


def _suggestions(text: str, start: int, end: int, members: Sequence[Noticed]) -> tuple[str, ...]:
    """Return the members' suggestions written for the whole span; first what more than one engine says."""
    said: dict[str, set[str]] = {}
    for one in members:
        for suggestion in one.suggestions:
            whole = text[start : one.start] + _fitted(text, one, suggestion) + text[one.end : end]
            if whole != text[start:end]:
                said.setdefault(whole, set()).add(one.engine)
    ordered = sorted(said, key=lambda whole: -len(said[whole]))
    return tuple(ordered[:MOST_SUGGESTIONS])


def _fitted(text: str, one: Noticed, suggestion: str) -> str:
    """Return a suggestion without the space at its end that the text has behind it anyway."""
    if suggestion.endswith(" ") and text[one.end : one.end + 1].isspace() and one.start < one.end:
        return suggestion.rstrip(" ")
    return suggestion
