"""How a reference is cited in a text: its authors' family names and its year, in brackets."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\((\d{4}[a-z]?|n\.d\.)(?:,[^)]*)?\)")
# A family name, then initials: "Locke, E. A.", "Darling-Hammond, L.".
_AUTHOR = re.compile(
    r"(?:^|[,&;]\s*)((?:(?:van|von|de|der|la|le)\s+)*[^\W\d_][^,&;()]*?),\s*(?:[^\W\d_]\.[\s-]*)+"
)


def short_reference(reference: str) -> str:
    """Return who and when of a reference: "Locke & Latham, 2002", "Kraft et al., 2018".

    Args:
        reference: Markdown as references are commonly written: authors, year in brackets, title.
    """
    plain = reference.replace("*", "").replace("_", "")
    year = _YEAR.search(plain)
    if year is None:
        return plain.split(",", 1)[0].split(".", 1)[0].strip()
    authors = plain[: year.start()].strip()
    names = [name.strip() for name in _AUTHOR.findall(authors)]
    if not names:
        who = authors.rstrip(". ")
    elif len(names) == 1:
        who = names[0]
    elif len(names) == 2:
        who = f"{names[0]} & {names[1]}"
    else:
        who = f"{names[0]} et al."
    return f"{who}, {year[1]}"


def citation(reference: str) -> str:
    """Return a reference's citation as it stands in a text, in brackets."""
    return f"({short_reference(reference)})"
