"""What the tests of LanguageTool share: the real server, a stand-in for Java, and faulty English."""

from __future__ import annotations

import os
import random
import re
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS_FOLDER = "WORKBOOK_TESTS_LANGUAGETOOL"
"""Names the folder with a server to test with; CI fetches one."""
NEEDED = "WORKBOOK_NEEDS_LANGUAGETOOL"
"""Set where a test without a server must fail and not be skipped."""

NEVER = threading.Event()
"""A check that nobody gives up."""


def server_folder() -> Path:
    """Return the folder with LanguageTool to test with; without one skip, or fail where it must be there."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "workbook-ci" / "languagetool"
    folder = Path(os.environ.get(TESTS_FOLDER) or cache)
    if list(folder.glob("LanguageTool-*/languagetool-server.jar")):
        return folder
    return needed(f"there is no LanguageTool in {folder}; .ci/run fetches it")


def needed(what_is_missing: str) -> NoReturn:
    """Skip a test for want of something; fail it where LanguageTool must be tested."""
    if os.environ.get(NEEDED):
        pytest.fail(what_is_missing)
    pytest.skip(what_is_missing)


def pretend_java(folder: Path) -> Path:
    """Write a stand-in for Java with LanguageTool, and return the JAVA_HOME that holds it.

    It tells the version in FAKE_JAVA (17.0.1), and answers checks as FAKE_LANGUAGETOOL says: with nothing
    found, `rubbish`, `refusing` (500), `slow`, `flooding`, `closing` (the connection), or `dying`.
    The first check is answered well, so that the server is taken for ready.
    """
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!{sys.executable}\n{_PRETENDING}", encoding="utf-8")
    program.chmod(0o755)
    return folder


_PRETENDING = """
import http.server, json, os, sys, time

if sys.argv[1:] == ["-version"]:
    said = os.environ.get("FAKE_JAVA", "17.0.1")
    print('openjdk version "%s" 2025-01-01' % said if said else "What?", file=sys.stderr)
    sys.exit(0)
how, checks = os.environ.get("FAKE_LANGUAGETOOL", ""), []
if how == "mute":
    time.sleep(3600)
if how == "stillborn":
    sys.exit("Error: no memory for a heap")


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, data, status=200):
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.answer(json.dumps([{"name": "English (US)", "code": "en", "longCode": "en-US"}]).encode())

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        checks.append(1)
        ill = how if len(checks) > 1 else ""
        if ill == "rubbish":
            self.answer(b"<html>Welcome to the hotel's network</html>")
        elif ill == "shapeless":
            self.answer(b'{"matches": [{"offset": "0"}]}')
        elif ill == "refusing":
            self.answer(b"Error: Internal Error", 500)
        elif ill == "closing":
            self.close_connection = True
        elif ill == "dying":
            os._exit(1)
        elif ill == "slow":
            time.sleep(60)
        else:
            self.answer(b'{"matches": []}')


port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""

_SUBJECTS = """the student|our team|she|he|they|the two teachers|a colleague of mine|each learner|the class
my mentor|parents|the principal|everyone in the room|I|we|the first group"""
_VERBS = """write|writes|has wrote|have seen|looked at|is looking for|was asked about|discuss|recieves
don't understand|doesn't has|could of used|began to reads|share|shared with"""
_OBJECTS = """a goal that were too big|an unit on fractions|the the same rubric|there own work|less mistakes
many informations|a evidence of learning|the data, which is more then enough|alot of feedback|it's purpose
the occured problems|peer review|a short exit ticket|their practise|the goal's of the lesson
results from three week ago|definately a better plan|an hour of quiet reading"""
_ENDS = """after the lesson|in the begining of may|on monday|because it were needed|for to learn more
during the third week|as well as possible|irregardless of the time|with there friends|at the end of the day
in order to improve|when ever they could|since two years"""
_LINKS = (" and ", ", but ", "; however ", ", so ", " while ", ", therefore ")
_STRANGE = (
    "\U0001f600",
    "e\u0301te\u0301",
    "nai\u0308ve",
    "\U0001f469\u200d\U0001f3eb",
    "“quoted”",
    "\u4f60\u597d",
    "—",
)


def faulty_english(words: int, *, strange: bool = False, seed: int = 1) -> list[str]:
    """Return paragraphs of varied English with faults of many kinds, of so many words in all.

    Args:
        words: at least so many.
        strange: whether emoji, combining marks and the like stand in it as well.
        seed: another number gives other sentences.
    """
    chance = random.Random(seed)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        sentences = [_sentence(chance, strange=strange) for _ in range(chance.randint(3, 9))]
        paragraphs.append(" ".join(sentences))
        count += len(paragraphs[-1].split())
    return paragraphs


def _sentence(chance: random.Random, *, strange: bool) -> str:
    def clause() -> str:
        parts = [chance.choice(re.split(r"[|\n]", each)) for each in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS)]
        if strange and chance.random() < 0.5:
            parts.insert(chance.randint(0, 4), chance.choice(_STRANGE))
        return " ".join(parts)

    text = clause() + (chance.choice(_LINKS) + clause() if chance.random() < 0.4 else "")
    first = text[0].upper() if chance.random() < 0.9 else text[0]
    return first + text[1:] + chance.choice(".....!?")


def processes(mark: str) -> list[int]:
    """Return the processes that live and have a text in their command lines."""
    there = psutil.process_iter(["pid", "cmdline", "status"])
    alive = [each.info for each in there if each.info["status"] != psutil.STATUS_ZOMBIE]
    marked = [info["pid"] for info in alive if mark in " ".join(info["cmdline"] or ())]
    return [each for each in marked if each != os.getpid()]


def until(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so; fail when it is not in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to be in time"
        time.sleep(0.02)
