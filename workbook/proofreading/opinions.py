"""Where both engines read a text: whether a word that one of them does not know is known to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.proofreading.model import Noticed

_DOUBTFUL = ("harper", "SpellCheck")
_ADVISER = "languagetool"


def agreed(noticed: Iterable[Noticed], everything: Mapping[str, Sequence[Noticed]]) -> list[Noticed]:
    """Return what was noticed, without the words that Harper alone does not know.

    LanguageTool's list of words is the longer one. Of the words that Harper called misspelt and
    LanguageTool did not, two in three were right.

    Args:
        noticed: what was noticed in a text.
        everything: all that was noticed in it, by the names of the engines that read it.
    """
    if _ADVISER not in everything:
        return list(noticed)
    adviser = everything[_ADVISER]
    return [
        one
        for one in noticed
        if (one.engine, one.rule) != _DOUBTFUL
        or any(other.start < one.end and one.start < other.end for other in adviser)
    ]
