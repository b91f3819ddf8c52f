"""Credentials of every shape, for hands that walk through them."""

from __future__ import annotations

from workbook.credentials.reader import read_credential
from workbook.drafts.store import Store
from workbook.home import content_folder

_HEAD = """---
id: {name}
title: {title}
issuer: Practice set
license: CC-BY-4.0
audience: [teacher]
needs_students: false
team: false
hours: 2
language: en-US
---
"""
_READING = """# The Competency
Say what you see before you say what it means.
# Key Method
Look, write, compare.
# Supporting Research
- Locke, E. (2002). *Goals*. https://example.org/goals  Specific goals are reached more often.
# Resources
- [A log](https://example.org/log). To write down what you see.
"""
_ARTIFACTS = """# Part 2: Artifacts & Rubrics
## Artifact 1: A log (PDF, 1 page)
The log of one week.
## Artifact 2: A link
Where it can be seen.
## Rubric
| Criterion | Proficient | Basic |
|---|---|---|
| Clarity | Everyone can follow it | Some can |
| Evidence | Each claim has some | A few have |
"""
_LAST = """# Submitting
Hand in the document.
"""


def _questions(count):
    asked = "\n".join(f"{n}. What did you see on day {n}? (20–40 words)" for n in range(1, count + 1))
    return f"# Part 1: Overview Questions\n{asked}\n\nPassing:\n- The answer names a day.\n"


SHAPES = {
    "part-first": _questions(2) + _ARTIFACTS + _LAST,
    "no-parts": _READING + _LAST,
    "one-prompt": _READING + _questions(1),
    "sixty-prompts": _READING + _questions(60) + _LAST,
    "lettered": _READING
    + "# Part 1: Overview Questions\n(100-word limit in total)\n1. Describe your week.\n   a. Its plan\n"
    + "   b. Its end\n2. Say why.\n"
    + _ARTIFACTS
    + _LAST,
    "artifacts-only": _ARTIFACTS.replace("Part 2", "Part 1"),
}
"""The bodies of the made credentials, by name."""
BUNDLED = ("goals-worth-reaching", "an-ethical-footing")


def start(home, shape):
    """Start a workbook on a credential of a shape, and return its id."""
    if shape in BUNDLED:
        path = content_folder() / "credentials" / f"{shape}.md"
    else:
        path = home.catalogue / f"{shape}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = shape.replace("-", " ").capitalize()
        path.write_text(_HEAD.format(name=shape, title=title) + SHAPES[shape], "utf-8")
    return Store(home).start(read_credential(path), path)
