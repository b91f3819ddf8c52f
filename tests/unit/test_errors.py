"""The sentence that a person reads."""

from __future__ import annotations

import pytest

from workbook.errors import StorageError, ToolError, WorkbookError


@pytest.mark.parametrize(
    ("what", "mend", "sentence"),
    [
        ("It is so", "", "It is so."),
        ("It is so", "Do this", "It is so. Do this."),
        ("It is so", "Did you mean that", "It is so. Did you mean that?"),
    ],
)
def test_the_sentence(what, mend, sentence):
    assert str(WorkbookError(what, mend)) == sentence


def test_the_exit_statuses():
    assert [kind.exit_status for kind in (WorkbookError, ToolError, StorageError)] == [2, 3, 3]
