"""A draft through the engines, and back to its Markdown."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.errors import StorageError
from workbook.findings.model import Severity, Where
from workbook.proofreading import asking
from workbook.proofreading.cache import ParagraphCache
from workbook.proofreading.harper import Harper
from workbook.proofreading.known_words import KnownWords
from workbook.proofreading.model import EngineFailed, Stopped
from workbook.proofreading.proofreader import Outcome, Proofreader

from .support import NEVER, OneWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.findings.model import Finding
    from workbook.proofreading.model import Engine

PLACE = Where("mine", part="part-1", prompt="part-1.prompt-1")


def look(draft: str, *engines: Engine, known: Sequence[str] = (), **more: bool) -> Outcome:
    proofreader = Proofreader(engines or (Harper(),), KnownWords(known), **more)
    return proofreader.look(draft, PLACE, "en-US", NEVER)


def by_excerpt(outcome: Outcome) -> dict[str, Finding]:
    return {finding.excerpt: finding for finding in outcome.findings}


def mended(draft: str, finding: Finding, number: int = 0) -> str:
    assert finding.span is not None
    return draft[: finding.span.start] + finding.suggestions[number] + draft[finding.span.end :]


def test_a_finding_says_what_where_and_how_to_mend_it():
    draft = "# A plan\n\nIt is so. Each *reader* has teh same book.\n"
    (found,) = look(draft).findings
    assert (found.rule, found.severity, found.place) == ("spelling", Severity.WARNING, PLACE)
    assert found.excerpt == "teh" and draft.index("teh") == found.span.start
    assert found.sentence == "Each reader has teh same book."
    assert mended(draft, found) == draft.replace("teh", "the")
    assert found.engine == "harper" and {source.rule for source in found.sources} == {"SpellCheck", "The"}
    assert found.message == "“teh” may be misspelt."
    assert not found.ignored


def test_findings_come_in_the_order_of_the_draft_with_excerpts_from_it():
    draft = (
        "| One | Two |\n|---|---|\n| teh | I has it |\n\n> We *has* “teh” &amp; teh.\r\n\r\n"
        "- 👩🏽‍🏫 I has é teh.\n\n`teh` [teh](https://example.org/teh)"
    )
    found = look(draft).findings
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    assert all(draft[one.span.start : one.span.end] == one.excerpt for one in found)
    assert sum(one.excerpt == "teh" for one in found) == 5  # not in code, not in the address


def test_style_is_for_information():
    found = by_excerpt(look("It was so.  And it was good."))
    assert found["  "].rule == "style" and found["  "].severity is Severity.INFO


def test_the_id_stays_while_the_sentence_does_whoever_noticed_it():
    before = look("Each has teh book.").findings[0]
    after = look("More text above.\n\nAnd before it. Each has teh book. And behind.").findings[0]
    assert before.id == after.id and before.span != after.span
    other = look("Each has teh book.", OneWord("teh", "the", "languagetool")).findings[0]
    assert other.id == before.id
    assert look("Each had teh book.").findings[0].id != before.id


def test_the_same_word_twice_in_a_sentence_are_two_findings():
    first, second = look("So teh book and teh page.").findings
    assert first.id != second.id


def test_two_engines_at_one_place_are_one_finding():
    harper = OneWord("teh", "the")
    other = OneWord("teh book", "the book", "languagetool")
    (found,) = look("Each has teh book.", harper, other).findings
    assert found.excerpt == "teh book"
    assert found.suggestions == ("the book",)
    assert {source.engine for source in found.sources} == {"harper", "languagetool"}
    alone = look("Each has teh book.", harper).findings[0]
    assert alone.id in found.also and found.id not in found.also
    assert look("Each has teh book.", other).findings[0].id == found.id


def test_known_words_are_not_misspelt():
    draft = "The IEP and its rubricked PBIS-goals."
    assert {"rubricked"} <= set(by_excerpt(look(draft)))
    assert not look(draft, known=["rubricked", "PBIS", "goals", "IEP"]).findings


def test_quiet_rules_are_told_to_those_who_ask():
    draft = (
        "We read, and " + "then we talked of what we had read and wrote some of it down and " * 4 + "left."
    )
    rules = {source.rule for one in look(draft, thorough=True).findings for source in one.sources}
    assert "LongSentences" in rules
    assert "LongSentences" not in {s.rule for one in look(draft).findings for s in one.sources}


def test_the_engine_with_the_longer_list_of_words_decides():
    harper = OneWord("gelatinized", "galvanized", rule="SpellCheck")
    other = OneWord("teh", "the", "languagetool")
    assert set(by_excerpt(look("So gelatinized teh.", harper))) == {"gelatinized"}
    assert set(by_excerpt(look("So gelatinized teh.", harper, other))) == {"teh"}
    assert set(by_excerpt(look("So gelatinized teh.", harper, other, thorough=True))) == {
        "gelatinized",
        "teh",
    }


def test_a_suggestion_leaves_the_marks_of_emphasis():
    draft = "They *was* late, and so **I has** been."
    for found in look(draft).findings:
        for number in range(len(found.suggestions)):
            assert mended(draft, found, number).count("*") == 6
    assert mended(draft, by_excerpt(look(draft))["was"]) == draft.replace("was", "were")


def test_across_marks_only_what_changes_is_changed():
    engine = OneWord("a apple", "an apple")
    draft = "I ate a *apple* today."
    (found,) = look(draft, engine).findings
    assert mended(draft, found) == "I ate an *apple* today."
    (found,) = look("I ate a&nbsp;apple.", OneWord("a\u00a0apple", "an\u00a0apple")).findings
    assert found.suggestions == ("an&nbsp;apple",)
    assert look("Un*frigg*able.", OneWord("Unfriggable", "Other")).findings[0].suggestions == ()


def test_what_stands_for_code_is_nobodys_mistake():
    assert look("Then `teh` code was read.", OneWord("code", "mode")).findings[0].span.start == 11
    assert look("Then `teh` code was read.", OneWord("code code", "code")).findings == ()
    assert [one.excerpt for one in look("I ate caf&eacute; teh.", OneWord("café", "cafe")).findings] == [
        "caf&eacute;"
    ]


def test_a_misspelling_is_told_in_the_same_words_whoever_noticed_it():
    other = OneWord("teh", "the", "languagetool", rule="MORFOLOGIK_RULE_EN_US")
    assert look("So teh end.", other).findings[0].message == "“teh” may be misspelt."


def test_a_heap_of_signs_stays_what_it_is():
    draft = f"So {'😀' * 30} teh end."
    (found,) = look(draft, OneWord("teh", "the")).findings
    assert found.sentence == draft
    (found,) = look(draft, OneWord("0 teh", "0 the")).findings
    assert found.excerpt == "😀 teh" and found.suggestions == ()


@pytest.mark.parametrize("suggestion", ["*the*", "a`b", "[x]", "a|b", "two\nlines", "<b>", "a_b"])
def test_no_suggestion_puts_marks_into_the_draft(suggestion: str):
    assert look("So teh end.", OneWord("teh", suggestion)).findings[0].suggestions == ()


@pytest.mark.parametrize("fault", [EngineFailed, StorageError])
def test_a_failing_engine_is_told_and_takes_nothing_from_the_other(fault: type[EngineFailed | StorageError]):
    broken = OneWord("x", "y", "languagetool")
    broken.failure = fault("The server is gone", "Install it again")
    outcome = look("So teh end.", OneWord("teh", "the"), broken)
    assert [one.excerpt for one in outcome.findings] == ["teh"]
    assert outcome.engines == ("harper",)
    assert [(one.rule, one.why) for one in outcome.not_run] == [
        ("languagetool", "The server is gone. Install it again.")
    ]
    assert outcome.failed == ("languagetool",)


def test_an_engine_that_does_not_know_the_language_says_so():
    outcome = Proofreader([Harper()], KnownWords()).look("Ich habe teh Buch.", PLACE, "de-DE", NEVER)
    assert outcome.findings == () and outcome.engines == () and outcome.failed == ()
    assert outcome.not_run[0].rule == "harper" and "WORKBOOK_LANGUAGETOOL" in outcome.not_run[0].why


def test_only_what_changed_is_read_again():
    engine, cache = OneWord("teh", "the"), ParagraphCache()
    proofreader = Proofreader([engine], KnownWords(), cache)
    draft = "One teh.\n\nTwo teh.\n\nThree."
    first = proofreader.look(draft, PLACE, "en-US", NEVER)
    assert engine.asked == ["One teh.", "Two teh.", "Three."]
    engine.asked.clear()
    second = proofreader.look(draft.replace("Two", "Four"), PLACE, "en-US", NEVER)
    assert engine.asked == ["Four teh."]
    assert next(one.id for one in second.findings) == first.findings[0].id
    engine.asked.clear()
    assert proofreader.look(draft, PLACE, "en-US", NEVER) == first
    assert engine.asked == []
    engine.version = "2"
    proofreader.look(draft, PLACE, "en-US", NEVER)
    assert len(engine.asked) == 3


def test_the_same_paragraph_is_read_once():
    engine = OneWord("teh", "the")
    outcome = look("So teh end.\n\n" * 50, engine)
    assert engine.asked == ["So teh end."]
    assert len(outcome.findings) == 50
    assert len({one.span for one in outcome.findings}) == 50


def test_words_that_become_known_need_no_new_reading():
    engine, cache = OneWord("teh", "the"), ParagraphCache()
    Proofreader([engine], KnownWords(), cache).look("So teh end.", PLACE, "en-US", NEVER)
    outcome = Proofreader([engine], KnownWords(["teh"]), cache).look("So teh end.", PLACE, "en-US", NEVER)
    assert outcome.findings == () and len(engine.asked) == 1


def test_it_can_be_given_up_and_keeps_what_was_read():
    engine, cache, given_up = OneWord("teh", "the"), ParagraphCache(), threading.Event()
    engine.after_each = given_up.set
    draft = "\n\n".join(f"Number {number} {'words ' * 300} teh." for number in range(20))
    proofreader = Proofreader([engine], KnownWords(), cache)
    with pytest.raises(Stopped):
        proofreader.look(draft, PLACE, "en-US", given_up)
    read = len(engine.asked)
    assert 0 < read < 20
    given_up.clear()
    engine.after_each = lambda: None
    proofreader.look(draft, PLACE, "en-US", given_up)
    assert len(engine.asked) == 20


def test_what_is_closest_is_read_first_and_told_early():
    engine = OneWord("teh", "the")
    draft = "\n\n".join(f"Number {number} {'words ' * 100} teh." for number in range(40))
    told: list[tuple[Finding, ...]] = []
    outcome = Proofreader([engine], KnownWords()).look(
        draft, PLACE, "en-US", NEVER, near=draft.index("Number 17"), early=told.append
    )
    assert engine.asked[0].startswith("Number 17") and len(set(engine.asked)) == 40
    assert 0 < len(told[0]) < 3 and "Number 17" in told[0][0].sentence
    assert [len(one) for one in told] == sorted({len(one) for one in told})
    assert set(told[-1]) <= set(outcome.findings)


def test_progress_is_told_over_all_engines():
    told: list[tuple[int, int]] = []
    engines = [OneWord("teh", "the"), OneWord("end", "End", "languagetool")]
    draft = "\n\n".join(f"Number {number} teh end." for number in range(100))
    Proofreader(engines, KnownWords()).look(
        draft, PLACE, "en-US", NEVER, lambda done, total: told.append((done, total))
    )
    assert told[-1] == (200, 200) and len(told) > 2
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_too_many_findings_end_it_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "MOST_FINDINGS", 10)
    unlike = look("\n\n".join(f"{number} teh." for number in range(200)), OneWord("teh", "the"))
    alike = look("So teh end.\n\n" * 200, OneWord("teh", "the"))
    for outcome in (unlike, alike):
        assert len(outcome.findings) == 10
        assert outcome.engines == () and "were noticed" in outcome.not_run[0].why
        assert outcome.failed == ()


@pytest.mark.parametrize(
    "draft",
    [
        "",
        " \n\n ",
        "word " * 200_000,
        "I has teh. " * 90_000,
        "a" * 1_000_000,
        "Short line.\n" * 10_000,
        "\n\n".join(f"Line {number} has teh." for number in range(2_500)),
        "😀" * 100_000,
        "😀\n\n" * 10_000,
        "\x01\x07\x1b[31m" * 20_000,
        "\ud800 teh",
    ],
    ids=["empty", "blank", "one line of one word", "one line of faults", "one word", "ten thousand lines",
         "many paragraphs", "emoji", "emoji paragraphs", "control characters", "half a character"],
)  # fmt: skip
def test_odd_drafts_come_to_a_result(draft: str):
    outcome = look(draft)
    assert all(draft[one.span.start : one.span.end] == one.excerpt for one in outcome.findings)
    assert outcome.engines or outcome.not_run


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "I has", " teh ", "they was ", "its important", "  ", "é", "e\u0301", "😀", "\n", "\n\n",
                "\r\n", "*", "**", "`", "> ", "- ", "# ", "| a | b |\n|---|---|\n", "&amp;", "\\*", "[x](y)",
                "![i](j)",
                "[^1]",
            ]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_every_excerpt_is_the_drafts_slice_and_every_suggestion_can_be_put_there(parts: list[str]):
    draft = "".join(parts)
    for found in look(draft, thorough=True).findings:
        assert draft[found.span.start : found.span.end] == found.excerpt
        assert all(text != found.excerpt for text in found.suggestions)
        assert replace(found, ignored=True).id == found.id


_PARAGRAPHS = (
    "A teh here.",
    "*teh*",
    "- teh\n- and teh",
    "**Teh teh** end.",
    "Fine.",
    "`teh` code",
    "> teh 😀 teh",
)


@given(st.lists(st.lists(st.sampled_from(_PARAGRAPHS), max_size=6), min_size=2, max_size=5))
def test_what_is_remembered_of_a_paragraph_is_what_would_be_found_anew(drafts: list[list[str]]):
    engine, other = OneWord("teh", "the"), OneWord("and", "but", name="languagetool")
    one_for_all = Proofreader((engine, other), KnownWords())
    for parts in drafts:
        draft = "\n\n".join(parts)
        anew = Proofreader((engine, other), KnownWords()).look(draft, PLACE, "en-US", NEVER)
        assert one_for_all.look(draft, PLACE, "en-US", NEVER) == anew
