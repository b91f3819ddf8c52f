"""What stands on the screen first has not waited for what is needed later."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pexpect = pytest.importorskip("pexpect")
if os.name == "nt":
    pytest.skip("a pseudo-terminal is POSIX's affair", allow_module_level=True)

HEAVY = {"language_tool_python", "pypandoc", "typst", "requests", "pikepdf", "harper"}
PROGRAM = """
import atexit, json, sys
loaded = sys.argv.pop()
atexit.register(lambda: open(loaded, "w").write(json.dumps(sorted(sys.modules))))
sys.argv[0] = "workbook"
from workbook.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("arguments", "first"),
    [([], "CONTINUE"), (["open", "goals-worth-reaching", "--at", "part-1.prompt-2"], "question 2 of")],
    ids=["the first screen", "an answer"],
)
def test_the_first_paint_and_leaving_load_nothing_that_is_heavy(started, tmp_path, arguments, first):
    loaded = tmp_path / "loaded.json"
    child = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, *arguments, str(loaded)],
        env=started.variables(TERM="xterm-256color"),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(first)
    child.send("\x11")  # ctrl+q
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    modules = set(json.loads(loaded.read_text()))
    assert "textual" in modules
    assert not modules & HEAVY


@pytest.mark.parametrize(
    ("module", "later"),
    [
        ("workbook.drafts.store", {"filelock", "workbook.credentials.reader"}),
        (
            "workbook.tui.screens.workbook",
            {"workbook.proofreading.choosing", "workbook.checks.readiness", "yaml"},
        ),
        ("workbook.cli.open_at", {"click", "workbook.drafts.store"}),
    ],
)
def test_what_is_needed_later_is_loaded_later(module, later):
    """Each of these was a twentieth of the start, and comes back with one careless line."""
    program = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not later & set(done.stdout.split())
