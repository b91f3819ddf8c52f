"""What an engine is, and what it notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from workbook.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

Category = Literal["grammar", "spelling", "style"]
"""The three rules of the contract under which the engines' own rules are told."""


@dataclass(frozen=True)
class Noticed:
    """One thing that an engine noticed in a plain text.

    Attributes:
        start: where it begins, in code points of that text.
        end: where it ends, the end not included.
        category: which of the contract's rules it belongs to.
        rule: the engine's own name of its rule, as "LongSentences" or "EN_A_VS_AN".
        message: one sentence that a teacher understands, plain text.
        suggestions: texts to put in its place, the best first.
        engine: the engine's name.
        quiet: whether it belongs to the quieter level: told only to those who ask for everything.
    """

    start: int
    end: int
    category: Category
    rule: str
    message: str
    suggestions: tuple[str, ...]
    engine: str
    quiet: bool = False


class EngineFailed(ToolError):  # noqa: N818 - a member of the WorkbookError family, named for what it is
    """An engine is missing or failed: what happened, and how to mend it."""


class Stopped(Exception):  # noqa: N818 - no error: a newer check took its place, or the person went on
    """A check was given up before it was through."""


class Cancel(Protocol):
    """Says whether a check is still wanted; `threading.Event` is one."""

    def is_set(self) -> bool:
        """Return whether it is to be given up."""
        ...


class Engine(Protocol):
    """A proofreading engine. It may be asked from any thread."""

    @property
    def name(self) -> str:
        """Its name, as the contract has it: `harper` or `languagetool`."""
        ...

    @property
    def in_words(self) -> str:
        """What it is and where it runs, as "Harper, on this machine"."""
        ...

    @property
    def version(self) -> str:
        """Its version and that of our rules and settings: what its results depend on besides the text."""
        ...

    def speaks(self, language: str) -> bool:
        """Return whether it can proofread a language, named by a tag as "en-US".

        Raises:
            EngineFailed: that cannot be told.
        """
        ...

    def look(self, texts: Sequence[str], language: str, cancel: Cancel) -> list[tuple[Noticed, ...]]:
        """Proofread plain texts, each a paragraph by itself.

        Args:
            texts: plain paragraphs; they may hold any character.
            language: a tag that it speaks.
            cancel: is looked at between texts.

        Returns:
            For each text what was noticed in it, in order.

        Raises:
            EngineFailed: it is missing or failed.
            Stopped: it was cancelled.
        """
        ...
