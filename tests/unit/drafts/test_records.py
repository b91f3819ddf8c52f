"""Rows become a workbook, or an error of our family; nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.drafts import records
from workbook.drafts.model import Attachment, Ignored, Proofread
from workbook.drafts.records import attachment_row, checked_tables, migrate, workbook_from_tables
from workbook.drafts.storage import DamagedFile
from workbook.errors import WorkbookError
from workbook.text import one_line

MOMENT = "2026-03-04T05:06:07+00:00"
META = {"schema": 1, "id": "a", "credential": "b", "created_at": MOMENT, "saved_at": MOMENT}
ATTACHED = {
    "artifact": "x",
    "number": 1,
    "kind": "file",
    "stored_as": "x.pdf",
    "attached_at": MOMENT,
    "size": 3,
    "cleaned": [],
}
IGNORED = {
    "finding": "f1",
    "also": ["f2"],
    "rule": "spelling",
    "message": "m",
    "excerpt": "teh",
    "sentence": "I saw teh cat.",
    "place": "p",
    "at": MOMENT,
}
PROOFREAD = {"place": "p", "digest": "d", "at": MOMENT, "engines": ["harper"]}
TABLES = (
    "answers",
    "notes",
    "read",
    "attachments",
    "assessment",
    "decided",
    "ignored",
    "rules_off",
    "proofread",
    "scroll",
)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.just(MOMENT),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def test_a_whole_file():
    tables = {
        "workbook": {"1": META | {"resume": {"place": "p", "row": 2, "column": 3}}},
        "answers": {"7": {"prompt": "p", "text": "t", "saved_at": MOMENT}},
        "attachments": {"1": ATTACHED | {"number": 2}, "2": ATTACHED},
        "read": {"1": {"section": "s", "at": "2026-03-04T05:06:07"}},
        "ignored": {"1": IGNORED},
        "rules_off": {"1": {"rule": "harper:LongSentences", "at": MOMENT}},
        "proofread": {"1": PROOFREAD},
        "unknown": {"1": {"what": "ever"}},
    }
    workbook = workbook_from_tables(tables, "x")
    assert workbook.answer_text("p") == "t"
    assert [attachment.number for attachment in workbook.attachments["x"]] == [1, 2]
    assert (workbook.resume.place, workbook.resume.row, workbook.resume.column) == ("p", 2, 3)
    assert workbook.read["s"].tzinfo is not None
    at = datetime.fromisoformat(MOMENT)
    assert workbook.ignored == {
        "f1": Ignored("f1", ("f2",), "spelling", "m", "teh", "I saw teh cat.", "p", at)
    }
    assert workbook.rules_off == {"harper:LongSentences": at}
    assert workbook.proofread == {"p": Proofread("d", at, ("harper",))}


def test_times_and_numbers_that_nobody_can_mean_are_within_reach():
    for at in ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "9999-12-31", "0001-01-01T00:00"):
        tables = {
            "workbook": {"1": META | {"saved_at": at, "resume": {"place": "p", "row": -7, "column": 2**62}}},
            "answers": {"1": {"prompt": "p", "text": "one\x0btwo\u2028three\x85", "saved_at": at}},
            "scroll": {"1": {"section": "s", "line": 2**62}},
        }
        workbook = workbook_from_tables(checked_tables(tables, "x"), "x")
        assert workbook.saved_at == workbook.answers["p"].saved_at == records.LONG_AGO
        assert workbook.answer_text("p") == "one\ntwo\nthree\n"
        assert (workbook.resume.row, workbook.resume.column) == (0, 1_000_000)
        assert workbook.scroll == {"s": 1_000_000}
    naive = {"workbook": {"1": META | {"saved_at": "2026-03-04T05:06:07"}}}
    assert workbook_from_tables(naive, "x").saved_at.tzinfo is not None


def test_a_file_from_before_proofreading_is_read():
    workbook = workbook_from_tables({"workbook": {"1": META}}, "x")
    assert (workbook.ignored, workbook.rules_off, workbook.proofread) == ({}, {}, {})


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"workbook": {}},
        {"workbook": {"1": META, "2": META}},
        {"workbook": {"1": {**META, "id": 3}}},
        {"workbook": {"1": {**META, "saved_at": "yesterday"}}},
        {"workbook": {"1": {**META, "schema": "1"}}},
        {"workbook": {"1": {**META, "schema": 0}}},
        {"workbook": {"1": {**META, "resume": "p"}}},
        {"workbook": {"1": {**META, "resume": {"row": 1e999}}}},
        {"workbook": {"1": META}, "answers": {"1": {"prompt": "p", "text": None, "saved_at": MOMENT}}},
        {"workbook": {"1": META}, "answers": {"1": {"text": "t", "saved_at": MOMENT}}},
        {"workbook": {"1": META}, "attachments": {"1": {**ATTACHED, "kind": "folder"}}},
        {"workbook": {"1": META}, "attachments": {"1": {**ATTACHED, "number": -1}}},
        {"workbook": {"1": META}, "attachments": {"1": {**ATTACHED, "cleaned": 4}}},
        {"workbook": {"1": META}, "scroll": {"1": {"section": "s", "line": 1.5}}},
        {"workbook": {"1": META}, "ignored": {"1": {**IGNORED, "also": "f2"}}},
        {"workbook": {"1": META}, "ignored": {"1": {**IGNORED, "message": None}}},
        {"workbook": {"1": META}, "rules_off": {"1": {"rule": 3, "at": MOMENT}}},
        {"workbook": {"1": META}, "proofread": {"1": {**PROOFREAD, "engines": [1]}}},
        {"workbook": {"1": META}, "proofread": {"1": {**PROOFREAD, "at": "yesterday"}}},
    ],
)
def test_what_is_damaged(tables):
    with pytest.raises(DamagedFile, match="the-file is damaged"):
        workbook_from_tables(tables, "the-file")


@given(
    meta=st.dictionaries(st.sampled_from([*META, "resume"]), JSON),
    rows=st.dictionaries(
        st.sampled_from(TABLES),
        st.dictionaries(
            st.sampled_from(
                sorted(
                    {
                        *ATTACHED,
                        *IGNORED,
                        *PROOFREAD,
                        "prompt",
                        "section",
                        "text",
                        "saved_at",
                        "line",
                        "level",
                    }
                )
            ),
            JSON,
        ),
    ),
)
def test_no_rows_give_anything_but_a_workbook_or_our_error(meta, rows):
    tables = {"workbook": {"1": {**META, **meta}}, **{name: {"1": row} for name, row in rows.items()}}
    try:
        workbook_from_tables(tables, "x")
    except WorkbookError as error:
        assert error.exit_status == 2


@given(
    st.builds(
        Attachment,
        number=st.integers(0, 999),
        kind=st.sampled_from(["file", "link"]),
        stored_as=st.text(max_size=20),
        attached_at=st.datetimes(timezones=OFFSETS).filter(lambda m: 1971 < m.year < 2200),
        size=st.integers(0, 2**40),
        cleaned=st.lists(st.text(max_size=8).map(one_line), max_size=3).map(tuple),
    )
)
def test_an_attachment_comes_back_as_it_was(attachment):
    tables = {"workbook": {"1": META}, "attachments": {"1": attachment_row("x", attachment)}}
    back = workbook_from_tables(tables, "f").attachments["x"]
    assert back == (attachment,)
    assert back[0].attached_at.utcoffset() == attachment.attached_at.utcoffset()


def test_newer_schemas_are_refused_and_older_ones_lifted(monkeypatch):
    with pytest.raises(WorkbookError, match="newer version") as caught:
        migrate({"workbook": {"1": {**META, "schema": 2}}}, "x")
    assert not isinstance(caught.value, DamagedFile)

    def lift(tables):
        return {**tables, "lifted": {}}

    monkeypatch.setattr(records, "SCHEMA", 3)
    monkeypatch.setattr(records, "MIGRATIONS", {1: lift, 2: lambda tables: {**tables, "twice": {}}})
    assert {"lifted", "twice"} <= set(migrate({"workbook": {"1": META}}, "x"))
    assert "lifted" in migrate({"workbook": {"1": {k: v for k, v in META.items() if k != "schema"}}}, "x")
