"""Texts that show by themselves whether they are whole."""

from __future__ import annotations

import random
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.drafts.model import Draft

_LETTERS = "abcdefghijklmnopqrstuvwxyz  éßж字\n"


def numbered(number: int, length: int) -> str:
    """Return a text of about that length: its number, a checksum of both, and padding of that number."""
    chance = random.Random(number)
    padding = "".join(chance.choices(_LETTERS, k=length)).strip()
    return f"{number} {_checksum(number, padding)} {padding}"


def number_of(text: str) -> int:
    """Return a numbered text's number.

    Raises:
        ValueError: it is not whole.
    """
    number, checksum, padding = text.split(" ", 2)
    if int(checksum) != _checksum(int(number), padding):
        raise ValueError(f"the text that calls itself number {number} is not whole")
    return int(number)


def number_in(drafts: Mapping[str, Draft], place: str) -> int:
    """Return the number of the text kept for a place; 0 where nothing is kept.

    Raises:
        ValueError: the text is not whole.
    """
    return number_of(drafts[place].text) if place in drafts else 0


def _checksum(number: int, padding: str) -> int:
    return zlib.crc32(f"{number} {padding}".encode())
