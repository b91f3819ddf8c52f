"""The levels that a criterion can be given, and which of them a name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.credentials.model import PassingLine
from workbook.drafts.model import PASSING_LIST_LEVELS
from workbook.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.credentials.model import Credential
    from workbook.credentials.places import Place


def levels_of(credential: Credential, place: Place) -> tuple[str, ...]:
    """Return the levels that a criterion can be given, best first as the rubric has them.

    Args:
        credential: where it stands.
        place: a rubric's row or a line of a passing list.
    """
    if isinstance(place.thing, PassingLine):
        return PASSING_LIST_LEVELS
    part = credential.part(place.section)
    return part.rubric.levels if part and part.rubric else ()


def level_named(levels: Iterable[str], name: str) -> str | None:
    """Return the level that is called so, in any case and with spaces or hyphens; None where none is."""
    wanted = _compared(name)
    return next((level for level in levels if _compared(level) == wanted), None)


def _compared(name: str) -> str:
    return fold(name).replace(" ", "-")
