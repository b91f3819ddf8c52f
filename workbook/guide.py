"""The guide: pages of advice for the educator, and the lists that the readiness page asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from workbook.home import content_folder
from workbook.text import fold

if TYPE_CHECKING:
    from pathlib import Path


GROUPS = (
    ("tips", "Start here"),
    ("section", "The sections"),
    ("question", "Questions and answers"),
    ("how-to", "How to"),
    ("about", "This program"),
)
"""The kinds of pages in the order of the table of contents, and what each is called."""


@dataclass(frozen=True)
class Page:
    """One page of the guide.

    Attributes:
        name: its file's name without the ending.
        title: what it is called.
        kind: `section`, `tips`, `question`, `how-to` or `about`.
        order: its position in the table of contents.
        section: for a section's introduction, which section.
        body: Markdown.
    """

    name: str
    title: str
    kind: str
    order: int
    section: str
    body: str

    @property
    def introduction(self) -> str:
        """The first paragraph of the body."""
        return self.body.strip().split("\n\n", 1)[0]


@dataclass(frozen=True)
class Tip:
    """One of the quick tips as a statement, and the rules that watch over it."""

    id: str
    tip: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question of a successful submission that only a person can answer."""

    id: str
    question: str


@cache
def pages() -> tuple[Page, ...]:
    """Return the pages of the guide, in the order of its table of contents."""
    folder = content_folder() / "guide"
    return tuple(sorted((_page(path) for path in folder.rglob("*.md")), key=lambda page: page.order))


def section_page(section: str) -> Page | None:
    """Return the guide's introduction to a section of a credential, by the section's id or kind."""
    return next((page for page in pages() if page.kind == "section" and page.section == section), None)


def holds(page: Page, words: str) -> bool:
    """Return whether a page holds all of some words, in any case and with or without accents."""
    searched = fold(f"{page.title} {page.body}")
    return all(word in searched for word in fold(words).split())


@cache
def fit_questions() -> tuple[str, ...]:
    """Return the five questions of whether a credential fits one."""
    page = next(page for page in pages() if page.name == "fit")
    return tuple(line[2:].strip() for line in page.body.splitlines() if line.startswith("- "))


@cache
def tips() -> tuple[Tip, ...]:
    """Return the quick tips, in order."""
    return tuple(Tip(row["id"], row["tip"], tuple(row["rules"])) for row in _rows("tips.yaml"))


@cache
def success_questions() -> tuple[Question, ...]:
    """Return the questions of a successful submission, in order."""
    return tuple(Question(row["id"], row["question"]) for row in _rows("success.yaml"))


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((content_folder() / "guide" / name).read_text("utf-8"))
    return rows


def _page(path: Path) -> Page:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    return Page(
        name=path.stem,
        title=meta["title"],
        kind=meta["kind"],
        order=meta["order"],
        section=meta.get("section", ""),
        body=body.strip(),
    )
