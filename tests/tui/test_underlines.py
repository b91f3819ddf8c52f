"""Marks are kept by the text of their lines: what holds for all texts and all edits."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from workbook.findings.model import Finding, Severity, Span, Where
from workbook.tui.widgets.underlines import Underlines

PLACE = Where("w", part="part-1", prompt="part-1.prompt-1")
texts = st.text(st.sampled_from("ab \né😀"), max_size=40)


def finding(text, start, end):
    excerpt = text[start:end]
    return Finding(
        "spelling", Severity.WARNING, "!", PLACE, Span(start, end), excerpt, sentence=text, detail=excerpt
    )


@st.composite
def found(draw):
    """A text and what was found in it."""
    text = draw(texts.filter(bool))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 6)), max_size=5, unique=True)
    )
    return text, [finding(text, start, min(start + length, len(text))) for start, length in spans]


def offset(lines, location):
    row, column = location
    return sum(len(line) + 1 for line in lines[:row]) + column


@given(found())
@example(("aaaaaa\n\n", [finding("aaaaaa\n\n", 6, 7), finding("aaaaaa\n\n", 7, 8)]))
def test_what_was_found_stands_where_it_was_found(case):
    text, findings = case
    marks, lines = Underlines(), text.split("\n")
    marks.put(text, findings, thorough=True)
    located = marks.located(lines)
    spans = {(offset(lines, each.start), offset(lines, each.end)) for each in located}
    assert {(f.span.start, f.span.end) for f in findings} <= spans
    for each in located:
        start, end = offset(lines, each.start), offset(lines, each.end)
        assert text[start:end] == each.finding.excerpt


@given(found(), st.data())
def test_after_any_edit_every_mark_still_covers_its_words(case, data):
    text, findings = case
    marks, lines = Underlines(), text.split("\n")
    marks.put(text, findings, thorough=True)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 5)))
    fresh = text[:start] + data.draw(texts) + text[end:]
    edit(marks, lines, fresh, (start, end), len(text))
    now = fresh.split("\n")
    for each in marks.located(now):
        begin, finish = offset(now, each.start), offset(now, each.end)
        assert fresh[begin:finish] == each.finding.excerpt


def edit(marks, lines, fresh, span, length):
    """Tell the marks of an edit as an editor does."""
    old, now = "\n".join(lines), fresh.split("\n")
    (first, head), (last, behind) = place(old, span[0]), place(old, span[1])
    bottom, _ = place(fresh, len(fresh) - (length - span[1]))
    marks.edited((lines[first], lines[last]), (now[first], now[bottom]), head, len(lines[last]) - behind)


def place(text, index):
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)


@given(found(), texts)
def test_lines_that_read_the_same_keep_their_marks_whatever_stands_around_them(case, above):
    text, findings = case
    findings = [each for each in findings if "\n" not in each.excerpt]
    marks = Underlines()
    marks.put(text, findings, thorough=True)
    before = marks.located(text.split("\n"))
    lines = [*above.split("\n"), *text.split("\n")]
    rows = len(above.split("\n"))
    after = [each for each in marks.located(lines) if each.start[0] >= rows]
    assert [each.finding for each in after] == [each.finding for each in before]


@given(found())
def test_what_is_ignored_is_not_drawn_and_comes_back_when_it_is_not(case):
    text, findings = case
    marks, lines = Underlines(), text.split("\n")
    marks.put(text, findings, thorough=True)
    before = marks.located(lines)
    marks.judge(lambda some: [replace(each, ignored=True) for each in some], lines)
    assert marks.located(lines) == []
    assert not any(marks.of(line) for line in lines)
    marks.judge(lambda some: [replace(each, ignored=False) for each in some], lines)
    assert marks.located(lines) == before


def test_the_quick_engine_takes_nothing_from_what_all_engines_found():
    text = "one two\nthree"
    marks = Underlines()
    marks.put(text, [finding(text, 0, 3)], thorough=True)
    marks.put(f"{text} more", [], thorough=False)
    assert [mark.start for mark in marks.of("one two")] == [0]
    marks.put(f"{text} more", [], thorough=True)
    assert marks.of("one two") == ()


def test_what_was_found_so_far_takes_nothing_from_the_rest():
    text = "one two\nthree"
    marks = Underlines()
    marks.put(text, [finding(text, 0, 3)], thorough=False)
    marks.put(text, [finding(text, 8, 13)], thorough=False, partial=True)
    assert marks.of("one two")
    assert marks.of("three")


def test_typing_on_in_a_word_takes_its_mark_and_a_space_behind_it_does_not():
    text = "teh dog"
    for insert, stays in (("n", False), (" ", True), (",", True)):
        marks = Underlines()
        marks.put(text, [finding(text, 0, 3)], thorough=True)
        fresh = f"teh{insert} dog"
        marks.edited((text, text), (fresh, fresh), 3, 4)
        if not insert.isalnum():
            assert bool(marks.of(fresh)) is stays
        else:
            assert marks.of(fresh) == ()


def test_it_forgets_the_oldest_of_what_is_no_longer_there():
    marks = Underlines()
    for number in range(5000):
        text = f"line {number}"
        marks.put(text, [finding(text, 0, 4)], thorough=True)
    assert marks.of("line 0") == ()
    assert marks.of("line 4999")
    many = "\n".join(f"row {number}" for number in range(6000))
    marks.put(many, [finding(many, 0, 3)], thorough=True)
    assert marks.of("row 0"), "what stands in the text is kept, however long it is"
