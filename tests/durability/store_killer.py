"""Kill a process that writes a workbook, again and again, and look at what each kill leaves.

    python store_killer.py HOME WORKBOOK BYTES KILLS SEED

This is a program of its own because it forks: it has one thread, and everything is imported before.
It prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from workbook.drafts.store import Store
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import WorkbookError
from workbook.files import TEMPORARY_PREFIX, sweep
from workbook.home import Home

sys.path.insert(0, str(Path(__file__).parent.parent))
from durability.texts import number_in, number_of, numbered

if TYPE_CHECKING:
    from workbook.drafts.model import Workbook

PAIR = ("part-1.prompt-1", "part-1.prompt-2")
"""Two answers that are always written together, with the same number."""
ALONE = "part-1.prompt-3"
FILLING = (
    *("competency", "method", "research", "resources", "part-1", "part-2", "part-3", "submitting"),
    *("research.1", "resources.1"),
)
"""Places with notes that make the workbook as large as it should be."""
SHORTEST, LONGEST = 200, 1_000
"""Letters of an answer; a workbook of 10 KB stays about so large whichever numbers it was killed at."""
MOST_SAVES = 3
"""How many saves a writer acknowledges at most before its time is counted."""
LONGEST_LIFE = 0.15
"""Seconds that a writer lives at most from then on."""
_NUMBER = struct.Struct("<q")


def fill(file: WorkbookFile, size: int) -> None:
    """Make a workbook about so many bytes large, by notes that nobody touches."""
    each = (
        (size - 4_000) * 6 // 7 // len(FILLING)
    )  # some letters are of two bytes, and the answers come on top
    notes = {place: numbered(number, each) for number, place in enumerate(FILLING, 1)}
    # The answers stand first in the file: where they change, everything behind them moves.
    file.save_together(dict.fromkeys((*PAIR, ALONE), numbered(0, SHORTEST)), notes)
    # Whatever a save needs is loaded with the first one: here, and not in a writer's short life.
    file.save_answer(ALONE, numbered(0, SHORTEST))


def write_until_killed(folder: Path, begin: int, acknowledge: int) -> NoReturn:
    """Write one number after the other, and say each once its saving has returned."""
    file = WorkbookFile(folder)
    number = begin
    while True:
        number += 1
        length = SHORTEST + number * 7919 % (LONGEST - SHORTEST)
        if number % 2:
            file.save_answer(ALONE, numbered(number, length))
        else:
            file.save_together(
                {PAIR[0]: numbered(number, length), PAIR[1]: numbered(number, length // 2)}, {}
            )
        os.write(acknowledge, _NUMBER.pack(number))


def kill_once(folder: Path, begin: int, saves: int, life: float) -> list[int]:
    """Let a process write, kill it, and return the numbers that it had acknowledged.

    Args:
        folder: the workbook's folder.
        begin: the number that it begins behind.
        saves: how many saves it acknowledges before its time is counted, however slow the machine is.
        life: the seconds that it writes on for then.
    """
    heard, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(heard)
            write_until_killed(folder, begin, acknowledge)
        finally:
            os._exit(1)
    os.close(acknowledge)
    said = b""
    while len(said) < saves * _NUMBER.size:
        said += os.read(heard, saves * _NUMBER.size - len(said))
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(heard, "rb") as pipe:
        numbers = [number for (number,) in _NUMBER.iter_unpack(said + pipe.read())]
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"the writer ended by itself after {numbers[-1:]}")
    return numbers


class Findings:
    """What the kills left.

    Args:
        home: the person's folder.
        workbook: the workbook's id; it is an empty one.
        size: about how many bytes it is to have.
    """

    def __init__(self, home: Path, workbook: str, size: int) -> None:
        self._home = Home(home)
        self._workbook = workbook
        self._size = size
        self.file = self._home.workbooks / workbook / "workbook.json"
        self._empty = self.file.read_bytes()
        self.highest = self._pair = self._alone = 0
        fill(WorkbookFile(self.file.parent), size)
        self.counts = dict.fromkeys(("kills", "saves", "midway", "unreadable", "mixed", "lost"), 0)
        self.told: list[str] = []

    def look(self, acknowledged: list[int]) -> None:
        """Open the workbook after a kill, as the next start of the app does, and count what is wrong."""
        self._pair = max([self._pair, *(number for number in acknowledged if number % 2 == 0)])
        self._alone = max([self._alone, *(number for number in acknowledged if number % 2)])
        self.highest = max([self.highest, *acknowledged])
        self.counts["kills"] += 1
        self.counts["saves"] += len(acknowledged)
        self.counts["midway"] += sweep(self.file.parent) > 0
        sentences: list[str] = []
        try:
            found = Store(self._home, sentences.append).open(self._workbook).workbook
            # A file that is whole is not mended, and so there is nothing to be told.
            self.counts["unreadable"] += bool(sentences)
            self._look_into(found)
        except WorkbookError as error:
            self.counts["unreadable"] += 1
            sentences.append(str(error))
            self._begin_anew()
        except ValueError as error:
            self.counts["mixed"] += 1
            sentences.append(str(error))
            self._begin_anew()
        self.told += sentences

    def _begin_anew(self) -> None:
        """Have a whole workbook again after one that is not, so that the counting goes on."""
        self._pair = self._alone = 0
        self.file.with_name("workbook.json.bak").unlink(missing_ok=True)
        self.file.write_bytes(self._empty)
        fill(WorkbookFile(self.file.parent), self._size)

    def _look_into(self, found: Workbook) -> None:
        pair = {number_in(found.answers, place) for place in PAIR}
        alone = number_in(found.answers, ALONE)
        filling = sorted(number_of(draft.text) for draft in found.notes.values())
        self.counts["mixed"] += len(pair) != 1 or filling != list(range(1, len(FILLING) + 1))
        self.counts["lost"] += min(pair) < self._pair or alone < self._alone
        self.highest = max(self.highest, alone, *pair)


def main() -> None:
    """Kill as often as asked, and print what was found."""
    home, workbook, size, kills, seed = sys.argv[1:]
    chance = random.Random(f"{seed} {size}")
    findings = Findings(Path(home), workbook, int(size))
    folder = findings.file.parent
    for _ in range(int(kills)):
        saves, life = chance.randint(0, MOST_SAVES), chance.uniform(0, LONGEST_LIFE)
        findings.look(kill_once(folder, findings.highest, saves, life))
    left = sum(path.name.startswith(TEMPORARY_PREFIX) for path in folder.iterdir())
    size_now = findings.file.stat().st_size
    sys.stdout.write(json.dumps({**findings.counts, "left": left, "bytes": size_now, "told": findings.told}))


if __name__ == "__main__":
    main()
