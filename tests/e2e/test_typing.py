"""Bytes as terminals send them, through the installed command, to the answer on the disk."""

from __future__ import annotations

from workbook.drafts.store import Store
from workbook.home import Home

PLACE = "part-1.prompt-2"


def test_what_a_terminal_sends_is_what_is_kept(terminal, tmp_path):
    store = Store(Home(tmp_path / "home"))
    from workbook.credentials.catalogue import Catalogue

    entry = Catalogue.load(store.home).find("goals-worth-reaching")
    name = store.start(entry.credential, entry.path)
    app = terminal("open", name, "--at", PLACE)
    app.wait_for("question 2 of 4")
    app.settle()
    for sent in (
        "Twelve of\u00a0them read.\x1b[13;2uNext\x1b[13;5u10\u202f/km あ\u3000い\x1b[32;3;160uend",
        "\r\tWhen the term began, six of my readers could name a book",
        b"\rcaf\xe9 \x1b[97:65;1:3u\x1b[99999999u",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;22c",
        "\x1b[200~pasted \x1b[31mred\x1b[0m\x0bline\r\nlast\x1b[201~",
        "\x1b[127;2u\x1b[127;2u👩🏽‍🏫\x7f",
    ):
        app.child.send(sent)
        app.settle()
    app.press("ctrl+q")
    app.wait_until(lambda: not app.child.isalive(), "it did not end")
    assert store.open(name).workbook.answer_text(PLACE) == (
        "Twelve of\u00a0them read.\nNext\n10\u202f/km あ\u3000い\u00a0end\n"
        "\tWhen the term began, six of my readers could name a book\n"
        "caf\ufffd pasted red\nline\nla"
    )
