"""Lettered questions inside a prompt.

CommonMark knows no lettered lists: `a.`, `a)` and `(a)` are plain lines of a paragraph to it, and a
bullet before `b.` would swallow it. So they are found by line, before the blocks are.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from itertools import pairwise

_LETTERED = re.compile(r"^ *(?:\(([A-Za-z]|[ivxIVX]{1,4})\)|([A-Za-z]|[ivxIVX]{1,4})[.)]) +(\S.*)$")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FENCE = re.compile(r"^ *(?:```|~~~)")


@dataclass(frozen=True)
class Lettered:
    """One lettered question: its label in small letters, its text, and where it begins."""

    label: str
    text: str
    offset: int


def split_lettered(lines: tuple[str, ...] | list[str]) -> tuple[tuple[str, ...], tuple[Lettered, ...]]:
    """Split the lines of a prompt into its own and its lettered questions.

    The letters must begin with a (or i) and run on; `offset` counts lines from the first given. What
    follows the last question after a blank line, further left than its text, is the prompt's again.
    """
    starts = _starts(lines)
    if not starts:
        return tuple(lines), ()
    indent = min(_indent(lines[start]) for start, _, _ in starts)
    last = starts[-1][0]
    end = next(
        (n for n in range(last + 1, len(lines)) if not lines[n - 1].strip() and _ends(lines[n], indent)),
        len(lines),
    )
    bounds = [start for start, _, _ in starts[1:]] + [end]
    found = tuple(
        Lettered(label, _text(first, lines[start + 1 : stop]), start)
        for (start, label, first), stop in zip(starts, bounds, strict=True)
    )
    tail = list(lines[end:])
    head = list(lines[: starts[0][0]])
    while head and not head[-1].strip():
        head.pop()
    return tuple([*head, "", *tail] if head and tail else head or tail), found


def begins_lettered(line: str) -> bool:
    """Return whether a line begins with the first letter of a lettered run."""
    match = _LETTERED.match(line)
    return bool(match and (match[1] or match[2]).lower() in ("a", "i"))


def _starts(lines: tuple[str, ...] | list[str]) -> list[tuple[int, str, str]]:
    """Return line number, label and first line of text of each lettered question."""
    starts: list[tuple[int, str, str]] = []
    fenced = False
    follows: dict[str, str] = {}
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        match = None if fenced else _LETTERED.match(line)
        if match is None:
            continue
        label = (match[1] or match[2]).lower()
        if not starts and label in ("a", "i"):
            follows = _successors(label)
        elif not starts or follows.get(starts[-1][1]) != label:
            continue
        starts.append((number, label, match[3].strip()))
    # A single capital with a full stop is as often an initial ("A. Rivera").
    alone = len(starts) == 1 and not re.match(r" *\(?a[.)]", lines[starts[0][0]])
    return [] if alone else starts


def _successors(first: str) -> dict[str, str]:
    letters = "abcdefghijklmnopqrstuvwxyz" if first == "a" else _ROMAN
    return dict(pairwise(letters))


def _ends(line: str, indent: int) -> bool:
    return bool(line.strip()) and _indent(line) <= indent


def _text(first: str, following: tuple[str, ...] | list[str]) -> str:
    rest = textwrap.dedent("\n".join(following)).rstrip()
    return f"{first}\n{rest}".strip() if rest.strip() else first


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
