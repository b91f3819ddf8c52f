"""Write workbook/submission/printable.txt anew: run it when the pinned Typst changes.

`python -m tests.unit.submission.list_glyphs` asks the compiler itself, block by block and in each
style, which characters its embedded fonts have; the error of a failed PDF/UA compile names the rest.
"""

from __future__ import annotations

import sys
import unicodedata

import typst

from workbook.submission.glyphs import CODE_FONTS, PRINTABLE_FILE, TEXT_FONTS, refused_clusters

_STYLES = (
    ("", TEXT_FONTS),
    ('style: "italic", ', TEXT_FONTS),
    ('weight: "bold", ', TEXT_FONTS),
    ('style: "italic", weight: "bold", ', TEXT_FONTS),
    ("", CODE_FONTS),
)
# Control, surrogate, private and unassigned characters, and line separators, never reach a page.
_NEVER = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


def compiles(text: str, style: str, fonts: tuple[str, ...]) -> set[str]:
    """Return the characters of a text that Typst says no font has; the empty set where it compiles."""
    names = ", ".join(f'"{name}"' for name in fonts)
    # One paragraph a character: no mark may join the character before it.
    body = "\n\n".join(f'#"{c}";' if c not in '\\"' else f'#"\\{c}";' for c in text)
    source = (
        '#set document(title: "x")\n#set smartquote(enabled: false)\n'
        f'#set text({style}lang: "en", font: ({names},))\n{body}'
    )
    try:
        typst.compile(source.encode(), pdf_standards=["a-2a", "ua-1"], ignore_system_fonts=True)
    except typst.TypstError as error:
        found = refused_clusters(error.diagnostic)
        if not found:
            raise RuntimeError(error.message) from error
        return found
    except BaseException as panic:
        # Some characters make the compiler itself panic: they are found by halving.
        if type(panic).__name__ != "PanicException":
            raise
        half = len(text) // 2
        return (
            {text} if not half else compiles(text[:half], style, fonts) | compiles(text[half:], style, fonts)
        )
    return set()


def printable() -> list[int]:
    """Return the code points that print in every style."""
    kept: list[int] = []
    for start in range(0x20, 0x30000, 1024):
        block = [c for c in range(start, start + 1024) if unicodedata.category(chr(c)) not in _NEVER]
        for style, fonts in _STYLES:
            while block:
                missing = {ord(c[0]) for c in compiles("".join(map(chr, block)), style, fonts)}
                if not missing:
                    break
                if not missing & set(block):
                    raise RuntimeError(f"cannot read the error for {missing}")
                block = [c for c in block if c not in missing]
        kept += block
    return kept


def main() -> int:
    """Write the ranges, one a line, in hexadecimal."""
    ranges: list[list[int]] = []
    for point in printable():
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    lines = [f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in ranges]
    head = (
        f"# Characters that the fonts embedded in Typst {typst.__version__} have; list_glyphs.py wrote it.\n"
    )
    PRINTABLE_FILE.write_text(head + "\n".join(lines) + "\n", encoding="ascii")
    print(len(lines), "ranges")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
