"""The front matter of a credential file: a small, strict piece of YAML.

Only plain values and lists of them are taken. Aliases and anchors are refused (a few lines of them
can grow without bound), tags are never run, and every mistake is told with its line.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.credentials.places import suggestion
from workbook.text import one_line

if TYPE_CHECKING:
    from yaml import MappingNode, Node

    from workbook.credentials.mistakes import Notes

KEYS = (
    "id", "title", "stack", "issuer", "license", "audience", "needs_students", "team", "hours",
    "language", "passing_levels",
)  # fmt: skip
"""The keys that a credential file may have, in the order in which they are written."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id looks like: small letters, digits and single hyphens."""

_MOST_BYTES = 64 * 1024
_MOST_EVENTS = 2000
_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TEXTS = frozenset({"id", "title", "stack", "issuer", "license", "language"})
_LISTS = frozenset({"audience", "passing_levels"})
_TRUE = frozenset({"yes", "true", "on"})
_FALSE = frozenset({"no", "false", "off"})


@dataclass
class FrontMatter:
    """What the front matter says.

    Attributes:
        found: whether the file has any that can be read.
        values: what each key says, checked: text, a list of texts, a truth value or a number.
        lines: where each key stands.
        body: the number of lines before the body, in the file.
    """

    found: bool = False
    values: dict[str, str | tuple[str, ...] | bool | float] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: int = 0

    def text(self, key: str) -> str | None:
        """Return a key's text, or None where it is absent or empty."""
        value = self.values.get(key)
        return value or None if isinstance(value, str) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a key's list of texts."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a key's truth value."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else default

    def number(self, key: str) -> float | None:
        """Return a key's number."""
        value = self.values.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_front_matter(lines: list[str], notes: Notes) -> FrontMatter:
    """Read the front matter at the beginning of a file.

    Args:
        lines: the file's lines.
        notes: takes what is wrong with it.
    """
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _FENCE.fullmatch(lines[start]):
        notes.add(1, "The file has no front matter", _MEND_FENCE, "unusable")
        return FrontMatter()
    end = next((n for n in range(start + 1, len(lines)) if _END.fullmatch(lines[n])), None)
    if end is None:
        notes.add(
            start + 1, "The front matter has no end", "Close it with a line of three hyphens", "unusable"
        )
        return FrontMatter(body=len(lines))
    front = FrontMatter(body=end + 1)
    text = "\n".join(lines[start + 1 : end])
    if len(text) > _MOST_BYTES:
        notes.add(start + 1, "The front matter is larger than 64 KB", "Shorten it", "unusable")
        return front
    mapping = _compose(text, start + 2, front, notes)
    if mapping is not None:
        _take_all(mapping, start + 2, front, notes)
    return front


_MEND_FENCE = "Begin the file with a line of three hyphens, id and title, and three hyphens again"


def _compose(text: str, first_line: int, front: FrontMatter, notes: Notes) -> MappingNode | None:
    """Return the mapping that the YAML holds, once it is known to be harmless."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=loader)):
            line = first_line + (event.start_mark.line if event.start_mark else 0)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                mend = "Write the value out; in quotes where it begins with & or *"
                notes.add(line, "The front matter uses an anchor or alias (& or *)", mend, "unusable")
                return None
            if count > _MOST_EVENTS:
                notes.add(line, "The front matter holds too many values", "Shorten it", "unusable")
                return None
        node = yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = one_line(str(getattr(error, "problem", "") or "it cannot be read"))
        mend = "Write `key: value`, and put a value that holds a colon in quotes"
        notes.add(line, f"The front matter is not valid YAML: {problem}", mend, "unusable")
        return None
    front.found = node is None or isinstance(node, yaml.MappingNode)
    if isinstance(node, yaml.MappingNode):
        return node
    if node is not None:
        notes.add(first_line, "The front matter is no list of `key: value`", _MEND_FENCE, "unusable")
    return None


def _take_all(mapping: MappingNode, first_line: int, front: FrontMatter, notes: Notes) -> None:
    for key_node, value_node in mapping.value:
        line = first_line + key_node.start_mark.line
        key = one_line(str(key_node.value)) if isinstance(key_node.value, str) else ""
        if key not in KEYS:
            near = suggestion(key.lower().replace("-", "_"), KEYS)
            notes.add(line, f"“{key}” is not a known key", near or f"The keys are {', '.join(KEYS)}")
        elif key in front.values:
            mend = f"Keep one; line {front.lines[key]} is used"
            notes.add(line, f"“{key}” is given twice", mend)
        else:
            front.lines[key] = line
            _take(key, value_node, line, front, notes)


def _take(key: str, node: Node, line: int, front: FrontMatter, notes: Notes) -> None:
    if node.tag == "tag:yaml.org,2002:null":
        return
    if key in _LISTS:
        front.values[key] = _texts(key, node, line, notes)
        return
    if not isinstance(node.value, str):
        notes.add(line, f"“{key}” should be one value, not a list", "Write it on one line")
        return
    words = one_line(node.value)
    if key in _TEXTS:
        front.values[key] = words
        if key == "language" and not _LANGUAGE.fullmatch(words):
            notes.add(line, f"“{words}” is not a language tag", "Write one such as en-US")
            del front.values[key]
    elif key == "hours":
        _take_hours(words, line, front, notes)
    elif words.lower() in _TRUE | _FALSE:
        front.values[key] = words.lower() in _TRUE
    else:
        notes.add(line, f"“{key}” should be true or false, not “{words}”", "Write true or false")


def _take_hours(words: str, line: int, front: FrontMatter, notes: Notes) -> None:
    try:
        hours = float(words)
    except ValueError:
        hours = math.nan
    if 0 < hours < 100_000:
        front.values["hours"] = hours
    else:
        notes.add(
            line, f"“hours” should be a number, not “{words}”", "Write the number alone, as in hours: 10"
        )


def _texts(key: str, node: Node, line: int, notes: Notes) -> tuple[str, ...]:
    if isinstance(node.value, str):
        return tuple(word for part in node.value.split(",") if (word := one_line(part)))
    found = []
    for child in node.value:
        if isinstance(child, tuple) or not isinstance(child.value, str):
            notes.add(line, f"“{key}” should be a plain list", "Write it as [one, two]")
        elif word := one_line(child.value):
            found.append(word)
    return tuple(found)
