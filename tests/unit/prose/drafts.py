"""Drafts for the properties of prose: Markdown of every construct, nested, with odd letters in it."""

from __future__ import annotations

from hypothesis import strategies as st

ODD = [
    "word", "Two", "é", "e\u0301", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "🎉", "שלום", "مرحبا",
    "漢字", "don't", "3.5", "a_b", "x*y", "[", "]", "(", ")", "!", "\\", "&", "<", ">", "`", "``", "~~",
    "~", "|", "#", "-", "+", "1.", "a.", "^", ":", "*", "**", "_", "__", '"', "=", "$", "\xa0", "\t",
    "\u200b", "\x00", "\x0b", "\u2028", "\x85", "\ufffc", "\ud800", "&amp;", "&#x41;", "&nbsp;", "&bogus;",
    "\\*", "\\\\", "\\|", "www.", "@", "https://", "[^1]", "[^n", "]:", "](",
]  # fmt: skip
"""Words, and what looks like the beginning or the end of a mark."""
ADDRESSES = ["https://example.org/a_b?c=1&d=(2)", "www.example.org", "me@example.org", "https://e.org/*x*"]

odd_text = st.lists(st.sampled_from(ODD), min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda gap: gap.join(parts))
)
leaves = st.one_of(
    st.sampled_from(["one", "Two words", "don't", "é", "שלום", "🎉 x"]),
    odd_text,
    st.sampled_from(["`code`", "`` a ` b ``", "`12`", "`", "[^1]", " [^2]", "[ref]", "[^no]"]),
    st.sampled_from([*ADDRESSES, *(f"<{address}>" for address in ADDRESSES)]),
    st.sampled_from(["<b>", "</b>", "<br>", "<br />", '<a href="x y">', "<!-- c -->", "<name>", "&lt;b&gt;"]),
    st.sampled_from(["\n", "  \n", "\\\n", " \n  ", "\n\t"]),
)
MARKS = [
    "*{}*", "**{}**", "_{}_", "***{}***", "~~{}~~", '[{}](https://e.org "t")', "![{}](x.png)",
    "[{}][ref]", "un*{}*ing", "<b>{}</b>", "[{}]", "![{}][ref]", "({})", "`{}`",
]  # fmt: skip
inlines = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(MARKS), inner).map(lambda made: made[0].replace("{}", made[1])),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=8,
)


def _under(first: str, rest: str) -> st.SearchStrategy[str]:
    """Make blocks that stand behind a mark, their later lines behind another."""
    return st.deferred(lambda: drafts).map(lambda text: first + text.replace("\n", "\n" + rest))


BLOCKS = [
    "***", "---", "```\ncode\n\nmore\n```", "~~~~\nopen", "    indented", "\tindented", "```", "~~~",
    "", "[ref]: https://e.org 'title'", "[ref]:\n<u>\n'a\nb'", "[^1]: A note.", "[^2]:", "| a |\n|---|",
]  # fmt: skip
CONTAINERS = [
    ("- ", "  "), ("1. ", "   "), ("> ", "> "), ("> ", ""), ("a. ", "   "), ("(b) ", "    "),
    ("[^1]: ", "    "), ("Term\n: ", "  "), ("- [ ] ", "  "), ("*\t", "\t"), ("- ", ""),
]  # fmt: skip
paragraphs_of_text = st.one_of(
    inlines,
    st.tuples(
        inlines, st.sampled_from(["===", "---", ": defined", "- item", "> quoted", "a. item", "# H"])
    ).map("\n".join),
)
tables = st.lists(
    st.lists(inlines.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=4).map(
        lambda cells: "| " + " | ".join(cells) + " |"
    ),
    min_size=2,
    max_size=3,
).map(lambda rows: "\n".join([rows[0], "|---|" + "---|" * rows[0].count(" | "), *rows[1:]]))
block = st.one_of(
    paragraphs_of_text,
    paragraphs_of_text,
    st.sampled_from(BLOCKS),
    inlines.map(lambda text: "# " + text.replace("\n", " ") + " ##"),
    tables,
    st.sampled_from(CONTAINERS).flatmap(lambda marks: _under(*marks)),
)
drafts = st.lists(
    st.tuples(block, st.sampled_from(["\n\n", "\n\n", "\n", "\n \n\n"])).map("".join), min_size=1, max_size=4
).map("".join)
any_draft = st.one_of(
    drafts,
    st.tuples(drafts, st.sampled_from(["\r\n", "\r"])).map(lambda made: made[0].replace("\n", made[1])),
    st.text(st.sampled_from("ab *_`[]()!<>&;:|#-+~^\\\n\r\t1.\"'@/é🎉"), max_size=60),
    st.text(max_size=60),
)
