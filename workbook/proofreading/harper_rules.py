"""What Harper's rules are to a teacher: grammar, spelling or style, and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.proofreading.model import Category

_STYLE_KINDS = frozenset({"Enhancement", "Formatting", "Readability", "Redundancy", "Regionalism", "Style"})
# Where a rule is something else than its kind says.
_CATEGORIES: dict[str, Category] = {
    "AdjectiveDoubleDegree": "grammar",
    "Cant": "grammar",
    "CompoundNouns": "style",
    "Didnt": "spelling",
    "DisjointPrefixes": "style",
    "MergeWords": "spelling",
    "MoreBetter": "grammar",
    "OpenCompounds": "spelling",
    "OrthographicConsistency": "spelling",
    "OxfordComma": "style",
    "RegularIrregulars": "spelling",
    "SplitWords": "spelling",
    "The": "spelling",
    "TransposedSpace": "spelling",
    "UnclosedQuotes": "grammar",
}
_MESSAGES = {
    "CommaFixes": "The spaces around this comma are not as usual.",
    "DiscourseMarkers": "A comma usually follows these words at the beginning of a sentence.",
    "LongSentences": "This sentence is very long: two shorter ones may be easier to read.",
    "OrthographicConsistency": "This word is usually written with other capitals.",
    "SentenceCapitalization": "A sentence begins with a capital letter.",
    "Spaces": "There are more spaces here than are needed.",
}
_CODE = re.compile(r"`([^`]*)`")
_SPACE = re.compile(r"\s+")
_LONGEST_MESSAGE = 300


def category(rule: str, kind: str) -> Category:
    """Return which of the contract's rules one of Harper's belongs to.

    Args:
        rule: Harper's name of the rule.
        kind: Harper's name of the rule's kind.
    """
    if rule in _CATEGORIES:
        return _CATEGORIES[rule]
    if kind == "Spelling":
        return "spelling"
    return "style" if kind in _STYLE_KINDS else "grammar"


def message(rule: str, said: str, problem: str) -> str:
    """Return what a rule says as a plain sentence.

    Args:
        rule: Harper's name of the rule.
        said: what Harper says of it, in Markdown.
        problem: the text it is about.
    """
    if rule == "SpellCheck":
        return f"“{problem}” may be misspelt."
    plain = _MESSAGES.get(rule) or _SPACE.sub(" ", _CODE.sub(r"“\1”", said).replace("**", "")).strip()
    if len(plain) > _LONGEST_MESSAGE:
        plain = plain[: _LONGEST_MESSAGE - 1].rstrip() + "…"
    return plain if plain.rstrip("”)").endswith((".", "?", "!", "…")) else f"{plain}."
