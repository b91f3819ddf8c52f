"""Little is told of teachers' prose that is right: rules were chosen on one half, the other is held out."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbook.findings.model import Where
from workbook.proofreading.harper import Harper
from workbook.proofreading.known_words import KnownWords, trade_words
from workbook.proofreading.proofreader import Proofreader
from workbook.prose.words import count_words

if TYPE_CHECKING:
    from workbook.proofreading.languagetool.engine import LanguageTool
    from workbook.proofreading.model import Engine

HALVES = Path(__file__).parents[3] / "corpus" / "teachers"
MOST_IN_THOUSAND = 2.0


def told(half: str, *engines: Engine) -> tuple[list[str], int]:
    """What is told of a half, and how many words it has."""
    texts = [path.read_text("utf-8") for path in sorted((HALVES / half).glob("*.md"))]
    proofreader = Proofreader(engines, KnownWords(trade_words()))
    outcomes = [proofreader.look(text, Where("mine"), "en-US", threading.Event()) for text in texts]
    assert not any(outcome.not_run for outcome in outcomes)
    findings = [found for outcome in outcomes for found in outcome.findings]
    return [f"{found.message} {found.sentence}" for found in findings], sum(map(count_words, texts))


@pytest.mark.parametrize("half", ["tuned", "held-out"])
def test_at_most_two_in_a_thousand_words(half: str, shared: LanguageTool):
    for engines in ((Harper(),), (Harper(), shared), (shared,)):
        findings, words = told(half, *engines)
        assert words >= 1_450
        assert 1_000 * len(findings) / words <= MOST_IN_THOUSAND, findings
