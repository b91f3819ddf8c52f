"""Which of the engines' rules are told at once, and which only to those who ask for everything.

A rule is quiet where it is a matter of taste, or where it was wrong about good English more often
than it was right. Which ones those are was measured: `benchmarks/jfleg.py` prints how many flags
stand on sentences that four people had already mended.
"""

from __future__ import annotations

import re

_QUIET = {
    "harper": frozenset(
        {
            "AvoidAndAlso",
            "CompoundNouns",
            "Dashes",
            "DisjointPrefixes",
            "Everyone",
            "Excellent",
            "FindOut",
            "FootInchMinuteSecondSymbols",
            "HowTo",
            "ItsPossessive",
            "LitotesDirectPositive",
            "LongSentences",
            "MissingPreposition",
            "MissingTo",
            "Months",
            "NumericRangeEnDash",
            "OxfordComma",
            "PluralDecades",
            "PointsOfView",
            "QuantifierNumeralConflict",
            "RedundantThat",
            "Regionalisms",
            "ResponsibilityFor",
            "ThatWhich",
            "Therein",
            "ThisTypeOfThing",
            "UseEllipsisCharacter",
            "WereWhere",
            "WhomSubjectOfVerb",
            "WouldNeverHave",
        }
    ),
    "languagetool": frozenset(
        {
            "ABOUT_ITS_NN",
            "ADVERB_VERB_ADVERB_REPETITION",
            "ADVERB_WORD_ORDER",
            "AFTERWARDS_US",
            "AND_THAN",
            "APOSTROPHE_IN_DATES",
            "ARROWS",
            "COMMA_COMPOUND_SENTENCE",
            "COMMA_COMPOUND_SENTENCE_2",
            "ENGLISH_WORD_REPEAT_BEGINNING_RULE",
            "EXTREME_ADJECTIVES",
            "FIRST_OF_ALL",
            "HYPHEN_TO_EN",
            "ID_CASING",
            "IN_A_X_MANNER",
            "IT_IS_2",
            "LARGE_NUMBER_OF",
            "MISSING_COMMA_AFTER_INTRODUCTORY_PHRASE",
            "NO_COMMA_BEFORE_INDIRECT_QUESTION",
            "NOUN_AROUND_IT",
            "NOW",
            "PRP_COMMA",
            "QUESTION_WITHOUT_VERB",
            "QUIET_QUITE",
            "SENT_START_CONJUNCTIVE_LINKING_ADVERB_COMMA",
            "STARS_AND_STEPS",
            "THE_SUPERLATIVE",
            "THIRD_WORLD",
            "WHETHER",
            "WORKBOOK_BECAUSE_ALONE",
            "YOURS_APOSTROPHE",
        }
    ),
}
# Kinds of rules, by their names: shorthands of programmers, a hyphen for third graders.
_QUIET_KINDS = {
    "harper": re.compile(r"Expand[A-Z]\w*"),
    "languagetool": re.compile(r"EN_COMPOUNDS_[A-Z]+_GRADERS?"),
}


def is_quiet(engine: str, rule: str) -> bool:
    """Return whether a rule belongs to the quieter level.

    Args:
        engine: the engine's name.
        rule: the engine's own name of its rule.
    """
    if rule in _QUIET.get(engine, frozenset()):
        return True
    kinds = _QUIET_KINDS.get(engine)
    return kinds is not None and kinds.fullmatch(rule) is not None
