"""A draft's Markdown as paragraphs of plain words, each with the exact way back."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from workbook.prose.blocks import CACHED, MOST_CACHED, blocks
from workbook.prose.cutting import named_pieces
from workbook.prose.gathering import gathered, trimmed
from workbook.prose.inlines import inlines
from workbook.prose.legible import legible
from workbook.prose.mapped import Paragraph, Run, Sort
from workbook.prose.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.prose.blocks import Block, Names
    from workbook.prose.inlines import Atom

_SORTS: dict[str, Sort] = {"heading": "heading", "cell": "cell", "footnote": "footnote"}


def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    """Return the plain words of a draft, block by block, in the order in which they stand in it.

    A paragraph, a heading, a table's cell, and each paragraph of an item, a quotation or a footnote is
    one; so is the alternative text of each picture. Blocks of code are left out.

    - Code, addresses and the like are no prose, and leaving them out would spoil the sentence: a plain
      word stands for each (see `stand_ins`). For a picture one does where a sentence would miss it; its
      alternative text is a paragraph by itself, behind the one that holds it.
    - The mark of a footnote, and tags of HTML that stand within a sentence, are left out. Other tags end
      a line.
    - A break between two lines is a line feed, whether the document keeps it or not.
    - Letters are composed, and what cannot be seen is left out (see `legible`); the draft keeps both.

    The draft is read piece by piece, and a piece that was read before is not read again.

    Args:
        markdown: the draft. It may be anything.
    """
    found: list[Paragraph] = []
    offset = 0
    for piece, names in named_pieces(markdown):
        found.extend(_moved(paragraph, offset) for paragraph in _read_once(piece, names))
        offset += len(piece)
    return tuple(found)


def _moved(paragraph: Paragraph, offset: int) -> Paragraph:
    if not offset:
        return paragraph
    runs = (
        Run(
            run.start,
            run.end,
            run.source_start + offset,
            run.source_end + offset,
            run.same,
            run.letters,
        )
        for run in paragraph.runs
    )
    return Paragraph(paragraph.text, tuple(runs), paragraph.sort)


def _read_once(piece: str, names: Names) -> tuple[Paragraph, ...]:
    return _read(piece, names) if len(piece) <= MOST_CACHED else _read.__wrapped__(piece, names)


@lru_cache(maxsize=CACHED)
def _read(piece: str, names: Names) -> tuple[Paragraph, ...]:
    found = [
        paragraph
        for block in blocks(piece).blocks
        if block.kind != "code"
        for paragraph in _paragraphs(
            piece, block, inlines(block.content[block.task :], names, block.task), _SORTS.get(block.kind)
        )
    ]
    return tuple(sorted(found, key=lambda paragraph: paragraph.runs[0].source_start))


def _paragraphs(piece: str, block: Block, atoms: tuple[Atom, ...], sort: Sort | None) -> Iterator[Paragraph]:
    """Give a paragraph, where it has words, and the alternative texts of the pictures in it."""
    paragraph = trimmed(legible(replaced(gathered(piece, block, atoms))))
    if paragraph.text:
        yield Paragraph(paragraph.text, paragraph.runs, sort or "paragraph")
    for atom in atoms:
        if atom.kind == "picture":
            yield from _paragraphs(piece, block, atom.inside, "alternative text")
