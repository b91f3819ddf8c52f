"""Headings by their meaning: real documents name the same section in many ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from workbook.text import fold

HeadingKind = Literal[
    "competency", "method", "components", "research", "resources", "part", "submitting",
    "artifact", "artifacts", "rubric", "passing", "questions", "reflection", "kept", "unknown",
]  # fmt: skip

KEPT_HEADING = "Kept from the original"
"""The heading under which the writer puts what no other place could take."""


@dataclass(frozen=True)
class Meaning:
    """What a heading means.

    Attributes:
        kind: the section or zone that it opens.
        title: its own title, for a part or an artifact ("Overview Questions").
        number: its number, for a part or an artifact that gives one.
        rest: the text that stands behind a label in the same line ("Competency: you set …").
    """

    kind: HeadingKind
    title: str = ""
    number: int | None = None
    rest: str = ""


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_COUNT = "|".join(sorted([*_ROMAN, *_WORDS], key=len, reverse=True))
_PART = re.compile(
    rf"^part\s*(?:no\.?\s*|#\s*)?(?:(\d{{1,2}})(?!\d)|({_COUNT})\b)\s*[.:)–—−‐‑-]*\s*(.*)$", re.IGNORECASE
)
_ARTIFACT = re.compile(
    rf"^(?:artifact|artefact|evidence|work\s+(?:example|sample)|example|sample|product)s?"
    rf"\s*#?\s*(?:(\d{{1,2}})(?!\d)|({_COUNT}|[a-h])(?![\w'’]))\s*[.:)–—−‐‑-]*\s*(.*)$",
    re.IGNORECASE,
)
_ARTIFACT_UNNUMBERED = re.compile(r"^(?:artifact|artefact)\s*(?::|\s[–—-])\s*(\S.*)$", re.IGNORECASE)
_LABELLED = re.compile(r"^((?:the\s+)?(?:competency|key\s+method))\s*(?::|\s[–—-])\s*(\S.*)$", re.IGNORECASE)
_ARTIFACT_WORDS = re.compile(
    r"\b(?:artifacts?|artefacts?|evidence|work\s+(?:examples?|samples?)|portfolio)\b", re.IGNORECASE
)
_QUESTION_WORDS = re.compile(r"\b(?:questions?|prompts?|reflections?|overview)\b", re.IGNORECASE)
_OUTLINE_NUMBER = re.compile(r"^(?:section\s+)?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.):]\s+", re.IGNORECASE)
_WRAPPED = re.compile(r"^(\*\*\*|\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1:?$")

_COMMON = "the a an and or of for to in this your you micro credential microcredential"
# Kind, the words of which one must be there, and the words that may stand beside it; first match wins.
_VOCABULARY_TABLE: tuple[tuple[HeadingKind, str, str], ...] = (
    (
        "rubric",
        "rubric rubrics",
        "scoring evaluation assessment artifact artifacts evidence criteria part grading",
    ),
    (
        "passing",
        "passing pass",
        "criteria criterion how what need must requirements score standard looks like part",
    ),
    ("passing", "criteria", "success evaluation assessment"),
    ("components", "components", "method key steps"),
    ("method", "method methods", "key about practice approach overview"),
    ("competency", "competency competencies", "statement description demonstrated be"),
    (
        "submitting",
        "submitting submission submissions submit",
        """how guidelines guideline requirements instructions checklist before work evaluation criteria
        evidence process information portfolio what steps final part""",
    ),
    ("submitting", "declaration", "authenticity originality statement own work honesty integrity"),
    ("submitting", "handing", "in work"),
    (
        "research",
        "research references reference rationale bibliography literature",
        """supporting base evidence foundation foundations summary list further key selected review
        resources behind based works cited sources""",
    ),
    ("research", "cited", "works sources"),
    (
        "resources",
        "resources resource readings reading materials links",
        """helpful additional further supporting useful other learning more suggested recommended tools
        educator educators list support online teachers""",
    ),
    (
        "questions",
        "questions prompts question prompt",
        "overview guiding reflection reflective answer these following writing written respond",
    ),
    ("reflection", "reflection reflections", "final written personal part"),
    (
        "artifacts",
        "artifacts artifact artefacts evidence examples samples products",
        "work required submit hand list what will student requirements rubrics rubric",
    ),
)
_VOCABULARY = tuple(
    (kind, frozenset(needed.split()), frozenset(f"{needed} {allowed} {_COMMON}".split()))
    for kind, needed, allowed in _VOCABULARY_TABLE
)


def meaning(words: str) -> Meaning:
    """Return what a heading means; its kind is `unknown` where it is none of the known ones.

    Args:
        words: the heading's text, as Markdown.
    """
    words = plain_heading(words)
    if fold(words) == fold(KEPT_HEADING):
        return Meaning("kept")
    part = _PART.match(words)
    if part:
        return Meaning("part", plain_heading(part[3]), _count(part[1] or part[2]))
    artifact = _ARTIFACT.match(words)
    if artifact:
        return Meaning("artifact", plain_heading(artifact[3]), _count(artifact[1] or artifact[2]))
    artifact = _ARTIFACT_UNNUMBERED.match(words)
    if artifact:
        return Meaning("artifact", plain_heading(artifact[1]))
    labelled = _LABELLED.match(words)
    if labelled and _by_vocabulary(words) == "unknown":
        return Meaning(_by_vocabulary(labelled[1]), rest=labelled[2])
    return Meaning(_by_vocabulary(_OUTLINE_NUMBER.sub("", words)))


def speaks_of_artifacts(words: str) -> bool:
    """Return whether a part's title says that one hands something in, rather than answers questions."""
    return bool(_ARTIFACT_WORDS.search(words)) and not _QUESTION_WORDS.search(words)


def label(words: str) -> str:
    """Return the heading without the text that stands behind its label in the same line."""
    labelled = _LABELLED.match(plain_heading(words))
    return labelled[1] if labelled and meaning(words).rest else plain_heading(words)


def plain_heading(words: str) -> str:
    """Return a heading's text without emphasis around all of it, and without a colon at its end."""
    words = words.strip().rstrip(": ")
    while (wrapped := _WRAPPED.match(words)) and wrapped[1] not in wrapped[2]:
        words = wrapped[2].strip().rstrip(": ")
    return words


def _by_vocabulary(words: str) -> HeadingKind:
    tokens = set(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", fold(words[:120]).replace("micro-", "micro ")))
    if not tokens:
        return "unknown"
    for kind, needed, allowed in _VOCABULARY:
        if tokens & needed and tokens <= allowed:
            return kind
    return "unknown"


def _count(word: str | None) -> int | None:
    if not word:
        return None
    word = word.lower()
    if word.isdecimal():
        return int(word)
    return _ROMAN.get(word) or _WORDS.get(word) or ord(word) - ord("a") + 1
