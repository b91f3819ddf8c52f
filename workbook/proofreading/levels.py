"""Which of the engines' rules are told at once, and which only to those who ask for everything.

A rule is quiet where it is a matter of taste, or where it was wrong about good English more often
than it was right. Which ones those are was measured: `benchmarks/jfleg.py` prints how many flags
stand on sentences that four people had already mended.
"""

from __future__ import annotations

_QUIET = {
    "harper": frozenset(
        {
            "AvoidAndAlso",
            "CompoundNouns",
            "Dashes",
            "DisjointPrefixes",
            "Excellent",
            "FindOut",
            "HowTo",
            "LongSentences",
            "MissingPreposition",
            "MissingTo",
            "NumericRangeEnDash",
            "OxfordComma",
            "Regionalisms",
            "UseEllipsisCharacter",
            "WouldNeverHave",
        }
    ),
    "languagetool": frozenset(
        {
            "ADVERB_WORD_ORDER",
            "ARROWS",
            "COMMA_COMPOUND_SENTENCE",
            "COMMA_COMPOUND_SENTENCE_2",
            "ENGLISH_WORD_REPEAT_BEGINNING_RULE",
            "EXTREME_ADJECTIVES",
            "FIRST_OF_ALL",
            "HYPHEN_TO_EN",
            "IN_A_X_MANNER",
            "MISSING_COMMA_AFTER_INTRODUCTORY_PHRASE",
            "NOUN_AROUND_IT",
            "SENT_START_CONJUNCTIVE_LINKING_ADVERB_COMMA",
            "WORKBOOK_BECAUSE_ALONE",
        }
    ),
}


def is_quiet(engine: str, rule: str) -> bool:
    """Return whether a rule belongs to the quieter level.

    Args:
        engine: the engine's name.
        rule: the engine's own name of its rule.
    """
    return rule in _QUIET.get(engine, frozenset())
