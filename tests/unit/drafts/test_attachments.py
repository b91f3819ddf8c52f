"""Attaching: a copy under a neutral name, the original's name kept apart, the trash."""

from __future__ import annotations

import json
import os
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.drafts.artifacts import attach, detach
from workbook.drafts.progress import State, progress
from workbook.drafts.store import Store
from workbook.drafts.stored_copies import look_again
from workbook.errors import StorageError, WorkbookError
from workbook.submission.document import compose

PLAN = "part-2.artifact-1"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Maria Lopez, Room 4.PDF"
    path.write_bytes(b"%PDF a plan")
    return path


def names(home):
    return json.loads((home.private / "original-names.json").read_bytes())


def test_copies_have_neutral_names(started, home, file):
    first, second = (attach(started, home, PLAN, str(file)) for _ in range(2))
    assert (first.number, first.stored_as) == (1, f"{PLAN}.pdf")
    assert (second.number, second.stored_as) == (2, f"{PLAN}-2.pdf")
    assert first.size == len(b"%PDF a plan")
    assert started.file.load().attachments == started.workbook.attachments
    stored = [path for path in home.workbooks.rglob("*") if path.is_file()]
    assert not [path for path in stored if b"Maria" in path.read_bytes() or "Maria" in path.name]
    assert names(home) == {"small": {f"{PLAN}.pdf": file.name, f"{PLAN}-2.pdf": file.name}}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_originals_names_are_for_their_owner_alone(started, home, file):
    attach(started, home, PLAN, str(file))
    assert stat.S_IMODE((home.private / "original-names.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.private.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "ending"), [("x", ""), ("x.tar.gz", ".gz"), ("x.e v", ""), ("x.absurdlylong", ""), (".pdf", "")]
)
def test_endings(started, home, tmp_path, name, ending):
    (tmp_path / name).write_bytes(b"x")
    assert attach(started, home, PLAN, str(tmp_path / name)).stored_as == f"{PLAN}{ending}"


def test_a_name_that_is_no_text(started, home, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    try:
        with open(path, "wb") as stream:  # noqa: PTH123 - a name of bytes
            stream.write(b"x")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert attach(started, home, PLAN, os.fsdecode(path)).stored_as == f"{PLAN}.pdf"
    assert names(home)["small"][f"{PLAN}.pdf"] == "caf?.pdf"


@given(st.text() | st.builds(str.__add__, st.sampled_from(("~", "$HOME", "/", "http://", "WWW.")), st.text()))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_attached_or_a_sentence(started, home, text):
    try:
        kind = attach(started, home, PLAN, text).kind
    except WorkbookError as error:
        assert error.exit_status == 2
    else:
        assert kind == "link"


@pytest.mark.parametrize("damaged", [b"{", b"[]", b'{"small": 3}'])
def test_a_damaged_list_of_names_is_kept_and_stops_nobody(started, home, file, damaged):
    home.private.mkdir(parents=True)
    (home.private / "original-names.json").write_bytes(damaged)
    attach(started, home, PLAN, str(file))
    assert names(home) == {"small": {f"{PLAN}.pdf": file.name}}
    assert (home.private / "original-names.damaged.json").read_bytes() == damaged


def test_detaching_moves_to_the_trash_and_numbers_are_not_used_again_below_the_last(started, home, file):
    for _ in range(3):
        attach(started, home, PLAN, str(file))
    assert detach(started, home, PLAN, 2).stored_as == f"{PLAN}-2.pdf"
    assert [a.number for a in started.file.load().attachments[PLAN]] == [1, 3]
    assert [p.read_bytes() for p in (home.folder / "trash" / "small").iterdir()] == [file.read_bytes()]
    assert attach(started, home, PLAN, str(file)).number == 4
    with pytest.raises(WorkbookError, match="has no attachment 2"):
        detach(started, home, PLAN, 2)


def test_detaching_what_is_gone_from_the_disk(started, home, file):
    stored = attach(started, home, PLAN, str(file)).stored_as
    (started.file.artifacts / stored).unlink()
    detach(started, home, PLAN)
    assert started.file.load().attachments == {}
    with pytest.raises(WorkbookError, match="Nothing is attached"):
        detach(started, home, PLAN)


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://[::1]/x", "HTTPS://EXAMPLE.ORG"])
def test_links(started, home, address):
    attachment = attach(started, home, PLAN, f" {address} ")
    assert (attachment.kind, attachment.stored_as, attachment.size) == ("link", address, 0)


@pytest.mark.parametrize(
    "address",
    ["ftp://e.org/x", "www.e.org", "https://", "https://e.org/a b", "javascript://x", "https://e.org/\x1b[2J",
     "https://[::1/x", "file:///etc/passwd"],
)  # fmt: skip
def test_what_is_no_link(started, home, address):
    with pytest.raises(WorkbookError, match="is not a web address"):
        attach(started, home, PLAN, address)
    assert started.file.load().attachments == {}


def test_what_another_program_attached_meanwhile_counts(started, home, file):
    other = Store(home).open("small")
    attach(other, home, PLAN, str(file))
    second = attach(started, home, PLAN, str(file))
    assert (second.number, second.stored_as) == (2, f"{PLAN}-2.pdf")
    assert started.workbook.attachments == started.file.load().attachments


def test_a_copy_that_cannot_be_listed_is_taken_away(started, home, file, monkeypatch):
    def full(*_):
        raise StorageError("NOT SAVED: the disk is full")

    monkeypatch.setattr(type(started.file), "add_attachment", full)
    with pytest.raises(StorageError):
        attach(started, home, PLAN, str(file))
    assert list(started.file.artifacts.iterdir()) == []


def test_a_copy_that_fails_attaches_nothing(started, home, file, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the disk is full"):
        attach(started, home, PLAN, str(file))
    monkeypatch.undo()
    assert started.file.load().attachments == started.workbook.attachments == {}
    assert list(started.file.artifacts.iterdir()) == []


def progress_of(opened):
    return {step.id: step.state for step in progress(opened.credential, opened.workbook, lambda _: 0).steps}


@pytest.mark.parametrize("instead", [None, "folder"])
def test_a_file_that_is_gone_is_not_handed_in(started, home, file, instead):
    stored = started.file.artifacts / attach(started, home, PLAN, str(file)).stored_as
    assert progress_of(started)[PLAN] is State.DONE
    stored.unlink()
    if instead:
        stored.mkdir()
    opened = Store(home).open("small")
    assert opened.workbook.missing == {stored.name}
    assert [each.stored_as for each in opened.workbook.gone(PLAN)] == [stored.name]
    assert opened.workbook.handed_in(PLAN) == ()
    assert progress_of(opened)[PLAN] is State.TODO
    assert compose(opened.credential, opened.workbook).sections[1].handed_in[0].files == ()
    look_again(started)
    assert progress_of(started)[PLAN] is State.TODO


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read all may read it")
def test_a_file_that_may_not_be_read_is_as_good_as_gone(started, home, file):
    stored = started.file.artifacts / attach(started, home, PLAN, str(file)).stored_as
    stored.chmod(0)
    assert Store(home).open("small").workbook.missing == {stored.name}


def test_of_two_files_one_that_is_gone_leaves_it_begun_and_a_link_is_never_gone(started, home, file):
    first = attach(started, home, PLAN, str(file))
    attach(started, home, PLAN, "https://example.org/plan")
    assert progress_of(started)[PLAN] is State.DONE
    (started.file.artifacts / first.stored_as).unlink()
    look_again(started)
    assert progress_of(started)[PLAN] is State.STARTED
    assert [each.kind for each in started.workbook.handed_in(PLAN)] == ["link"]


def test_a_file_attached_again_takes_the_place_of_the_one_that_is_gone(started, home, file):
    first, second = (attach(started, home, PLAN, str(file)) for _ in range(2))
    (started.file.artifacts / first.stored_as).unlink()
    link = attach(started, home, PLAN, "https://example.org/plan")
    assert link.number == 3
    assert started.workbook.gone(PLAN) == (first,)
    back = attach(started, home, PLAN, str(file))
    assert (back.number, back.stored_as) == (1, first.stored_as)
    assert started.workbook.attachments[PLAN] == (back, second, link)
    assert started.file.load().attachments == started.workbook.attachments
    assert started.workbook.missing == Store(home).open("small").workbook.missing == frozenset()


def test_what_is_gone_can_be_taken_away(started, home, file):
    (started.file.artifacts / attach(started, home, PLAN, str(file)).stored_as).unlink()
    look_again(started)
    detach(started, home, PLAN)
    assert (started.workbook.attachments, started.workbook.missing) == ({}, frozenset())
