"""What a draft's Markdown shows."""

from __future__ import annotations

import pytest

from workbook.prose.plain import plain_text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("*a* __b__ ~~c~~ `d`", "a b c d"),
        ("a\nb", "a\nb"),
        ("a &amp; b \\* c", "a & b * c"),
        ("<script>x</script>", "<script>x</script>"),
        ("[text](https://e.org)", "text"),
        ("![picture](x.png)", ""),
        ("# H\n\ntext", "H\ntext"),
    ],
)
def test_plain_text(markdown, shown):
    assert plain_text(markdown) == shown
