"""The command line in the test's own process: quick, where no process of its own is needed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from workbook.cli.faults import guarded
from workbook.cli.main import run
from workbook.home import WORKBOOK_HOME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def no_app(workbook: str | None, at: str | None) -> int:
    """Stand where the app would open: no test in this process may reach it."""
    raise AssertionError(f"the app was opened at {workbook}, {at}")


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Run one command; the home is `tmp_path / "home"`."""
    monkeypatch.setenv(WORKBOOK_HOME, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: str) -> Outcome:
        status = guarded(lambda: run(arguments, no_app))
        told = capsys.readouterr()
        if status in (2, 3):
            assert told.err.count("\n") == 1, told.err
        return Outcome(status, told.out, told.err)

    return command


@pytest.fixture
def goals(cli: Callable[..., Outcome], tmp_path: Path) -> Callable[..., Outcome]:
    """The same, with a workbook `goals-worth-reaching` started; `answer` and `note` take a text."""
    assert cli("start", "goals-worth-reaching").out == "goals-worth-reaching\n"
    file = tmp_path / "text.md"

    def command(*arguments: str, text: str | None = None) -> Outcome:
        if text is None:
            return cli(*arguments)
        file.write_bytes(text.encode())
        return cli(*arguments, "--file", str(file))

    return command
