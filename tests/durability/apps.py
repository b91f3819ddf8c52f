"""The app in a pseudo-terminal, to be ended in every way there is."""

from __future__ import annotations

import io
import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte
from durability.counts import SEED
from e2e.terminal import LONGEST_WAIT, WORKBOOK, Terminal

from workbook.drafts.store import Store
from workbook.home import Home

GOALS = "goals-worth-reaching"
PROMPT = "part-1.prompt-1"
OPEN = ("open", GOALS, "--at", PROMPT)
WRITING = "Write your answer here."
"""What an empty answer shows once the app is ready for keys."""
A_SECOND = 15
"""Keys a second of somebody who types fast."""
AT_ONCE = 2
"""How many apps run beside each other."""
_WORDS = (
    "the",
    "learner",
    "wrote",
    "a",
    "goal",
    "and",
    "we",
    "looked",
    "at",
    "what",
    "her",
    "work",
    "showed",
)
_starting = threading.Lock()


class Program(Terminal):
    """A command in a pseudo-terminal; all that it writes is kept.

    Args:
        command: the program and its arguments.
        home: `WORKBOOK_HOME`.
    """

    def __init__(self, *command, home):
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        surroundings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        ours = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        with _starting:
            self.child = pexpect.spawn(
                str(command[0]),
                [str(argument) for argument in command[1:]],
                dimensions=(24, 80),
                env={**surroundings, **ours, "WORKBOOK_HOME": str(home)},
            )
        self.child.delaybeforesend = None
        self.written = io.BytesIO()
        self.child.logfile_read = self.written

    def type(self, text, a_second=A_SECOND):
        """Type a text, and return when each of its characters was sent."""
        sent = []
        due = time.monotonic()
        for character in text:
            self.pump(max(due - time.monotonic(), 0.001))
            sent.append(time.monotonic())
            self.child.send(character)
            due += 1 / a_second
        return sent

    def close_the_terminal(self):
        """Take the terminal away from the program, as closing its window does."""
        self.child.ptyproc.fileobj.close()
        self.child.ptyproc.closed = self.child.closed = True

    def status_at_end(self):
        """Wait until the program has ended; return the exit status as a shell gives it."""
        until = time.monotonic() + LONGEST_WAIT
        while self.child.isalive():
            assert time.monotonic() < until, f"it did not end:\n{self.text}"
            if self.child.closed:
                time.sleep(0.02)
            else:
                self.pump(0.05)
        if not self.child.closed:
            self.pump(0.2)
        status, signal = self.child.exitstatus, self.child.signalstatus
        return status if status is not None else 128 + signal


@contextmanager
def running(*arguments, home, before=""):
    """Run the workbook in a pseudo-terminal, and end it afterwards.

    Args:
        arguments: what follows the command's name.
        home: `WORKBOOK_HOME`.
        before: a program to be run first in the same process, which takes the workbook's code apart.
    """
    start = f"import sys\nsys.argv[1:] = {list(arguments)!r}\n{before}\n"
    # -P: the package that is installed, not what happens to lie in the present folder.
    program = [sys.executable, "-P", "-c", f"{start}from workbook.__main__ import main\nmain()\n"]
    one = Program(*(program if before else [WORKBOOK, *arguments]), home=home)
    try:
        yield one
    finally:
        one.close()


@contextmanager
def writing(home, before=""):
    """Run the workbook with the cursor in an empty answer."""
    with running(*OPEN, home=home, before=before) as app:
        app.wait_for(WRITING)
        app.settle()
        yield app


def kept(home, prompt=PROMPT, workbook=GOALS):
    """Return an answer as the next start reads it, and what is told on the way."""
    told = []
    opened = Store(Home(Path(home)), told.append).open(workbook)
    return opened.workbook.answer_text(prompt), told


def words(chance, characters):
    """Return words of so many characters together, the first of them unlike any on the screen."""
    text = f"Zx{chance.randrange(1000)}"
    while len(text) < characters:
        text += f" {chance.choice(_WORDS)}"
    return text[: characters - 1] + "."


def chance_of(*names):
    """Return the chance of one round of a test, the same at every run."""
    return random.Random(f"{SEED} {names}")


def side_by_side(work, rounds):
    """Do something for each round, a few at a time, and return the results in order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(work, rounds))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def start_again(home, sentence):
    """Start the bare command, and return what is not as it should be, in sentences.

    It goes on where the person stopped, with the cursor behind the last letter, and says in one line what
    happened.
    """
    with running(home=home) as app:
        app.wait_for(sentence[:20])
        app.settle()
        said = [line for line in app.screen.display if "Last time" in line]
        app.child.send("Ω")
        app.pump(0.3)
        shown = app.text
        app.press("ctrl+q")
        status = app.status_at_end()
    answer, _ = kept(home)
    wrong = [] if len(said) == 1 else [f"what happened is not said in one line, but in {said}:\n{shown}"]
    wrong += (
        [] if answer == f"{sentence}Ω" else [f"the next letter made of “{sentence}” “{answer}”:\n{shown}"]
    )
    return wrong + ([] if status == 0 else [f"the next start ended with {status}"])


def says_it_again(home):
    """Return whether a further start still says what happened."""
    with running(home=home) as app:
        app.wait_for("CONTINUE")
        app.settle()
        return "Last time" in app.text
