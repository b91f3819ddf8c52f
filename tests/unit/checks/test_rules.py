"""Each rule: what it finds, what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.credentials.model import Length, Part, Prompt
from workbook.drafts.model import MET, NOT_YET, Attachment, Ignored, Proofread, now
from workbook.findings.proofread_marks import digest

from .conftest import ARTIFACTS, CAP, GUIDE, either, prompt


def test_unanswered(desk):
    mine = desk()
    everything = [("part-1.prompt-1", "error"), ("part-1.prompt-2", "error")]
    assert mine.told("unanswered") == everything
    assert mine.write(p1="  \n").told("unanswered") == everything
    assert mine.write(p1="x").told("unanswered") == everything[1:]
    assert mine.write(p2_a="x").told("unanswered") == [("part-1.prompt-2.b", "error")]
    assert mine.write(p2_b="x").told("unanswered") == []
    assert desk().write(p1="x", p2="whole").told("unanswered") == []
    assert mine.find("unanswered") == []
    assert desk().find("unanswered")[0].place.as_json() == {
        "workbook": "mine",
        "part": "part-1",
        "prompt": "part-1.prompt-1",
    }


@pytest.mark.parametrize(
    ("guide", "words", "severity"),
    [
        (GUIDE, 0, None),
        (GUIDE, 9, "warning"),
        (GUIDE, 10, None),
        (GUIDE, 20, None),
        (GUIDE, 21, "warning"),
        (CAP, 15, None),
        (CAP, 16, "error"),
        (CAP, 1, None),
        (Length(10, 20, kind="cap"), 9, "warning"),
        (Length(10, 20, kind="cap"), 21, "error"),
        (Length(10, None), 9, "warning"),
        (Length(10, None), 9999, None),
        (Length(1, 2, unit="minutes"), 500, None),
        (Length(1, 1, unit="pages"), 500, None),
        (None, 500, None),
    ],
)
def test_length_of_a_prompt(desk, guide, words, severity):
    expected = [("part-1.prompt-1", severity)] if severity else []
    assert desk(prompt(length=guide)).write(p1=words).told("length") == expected


def test_a_link_alone_has_no_words(desk):
    mine = desk(prompt(length=GUIDE))
    assert mine.write(p1="https://example.org/a-video").told("length") == []
    assert mine.write(p1="see https://example.org/a-video").told("length") == [("part-1.prompt-1", "warning")]


def test_letters_count_for_themselves_and_together_for_the_prompt(desk):
    assert desk().write(p2_a=16, p2_b=500).told("length") == [("part-1.prompt-2.a", "error")]
    both = desk(
        replace(
            prompt(length=GUIDE),
            prompts=(
                replace(desk().credential.parts[0].prompts[1], id="part-1.prompt-1", length=Length(10, 20)),
            ),
        )
    )
    subs = both.credential.parts[0].prompts[0].subprompts
    for sub in subs:
        both.write(**{f"p2_{sub.label}": 8})
    assert both.told("length") == []
    both.write(p2_a=13)
    assert both.told("length") == [("part-1.prompt-1", "warning")]


@pytest.mark.parametrize(
    ("ways", "words", "missed"),
    [
        ((GUIDE, Length(None, 3, unit="minutes")), 5, True),
        ((GUIDE, Length(None, 3, unit="minutes")), 15, False),
        ((GUIDE, Length(100, 200)), 150, False),
        ((GUIDE, Length(100, 200)), 15, False),
        ((GUIDE, Length(100, 200)), 50, True),
        ((None, None), 5000, False),
    ],
)
def test_one_of_the_ways_is_enough(desk, ways, words, missed):
    mine = desk(prompt(either=either(*ways))).write(p1=words)
    assert mine.told("length") == ([("part-1.prompt-1", "warning")] if missed else [])


def shared(guide):
    prompts = tuple(Prompt(f"part-1.prompt-{n}", str(n), "?", guide if n == 1 else None) for n in (1, 2))
    return Part("part-1", 1, "Shared", length=guide, prompts=prompts)


def test_a_limit_that_a_part_shares(desk):
    cap = Length(None, 30, kind="cap", scope="part")
    mine = desk(shared(cap)).write(p1=20, p2=11)
    assert mine.told("length") == [("part-1", "error")]
    assert mine.find("length")[0].place.as_json() == {"workbook": "mine", "part": "part-1"}
    assert desk(shared(cap)).write(p1=29).told("length") == []
    assert desk(shared(cap)).write(p1=31).told("length") == [("part-1", "error")]


def test_a_shared_least_waits_until_all_is_begun(desk):
    guide = Length(30, 60, scope="part")
    assert desk(shared(guide)).write(p1=20).told("length") == []
    assert desk(shared(guide)).write(p1=20, p2=5).told("length") == [("part-1", "warning")]


def test_length_says_how_much(desk):
    assert desk(prompt(length=CAP)).write(p1=20).find("length")[0].message == (
        "Part 1, question 1 is 20 words, 5 past the limit of 15."
    )


def test_artifact_missing(desk):
    mine = desk()
    assert mine.told("artifact-missing") == [("part-2.artifact-1", "error")]
    mine.attach("part-2.artifact-1")
    assert mine.told("artifact-missing") == []
    mine.workbook.change("attachments", {"part-2.artifact-1": ()})
    assert mine.told("artifact-missing") == [("part-2.artifact-1", "error")]


def test_an_attached_file_that_is_gone_is_missing(desk):
    mine = desk()
    names = ("a.pdf", "b.pdf", "c.pdf")
    rows = tuple(Attachment(number, "file", name, now()) for number, name in enumerate(names, 1))
    mine.workbook.change("attachments", {"part-2.artifact-1": rows})
    assert mine.find("artifact-missing") == []
    mine.workbook.missing = frozenset(names[:2])
    found = mine.find("artifact-missing")
    assert [(each.place.artifact, each.place.file) for each in found] == [
        ("part-2.artifact-1", "a.pdf"),
        ("part-2.artifact-1", "b.pdf"),
    ]
    assert len({each.id for each in found}) == 2
    assert "The file of “A plan” is gone" in found[0].message
    assert "attach it again" in found[0].message


def test_criteria(desk):
    mine = desk()
    places = [("part-1.passing-1", "warning"), ("part-2.criterion-1", "warning")]
    assert mine.told("criterion-unassessed") == places
    assert mine.told("criterion-below-passing") == []
    mine.workbook.assessment = {"part-1.passing-1": NOT_YET, "part-2.criterion-1": "Basic"}
    assert mine.told("criterion-unassessed") == []
    assert mine.told("criterion-below-passing") == places
    mine.workbook.assessment = {"part-1.passing-1": MET, "part-2.criterion-1": "Proficient"}
    assert mine.told("criterion-below-passing") == []


def test_section_unread(desk):
    mine = desk(ARTIFACTS, sections=("competency", "research"))
    assert mine.told("section-unread") == [("competency", "info"), ("research", "info")]
    mine.workbook.change("read", {"competency": now()})
    assert mine.told("section-unread") == [("research", "info")]


def test_unproofread(desk):
    mine = desk()
    assert mine.told("unproofread") == []
    mine.write(p1="Six of my readers.", p2_a=" \n", p2_b="https://example.org/a-video")
    assert mine.told("unproofread") == [("part-1.prompt-1", "info")]
    assert mine.find("unproofread")[0].message == "Part 1, question 1 has not been proofread yet."
    mark = Proofread(digest("Six of my readers."), now(), ("harper",))
    mine.workbook.change("proofread", {"part-1.prompt-1": mark})
    assert mine.told("unproofread") == []
    mine.write(p1="Seven of my readers.", p2_b="And more.")
    assert mine.told("unproofread") == [("part-1.prompt-1", "info"), ("part-1.prompt-2.b", "info")]
    assert [found.message for found in mine.find("unproofread")] == [
        "Part 1, question 1 was changed since it was last proofread.",
        "Part 1, question 2, b, has not been proofread yet.",
    ]
    mine.write(p1="Six of my readers.", p2_b="")
    assert mine.told("unproofread") == []


def test_what_is_ignored_is_marked(desk):
    mine = desk()
    first, second = mine.find("unanswered")
    row = Ignored(first.id, (), first.rule, first.message, "", "", first.place.id, now())
    mine.workbook.change("ignored", {first.id: row})
    assert [found.ignored for found in mine.find("unanswered")] == [True, False]
    assert mine.find("unanswered")[0].id == first.id
    assert second.ignored is False
