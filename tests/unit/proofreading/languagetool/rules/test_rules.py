"""Our own rules for LanguageTool: each finds its mistake, and lets good English that looks like it pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from workbook.proofreading.languagetool.starting import RULES

if TYPE_CHECKING:
    from workbook.proofreading.languagetool.engine import LanguageTool
    from workbook.proofreading.model import Noticed

FILE = RULES / "org" / "languagetool" / "rules" / "en" / "grammar_custom.xml"


@dataclass(frozen=True)
class Example:
    """A sentence of the file; `wrong` is the part that is wrong, and `right` what to put in its place."""

    rule: str
    text: str
    start: int = 0
    wrong: str = ""
    right: str = ""


def groups() -> list[ElementTree.Element]:
    return list(ElementTree.parse(FILE).getroot().iter("rulegroup"))  # noqa: S314 - a file of our own


def examples() -> list[Example]:
    found = []
    for group in groups():
        for element in group.iter("example"):
            marker = element.find("marker")
            before, text = element.text or "", "".join(element.itertext())
            if marker is None:
                found.append(Example(group.attrib["id"], text))
            else:
                right = element.get("correction", "")
                found.append(Example(group.attrib["id"], text, len(before), marker.text or "", right))
    return found


WRONG = [one for one in examples() if one.wrong]
RIGHT = [one for one in examples() if not one.wrong]


class _Never:
    def is_set(self) -> bool:
        return False


@pytest.fixture
def noticed(shared: LanguageTool) -> dict[str, tuple[Noticed, ...]]:
    """What the real server notices in each example's sentence."""
    texts = list(dict.fromkeys(one.text for one in examples()))
    return dict(zip(texts, shared.look(texts, "en-US", _Never()), strict=True))


def ours(noticed: tuple[Noticed, ...]) -> list[Noticed]:
    return [one for one in noticed if one.rule.startswith("WORKBOOK_")]


def is_found(example: Example, noticed: tuple[Noticed, ...]) -> bool:
    """Return whether our rule finds a mistake, or one of LanguageTool's own comes before it at the place."""
    end = example.start + len(example.wrong)
    others = any(one.start < end and example.start < one.end for one in noticed if one not in ours(noticed))
    return others or any(
        (one.rule, one.start, one.end) == (example.rule, example.start, end)
        and (not example.right or example.right in one.suggestions)
        for one in noticed
    )


def test_ids_are_ours_and_each_rule_has_examples():
    ids = [group.attrib["id"] for group in groups()]
    assert len(ids) == len(set(ids)) > 15
    assert all(re.fullmatch(r"WORKBOOK_[A-Z_]+", name) for name in ids)
    for group in groups():
        for rule in group.iter("rule"):
            kinds = {example.find("marker") is not None for example in rule.iter("example")}
            assert kinds == {True, False}, ElementTree.tostring(rule, "unicode")[:300]


def test_messages_are_plain_sentences():
    for group in groups():
        for message in group.iter("message"):
            said = message.text or ""
            assert said.rstrip("”").endswith((".", "?")) and not re.search(r"[`*<>\n]", said), said


def test_each_mistake_is_found_where_it_is(noticed: dict[str, tuple[Noticed, ...]]):
    assert [one for one in WRONG if not is_found(one, noticed[one.text])] == []
    found_by_ours = [one for one in WRONG if ours(noticed[one.text])]
    assert len(found_by_ours) > 0.9 * len(WRONG)


def test_good_english_passes(noticed: dict[str, tuple[Noticed, ...]]):
    assert [(one.text, ours(noticed[one.text])) for one in RIGHT if ours(noticed[one.text])] == []


def test_what_is_mended_passes_too(shared: LanguageTool):
    texts = [
        one.text[: one.start] + one.right + one.text[one.start + len(one.wrong) :]
        for one in WRONG
        if one.right
    ]
    found = zip(texts, shared.look(texts, "en-US", _Never()), strict=True)
    assert [(text, ours(some)) for text, some in found if ours(some)] == []
