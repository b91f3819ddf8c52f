"""A piece of plain words and its way back."""

from __future__ import annotations

import pytest

from workbook.prose.mapped import Paragraph, Run

# "It is *al*l a&amp;b." read as "It is all a&b."
WORDS = Paragraph(
    "It is all a&b.",
    (
        Run(0, 6, 0, 6),
        Run(6, 8, 7, 9),
        Run(8, 11, 10, 13),
        Run(11, 12, 13, 18, same=False),
        Run(12, 14, 18, 20),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "source", "same"),
    [
        (0, 2, (0, 2), True),
        (3, 5, (3, 5), True),
        (6, 8, (7, 9), True),
        (6, 9, (7, 11), False),
        (9, 11, (11, 13), True),
        (11, 12, (13, 18), False),
        (10, 13, (12, 19), False),
        (0, 14, (0, 20), False),
        (14, 14, (20, 20), True),
        (0, 0, (0, 0), True),
        (8, 8, (10, 10), True),
    ],
)
def test_a_span_has_its_place_in_the_draft(start, end, source, same):
    assert WORDS.source_span(start, end) == source
    assert WORDS.is_same(start, end) is same


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [(0, 14, 5), (0, 6, 1), (5, 7, 2), (6, 8, 1), (11, 12, 1), (12, 12, 0), (13, 14, 1), (14, 14, 0)],
)
def test_the_runs_that_a_span_touches(start, end, runs):
    found = WORDS.runs_in(start, end)
    assert found == tuple(run for run in WORDS.runs if run.start < end and run.end > start and start < end)
    assert len(found) == runs
