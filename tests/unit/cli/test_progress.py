"""How far it is, on a terminal alone; and ctrl+c, which lets what is under way end in order."""

from __future__ import annotations

import io
import signal
import threading

import pytest

from workbook.cli.progress import Progress, interruptible


class Screen(io.StringIO):
    """A terminal that shows one line."""

    def isatty(self):
        return True

    @property
    def line(self):
        shown = ""
        for piece in self.getvalue().split("\r"):
            shown = piece + shown[len(piece) :]
        return shown.rstrip()


@pytest.fixture
def screen(monkeypatch):
    """Put a terminal in the place of standard error, which pytest has set anew since the fixtures."""

    def put():
        made = Screen()
        monkeypatch.setattr("sys.stderr", made)
        monkeypatch.setenv("TERM", "xterm")
        return made

    return put


def test_the_line_changes_in_place_and_is_taken_away(screen):
    screen = screen()
    progress = Progress()
    progress.tell("Reading a rather long name", 1, 1)
    assert screen.line == "Reading a rather long name: 1 of 1"
    progress.tell("Short\x1b[2J\nname", 2, 2)
    assert screen.line == "Short name: 2 of 2"
    progress.clear()
    assert screen.line == ""
    assert "\n" not in screen.getvalue()


def test_a_new_line_is_not_written_for_every_step(screen):
    screen = screen()
    progress = Progress()
    for number in range(1, 1000):
        progress.tell("Reading", number, 1000)
    assert screen.getvalue().count("\r") < 1000
    progress.tell("Reading", 1000, 1000)
    assert screen.line == "Reading: 1000 of 1000"


def test_where_there_is_no_terminal_nothing_is_written(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    progress = Progress()
    progress.tell("Reading", 1, 1)
    progress.clear()
    assert stream.getvalue() == ""
    monkeypatch.setattr("sys.stderr", None)
    Progress().tell("Reading", 1, 1)


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("choice", "term", "is_terminal"),
    [("auto", "dumb", True), ("lines", "xterm", True), ("lines", "xterm", False)],
)
def test_where_a_line_cannot_change_few_new_ones_are_written(monkeypatch, screen, choice, term, is_terminal):
    stream, clock = screen(), Clock()
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    progress = Progress(choice, clock)
    for number in range(1, 100):
        progress.tell("Reading", number, 99)
        clock.now += 0.5
    progress.clear()
    lines = stream.getvalue().splitlines()
    assert "\r" not in stream.getvalue()
    assert lines == [f"Reading: {number} of 99" for number in (1, 21, 41, 61, 81)]


def test_where_none_is_preferred_none_is_written(screen):
    stream = screen()
    Progress("none").tell("Reading", 1, 1)
    assert stream.getvalue() == ""


def test_ctrl_c_is_told_first_and_raised_behind_the_body():
    before = signal.getsignal(signal.SIGINT)
    done = []
    with pytest.raises(KeyboardInterrupt), interruptible() as given_up:
        signal.raise_signal(signal.SIGINT)
        assert given_up.is_set()
        done.append("what was under way")
    assert done == ["what was under way"]
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_goes_before_what_the_body_raises_for_it():
    class Stopped(Exception):  # noqa: N818
        pass

    with pytest.raises(KeyboardInterrupt), interruptible():
        signal.raise_signal(signal.SIGINT)
        raise Stopped
    with pytest.raises(Stopped), interruptible():
        raise Stopped


def test_ctrl_c_twice_ends_it_at_once():
    done = []
    with pytest.raises(KeyboardInterrupt), interruptible():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        done.append("never")
    assert done == []


def test_on_another_thread_nothing_is_changed():
    seen = []

    def work():
        with interruptible() as given_up:
            seen.append(given_up.is_set())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]
