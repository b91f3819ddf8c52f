"""Credentials that were read before: never stale, never wrong, and no matter where they cannot be kept."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.credentials import cache as cache_module
from workbook.credentials import reader
from workbook.credentials.cache import MOST_ENTRIES, CredentialCache
from workbook.credentials.catalogue import Catalogue
from workbook.credentials.reader import read_credential
from workbook.errors import WorkbookError
from workbook.home import Home, content_folder

BUNDLED = sorted((content_folder() / "credentials").glob("*.md"))


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.folder.mkdir()
    return home


@pytest.fixture
def readings(monkeypatch):
    """The names of the files that were read with the reader, and not from the cache."""
    names = []
    real = reader.credential_in

    def counted(text, path):
        names.append(path.name)
        return real(text, path)

    monkeypatch.setattr(reader, "credential_in", counted)
    return names


def entries(home):
    return sorted((home.cache / "credentials").glob("*"))


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_what_comes_from_the_cache_is_what_the_reader_gives(home, readings, path):
    first = CredentialCache(home).read(path)
    assert readings == [path.name]
    again = CredentialCache(home).read(path)
    assert readings == [path.name]
    assert first == again == read_credential(path)
    assert [p.line for p in again.left_over] == [p.line for p in first.left_over]


def test_a_file_that_was_changed_is_read_anew_also_with_its_old_size_and_time(home, tmp_path, readings):
    path = tmp_path / "own.md"
    text = BUNDLED[0].read_text("utf-8")
    path.write_text(text, "utf-8")
    before, state = CredentialCache(home).read(path), path.stat()
    path.write_text(text.replace(before.title, before.title[::-1]), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert CredentialCache(home).read(path).title == before.title[::-1]
    assert len(readings) == 2


def test_another_name_is_another_credential_where_the_file_gives_no_id(home, tmp_path):
    text = BUNDLED[0].read_text("utf-8")
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert len({CredentialCache(home).read(tmp_path / f"{name}.md").id for name in ("one", "two")}) == 1
    assert len(entries(home)) == 2


def test_other_code_reads_anew(home, readings, monkeypatch):
    CredentialCache(home).read(BUNDLED[0])
    monkeypatch.setattr(cache_module, "_reading_code", lambda: b"a later version")
    CredentialCache(home).read(BUNDLED[0])
    assert len(readings) == 2


def changed(data, change):
    content = json.loads(data)
    change(content)
    return json.dumps(content).encode()


HOSTILE = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "no text": lambda data: b"\xff\xfe\x00" + data,
    "no credential": lambda data: b"[]",
    "nested without end": lambda data: b"[" * 100_000,
    "a number for the title": lambda data: changed(data, lambda c: c.update(title=7)),
    "a part that is none": lambda data: changed(data, lambda c: c.update(parts=[None])),
    "a unit that is none": lambda data: changed(
        data, lambda c: c["parts"][0].update(length={"minimum": 1, "maximum": 2, "unit": "miles"})
    ),
    "a path for an id": lambda data: changed(data, lambda c: c.update(id="../../elsewhere")),
    "a terminal escape": lambda data: changed(data, lambda c: c.update(title="\x1b]0;owned\x07")),
    "a carriage return": lambda data: changed(data, lambda c: c.update(title="good\rbad")),
    "a backspace behind backslashes": lambda data: changed(data, lambda c: c.update(title="\\\\\b")),
    "a control character of eight bits": lambda data: changed(data, lambda c: c.update(title="a\x9bb")),
    "the same, not escaped": lambda data: data.replace(b'"title":"', '"title":"\x9b'.encode(), 1),
    "a delete": lambda data: changed(data, lambda c: c.update(title="a\x7fb")),
    "larger than any": lambda data: data + b" " * cache_module.LARGEST_ENTRY,
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE)
def test_an_entry_that_cannot_be_trusted_is_not_used_and_is_made_anew(home, readings, spoil):
    CredentialCache(home).read(BUNDLED[0])
    [entry] = entries(home)
    good = entry.read_bytes()
    entry.write_bytes(spoil(good))
    assert CredentialCache(home).read(BUNDLED[0]) == read_credential(BUNDLED[0])
    assert entry.read_bytes() == good
    assert [path.name for path in entries(home)] == [entry.name]


def test_backslashes_in_a_text_are_no_control_characters(home, tmp_path, readings):
    path = tmp_path / "own.md"
    text = (
        BUNDLED[0].read_text("utf-8").replace("# Key Method", "# Key Method\nC:\\\\backup\\\\\\\\bits\n", 1)
    )
    path.write_text(text, "utf-8")
    read = [CredentialCache(home).read(path) for _ in range(2)]
    assert read[0] == read[1]
    assert "C:\\\\backup" in read[1].key_method
    assert len(readings) == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_comes_back_as_another(text):
    written = f"---\nid: own\ntitle: Own\n---\n# The Competency\n{text}\n"
    credential = reader.parse_credential(written, fallback_id="own").credential
    if credential is not None:
        import msgspec

        assert cache_module._decoded(msgspec.json.encode(credential)) in (credential, None)


def test_a_home_that_is_not_there_is_not_made(tmp_path):
    home = Home(tmp_path / "nowhere")
    assert CredentialCache(home).read(BUNDLED[0]).title
    assert not home.folder.exists()


def test_where_nothing_can_be_kept_the_file_is_read(home):
    home.cache.write_text("a file where the folder should be")
    assert CredentialCache(home).read(BUNDLED[0]) == read_credential(BUNDLED[0])
    assert home.cache.read_text() == "a file where the folder should be"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_a_folder_that_may_not_be_written_to_is_no_matter(home):
    home.folder.chmod(0o500)
    try:
        assert CredentialCache(home).read(BUNDLED[0]) == read_credential(BUNDLED[0])
    finally:
        home.folder.chmod(0o700)


def test_a_full_disk_is_no_matter_and_leaves_nothing_behind(home, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert CredentialCache(home).read(BUNDLED[0]) == read_credential(BUNDLED[0])
    assert entries(home) == []


def test_what_is_wrong_with_a_file_is_said_each_time(home, tmp_path):
    path = tmp_path / "wrong.md"
    path.write_text("no credential at all", "utf-8")
    with pytest.raises(WorkbookError) as plain:
        read_credential(path)
    for _ in range(2):
        with pytest.raises(WorkbookError) as cached:
            CredentialCache(home).read(path)
        assert str(cached.value) == str(plain.value)
    with pytest.raises(WorkbookError, match="is not there"):
        CredentialCache(home).read(tmp_path / "missing.md")
    assert entries(home) == []


def test_it_does_not_grow_without_end(home):
    folder = home.cache / "credentials"
    folder.mkdir(parents=True)
    for number in range(MOST_ENTRIES):
        (folder / f"{number}.json").write_text("{}")
        os.utime(folder / f"{number}.json", (number, number))
    CredentialCache(home).read(BUNDLED[0])
    left = {path.name for path in entries(home)}
    assert len(left) <= MOST_ENTRIES // 2 + 1
    assert {f"{MOST_ENTRIES - 1}.json"} < left
    assert "0.json" not in left


def test_the_catalogue_comes_from_the_cache(home, readings):
    first = Catalogue.load(home)
    assert len(readings) == len(BUNDLED)
    assert Catalogue.load(home) == first
    assert len(readings) == len(BUNDLED)
