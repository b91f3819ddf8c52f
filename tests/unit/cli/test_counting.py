"""Every command counts an answer's words alike."""

from __future__ import annotations

import pytest

GOALS, PROMPT = "goals-worth-reaching", "part-1.prompt-1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plan—which was hers—held. The plan – which was hers – held.", 12),
        ("Wait…what? And--so--on.", 5),
        ("The stu\u00addents on Mon\u200bday \u200b left.", 5),
        ("https://example.org/a-talk", 0),
        ("[my talk](https://example.org/a-talk).", 0),
        ("See https://example.org/a-talk", 2),
    ],
)
def test_all_commands_count_alike(goals, text, words):
    assert goals("answer", GOALS, PROMPT, "--json", text=text).json["words"] == words
    assert goals("answer", GOALS, PROMPT, "--print", "--json").json["words"] == words
    assert goals("status", GOALS, "--json").json["words"] == words
    assert goals("history", GOALS, PROMPT, "--json").json["versions"][-1]["words"] == words
    found = goals("check", GOALS, "--rule", "length", "--json").json["findings"]
    counted = [each for each in found if each["place"].get("prompt") == PROMPT]
    assert any(f" {words} words" in each["message"] for each in counted) is bool(words)
