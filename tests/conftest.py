"""What all tests share: the real command in a process of its own, with a home of its own."""

from __future__ import annotations

import compileall
import gc
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import forked
import pytest

from workbook.home import WORKBOOK_HOME

GOALS = "goals-worth-reaching"
"""The bundled credential that most tests work on."""

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


SERIAL = ("durability", "e2e", "languagetool")
"""Folders whose tests run one after another, beside all the rest.

Two of them are of real programs in real terminals; those of LanguageTool share one server.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell which tests run one after another."""
    for item in items:
        folders = item.path.relative_to(Path(__file__).parent).parts
        for group in set(SERIAL) & set(folders):
            item.add_marker(pytest.mark.xdist_group(group))


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once: the commands that the tests start write no bytecode, and would each do it."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(__file__).parent.parent / "workbook", quiet=2)


def pytest_collection_finish() -> None:
    """Leave all that pytest has gathered out of the collector's rounds, and let them come more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@dataclass(frozen=True)
class Done:
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str
    raw: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class CommandLine:
    """The real command, run as a person's shell would run it: no terminal, a home of its own."""

    home: Path
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def variables(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        ours = {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(Path(__file__).parent.parent),
            WORKBOOK_HOME: str(self.home),
        }
        return {**kept, **ours, **self.environment, **more}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "workbook", *arguments]

    def __call__(
        self,
        *arguments: str,
        text: str | bytes | None = None,
        variables: dict[str, str] | None = None,
        before: tuple[str, ...] = (),
        **more: Any,
    ) -> Done:
        """Run a command.

        Args:
            arguments: what stands behind `workbook`.
            text: what is piped into it; without it standard input is empty and no pipe.
            variables: more of the environment.
            before: a program that runs the command.
            more: for `subprocess.run`.
        """
        data = text.encode() if isinstance(text, str) else text
        if not (variables or before or more or len(data or b"") > forked.MOST_PIPED) and forked.IS_THERE:
            status, out, err = forked.run(forked.Call(arguments, self.folder, self.variables(), data))
            return Done(status, out.decode("utf-8"), err.decode("utf-8"), out)
        source = {"stdin": subprocess.DEVNULL} if data is None else {"input": data}
        done = subprocess.run(
            [*before, *self.command(*arguments)],
            capture_output=True,
            check=False,
            cwd=self.folder,
            env=self.variables(**(variables or {})),
            timeout=120,
            **source,
            **more,
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.stdout)

    def fine(self, *arguments: str, text: str | bytes | None = None, **more: Any) -> Done:
        """Run a command that must end well, with nothing on standard error."""
        done = self(*arguments, text=text, **more)
        assert (done.status, done.err) == (0, ""), (arguments, done)
        return done

    def file(self, workbook: str = GOALS) -> Path:
        return self.home / "workbooks" / workbook / "workbook.json"


@pytest.fixture
def workbook(tmp_path: Path) -> CommandLine:
    """The command, with a home that is not there yet."""
    return CommandLine(tmp_path / "kept", tmp_path)


@pytest.fixture
def started(workbook: CommandLine) -> CommandLine:
    """The command, with one workbook started."""
    workbook.fine("start", GOALS)
    return workbook


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A small PDF of one page."""
    path = tmp_path / "Maria's goal sheet.pdf"
    path.write_bytes(PDF)
    return path
