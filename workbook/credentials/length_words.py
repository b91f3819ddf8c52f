"""A length guide in words: the one place that says how long something should be, for both doors.

The reader in `lengths` understands what is said here: `whole_length(in_words(length))` is the same length.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.credentials.lengths import about, named_number, whole_length

if TYPE_CHECKING:
    from workbook.credentials.model import Length


def as_asked(length: Length | None) -> str:
    """Return a length as its credential words it, as long as those words say all of it; empty for none.

    For the place where the question itself is read. What is beside the number in the credential's own
    words ("2 pages, double-spaced") is said nowhere else.
    """
    if length is None:
        return ""
    own = own_words(length)
    if not own:
        return in_words(length)
    read = whole_length(own)
    alone = length.scope == "part" and read is not None and read.scope != "part"
    return f"{own} in all" if alone else own


def own_words(length: Length) -> str:
    """Return the words that a length was read from where they alone give the same one, else nothing."""
    if length.wording.lower().startswith("not exceed"):
        # A piece of a sentence, "must not exceed 500 words", that stands in the question as well.
        return ""
    read = whole_length(length.wording)
    return length.wording if read and replace(read, scope=length.scope) == length else ""


def in_words(length: Length | None) -> str:
    """Return a length in the fewest words: "150–250 words", "at most 1 page", "about 500 words in all".

    A cap always says so; a single number never stands as a range; 1 has its unit in the singular.
    """
    if length is None or (length.minimum is None and length.maximum is None):
        return ""
    return _amount(length) + (" in all" if length.scope == "part" else "")


def _amount(length: Length) -> str:
    least, most = length.minimum, length.maximum
    if least is None or most is None:
        return _one_end(length)
    if least == most:
        return f"exactly {_counted(length, most)}" + (", no more" if length.kind == "cap" else "")
    if length.kind == "cap":
        return f"{least:,}–{_counted(length, most)} at most"
    middle = named_number(length.wording)
    if middle is not None and about(middle) == (least, most):
        return f"about {_counted(length, middle)}"
    return f"{least:,}–{_counted(length, most)}"


def _one_end(length: Length) -> str:
    if length.maximum is None:
        return f"at least {_counted(length, length.minimum)}"
    most = _counted(length, length.maximum)
    if length.kind == "cap":
        return f"at most {most}"
    return most if length.unit != "words" else f"up to {most} suggested"


def _counted(length: Length, number: int | None) -> str:
    return f"{number:,} {length.unit.removesuffix('s') if number == 1 else length.unit}"
