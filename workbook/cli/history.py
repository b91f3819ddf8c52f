"""`history`: what was written before, what has changed since, and taking it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from workbook.cli.common import json_option, moment_in_words, open_workbook
from workbook.cli.faults import FINE
from workbook.cli.output import BOLD, say, say_exactly, say_json
from workbook.cli.page import wrapped
from workbook.credentials.places import PlaceKind, find_place
from workbook.errors import WorkbookError
from workbook.text import clean_draft, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.drafts.history import History, Kind, Version
    from workbook.drafts.store import OpenWorkbook
    from workbook.prose.differences import Piece

_MARKS = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}


@dataclass(frozen=True)
class _Draft:
    """The answer or note whose versions are asked for."""

    opened: OpenWorkbook
    kind: Kind
    place: str

    @property
    def history(self) -> History:
        return self.opened.file.history

    @property
    def words(self) -> str:
        return f"{'answer to' if self.kind == 'answer' else 'note on'} {self.place}"

    @property
    def text(self) -> str:
        workbook = self.opened.workbook
        return workbook.answer_text(self.place) if self.kind == "answer" else workbook.note_text(self.place)

    @property
    def versions(self) -> list[Version]:
        return self.history.versions(self.kind, self.place)

    def version(self, number: int) -> tuple[Version, str]:
        """Return a version and its text; the error names the versions that there are."""
        text = self.history.text(self.kind, self.place, number)
        return next(version for version in self.versions if version.number == number), text

    def told(self) -> dict[str, Any]:
        """Return what every JSON of this command says."""
        key = "prompt" if self.kind == "answer" else "place"
        return {"workbook": self.opened.workbook.id, key: self.place}


@click.command("history")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("prompt", metavar="PROMPT")
@click.argument("other", metavar="[M]", type=int, required=False)
@click.option("--show", metavar="N", type=int, help="Print version N, with nothing added.")
@click.option("--diff", metavar="N", type=int, help="Print what has changed from version N to now, or to M.")
@click.option("--restore", metavar="N", type=int, help="Make version N your text again.")
@click.option("--name", metavar="N NAME", type=(int, str), help="Name version N; it is then kept for good.")
@click.option("--note", is_flag=True, help="The versions of your note there, not of your answer.")
@json_option
def history_command(
    workbook: str,
    prompt: str,
    other: int | None,
    *,
    show: int | None,
    diff: int | None,
    restore: int | None,
    name: tuple[int, str] | None,
    note: bool,
    as_json: bool,
) -> int:
    """List the versions of an answer, or with --note of a note; look at one, or take it back.

    A version is kept at each pause, when you leave a question, and before anything else changes your
    text. What was added stands in {+these marks+}, what was removed in [-these-]. Taking a version back
    is a new version, so nothing is lost by it.
    """
    _refuse_several(show=show, diff=diff, restore=restore, name=name)
    if other is not None and diff is None:
        raise WorkbookError(f"“{other}” goes with --diff alone", "`--diff N M` compares two versions")
    opened = open_workbook(workbook)
    kinds = () if note else (PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)
    draft = _Draft(opened, "note" if note else "answer", find_place(opened.credential, prompt, *kinds).id)
    if show is not None:
        _show(draft, show, as_json)
    elif diff is not None:
        _compare(draft, diff, other, as_json)
    elif restore is not None:
        _restore(draft, restore, as_json)
    elif name is not None:
        _call(draft, *name, as_json)
    else:
        _list(draft, as_json)
    return FINE


def _refuse_several(**given: object) -> None:
    names = [f"--{name}" for name, value in given.items() if value is not None]
    if len(names) > 1:
        raise WorkbookError(f"{' and '.join(names)} are different things", "Give one of them")


def _list(draft: _Draft, as_json: bool) -> None:
    versions = draft.versions
    if as_json:
        say_json({**draft.told(), "versions": [_as_json(version) for version in versions]})
    elif not versions:
        say(wrapped(f"No version of your {draft.words} was kept yet. They come by themselves as you write."))
    else:
        say(f"{counted(len(versions), 'version', 'versions')} of your {draft.words}", BOLD)
        widest = len(str(max(version.number for version in versions)))
        for version in versions:
            say(wrapped(_in_words(version), f"{version.number:>{widest}}. "))


def _in_words(version: Version) -> str:
    said = (
        moment_in_words(version.saved_at),
        counted(version.words, "word", "words"),
        version.why,
        f"“{version.name}”" if version.name else "",
    )
    return " · ".join(piece for piece in said if piece)


def _show(draft: _Draft, number: int, as_json: bool) -> None:
    version, text = draft.version(number)
    if as_json:
        say_json({**draft.told(), **_as_json(version), "text": text})
    else:
        say_exactly(clean_draft(text))


def _compare(draft: _Draft, number: int, other: int | None, as_json: bool) -> None:
    from workbook.prose.differences import differences

    old = draft.version(number)[1]
    new = draft.text if other is None else draft.version(other)[1]
    pieces = differences(old, new)
    if as_json:
        told = {"from": number, "to": other, "pieces": [asdict(piece) for piece in pieces]}
        say_json({**draft.told(), **told})
    elif old == new:
        say(f"Version {number} and {'your text now' if other is None else f'version {other}'} are the same.")
    else:
        say(marked(pieces).rstrip("\n"))


def marked(pieces: Sequence[Piece]) -> str:
    """Return a comparison as text: `{+what was added+}` and `[-what was removed-]`."""
    return "".join(_MARKS[piece.kind].format(piece.text) for piece in pieces)


def _restore(draft: _Draft, number: int, as_json: bool) -> None:
    from workbook.drafts.actions import restore
    from workbook.prose.words import count_answer

    text = restore(draft.opened, draft.kind, draft.place, number)
    words = count_answer(text)
    if as_json:
        saved_at = draft.opened.workbook.saved_at.isoformat()
        say_json({**draft.told(), "restored": number, "words": words, "saved_at": saved_at})
    else:
        count = counted(words, "word", "words")
        say(f"Version {number} is your {draft.words} again: {count}. The text before it is kept too.")


def _call(draft: _Draft, number: int, name: str, as_json: bool) -> None:
    with draft.opened.file.locked():
        draft.history.call(draft.kind, draft.place, number, name)
    version = draft.version(number)[0]
    if as_json:
        say_json({**draft.told(), **_as_json(version)})
    elif version.name:
        say(f"Version {number} is called “{version.name}”, and is kept for good.")
    else:
        say(f"Version {number} has no name now.")


def _as_json(version: Version) -> dict[str, Any]:
    return {**asdict(version), "saved_at": version.saved_at.isoformat()}
