"""`guide`: the guide's pages as plain text, their list, and a search in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from workbook import guide
from workbook.cli.common import json_option
from workbook.cli.faults import FINE
from workbook.cli.output import BOLD, say, say_json
from workbook.cli.page import page as page_text
from workbook.cli.page import wrapped
from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError
from workbook.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.guide import Page

_NUMBER = re.compile(r"^\d+-")


@click.command("guide")
@click.argument("page", metavar="[PAGE]", required=False)
@click.option("--search", metavar="WORDS", help="List only the pages that have all these words.")
@json_option
def guide_command(page: str | None, search: str | None, as_json: bool) -> int:
    """Print a page of the guide: tips, what each section asks, questions and answers, how-tos.

    PAGE is its name or a beginning that no other has, with or without the number. Without PAGE it lists
    all pages.
    """
    if page is None:
        return _list([known for known in guide.pages() if guide.holds(known, search or "")], as_json)
    if search is not None:
        raise WorkbookError("PAGE prints one page and --search lists several", "Give one of the two")
    found = find_page(page)
    if as_json:
        say_json({**_row(found), "text": found.body})
        return FINE
    say(wrapped(found.title), BOLD)
    say()
    say(page_text(found.body))
    return FINE


def find_page(wanted: str) -> Page:
    """Return the page of a name, or of a beginning of its name or title that no other has.

    Raises:
        WorkbookError: there is none, or several; the nearest or all of them are named.
    """
    name = "-".join(re.findall(r"\w+", fold(wanted)))
    known = guide.pages()
    for ways in ((_whole,), (_short, _titled)):
        exact = [page for page in known if name in (way(page) for way in ways)]
        if len(exact) == 1:
            return exact[0]
    begun = [
        page
        for page in known
        if name and any(way(page).startswith(name) for way in (_whole, _short, _titled))
    ]
    if len(begun) == 1:
        return begun[0]
    if begun:
        names = ", ".join(page.name for page in begun)
        raise WorkbookError(
            f"Several pages of the guide begin with “{one_line(wanted)}”: {names}", "Write more"
        )
    raise WorkbookError(
        f"The guide has no page “{one_line(wanted)}”",
        suggestion(name, [way(page) for page in known for way in (_whole, _short)])
        or "`workbook guide` lists its pages",
    )


def _whole(page: Page) -> str:
    return page.name


def _short(page: Page) -> str:
    return _NUMBER.sub("", page.name)


def _titled(page: Page) -> str:
    return "-".join(re.findall(r"\w+", fold(page.title)))


def _list(found: Iterable[Page], as_json: bool) -> int:
    pages = list(found)
    if as_json:
        say_json({"pages": [_row(page) for page in pages]})
        return FINE
    for kind, heading in guide.GROUPS:
        of_kind = [page for page in pages if page.kind == kind]
        if of_kind:
            say(heading, BOLD)
            for page in of_kind:
                say(wrapped(f"{page.name}: {page.title}", "  ", "    "))
            say()
    if pages:
        say(wrapped(f"Read one with `workbook guide {_short(pages[0])}`."))
    else:
        say("No page has these words.")
    return FINE


def _row(page: Page) -> dict[str, Any]:
    return {"page": page.name, "title": page.title, "kind": page.kind, "section": page.section or None}
