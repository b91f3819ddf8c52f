"""Workbooks and drafts of a given size, to measure with."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from workbook.credentials.catalogue import Catalogue
from workbook.drafts import actions
from workbook.drafts.store import Store
from workbook.home import Home

if TYPE_CHECKING:
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
    """Return a draft of so many words in which so many are misspelt, as many in each paragraph."""
    paragraphs = draft(words).split("\n\n")
    each = faults // len(paragraphs)
    chance = random.Random(faults)
    for number, paragraph in enumerate(paragraphs):
        found = paragraph.split(" ")
        for place in chance.sample(range(1, len(found) - 1), each):
            found[place] = MISSPELT
        paragraphs[number] = " ".join(found)
    return "\n\n".join(paragraphs)
