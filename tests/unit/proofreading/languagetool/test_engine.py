"""The real LanguageTool, through us: the same findings as its own client's, in exact places."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter

import psutil
import pytest
from languagetool import NEVER, faulty_english, server_folder, until

from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.guard.javaserver import JavaServer, free_port
from workbook.proofreading.languagetool.java import find_java
from workbook.proofreading.model import Stopped

OURS = "WORKBOOK_"
"""How the names of our own rules begin."""
MOST_MEMORY = 400_000_000


def told(shared):
    return shared.server()


@pytest.fixture(scope="module")
def theirs():
    """language_tool_python on a server as its makers deliver it: without our rules and our settings."""
    from language_tool_python import LanguageTool as Theirs

    jar = next(server_folder().glob("LanguageTool-*/languagetool-server.jar"))
    server = JavaServer(
        [find_java().path, "-cp", str(jar), "org.languagetool.server.HTTPServer"], free_port()
    )
    until(server.answers, 60)
    with Theirs("en-US", remote_server=f"http://127.0.0.1:{server.port}") as client:
        yield client
    server.end()


def theirs_in_code_points(client, text):
    """Return what language_tool_python finds, its lengths made code points as its offsets are."""
    found = Counter()
    for match in client.check(text):
        after = text[match.offset :].encode("utf-16-le")[: 2 * match.error_length].decode("utf-16-le")
        found[match.offset, match.offset + len(after), match.rule_id] += 1
    return found


def found_by_us(engine, paragraphs):
    """Return what we find in paragraphs, placed in their joined text: by their rules, and by ours."""
    theirs, ours, start = Counter(), [], 0
    for paragraph, noticed in zip(paragraphs, engine.look(paragraphs, "en-US", NEVER), strict=True):
        for one in noticed:
            if one.rule.startswith(OURS):
                ours.append((start + one.start, start + one.end))
            else:
                theirs[start + one.start, start + one.end, one.rule] += 1
        start += len(paragraph) + 2
    return theirs, ours


@pytest.mark.parametrize("strange", [False, True])
def test_we_find_what_its_own_client_finds_rule_by_rule_and_place_by_place(shared, theirs, strange):
    """Where a rule of ours meets one of theirs, the server tells one of the two."""
    paragraphs = faulty_english(2_000 if strange else 12_000, strange=strange)
    whole = theirs_in_code_points(theirs, "\n\n".join(paragraphs))
    mine, ours = found_by_us(shared, paragraphs)
    assert len({rule for _, _, rule in whole}) > 20
    assert mine - whole == Counter()
    missing = [
        (start, end, rule)
        for start, end, rule in whole - mine
        if not any(begin < end and start < finish for begin, finish in ours)
    ]
    assert missing == []


def test_what_is_noticed_is_where_it_says(shared):
    text = "\U0001f600 I recieve it. \U0001f469\u200d\U0001f3eb E\u0301te\u0301: she have an cat "
    text += "\U0001f600\U0001f600 becuase."
    (noticed,) = shared.look([text], "en-US", NEVER)
    said = {
        text[one.start : one.end]: (one.category, one.suggestions[0]) for one in noticed if one.suggestions
    }
    assert said["recieve"] == ("spelling", "receive")
    assert said["becuase"] == ("spelling", "because")
    assert said["have"] == ("grammar", "has")
    assert said["an"] == ("grammar", "a")
    assert all(one.engine == "languagetool" and one.message and not one.quiet for one in noticed)


ODD = {
    "nothing": "",
    "a space": " ",
    "a line end": "\n",
    "nought": "\0",
    "an escape": "\x1b[31m",
    "half a character": "\ud800",
    "emoji": "\U0001f600" * 500,
    "combining marks": "\u0301" * 500,
    "right to left": "\u202e\u05d0",
    "one long word": "a" * 4000,
    "brackets": "))) ((((",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_checked_like_any(shared, text):
    (noticed,) = shared.look([text], "en-US", NEVER)
    assert all(0 <= one.start <= one.end <= len(text) for one in noticed)


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en-US", True),
        ("en", True),
        ("en_gb", True),
        ("en-IE", True),
        ("es", False),
        ("de-DE", False),
        ("", False),
    ],
)
def test_it_speaks_what_it_has_a_dictionary_of(shared, language, spoken):
    assert shared.speaks(language) is spoken


def test_each_english_has_its_own_spelling(shared):
    def misspelt(language):
        (noticed,) = shared.look(["We organise the colour of the center."], language, NEVER)
        return {one.start for one in noticed if one.category == "spelling"}

    assert misspelt("en-US") == misspelt("en")
    assert misspelt("en-GB") == misspelt("en-IE")
    assert misspelt("en-US") != misspelt("en-GB")


def test_a_check_can_be_given_up(shared):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Stopped):
        shared.look(["A text."], "en-US", cancel)
    with pytest.raises(Stopped):
        shared.look(["A text."] * 9, "en-US", cancel)

    class Soon:
        asked = 0

        def is_set(self):
            self.asked += 1
            return self.asked > 8

    with pytest.raises(Stopped):
        shared.look(faulty_english(900, seed=3), "en-US", Soon())


def test_several_threads_may_ask_at_once(shared):
    texts = faulty_english(300, seed=4)
    expected = shared.look(texts, "en-US", NEVER)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(shared.look(texts, "en-US", NEVER))) for _ in range(5)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 5
    different = [set(one) ^ set(other) for each in found for one, other in zip(each, expected, strict=True)]
    assert [each for each in different if each] == []
    assert found == [expected] * 5


ANOTHER = """
import sys, threading
from pathlib import Path
from workbook.home import Home
from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.guard.javaserver import JavaServer, free_port
from workbook.proofreading.languagetool.java import find_java
engine = LanguageTool(Home(Path(sys.argv[1])))
print(len(engine.look(["I recieve it."], "en-US", threading.Event())[0]))
print(engine.server().java)
"""


def test_another_process_shares_the_server(shared):
    command = [sys.executable, "-c", ANOTHER, str(shared._home.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", str(told(shared).java)]
    assert shared.look(["I recieve it."], "en-US", NEVER)[0]


def test_the_version_tells_the_servers_and_ours(shared):
    first, _, ours = shared.version.partition("+")
    assert first == "6.8"
    assert len(ours) == 12
    assert LanguageTool(shared._home).version == shared.version


def test_the_server_keeps_to_its_memory(shared):
    """The long run is `python -m benchmarks.languagetool_memory`."""
    shared.look(faulty_english(1_000, seed=5), "en-US", NEVER)
    assert psutil.Process(told(shared).java).memory_info().rss < MOST_MEMORY
