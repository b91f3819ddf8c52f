"""What a draft shows in the document that is made of it: its words without its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.prose.blocks import blocks
from workbook.prose.cutting import named_pieces
from workbook.prose.inlines import inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.prose.blocks import Names


def shown(markdown: str) -> str:
    """Return the text that a draft shows, a line for each block; no marks, addresses or pictures.

    Args:
        markdown: the draft.
    """
    return "\n".join(line for piece, names in named_pieces(markdown) for line in shown_blocks(piece, names))


def shown_blocks(piece: str, names: Names) -> Iterator[str]:
    """Give the text that each block of a piece of a draft shows.

    Args:
        piece: the piece; see `cut`.
        names: what the draft defines.
    """
    for block in blocks(piece).blocks:
        if block.kind == "code":
            yield block.content
        else:
            yield "".join(atom.shown for atom in inlines(block.content, names))
