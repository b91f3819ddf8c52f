"""A workbook on a small credential that has one of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.credentials.reader import read_credential
from workbook.drafts.store import OpenWorkbook, Store
from workbook.home import Home

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """---
id: small
title: Small
---
# The Competency
Listen.
# Supporting Research
- One (2001).
- Two (2002).
# Part 1: Overview
1. Why? (10–20 words)
2. How?
   a. First? (5 words)
   b. Then?
3. Either a video (2 minutes) or a text (10–20 words): show it.
Passing:
- It is said.
# Part 2: Artifacts
## Artifact 1: A plan (PDF)
The plan.
## Rubric
| Criterion | Met | Not met yet |
|---|---|---|
| Clear | Yes | No |
# Submitting
Done.
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The credential's file."""
    path = tmp_path / "small.md"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def started(home: Home, small: Path) -> OpenWorkbook:
    """A workbook on it."""
    store = Store(home)
    return store.open(store.start(read_credential(small), small))
