"""`guide`: the list, a page by its name or a beginning of it, a search, and what is none."""

from __future__ import annotations

import pytest

from workbook import guide
from workbook.cli.guide import find_page


def test_every_page_is_listed_under_its_heading_and_can_be_read(cli):
    told = cli("guide").out
    assert [told.index(heading) for _, heading in guide.GROUPS] == sorted(
        told.index(heading) for _, heading in guide.GROUPS
    )
    for page in guide.pages():
        assert f"  {page.name}: {page.title}" in told
        read = cli("guide", page.name)
        assert read.out.startswith(f"{page.title}\n\n")
        assert all(len(line) <= 80 for line in read.out.splitlines() if "http" not in line)


def test_a_page_is_found_by_a_beginning_of_its_name_with_or_without_the_number_or_of_its_title():
    for wanted in ("04-word-count", "word-count", "WORD", "04", "how do I use the suggested word"):
        assert find_page(wanted).name == "04-word-count"
    assert find_page("fit").name == "fit"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("smart-goal", "Several pages of the guide begin with “smart-goal”: 06-smart-goal, 1-smart-goal."),
        ("reflektion", "The guide has no page “reflektion”. Did you mean reflection?"),
        ("zzz\x1b[31m", "The guide has no page “zzz”. `workbook guide` lists its pages."),
        ("", "The guide has no page “”"),
    ],
)
def test_what_is_no_page_is_refused_with_the_nearest(cli, wanted, said):
    done = cli("guide", wanted)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_search_lists_the_pages_that_have_all_the_words(cli):
    found = [row["page"] for row in cli("guide", "--search", "SMART Góal", "--json").json["pages"]]
    assert {"06-smart-goal", "1-smart-goal"} <= set(found) < {page.name for page in guide.pages()}
    assert cli("guide", "--search", "zebra quince").out == "No page has these words.\n"
    assert cli("guide", "fit", "--search", "x").status == 2


def test_a_page_as_json(cli):
    told = cli("guide", "fit", "--json").json
    assert told["page"] == "fit"
    assert guide.fit_questions()[0] in told["text"]
