"""The app with the real server: ended with it whatever ends the app, and shared by two."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from languagetool import processes, server_folder, until

from workbook.proofreading.languagetool.installed import WORKBOOK_LANGUAGETOOL

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals on Windows")

GOALS, PROMPT = "goals-worth-reaching", "part-1.prompt-1"
KILLS, AT_A_TIME = 20, 4
LONG_ENOUGH = 8.0
"""Seconds after which the server is ready and has texts to check."""
ON_THIS_MACHINE = "LanguageTool, on this machine"


@pytest.fixture
def server(tmp_path):
    """Give the real server a name of its own in a folder, by which its processes are known."""
    real = next(server_folder().glob("LanguageTool-*"))

    def named(name):
        folder = tmp_path / name
        folder.symlink_to(real, target_is_directory=True)
        return folder

    return named


@pytest.fixture
def writing(workbook):
    """Make homes with a workbook that has an answer to proofread."""
    workbook.fine("start", GOALS)
    workbook.fine("answer", GOALS, PROMPT, text="We recieve it. " * 200)
    return lambda name: shutil.copytree(workbook.home, workbook.home.with_name(name))


def opened(terminal, home, folder, *arguments, **options):
    environment = {WORKBOOK_LANGUAGETOOL: str(folder)}
    return terminal("open", GOALS, "--at", PROMPT, *arguments, home=home, environment=environment, **options)


def test_no_kill_of_the_app_leaves_java_behind(terminal, server, writing):
    """Twenty apps are killed, each a little later than the one before: as they start, and as they check."""
    homes = [(writing(f"home-{number}"), server(f"copy-{number}")) for number in range(KILLS)]

    def kill(number):
        home, folder = homes[number]
        app = opened(terminal, home, folder)
        until(lambda: app.pump(0.05) or processes(f"{folder}/"), 60)
        app.pump(0.15 * number if number < KILLS - AT_A_TIME else LONG_ENOUGH)
        os.kill(app.child.pid, signal.SIGKILL)
        until(lambda: not processes(f"{folder}/"))

    with ThreadPoolExecutor(AT_A_TIME) as killers:
        list(killers.map(kill, range(KILLS)))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_the_app_ends_the_server(terminal, server, writing, number):
    home, folder = writing("home"), server("copy")
    app = opened(terminal, home, folder)
    until(lambda: app.pump(0.05) or processes(f"{folder}/"), 60)
    app.child.kill(number)
    until(lambda: app.pump(0.05) or not processes(f"{folder}/"), 10)


def test_two_apps_share_one_server_that_stays_for_the_second(terminal, server, writing):
    home, folder = writing("home"), server("copy")
    apps = [opened(terminal, home, folder, size=(120, 40)) for _ in range(2)]
    for app in apps:
        app.wait_for(ON_THIS_MACHINE)
    (java,) = processes(f"{folder}/")
    os.kill(apps[0].child.pid, signal.SIGKILL)
    threading.Event().wait(3)
    assert processes(f"{folder}/") == [java]
    apps[1].press("ctrl+q")
    until(lambda: apps[1].pump(0.05) or not processes(f"{folder}/"), 10)
