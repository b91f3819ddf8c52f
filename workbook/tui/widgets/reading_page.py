"""The reading step: a section as a page, its sources with their notes, and one button at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from workbook.drafts import actions
from workbook.guide import section_page
from workbook.prose.plain import plain_text
from workbook.tui import commands
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.editor import Editor
from workbook.tui.widgets.markdown import PageText
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from workbook.credentials.model import Source

_READ = "I have read this"
_UNREAD = "Read ✓  (take that back)"


class SourceCard(Vertical, can_focus=True):
    """A reference or a resource, its address, and the person's note on it.

    Args:
        source: the source.
        note: what is noted.
    """

    HELP_TEXT = "A source. Enter opens its address in your browser; n writes a note on it."
    BINDINGS = commands.bindings((commands.OPEN_LINK, commands.NOTE))
    DEFAULT_CSS = """
    SourceCard {
        height: auto; max-width: 74; margin: 0 0 1 0; padding: 0 0 0 1; border-left: outer $rule;
        &:focus { border-left: outer $accent; background: $surface; }
        &:focus-within { border-left: outer $accent; }
        PageText { height: auto; }
        PageText MarkdownParagraph { margin: 0; }
        .address { color: $accent; height: auto; }
        .noted { color: $quiet; height: auto; }
        Editor { height: 5; background: $surface; display: none; padding: 0 1; }
        &.-noting Editor { display: block; }
        &.-noting .noted { display: none; }
    }
    """

    @dataclass
    class Noted(Message):
        """The note on the source was changed."""

    def __init__(self, source: Source, note: str) -> None:
        super().__init__(id=source.id.replace(".", "-"))
        self.source = source
        self._note = note

    def compose(self) -> ComposeResult:
        """Compose the text, the address and the note."""
        yield PageText(self.source.text)
        if self.source.url and self.source.url not in plain_text(self.source.text):
            yield Static(Content(self.source.url), classes="address")
        yield Static(self._note_line(), classes="noted")
        yield Editor(self._note, self.source.id, kind="note", placeholder="Your note; Esc when done.")

    def action_open_link(self) -> None:
        """Open the address in the browser."""
        if self.source.url and self.source.url.startswith(("https://", "http://")):
            self.app.open_url(self.source.url)

    def action_note(self) -> None:
        """Write the note."""
        self.add_class("-noting")
        self.query_one(Editor).focus()

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked: the address, or the note."""
        if event.widget in set(self.query(".noted")):
            self.action_note()
        elif event.widget in set(self.query(".address")):
            self.action_open_link()

    def on_key(self, event: events.Key) -> None:
        """Leave the note with Esc."""
        if event.key == "escape" and self.has_class("-noting"):
            event.stop()
            self.remove_class("-noting")
            self.focus()

    @on(TextArea.Changed)
    def noted(self, event: TextArea.Changed) -> None:
        """Have the note kept."""
        event.stop()
        if self.query_one(Editor).hand_over():
            self._note = event.text_area.text
            self.query_one(".noted", Static).update(self._note_line())
            self.post_message(self.Noted())

    def _note_line(self) -> Content:
        text = " ".join(self._note.split())
        return Content(f"Your note: {text}" if text else "No note yet · n writes one")


class ReadingPage(StepPage):
    """Read one section."""

    COMMANDS_HERE: ClassVar = (commands.READ,)
    BINDINGS = commands.bindings(COMMANDS_HERE)
    PURPOSE = (
        "Here you read. Space or Page Down turns the page; Tab goes from source to source, where Enter opens "
        "the address and n writes a note. At the end, say that you have read it."
    )
    DEFAULT_CSS = """
    ReadingPage {
        #text { padding: 1 2; &:focus { background: transparent; } }
        .introduction { color: $quiet; height: auto; max-width: 72; margin: 0 0 1 0; }
        .title { color: $heading; text-style: bold; height: auto; max-width: 72; margin: 0 0 1 0; }
        PageText { height: auto; }
        #read { margin: 1 0 1 0; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the section."""
        with VerticalScroll(id="text"):
            yield Static(Content(self.credential.section_title(self.entry.section)), classes="title")
            guide = section_page(self.entry.section)
            if guide is not None:
                yield Static(Content(" ".join(guide.introduction.split())), classes="introduction")
            for text in self._texts():
                yield PageText(text)
            for source in self._sources():
                yield SourceCard(source, self.workbook.note_text(source.id))
            yield Button(self._button_label(), id="read")

    def on_mount(self) -> None:
        """Go to where the person stopped reading."""
        line = self.workbook.scroll.get(self.entry.section, 0)
        if line:
            self.call_after_refresh(self.query_one("#text").scroll_to, y=line, animate=False)

    def focus_first(self) -> None:
        """Put the focus on the text."""
        self.focus_now(self.query_one("#text"))

    def go_to(self, place: str) -> None:
        """Go to a source of the section, or to the text."""
        card = next((card for card in self.query(SourceCard) if card.source.id == place), None)
        if card is not None:
            self.focus_now(card, scroll_visible=True)
        else:
            self.focus_first()

    def scrolled(self) -> dict[str, int]:
        """Return how far down the page is."""
        line = round(self.query_one("#text").scroll_y)
        known = self.workbook.scroll.get(self.entry.section)
        return {self.entry.section: line} if line or known else {}

    def guide_page(self) -> str:
        """Return the guide's page on this section."""
        page = section_page(self.entry.section)
        return page.name if page else ""

    def action_read(self) -> None:
        """Mark the section as read, or take that back."""
        opened, section = self.opened, self.entry.section
        read = section not in self.workbook.read

        def done(_: object) -> None:
            self.query_one("#read", Button).label = self._button_label()

        self.do(lambda: actions.mark_read(opened, section, read=read), done)

    @on(Button.Pressed, "#read")
    def pressed(self, event: Button.Pressed) -> None:
        """Mark the section as read, or take that back."""
        event.stop()
        self.action_read()

    @on(SourceCard.Noted)
    def noted(self) -> None:
        """Count the notes anew."""
        self.post_message(self.Changed())

    def _button_label(self) -> Content:
        return Content(_UNREAD if self.entry.section in self.workbook.read else _READ)

    def _texts(self) -> list[str]:
        credential, section = self.credential, self.entry.section
        left_over = [placed.text for placed in credential.left_over if placed.section == section]
        if section == "method":
            components = [f"### {part.title}\n\n{part.body}" for part in credential.method_components]
            return [text for text in (credential.key_method, *components, *left_over) if text.strip()]
        text = {
            "competency": credential.competency,
            "research": credential.research_text,
            "resources": credential.resources_text,
        }.get(section, "")
        return [text for text in (text, *left_over) if text.strip()]

    def _sources(self) -> tuple[Source, ...]:
        return {"research": self.credential.research, "resources": self.credential.resources}.get(
            self.entry.section, ()
        )
