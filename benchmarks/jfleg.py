"""What proofreading finds in learners' sentences that four people have mended, and what it finds amiss
in the mended ones.

The sentences (JFLEG, its dev half) are not shipped: the folder that holds `dev.src` and `dev.ref0` to
`dev.ref3` is named on the command line. The exit status is 1 where a bound is missed.

    python -m benchmarks.jfleg FOLDER [--engine harper|languagetool|all] [--rules]
"""

from __future__ import annotations

import argparse
import re
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.findings.model import Where
from workbook.home import Home
from workbook.preferences import ENGINE_CHOICES
from workbook.proofreading.choosing import choose
from workbook.proofreading.known_words import KnownWords, trade_words
from workbook.proofreading.proofreader import Proofreader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbook.findings.model import Finding

    Look = Callable[[str], tuple[Finding, ...]]

LEAST_FLAGGED = 0.64
"""Of the sentences that somebody changed, the share with a finding."""
LEAST_TOUCHING = 0.95
"""Of the findings in the sentences as written, the share that touches what somebody changed."""
MOST_IN_THOUSAND = 10.0
"""How many findings a thousand words of the mended sentences may have."""
REFERENCES = 4
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?%)\]}…]+|n't|'(?:s|m|d|re|ve|ll)?|''", re.IGNORECASE)
_OPENING = "``"
_QUOTES = ('"', _OPENING, "''")
_NO_SPACE_BEHIND = frozenset({"(", "[", "{", "``", "$", "#"})


@dataclass(frozen=True)
class Sentence:
    """A sentence as people write it, and where each of its tokens stands in it."""

    tokens: tuple[str, ...]
    text: str
    places: tuple[tuple[int, int], ...]


@dataclass
class Result:
    """What was counted.

    Attributes:
        changed: sentences that somebody changed.
        flagged: those of them with a finding.
        flags: findings in the sentences as written.
        touching: those of them that touch what somebody changed.
        words: words of the mended sentences.
        amiss: findings in the mended sentences.
        rules: for each rule: findings touching a change, not touching one, and in mended sentences.
        examples: for each rule, findings that look wrong.
    """

    changed: int = 0
    flagged: int = 0
    flags: int = 0
    touching: int = 0
    words: int = 0
    amiss: int = 0
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def note(self, finding: Finding, kind: str, sentence: str) -> None:
        """Count a finding under each of its rules."""
        for source in finding.sources:
            name = f"{source.engine}:{source.rule}"
            self.rules.setdefault(name, Counter())[kind] += 1
            if kind != "touching":
                shown = f"{kind}: {sentence}  [{finding.excerpt} → {' | '.join(finding.suggestions[:3])}]"
                self.examples.setdefault(name, []).append(shown)


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jfleg", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds dev.src and dev.ref0 to dev.ref3")
    parser.add_argument("--engine", choices=ENGINE_CHOICES, default="all")
    parser.add_argument("--rules", action="store_true", help="count by rule too")
    parser.add_argument("--examples", type=int, default=0, help="show so many doubtful findings a rule")
    parser.add_argument("--thorough", action="store_true", help="the quieter rules too; no bound holds then")
    arguments = parser.parse_args()
    chosen = choose(arguments.engine, Home.from_environment())
    if chosen.missing:
        print(*(why for _, why in chosen.missing), sep="\n", file=sys.stderr)
        return 3
    proofreader = Proofreader(chosen.engines, KnownWords(trade_words()), thorough=arguments.thorough)
    never = threading.Event()

    def look(text: str) -> tuple[Finding, ...]:
        outcome = proofreader.look(text, Where("jfleg"), "en-US", never)
        if outcome.not_run:
            raise SystemExit(f"not run: {outcome.not_run}")
        return outcome.findings

    try:
        chosen.start()
        result = measure(arguments.folder, look)
    finally:
        chosen.close()
    if arguments.rules:
        print_rules(result, arguments.examples)
    return 0 if print_shares(result) else 1


def measure(folder: Path, look: Look) -> Result:
    """Proofread every sentence as written and as each of the four people mended it."""
    sources = [detokenised(line) for line in _lines(folder / "dev.src")]
    references = [
        [detokenised(line) for line in _lines(folder / f"dev.ref{number}")] for number in range(REFERENCES)
    ]
    result = Result()
    for source, *mended in zip(sources, *references, strict=True):
        changes = [span for one in mended for span in _changes(source, one)]
        found = look(source.text)
        result.changed += bool(changes)
        result.flagged += bool(changes) and bool(found)
        for finding in found:
            touches = any(_touches(finding, span) for span in changes)
            result.flags += 1
            result.touching += touches
            result.note(finding, "touching" if touches else "beside", source.text)
        for one in mended:
            result.words += len(one.text.split())
            for finding in look(one.text):
                result.amiss += 1
                result.note(finding, "mended", one.text)
    return result


def detokenised(line: str) -> Sentence:
    """Return a line of tokens as the sentence that it was: `do n't , he said` is “don't, he said”."""
    tokens = tuple(line.split())
    text, places, is_open, glued, last = "", [], False, True, ""
    for token in tokens:
        is_quote = token in _QUOTES
        closes = is_quote and is_open and token != _OPENING
        opens = is_quote and not closes
        attached = glued or closes or _NO_SPACE_BEFORE.fullmatch(token) is not None
        attached = attached or (_is_digit(token) and _is_digit(last))
        text += "" if attached else " "
        shown = '"' if is_quote else token
        places.append((len(text), len(text) + len(shown)))
        text += shown
        is_open = opens if is_quote else is_open
        glued, last = opens or token in _NO_SPACE_BEHIND, token
    return Sentence(tokens, text, tuple(places))


def _is_digit(token: str) -> bool:
    """Return whether a token is one digit: the sentences have their numbers digit by digit."""
    return len(token) == 1 and token.isdigit()


def _changes(source: Sentence, mended: Sentence) -> Iterator[tuple[int, int]]:
    """Give the spans of a sentence that somebody changed; where words were put in, the gap between two."""
    matcher = SequenceMatcher(a=source.tokens, b=mended.tokens, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind == "equal":
            continue
        if start < end:
            yield source.places[start][0], source.places[end - 1][1]
        else:
            before = source.places[start - 1][1] if start else 0
            behind = source.places[start][0] if start < len(source.places) else len(source.text)
            yield before, behind


def _touches(finding: Finding, change: tuple[int, int]) -> bool:
    span = finding.span
    return span is not None and span.start <= change[1] and change[0] <= span.end


def _lines(path: Path) -> Sequence[str]:
    return path.read_text("utf-8").splitlines()


def print_shares(result: Result) -> bool:
    """Print the three figures beside their bounds, and return whether all are held."""
    flagged = result.flagged / result.changed
    touching = result.touching / max(1, result.flags)
    amiss = 1000 * result.amiss / result.words
    rows = (
        ("sentences needing an edit that are flagged", flagged, "≥", LEAST_FLAGGED, flagged >= LEAST_FLAGGED),
        ("flags that touch an edit", touching, "≥", LEAST_TOUCHING, touching >= LEAST_TOUCHING),
        ("flags on a thousand mended words", amiss, "≤", MOST_IN_THOUSAND, amiss <= MOST_IN_THOUSAND),
    )
    for what, value, sign, bound, held in rows:
        print(f"{what:<44} {value:>6.3f}  {sign} {bound:g}{'' if held else '  MISSED'}")
    print(f"{result.changed} sentences, {result.flags} flags, {result.words} mended words")
    return all(held for *_, held in rows)


def print_rules(result: Result, examples: int) -> None:
    """Print what each rule came to, those with the most doubtful findings first."""
    print(f"{'rule':<60} {'touching':>9} {'beside':>7} {'mended':>7}")
    doubtful = sorted(result.rules.items(), key=lambda row: -(row[1]["beside"] + row[1]["mended"]))
    for name, counted in doubtful:
        print(f"{name:<60} {counted['touching']:>9} {counted['beside']:>7} {counted['mended']:>7}")
        for shown in result.examples.get(name, ())[:examples]:
            print(f"    {shown}")


if __name__ == "__main__":
    sys.exit(main())
