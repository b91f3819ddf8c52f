"""What `proofread` reads: the answers of a workbook, or a file of Markdown or plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.cli.common import text_of
from workbook.errors import WorkbookError
from workbook.findings.model import Finding, Span, Where
from workbook.paths import found, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.drafts.store import OpenWorkbook, Store

STANDARD_INPUT = "-"
_PLAIN = ".txt"
_TEXT_FILES = (".md", ".markdown", _PLAIN)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """One draft.

    Attributes:
        place: whose text it is.
        label: what it is called in a line of text.
        draft: the text as it is stored.
        is_plain: whether it is plain text, in which nothing is code for being indented.
    """

    place: Where
    label: str
    draft: str
    is_plain: bool = False

    @property
    def markdown(self) -> str:
        """The text as Markdown."""
        return _INDENT.sub("", self.draft) if self.is_plain else self.draft

    def placed(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return findings in `markdown` as findings in the draft."""
        if not self.is_plain:
            return findings
        way_back = _WayBack(self.draft)
        return tuple(self._placed(finding, way_back) for finding in findings)

    def _placed(self, finding: Finding, way_back: _WayBack) -> Finding:
        if finding.span is None:
            return finding
        start = way_back.offset(finding.span.start)
        # From the last letter on, so that the indent of a line below does not come along.
        empty = finding.span.end == finding.span.start
        end = start if empty else way_back.offset(finding.span.end - 1) + 1
        return replace(finding, span=Span(start, end), excerpt=self.draft[start:end])


@dataclass(frozen=True)
class Subject:
    """What one argument of the command means.

    Attributes:
        title: what it is called.
        texts: its texts, in reading order.
        opened: the workbook, where it is one.
    """

    title: str
    texts: tuple[Text, ...]
    opened: OpenWorkbook | None = None

    @property
    def language(self) -> str | None:
        """The language of the credential that it answers, where it answers one."""
        return self.opened.credential.language if self.opened else None


def subject_of(given: str, store: Store) -> Subject:
    """Return what an argument means: a file, where there is one or its name ends so, else a workbook.

    Raises:
        WorkbookError: there is neither, or the file is not UTF-8.
        StorageError: it cannot be read.
    """
    is_text = given.lower().endswith(_TEXT_FILES)
    if given == STANDARD_INPUT or is_text or _is_file(given):
        place = Where("", file=given)
        text = Text(place, given, text_of(path_of(given)), is_plain=given.lower().endswith(_PLAIN))
        return Subject(given, (text,))
    return workbook_subject(store.open(given))


def workbook_subject(opened: OpenWorkbook) -> Subject:
    """Return a workbook's answers as something to proofread; notes are the person's own, and left alone."""
    title = f"{opened.credential.title} ({opened.workbook.id})"
    return Subject(title, tuple(_answers(opened)), opened)


def _answers(opened: OpenWorkbook) -> Iterator[Text]:
    for part in opened.credential.parts:
        for prompt in part.prompts:
            for place_id in (prompt.id, *(sub.id for sub in prompt.subprompts)):
                draft = opened.workbook.answer_text(place_id)
                if draft.strip():
                    place = Where(opened.workbook.id, part=part.id, prompt=place_id)
                    yield Text(place, place_id, draft)


def _is_file(given: str) -> bool:
    """Return whether something other than a folder is there; what no file is called may be a workbook."""
    try:
        path = path_of(given)
        return found(path) is not None and not path.is_dir()
    except WorkbookError:
        return False


class _WayBack:
    """The way from a text without its indents back to the text itself."""

    def __init__(self, draft: str) -> None:
        self._begins: list[int] = [0]
        self._shifts: list[int] = [0]
        shift = 0
        for indent in _INDENT.finditer(draft):
            self._begins.append(indent.start() - shift)
            shift += indent.end() - indent.start()
            self._shifts.append(shift)

    def offset(self, offset: int) -> int:
        """Return where in the draft a letter stands."""
        return offset + self._shifts[bisect_right(self._begins, offset) - 1]
