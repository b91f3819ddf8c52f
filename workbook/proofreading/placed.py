"""Findings of paragraphs that stand in a draft as they stood before, so that they are not made again."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.findings.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from workbook.findings.model import Finding

MOST = 2000
"""Of how many pieces of text the findings are remembered; those used last."""


class PlacedFindings:
    """The findings of pieces of drafts, with where each paragraph stood. Any thread may use it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: dict[Hashable, tuple[int, tuple[Finding, ...]]] = {}

    def of(self, key: Hashable, start: int, make: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
        """Give the findings of a piece, made now or remembered and moved to where the paragraph stands now.

        Args:
            key: all that the findings depend on, but where in the draft the paragraph stands.
            start: where that is, in code points.
            make: makes the findings.
        """
        with self._guard:
            kept = self._kept.pop(key, None)
        if kept is None:
            kept = start, tuple(make())
        with self._guard:
            self._kept[key] = kept
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        moved = start - kept[0]
        for finding in kept[1]:
            yield _moved(finding, moved) if moved else finding


def _moved(finding: Finding, by: int) -> Finding:
    span = finding.span
    return finding if span is None else replace(finding, span=Span(span.start + by, span.end + by))
