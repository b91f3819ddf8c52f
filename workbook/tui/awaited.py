"""Where a person is who waits for proofreading; who has written on or gone elsewhere waits no more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbook.tui.gate import hold_keys

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from workbook.tui.screens.proofread import ProofreadDesk

KEYS_WAIT = 3.0
"""Seconds for which the keys wait with the person; an engine may be starting, or hang."""


@dataclass(frozen=True)
class Awaited:
    """Where a person was who wanted to go to what is still to be found.

    Attributes:
        by: which way to go.
        step: the step that was in hand.
        text: the text of its editor.
        is_current: whether no other screen lay over this one.
    """

    by: int
    step: str
    text: str
    is_current: bool

    @classmethod
    def now(cls, screen: ProofreadDesk, by: int) -> Self:
        """Return where the person is now.

        Args:
            screen: the screen on the workbook.
            by: which way to go.
        """
        page = screen.writing_page
        text = page.editor.text if page is not None else ""
        return cls(by, screen.in_hand.id, text, screen.app.screen is screen)


class Waiting:
    """The waiting for what is still to be found: the keys wait too, but not for long.

    Args:
        screen: the screen on the workbook.
        late: is called when it takes long, and the keys wait no longer.
    """

    def __init__(self, screen: ProofreadDesk, late: Callable[[], None]) -> None:
        self._screen = screen
        self._late = late
        self._awaited: Awaited | None = None
        self._held_for: Awaited | None = None
        self._took_long: Awaited | None = None

    @property
    def by(self) -> int | None:
        """Which way to go when it has come; None where nothing is waited for."""
        return self._awaited.by if self._awaited is not None else None

    @property
    def is_thought_better_of(self) -> bool:
        """Whether the person has written on or gone elsewhere since."""
        return not self._is_as_in(self._awaited)

    @property
    def takes_long(self) -> bool:
        """Whether the keys have waited long enough where the person is now."""
        return self._is_as_in(self._took_long)

    def begin(self, by: int) -> None:
        """Wait, and let the keys wait with it where they have not done so in vain already."""
        self._awaited = awaited = Awaited.now(self._screen, by)
        if self.takes_long:
            self._late()
            return
        self._held_for = awaited
        hold_keys(self._screen, lambda: self._held_for is not awaited or not self._screen.is_current)
        self._screen.set_timer(KEYS_WAIT, partial(self._becomes_late, awaited))

    def end(self) -> None:
        """Wait no longer; the keys do until they are let go."""
        self._awaited = None

    def let_keys_go(self) -> None:
        """Let the keys do what they do where the person is now."""
        self._held_for = None

    def forget_if(self, has_come: Callable[[], bool]) -> None:
        """Take note, where all has come, that what is waited for next may be quick again."""
        if self._took_long is not None and has_come():
            self._took_long = None

    def _becomes_late(self, awaited: Awaited) -> None:
        if self._awaited is not awaited:
            return
        self._took_long = awaited
        self._late()
        if self._awaited is awaited:
            self.let_keys_go()

    def _is_as_in(self, awaited: Awaited | None) -> bool:
        return awaited is not None and awaited == Awaited.now(self._screen, awaited.by)
