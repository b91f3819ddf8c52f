"""Reading what is a file, and waiting for nothing that is none."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from workbook.credentials.reader import read_credential
from workbook.drafts.store import Store
from workbook.home import Home, content_folder
from workbook.plain_files import read_plain


def test_a_file_and_a_link_to_one_are_read_whole(tmp_path):
    (tmp_path / "it").write_bytes(b"\0one\r\ntwo")
    (tmp_path / "link").symlink_to("it")
    assert read_plain(tmp_path / "it") == read_plain(tmp_path / "link") == b"\0one\r\ntwo"
    assert read_plain(tmp_path / "it", 9) == b"\0one\r\ntwo"


def test_a_file_that_is_larger_than_it_may_be_is_refused(tmp_path):
    (tmp_path / "it").write_bytes(b"123456")
    with pytest.raises(OSError, match="too large") as refused:
        read_plain(tmp_path / "it", 5)
    assert refused.value.errno == errno.EFBIG


def test_what_is_missing_or_a_folder_is_said_as_python_says_it(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_plain(tmp_path / "nothing")
    with pytest.raises(IsADirectoryError):
        read_plain(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_a_files_place_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no plain file"):
        read_plain(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "name", ["workbook.json", "workbook.json.bak", "credential.md", ".session.json", "proofread.cache"]
)
def test_no_command_hangs_on_a_pipe_in_a_workbook(tmp_path, name):
    home = Home(tmp_path / "workbook")
    source = content_folder() / "credentials" / "goals-worth-reaching.md"
    workbook = Store(home).start(read_credential(source), source)
    place = home.workbooks / workbook / name
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    environment = {**os.environ, "WORKBOOK_HOME": str(home.folder)}
    for command in (["status", workbook], ["answer", workbook, "part-1.prompt-1"]):
        done = subprocess.run(
            [sys.executable, "-m", "workbook", *command],
            env=environment,
            input="Some words.",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in range(4), (command, done)
        assert "Traceback" not in done.stderr
