"""Small mends to a draft's Markdown before it is read, so that no word of it is lost.

Markdown drops some things silently: a table row's cells beyond the header's last, and a footnote that
nothing refers to. A person who typed one bar too many, or lost a mark while editing, would find
words missing from the document that reviewers read.
"""

from __future__ import annotations

import re

from workbook.prose.rules import names_an_address

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_SET_IN = re.compile(r"^(?: {4}| {0,3}\t| {0,3}\[)", re.MULTILINE)
_HOLDS = re.compile(r" {0,3}(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]+)[.)]|\[\^[^\]]+\]:|[:~])(?:\s|$)")
_SPEAKER = re.compile(r"\[[^\]^][^\]]*\]:")
_NOTE = re.compile(r"^( {0,3})\[\^([^\]\s]+)\]:", re.MULTILINE)


def mend(text: str) -> str:
    """Return Markdown that prints all its words: see `set_flush`, `free_notes` and `widen_tables`."""
    text = set_flush(text)
    if "[^" in text:
        text = free_notes(text)
    return widen_tables(text) if "|" in text else text


def set_flush(text: str) -> str:
    """Return Markdown in which a paragraph that is set in is no code, and a speaker in brackets no address.

    What belongs to an item, and what stands between fences, is left as it is.
    """
    if not _SET_IN.search(text):
        return text
    lines, fence, is_held, was_blank = text.split("\n"), "", False, True
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and line.strip():
            words = line.lstrip(" \t")
            is_set_in = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) >= 4
            if _HOLDS.match(line):
                is_held = True
            elif was_blank and not is_set_in:
                is_held = False
            indent = "" if is_set_in and not is_held else line[: len(line) - len(words)]
            speaks = _SPEAKER.match(words) and not names_an_address(words, 0)
            lines[number] = indent + ("\\" if speaks else "") + words
        was_blank = not line.strip()
    return "\n".join(lines)


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
