"""What a person typed or pasted becomes a path, or a sentence that says why not."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workbook.credentials.catalogue import Catalogue
from workbook.credentials.validator import validate_file
from workbook.drafts.editor_process import editor_command
from workbook.errors import WorkbookError
from workbook.home import WORKBOOK_HOME, Home
from workbook.paths import expanded, found, is_plain_file, path_of, plain_file, shown
from workbook.tui.pasted import understood

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
NASTY = (
    "",
    "  ",
    "~",
    "~/",
    "~no-such-person/x.pdf",
    "~\0",
    "a\0b",
    "\ud800",
    "\udcff",
    "$HOME",
    "${HOME}/x",
    "$HOMEWARD/x",
    "x" * 300,
    "x/" * 3000,
    "loop/x",
    "plain/x",
    "dangling",
    "Dear reviewers,\n\nhere is my plan: /x",
    "file:///%00",
    "file://[",
    "'\"\\",
    "\\\\host\\x",
    "con:",
)
typed = st.one_of(
    st.text(),
    st.sampled_from(NASTY),
    st.builds(
        str.__add__, st.sampled_from(("~", "$HOME", "${HOME}", "/", "./", "loop/", "file://")), st.text()
    ),
)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A folder with one of everything, which one stands in and which is one's own."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "plain").write_bytes(b"x")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setenv("USERPROFILE", str(folder))
        if os.name != "nt":
            Path("loop").symlink_to("loop")
            Path("dangling").symlink_to("nowhere")
            Path("link").symlink_to("plain")
            os.mkfifo("pipe")
        yield folder


@given(typed)
@example("x" * 100_000)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_a_path_or_a_sentence(here, text):
    for work in (path_of, lambda one: path_of(understood(one))):
        try:
            path = work(text)
        except WorkbookError as error:
            assert error.exit_status == 2
            assert "\n" not in str(error)
            assert len(str(error)) < 400
            str(error).encode()
        else:
            found(path)
            is_plain_file(path)


@given(typed)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_any_text_at_the_doors_that_read_a_credential(here, text):
    with pytest.raises(WorkbookError):
        Catalogue(()).find(text)
    assert not validate_file(text).ok


@posix
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "No file is named"),
        ("~no-such-person/x.pdf", "this machine has no folder ~no-such-person"),
        ("a\0b", "a character that no file's name has"),
        ("\ud800", "a character that no file's name has"),
        ("x" * 300, "too long"),
        ("loop", "in a circle"),
    ],
)
def test_why_it_is_no_path(here, text, words):
    with pytest.raises(WorkbookError, match=words):
        path_of(text)


def test_ones_own_folder_and_names_that_begin_like_it(here):
    for text in ("~/plain", "$HOME/plain", "${HOME}/plain", str(here / "plain"), "plain"):
        assert path_of(text).read_bytes() == b"x"
    for name in ("~$report.docx", "~old", "$HOMEWARD"):
        Path(name).write_bytes(b"y")
        assert path_of(name).read_bytes() == b"y"
    assert path_of("./~new.pdf") == Path("~new.pdf")
    assert path_of("$5.pdf") == Path("$5.pdf")
    assert path_of("$HOMEMADE.pdf") == Path("$HOMEMADE.pdf")


@posix
def test_what_is_no_plain_file_is_called_what_it_is(here):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    for text, words in (
        (".", "a folder, not a file"),
        ("pipe", "a pipe, not a file"),
        ("socket", "a socket, not a file"),
        ("/dev/null", "a device, not a file"),
        ("dangling", "dangling is not there"),
        ("Dear all, see my plan", "“Dear all, see my plan” is not there"),
    ):
        with pytest.raises(WorkbookError, match=words):
            plain_file(path_of(text))
    assert plain_file(path_of("link")).st_size == 1


def test_prose_is_shortened():
    assert shown("my file.pdf") == "“my file.pdf”"
    assert shown("/a\x1b[1m/b") == "/a/b"
    assert len(shown("word " * 1000)) < 170


def test_an_editor_in_ones_own_folder(monkeypatch, here):
    monkeypatch.delenv("VISUAL", raising=False)
    for named in ("~/bin/ed --wait", "$HOME/bin/ed --wait", "'${HOME}/bin/ed' --wait"):
        monkeypatch.setenv("EDITOR", named)
        assert editor_command() == [os.path.normpath(f"{here}/bin/ed"), "--wait"]
    assert expanded("~no-such-person/ed") == "~no-such-person/ed"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@example("~no-such-person")
@example("x" * 300)
@example("plain/x")
def test_any_home_that_is_named(here, text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WORKBOOK_HOME, text)
        try:
            folder = Home.from_environment().folder
        except WorkbookError as error:
            assert error.exit_status == 2
        else:
            assert folder.is_absolute()
