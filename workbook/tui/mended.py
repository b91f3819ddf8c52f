"""A suggestion that was put into a text, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.tui.widgets.editor import Editor


class Mended:
    """A suggestion that was put into a text.

    Args:
        editor: the editor, with the text as it is right after.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._after = editor.text

    def take_back(self) -> bool:
        """Step back over it, and return whether it was the last change of the text."""
        editor = self._editor
        if not editor.is_attached or editor.text != self._after:
            return False
        editor.undo()
        return True
