"""Markdown from a credential or the guide, shown as a page: raw HTML as text, links only to the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from textual import on
from textual.widgets import Markdown

from workbook.tui.gate import hold_keys

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class PageText(Markdown):
    """A text as a page."""

    def __init__(self, text: str, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(text, parser_factory=_parser, open_links=False, id=id, classes=classes)

    def update(self, markdown: str) -> AwaitComplete:
        """Show another text; it is parsed on another thread, and the next key is for what it has become."""
        done = super().update(markdown)
        hold_keys(self, lambda: done.is_done)
        return done

    @on(Markdown.LinkClicked)
    def open_link(self, event: Markdown.LinkClicked) -> None:
        """Open a web address in the browser; anything else is only told."""
        event.stop()
        if event.href.startswith(("https://", "http://")):
            self.app.open_url(event.href)
        else:
            self.notify(f"The link leads to {event.href}, which is not on the web.", markup=False)
