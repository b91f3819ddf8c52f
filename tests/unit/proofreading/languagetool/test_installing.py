"""Installing: whole or not at all, whatever Maven, the disk or the person does.

Maven is pretended here; the real one is in `tests/e2e/test_languagetool_installing.py`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import zipfile

import pytest
from languagetool import NEVER, processes, until

from workbook.errors import StorageError, ToolError, WorkbookError
from workbook.proofreading.languagetool import maven
from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.installed import MANIFEST, find, languagetool_folder, verify
from workbook.proofreading.languagetool.installing import install, remove
from workbook.proofreading.languagetool.status import status
from workbook.proofreading.model import Stopped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Maven is a script")

MAVEN = """
import os, pathlib, shutil, subprocess, sys, time
how = os.environ.get("FAKE_MAVEN", "")
out = pathlib.Path(next(a for a in sys.argv if a.startswith("-DoutputDirectory=")).partition("=")[2])
print("[INFO] Downloaded from central: https://repo.example/a.jar (1.5 MB at 2 MB/s)", flush=True)
if how == "offline":
    sys.exit("[ERROR] Failed to execute goal: Could not transfer artifact a:b:1 from central: unknown host")
out.mkdir(parents=True)
for path in pathlib.Path(os.environ["FAKE_JARS"]).iterdir():
    shutil.copy(path, out)
if how == "full":
    print("[ERROR] java.io.IOException: No space left on device", flush=True)
    sys.exit(1)
if how == "changed":
    (out / "core.jar").write_bytes(b"another")
if how == "missing":
    (out / "core.jar").unlink()
if how == "more":
    (out / "evil.jar").write_bytes(b"more")
if how == "hangs":
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", str(out)])
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def jars(tmp_path, monkeypatch):
    """A stand-in for Maven that brings two jars, and a list with their digests."""
    jars = tmp_path / "jars"
    jars.mkdir()
    for name in ("languagetool-server.jar", "core.jar"):
        with zipfile.ZipFile(jars / name, "w") as file:
            file.writestr("A.class", name * 100)
    names = {"languagetool-server.jar": "languagetool-server.jar", "core.jar": "libs/core.jar"}
    lines = [f"{hashlib.sha256((jars / n).read_bytes()).hexdigest()}  {path}\n" for n, path in names.items()]
    pinned = tmp_path / "pinned"
    pinned.write_text("".join(lines))
    monkeypatch.setattr(maven, "PINNED", pinned)
    program = tmp_path / "bin" / "mvn"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\n{MAVEN}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setenv("FAKE_JARS", str(jars))
    return jars


def left(home):
    """Return what is in LanguageTool's folder but for locks."""
    folder = languagetool_folder(home)
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_it_is_installed_whole_with_a_manifest_and_says_so(home):
    said = []
    path = install(home, said.append, NEVER)
    assert path == languagetool_folder(home) / "LanguageTool-6.8"
    assert left(home) == ["LanguageTool-6.8"]
    assert sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()) == [
        "languagetool-server.jar",
        "libs/core.jar",
        MANIFEST,
    ]
    verify(find(home))
    assert "Fetched 1.5 MB so far" in said
    assert "LanguageTool 6.8 is installed" in said
    now = status(home)
    assert (now.installed, now.version, now.path, now.running) == (True, "6.8", path, False)


def test_what_is_there_and_whole_is_left_alone(home, monkeypatch):
    path = install(home, print, NEVER)
    before = path.stat().st_mtime_ns
    monkeypatch.setenv("FAKE_MAVEN", "offline")
    said = []
    assert install(home, said.append, NEVER) == path
    assert said == ["LanguageTool 6.8 is installed already"]
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["languagetool-server.jar", "libs/core.jar", MANIFEST])
def test_what_is_damaged_is_fetched_anew(home, name):
    path = install(home, print, NEVER) / name
    path.write_bytes(path.read_bytes()[:-9])
    install(home, print, NEVER)
    verify(find(home))
    assert left(home) == ["LanguageTool-6.8"]


@pytest.mark.parametrize(
    ("how", "error", "said"),
    [
        ("offline", ToolError, "Could not transfer artifact"),
        ("changed", ToolError, "another libs/core.jar"),
        ("missing", ToolError, "another libs/core.jar"),
        ("more", ToolError, "another libs/evil.jar"),
        ("full", StorageError, "the disk is full"),
    ],
)
def test_when_it_fails_one_sentence_says_why_and_nothing_is_left(home, monkeypatch, how, error, said):
    monkeypatch.setenv("FAKE_MAVEN", how)
    with pytest.raises(error, match=said) as failed:
        install(home, print, NEVER)
    assert failed.value.exit_status == 3
    assert failed.value.mend
    assert left(home) == []
    assert not status(home).installed


def test_a_failure_leaves_the_copy_that_was_there(home, monkeypatch):
    path = install(home, print, NEVER) / MANIFEST
    path.write_bytes(b"damaged")
    monkeypatch.setenv("FAKE_MAVEN", "changed")
    with pytest.raises(ToolError):
        install(home, print, NEVER)
    assert left(home) == ["LanguageTool-6.8"]


def test_cancelling_ends_maven_with_all_its_processes(home, monkeypatch):
    monkeypatch.setenv("FAKE_MAVEN", "hangs")
    cancel = threading.Event()
    raised = []

    def run():
        try:
            install(home, print, cancel)
        except Stopped as stopped:
            raised.append(stopped)

    running = threading.Thread(target=run)
    running.start()
    until(lambda: len(processes(str(languagetool_folder(home)))) == 2)
    cancel.set()
    running.join(60)
    assert raised
    until(lambda: not processes(str(languagetool_folder(home))))
    assert left(home) == []


def test_what_a_killed_try_left_is_swept(home):
    folder = languagetool_folder(home)
    (folder / ".installing-1-ab" / "libs").mkdir(parents=True)
    (folder / ".installing-1-ab" / "libs" / "core.jar").write_bytes(b"half")
    install(home, print, NEVER)
    assert left(home) == ["LanguageTool-6.8"]


def test_two_do_not_install_at_once(home, monkeypatch):
    monkeypatch.setenv("FAKE_MAVEN", "hangs")
    code = "import sys, threading; from pathlib import Path; from workbook.home import Home; "
    code += "from workbook.proofreading.languagetool.installing import install; "
    code += "install(Home(Path(sys.argv[1])), print, threading.Event())"
    with subprocess.Popen([sys.executable, "-c", code, str(home.folder)], stdout=subprocess.DEVNULL) as other:
        until(lambda: len(processes(str(languagetool_folder(home)))) == 2)
        with pytest.raises(WorkbookError, match="another window"):
            install(home, print, NEVER)
        other.kill()
    for each in processes(str(languagetool_folder(home))):
        os.kill(each, 9)


def test_removing_ends_the_server_and_leaves_nothing(home, pretended, monkeypatch):
    install(home, print, NEVER)
    monkeypatch.delenv("WORKBOOK_LANGUAGETOOL")
    engine = LanguageTool(home)
    engine.look(["A text."], "en-US", NEVER)
    assert processes(str(languagetool_folder(home)))
    assert remove(home)
    assert not processes(str(languagetool_folder(home)))
    assert left(home) == []
    until(lambda: engine.state == "absent")
    assert "workbook languagetool install" in engine.why
    assert not remove(home)
    engine.close()


def test_removing_what_never_was_changes_nothing(home):
    assert not remove(home)
    assert not home.folder.exists()


def test_a_folder_that_cannot_be_made_is_told(home):
    home.folder.write_text("a file")
    with pytest.raises(StorageError):
        install(home, print, NEVER)
