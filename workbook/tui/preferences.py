"""The theme that a person prefers, as the app needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.preferences import change, load
from workbook.tui.themes import PAPER

if TYPE_CHECKING:
    from workbook.home import Home


def load_theme(home: Home) -> str:
    """Return the name of the theme that the person chose; paper where she chose none that we know."""
    kept = load(home).theme
    if not kept:
        return PAPER.name
    from textual.theme import BUILTIN_THEMES

    return kept if kept in {PAPER.name, "slate", *BUILTIN_THEMES} else PAPER.name


def save_theme(home: Home, name: str) -> None:
    """Keep the name of the chosen theme, and all else in the file as it is.

    Raises:
        StorageError: the disk would not take it.
    """
    change(home, theme=name)
