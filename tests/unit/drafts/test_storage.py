"""The storage below TinyDB."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from workbook.drafts.storage import AtomicStorage, DamagedFile, parse_tables


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b'{"a": {"1": {}', "is damaged"),
        (b"\xff\xfe", "is damaged"),
        (b"[]", "not a workbook's"),
        (b'{"a": []}', "not a workbook's"),
        (b'{"a": {"1": 2}}', "not a workbook's"),
        (b"[" * 100_000, "is damaged"),
    ],
)
def test_what_is_no_store(tmp_path, data, words):
    with pytest.raises(DamagedFile, match=words):
        parse_tables(data, tmp_path / "f")


@given(st.binary(max_size=200))
def test_no_bytes_give_anything_but_tables_or_our_error(tmp_path_factory, data):
    try:
        tables = parse_tables(data, tmp_path_factory.getbasetemp())
    except DamagedFile:
        return
    assert isinstance(tables, dict)


def test_tinydb_stands_on_it(tmp_path):
    path = tmp_path / "f.json"
    storage = AtomicStorage(path)
    assert storage.read() is None
    with TinyDB(storage=lambda: storage) as database:
        database.table("a").insert({"x": "é"})
        database.table("a").insert({"x": "ü"})
    assert orjson.loads(path.read_bytes())["a"] == {"1": {"x": "é"}, "2": {"x": "ü"}}
    assert orjson.loads(path.with_name("f.json.bak").read_bytes())["a"] == {"1": {"x": "é"}}


def test_together_is_one_write_and_a_failure_is_none(tmp_path):
    path = tmp_path / "f.json"
    storage = AtomicStorage(path)
    database = TinyDB(storage=lambda: storage)
    with storage.together({}):
        for number in range(5):
            database.table("a").insert({"x": number})
    assert len(orjson.loads(path.read_bytes())["a"]) == 5
    assert not path.with_name("f.json.bak").exists()
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), storage.together(storage.read() or {}):
        database.table("a").insert({"x": 6})
        raise ZeroDivisionError
    assert path.read_bytes() == before
    with storage.together(storage.read() or {}):
        pass
    assert path.read_bytes() == before
