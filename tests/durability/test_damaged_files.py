"""Three hundred damaged files: each is read, or its last good copy is, or one sentence says what is wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from durability.apps import chance_of, running
from durability.counts import DAMAGED, SEED
from durability.damage import corpus

from workbook.drafts.store import Store
from workbook.errors import WorkbookError
from workbook.home import Home

EXAMPLE = "example"
PROMPT = "part-1.prompt-2"
NEW = "written after the damage"
BY_COMMAND = 12
"""How many of the files are also read by the command line."""
HOPELESS = ("cut after", "only", "deep", "random", "null bytes", "white space", "UTF-16", "its halves")
"""Damage that leaves no workbook, whatever one makes of it."""


class Folder:
    """The example's folder, to be damaged again and again.

    Args:
        home: the person's folder.
    """

    def __init__(self, home):
        self.home = home
        self.path = home / "workbooks" / EXAMPLE
        self.file = self.path / "workbook.json"
        self.whole = self.file.read_bytes()
        self._names = {path.name for path in self.path.iterdir()}
        self.answers = self.look()[0]

    def damage(self, data, copy):
        """Put damaged bytes in the file's place, with that last good copy; None is no copy at all."""
        for path in self.path.iterdir():
            if path.name not in self._names:
                path.unlink()
        self.file.write_bytes(data)
        backup = self.path / "workbook.json.bak"
        if copy is None:
            backup.unlink(missing_ok=True)
        else:
            backup.write_bytes(copy)

    def contents(self):
        """Return the files that are kept, by name."""
        return {p.name: p.read_bytes() for p in self.path.iterdir() if p.is_file() and p.name != ".lock"}

    def look(self):
        """Open the workbook anew: its answers, what was told, and the sentence of a refusal."""
        told = []
        try:
            opened = Store(Home(self.home), told.append).open(EXAMPLE)
        except WorkbookError as error:
            return None, told, str(error)
        # A row whose name was damaged stays in the file; that it is not shown is told at each look.
        told = [sentence for sentence in told if not sentence.endswith("It is left there, and not shown.")]
        return {place: draft.text for place, draft in opened.workbook.answers.items()}, told, ""

    def save(self):
        """Save an answer as a command does; return the sentence of a refusal."""
        try:
            opened = Store(Home(self.home)).open(EXAMPLE)
            opened.file.save_answer(PROMPT, NEW)
        except WorkbookError as error:
            return str(error)
        return ""


def is_a_sentence(text):
    return 20 < len(text) < 600 and text.isprintable() and "Traceback" not in text and "Error" not in text


def with_a_good_copy(folder, name, data):
    """Hold what is promised of a damaged file beside which a good copy lies; return what came of it."""
    folder.damage(data, folder.whole)
    answers, told, refused = folder.look()
    assert folder.contents()["workbook.json"] == data, "reading changes nothing"
    if refused:
        assert "newer version" in refused, f"it is not opened from its good copy: {refused}"
        assert is_a_sentence(refused)
        assert folder.save() == refused
        assert folder.contents()["workbook.json"] == data
        return "of a newer version, left alone"
    assert (len(told) == 1 and is_a_sentence(told[0]) and answers == folder.answers) or not told, told
    assert told or not name.startswith(HOPELESS), "what is no workbook was taken for one"
    assert folder.save() == ""
    assert data in folder.contents().values(), "the damaged bytes were overwritten"
    after, told_after, _ = folder.look()
    assert (after, told_after) == ({**answers, PROMPT: NEW}, [])
    if told:
        assert folder.contents()["workbook.damaged-1.json"] == data
    return "opened from its good copy" if told else "opened itself"


def without_a_copy(folder, name, data, copy):
    """Hold what is promised of a damaged file beside which there is none that can be read."""
    folder.damage(data, copy)
    answers, told, refused = folder.look()
    assert told == []
    if not refused:
        assert not name.startswith(HOPELESS)
        assert folder.save() == ""
        assert folder.look() == ({**answers, PROMPT: NEW}, [], "")
        assert data in folder.contents().values(), "the damaged bytes were overwritten"
        return "opened itself"
    assert is_a_sentence(refused), refused
    before = folder.contents()
    assert folder.save()
    assert folder.contents() == before, "what cannot be read was changed"
    return "refused in one sentence"


def over_the_corpus(folder, note, hold):
    """Hold a promise over all the files, and say of each that breaks it what it was."""
    outcomes, broken = Counter(), []
    for name, data in corpus(folder.whole, DAMAGED, SEED):
        try:
            outcomes[hold(name, data)] += 1
        except Exception as error:  # noqa: BLE001 - every one is told by its name
            broken.append(f"{name}: {type(error).__name__}: {str(error).splitlines()[0]}")
    note(files=DAMAGED, **{outcome.replace(" ", "_"): count for outcome, count in outcomes.items()})
    assert broken == [], f"{len(broken)} of {DAMAGED}:\n" + "\n".join(broken)
    assert outcomes.total() == DAMAGED


def test_with_a_good_copy_beside_it(example_home, note):
    folder = Folder(example_home)
    over_the_corpus(folder, note, lambda name, data: with_a_good_copy(folder, name, data))


@pytest.mark.parametrize("too", [False, True], ids=["no copy", "a copy that is damaged too"])
def test_without_a_good_copy_beside_it(example_home, note, too):
    folder = Folder(example_home)
    over_the_corpus(
        folder,
        note,
        lambda name, data: without_a_copy(folder, name, data, data[: len(data) // 3] if too else None),
    )


def test_a_dozen_by_the_command_line(example_home, workbook):
    folder = Folder(example_home)
    workbook = replace(workbook, home=example_home)
    wrong = []
    for name, data in chance_of("dozen").sample(corpus(folder.whole, DAMAGED, SEED), BY_COMMAND):
        for copy in (folder.whole, None):
            folder.damage(data, copy)
            for arguments in (["status", EXAMPLE], ["answer", EXAMPLE, PROMPT, "--print"]):
                done = workbook(*arguments)
                fine = (done.status == 0) == bool(done.out) and done.status in (0, 2)
                if not fine or done.err.count("\n") > 1 or "Traceback" in done.err:
                    wrong.append((name, arguments, done))
            done = workbook("answer", EXAMPLE, PROMPT, text=NEW)
            if done.status not in (0, 2) or (done.status and done.err.count("\n") != 1):
                wrong.append((name, "answer", done))
            if data not in folder.contents().values():
                wrong.append((name, "overwritten"))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "stopped",
    [
        '{"place": "part-1.prompt-2", "row": 9223372036854775807, "column": 9223372036854775807}',
        '{"place": "part-1.prompt-2", "row": -3, "column": -1}',
        '{"place": "research", "scroll": 9223372036854775807}',
        '{"place": "nowhere"}',
    ],
)
def test_the_app_opens_where_nobody_can_have_stopped(example_home, stopped):
    pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")
    folder = Folder(example_home)
    folder.file.write_bytes(
        folder.whole.replace(b'"schema": 1', f'"schema": 1, "resume": {stopped}'.encode())
    )
    with running("open", EXAMPLE, home=example_home) as app:
        app.wait_for("F3 on")
        app.settle()
        app.press("f3", "f2", "ctrl+q")
        assert app.status_at_end() == 0, app.text
    assert not list((example_home / "logs").glob("*"))
