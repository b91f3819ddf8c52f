"""The document's data to pandoc's tree, with every text read, sanitised and in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.submission.glyphs import clean_text
from workbook.submission.inlines import clean_address
from workbook.submission.nodes import (
    LINE_BREAK,
    Blocks,
    Inlines,
    Node,
    div,
    header,
    link,
    para,
    plain,
    table,
    text_of,
    words,
    wrap,
)
from workbook.submission.reading import lost_words
from workbook.submission.sanitise import Sanitiser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.submission.document import Assessed, Document, HandedIn, Reply, Section
    from workbook.submission.images import Shelf

UNANSWERED = "Not answered."
NOTHING_ATTACHED = "Nothing attached."
PART_LEVEL, QUESTION_LEVEL, LETTER_LEVEL = 1, 2, 3
_SMALL_TABLE = 1000
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_LABELS = {
    "LowerAlpha": "abcdefghijklmnopqrstuvwxyz",
    "UpperAlpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "Decimal": [str(number) for number in range(1, 100)],
    "LowerRoman": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
}


class Assembler:
    """Builds the tree of a document.

    Args:
        document: what stands in it.
        read: the blocks that pandoc read of each text; None where it could not.
        shelf: where an answer's pictures come from.
    """

    def __init__(self, document: Document, read: Mapping[str, Blocks | None], shelf: Shelf) -> None:
        self._document = document
        self._read = read
        self._answers = Sanitiser(document.language, shelf)
        # The credential's own texts may name a picture too; there is no folder to take it from.
        self._asked = Sanitiser(document.language)
        self.remarks: list[str] = []

    def blocks(self) -> Blocks:
        """Return the sections' blocks; `remarks` then says what was changed and where."""
        return [block for section in self._document.sections for block in self._section(section)]

    def _section(self, section: Section) -> Blocks:
        blocks = [header(PART_LEVEL, _line(section.heading))]
        for reply in section.replies:
            blocks += self._reply(reply, QUESTION_LEVEL)
        if section.handed_in:
            blocks += [header(QUESTION_LEVEL, words("Artifacts")), self._artifacts(section.handed_in)]
        if section.assessed:
            blocks.append(header(QUESTION_LEVEL, words("Self-assessment")))
            blocks += [self._assessment(assessed) for assessed in section.assessed]
        return blocks

    def _reply(self, reply: Reply, level: int) -> Blocks:
        prompt = self._text(reply.prompt)
        if reply.lettered:
            prompt += self._lettered(reply.lettered)
        if reply.either:
            prompt.append(para(_line(reply.either)))
        blocks = [header(level, _line(reply.label))]
        if prompt:
            blocks.append(div("prompt", prompt))
        if reply.answer or not reply.replies:
            blocks += self._answer(reply, level)
        for part in reply.replies:
            blocks += self._reply(part, LETTER_LEVEL)
        return blocks

    def _answer(self, reply: Reply, level: int) -> Blocks:
        if not reply.answer.strip():
            return [div("unanswered", [para(words(UNANSWERED))])]
        raw = self._read.get(reply.answer)
        before = len(self._answers.left_out)
        blocks = self._answers.blocks(raw, below=level) if raw is not None else []
        if not blocks:
            self.remarks.append(f"{reply.label} could not be read as Markdown and is printed as plain text")
            return plain_paragraphs(reply.answer)
        self.remarks += [f"{reply.label}: {what}" for what in self._answers.left_out[before:]]
        if lost := lost_words(reply.answer, raw or []):
            self.remarks.append(f"{reply.label}: not printed, as nothing refers to it: {' '.join(lost[:12])}")
        return blocks

    def _text(self, markdown: str) -> Blocks:
        if not markdown.strip():
            return []
        raw = self._read.get(markdown)
        blocks = self._asked.blocks(raw) if raw is not None else []
        return blocks or plain_paragraphs(markdown)

    def _cell(self, markdown: str) -> Blocks:
        blocks = self._text(markdown)
        if len(blocks) == 1 and blocks[0]["t"] == "Para":
            return [{"t": "Plain", "c": blocks[0]["c"]}]
        return blocks

    def _lettered(self, lettered: Sequence[tuple[str, str]]) -> Blocks:
        labels = [label for label, _ in lettered]
        items = [self._cell(text) for _, text in lettered]
        for style, names in _LABELS.items():
            if labels == list(names[: len(labels)]):
                return [{"t": "OrderedList", "c": [[1, {"t": style}, {"t": "Period"}], items]}]
        return [
            block
            for label, item in zip(labels, items, strict=True)
            for block in (para([wrap("Strong", words(clean_text(label)))]), *item)
        ]

    def _artifacts(self, handed_in: Sequence[HandedIn]) -> Node:
        rows = [[self._cell(item.title), _attached(item)] for item in handed_in]
        return _together(table([[plain("Artifact")], [plain("Attached")]], rows, widths=(0.5, 0.5)))

    def _assessment(self, assessed: Assessed) -> Node:
        rows = [[self._cell(criterion), [plain(clean_text(level))]] for criterion, level in assessed.rows]
        head = [[{"t": "Plain", "c": _line(name)}] for name in assessed.header]
        return _together(table(head, rows, widths=(0.72, 0.28)))


def _together(node: Node) -> Node:
    """Return a small table as one that stays on one page; a large one as it is."""
    return div("together", [node]) if len(text_of(node)) < _SMALL_TABLE else node


def plain_paragraphs(text: str) -> Blocks:
    """Return text as paragraphs with its own line ends, nothing in it read as Markdown."""
    blocks: Blocks = []
    for paragraph in _PARAGRAPHS.split(text):
        inlines: Inlines = []
        for row in paragraph.split("\n"):
            inlines += [LINE_BREAK, *_line(row)]
        if any(inline["t"] == "Str" for inline in inlines):
            blocks.append(para(inlines[1:]))
    return blocks


def _line(text: str) -> Inlines:
    return words(" ".join(clean_text(text).split()))


def _attached(item: HandedIn) -> Blocks:
    blocks = [plain(clean_text(name)) for name in item.files]
    for address in item.links:
        safe = clean_address(address)
        shown = words(clean_text(address))
        blocks.append({"t": "Plain", "c": [link(shown, safe)] if safe else shown})
    return blocks or [plain(NOTHING_ATTACHED)]
