"""The bottom line: the keys that work here, the less needed ones only where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from workbook.tui import commands

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen


class Keys(Footer):
    """The footer of every screen."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._composed: list[tuple[str, str, bool]] | None = None

    def compose(self) -> ComposeResult:
        """Compose the keys."""
        classes = commands.footer_classes()
        if self._bindings_ready:
            self._composed = self._keys()
        for widget in super().compose():
            if isinstance(widget, FooterKey) and widget.action in classes:
                widget.add_class(classes[widget.action])
            yield widget

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Compose the keys anew where they are others: a click on a key that is just replaced is lost."""
        if self._composed is None or self._composed != self._keys():
            super().bindings_changed(screen)

    def _keys(self) -> list[tuple[str, str, bool]]:
        """Return the key, the action and whether it may be done, of each that is to be shown."""
        return [
            (binding.key, binding.action, enabled)
            for _, binding, enabled, _ in self.screen.active_bindings.values()
            if binding.show
        ]
