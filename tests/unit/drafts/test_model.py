"""What is kept by name in a workbook is never changed under the hands of another thread."""

from __future__ import annotations

import json
import threading
from typing import get_args

import pytest

from workbook.drafts import actions
from workbook.drafts.model import Draft, Ignored, Table, Workbook, now, texts_of
from workbook.findings import ignoring

ACTS = 2_000


def test_nothing_is_changed_in_place(started):
    opened = started
    for workbook in (Workbook("a", "b", now(), now(), answers={"p": Draft("t", now())}), opened.workbook):
        workbook.change("read", {"competency": now()})
        for table in get_args(Table):
            with pytest.raises(TypeError):
                getattr(workbook, table)["x"] = 1
            with pytest.raises(AttributeError):
                getattr(workbook, table).update(x=1)


def test_rows_are_put_and_taken_out(started):
    workbook = started.workbook
    before = workbook.assessment
    workbook.change("assessment", {"a": "met", "b": "met"})
    workbook.change("assessment", {"a": "not-yet"}, drop=["b", "c"])
    assert (before, workbook.assessment) == ({}, {"a": "not-yet"})


def test_a_workbook_is_acted_on_while_another_thread_reads_all_of_it(started, monkeypatch):
    """The file is not written: what counts is what is in memory, and how often."""
    kept = Ignored("f", (), "spelling", "m", "x", "x y", "part-1.prompt-1", now())
    marks = started.file.marks
    for name in ("save_ignored", "take_back_ignored", "save_rules", "save_read", "save_level"):
        monkeypatch.setattr(marks, name, lambda *_, **__: now())
    monkeypatch.setattr(started.file, "save_draft", lambda *_, **__: now())
    failures: list[BaseException] = []

    def act():
        try:
            for number in range(ACTS):
                actions.answer(started, ("part-1.prompt-1", "part-1.prompt-2.a")[number % 2], str(number))
                actions.mark_read(started, "competency", read=bool(number % 3))
                actions.assess(started, "part-2.criterion-1", "met")
                actions.unassess(started, "part-2.criterion-1")
                ignoring.ignore_again(started, [kept])
                ignoring.take_back(started, ["f"])
                ignoring.switch_off(started, "harper:A", f"harper:B{number}")
                ignoring.switch_on(started, f"harper:B{number}")
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    acting = threading.Thread(target=act)
    acting.start()
    typed = 0
    while acting.is_alive():
        # As the app's own thread does between: it types, shows, and counts.
        typed += 1
        started.workbook.put_draft("note", f"research.{typed % 2 + 1}", Draft(str(typed), now()))
        texts_of(started.workbook)
        json.dumps({name: sorted(getattr(started.workbook, name)) for name in get_args(Table)})
    acting.join()
    assert failures == []
    assert started.workbook.answer_text("part-1.prompt-2.a") == str(ACTS - 1)
    assert started.workbook.note_text(f"research.{typed % 2 + 1}") == str(typed)
    assert list(started.workbook.rules_off) == ["harper:A"]
