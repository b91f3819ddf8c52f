"""Autosave: everything that is put is on the disk, soon, and what is said of it is true."""

from __future__ import annotations

import threading

import pytest

from workbook.credentials.catalogue import Catalogue
from workbook.drafts.autosave import AFTER_FIRST_KEY, Autosave, Saving
from workbook.drafts.model import Resume
from workbook.drafts.store import Store
from workbook.errors import StorageError
from workbook.home import Home


@pytest.fixture
def opened(tmp_path):
    """A new workbook."""
    home = Home(tmp_path / "home")
    entry = Catalogue.load(home).find("goals-worth-reaching")
    store = Store(home)
    return store.open(store.start(entry.credential, entry.path))


class Told:
    """Collects the states, and lets a test wait for one."""

    def __init__(self):
        self.states = []
        self._news = threading.Condition()

    def __call__(self, state):
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def wait_for(self, saving):
        with self._news:
            assert self._news.wait_for(lambda: any(s.saving is saving for s in self.states), timeout=20)


def test_a_text_is_saved_without_being_asked_for(opened):
    told = Told()
    autosave = Autosave(opened.file, opened.workbook.saved_at, told)
    autosave.put_answer("part-1.prompt-1", "by itself")
    told.wait_for(Saving.SAVED)
    assert opened.file.load().answer_text("part-1.prompt-1") == "by itself"
    assert [state.saving for state in told.states] == [Saving.PENDING, Saving.SAVED]
    autosave.close()


def test_under_unbroken_typing_it_is_saved_all_the_same(opened):
    told = Told()
    autosave = Autosave(opened.file, opened.workbook.saved_at, told, after_last_key=60)
    assert AFTER_FIRST_KEY < 60
    autosave.put_answer("part-1.prompt-1", "first")
    told.wait_for(Saving.SAVED)
    assert opened.file.load().answer_text("part-1.prompt-1") == "first"
    autosave.close()


def test_closing_saves_what_is_left(opened):
    autosave = Autosave(opened.file, opened.workbook.saved_at, lambda _: None, after_last_key=60)
    autosave.put_answer("part-1.prompt-1", "an answer")
    autosave.put_note("research.1", "a note")
    autosave.put_stop(Resume("part-1.prompt-1", 0, 9), {"research": 7})
    assert autosave.close()
    workbook = opened.file.load()
    assert workbook.answer_text("part-1.prompt-1") == "an answer"
    assert workbook.note_text("research.1") == "a note"
    assert workbook.resume == Resume("part-1.prompt-1", 0, 9)
    assert workbook.scroll == {"research": 7}


def test_where_one_stopped_is_no_change_of_the_workbook(opened):
    before = opened.workbook.saved_at
    told = Told()
    autosave = Autosave(opened.file, before, told)
    autosave.put_stop(Resume("research"))
    assert autosave.flush()
    assert opened.file.load().saved_at == before
    assert all(state.saving is Saving.SAVED for state in told.states)
    autosave.close()


def test_a_failed_save_is_told_and_tried_again_with_the_newest_text(opened, monkeypatch):
    told = Told()
    autosave = Autosave(opened.file, opened.workbook.saved_at, told)

    def full(*_):
        raise StorageError("NOT SAVED: the disk is full", "Make room")

    with monkeypatch.context() as broken:
        broken.setattr(opened.file, "save_together", full)
        autosave.put_answer("part-1.prompt-1", "old")
        assert not autosave.flush()
        assert autosave.state.saving is Saving.FAILED
        assert autosave.state.why == "NOT SAVED: the disk is full"
        autosave.put_answer("part-1.prompt-1", "new")
        autosave.put_answer("part-1.prompt-2", "other")
    assert autosave.flush()
    assert autosave.state.saving is Saving.SAVED
    workbook = opened.file.load()
    assert workbook.answer_text("part-1.prompt-1") == "new"
    assert workbook.answer_text("part-1.prompt-2") == "other"
    autosave.close()


def test_many_threads_lose_nothing(opened):
    autosave = Autosave(opened.file, opened.workbook.saved_at, lambda _: None, after_last_key=0.01)

    def type_on(prompt):
        for number in range(50):
            autosave.put_answer(prompt, f"{prompt} {number}")

    prompts = [prompt.id for prompt in opened.credential.prompts]
    threads = [threading.Thread(target=type_on, args=(prompt,)) for prompt in prompts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert autosave.close()
    workbook = opened.file.load()
    assert {p: workbook.answer_text(p) for p in prompts} == {p: f"{p} 49" for p in prompts}


def test_a_version_is_kept_of_what_was_saved_before_it(opened):
    autosave = Autosave(opened.file, opened.workbook.saved_at, Told(), after_last_key=60)
    autosave.put_answer("part-1.prompt-1", "as it was when she went on")
    autosave.put_version("answer", "part-1.prompt-1", "left the step")
    assert autosave.close()
    (version,) = opened.file.history.versions("answer", "part-1.prompt-1")
    assert version.why == "left the step"
    assert opened.file.history.text("answer", "part-1.prompt-1", 1) == "as it was when she went on"


def test_what_comes_after_the_end_is_saved_by_ending_again(opened):
    autosave = Autosave(opened.file, opened.workbook.saved_at, Told())
    assert autosave.close()
    autosave.put_answer("part-1.prompt-1", "the last word")
    assert autosave.close()
    assert opened.file.load().answer_text("part-1.prompt-1") == "the last word"


def test_a_window_that_only_reads_writes_nothing(opened):
    before = opened.file.path.read_bytes()
    autosave = Autosave(opened.file, opened.workbook.saved_at, Told(), why_not="open elsewhere")
    autosave.put_answer("part-1.prompt-1", "not mine to write")
    autosave.put_version("answer", "part-1.prompt-1", "left the step")
    assert not autosave.unsaved("answer", "part-1.prompt-1")
    assert autosave.close()
    assert opened.file.path.read_bytes() == before
    assert (autosave.state.saving, autosave.state.why) == (Saving.READING, "open elsewhere")


def test_a_draft_is_unsaved_until_it_is_on_the_disk(opened):
    autosave = Autosave(opened.file, opened.workbook.saved_at, Told(), after_last_key=60)
    autosave.put_note("research", "n")
    assert autosave.unsaved("note", "research")
    assert not autosave.unsaved("answer", "part-1.prompt-1")
    assert autosave.flush()
    assert not autosave.unsaved("note", "research")
    autosave.close()


def test_a_fault_of_our_own_in_a_save_ends_neither_the_saving_nor_the_text(opened, monkeypatch):
    told = Told()
    autosave = Autosave(opened.file, opened.workbook.saved_at, told, after_last_key=0.01)
    with monkeypatch.context() as patch:
        patch.setattr(opened.file, "save_together", lambda *_: 1 // 0)
        autosave.put_answer("part-1.prompt-1", "still here")
        told.wait_for(Saving.FAILED)
        assert autosave.state.why.startswith("NOT SAVED: a fault of the workbook's own (ZeroDivisionError")
        assert autosave.left() == {("answer", "part-1.prompt-1"): "still here"}
    assert autosave.close()
    assert opened.file.load().answer_text("part-1.prompt-1") == "still here"


def test_that_something_was_proofread_waits_for_the_next_save_and_rides_with_it(opened, monkeypatch):
    saves = []
    real = opened.file.save_together

    def counting(*given):
        saves.append(given)
        return real(*given)

    monkeypatch.setattr(opened.file, "save_together", counting)
    told = Told()
    before = opened.workbook.saved_at
    autosave = Autosave(opened.file, before, told, after_last_key=0.01)
    autosave.put_proofread("part-1.prompt-1", "old", ["harper"])
    autosave.put_proofread("part-1.prompt-1", "digest", ["harper", "languagetool"])
    assert not autosave.unsaved("answer", "part-1.prompt-1")
    autosave.put_stop(Resume("part-1.prompt-1"))
    assert autosave.flush()
    assert len(saves) == 1
    mark = opened.file.load().proofread["part-1.prompt-1"]
    assert (mark.digest, mark.engines) == ("digest", ("harper", "languagetool"))
    assert opened.file.load().saved_at == before
    assert all(state.saving is Saving.SAVED for state in told.states)
    autosave.close()
    assert len(saves) == 1


def test_that_something_was_proofread_is_kept_at_the_end_at_the_latest(opened):
    autosave = Autosave(opened.file, opened.workbook.saved_at, Told(), after_last_key=60)
    autosave.put_proofread("part-1.prompt-1", "first", ["harper"])
    assert autosave.close()
    assert opened.file.load().proofread["part-1.prompt-1"].digest == "first"
    autosave.put_proofread("part-1.prompt-2", "second", ["harper"])
    assert autosave.close()
    assert set(opened.file.load().proofread) == {"part-1.prompt-1", "part-1.prompt-2"}


def test_that_something_was_proofread_and_cannot_be_kept_is_no_text_that_is_not_saved(opened, monkeypatch):
    told = Told()
    autosave = Autosave(opened.file, opened.workbook.saved_at, told, after_last_key=0.01)

    def full(*_):
        raise StorageError("NOT SAVED: the disk is full", "Make room")

    with monkeypatch.context() as broken:
        broken.setattr(opened.file, "save_together", full)
        autosave.put_proofread("part-1.prompt-1", "digest", ["harper"])
        assert autosave.flush()
        assert autosave.state.saving is Saving.SAVED
    autosave.put_answer("part-1.prompt-1", "text")
    assert autosave.flush()
    assert opened.file.load().proofread["part-1.prompt-1"].digest == "digest"
    autosave.close()


def test_a_window_that_only_reads_keeps_nothing_of_what_was_proofread(opened):
    before = opened.file.path.read_bytes()
    autosave = Autosave(opened.file, opened.workbook.saved_at, Told(), why_not="open elsewhere")
    autosave.put_proofread("part-1.prompt-1", "digest", ["harper"])
    assert autosave.close()
    assert opened.file.path.read_bytes() == before
