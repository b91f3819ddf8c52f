"""Two processes write at the same time: nothing of either is lost."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from durability.apps import GOALS
from durability.counts import ANSWERS

from workbook.drafts.store import Store
from workbook.home import Home

SHARED = "part-1.prompt-3"
OWN = {"first": "part-1.prompt-1", "second": "part-1.prompt-2"}
COMMANDS = 10
"""Commands that each of two shells runs."""
START = """
import json, sys, time
from pathlib import Path
from workbook.drafts.workbook_file import WorkbookFile
folder, name, own, shared, count = sys.argv[1:]
file = WorkbookFile(Path(folder))
print("ready", flush=True)
sys.stdin.readline()
written = []
"""
AS_COMMANDS_DO = """
for number in range(int(count)):
    file.save_answer((own, shared)[number % 2], f"{name} {number}")
"""
AS_THE_APP_DOES = """
file.load()
for number in range(int(count)):
    time.sleep(number % 5 / 200)  # as keys come: the other has its turn in between
    if number % 2:
        with file.locked():  # so that the moments are in the order of the saves
            file.save_together({shared: f"{name} {number}"}, {})
            written.append((time.monotonic_ns(), f"{name} {number}"))
    else:
        file.save_together({own: f"{name} {number}"}, {})
"""
FINISH = """
print(json.dumps(written))
"""


def both_write(home, program):
    """Let two processes write at once; return what each says that it wrote in the shared place, and when."""
    command = [sys.executable, "-P", "-c", START + program + FINISH]
    writers = [
        subprocess.Popen(
            [*command, home / "workbooks" / GOALS, name, own, SHARED, str(ANSWERS // 2)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, own in OWN.items()
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    outputs = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    return sorted(tuple(one) for output in outputs for one in json.loads(output))


def found_in(home):
    """Return the answers, and every text of the shared place: what is current and what the history has."""
    opened = Store(Home(home)).open(GOALS)
    versions = opened.file.history.versions("answer", SHARED)
    texts = [opened.file.history.text("answer", SHARED, version.number) for version in versions]
    return {place: draft.text for place, draft in opened.workbook.answers.items()}, texts


def test_two_processes_write_as_commands_do(new_home, note):
    home = new_home("home")
    both_write(home, AS_COMMANDS_DO)
    answers, versions = found_in(home)
    each = ANSWERS // 2
    for name, own in OWN.items():
        assert answers[own] == f"{name} {each - 2}"
    written = {f"{name} {number}" for name in OWN for number in range(1, each, 2)}
    lost = written - {answers[SHARED], *versions}
    note(answers_written=ANSWERS, lost=len(lost), versions_of_the_shared_answer=len(versions))
    assert lost == set()
    assert answers[SHARED] in {f"{name} {each - 1}" for name in OWN}


def test_two_processes_write_as_the_app_does(new_home, note):
    home = new_home("home")
    written = [text for _, text in both_write(home, AS_THE_APP_DOES)]
    answers, versions = found_in(home)
    for name, own in OWN.items():
        assert answers[own] == f"{name} {ANSWERS // 2 - 2}"
    assert len(written) == ANSWERS // 2
    assert answers[SHARED] == written[-1]
    turns = [(one, after) for one, after in itertools.pairwise(written) if one[:5] != after[:5]]
    lost = {one for one, _ in turns} - set(versions)
    note(answers_written=ANSWERS, times_one_wrote_over_the_other=len(turns), lost=len(lost))
    assert turns, "they never met"
    assert lost == set()


@pytest.mark.parametrize("same", [True, False], ids=["the same question", "two questions"])
def test_two_shells_answer_at_the_same_time(new_home, workbook, note, same):
    workbook = replace(workbook, home=new_home("home"))
    places = {name: SHARED if same else own for name, own in OWN.items()}
    texts = {name: [f"{name} {number}" for number in range(COMMANDS)] for name in OWN}
    loop = 'for text in "$@"; do printf %s "$text" | "$0" -P -m workbook answer'
    shells = [
        subprocess.Popen(
            ["sh", "-ec", f"{loop} {GOALS} {place}; done", sys.executable, *texts[name]],
            env=workbook.variables(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, place in places.items()
    ]
    told = {line for shell in shells for line in shell.communicate()[1].splitlines()}
    assert [shell.returncode for shell in shells] == [0, 0], told
    assert [
        line for line in told if not (same and line.startswith(f"Another program changed {SHARED};"))
    ] == []
    opened = Store(Home(workbook.home)).open(GOALS)
    lost = 0
    for name, place in places.items():
        versions = opened.file.history.versions("answer", place)
        kept = {opened.file.history.text("answer", place, version.number) for version in versions}
        lost += len(set(texts[name]) - kept - {opened.workbook.answer_text(place)})
    note(answers_written=2 * COMMANDS, lost=lost)
    assert lost == 0
    for name, place in places.items():
        assert opened.workbook.answer_text(place) in [texts[one][-1] for one in OWN if same or one == name]
