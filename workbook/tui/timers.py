"""Timers that fire once, and do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.timer import Timer, TimerCallback


class TimersFire(MessagePump):
    """What has timers that fire once, however busy the machine is.

    A timer of Textual's leaves out a moment that is past when it looks at the clock. One that is to fire once
    has no other: where the process is kept waiting between its two first looks, for the 8 ms that a new size
    of the terminal waits for the next one, it never fires, and the size never comes to the screen.
    """

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Have something called once, after some seconds; as Textual does, but never left out."""
        timer = super().set_timer(delay, callback, name=name, pause=pause)
        timer._skip = False
        return timer
