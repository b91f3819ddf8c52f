"""The guide is whole: every page reads, every section has its introduction, every rule is a known one."""

from __future__ import annotations

from workbook import guide
from workbook.credentials.model import READING_SECTIONS

RULES = [
    "unanswered",
    "order-and-numbering",
    "length",
    "undefined-abbreviation",
    "confidential-name",
    "personal-detail",
    "file-reveals",
    "link-unreachable",
    "link-needs-sign-in",
    "link-private",
    "artifact-missing",
    "artifact-not-pdf",
    "artifact-length",
    "criterion-unassessed",
    "criterion-below-passing",
    "section-unread",
    "no-research-cited",
    "no-specific-example",
    "placeholder-left",
    "smart-incomplete",
    "shared-passage",
    "unproofread",
    "grammar",
    "spelling",
    "style",
]


def test_the_pages_are_in_order_and_have_words():
    pages = guide.pages()
    assert [page.order for page in pages] == sorted({page.order for page in pages})
    assert {page.kind for page in pages} == {"section", "tips", "question", "how-to", "about"}
    for page in pages:
        assert page.title
        assert page.introduction
        assert not page.body.startswith("---")


def test_every_reading_section_is_introduced():
    assert [section for section in READING_SECTIONS if guide.section_page(section) is None] == []
    assert guide.section_page("nowhere") is None


def test_five_questions_of_fit():
    questions = guide.fit_questions()
    assert len(questions) == 5
    assert all(question.endswith("?") for question in questions)


def test_the_tips_name_known_rules():
    tips = guide.tips()
    assert len({tip.id for tip in tips}) == len(tips) >= 5
    assert {rule for tip in tips for rule in tip.rules} <= set(RULES)


def test_the_questions_of_success_have_ids_of_their_own():
    questions = guide.success_questions()
    assert len({question.id for question in questions}) == len(questions) > 0
    assert not {question.id for question in questions} & {tip.id for tip in guide.tips()}
