"""What a person sets aside while proofreading, each with the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook import preferences
from workbook.findings import ignoring
from workbook.findings.other_language import RULE, paragraph_around, passage
from workbook.text import one_line
from workbook.tui.engines import engine_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.model import Ignored
    from workbook.drafts.store import OpenWorkbook
    from workbook.findings.model import Finding
    from workbook.home import Home

READ_ONLY = "This window only reads: that can be done in the window that writes."


@dataclass(frozen=True)
class Deed:
    """Something that was done, and can be taken back.

    Attributes:
        do: does it; it may be called off the app's thread, and again after `take_back`.
        take_back: takes it back.
        done: what was done, as a sentence.
        taken_back: that it was taken back, as a sentence.
        words: the words that are known by it from then on.
        own: whether it is kept with what is the person's own, and not with the workbook.
    """

    do: Callable[[], object]
    take_back: Callable[[], object]
    done: str
    taken_back: str
    words: tuple[str, ...] = ()
    own: bool = False


def rule_words(rule: str) -> str:
    """Return the name of an engine's rule in words, as "LongSentences, a rule of Harper"."""
    engine, _, name = rule.partition(":")
    return f"{one_line(name)}, a rule of {engine_words(engine)}"


def ignored(opened: OpenWorkbook, finding: Finding) -> Deed:
    """Return the ignoring of a finding, in its sentence alone."""
    return Deed(
        lambda: ignoring.ignore(opened, (finding,)),
        lambda: ignoring.take_back(opened, (finding.id,)),
        f"“{short(finding.excerpt)}” is ignored in this sentence.",
        f"“{short(finding.excerpt)}” is looked at again.",
    )


def ignored_before(opened: OpenWorkbook, kept: Ignored) -> Deed:
    """Return the ignoring of a finding that was ignored before, to be taken back from a list."""
    if kept.rule == RULE:
        return other_language_before(opened, kept)
    return Deed(
        lambda: ignoring.ignore_again(opened, (kept,)),
        lambda: ignoring.take_back(opened, (kept.id,)),
        f"“{short(kept.excerpt)}” is ignored again.",
        f"“{short(kept.excerpt)}” is looked at again.",
    )


def other_language(opened: OpenWorkbook, place: str, text: str, start: int, end: int) -> Deed:
    """Return the leaving alone of a passage that is in another language.

    Args:
        opened: the workbook.
        place: the id of the answer.
        text: its text.
        start: where the passage begins, in code points.
        end: where it ends; where it begins, it is the paragraph around that place.

    Raises:
        WorkbookError: there are no words in it.
    """
    if start == end:
        start, end = paragraph_around(text, start)
    return other_language_before(opened, passage(text, place, start, end))


def other_language_before(opened: OpenWorkbook, kept: Ignored) -> Deed:
    """Return the leaving alone of a passage that was left alone before, to be taken back from a list."""
    said = f"“{short(kept.excerpt)}” is"
    return Deed(
        lambda: ignoring.ignore_again(opened, (kept,)),
        lambda: ignoring.take_back(opened, (kept.id,)),
        f"{said} in another language, and left alone.",
        f"{said} looked at again.",
    )


def rules_off(opened: OpenWorkbook, rules: tuple[str, ...]) -> Deed:
    """Return the switching off of rules in a workbook; those that are off already stay so when taken back."""
    fresh = tuple(rule for rule in rules if rule not in opened.workbook.rules_off)
    return _rules_off(opened, fresh or rules)


def rules_off_before(opened: OpenWorkbook, rule: str) -> Deed:
    """Return the switching off of a rule that is off in a workbook, to be taken back from a list."""
    return _rules_off(opened, (rule,))


def _rules_off(opened: OpenWorkbook, rules: tuple[str, ...]) -> Deed:
    said = _rules(rules)
    return Deed(
        lambda: ignoring.switch_off(opened, *rules),
        lambda: ignoring.switch_on(opened, *rules),
        f"Switched off in this workbook: {said}.",
        f"Switched on again in this workbook: {said}.",
    )


def rules_off_for_me(home: Home, rules: tuple[str, ...]) -> Deed:
    """Return the switching off of rules wherever the person writes."""
    off = preferences.load(home).rules_off
    fresh = tuple(rule for rule in rules if rule not in off) or rules
    return rules_off_for_me_before(home, fresh)


def rules_off_for_me_before(home: Home, rules: tuple[str, ...]) -> Deed:
    """Return the switching off of rules that are off wherever the person writes."""
    said = _rules(rules)
    return Deed(
        lambda: preferences.switch_off(home, *rules),
        lambda: preferences.switch_on(home, *rules),
        f"Switched off in all your workbooks: {said}.",
        f"Switched on again in all your workbooks: {said}.",
        own=True,
    )


def word_added(home: Home, words: tuple[str, ...]) -> Deed:
    """Return the adding of words to the person's own."""
    from workbook.proofreading.known_words import add_words, remove_words

    said = ", ".join(f"“{short(word)}”" for word in words)
    is_or_are = "is one" if len(words) == 1 else "are some"
    return Deed(
        lambda: add_words(home, words),
        lambda: remove_words(home, words),
        f"{said} {is_or_are} of your words now.",
        f"{said} {is_or_are} of your words no longer.",
        words=words,
        own=True,
    )


def _rules(rules: tuple[str, ...]) -> str:
    return "; ".join(rule_words(rule) for rule in rules)


def short(text: str) -> str:
    """Return words of a text as they are named in a sentence: in one line, and not too long."""
    shown = one_line(text)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
