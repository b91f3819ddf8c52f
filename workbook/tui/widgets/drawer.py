"""The drawer beside the editor: what passes, the person's notes, and the sources to cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from workbook.credentials.citations import citation, short_reference
from workbook.drafts.model import MET, NOT_YET
from workbook.prose.plain import plain_text
from workbook.tui.marks import has_unicode
from workbook.tui.widgets.editor import Editor
from workbook.tui.widgets.rows import Rows, TwoSided

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.credentials.model import Part
    from workbook.drafts.store import OpenWorkbook

_MARKS = {MET: "✓", NOT_YET: "✗", None: "○"}
_PLAIN_MARKS = {MET: "x", NOT_YET: "!", None: " "}
_WORDS = {MET: "met", NOT_YET: "not yet", None: ""}


class Drawer(VerticalScroll, can_focus=False):
    """The passing criteria, the notes and the sources, for the question in hand."""

    DEFAULT_CSS = """
    Drawer {
        background: $surface; padding: 1 1 0 1;
        .drawer-title { color: $heading; text-style: bold; height: auto; }
        Rows { height: auto; margin: 0 0 1 0; }
        #note { height: 6; margin: 0 0 1 0; background: $background; padding: 0 1; }
    }
    """

    @dataclass
    class Assessed(Message):
        """The person said of a passing line whether it is met."""

        criterion: str
        """The line's id."""
        level: str | None
        """The level; None takes it back."""

    @dataclass
    class Cite(Message):
        """A citation is to be put in at the cursor."""

        text: str
        """The citation."""

    def __init__(self, opened: OpenWorkbook, part: Part, place: str) -> None:
        super().__init__(id="drawer")
        self._opened = opened
        self._part = part
        self._place = place
        self._is_made = False
        self.waits = False
        """Whether it is not made as soon as it is laid out: `wait_no_longer` is still to come."""

    async def make(self) -> None:
        """Make the three pieces, when they are first seen: a page waits for its widgets."""
        if not self._is_made and self.is_attached:
            self._is_made = True
            await self.mount_all(self._pieces())
            self._fill()

    async def wait_no_longer(self) -> None:
        """Make the pieces now where they are to be seen, else when they are."""
        self.waits = False
        if self.display:
            await self.make()

    async def on_show(self) -> None:
        """Make the pieces when they are first seen."""
        if not self.waits:
            await self.make()

    def _pieces(self) -> ComposeResult:
        """Give the three pieces; what there is nothing for is left out."""
        if self._part.passing:
            yield Static("PASSING · Enter: met, not yet", classes="drawer-title", markup=False)
            yield Rows(id="criteria")
        yield Static("YOUR NOTES", classes="drawer-title", markup=False)
        yield Editor(
            self._opened.workbook.note_text(self._place),
            self._place,
            kind="note",
            placeholder="Only for you; never handed in.",
            id="note",
        )
        if self._opened.credential.research or self._opened.credential.resources:
            yield Static("SOURCES · Enter puts in a citation", classes="drawer-title", markup=False)
            yield Rows(id="sources")

    def _fill(self) -> None:
        self.refresh_criteria()
        if self.query("#sources"):
            credential = self._opened.credential
            rows = [self._source_row(s.id, s.text) for s in (*credential.research, *credential.resources)]
            self.query_one("#sources", Rows).show(rows)

    def refresh_criteria(self) -> None:
        """Show the passing lines with what the person said of them."""
        if not self.query("#criteria"):
            return
        rows = []
        for line in self._part.passing:
            level = self._opened.workbook.assessment.get(line.id)
            mark = (_MARKS if has_unicode() else _PLAIN_MARKS)[level]
            word = f" ({_WORDS[level]})" if level else ""
            text = Content.assemble(f"{mark} {plain_text(line.text)}", Content.styled(word, "bold"))
            rows.append(Option(TwoSided((text, Content("")), wrap=True), id=line.id))
        self.query_one("#criteria", Rows).show(rows)

    @on(OptionList.OptionSelected, "#criteria")
    def next_level(self, event: OptionList.OptionSelected) -> None:
        """Take the next of: met, not yet, not said."""
        event.stop()
        if event.option_id is not None:
            present = self._opened.workbook.assessment.get(event.option_id)
            following = {None: MET, MET: NOT_YET, NOT_YET: None}[present]
            self.post_message(self.Assessed(event.option_id, following))

    @on(OptionList.OptionSelected, "#sources")
    def cite(self, event: OptionList.OptionSelected) -> None:
        """Ask for the citation of a source to be put in."""
        event.stop()
        credential = self._opened.credential
        texts = {source.id: source.text for source in (*credential.research, *credential.resources)}
        if event.option_id in texts:
            self.post_message(self.Cite(citation(texts[event.option_id])))

    @on(TextArea.Changed, "#note")
    def noted(self, event: TextArea.Changed) -> None:
        """Have the note kept."""
        event.stop()
        self.query_one("#note", Editor).hand_over()

    def _source_row(self, source: str, text: str) -> Option:
        note = " ".join(self._opened.workbook.note_text(source).split())
        lines = [(Content(short_reference(plain_text(text))), Content(""))]
        if note:
            lines.append((Content.styled(f"  {note}", "$quiet"), Content("")))
        return Option(TwoSided(*lines, wrap=True), id=source)
