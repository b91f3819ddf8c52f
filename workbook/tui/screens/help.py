"""Help for what has the focus: what it is for, its keys, and what the guide says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from workbook import guide
from workbook.tui import commands
from workbook.tui.screens.desk import Desk
from workbook.tui.screens.dialog import Dialog
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen

_WRITING = {
    "undo": "Take back what you last changed.",
    "redo": "Do again what you took back.",
    "cut": "Cut the marked words out.",
    "copy": "Copy the marked words.",
    "paste": "Put in what you copied.",
}
"""What an editor's own actions do; their keys are the editor's."""

_AROUND = 8
"""How many lines the help needs around its text."""


@dataclass(frozen=True)
class Key:
    """A key and what it does."""

    key: str
    does: str


class HelpScreen(Dialog[None]):
    """Help, over the screen that it is about.

    Args:
        purposes: what the thing in hand is for, a paragraph each.
        keys: what can be done.
        guide_page: the name of the guide's page on it; empty where there is none.
        has_set_aside: whether the screen below can show what was set aside.
    """

    CSS_PATH = "help.tcss"
    BINDINGS = commands.bindings((commands.CLOSE,))
    AUTO_FOCUS: ClassVar = "#help-text"

    def __init__(
        self,
        purposes: tuple[str, ...],
        keys: tuple[Key, ...],
        guide_page: str = "",
        *,
        has_set_aside: bool = False,
    ) -> None:
        super().__init__()
        self.purposes = purposes
        self.keys = keys
        self.guide_page = guide_page
        self._has_set_aside = has_set_aside

    @classmethod
    def for_screen(cls, screen: Screen[object]) -> HelpScreen:
        """Return the help for a screen, and for what has the focus in it."""
        page = screen.guide_page() if isinstance(screen, Desk) else ""
        known = {known.name for known in guide.pages()}
        return cls(
            tuple(_purposes(screen)),
            tuple(_keys(screen)),
            page if page in known else "",
            has_set_aside=hasattr(screen, "action_set_aside"),
        )

    def compose(self) -> ComposeResult:
        """Compose the help."""
        with Vertical(id="help"):
            yield Static("Help", classes="heading", markup=False)
            with VerticalScroll(id="help-text"):
                for purpose in self.purposes:
                    yield Static(Content(purpose), classes="purpose")
                yield Static("Keys", classes="heading", markup=False)
                width = max((len(key.key) for key in self.keys), default=0) + 2
                for key in self.keys:
                    with Horizontal(classes="key-row"):
                        name = Static(Content.styled(key.key, "bold"), classes="key")
                        name.styles.width = width
                        yield name
                        yield Static(Content(key.does), classes="does")
            with Horizontal(id="help-buttons"):
                if self.guide_page:
                    yield Button("What the guide says", id="guide")
                if self._has_set_aside:
                    yield Button("Set aside", id="set-aside")
                yield Button("Close", id="close")

    def on_resize(self) -> None:
        """Leave room for the heading and the buttons, however low the window is."""
        self.query_one("#help-text").styles.max_height = max(3, self.app.size.height - _AROUND)

    def action_up(self) -> None:
        """Close the help."""
        self.dismiss()

    @on(Button.Pressed, "#close")
    def close_pressed(self) -> None:
        """Close the help."""
        self.dismiss()

    @on(Button.Pressed, "#set-aside")
    async def show_set_aside(self) -> None:
        """Show what was set aside, in place of the help."""
        app = self.app
        app.pop_screen()
        await app.run_action("set_aside", default_namespace=app.screen)

    @on(Button.Pressed, "#guide")
    def open_guide(self) -> None:
        """Open the guide's page in place of the help."""
        from workbook.tui.screens.guide import GuideScreen

        app = self.app
        app.pop_screen()
        app.push_screen(GuideScreen(self.guide_page))


def _purposes(screen: Screen[object]) -> Iterator[str]:
    """Yield what the step, the screen and the piece in hand are for."""
    said = [page.PURPOSE for page in screen.query(StepPage)]
    said.append(getattr(screen, "PURPOSE", ""))
    said += [str(getattr(node, "HELP_TEXT", "")) for node in _in_hand(screen)]
    yield from dict.fromkeys(text for text in said if text)


def _keys(screen: Screen[object]) -> Iterator[Key]:
    """Yield the keys of the piece in hand, then those of the screen and of the app; each key once."""
    taken: set[str] = set()
    listed = screen.all_commands() if isinstance(screen, Desk) else (commands.CLOSE, commands.QUIT)
    by_action = {command.action: command for command in listed}
    for node in _in_hand(screen):
        for binding in _own_bindings(node):
            does = _does(node, binding)
            if binding.action not in by_action and does and binding.key not in taken:
                taken.add(binding.key)
                yield Key(commands.key_words(binding.key_display or binding.key), does)
    for command in listed:
        if command.key.split(",")[0] not in taken:
            taken.add(command.key.split(",")[0])
            yield Key(command.key_words, command.help)


def _in_hand(screen: Screen[object]) -> Iterator[DOMNode]:
    """Yield the widget that has the focus, and what it stands in, without the screen."""
    if screen.focused is not None:
        yield from (node for node in screen.focused.ancestors_with_self if node not in (screen, screen.app))


def _own_bindings(node: DOMNode) -> Iterator[Binding]:
    for bindings in node._bindings.key_to_bindings.values():
        yield from bindings


def _does(node: DOMNode, binding: Binding) -> str:
    """Return the sentence on a binding; empty where it is not one to tell of."""
    if isinstance(node, TextArea) and binding.action in _WRITING and binding.key.startswith("ctrl+"):
        return _WRITING[binding.action]
    if not binding.show:
        return ""
    said = binding.tooltip or binding.description
    return f"{said[:1].upper()}{said[1:].rstrip('.')}." if said else ""
