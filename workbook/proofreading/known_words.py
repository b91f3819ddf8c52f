"""The words that are right though the engines' dictionaries lack them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from workbook.home import content_folder
from workbook.plain_files import read_plain
from workbook.proofreading.dictionary import add_words, remove_words, words
from workbook.prose.legible import plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbook.credentials.model import Credential
    from workbook.home import Home

__all__ = ["KnownWords", "add_words", "remove_words", "words"]

_APOSTROPHES = str.maketrans("’ʼ＇‘", "''''")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ&.-][^\W_]+)*")
_PARTS = re.compile(r"[-‐‑–/]")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+")
_WORTH_KNOWING = 4
"""From how many letters on a word of a title is known without its capital too."""
_ENDINGS = ("'s", "s'", "'", "s", "'S", "S'", "S")


class KnownWords:
    """A set of known words.

    An entry in lower case is known in any case; one with a capital as it is written and all in
    capitals. Either is known with an s, with an apostrophe and s, and as a part of a word with
    hyphens whose parts are all known.

    Args:
        entries: the words.
    """

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self._in_any_case: set[str] = set()
        self._as_written: set[str] = set()
        for entry in entries:
            self._add(entry)

    @classmethod
    def for_credential(cls, home: Home, credential: Credential | None) -> KnownWords:
        """Return all that is known where a credential is worked on.

        That is the words of the trade, the person's own, the names on her private list, and the
        authors and titles of the credential's references and resources.

        Args:
            home: where things are kept.
            credential: the credential; None for a text that answers none.

        Raises:
            StorageError: the person's own words are there and cannot be read.
        """
        known = cls(trade_words())
        for entry in (*words(home), *_private_names(home), *(_words_of(credential) if credential else ())):
            known._add(entry)
        return known

    def knows(self, word: str) -> bool:
        """Return whether a word is known.

        Args:
            word: the word as it stands in the text, with its endings.
        """
        plain = plain_letters(word).translate(_APOSTROPHES).strip("'.")
        if not plain:
            return False
        if self._has(plain):
            return True
        parts = [part for part in _PARTS.split(plain) if part]
        return len(parts) > 1 and all(self._has(part) or part.isdigit() for part in parts)

    def knows_at(self, text: str, start: int, end: int) -> bool:
        """Return whether a piece of a text is known: as a whole, each of its words, or with its hyphens.

        Args:
            text: the text.
            start: where the piece begins.
            end: where it ends, the end not included.
        """
        words = _WORD.findall(text[start:end])
        if not words:
            return False
        if self.knows(text[start:end].strip()) or all(self.knows(word) for word in words):
            return True
        # Where an engine takes a word with hyphens apart: the “Wi” of Wi-Fi.
        while start > 0 and _is_within_a_word(text[start - 1]):
            start -= 1
        while end < len(text) and _is_within_a_word(text[end]):
            end += 1
        return self._has(text[start:end].translate(_APOSTROPHES).strip("-'."))

    def _add(self, entry: str) -> None:
        entry = plain_letters(entry).translate(_APOSTROPHES).strip()
        if not entry:
            return
        if entry == entry.lower():
            self._in_any_case.add(entry.casefold())
        else:
            self._as_written.update((entry, entry.upper()))

    def _has(self, word: str) -> bool:
        return any(
            stem in self._as_written or stem.casefold() in self._in_any_case for stem in _stems(word) if stem
        )


@cache
def trade_words() -> tuple[str, ...]:
    """Return the words of the trade that the program brings with it."""
    folder = content_folder() / "words"
    lines = (line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _is_within_a_word(letter: str) -> bool:
    return letter.isalnum() or letter in "-‐‑'’"


def _stems(word: str) -> Iterator[str]:
    """Give a word and what it is without an ending that makes it a plural or a possessive."""
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending):
            yield word[: -len(ending)]


def _words_of(credential: Credential) -> Iterator[str]:
    """Give the words of a credential's title, references and resources, without their addresses."""
    sources = (*credential.research, *credential.resources)
    texts = (
        credential.title, credential.stack, credential.issuer,
        credential.research_text, credential.resources_text,
        *(component.title for component in credential.method_components),
        *(source.text for source in sources),
    )  # fmt: skip
    for text in texts:
        for word in _WORD.findall(_ADDRESS.sub(" ", text or "")):
            yield word
            # A title gives capitals to words that have none elsewhere.
            if len(word) >= _WORTH_KNOWING and word[1:] == word[1:].lower():
                yield word.lower()


def _private_names(home: Home) -> Iterator[str]:
    """Give the words of the names on the private list.

    A list that is missing or cannot be read makes no names known; whoever keeps the list tells the
    person of it.
    """
    import orjson

    try:
        listed: Any = orjson.loads(read_plain(home.names))
    except (OSError, ValueError):
        return
    if isinstance(listed, dict):
        listed = listed.get("names")
    for name in listed if isinstance(listed, list) else ():
        text = name.get("name") if isinstance(name, dict) else name
        if isinstance(text, str):
            for word in _WORD.findall(text):
                yield word if word != word.lower() else word.capitalize()
