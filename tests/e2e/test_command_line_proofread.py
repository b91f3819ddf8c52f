"""Proofreading by the real command: what it prints where, how it is given up, and what it leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from languagetool import pretend_java, server_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CommandLine

GOALS = "goals-worth-reaching"
PROMPT = "part-1.prompt-1"
FAULTY = "The students took **there** books home.\n\nI saw teh cat.\n"
posix = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is POSIX's affair")


@pytest.fixture
def faulty(started: CommandLine) -> CommandLine:
    started.fine("answer", "goals", PROMPT, text=FAULTY)
    return started


def in_terminal(workbook: CommandLine, *arguments: str) -> Any:
    pexpect = pytest.importorskip("pexpect")
    return pexpect.spawn(
        sys.executable,
        ["-m", "workbook", *arguments],
        env=workbook.variables(TERM="xterm-256color", NO_COLOR="1"),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=90,
    )


def test_the_whole_way_from_a_mistake_to_a_clean_check(faulty: CommandLine) -> None:
    report = faulty.fine("proofread", "goals", "--json").json
    assert [finding["excerpt"] for finding in report["findings"]] == ["there", "teh"]
    faulty.fine("ignore", "goals", report["findings"][0]["id"])
    faulty.fine("words", "add", "teh")
    left = faulty.fine("proofread", "goals", "--json").json
    assert [f["excerpt"] for f in left["findings"] if not f["ignored"]] in ([], ["teh"])
    mended = FAULTY.replace("there", "their").replace("teh", "the")
    faulty.fine("answer", "goals", PROMPT, text=mended)
    assert faulty("check", "goals", "--rule", "unproofread", "--fail-on", "info").status == 1
    assert faulty.fine("proofread", "goals", "--json").json["findings"] == []
    faulty.fine("check", "goals", "--rule", "unproofread", "--fail-on", "info")
    for row in faulty.fine("unignore", "goals", "--list", "--json").json["ignored"]:
        faulty.fine("unignore", "goals", row["id"])


def test_standard_output_holds_the_result_alone_also_where_a_tool_is_missing(faulty: CommandLine) -> None:
    done = faulty("proofread", "goals", "--engine", "all", "--json")
    assert done.status == 3
    assert [finding["excerpt"] for finding in done.json["findings"]] == ["there", "teh"]
    assert done.err == "LanguageTool is not installed. Run `workbook languagetool install`.\n"


def test_nothing_of_the_network_or_of_the_app_is_loaded_for_it(faulty: CommandLine) -> None:
    program = (
        "import sys, json\nfrom workbook.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "json.dump(sorted({name.split('.')[0] for name in sys.modules}), sys.stderr)\n"
    )

    def loaded(*arguments: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            check=True,
            env=faulty.variables(),
            text=True,
        )
        return set(json.loads(done.stderr))

    unwanted = {"language_tool_python", "requests", "urllib3", "textual", "rich", "pypandoc", "typst"}
    first, second = loaded("proofread", "goals"), loaded("proofread", "goals")
    assert not first & unwanted
    assert "harper" in first
    assert "harper" not in second, "the cache answers"
    for arguments in (["--help"], ["proofread", "--help"], ["check", "goals"], ["words", "list"], ["rules"]):
        assert "harper" not in loaded(*arguments), arguments


def test_a_home_that_may_only_be_read(faulty: CommandLine) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("everything may be written by this user")
    folder = faulty.file().parent
    folder.chmod(0o500)
    try:
        done = faulty("proofread", "goals", "--json")
    finally:
        folder.chmod(0o700)
    assert done.status == 0
    assert len(done.json["findings"]) == 2
    assert "could not be kept" in done.err


@posix
def test_ctrl_c_gives_it_up_in_one_line(faulty: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("\n\n".join(f"Line {n} of teh many that he seen there." for n in range(20_000)), "utf-8")
    child = in_terminal(faulty, "proofread", str(path))
    child.expect(r"long\.md: \d+ of 20000")
    child.sendintr()
    child.expect("Stopped; what was saved before is kept.")
    child.wait()
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before


@posix
def test_how_far_it_is_is_for_a_terminal_and_gone_at_the_end(faulty: CommandLine) -> None:
    child = in_terminal(faulty, "proofread", "goals")
    child.expect("Proofread by Harper, on this machine.")
    assert f"Proofreading {PROMPT}" in child.before
    child.wait()
    assert "Proofreading" not in faulty.fine("proofread", "goals").out


@posix
def test_a_reader_that_goes_away_is_no_fault(faulty: CommandLine) -> None:
    run = f"{sys.executable} -m workbook proofread goals | head -n 1"
    done = subprocess.run(
        ["bash", "-c", run], capture_output=True, check=True, env=faulty.variables(), text=True
    )
    assert done.stdout == "Goals Worth Reaching (goals-worth-reaching)\n"
    assert done.stderr == ""


def test_a_terminal_without_unicode(faulty: CommandLine) -> None:
    done = faulty("proofread", "goals", variables={"PYTHONIOENCODING": "ascii"})
    assert done.status == 0
    assert 'instead: "the"' in done.out
    assert done.out.isascii()


def test_the_cache_goes_with_the_workbook_and_into_no_backup(faulty: CommandLine, tmp_path: Path) -> None:
    faulty.fine("proofread", "goals")
    assert list(faulty.file().parent.glob("proofread.cache*"))
    made = faulty.fine("backup", "-o", str(tmp_path / "b.zip"), "--json").json
    assert made["skipped"] == []
    faulty.fine("delete", "goals", "--yes")
    assert not list((faulty.home / "workbooks").rglob("proofread.cache*"))
    again = faulty.fine("restore", str(tmp_path / "b.zip"), "--json").json
    assert again["workbooks"] == [GOALS]
    faulty.fine("check", "goals", "--rule", "unproofread", "--fail-on", "info")


def test_both_engines_on_this_machine(faulty: CommandLine) -> None:
    faulty.environment["WORKBOOK_LANGUAGETOOL"] = str(server_folder())
    text = "😀 The students took **there** books home. I saw teh cat.\n\nThis are a example of it.\n"
    faulty.fine("answer", "goals", PROMPT, text=text)
    found = {
        engine: faulty.fine("proofread", "goals", "--engine", engine, "--json").json
        for engine in ("harper", "languagetool", "all", "auto")
    }
    assert [found[engine]["engine"] for engine in found] == [
        "harper",
        "languagetool",
        "harper+languagetool",
        "harper+languagetool",
    ]
    for report in found.values():
        assert report["not_run"] == []
        for finding in report["findings"]:
            assert text[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"]
    ids = {
        engine: {finding["id"] for finding in report["findings"] if finding["excerpt"] in ("teh", "This")}
        for engine, report in found.items()
    }
    assert ids["harper"] | ids["languagetool"] == ids["all"] == ids["auto"]
    teh = next(finding for finding in found["all"]["findings"] if finding["excerpt"] == "teh")
    assert {source["engine"] for source in teh["sources"]} == {"harper", "languagetool"}
    faulty.fine("check", "goals", "--rule", "unproofread", "--fail-on", "info")
    shown = faulty.fine("proofread", "goals").out
    assert shown.endswith("Proofread by Harper and LanguageTool, on this machine.\n")
    status = faulty.fine("languagetool", "status", "--json").json
    assert (status["installed"], status["java"] is not None) == (True, True)
    assert status["path"].startswith(str(server_folder()))
    unknown = faulty("proofread", "goals", "--language", "de", "--json")
    assert (unknown.status, unknown.json["findings"]) == (3, [])
    assert {row["rule"] for row in unknown.json["not_run"]} == {"harper", "languagetool"}


@posix
@pytest.mark.parametrize("fault", ["refusing", "rubbish", "stillborn"])
def test_a_languagetool_that_fails_is_told_and_harper_stands(
    faulty: CommandLine, tmp_path: Path, fault: str
) -> None:
    faulty.environment |= {
        "WORKBOOK_LANGUAGETOOL": str(server_folder()),
        "JAVA_HOME": str(pretend_java(tmp_path / "java")),
        "FAKE_LANGUAGETOOL": fault,
    }
    done = faulty("proofread", "goals", "--engine", "all", "--json")
    assert done.status == 3
    assert [finding["excerpt"] for finding in done.json["findings"]] == ["there", "teh"]
    assert done.json["engine"] == "harper"
    assert done.err.count("\n") == 1
    assert "LanguageTool" in done.err
    usual = faulty("proofread", "goals", "--json")
    assert (usual.status, usual.err) == (0, "")
    assert [row["rule"] for row in usual.json["not_run"]] == ["languagetool"]
    assert faulty("check", "goals", "--rule", "unproofread", "--fail-on", "info").status == 1
    faulty.fine("proofread", "goals", "--engine", "harper")
    faulty.fine("check", "goals", "--rule", "unproofread", "--fail-on", "info")


@posix
def test_ctrl_c_while_languagetool_starts(faulty: CommandLine, tmp_path: Path) -> None:
    faulty.environment |= {
        "WORKBOOK_LANGUAGETOOL": str(server_folder()),
        "JAVA_HOME": str(pretend_java(tmp_path / "java")),
        "FAKE_LANGUAGETOOL": "mute",
    }
    child = in_terminal(faulty, "proofread", "goals", "--engine", "languagetool")
    child.expect(f"Proofreading {PROMPT}")
    child.sendintr()
    child.expect("Stopped; what was saved before is kept.")
    child.wait()
    child.close()
    assert child.exitstatus == 130
