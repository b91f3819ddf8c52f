"""What a person prefers, kept in `config.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.files import ensure_folder, write_atomically
from workbook.tui.themes import PAPER

if TYPE_CHECKING:
    from workbook.home import Home


def load_theme(home: Home) -> str:
    """Return the name of the theme that the person chose; paper where she chose none that we know."""
    if not home.preferences.exists():
        return PAPER.name
    import tomllib

    from textual.theme import BUILTIN_THEMES

    try:
        kept = tomllib.loads(home.preferences.read_text("utf-8")).get("theme")
    except (OSError, ValueError):
        # A missing or damaged file of preferences must not keep anyone from her drafts.
        return PAPER.name
    known = {PAPER.name, "slate", *BUILTIN_THEMES}
    return kept if isinstance(kept, str) and kept in known else PAPER.name


def save_theme(home: Home, name: str) -> None:
    """Keep the name of the chosen theme, and every other line of the file as it is.

    Raises:
        StorageError: the disk would not take it.
    """
    try:
        lines = home.preferences.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    kept = [line for line in lines if not line.replace(" ", "").startswith("theme=")]
    ensure_folder(home.folder, private=True)
    write_atomically(home.preferences, "\n".join([f'theme = "{name}"', *kept, ""]).encode(), keep_backup=True)
