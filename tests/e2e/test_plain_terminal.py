"""A terminal without Unicode: every screen is drawn in plain signs, none as a question mark."""

from __future__ import annotations

import re

PLAIN = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
# A sentence of ours may ask something; what is drawn has no question mark alone, doubled or amid a word.
DRAWN = re.compile(r"(?<![\w.”\"'])\?|\?\?|\w\?\w")


def test_every_screen_is_drawn_in_plain_signs(terminal, started):
    started.fine("answer", "goals", "part-1.prompt-2", text="It was teh – goal… with a café.")
    app = terminal("open", "goals", "--at", "competency", home=started.home, environment=PLAIN)

    def looked_at(*words):
        app.wait_for(*words)
        app.settle()
        assert [line for line in app.text.splitlines() if not line.isascii() or DRAWN.search(line)] == []

    looked_at("> Competency", "saved")
    for crumb in ("Method", "Research", "Resources", "question 1 of 4", "question 2 of 4"):
        app.press("f3")
        looked_at(f"> {crumb}")
    assert "It was teh - goal~ with a cafe." in app.text
    app.press("f5")
    looked_at("Ready?", "Submit")
    app.press("f5", "f1")
    looked_at("Keys")
    app.press("escape", "ctrl+p")
    looked_at("Search for commands")
    app.press("escape", "f9")
    looked_at("> Submit", "Not made yet")
    app.press("f2")
    looked_at("> Ready?", "What reviewers")
    app.press("f2")
    looked_at("> my assessment")
