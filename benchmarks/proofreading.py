"""What proofreading costs: by the paragraph, from the cache, and for the keys that are typed meanwhile.

These need LanguageTool: in the folder that `WORKBOOK_LANGUAGETOOL` names, or installed where the
person keeps her workbooks.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.drafts import faulty_draft
from benchmarks.measures import Figure
from workbook.findings.model import Where
from workbook.home import Home
from workbook.proofreading.cache import ParagraphCache
from workbook.proofreading.harper import Harper
from workbook.proofreading.known_words import KnownWords
from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.installed import find
from workbook.proofreading.languagetool.java import find_java
from workbook.proofreading.proofreader import Proofreader
from workbook.prose.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS, FAULTS = 10_000, 300
LANGUAGE = "en-US"
A_FIFTIETH = 0.02
_PORT = 28_531
_NEVER = threading.Event()


def one_paragraph(rounds: int) -> Figure:
    """Measure proofreading after one paragraph changed against language_tool_python's whole check."""
    text = faulty_draft(WORDS, FAULTS)
    with _engines() as engines:
        proofreader = Proofreader(engines, KnownWords(), ParagraphCache())
        _look(proofreader, text)
        ours = [_look(proofreader, text.replace(" ", f" {n} ", 1)) for n in range(rounds)]
    return Figure(
        f"one changed paragraph of {WORDS:,} words",
        "language_tool_python, the whole",
        median(ours),
        _theirs(text),
        A_FIFTIETH,
    )


def from_the_cache(rounds: int) -> Figure:
    """Measure a second whole check, from the cache on the disk, against the first."""
    text = faulty_draft(WORDS, FAULTS)
    with tempfile.TemporaryDirectory() as folder, _engines() as engines:
        path = Path(folder) / "proofread.cache"

        def look() -> float:
            cache = ParagraphCache(path)
            seconds = _look(Proofreader(engines, KnownWords(), cache), text)
            cache.save()
            return seconds

        first = look()
        again = [_seconds(lambda: ParagraphCache(path)) + look() for _ in range(rounds)]
    return Figure("a second whole check", "the first", median(again), first, A_FIFTIETH)


@contextlib.contextmanager
def _engines() -> Iterator[tuple[Harper, LanguageTool]]:
    """Give both engines, warm."""
    languagetool = LanguageTool(Home.from_environment())
    engines = (Harper(), languagetool)
    try:
        _look(Proofreader(engines, KnownWords()), faulty_draft(1_000, 30))
        yield engines
    finally:
        languagetool.close()


def _look(proofreader: Proofreader, text: str) -> float:
    """Proofread a text, and return the seconds that it took."""
    begun = time.perf_counter()
    outcome = proofreader.look(text, Where(workbook="measured"), LANGUAGE, _NEVER)
    seconds = time.perf_counter() - begun
    if outcome.not_run or len(outcome.findings) < FAULTS // 10:
        raise RuntimeError(f"not proofread: {outcome.not_run or len(outcome.findings)}")
    return seconds


def _theirs(text: str) -> float:
    """Return the seconds of language_tool_python's check of a whole draft, on a server as it starts one."""
    import language_tool_python

    plain = "\n\n".join(paragraph.text for paragraph in paragraphs(text))
    command = [find_java().path, "-cp", str(find(Home.from_environment()).jar)]
    command += ["org.languagetool.server.HTTPServer", "--port", str(_PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{_PORT}/v2/languages")
            tool = language_tool_python.LanguageTool(LANGUAGE, remote_server=f"http://127.0.0.1:{_PORT}")
            tool.check(plain)
            return median(_seconds(lambda: tool.check(plain)) for _ in range(3))
        finally:
            server.kill()


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
