"""Damaged files, and disks that take nothing: what was kept stays as it was."""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CommandLine, Done

GOALS = "goals-worth-reaching"


def one_line(done: Done, status: int) -> str:
    """Hold the contract's promise of statuses 2 and 3, and return the line."""
    assert done.status == status, done
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert done.err.endswith("\n")
    assert "Traceback" not in done.err
    return done.err


def contents(folder: Path) -> dict[str, bytes]:
    """All that is the person's own; what was read of credentials is kept in a cache at any time."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    own = {name: path for name, path in files.items() if path.name != ".lock" and name.parts[0] != "cache"}
    return {str(name): path.read_bytes() for name, path in own.items()}


@pytest.fixture
def twice(started: CommandLine) -> CommandLine:
    """A workbook with two saved answers: its `.bak` has the first alone."""
    started.fine("answer", "goals", "part-1.prompt-1", text="the first answer")
    started.fine("answer", "goals", "part-1.prompt-2", text="the second answer")
    return started


DAMAGE = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "not JSON": lambda _: b"Dear diary,\n",
    "not ours": lambda _: b'{"a": [1, 2]}',
    "no text": lambda data: data.replace(b'"the second answer"', b"12"),
    "no time": lambda data: data.replace(b'"saved_at"', b'"saved_by"'),
    "binary": lambda _: bytes(range(256)),
    "a list for the place": lambda data: data.replace(b'"schema": 1', b'"schema": 1, "resume": [3]'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_gives_its_last_good_copy(twice: CommandLine, damage: str) -> None:
    file = twice.file()
    damaged = DAMAGE[damage](file.read_bytes())
    assert damaged != file.read_bytes()
    file.write_bytes(damaged)
    shown = twice("answer", "goals", "part-1.prompt-1", "--print")
    assert (shown.status, shown.out) == (0, "the first answer")
    assert "last good copy" in shown.err
    assert file.read_bytes() == damaged, "reading changes nothing"
    changed = twice("answer", "goals", "part-1.prompt-3", text="a third")
    assert changed.status == 0
    assert [p.read_bytes() for p in file.parent.glob("workbook.damaged-*.json")] == [damaged]
    assert twice.fine("answer", "goals", "part-1.prompt-1", "--print").out == "the first answer"
    assert twice.fine("answer", "goals", "part-1.prompt-3", "--print").out == "a third"


@pytest.mark.parametrize("damage", ["truncated", "empty", "not JSON"])
def test_nothing_is_overwritten_where_the_copy_is_damaged_too(twice: CommandLine, damage: str) -> None:
    file = twice.file()
    for path in (file, file.with_name("workbook.json.bak")):
        path.write_bytes(DAMAGE[damage](path.read_bytes()))
    before = contents(twice.home)
    for arguments in (["status", "goals"], ["answer", "goals", "part-1.prompt-1", "--print"]):
        assert "workbook.json" in one_line(twice(*arguments), 2)
    one_line(twice("answer", "goals", "part-1.prompt-1", text="new"), 2)
    assert contents(twice.home) == before
    listed = twice.fine("status", "--json").json
    assert listed["workbooks"] == []
    assert [row["workbook"] for row in listed["unreadable"]] == [GOALS]
    doctor = twice("doctor", "--json")
    assert doctor.status == 1
    assert [item["name"] for item in doctor.json["items"] if not item["ok"]] == ["workbooks"]


def test_a_newer_schema_is_left_alone(twice: CommandLine) -> None:
    file = twice.file()
    file.write_bytes(file.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    before = contents(twice.home)
    assert "newer version" in one_line(twice("status", "goals"), 2)
    assert "newer version" in one_line(twice("answer", "goals", "part-1.prompt-1", text="new"), 2)
    assert contents(twice.home) == before


def test_no_flipped_bit_gives_a_traceback(twice: CommandLine) -> None:
    """Flips single bits of the stored file; every one is read, or refused in the family of our errors."""
    whole = twice.file().read_bytes()
    chosen = random.Random(1917)
    program = (
        "import sys, json\nfrom pathlib import Path\nfrom workbook.drafts.workbook_file import WorkbookFile\n"
        "from workbook.errors import WorkbookError\n"
        "folder, flips = Path(sys.argv[1]), json.loads(sys.stdin.read())\n"
        "whole = (folder / 'workbook.json').read_bytes()\n"
        "(folder / 'workbook.json.bak').unlink()\nread = refused = 0\n"
        "for place, bit in flips:\n"
        "    data = bytearray(whole)\n    data[place] ^= 1 << bit\n"
        "    (folder / 'workbook.json').write_bytes(data)\n"
        "    try:\n        WorkbookFile(folder).load()\n        read += 1\n"
        "    except WorkbookError:\n        refused += 1\n"
        "    assert (folder / 'workbook.json').read_bytes() == data\n"
        "print(read, refused)\n"
    )
    flips = [(chosen.randrange(len(whole)), chosen.randrange(8)) for _ in range(600)]
    done = subprocess.run(
        [sys.executable, "-c", program, str(twice.file().parent)],
        input=json.dumps(flips),
        capture_output=True,
        check=False,
        text=True,
        env=twice.variables(),
    )
    assert done.returncode == 0, done.stderr
    read, refused = map(int, done.stdout.split())
    assert read + refused == 600
    assert refused > 0


def test_a_workbook_without_its_credential_is_told(twice: CommandLine) -> None:
    (twice.file().parent / "credential.md").unlink()
    assert "credential.md is not there" in one_line(twice("status", "goals"), 2)


def test_a_file_for_a_home(workbook: CommandLine) -> None:
    workbook.home.write_text("mine")
    for arguments in (["status"], ["start", GOALS], ["doctor"], ["catalogue"], []):
        assert "is a file and not a folder" in one_line(workbook(*arguments), 2)
    assert workbook.home.read_text() == "mine"


def test_a_home_below_a_file(workbook: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    below = {"WORKBOOK_HOME": str(tmp_path / "file" / "home")}
    assert "NOT SAVED" in one_line(workbook("start", GOALS, variables=below), 3)
    doctor = workbook("doctor", "--json", variables=below)
    assert doctor.status == 3
    assert doctor.err.count("\n") == 1
    assert "folder" in [item["name"] for item in doctor.json["items"] if not item["ok"]]


@pytest.mark.parametrize("home", ["~nobody-of-this-name/x", "x" * 5000])
def test_a_home_that_cannot_be(workbook: CommandLine, home: str) -> None:
    assert "WORKBOOK_HOME" in one_line(workbook("status", variables={"WORKBOOK_HOME": home}), 2)


def test_a_missing_home_is_no_fault_and_is_not_made_by_looking(workbook: CommandLine) -> None:
    assert "You have no workbook yet." in workbook.fine("status").out
    assert workbook.fine("status", "--json").json == {"workbooks": [], "unreadable": []}
    assert len(workbook.fine("catalogue", "--json").json["credentials"]) >= 6
    assert not workbook.home.exists()


@functools.cache
def can_mount() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0
    )


def mounted(workbook: CommandLine, script: str, *arguments: str, text: str = "") -> Done:
    """Run a command behind a shell script that changes what is mounted, for this command alone."""
    before = ("unshare", "-m", "sh", "-c", f'{script}\nexec "$@"', "sh")
    return workbook(*arguments, text=text, before=before)


WRITING = [
    ["answer", "goals", "part-1.prompt-1"],
    ["note", "goals", "research.1"],
    ["read", "goals", "competency"],
    ["assess", "goals", "part-2.criterion-1", "basic"],
    ["attach", "goals", "part-2.artifact-1", "https://example.org/"],
    ["start", GOALS],
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda words: words[0])
def test_a_read_only_home(twice: CommandLine, arguments: list[str]) -> None:
    before = contents(twice.home)
    if can_mount():
        script = f'mount --bind "{twice.home}" "{twice.home}" && mount -o remount,bind,ro "{twice.home}"'
        done = mounted(twice, script, *arguments, text="new")
        shown = mounted(twice, script, "answer", "goals", "part-1.prompt-1", "--print")
    elif os.name != "nt" and os.getuid() != 0:
        folders = [twice.home, *(path for path in twice.home.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        done = twice(*arguments, text="new")
        shown = twice("answer", "goals", "part-1.prompt-1", "--print")
        for folder in folders:
            folder.chmod(0o755)
    else:
        pytest.skip("root ignores modes, and nothing can be mounted here")
    assert "NOT SAVED" in one_line(done, 3)
    assert (shown.status, shown.out, shown.err) == (0, "the first answer", "")
    assert contents(twice.home) == before


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX's affair")
@pytest.mark.parametrize("arguments", WRITING, ids=lambda words: words[0])
def test_a_file_that_may_not_grow(twice: CommandLine, arguments: list[str]) -> None:
    import resource

    before = contents(twice.home)
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (200, 200))
    done = twice(*arguments, text="new", preexec_fn=limit)
    assert "NOT SAVED" in one_line(done, 3)
    assert contents(twice.home) == before
    assert twice.fine("status", "--json").json["workbooks"][0]["workbook"] == GOALS


def test_a_full_disk(twice: CommandLine, tmp_path: Path) -> None:
    if not can_mount():
        pytest.skip("nothing can be mounted here")
    kept = tmp_path / "outside"
    kept.mkdir()
    script = (
        f'mkdir -p "{tmp_path}/disk" && mount -t tmpfs -o size=256k tmpfs "{tmp_path}/disk"\n'
        f'cp -r "{twice.home}/." "{tmp_path}/disk/" && mount --bind "{tmp_path}/disk" "{twice.home}"\n'
        f'dd if=/dev/zero of="{twice.home}/filler" bs=1k count=1000 2>/dev/null\n'
        f'trap \'cp "{twice.file()}" "{twice.file()}.bak" "{kept}/"\' EXIT\n"$@"\nexit $?'
    )
    done = mounted(twice, script, "answer", "goals", "part-1.prompt-1", text="word " * 4000)
    assert "the disk is full" in one_line(done, 3)
    assert (kept / "workbook.json").read_bytes() == twice.file().read_bytes()
    assert (kept / "workbook.json.bak").read_bytes() == twice.file().with_name(
        "workbook.json.bak"
    ).read_bytes()


def test_a_start_that_fails_leaves_no_half_workbook(workbook: CommandLine, tmp_path: Path) -> None:
    credential = tmp_path / "broken.md"
    credential.write_text("no front matter")
    one_line(workbook("start", str(credential)), 2)
    assert not workbook.home.exists()


def test_text_that_is_no_text(started: CommandLine, tmp_path: Path) -> None:
    before = contents(started.home)
    file = tmp_path / "answer.docx"
    file.write_bytes(b"fine\nPK\x03\x04\xff\xfe")
    told = one_line(started("answer", "goals", "part-1.prompt-1", "--file", str(file)), 2)
    assert "not UTF-8 text (line 2" in told
    one_line(started("answer", "goals", "part-1.prompt-1", text=b"\xff"), 2)
    one_line(started("answer", "goals", "part-1.prompt-1", "--file", str(tmp_path)), 2)
    one_line(started("answer", "goals", "part-1.prompt-1", "--file", str(tmp_path / "none.md")), 2)
    one_line(started("answer", "goals", "part-1.prompt-1", "--file", "x" * 5000), 2)
    assert contents(started.home) == before


def test_escapes_in_files_and_names_reach_no_terminal(workbook: CommandLine, tmp_path: Path) -> None:
    evil = "\x1b[2J\x1b]0;title\x07\x9b31m"
    source = tmp_path / "evil\x1b[31m.md"
    source.write_text(
        f"---\nid: evil\ntitle: T{evil}\n---\n# The Competency\nRead{evil} this.\n"
        f"# Part 1: Q{evil}\n1. Why{evil}?\n",
        encoding="utf-8",
    )
    outputs = [
        workbook("show", str(source)),
        workbook("start", str(source)),
        workbook("status"),
        workbook("status", "evil"),
        workbook("read", "evil", "competency"),
        workbook("check", "evil"),
        workbook("validate", str(source)),
        workbook("validate", str(source), "--json"),
        workbook("attach", "evil", "x\x1b[31m", "nothing\x1b[31m"),
        workbook("start", "\x1b[31mno"),
        workbook("\x1b[31mno"),
        workbook("status", "--\x1b[31mno"),
    ]
    assert all(done.status in (0, 1, 2) for done in outputs)
    assert [done for done in outputs if set(done.out + done.err) & set("\x1b\x07\x9b")] == []
