"""Whatever a draft holds, the document is built, stays accessible, and gives nothing away."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .helpers import Builder, assert_accessible, pdf_text, workbook

if TYPE_CHECKING:
    from pathlib import Path

LEAKED = "root:x:0:0"
"""What no document may hold: the beginning of /etc/passwd."""

DRAFTS = {
    "typst attribute": '[x]{typst:text:fill="read(\\"/etc/passwd\\")"}',
    "typst block": '```{=typst}\n#read("/etc/passwd")\n```',
    "typst inline": '`#read("/etc/passwd")`{=typst}',
    "typst words": '#let a = 1; #read("/etc/passwd") #include "x" ]; #panic() "; #read("/etc/passwd") \\";',
    "mathematics": "$x$ $$\\sum$$ \\input{/etc/passwd} \\(y\\)",
    "html": "<script>fetch('https://evil.example')</script>\n\n<img src=/etc/passwd onerror=x> <!-- hidden",
    "pictures": "![a](/etc/passwd) ![b](../../x.png) ![c](https://evil.example/x.png) ![d][e]\n\n[e]: /x",
    "links": "[a](javascript:b()) [#foo](#bar) [x](data:text/html,y) <javascript:z> [e]() [https://a.b](http://c.d)",
    "citations": "@smith2012 [@smith2012; see -@jones, p. 3] @fig:one",
    "headings": "###### f\n\n# a\n\n#### d\n\n- # in a list\n\n> ## in a quotation\n\nUnder\n=====\n\n#",
    "quotations": "> " * 5000 + "deep",
    "lists": "\n".join("  " * depth + "- x" for depth in range(300)),
    "emphasis": "*a **b " * 400 + "** *" * 400,
    "struck link": "~~gone [a](https://example.org) ~~twice~~ [^1]~~ **~~[b](http://b.c)~~**\n\n[^1]: ~~x~~ http://d.e",
    "brackets": "[" * 4000 + "x" + "](y)" * 4000,
    "ragged table": "| a | b |\n|---|\n\n| a |\n|---|\n| 1 | 2 | 3 |\n|\n| # h | ![i](x) |[^n]\n\n[^n]: n",
    "empty table": "| | |\n|-|-|\n| | |",
    "emoji": "😀👩🏽‍🏫🇺🇸❤️ 1️⃣ ☺️",
    "scripts": "你好 日本語 한국어 العربية עברית ไทย हिन्दी தமிழ் ᚠᛇᚻ 𝔘𝔫𝔦",
    "marks": "Z͑ͫ̓ͪ̂ͫ̽a̴̡lg̶o q̣́ \u0301alone a\u0301\u0302\u0303\u0304 ʻŌlelo",
    "controls": "a\x00b\x01c\x1b[31md\x7fe\x9bf\u2028g\u202eh\ufeffi\ufffej\ud800k\ue000l\U0010ffff",
    "fence": "```python\nnever closed\n\n~~~\nnor this",
    "long word": "w" * 20_000 + " https://example.org/" + "x" * 3000,
    "only a definition": "[a]: https://x.y",
    "only a note": "[^1]: nothing refers here",
    "yaml": "---\ntitle: Mine\nauthor: Jane\n---\n\ntext",
    "blank lines": "\n\n\n \n\t\n",
    "lists of every kind": "(iv) a\n\nb) c\n\n99999999. d\n\n#. e\n\n- [x] g\n\nTerm\n: sense ![p](q)",
    "entities": "&lt;b&gt; &#35;let &nbsp;&shy; &#0; &#x1F600;",
}


@pytest.mark.parametrize("name", DRAFTS)
def test_a_hostile_draft_still_makes_an_accessible_document(name: str, builder: Builder) -> None:
    result = builder(workbook(one=DRAFTS[name], two_a="The answer that follows.", three=DRAFTS[name]))
    text = pdf_text(result.path)
    assert_accessible(result.path)
    assert not any("only without" in remark for remark in result.remarks)
    assert LEAKED not in text
    assert b"/Author" not in result.path.read_bytes()
    assert text.count("The answer that follows.") == 1
    assert (
        text.index("Question 1") < text.index("The answer that follows.") < text.index("Part 3. Reflection")
    )


@pytest.mark.parametrize("to", ["docx", "html", "md", "txt"])
def test_every_hostile_draft_at_once_in_the_other_formats(to: str, builder: Builder) -> None:
    drafts = [text for name, text in DRAFTS.items() if name not in ("quotations", "fence")]
    data = builder(workbook(one="\n\n".join(drafts), two_a="follows"), to=to).path.read_bytes()
    assert LEAKED.encode() not in data
    if to == "html":
        assert b"<script" not in data
        assert b'href="javascript' not in data
        assert b"<img" not in data


def test_footnotes_of_two_answers_with_one_label_stay_apart(builder: Builder) -> None:
    made = workbook(
        one="First[^1].\n\n[^1]: Note of the first.", three="Third[^1].\n\n[^1]: Note of the third."
    )
    text = pdf_text(builder(made).path)
    assert text.count("Note of the first.") == 1
    assert text.count("Note of the third.") == 1


def test_an_unclosed_fence_does_not_swallow_the_next_answer(builder: Builder) -> None:
    text = pdf_text(builder(workbook(one="```\nopen", three="A *quiet* answer.")).path)
    assert "A quiet answer." in text


def test_words_that_look_like_markup_are_printed_as_they_are(builder: Builder) -> None:
    draft = (
        'He said #hashtag, $5 = "five", 2 * 3, a_b_c, C:\\dir, @home, <here>, ~10, `tick`, 50% // x /* y */'
    )
    expected = (
        'He said #hashtag, $5 = "five", 2 * 3, a_b_c, C:\\dir, @home, <here>, ~10, tick, 50% // x /* y */'
    )
    assert expected in pdf_text(builder(workbook(one=draft)).path)


def png(width: int, height: int, *, whole: bool = True) -> bytes:
    """A grey picture, or the beginning of one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return head + (chunk(b"IDAT", rows) + chunk(b"IEND", b"") if whole else b"\0\0")


def test_a_picture_of_the_artifacts_is_shown_with_its_description(builder: Builder, folder: Path) -> None:
    (folder / "chart.png").write_bytes(png(400, 3000))
    result = builder(
        workbook(one="Before ![A bar chart “x”](chart.png) after\n\n- ![Again](artifacts/chart.png)")
    )
    assert_accessible(result.path)
    data = result.path.read_bytes()
    assert data.count(b"/Subtype/Image") == 1
    assert data.count(b"/S/Figure") == 2
    assert result.remarks == ()


def test_a_broken_picture_is_put_in_words_and_the_rest_stays(builder: Builder, folder: Path) -> None:
    (folder / "good.png").write_bytes(png(10, 10))
    (folder / "bad.png").write_bytes(png(10, 10, whole=False))
    result = builder(workbook(one="![The good](good.png)\n\n![The bad](bad.png)"))
    assert "[Picture: The bad]" in pdf_text(result.path)
    assert result.path.read_bytes().count(b"/Subtype/Image") == 1
    assert result.remarks == ("Pictures that could not be read and are put in words: 1",)


def test_a_picture_elsewhere_is_never_opened(builder: Builder, folder: Path) -> None:
    (folder.parent.parent / "secret.png").write_bytes(png(10, 10))
    (folder / "link.png").symlink_to(folder.parent.parent / "secret.png")
    result = builder(workbook(one="![One](link.png) ![Two](../../secret.png)"))
    assert b"/Subtype/Image" not in result.path.read_bytes()
    assert "[Picture: One] [Picture: Two]" in pdf_text(result.path)
    assert len(result.remarks) == 2


def test_a_very_long_answer_is_built(builder: Builder) -> None:
    paragraph = "The learner drew one bar for each number and *then* added the bars again. " * 20
    result = builder(workbook(one="\n\n".join([paragraph] * 720), three="The last answer."))
    assert result.pages is not None
    assert result.pages > 200
    import pypdfium2

    document = pypdfium2.PdfDocument(result.path)
    last = document[len(document) - 1].get_textpage().get_text_range()
    document.close()
    assert "The last answer." in last


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    "# ",
                    "- ",
                    "1. ",
                    "> ",
                    "| a | b |\n|---|---|\n",
                    "```\n",
                    "[^1]",
                    "[^1]: ",
                    "\n\n",
                    "![",
                    "](",
                ]
            ),
            st.text(alphabet='#$@\\"[](){}<>`*_~|/-+=:;!', max_size=12),
        ),
        max_size=25,
    )
)
def test_no_text_breaks_the_document(builder: Builder, pieces: list[str]) -> None:
    result = builder(workbook(one="".join(pieces), three="The end."))
    assert_accessible(result.path)
    assert "The end." in pdf_text(result.path)
