"""The catalogue: the bundled credentials and a person's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from workbook.credentials.cache import CredentialCache
from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError
from workbook.home import content_folder
from workbook.paths import is_plain_file, path_of, shown
from workbook.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbook.credentials.model import Credential
    from workbook.home import Home

Origin = Literal["bundled", "own"]


@dataclass(frozen=True)
class Entry:
    """One credential of the catalogue: whether it is bundled or a person's own, and its file."""

    credential: Credential
    source: Origin
    path: Path


class Broken(NamedTuple):
    """A file of the catalogue that could not be used, and why."""

    path: Path
    error: WorkbookError


@dataclass(frozen=True)
class Catalogue:
    """All credentials, by title, the bundled ones first; and the files that could not be used."""

    entries: tuple[Entry, ...]
    broken: tuple[Broken, ...] = ()

    @classmethod
    def load(cls, home: Home, bundled: Path | None = None) -> Catalogue:
        """Read the bundled credentials and a person's own. A file that cannot be used is in `broken`.

        Args:
            home: where a person's own files are.
            bundled: the folder of the bundled ones, where it is not the program's own.
        """
        entries: list[Entry] = []
        broken: list[Broken] = []
        folder = bundled or content_folder() / "credentials"
        read = CredentialCache(home).read
        _read_folder(folder, "bundled", read, entries, broken)
        _read_folder(home.catalogue, "own", read, entries, broken)
        entries.sort(key=lambda entry: (entry.source != "bundled", fold(entry.credential.title)))
        return cls(tuple(entries), tuple(broken))

    def find(self, name: str) -> Entry:
        """Return the entry of that id, or the credential in the file of that path.

        Raises:
            WorkbookError: there is neither; the nearest id is suggested, or the file's mistake told.
        """
        wanted = name.strip()
        for entry in self.entries:
            if entry.credential.id == wanted.lower():
                return entry
        if wanted.lower().endswith((".md", ".markdown")) or any(mark in wanted for mark in "/\\~"):
            return self._at(path_of(wanted))
        if is_plain_file(Path(wanted)):
            return self._at(Path(wanted))
        for broken in self.broken:
            if broken.path.stem == wanted:
                raise broken.error
        near = suggestion(wanted.lower(), [entry.credential.id for entry in self.entries])
        called = shown(name).strip("“”")
        raise WorkbookError(
            f"There is no credential “{called}”", near or "`workbook catalogue` lists them all"
        )

    def search(self, text: str = "", role: str | None = None, no_students: bool = False) -> tuple[Entry, ...]:
        """Return the entries that fit.

        Args:
            text: words that must all stand in the title, stack, issuer, competency or components.
            role: one of its audience, None for any; a credential that names no audience is for everyone.
            no_students: only those that can be earned without students.
        """
        words = fold(text).split()
        return tuple(
            entry
            for entry in self.entries
            if not (no_students and entry.credential.needs_students)
            and _is_for(entry.credential, role)
            and all(word in _searched(entry.credential) for word in words)
        )

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that some credential names, in order of first mention."""
        return tuple(dict.fromkeys(role for entry in self.entries for role in entry.credential.audience))

    def _at(self, path: Path) -> Entry:
        resolved = path.absolute()
        for entry in self.entries:
            if entry.path.absolute() == resolved:
                return entry
        from workbook.credentials.reader import read_credential

        return Entry(read_credential(path), "own", path)


def _read_folder(
    folder: Path,
    origin: Origin,
    read: Callable[[Path], Credential],
    entries: list[Entry],
    broken: list[Broken],
) -> None:
    taken = {entry.credential.id: entry.path for entry in entries}
    for path in _files(folder):
        try:
            credential = read(path)
            if credential.id in taken:
                other = one_line(taken[credential.id].name)
                raise WorkbookError(
                    f"{one_line(path.name)} has the id “{credential.id}”, which {other} has too",
                    "Give it another id",
                )
        except WorkbookError as error:
            broken.append(Broken(path, error))
            continue
        taken[credential.id] = path
        entries.append(Entry(credential, origin, path))


def _files(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.glob("*.md") if not path.name.startswith("."))
    except OSError:
        return []


def _is_for(credential: Credential, role: str | None) -> bool:
    wanted = _role(role or "")
    return not wanted or not credential.audience or wanted in {_role(name) for name in credential.audience}


def _role(name: str) -> str:
    return fold(name).replace("-", " ").strip()


def _searched(credential: Credential) -> str:
    components = " ".join(component.title for component in credential.method_components)
    fields = (credential.title, credential.stack or "", credential.issuer or "", credential.competency)
    return fold(" ".join([credential.id, *fields, credential.key_method, components]))
