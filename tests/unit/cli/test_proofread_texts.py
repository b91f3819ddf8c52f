"""What an argument of `proofread` means, and the way back from a text without its indents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cli.proofread_texts import Text, subject_of
from workbook.drafts.store import Store
from workbook.errors import WorkbookError
from workbook.findings.model import Finding, Severity, Span, Where
from workbook.home import Home

PLACE = Where("", file="essay.txt")


@given(st.text(st.sampled_from("ab \t\n\r"), max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_found_without_the_indents_is_found_in_the_text(draft, one, other):
    text = Text(PLACE, "essay.txt", draft, is_plain=True)
    markdown = text.markdown
    start, end = sorted((min(one, len(markdown)), min(other, len(markdown))))
    given_finding = Finding("style", Severity.INFO, "m", PLACE, Span(start, end), markdown[start:end])
    (found,) = text.placed((given_finding,))
    assert draft[found.span.start : found.span.end] == found.excerpt
    assert "".join(found.excerpt.split()) == "".join(markdown[start:end].split())
    assert found.id == given_finding.id
    before = draft[: found.span.start]
    assert "".join(before.split()) == "".join(markdown[:start].split())


def test_no_line_is_code_for_being_indented():
    text = Text(PLACE, "essay.txt", "\tOne.\n\n    Two.\n", is_plain=True)
    assert text.markdown == "One.\n\nTwo.\n"
    assert Text(PLACE, "essay.md", text.draft).markdown == text.draft


@pytest.mark.parametrize("given_name", ["no.md", "no.MARKDOWN", "folder/no.txt"])
def test_what_is_named_as_a_file_is_one(tmp_path, monkeypatch, given_name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkbookError, match="is not there"):
        subject_of(given_name, Store(Home(tmp_path / "home")))


@pytest.mark.parametrize("given_name", ["goals", "a" * 5000, "a\0b", "..", "/"])
def test_anything_else_is_a_workbook(tmp_path, given_name):
    with pytest.raises(WorkbookError, match="There is no workbook"):
        subject_of(given_name, Store(Home(tmp_path / "home")))
