"""Names and abbreviations that no dictionary has are no slips; slips in words with a capital are."""

from __future__ import annotations

import pytest

from workbook.proofreading.excuses import is_excused
from workbook.proofreading.names import is_name

from .support import noticed


@pytest.mark.parametrize(
    ("text", "name", "suggestions"),
    [
        ("At conferences, Mateo's grandmother spoke.", "Mateo's", ("Mate's", "Matzo's")),
        ("Our aide, Ms. Okafor, helped.", "Okafor", ("Orator", "Kafir")),
        ("Then Dr. Ada Okafor helped.", "Okafor", ("Okafer",)),
        ("so 12,” Amira said. “Amira said so.", "Amira", ("Akira",)),
        ("Jaylen, a junior, wrote it.", "Jaylen", ("Jaclyn",)),
        ("We read (Velasquez, 2010) twice.", "Velasquez", ("Vanquish",)),
        ("The DuFour questions help.", "DuFour", ("Du Four",)),
        ("Our long-term ELs and an OT’s note.", "ELs", ("EL's",)),
        ("Our long-term ELs and an OT’s note.", "OT’s", ("Out's",)),
    ],
)
def test_a_name(text: str, name: str, suggestions: tuple[str, ...]):
    one = noticed(text, name, *suggestions, category="spelling")
    assert is_name(one, text) and is_excused(one, text, None)


@pytest.mark.parametrize(
    ("text", "word", "suggestions"),
    [
        ("It helped low-income Amricans most.", "Amricans", ("Africans", "Americans")),
        ("But the Govermnent did not.", "Govermnent", ("Government",)),
        ("Recieved on time.", "Recieved", ("Received",)),
        ("We met in NIce.", "NIce", ("nice",)),
        ("SOME LUCE POINTS", "LUCE", ("LUCK",)),
        ("We use PBIZ daily.", "PBIZ", ()),
        ("I saw teh cat.", "teh", ("the",)),
        ("Teh cat sat.", "Teh", ("The",)),
    ],
)
def test_a_slip(text: str, word: str, suggestions: tuple[str, ...]):
    assert not is_name(noticed(text, word, *suggestions, category="spelling"), text)
