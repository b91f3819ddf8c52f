"""What was pasted, and whether it was changed since."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from workbook.drafts.actions import answer, decide
from workbook.drafts.backup import back_up
from workbook.drafts.model import Draft
from workbook.drafts.pasted import Pasted, pasted, tick_pasted
from workbook.drafts.restoring import restore
from workbook.drafts.store import Store
from workbook.home import Home


@pytest.fixture
def prompt(started):
    """A question with letters."""
    return started.credential.prompts[1]


def again(opened):
    return pasted(opened.file.load(), opened.credential.prompts[1])


def test_an_answer_is_pasted_until_it_changes(started, prompt):
    answer(started, prompt.id, "One.")
    assert pasted(started.workbook, prompt) is again(started) is Pasted.NO
    tick_pasted(started, prompt, pasted=True)
    assert pasted(started.workbook, prompt) is again(started) is Pasted.YES
    answer(started, prompt.id, "Two.")
    assert pasted(started.workbook, prompt) is again(started) is Pasted.CHANGED
    tick_pasted(started, prompt, pasted=True)
    assert pasted(started.workbook, prompt) is again(started) is Pasted.YES
    tick_pasted(started, prompt, pasted=False)
    assert pasted(started.workbook, prompt) is again(started) is Pasted.NO
    assert started.workbook.digests == started.file.load().digests == {}


def test_a_lettered_answer_that_changes_counts_and_the_same_text_does_not(started, prompt):
    answer(started, prompt.subprompts[0].id, "First.")
    tick_pasted(started, prompt, pasted=True)
    answer(started, prompt.subprompts[0].id, "Other.")
    assert again(started) is Pasted.CHANGED
    answer(started, prompt.subprompts[0].id, "First.\n")
    assert again(started) is Pasted.YES


def test_a_tick_of_an_older_version_is_judged_by_its_time(started, prompt):
    answer(started, prompt.id, "One.")
    decide(started, f"pasted.{prompt.id}", decided=True)
    rows = json.loads(started.file.path.read_bytes())
    for row in rows["decided"].values():
        del row["digest"]
    started.file.path.write_text(json.dumps(rows))
    workbook = started.file.load()
    assert pasted(workbook, prompt) is Pasted.YES
    later = workbook.decided[f"pasted.{prompt.id}"] + timedelta(seconds=1)
    workbook.put_draft("answer", prompt.id, Draft("Two.", later))
    assert pasted(workbook, prompt) is Pasted.CHANGED


def test_it_survives_a_backup_in_an_empty_home_and_in_one_that_has_the_workbook(
    home, started, prompt, tmp_path
):
    answer(started, prompt.id, "One.")
    back_up(home, tmp_path / "before.zip")
    tick_pasted(started, prompt, pasted=True)
    back_up(home, tmp_path / "after.zip")
    other = Home(tmp_path / "other")
    restore(other, tmp_path / "before.zip")
    restore(other, tmp_path / "after.zip")
    found = Store(other).open("small")
    assert again(found) is Pasted.YES
    answer(found, prompt.id, "Two.")
    assert again(found) is Pasted.CHANGED
