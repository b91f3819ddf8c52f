"""Attaching: a path or a link that is pasted, or a file that is chosen from one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DirectoryTree, Input, Static

from workbook.drafts.artifacts import attach
from workbook.drafts.model import Attachment
from workbook.paths import shown
from workbook.tui.background import in_background
from workbook.tui.marks import dots
from workbook.tui.pasted import understood
from workbook.tui.screens.dialog import Dialog
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.field import Field
from workbook.tui.widgets.file_tree import FileTree

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.drafts.store import OpenWorkbook
    from workbook.errors import WorkbookError
    from workbook.home import Home

_HOW = "Your own file stays as it is; the workbook keeps a copy under a name that tells nothing of you."


class AttachScreen(Dialog[Attachment | None]):
    """Attach a file or a link to an artifact.

    Args:
        opened: the workbook.
        home: where things are kept.
        artifact: the artifact's id.
        title: what the artifact is called.
    """

    CSS_PATH = "attach.tcss"
    BINDINGS = [Binding("escape", "close", "close")]
    PURPOSE: ClassVar[str] = (
        "Here you attach a file or a link. Paste its path or its address into the line, or drop the file on "
        "the window, then press Enter; or Tab to your files and choose one there."
    )

    def __init__(self, opened: OpenWorkbook, home: Home, artifact: str, title: str) -> None:
        super().__init__()
        self._opened = opened
        self._home = home
        self._artifact = artifact
        self._artifact_title = title
        self._copying = False

    def compose(self) -> ComposeResult:
        """Compose the line to paste into, and the files."""
        with Vertical(id="box"):
            yield Static(Content(f"Attach to “{self._artifact_title}”"), classes="heading")
            yield Static(Content(_HOW), classes="quiet")
            yield Field(placeholder="Paste a path or a link here (https://…), then Enter", id="given")
            yield Static(Content("Or choose one of your files:"), id="told", classes="quiet")
            yield FileTree()
            with Horizontal():
                yield Button("Attach", id="attach")
                yield Button("Close", id="close")
                yield Static(Content("Tab moves · Enter takes · Esc closes"), classes="quiet", id="keys")

    def on_mount(self) -> None:
        """Put the cursor into the line."""
        self.query_one("#given").focus()

    def action_close(self) -> None:
        """Go back; what is being copied is copied to its end first."""
        if not self._copying:
            self.dismiss(None)

    @on(Input.Submitted, "#given")
    @on(Button.Pressed, "#attach")
    def given(self, event: Input.Submitted | Button.Pressed) -> None:
        """Attach what is in the line."""
        event.stop()
        given = understood(self.query_one("#given", Input).value)
        if given:
            self._copy_in(given)
        else:
            self._tell("Paste a path or a link first, or choose a file below.", wrong=True)

    @on(DirectoryTree.FileSelected)
    def chosen(self, event: DirectoryTree.FileSelected) -> None:
        """Attach the file that was chosen."""
        event.stop()
        self._copy_in(str(event.path))

    @on(Button.Pressed, "#close")
    def close(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.action_close()

    def _refused(self, error: WorkbookError) -> None:
        """Say why it could not be attached; what was pasted stays, to be mended."""
        self._copying = False
        self._tell(str(error), wrong=True)

    def _copy_in(self, given: str) -> None:
        if self._copying:
            return
        self._copying = True
        self._tell(f"Copying {shown(given)}{dots()}")
        opened, home, artifact = self._opened, self._home, self._artifact

        def work() -> Attachment:
            return attach(opened, home, artifact, given)

        in_background(self, work, self.dismiss, failed=self._refused, keys_wait=True)

    def _tell(self, sentence: str, *, wrong: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.set_class(wrong, "wrong")
        told.set_class(not wrong, "quiet")
        told.update(Content(sentence))
