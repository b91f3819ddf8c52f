"""The peer: a bare Textual app with a TextArea that holds a file's text, and a Footer.

python bare_app.py FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Footer, TextArea


class BareApp(App[None]):
    """A TextArea and a Footer, nothing else."""

    def compose(self) -> ComposeResult:
        """Compose the two."""
        yield TextArea(Path(sys.argv[1]).read_text("utf-8"), soft_wrap=True, show_line_numbers=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor into the text."""
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    BareApp().run()
