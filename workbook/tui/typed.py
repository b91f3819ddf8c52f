"""What is typed or pasted, as it comes to the app: every character that is text is text.

Textual takes for text what `str.isprintable` holds for printable, which leaves out all spaces but one,
joiners, marks of direction, private use, and whatever is newer than Python's tables; and Enter, Backspace,
Delete and Space mean nothing to it with a modifier that nothing is bound to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import App

from workbook.text import clean_document
from workbook.tui.terminal_input import read_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

_CHARACTERS = {"enter": "\r", "backspace": "\x7f", "delete": None, "space": " "}
"""Keys that do with any modifier what they do without, where nothing is bound to both."""
_OTHERWISE = {"ctrl+j": "enter", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+@": "space"}
"""Keys that are the same as these wherever a terminal sends single bytes: LF, CR, BS and NUL."""


class Typed(events.Key):
    """A key whose character is text wherever Unicode has it so.

    Args:
        key: the key's name.
        character: the character; None where it has none.
        in_text: whether it stood amid letters that came all at once, so that it is text whatever it is.
    """

    __slots__ = ["in_text"]

    def __init__(self, key: str, character: str | None, *, in_text: bool = False) -> None:
        super().__init__(key, character)
        self.in_text = in_text

    def copy(self) -> Typed:
        """Return a copy, as Textual's parser asks for."""
        return Typed(self.key, self.character, in_text=self.in_text)

    @property
    def is_printable(self) -> bool:
        """Whether the key gives text."""
        return self.in_text or is_text(self.character)


# It is handled wherever Textual's own is.
Typed.handler_name = events.Key.handler_name


def is_text(character: str | None) -> bool:
    """Return whether a character is text: all but control characters and halves of surrogate pairs.

    U+0085 is a control character and a line's end, and so is text.
    """
    if not character:
        return False
    return character.isprintable() or all(
        each == "\x85" or (each >= "\xa0" and not "\ud800" <= each <= "\udfff") for each in character
    )


def unmodified(key: str, is_bound: Callable[[str], bool]) -> str:
    """Return the key that a key with modifiers stands for; itself where it has a meaning of its own.

    Args:
        key: the name of a key, as "ctrl+shift+enter".
        is_bound: tells whether something is bound to a key.
    """
    if key in _OTHERWISE:
        return key if is_bound(key) else _OTHERWISE[key]
    modifiers, _, base = key.rpartition("+")
    if not modifiers or base not in _CHARACTERS:
        return key
    without_shift = "+".join([*(each for each in modifiers.split("+") if each != "shift"), base])
    return next((each for each in (key, without_shift) if is_bound(each)), base)


class TakesTyping(App[None]):
    """An app to which what is typed and pasted comes as text."""

    def get_driver_class(self) -> type[Driver]:
        """Return the driver, which reads the terminal with our parser."""
        return read_with(super().get_driver_class(), Typed)

    async def on_event(self, event: events.Event) -> None:
        """Make a key or a paste what it stands for, then handle it as Textual does."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            event = self._typed(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            text = clean_document(event.text)
            if not text:
                return
            event = events.Paste(text)
        await super().on_event(event)

    def _typed(self, event: events.Key) -> Typed:
        key = event.key
        if len(key) > 1 and "+" in key:
            key = unmodified(key, self._is_bound)
        if key == event.key:
            return event if isinstance(event, Typed) else Typed(key, event.character)
        return Typed(key, _CHARACTERS[key])

    def _is_bound(self, key: str) -> bool:
        return any(key in bindings.key_to_bindings for _, bindings in self.screen._modal_binding_chain)
