"""The person's own files, to take one from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import DirectoryTree

from workbook.text import one_line
from workbook.tui.marks import has_unicode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import TextType


class FileTree(DirectoryTree):
    """Folders and files from the person's own folder down; hidden ones are left out."""

    HELP_TEXT = "Your files. Up and Down choose, Enter opens a folder or takes the file."
    ICON_FILE = "  "

    def __init__(self, folder: Path | None = None) -> None:
        if has_unicode():
            self.ICON_NODE, self.ICON_NODE_EXPANDED = "▸ ", "▾ "
        else:
            self.ICON_NODE, self.ICON_NODE_EXPANDED = "+ ", "- "
        super().__init__(folder or Path.home(), id="files")
        self.guide_depth = 2

    def process_label(self, label: TextType) -> Text:
        """Return a file's name as one printable line; part of Textual's protocol of trees."""
        text = label.plain if isinstance(label, Text) else label
        return Text(one_line(text) or "?")

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave hidden files and folders out."""
        return [path for path in paths if not path.name.startswith((".", "~$"))]
