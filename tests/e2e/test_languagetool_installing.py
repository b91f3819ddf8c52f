"""The real Maven brings the real server: whole, cancelled, and onto a disk that is too small."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading

import pytest
from languagetool import NEVER, needed, processes

from workbook.errors import StorageError
from workbook.home import Home
from workbook.proofreading.languagetool.installed import (
    WORKBOOK_LANGUAGETOOL,
    find,
    languagetool_folder,
    verify,
)
from workbook.proofreading.languagetool.installing import install, remove
from workbook.proofreading.languagetool.status import status
from workbook.proofreading.model import Stopped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the limits of a disk cannot be set there")


@pytest.fixture(autouse=True)
def _maven(monkeypatch):
    monkeypatch.delenv(WORKBOOK_LANGUAGETOOL, raising=False)
    if shutil.which("mvn") is None:
        needed("there is no Maven on the path")


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "kept")


def left(home):
    folder = languagetool_folder(home)
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_it_is_cancelled_and_then_installed_and_removed(home):
    cancel = threading.Event()
    said = []

    def say(sentence):
        said.append(sentence)
        threading.Timer(0.7, cancel.set).start()

    with pytest.raises(Stopped):
        install(home, say, cancel)
    assert left(home) == []
    assert not processes(str(languagetool_folder(home)))
    path = install(home, said.append, NEVER)
    assert left(home) == [path.name]
    verify(find(home))
    assert len(list(path.glob("libs/*.jar"))) == 47
    now = status(home)
    assert (now.installed, now.version, now.path, now.running) == (True, "6.8", path, False)
    assert now.java
    assert remove(home)
    assert left(home) == []


@contextlib.contextmanager
def small(folder):
    """Let a folder take 20 MB; where that cannot be had, let no file be larger than 5 MB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", folder]
    if shutil.which("mount") and not subprocess.run(mount, capture_output=True, check=False).returncode:
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
        return
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_disk_that_is_too_small_is_told_and_nothing_is_left(home):
    folder = languagetool_folder(home)
    folder.mkdir(parents=True)
    with small(folder):
        with pytest.raises(StorageError, match="the disk is full") as failed:
            install(home, print, NEVER)
        assert failed.value.mend
        assert left(home) == []
