"""Workbooks and drafts of a given size, to measure with."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from workbook.credentials.catalogue import Catalogue
from workbook.drafts import actions
from workbook.drafts.store import Store
from workbook.home import Home, content_folder
from workbook.prose.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SENTENCE = (
    "the learner wrote a goal and we looked at what the work showed after each short check in class "
    "because evidence of thinking helps a teacher decide what to do next when practice has not held"
)
_WORDS = _SENTENCE.split()
CREDENTIAL = "goals-worth-reaching"
PROMPT = "part-1.prompt-2"
MISSPELT = "becuase"
"""The planted fault of a faulty draft."""
SHORTEST = 20
"""Words of a paragraph of a faulty draft at least."""


def draft(words: int, a_paragraph: int = 100) -> str:
    """Return a draft of so many words, in paragraphs of so many; always the same one."""
    chance = random.Random(words)
    paragraphs = []
    for start in range(0, words, a_paragraph):
        count = min(a_paragraph, words - start)
        paragraphs.append(" ".join(chance.choice(_WORDS) for _ in range(count)).capitalize() + ".")
    return "\n\n".join(paragraphs)


def home_with(folder: Path, *answers: str) -> Home:
    """Make a home with one workbook that has these answers, and return it."""
    home = Home(folder)
    store = Store(home)
    entry = Catalogue.load(home).find(CREDENTIAL)
    opened = store.open(store.start(entry.credential, entry.path))
    for prompt, text in zip(opened.credential.prompts, answers, strict=False):
        actions.answer(opened, prompt.id, text)
    return home


def faulty_draft(words: int, faults: int) -> str:
    """Return a draft of about so many words of real English in which so many are misspelt.

    The paragraphs are those of the program's own guide and micro-credentials.
    """
    texts = [text for text in _bundled_paragraphs() if len(text.split()) >= SHORTEST]
    chosen: list[list[str]] = []
    count = 0
    while count < words:
        chosen.append(texts[len(chosen)].split(" "))
        count += len(chosen[-1])
    chance = random.Random(faults)
    for fault in range(faults):
        found = chosen[fault % len(chosen)]
        found[chance.randrange(1, len(found) - 1)] = MISSPELT
    return "\n\n".join(" ".join(found) for found in chosen)


def _bundled_paragraphs() -> Iterator[str]:
    for path in sorted(content_folder().rglob("*.md")):
        for paragraph in paragraphs(path.read_text("utf-8").rpartition("---\n")[2]):
            yield " ".join(paragraph.text.split())
