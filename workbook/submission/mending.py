"""Small mends to a draft's Markdown before it is read, so that no word of it is lost.

Markdown drops some things silently: a table row's cells beyond the header's last, and a footnote that
nothing refers to. A person who typed one bar too many, or lost a mark while editing, would find
words missing from the document that reviewers read.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_NOTE = re.compile(r"^( {0,3})\[\^([^\]\s]+)\]:", re.MULTILINE)


def mend(text: str) -> str:
    """Return Markdown that prints all its words: see `widen_tables` and `free_notes`."""
    if "[^" in text:
        text = free_notes(text)
    return widen_tables(text) if "|" in text else text


def free_notes(text: str) -> str:
    """Return Markdown in which a footnote that nothing refers to is a plain paragraph."""

    def freed(match: re.Match[str]) -> str:
        mark = f"[^{match[2]}]"
        # Once where it is defined; once more where it is referred to.
        return match[0] if text.count(mark) > 1 else f"{match[1]}\\{mark}:"

    return _NOTE.sub(freed, text)


def widen_tables(text: str) -> str:
    """Return Markdown whose tables have a column for every cell of their longest row.

    Markdown drops a row's cells beyond the header's last; a person who typed one more bar than she
    meant would lose words from her document.
    """
    lines = text.split("\n")
    fence = ""
    for number in range(1, len(lines)):
        mark = _FENCE.match(lines[number - 1])
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
        delimiters = lines[number]
        if fence or "|" not in lines[number - 1] or not _DELIMITERS.fullmatch(delimiters):
            continue
        widest, row = 0, number + 1
        while row < len(lines) and lines[row].strip() and "|" in lines[row]:
            widest, row = max(widest, _cells(lines[row])), row + 1
        missing = widest - _cells(delimiters)
        if missing > 0 and _cells(lines[number - 1]) == _cells(delimiters):
            lines[number - 1] = lines[number - 1].rstrip().rstrip("|") + "|" + " |" * missing
            lines[number] = delimiters.rstrip().rstrip("|") + "|" + "---|" * missing
    return "\n".join(lines)


def _cells(line: str) -> int:
    return len(_CELL_EDGE.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1
