"""What has changed between two versions, as one reads it: told by signs, and by colour and line besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.tui.marks import dots, has_unicode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from workbook.prose.differences import Piece

_AROUND = 20
"""How many words are shown before and behind a change."""
_STYLES = {"added": "$success underline", "removed": "$error strike"}


class Changes(Vertical):
    """What has changed since a version: which one it is, what the signs mean, and the text."""

    DEFAULT_CSS = """
    Changes {
        #changes-head { height: auto; max-width: 76; margin: 0 0 1 0; }
        #told { width: 1fr; height: auto; color: $heading; text-style: bold; }
        #signs { width: auto; height: 1; }
        #changes { height: 1fr; &:focus { background: transparent; } }
        #text { width: 1fr; height: auto; max-width: 72; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the head and the text."""
        with Horizontal(id="changes-head"):
            yield Static(id="told", markup=False)
            yield Static(_meaning_of_signs(), id="signs")
        with VerticalScroll(id="changes"):
            yield Static(id="text", markup=False)

    def say(self, sentence: str) -> None:
        """Show a sentence where there is no version."""
        self.query_one("#changes-head").display = False
        self.query_one("#text", Static).update(Content(sentence))

    def wait_for(self, title: str) -> None:
        """Say which version is being compared."""
        self._show(title, Content(), signs=True)

    def show(self, title: str, pieces: Sequence[Piece], *, whole: bool) -> None:
        """Show what has changed.

        Args:
            title: which version it is.
            pieces: the comparison.
            whole: whether all that is the same is shown.
        """
        same = all(piece.kind == "same" for piece in pieces)
        told = f"{title} · This is your text as it is now." if same else title
        self._show(told, changes(pieces, whole=whole), signs=not same)

    def _show(self, told: str, text: Content, *, signs: bool) -> None:
        self.query_one("#changes-head").display = True
        self.query_one("#told", Static).update(Content(told))
        self.query_one("#signs").display = signs
        self.query_one("#text", Static).update(text)
        self.query_one("#changes").scroll_home(animate=False)


def changes(pieces: Sequence[Piece], *, whole: bool = False) -> Content:
    """Return a comparison to be read: `[+what was added]`, `[−what was removed]`, and what is around them.

    Args:
        pieces: the comparison.
        whole: whether all that is the same is shown; else only what stands next to a change.
    """
    shown: list[Content] = []
    for number, piece in enumerate(pieces):
        if piece.kind != "same":
            in_place = piece.kind == "added" and number and pieces[number - 1].kind == "removed"
            if in_place and not piece.text[0].isspace():
                shown.append(Content(" "))
            shown += _changed(piece)
        elif whole:
            shown.append(Content(piece.text))
        else:
            shown += _around(piece.text, first=number == 0, last=number == len(pieces) - 1)
    return Content.assemble(*shown)


def _meaning_of_signs() -> Content:
    """Return the line that says what the signs mean."""
    return Content.assemble(
        _marked("added", "added since"), Content("  "), _marked("removed", "removed since")
    )


def _changed(piece: Piece) -> Iterator[Content]:
    """Yield a change between its signs; white space at its ends stands outside them."""
    core = piece.text.strip()
    if not core:
        breaks = piece.text.count("\n")
        yield _marked(piece.kind, _break_sign() * breaks or piece.text)
        if piece.kind == "added":
            yield Content("\n" * breaks)
        return
    start = piece.text.index(core)
    yield Content(piece.text[:start])
    yield _marked(piece.kind, core)
    yield Content(piece.text[start + len(core) :])


def _marked(kind: str, text: str) -> Content:
    signs = {"added": "+", "removed": "−" if has_unicode() else "-"}
    return Content.styled(f"[{signs[kind]}{text}]", _STYLES[kind])


def _break_sign() -> str:
    return "¶" if has_unicode() else "(new line)"


def _around(text: str, *, first: bool, last: bool) -> Iterator[Content]:
    """Yield of what is the same only the words that stand next to a change."""
    if first and last:
        yield Content(text)
        return
    behind = 0 if first else _end_of_words(text, _AROUND)
    before = len(text) if last else len(text) - _end_of_words(text[::-1], _AROUND)
    if before <= behind:
        yield Content(text)
        return
    yield Content(text[:behind])
    yield Content.styled(_left_out(text[behind:before], first=first, last=last), "$quiet")
    yield Content(text[before:])


def _end_of_words(text: str, count: int) -> int:
    """Return where the first words of a text end; at the first line's end where that comes before."""
    position = 0
    for _ in range(count):
        while position < len(text) and text[position].isspace():
            position += 1
        while position < len(text) and not text[position].isspace():
            position += 1
    return position


def _left_out(text: str, *, first: bool, last: bool) -> str:
    words = len(text.split())
    if not words:
        return text
    said = f"{dots()} {words:,} {'word' if words == 1 else 'words'} {dots()}"
    if first:
        return f"{said}\n\n"
    return f"\n\n{said}" if last else f"\n\n{said}\n\n"
