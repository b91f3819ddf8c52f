"""Texts from files are data: what is printed of them moves no cursor and turns no order round."""

from __future__ import annotations

import json
import re

import pytest

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202egnp.exe\u2067 \x1bPq\x1b\\ end"
HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CREDENTIAL = f"""---
id: hostile
title: "Hostile \\x1b[31m \\u202e words"
audience: [teacher]
license: "CC \\x9b2J"
---
# The Competency
{HOSTILE}
# Supporting Research
- {HOSTILE} https://example.org/{chr(0x202E)}x
# Part 1: Overview {chr(0x202E)} Questions
1. Why {HOSTILE}? (150–250 words)
   a. {HOSTILE}
# Part 2: Artifacts & Rubrics
## Artifact 1: {HOSTILE}
Hand it in.
"""
COMMANDS = (
    ("status", "host"),
    ("status",),
    ("show", "hostile"),
    ("catalogue",),
    ("check", "host", "--fail-on", "never"),
    ("proofread", "host", "--engine", "harper", "--fail-on", "never"),
    ("ready", "host"),
    ("copy", "host"),
    ("history", "host", "part-1.prompt-1"),
    ("history", "host", "part-1.prompt-1", "--diff", "1"),
    ("read", "host", "competency"),
    ("doctor",),
    ("guide", HOSTILE),
    ("guide", "--search", HOSTILE),
    ("show", HOSTILE),
    ("status", HOSTILE),
    ("answer", "host", HOSTILE, "--print"),
    ("attach", "host", "part-2.artifact-1", f"/tmp/{HOSTILE.replace(chr(0), '')}"),
    ("prefer", "theme", HOSTILE),
    ("words", "list"),
    ("ignore", "host", HOSTILE),
    ("rules", "off", HOSTILE),
    ("validate", HOSTILE),
)


@pytest.fixture
def hostile(cli, tmp_path):
    folder = tmp_path / "home" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "hostile.md").write_text(CREDENTIAL, "utf-8")
    assert cli("start", "hostile").status == 0
    text = tmp_path / "text.md"
    for words in (f"He dont {HOSTILE}. Teh end.", f"He dont like {HOSTILE}. Teh end."):
        text.write_text(words, "utf-8")
        assert cli("answer", "host", "part-1.prompt-1", "--file", str(text)).status == 0
    assert cli("note", "host", "research.1", "--file", str(text)).status == 0
    cli("history", "host", "part-1.prompt-1", "--name", "1", HOSTILE)
    return cli


def test_what_is_printed_is_harmless(hostile):
    for command in COMMANDS:
        for arguments in (command, (*command, "--json")):
            done = hostile(*arguments)
            assert done.status in (0, 1, 2), (arguments, done.err)
            assert not HARMFUL.search(done.out + done.err), arguments
            if arguments[-1] == "--json" and done.status == 0:
                json.loads(done.out)


def test_what_is_printed_exactly_moves_no_cursor(hostile):
    for arguments in (
        ("answer", "host", "part-1.prompt-1", "--print"),
        ("note", "host", "research.1", "--print"),
        ("history", "host", "part-1.prompt-1", "--show", "1"),
        ("copy", "host", "part-1.prompt-1"),
    ):
        done = hostile(*arguments)
        assert "dont" in done.out
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.out), arguments
