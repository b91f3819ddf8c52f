"""The guide: its pages in a list, and the page in hand beside it or, in a small window, instead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbook import guide
from workbook.tui import commands
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.field import Field
from workbook.tui.widgets.markdown import PageText
from workbook.tui.widgets.rows import Rows, TwoSided, row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class PagesList(Rows):
    """The list of the guide's pages."""

    HELP_TEXT = "The guide's pages. Up and Down choose one, Enter goes to its text."
    BINDINGS = commands.bindings((commands.TURN_TO,))


class GuideScreen(Desk):
    """Read the guide.

    Args:
        page: the name of the page to open at; the list where none is given or none is called so.
    """

    CSS_PATH = "guide.tcss"
    COMMANDS_HERE: ClassVar = (commands.TURN_TO, commands.FIND, commands.CLOSE)
    BINDINGS = commands.bindings((commands.FIND, commands.CLOSE))
    AUTO_FOCUS = ""
    PURPOSE = (
        "This is the guide: tips, what each section asks, questions and answers, and how-tos. "
        "Space or Page Down turns the page; Esc goes back to where you were."
    )

    def __init__(self, page: str = "") -> None:
        super().__init__()
        self._pages = tuple(p for p in guide.pages() if p.name != "fit")
        self._in_hand = next((p for p in self._pages if p.name == page), self._pages[0])
        self._opened_at_page = self._in_hand.name == page

    def crumbs(self) -> tuple[str, ...]:
        """Return the way to the page in hand."""
        return ("Guide", self._in_hand.title)

    def compose_page(self) -> ComposeResult:
        """Compose the list and the page."""
        with Vertical(id="contents"):
            yield Field(placeholder="/ search the guide", id="search")
            yield Static(id="found", markup=False)
            yield PagesList(id="pages")
        with VerticalScroll(id="text"):
            yield Static(id="title", classes="heading")
            yield PageText("", id="body")

    async def on_mount(self) -> None:
        """Show the list and the page in hand."""
        self._list_pages()
        await self._show_page()
        self.set_class(self._opened_at_page, "-reading")
        self.query_one("#text" if self._opened_at_page else "#pages").focus()

    def action_up(self) -> None:
        """Go from the page to the list where one covers the other; empty the search; else leave."""
        search = self.query_one("#search", Input)
        if self.has_class("-reading") and not self.is_wide:
            self.remove_class("-reading")
            self.query_one("#pages").focus()
        elif search.value:
            search.value = ""
            self.query_one("#pages").focus()
        else:
            self.app.pop_screen()

    def action_search(self) -> None:
        """Go to the search."""
        self.remove_class("-reading")
        self.query_one("#search").focus()

    @on(Input.Changed, "#search")
    async def search_changed(self, event: Input.Changed) -> None:
        """Show the pages that hold all the words."""
        event.stop()
        self._list_pages()
        await self._turn_to(self.query_one("#pages", Rows).row_id)

    @on(Input.Submitted, "#search")
    def search_done(self, event: Input.Submitted) -> None:
        """Go from the search to what it found."""
        event.stop()
        if self.query_one("#pages", Rows).option_count:
            self.query_one("#pages").focus()

    @on(OptionList.OptionHighlighted, "#pages")
    async def page_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the highlighted page beside the list."""
        event.stop()
        await self._turn_to(event.option_id)

    @on(OptionList.OptionSelected, "#pages")
    async def page_chosen(self, event: OptionList.OptionSelected) -> None:
        """Go to the text of the page."""
        event.stop()
        await self._turn_to(event.option_id)
        self.add_class("-reading")
        self.query_one("#text").focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the list again where the focus comes back to it."""
        if self.is_wide and event.widget.id in ("pages", "search"):
            self.remove_class("-reading")

    def _list_pages(self) -> None:
        words = self.query_one("#search", Input).value
        found = [page for page in self._pages if guide.holds(page, words)]
        told = self.query_one("#found", Static)
        told.display = bool(words.strip())
        told.update("No page has these words." if not found else f"{len(found)} of {len(self._pages)} pages")
        self.query_one("#pages", Rows).show(_rows(found), keep=self._in_hand.name)

    async def _turn_to(self, name: str | None) -> None:
        page = next((p for p in self._pages if p.name == name), None)
        if page is not None and page != self._in_hand:
            self._in_hand = page
            await self._show_page()

    async def _show_page(self) -> None:
        self.top_line.show_place(self.crumbs())
        self.query_one("#title", Static).update(Content(self._in_hand.title))
        await self.query_one("#body", PageText).update(self._in_hand.body)
        self.query_one("#text").scroll_home(animate=False)


def _rows(pages: list[guide.Page]) -> list[Option]:
    rows: list[Option] = []
    for kind, heading in guide.GROUPS:
        of_kind = [page for page in pages if page.kind == kind]
        if of_kind:
            blank = [(Content(""), Content(""))] if rows else []
            rows.append(row(None, *blank, (Content(heading.upper()), Content("")), disabled=True))
            rows += [
                Option(TwoSided((Content(page.title), Content("")), wrap=True), id=page.name)
                for page in of_kind
            ]
    return rows
