"""Every command in the README is run: the first installs, the second is CI's own, the rest are a session."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the README's commands are for a POSIX shell")


def blocks():
    """The shell blocks of the README, in order."""
    return re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


def shell(commands, folder, **environment):
    """Run commands in a shell that stops at the first failure, without a terminal."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("WORKBOOK", "PYTEST", "COV"))}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env={**inherited, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )


def test_there_are_three_blocks_and_ci_runs_the_second():
    install, test, session = blocks()
    assert install.count("\n") == 1
    assert test.count("\n") == 1
    assert "'.[test]'" in test
    assert "workbook" in session
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert """grep -m1 -F "'.[test]'" README.md""" in ci


def test_the_first_command_installs_and_opens_it_on_a_fresh_machine(tmp_path):
    """A copy of the files, an empty home, and nothing but Python."""
    source = tmp_path / "source"
    wanted = ("workbook", "content", "pyproject.toml", "README.md", "LICENSE")
    for name in wanted:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        source.mkdir(exist_ok=True)
        copy(ROOT / name, source / name)
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    home = tmp_path / "home"
    home.mkdir()
    cache = subprocess.run(
        [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=True
    ).stdout.strip()
    surroundings = {
        "HOME": str(home),
        "XDG_DATA_HOME": "",
        "PATH": f"{python.parent}:/usr/bin:/bin",
        "PIP_CACHE_DIR": cache,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = shell(blocks()[0], source, **surroundings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "You have no workbook yet." in done.stdout

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = f"{source}/.venv/bin/workbook"
    listed = shell(f"{command} catalogue --json", elsewhere, **surroundings)
    credentials = json.loads(listed.stdout)["credentials"]
    assert len(credentials) == 6
    assert all(Path(one["path"]).is_relative_to(source / ".venv") for one in credentials)
    built = shell(
        f"{command} start --example --id mine && {command} build mine --anyway -o mine.pdf",
        elsewhere,
        **surroundings,
    )
    assert built.returncode == 0, built.stderr
    assert (elsewhere / "mine.pdf").read_bytes().startswith(b"%PDF-")
    assert not any(path.suffix == ".pdf" for path in home.rglob("submissions/*"))


def test_the_session_works_as_it_is_written(tmp_path):
    (tmp_path / "content").symlink_to(ROOT / "content")
    done = shell(
        blocks()[2],
        tmp_path,
        WORKBOOK_HOME=str(tmp_path / "home"),
        PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Six of my readers could name a book." in done.stdout
    assert "part-2.criterion-1" in done.stdout
    assert (tmp_path / "submission.pdf").read_bytes().startswith(b"%PDF-")
