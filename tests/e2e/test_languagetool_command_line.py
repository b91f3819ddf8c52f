"""The real command with the real server: what it finds, who shares it, and that nothing is left of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from languagetool import processes, server_folder, until

from workbook.home import Home
from workbook.proofreading.languagetool.installed import WORKBOOK_LANGUAGETOOL, languagetool_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed")

DRAFT = """# My \U0001f600 goal

She have *an* cat. \U0001f469\u200d\U0001f3eb It is **becuase** of teh weather.

- We recieve `an` email &amp; anwser it.
"""


@pytest.fixture
def own(workbook, tmp_path):
    """The real server under a name of the test's own, by which its processes are known."""
    folder = tmp_path / "LanguageTool-6.8"
    folder.symlink_to(next(server_folder().glob("LanguageTool-*")), target_is_directory=True)
    workbook.environment[WORKBOOK_LANGUAGETOOL] = str(folder)
    # Whatever would go through a proxy, or ask for another language or engine, would fail.
    workbook.environment["HTTP_PROXY"] = workbook.environment["http_proxy"] = "http://127.0.0.1:1"
    yield folder
    until(lambda: not processes(f"{folder}/"))


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def proofreading(workbook, path):
    return subprocess.Popen(
        workbook.command("proofread", str(path), "--engine", "languagetool", "--json"),
        env=workbook.variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_file_is_proofread_by_the_server_and_every_excerpt_is_the_sources(workbook, own, draft):
    done = workbook.fine("proofread", str(draft), "--engine", "languagetool", "--json").json
    assert done["engine"] == "languagetool"
    assert done["not_run"] == []
    for finding in done["findings"]:
        assert DRAFT[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"]
        assert finding["engine"] == "languagetool"
    found = {finding["excerpt"]: finding["rule"] for finding in done["findings"]}
    assert found["becuase"] == found["recieve"] == found["anwser"] == "spelling"
    assert found["have"] == "grammar"


def test_commands_that_run_at_once_share_one_server(workbook, own, draft):
    together = [proofreading(workbook, draft) for _ in range(3)]
    most = 0
    while any(each.poll() is None for each in together):
        most = max(most, len(processes(f"{own}/")))
    outputs = {each.communicate()[0] for each in together}
    assert [each.returncode for each in together] == [0, 0, 0]
    assert len(outputs) == 1
    assert most == 1


def test_a_killed_command_leaves_nothing_behind(workbook, own, draft):
    one = proofreading(workbook, draft)
    until(lambda: processes(f"{own}/"), 30)
    one.kill()
    one.communicate()
    until(lambda: not processes(f"{own}/"))


def test_its_status_is_told(workbook, own):
    told = workbook.fine("languagetool", "status", "--json").json
    assert told["path"] == str(own)
    assert (told["installed"], told["version"], told["running"]) == (True, "6.8", False)
    assert int(told["java"].split(".")[0]) >= 17


def test_without_java_it_is_one_sentence_and_the_status_of_a_missing_tool(workbook, own, draft, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / Path(sys.executable).name).symlink_to(sys.executable)
    workbook.environment["PATH"] = str(folder)
    done = workbook("proofread", str(draft), "--engine", "languagetool")
    if "LanguageTool needs Java" not in done.err:
        pytest.skip("the optional extra is installed, which brings a Java")
    assert done.status == 3
    assert "Traceback" not in done.err


def test_a_damaged_server_is_one_sentence_with_the_way_to_mend_it(workbook, own, draft):
    folder = languagetool_folder(Home(workbook.home)) / "LanguageTool-6.8"
    folder.mkdir(parents=True)
    (folder / "languagetool-server.jar").write_bytes(b"PK, and no more")
    del workbook.environment[WORKBOOK_LANGUAGETOOL]
    done = workbook("proofread", str(draft), "--engine", "languagetool")
    assert done.status == 3
    assert "languagetool-server.jar is damaged" in " ".join(done.err.split())
    assert "workbook languagetool install" in " ".join(done.err.split())
