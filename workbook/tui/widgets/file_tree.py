"""The person's own files, to take one from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import DirectoryTree

from workbook.text import one_line
from workbook.tui.gate import hold_keys, holding_keys
from workbook.tui.marks import has_unicode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import TextType
    from textual.widgets import Tree
    from textual.widgets._directory_tree import DirEntry
    from textual.widgets.tree import TreeNode
    from textual.worker import Worker


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

    # Whether a path is a folder, and what is in it, Textual asks on another thread.

    async def _on_tree_node_expanded(self, event: Tree.NodeExpanded[DirEntry]) -> None:
        event.prevent_default()
        with holding_keys(self):
            await super()._on_tree_node_expanded(event)

    async def _on_tree_node_selected(self, event: Tree.NodeSelected[DirEntry]) -> None:
        event.prevent_default()
        with holding_keys(self):
            await super()._on_tree_node_selected(event)

    def _load_directory(self, node: TreeNode[DirEntry]) -> Worker[list[Path]]:
        worker = super()._load_directory(node)
        hold_keys(self, lambda: worker.is_finished or worker.is_cancelled)
        return worker

    def process_label(self, label: TextType) -> Text:
        """Return a file's name as one printable line; part of Textual's protocol of trees."""
        text = label.plain if isinstance(label, Text) else label
        return Text(one_line(text) or "?")

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave hidden files and folders out."""
        return [path for path in paths if not path.name.startswith((".", "~$"))]
