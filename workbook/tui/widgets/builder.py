"""The piece of the last step that makes the document."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbook.text import one_line
from workbook.tui.background import DropsLate, in_background
from workbook.tui.marks import dots
from workbook.tui.sizes import file_size
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.making import Failed, Made, Making, Outcome, Refused, Stopped

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.timer import Timer

    from workbook.drafts.autosave import Autosave
    from workbook.drafts.store import OpenWorkbook

_HOW = "One anonymous PDF of all your answers, in the order of the questions, for the two reviewers."


class Builder(DropsLate, Vertical):
    """Make the PDF, with what is being done in a line, and what came of it below.

    Args:
        opened: the workbook.
        autosave: keeps what is typed.
    """

    DEFAULT_CSS = """
    Builder {
        height: auto; margin: 0 0 1 0;
        Static, Horizontal { height: auto; max-width: 76; }
        Button { margin: 0 2 0 0; }
        .row { margin: 1 0 0 0; display: none; Static { width: auto; margin: 0 2 0 0; } }
        #make { margin: 1 0 0 0; }
        #came { margin: 1 0 0 0; display: none; }
        #beginning { background: $surface; color: $quiet; padding: 1 2; margin: 1 0 0 0; display: none; }
        &.-busy #doing, &.-asking #asking, &.-made #made { display: block; }
        &.-asking #came, &.-came #came, &.-made #came, &.-made #beginning { display: block; }
    }
    """

    @dataclass
    class LookAtThem(Message):
        """The person wants to look at what was found."""

    @dataclass
    class Told(Message):
        """Something is being done."""

        what: str
        """What, in words."""

    def __init__(self, opened: OpenWorkbook, autosave: Autosave) -> None:
        super().__init__(id="builder")
        self._opened = opened
        self._autosave = autosave
        self._making: Making | None = None
        self._doing, self._since = "", 0.0
        self._clock: Timer | None = None
        self._path: Path | None = None

    def compose(self) -> ComposeResult:
        """Compose the button, the line of what is being done, and what came of it."""
        yield Static("Make the document", classes="heading", markup=False)
        yield Static(Content(_HOW), classes="quiet")
        yield Button("Make the PDF", id="make")
        with Horizontal(id="doing", classes="row"):
            yield Static(id="what")
            yield Button("Stop", id="stop")
        yield Static(id="came")
        with Horizontal(id="asking", classes="row"):
            yield Button("Look at them", id="look")
            yield Button("Make it anyway", id="anyway")
        with Horizontal(id="made", classes="row"):
            yield Button("Open it", id="open")
            yield Button("Copy its path", id="copy-path")
        yield Static(id="beginning")

    def on_unmount(self) -> None:
        """Stop what is being made when the page goes."""
        self.stop()

    @property
    def is_busy(self) -> bool:
        """Whether the document is being made."""
        return self._making is not None

    def begin(self, *, anyway: bool = False) -> None:
        """Make the document; nothing happens where it is being made already."""
        if self._making is not None:
            return
        making = self._making = Making(self._opened, self._autosave, anyway=anyway)
        self._show_only("-busy")
        self._since = time.monotonic()
        self._tell_doing("Beginning")
        self._clock = self.set_interval(0.5, self._show_doing)
        self.query_one("#make", Button).focus(scroll_visible=False)

        def tell(what: str) -> None:
            self.post_message(self.Told(what))

        in_background(self, lambda: making.run(tell), partial(self._came, making))
        self.screen.refresh_bindings()

    def stop(self) -> None:
        """Stop making it."""
        if self._making is not None:
            self._making.stop()

    @on(Told)
    def told(self, event: Told) -> None:
        """Say what is being done."""
        event.stop()
        self._tell_doing(event.what)

    def _came(self, making: Making, outcome: Outcome) -> None:
        """Show what came of it."""
        if self._making is not making:
            return
        self._making = None
        if self._clock is not None:
            self._clock.stop()
        if self.query_one("#stop").has_focus:
            self.query_one("#make").focus(scroll_visible=False)
        self._show_outcome(outcome)
        self.screen.refresh_bindings()

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        match event.button.id:
            case "make":
                self.begin()
            case "anyway":
                self.begin(anyway=True)
            case "stop":
                self.stop()
            case "look":
                self.post_message(self.LookAtThem())
            case "open" if self._path is not None:
                self.app.open_url(self._path.as_uri())
            case "copy-path" if self._path is not None:
                self.app.copy_to_clipboard(str(self._path))
                event.button.label = "Handed to the clipboard"

    def _tell_doing(self, what: str) -> None:
        self._doing = what
        self._show_doing()

    def _show_doing(self) -> None:
        seconds = int(time.monotonic() - self._since)
        words = f"{self._doing}{dots()} {seconds} s" if seconds else f"{self._doing}{dots()}"
        self.query_one("#what", Static).update(Content(words))

    def _show_only(self, state: str) -> None:
        for name in ("-busy", "-asking", "-made", "-came"):
            self.set_class(name == state, name)

    def _show_outcome(self, outcome: Outcome) -> None:
        came = self.query_one("#came", Static)
        match outcome:
            case Made(result):
                self._path = result.path
                self.query_one("#copy-path", Button).label = "Copy its path"
                pages = f"{result.pages} page{'' if result.pages == 1 else 's'}" if result.pages else ""
                told = " · ".join(filter(None, ("Made", pages, file_size(result.bytes))))
                pieces = [Content.styled(told, "bold $success"), Content(str(result.path))]
                if result.kept is not None:
                    pieces.append(
                        Content(f"Another file was there; it is kept as {one_line(result.kept.name)}.")
                    )
                elif result.replaced:
                    pieces.append(Content.styled("It took the place of the one made before.", "$quiet"))
                pieces += [Content.styled(one_line(remark) + ".", "$warning") for remark in result.remarks]
                came.update(Content("\n").join(pieces))
                self.query_one("#beginning", Static).update(Content(f"It begins:\n\n{result.beginning}"))
                self._show_only("-made")
            case Refused(errors):
                found = "1 thing" if errors == 1 else f"{errors} things"
                came.update(
                    Content.styled(f"Not made yet: {found} reviewers would stop at.", "bold $warning")
                )
                self._show_only("-asking")
            case Failed(why):
                came.update(Content.styled(why, "$error"))
                self._show_only("-came")
            case Stopped():
                came.update(Content("Stopped; nothing was written."))
                self._show_only("-came")
