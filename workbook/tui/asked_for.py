"""Which texts were asked to be looked at, and of which it was not told yet what was found."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.tui.proofreading_worker import Looked


class AskedFor:
    """The last text of each place that was asked to be looked at."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._when: dict[str, float] = {}
        self._untold: set[str] = set()

    def ask(self, place: str, text: str) -> None:
        """Take note that a text is to be looked at."""
        self._texts[place], self._when[place] = text, time.monotonic()
        self._untold.add(place)

    def tell(self, looked: Looked) -> None:
        """Take note of what was found; of an older text, or of the first lines of one, it is not all."""
        place = looked.place.id
        if not looked.partial and looked.text == self._texts.get(place):
            self._untold.discard(place)

    def is_new(self, place: str, text: str) -> bool:
        """Return whether a text was never asked to be looked at as it stands."""
        return text != self._texts.get(place, "")

    def is_open(self, place: str, text: str) -> bool:
        """Return whether nobody has told yet what there is in a text as it stands."""
        return place in self._untold or self.is_new(place, text)

    def seconds_ago(self, place: str) -> float:
        """Return how long ago a place was asked for last."""
        return time.monotonic() - self._when.get(place, 0.0)
