"""The guard: one server for all of a person's processes, gone with the last of them, started once more.

Java is pretended here, which is quick; the same with the real server is in `test_faults.py`.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import stat
import subprocess
import sys
import threading
from functools import partial

import pytest
from languagetool import NEVER, processes, until

from workbook.proofreading.languagetool import starting
from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.guard import supervisor
from workbook.proofreading.languagetool.guard.clients import Clients
from workbook.proofreading.languagetool.guard.words import LOOPBACK, Hello, Order, Told, line_of
from workbook.proofreading.languagetool.installed import languagetool_folder
from workbook.proofreading.languagetool.status import status
from workbook.proofreading.model import EngineFailed, Stopped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Java is a script")

CLIENT = """
import sys, threading
from pathlib import Path
from workbook.home import Home
from workbook.proofreading.languagetool.engine import LanguageTool
engine = LanguageTool(Home(Path(sys.argv[1])))
engine.start()
print("started", flush=True)
if "look" in sys.argv:
    engine.look(["A text."], "en-US", threading.Event())
    print("ready", engine.server().java, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def client(home):
    """Start processes that use the server and live until their standard input ends."""
    running = []

    def start(*how):
        process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(home.folder), *how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def engine(home, pretended):
    one = LanguageTool(home, patience=0.05)
    yield one
    one.close()


def java(engine):
    return engine.server().java


def test_the_server_is_started_when_it_is_wanted_and_ends_afterwards(engine, home, pretended):
    assert engine.state == "stopped"
    assert not status(home).running
    engine.start()
    assert engine.state in ("starting", "ready")
    assert engine.look(["A text.", "", " \n", "Another."], "en-US", NEVER) == [(), (), (), ()]
    assert engine.state == "ready"
    assert engine.why == ""
    assert status(home).running
    assert len(processes(str(pretended))) == 1
    engine.close()
    until(lambda: not processes(str(pretended)))
    assert engine.state == "stopped"
    until(lambda: not (languagetool_folder(home) / "server.json").exists())
    assert engine.look(["Once more."], "en-US", NEVER) == [()]


def test_the_record_is_for_its_owner_alone_and_the_guard_wants_its_token(engine, home):
    java(engine)
    path = languagetool_folder(home) / "server.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    port = json.loads(path.read_bytes())["port"]
    for said in (
        line_of(Hello("wrong", os.getpid())),
        b"GET / HTTP/1.1\r\n\r\n",
        b"{}\n",
        b"[]\n",
        b"x" * 9000,
    ):
        with socket.create_connection(("127.0.0.1", port), 10) as stranger:
            stranger.sendall(said)
            with contextlib.suppress(ConnectionError):
                assert stranger.recv(100) == b""
    assert engine.look(["It still works."], "en-US", NEVER) == [()]


def test_processes_that_start_at_once_share_one_server(client, pretended):
    together = [client("look") for _ in range(4)]
    told = {process.stdout.readline() + process.stdout.readline() for process in together}
    assert len(told) == 1
    assert len(processes(str(pretended))) == 1
    for process in together[1:]:
        process.kill()
    assert together[0].poll() is None
    together[0].kill()
    until(lambda: not processes(str(pretended)))


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"])
def test_whatever_ends_the_last_one_ends_the_server(client, pretended, number):
    one = client("look")
    one.stdout.readline(), one.stdout.readline()
    assert processes(str(pretended))
    one.send_signal(getattr(signal, number))
    until(lambda: not processes(str(pretended)))


def test_a_process_that_is_killed_while_it_starts_the_server_leaves_none(client, pretended):
    one = client()
    one.stdout.readline()
    until(lambda: processes(str(pretended)))
    one.kill()
    until(lambda: not processes(str(pretended)))


def test_a_child_that_outlives_its_killed_parent_does_not_keep_the_server(home, pretended):
    code = CLIENT.replace(
        "sys.stdin.read()", "import os, time; os.fork() and print(flush=True); time.sleep(30)"
    )
    one = subprocess.Popen(
        [sys.executable, "-c", code, str(home.folder), "look"], stdout=subprocess.PIPE, start_new_session=True
    )
    assert [one.stdout.readline()[:5] for _ in range(3)] == [b"start", b"ready", b"\n"]
    one.kill()
    one.wait()
    until(lambda: not processes(str(pretended)))
    os.killpg(one.pid, signal.SIGKILL)
    one.stdout.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_killed_guard_takes_java_with_it_and_the_next_look_starts_another(engine, home, pretended):
    first = java(engine)
    os.kill(json.loads((languagetool_folder(home) / "server.json").read_bytes())["pid"], signal.SIGKILL)
    until(lambda: first not in processes(str(pretended)))
    assert engine.look(["A text."], "en-US", NEVER) == [()]
    assert java(engine) != first


def test_java_that_dies_is_started_again_once(engine, pretended):
    first = java(engine)
    os.kill(first, signal.SIGKILL)
    assert engine.look(["A text.", "Another."], "en-US", NEVER) == [(), ()]
    second = java(engine)
    assert second != first
    os.kill(second, signal.SIGKILL)
    with pytest.raises(EngineFailed, match="killed by signal 9"):
        engine.look(["A text."], "en-US", NEVER)
    assert engine.state == "failed"
    assert "Try again" in engine.why
    engine.start()
    until(lambda: engine.state == "ready")
    assert engine.look(["A text."], "en-US", NEVER) == [()]


@pytest.mark.parametrize("is_awaited", [True, False])
def test_a_server_that_failed_is_told_to_its_starter_alone(is_awaited):
    """Whoever tries again just then hears no old news: they are let go, and start another."""
    clients = Clients("token", lambda _ask: None, lambda: is_awaited)
    clients.listen()
    try:
        with socket.create_connection((LOOPBACK, clients.port)) as there, there.makefile("rb") as lines:
            there.sendall(line_of(Hello("token", os.getpid())))
            assert json.loads(lines.readline())["state"] == "starting"
            clients.tell(Told("failed", why="it was killed"))
            assert json.loads(lines.readline())["state"] == "failed"
        with socket.create_connection((LOOPBACK, clients.port)) as late, late.makefile("rb") as lines:
            late.sendall(line_of(Hello("token", os.getpid())))
            assert (b"failed" in lines.readline()) == is_awaited
    finally:
        clients.shutdown()
        clients.server_close()


def test_java_that_hangs_is_started_again_once(engine, pretended):
    first = java(engine)
    os.kill(first, signal.SIGSTOP)
    assert engine.look(["A text.", "Another."], "en-US", NEVER) == [(), ()]
    second = java(engine)
    assert second != first
    os.kill(second, signal.SIGSTOP)
    with pytest.raises(EngineFailed):
        engine.look(["A text."], "en-US", NEVER)
    until(lambda: not processes(str(pretended)))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("rubbish", "could not be understood"),
        ("shapeless", "could not be understood"),
        ("refusing", "500"),
        ("slow", "did not answer"),
        ("closing", "did not answer"),
        ("dying", "was started"),
    ],
)
def test_a_server_that_answers_badly_is_told(engine, monkeypatch, how, said):
    monkeypatch.setenv("FAKE_LANGUAGETOOL", how)
    with pytest.raises(EngineFailed, match=said):
        engine.look(["A text.", "Another."], "en-US", NEVER)


def test_java_that_ends_at_once_is_told_with_what_it_said(engine, monkeypatch):
    monkeypatch.setenv("FAKE_LANGUAGETOOL", "stillborn")
    with pytest.raises(EngineFailed, match="no memory for a heap"):
        engine.look(["A text."], "en-US", NEVER)
    assert engine.state == "failed"


def test_java_that_never_answers_is_not_waited_for_without_end(engine, monkeypatch, pretended):
    monkeypatch.setenv("FAKE_LANGUAGETOOL", "mute")
    monkeypatch.setattr(starting, "Order", partial(Order, start_seconds=0.3))
    with pytest.raises(EngineFailed, match="did not answer within"):
        engine.look(["A text."], "en-US", NEVER)
    until(lambda: not processes(str(pretended)))


def test_waiting_for_the_server_can_be_given_up(engine, monkeypatch, pretended):
    monkeypatch.setenv("FAKE_LANGUAGETOOL", "mute")
    cancel = threading.Event()
    threading.Timer(0.5, cancel.set).start()
    with pytest.raises(Stopped):
        engine.look(["A text."], "en-US", cancel)
    engine.close()
    until(lambda: not processes(str(pretended)))


def test_a_taken_port_is_no_obstacle(home, pretended, tmp_path, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ports = iter([other.getsockname()[1], supervisor.free_port()])
        monkeypatch.setattr(supervisor, "free_port", lambda: next(ports))
        told = []
        order = Order(
            starting.command_line(str(tmp_path / "java/bin/java"), pretended / "a.jar"), str(tmp_path)
        )
        one = supervisor.Supervisor(
            order, told.append, lambda: not told or told[-1].state != "ready", queue.SimpleQueue()
        )
        one.run()
    assert [each.state for each in told] == ["starting", "ready"]
    assert told[-1].port != other
    assert not processes(str(pretended))


def test_a_folder_that_cannot_be_written_to_is_told(home, engine):
    home.folder.write_text("a file")
    with pytest.raises(EngineFailed, match="NOT SAVED"):
        engine.look(["A text."], "en-US", NEVER)
    assert engine.state == "failed"
