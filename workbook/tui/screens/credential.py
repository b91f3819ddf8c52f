"""The page of one micro-credential: what it asks, how long, for whom, and the button that starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.errors import WorkbookError
from workbook.guide import fit_questions
from workbook.prose.plain import plain_text
from workbook.tui import commands
from workbook.tui.asks import facts, handed_in
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.markdown import PageText

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.credentials.catalogue import Entry
    from workbook.credentials.model import Credential
    from workbook.tui.app import WorkbookApp


class GoOn(Button):
    """Opens a workbook that was begun.

    Args:
        workbook: its id.
        label: what stands on the button.
    """

    HELP_TEXT = "Opens the workbook that you have begun, where you stopped."

    def __init__(self, workbook: str, label: str) -> None:
        super().__init__(Content(label), classes="go-on")
        self.workbook = workbook


class CredentialScreen(Desk):
    """What a micro-credential asks, before it is started.

    Args:
        entry: the micro-credential.
        begun: the ids of the workbooks that answer it already.
    """

    CSS_PATH = "credential.tcss"
    COMMANDS_HERE: ClassVar = (commands.START, commands.GUIDE, commands.CLOSE)
    BINDINGS = commands.bindings(COMMANDS_HERE)
    PURPOSE = (
        "This page says what the micro-credential asks: how long it takes, for whom it is, and what you will "
        "hand in. Start makes a workbook for it on this computer; nothing else happens, and nobody is told."
    )
    GUIDE_PAGE = "01-which-one-fits"
    app: WorkbookApp

    def __init__(self, entry: Entry, begun: list[str]) -> None:
        super().__init__()
        self._entry = entry
        self._begun = begun
        self._starting = False

    def crumbs(self) -> tuple[str, ...]:
        """Return the way from the first screen."""
        return ("Workbook", self._entry.credential.title)

    def top_right(self) -> str:
        """Say that it is begun, where it is so."""
        return "begun already" if self._begun else ""

    def compose_page(self) -> ComposeResult:
        """Compose the page."""
        credential = self._entry.credential
        with VerticalScroll(id="about", can_focus=False):
            yield Static(Content(credential.title), classes="heading")
            from_whom = " · ".join(name for name in (credential.stack, credential.issuer) if name)
            if from_whom:
                yield Static(Content(from_whom), classes="quiet")
            yield Static(_facts(credential), id="facts")
            with Vertical(id="buttons") if len(self._begun) > 1 else Horizontal(id="buttons"):
                yield from self._buttons()
            if credential.competency.strip():
                yield Static(Content(credential.section_title("competency")), classes="heading section")
                yield PageText(credential.competency)
            yield from self._what_is_handed_in()
            yield Static("Does it fit you?", classes="heading section", markup=False)
            yield Static("Five yeses are a good sign; a no is worth a second look.", classes="quiet item")
            for question in fit_questions():
                yield Static(Content(f"· {plain_text(question)}"), classes="item")

    def on_mount(self) -> None:
        """Put the focus on the button that goes on, else on the one that starts."""
        self.query("#buttons Button").first().focus(scroll_visible=False)

    def action_start(self) -> None:
        """Start a workbook, and open it."""
        if not self._starting:
            self._starting = True
            self.in_background(self._start, self._started, keys_wait=True)

    @on(Button.Pressed, "#start")
    def start_pressed(self) -> None:
        """Start a workbook, and open it."""
        self.action_start()

    @on(Button.Pressed, ".go-on")
    def go_on(self, event: Button.Pressed) -> None:
        """Open a workbook that was begun."""
        if isinstance(event.button, GoOn):
            self._open(event.button.workbook)

    def _start(self) -> str | WorkbookError:
        try:
            return self.app.store.start(self._entry.credential, self._entry.path)
        except WorkbookError as error:
            return error

    def _started(self, result: str | WorkbookError) -> None:
        self._starting = False
        if isinstance(result, WorkbookError):
            self.tell(str(result), wrong=True)
        else:
            self._open(result)

    def _open(self, workbook: str) -> None:
        """Open a workbook in place of this page, so that Esc leads from it to the first screen."""
        app = self.app
        try:
            app.store.open(workbook)
        except WorkbookError as error:
            self.tell(str(error), wrong=True)
            return
        app.pop_screen()
        app.open_workbook(workbook)

    def _buttons(self) -> ComposeResult:
        for workbook in self._begun:
            yield GoOn(workbook, "Go on with yours" if len(self._begun) == 1 else f"Go on with {workbook}")
        yield Button("Start another" if self._begun else "Start", id="start")

    def _what_is_handed_in(self) -> ComposeResult:
        credential = self._entry.credential
        if credential.parts:
            yield Static("What you will hand in", classes="heading section", markup=False)
        for part in credential.parts:
            yield Static(Content(credential.section_title(part.id)), classes="part")
            for line in handed_in(part):
                yield Static(Content(f"· {line}"), classes="item")


def _facts(credential: Credential) -> Content:
    """Return the facts as lines, each with its word before it."""
    lines = [
        Content.assemble(Content.styled(f"{word:<10}", "$quiet"), said) for word, said in facts(credential)
    ]
    return Content("\n").join(lines)
