"""How much memory the LanguageTool server takes while it checks fifty drafts of 10,000 words.

Run `python -m benchmarks.languagetool_memory`; it needs an installed LanguageTool, or one that
WORKBOOK_LANGUAGETOOL names, and takes some minutes. The exit status is 1 where the bound is not held.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from workbook.home import Home
from workbook.proofreading.languagetool.engine import LanguageTool

MOST = 400_000_000
"""The most bytes that the process may hold in memory."""
WORDS, CHECKS = 10_000, 50
_WHO = ("Class", "Team", "Group", "Room", "School", "The student with number", "Goal", "Lesson")
_NOUNS = (
    "teacher",
    "student",
    "lesson",
    "rubric",
    "goal",
    "team",
    "principal",
    "evidence",
    "answer",
    "class",
)
_VERBS = ("writes", "shares", "have seen", "recieved", "looked at", "reads", "improve", "was changing")
_MORE = (
    "the the",
    "an useful",
    "their own",
    "alot of",
    "less",
    "a",
    "every",
    "two",
    "there",
    "many informations",
)
_ENDS = ("on monday", "in the begining", "with colleagues", "becuase of it", "after class", "for to learn")


def draft(seed: int) -> list[str]:
    """Return the paragraphs of a draft that no other seed gives, with faults in most sentences."""
    chance = random.Random(seed)
    paragraphs = []
    count = 0
    while count < WORDS:
        sentences = []
        for _ in range(chance.randint(4, 9)):
            # Numbers keep one draft's sentences from being found in the cache of another.
            who = f"{chance.choice(_WHO)} {chance.randint(1, 9999)}"
            parts = [who, chance.choice(_VERBS), chance.choice(_MORE), chance.choice(_NOUNS)]
            sentences.append(" ".join([*parts, chance.choice(_ENDS)]) + ".")
        paragraphs.append(" ".join(sentences))
        count += len(paragraphs[-1].split())
    return paragraphs


def main() -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languagetool_memory", description=__doc__)
    parser.add_argument("--checks", type=int, default=CHECKS, help="how many drafts are checked")
    checks = parser.parse_args().checks
    with tempfile.TemporaryDirectory() as folder:
        named = Home.from_environment()
        engine = LanguageTool(named if (named.folder / "languagetool").is_dir() else Home(Path(folder)))
        try:
            most = _run(engine, checks)
        finally:
            engine.close()
    print(f"at most {most / 1e6:.0f} MB; the bound is {MOST / 1e6:.0f} MB")
    return 0 if most <= MOST else 1


def _run(engine: LanguageTool, checks: int) -> int:
    """Check drafts and return the most memory that the server held after any of them."""
    never = threading.Event()
    most = 0
    for number in range(1, checks + 1):
        begun = time.perf_counter()
        found = sum(map(len, engine.look(draft(number), "en-US", never)))
        seconds = time.perf_counter() - begun
        held = psutil.Process(engine.server().java).memory_info().rss
        most = max(most, held)
        print(f"{number:3}  {held / 1e6:6.0f} MB  {seconds:5.1f} s  {found} findings", flush=True)
    return most


if __name__ == "__main__":
    sys.exit(main())
