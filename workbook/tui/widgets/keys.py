"""The bottom line: the keys that work here, the less needed ones only where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

from workbook.tui import commands

if TYPE_CHECKING:
    from textual import events
    from textual.app import RenderResult
    from textual.screen import Screen


class Key(NamedTuple):
    """A key as the footer shows it."""

    key: str
    shown: str
    label: str
    action: str
    enabled: bool
    tooltip: str

    @property
    def width(self) -> int:
        """How many columns it takes, with the space behind it."""
        return Content(f"{self.shown} {self.label} ").cell_length


class Keys(Widget):
    """The footer of every screen: one line, drawn as a whole.

    Textual's own footer is a widget for each key; to style a dozen of them takes longer than all else of a
    screen together.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Keys {
        dock: bottom; height: 1; text-wrap: nowrap; background: $footer-background; color: $footer-foreground;
        &.-points { pointer: pointer; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] | None = None
        self._pointed: Key | None = None
        self._skipped = 0

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that are shown, in order; those that the width and the step leave room for."""
        if self._keys is None:
            self._keys = self._known()
        narrow, writes = self.screen.has_class("-narrow"), self.screen.has_class("-writes")
        if not narrow:
            return self._keys
        places = commands.footer_places()
        left_out = {"roomy", "elsewhere" if writes else "writing"}
        return tuple(key for key in self._keys if places.get(key.action) not in left_out)

    def render(self) -> RenderResult:
        """Draw the keys that there is room for, from the first that is not scrolled away."""
        keys = self.keys
        self._skipped = max(0, min(self._skipped, len(keys) - 1))
        return Content(" ").join(self._drawn(key) for key in keys[self._skipped :])

    def _drawn(self, key: Key) -> Content:
        dim = "" if key.enabled else " dim"
        label = "$footer-key-foreground" if key is self._pointed else "$footer-description-foreground"
        drawn = Content.assemble(
            Content.styled(key.shown, f"bold $footer-key-foreground{dim}"),
            Content.styled(f" {key.label}", f"{label}{dim}"),
        )
        return drawn.stylize("on $block-hover-background") if key is self._pointed else drawn

    def _known(self) -> tuple[Key, ...]:
        """Return the keys of all that can be done here, one for each action."""
        found: dict[str, Key] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in found:
                shown = self.app.get_key_display(binding)
                found[binding.action] = Key(
                    binding.key, shown, binding.description, binding.action, enabled, tooltip
                )
        return tuple(found.values())

    def on_mount(self) -> None:
        """Be told when other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self.bindings_changed)

    def on_unmount(self) -> None:
        """Be told no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show other keys where others work."""
        if not screen.app.app_focus or screen is not self.screen:
            return
        known = self._known()
        if known != self._keys:
            self._keys = known
            self.refresh()

    def notify_style_update(self) -> None:
        """Draw the line anew where the screen's width or step has become another one."""
        super().notify_style_update()
        self.refresh()

    # The mouse

    def _at(self, x: int) -> Key | None:
        """Return the key that is drawn in a column."""
        for key in self.keys[self._skipped :]:
            if x < key.width - 1:
                return key if x >= 0 else None
            x -= key.width
        return None

    def _point_to(self, key: Key | None) -> None:
        if key is not self._pointed:
            self._pointed = key
            self.tooltip = key.tooltip or None if key is not None else None
            self.set_class(key is not None, "-points")
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Lift out the key under the pointer."""
        self._point_to(self._at(event.x))

    def on_leave(self) -> None:
        """Lift out none."""
        self._point_to(None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Do what the key under the pointer does."""
        key = self._at(event.x)
        if key is None:
            return
        if key.enabled:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show the keys further right, where not all fit."""
        if sum(key.width for key in self.keys[self._skipped :]) > self.size.width:
            self._skipped += 1
            self.refresh()
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show the keys further left."""
        if self._skipped:
            self._skipped -= 1
            self.refresh()
            event.stop()
