"""The last step: what the credential says of submitting, the PDF, and handing in by a web form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.drafts import actions
from workbook.drafts.pasted import pasted, tick_pasted
from workbook.drafts.progress import question_title
from workbook.drafts.stored_copies import look_again
from workbook.files import ensure_folder, write_atomically
from workbook.guide import section_page
from workbook.prose.plain import plain_text
from workbook.prose.words import count_answer
from workbook.tui import commands
from workbook.tui.steps import READY, SUBMIT
from workbook.tui.widgets.builder import Builder
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.hand_in import HandInRow
from workbook.tui.widgets.markdown import PageText
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import ComposeResult

    from workbook.credentials.model import Part, Prompt
    from workbook.drafts.model import Attachment

_HAND_IN = (
    "Most issuers take your answers in a web form. Copy each answer here, paste it there, and tick it. "
    "Where nothing arrives, your terminal does not let programs copy: f makes a file of the answer, and "
    "`workbook copy {workbook} {prompt}` prints it in another window."
)
_GONE = "gone from the workbook's folder; attach it again"


class SubmitPage(StepPage):
    """Make the document and hand it in."""

    COMMANDS_HERE: ClassVar = (commands.COPY, commands.KEEP_FILE, commands.STOP)
    BINDINGS = [
        *commands.bindings((commands.STOP,)),
        *(Binding(each.key, each.action, show=False) for each in (commands.COPY, commands.KEEP_FILE)),
    ]
    PURPOSE = (
        "Here you make the PDF and hand your work in. Tab goes from piece to piece. For a web form, "
        "c copies an answer as plain text, f makes a file of it, and the box beside it remembers that you "
        "have pasted it."
    )
    DEFAULT_CSS = """
    SubmitPage {
        #text { padding: 0 2; &:focus { background: transparent; } }
        .title { color: $heading; text-style: bold; height: auto; max-width: 72; margin: 1 0; }
        .introduction { height: auto; max-width: 72; margin: 0 0 1 0; }
        .heading { height: auto; }
        PageText { height: auto; }
        #read { margin: 0 0 1 0; }
        .artifacts { margin: 1 0 1 0; height: auto; }
        #end { height: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the three pieces."""
        look_again(self.opened)
        with VerticalScroll(id="text"):
            yield Static(Content(self.credential.section_title(SUBMIT)), classes="title")
            yield from self._texts()
            if SUBMIT in self.credential.section_ids:
                yield Button(self._button_label(), id="read")
            yield Builder(self.opened, self.autosave)
            yield Static("Hand in", classes="heading", markup=False)
            yield Static(Content(self._hand_in()), classes="introduction quiet")
            for part in self.credential.parts:
                for prompt in part.prompts:
                    yield self._answer_row(part, prompt)
            artifacts = list(self._artifact_rows())
            if artifacts:
                yield Static("The files and links to hand in", classes="artifacts heading", markup=False)
                yield from artifacts
            yield Static(id="end")

    def focus_first(self) -> None:
        """Put the focus on the text."""
        self.focus_now(self.query_one("#text"))

    def guide_page(self) -> str:
        """Return the guide's page on submitting."""
        return "8-submitting"

    def build(self) -> None:
        """Make the PDF, with the button and what comes of it in sight."""
        self.query_one(Builder).begin()
        text = self.query_one("#text", VerticalScroll)
        builder = self.query_one(Builder)
        self.call_after_refresh(text.scroll_to_widget, builder, animate=False, top=True, immediate=True)

    def action_stop_build(self) -> None:
        """Stop making the PDF."""
        self.query_one(Builder).stop()

    def action_copy_answer(self) -> None:
        """Say how an answer comes to be in hand, where there is none to copy."""
        said = "No answer is in hand. Press Tab until one is; then c copies it, and f makes a file of it."
        self.notify(said, markup=False, timeout=8)

    action_keep_as_file = action_copy_answer

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Esc stop the making, and mean what it means elsewhere while nothing is made."""
        del parameters
        if action == "stop_build":
            builder = self.query(Builder)
            return bool(builder) and builder.first().is_busy
        return True

    @on(Builder.LookAtThem)
    def look_at_them(self, event: Builder.LookAtThem) -> None:
        """Go to what was found."""
        event.stop()
        self.post_message(self.GoTo(READY))

    @on(HandInRow.Ticked)
    def ticked(self, event: HandInRow.Ticked) -> None:
        """Remember that an answer was pasted, or that it was not."""
        event.stop()
        opened, ticked = self.opened, event.ticked
        prompt = next(each for each in self.credential.prompts if each.id == event.place)
        self.do(lambda: tick_pasted(opened, prompt, pasted=ticked))

    @on(Button.Pressed, "#read")
    def read(self, event: Button.Pressed) -> None:
        """Mark the text as read, or take that back."""
        event.stop()
        opened = self.opened
        read = SUBMIT not in self.workbook.read

        def done(_: object) -> None:
            for button in self.query("#read").results(Button):
                button.label = self._button_label()

        self.do(lambda: actions.mark_read(opened, SUBMIT, read=read), done)

    def _texts(self) -> ComposeResult:
        left_over = [placed.text for placed in self.credential.left_over if placed.section == SUBMIT]
        texts = [text for text in (self.credential.submitting, *left_over) if text.strip()]
        for text in texts:
            yield PageText(text)
        guide = section_page(SUBMIT)
        if not texts and guide is not None:
            yield Static(Content(plain_text(guide.introduction)), classes="introduction")

    def _answer_row(self, part: Part, prompt: Prompt) -> HandInRow:
        def text() -> str:
            # Only here: reading Markdown is not needed before something is copied.
            from workbook.submission.pasting import answer_to_paste

            return answer_to_paste(self.credential, self.workbook, prompt.id)

        def keep(text: str) -> Path:
            path = self.opened.file.folder / "submissions" / f"{prompt.id}.txt"
            ensure_folder(path.parent)
            write_atomically(path, f"{text}\n".encode())
            return path

        places = (prompt.id, *(sub.id for sub in prompt.subprompts))
        words = sum(count_answer(self.workbook.answer_text(place)) for place in places)
        detail = f"{words} word{'' if words == 1 else 's'}" if words else "not answered yet"
        state = pasted(self.workbook, prompt)
        return HandInRow(prompt.id, question_title(part, prompt), detail, text, pasted=state, keep=keep)

    def _hand_in(self) -> str:
        prompts = self.credential.prompts
        first = prompts[0].id if prompts else "part-1.prompt-1"
        return _HAND_IN.format(workbook=self.workbook.id, prompt=first)

    def _artifact_rows(self) -> Iterator[HandInRow]:
        for part in self.credential.parts:
            for artifact in part.artifacts:
                for attachment in self.workbook.attachments.get(artifact.id, ()):
                    where, title = self._where(attachment), plain_text(artifact.title)
                    if self.workbook.is_missing(attachment):
                        yield HandInRow(artifact.id, title, attachment.stored_as, str, remark=_GONE)
                    else:
                        yield HandInRow(artifact.id, title, where, partial(str, where))

    def _where(self, attachment: Attachment) -> str:
        if attachment.kind == "link":
            return attachment.stored_as
        return str(self.opened.file.artifacts / attachment.stored_as)

    def _button_label(self) -> Content:
        return Content("Read ✓  (take that back)" if SUBMIT in self.workbook.read else "I have read this")
