"""What of a draft may stand in the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbook.submission.images import Shelf
from workbook.submission.inlines import DEEPEST, clean_address
from workbook.submission.mending import mend
from workbook.submission.nodes import Blocks, text_of
from workbook.submission.reading import lost_words, read_markdown
from workbook.submission.sanitise import Sanitiser

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 30


def clean(text: str, tmp_path: Path, *, shelf: Shelf | None = None, below: int = 2) -> Blocks:
    """Read one text with the real pandoc and sanitise it."""
    blocks = read_markdown([text], tmp_path)[0]
    assert blocks is not None
    return Sanitiser("en-US", shelf).blocks(blocks, below=below)


def kinds(nodes: object) -> set[str]:
    """Return the types of every node in a tree."""
    return set(json.loads(json.dumps(list(_kinds(nodes)))))


def _kinds(node: object):  # type: ignore[no-untyped-def]
    if isinstance(node, list):
        for one in node:
            yield from _kinds(one)
    elif isinstance(node, dict):
        if "t" in node:
            yield node["t"]
        yield from _kinds(node.get("c"))


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ('[x]{typst:text:fill="read(1)"}', '[x]{typst:text:fill="read(1)"}'),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a <b>bold</b> word", "a <b>bold</b> word"),
        ("`x`{=typst}", "x{=typst}"),
        ("costs $5 and $6", "costs $5 and $6"),
        ("as @smith2012 says [@smith2012, p. 3]", "as @smith2012 says [@smith2012, p. 3]"),
        ("it's 'so' \"said\"", "it's 'so' \"said\""),
        (":smile: ~20 H~2~O", ":smile: ~20 H~2~O"),
        ("::: warning\nx\n:::", "::: warning x :::"),
        ("---\ntitle: x\n---", "title: x"),
        ("a\x07b\u202ec\ufeffd", "abcd"),
    ],
)
def test_what_could_be_code_is_its_own_words(draft: str, text: str, tmp_path: Path) -> None:
    blocks = clean(draft, tmp_path)
    assert text_of(blocks) == text
    assert not kinds(blocks) & {"RawInline", "RawBlock", "Cite", "Math", "Span", "Div"}


def test_raw_code_for_a_writer_is_shown_as_code(tmp_path: Path) -> None:
    (block,) = clean('```{=typst}\n#read("/etc/passwd")\n```', tmp_path)
    assert block == {"t": "CodeBlock", "c": [["", [], []], '#read("/etc/passwd")']}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//evil.example",
        "notes.pdf",
        "#part",
        "",
    ],
)
def test_a_link_elsewhere_than_the_web_keeps_its_words_alone(address: str, tmp_path: Path) -> None:
    blocks = clean(f"[the words](<{address}>)", tmp_path)
    assert "Link" not in kinds(blocks)
    assert text_of(blocks) == "the words"


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://x.y", "mailto:me@example.org"])
def test_a_link_to_the_web_or_mail_is_kept(address: str, tmp_path: Path) -> None:
    (block,) = clean(f"[the words]({address})", tmp_path)
    assert block["c"][0]["c"][2][0] == address


def test_an_address_with_a_newline_or_without_a_host_is_refused() -> None:
    assert clean_address("java\nscript:alert(1)") is None
    assert clean_address("https:///path") is None
    assert clean_address("https://[bad") is None
    assert clean_address("https://example.org/" + "x" * 5000) is None
    assert clean_address(" https://example.org/a b ") == "https://example.org/a%20b"


def test_headings_go_below_the_question_without_skipping(tmp_path: Path) -> None:
    blocks = clean("# A\n\n#### B\n\n## C\n\n# D\n\n###### E\n\n#\n\ntext", tmp_path, below=2)
    assert [(b["c"][0], text_of(b)) for b in blocks if b["t"] == "Header"] == [
        (3, "A"),
        (4, "B"),
        (4, "C"),
        (3, "D"),
        (4, "E"),
    ]


def test_a_draft_that_begins_deep_begins_one_below_the_question(tmp_path: Path) -> None:
    (block,) = clean("##### Deep", tmp_path, below=3)
    assert block["c"][0] == 4


def test_a_heading_in_a_quotation_or_a_credentials_text_is_bold(tmp_path: Path) -> None:
    assert kinds(clean("> # Loud", tmp_path)) == {"BlockQuote", "Para", "Strong", "Str"}
    assert kinds(clean("# Loud", tmp_path, below=0)) == {"Para", "Strong", "Str"}


def test_deep_nesting_is_bounded_and_keeps_its_words(tmp_path: Path) -> None:
    blocks = clean(">" * 60 + " deep words", tmp_path)
    assert text_of(blocks) == "deep words"
    assert json.dumps(blocks).count("BlockQuote") == DEEPEST + 1


def test_letters_of_lists_are_kept(tmp_path: Path) -> None:
    (block,) = clean("c. third\nd. fourth", tmp_path)
    assert block["c"][0] == [3, {"t": "LowerAlpha"}, {"t": "Period"}]


def test_a_ragged_table_keeps_every_cell(tmp_path: Path) -> None:
    blocks = clean("| a | b |\n|---|---|\n| 1 | 2 | 3 | four |\n| 5 |", tmp_path)
    assert text_of(blocks) == "a b 1 2 3 four 5"


def test_a_table_drawn_in_a_fence_is_left_alone() -> None:
    fenced = "```\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n```"
    assert mend(fenced) == fenced


def test_a_footnote_that_nothing_refers_to_is_printed(tmp_path: Path) -> None:
    blocks = clean("Text[^a].\n\n[^a]: Kept.\n\n[^b]: Orphan words.", tmp_path)
    assert "Orphan words" in text_of(blocks)
    assert "Note" in kinds(blocks)


def test_words_that_no_tree_has_are_named(tmp_path: Path) -> None:
    text = (
        "Kept `code` &amp; [link](https://example.org/place)\n\n[nobody]: https://example.org/lost 'Refers'"
    )
    (blocks,) = read_markdown([text], tmp_path)
    assert blocks is not None
    assert lost_words(text, blocks) == ["nobody", "lost", "Refers"]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "mine" / "artifacts"
    folder.mkdir(parents=True)
    (folder / "chart.png").write_bytes(PNG)
    (folder / "notes.txt").write_bytes(b"no picture")
    (tmp_path / "mine" / "secret.png").write_bytes(PNG)
    (folder / "escape.png").symlink_to(tmp_path / "mine" / "secret.png")
    (folder / "inside.png").symlink_to(folder / "chart.png")
    return Shelf(folder)


@pytest.mark.parametrize("address", ["chart.png", "artifacts/chart.png", "./chart.png", "inside.png"])
def test_a_described_picture_of_the_artifacts_is_kept_under_a_neutral_name(
    address: str, shelf: Shelf, tmp_path: Path
) -> None:
    (block,) = clean(f"![A chart]({address})", tmp_path, shelf=shelf)
    assert block["c"][0]["c"][2][0] == "picture-1.png"
    assert shelf.pictures == {"picture-1.png": PNG}


@pytest.mark.parametrize(
    "address",
    [
        "/etc/passwd",
        "../secret.png",
        "escape.png",
        "notes.txt",
        "missing.png",
        "https://example.org/x.png",
        "file:///etc/passwd",
        "..%2Fsecret.png",
        ".",
        "chart.png%00.txt",
    ],
)
def test_any_other_picture_is_put_in_words(address: str, shelf: Shelf, tmp_path: Path) -> None:
    blocks = clean(f"![What it shows]({address})", tmp_path, shelf=shelf)
    assert text_of(blocks) == "[Picture: What it shows]"
    assert shelf.pictures == {}


def test_a_picture_without_a_description_says_so(shelf: Shelf, tmp_path: Path) -> None:
    assert text_of(clean("![](chart.png)", tmp_path, shelf=shelf)) == "[Picture without a description]"


def test_each_text_is_read_on_its_own(tmp_path: Path) -> None:
    texts = ["```\nunclosed", "Note[^1]\n\n[^1]: one", "Note[^1]\n\n[^1]: two", "[a]: https://x.y", "[a]"]
    read = read_markdown(texts, tmp_path)
    assert [text_of(blocks or []) for blocks in read] == ["unclosed", "Noteone", "Notetwo", "", "[a]"]


def test_one_text_that_cannot_be_read_does_not_take_the_others_along(tmp_path: Path) -> None:
    read = read_markdown(["before", ">" * 5000 + " deep", "after"], tmp_path)
    assert read[1] is None
    assert [text_of(blocks or []) for blocks in read] == ["before", "", "after"]
