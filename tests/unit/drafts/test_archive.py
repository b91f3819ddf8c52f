"""A backup from anywhere is verified whole before anything is touched; each wrong one gives one sentence."""

from __future__ import annotations

import os
import random
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from workbook.drafts import archive, archive_entries
from workbook.drafts.archive import verify
from workbook.drafts.archive_names import wrong_with
from workbook.drafts.restoring import restore
from workbook.errors import StorageError, WorkbookError

from .zips import NAME, attachment, manifest, tables, tree, whole, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook
    from workbook.home import Home


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "given.zip"


def refused(home: Home, path: Path, words: str) -> None:
    """A restore refuses the zip in one sentence with these words, and nothing in the home changes."""
    before = tree(home.folder)
    for dry_run in (True, False):
        with pytest.raises(WorkbookError, match=words) as error:
            restore(home, path, dry_run=dry_run)
        assert error.value.exit_status == 2
        assert "\n" not in str(error.value)
        assert ".restoring" not in str(error.value)
    assert tree(home.folder) == before


def entry(name: str, mode: int = stat.S_IFREG | 0o600, system: int = 3) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system = system
    made.external_attr = mode << 16
    return made


def test_a_right_one_gives_its_manifest_and_its_files(path, tmp_path):
    folder = tmp_path / "unpacked"
    files = {**whole(), NAME: b"%PDF", "private/names.json": b"[]"}
    found = verify(zipped(path, files), folder)
    assert found.workbooks == ["small"]
    assert {name: (folder / name).read_bytes() for name in files} == files
    if os.name != "nt":
        assert stat.S_IMODE((folder / "private/names.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../evil.md", "leads out of its folder"),
        ("workbooks/small/artifacts/../../../../evil.pdf", "leads out of its folder"),
        ("workbooks/small/./workbook.json", "leads out of its folder"),
        ("workbooks//small/workbook.json", "leads out of its folder"),
        ("/etc/passwd", "names a place on a disk"),
        ("C:/evil.md", "names a place on a disk"),
        ("c:evil.md", "names a place on a disk"),
        ("catalogue/a.md:stream", "names a place on a disk"),
        ("..\\evil.md", "backslash"),
        ("catalogue\\a.md", "backslash"),
        ("catalogue/CON.md", "a device on Windows"),
        ("catalogue/nul", "a device on Windows"),
        ("catalogue/Com1.tar.md", "a device on Windows"),
        ("catalogue/aux .md", "a device on Windows"),
        ("catalogue/LPT².md", "a device on Windows"),
        ("workbooks/con/workbook.json", "a device on Windows"),
        ("catalogue/a\x1b[31m.md", "cannot be seen"),
        ("catalogue/a\n.md", "cannot be seen"),
        ("catalogue/a\x85.md", "cannot be seen"),
        ("catalogue/\u202edm.a", "cannot be seen"),
        ("catalogue/a.md.", "a space or a full stop"),
        ("catalogue/a.md ", "a space or a full stop"),
        ("catalogue /a.md", "a space or a full stop"),
        ("catalogue/" + "é" * 200, "too long"),
        ("catalogue/deeper/a.md", "none of the workbook's own"),
        ("catalogue/.hidden.md", "none of the workbook's own"),
        ("workbooks/small/artifacts/deeper/a.pdf", "none of the workbook's own"),
        ("workbooks/small/submissions/1/2/a.pdf", "none of the workbook's own"),
        ("workbooks/small/.lock", "none of the workbook's own"),
        ("workbooks/small/.session.json", "none of the workbook's own"),
        ("workbooks/small/workbook.json.bak", "none of the workbook's own"),
        ("workbooks/small/run.py", "none of the workbook's own"),
        ("workbooks/Big Letters/workbook.json", "none of the workbook's own"),
        ("private/keys.json", "none of the workbook's own"),
        ("logs/fault.log", "none of the workbook's own"),
        ("trash/small--20310304-161200/workbook.json", "none of the workbook's own"),
        ("evil.md", "none of the workbook's own"),
    ],
)
def test_names_that_lead_elsewhere_or_are_none_of_ours(home, started, path, name, words):
    assert words in wrong_with(name)
    refused(home, zipped(path, whole(), [(entry(name), b"x")]), words)


def test_a_name_with_a_zero_byte_is_seen_whole(home, started, path):
    zipped(path, {**whole(), "catalogue/aXevil.md": b"x"})
    path.write_bytes(path.read_bytes().replace(b"aXevil.md", b"a\0evil.md"))
    refused(home, path, "cannot be seen")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("catalogue/goal.md", "catalogue/goal.md"),
        ("catalogue/goal.md", "catalogue/GOAL.md"),
        ("catalogue/caf\u00e9.md", "catalogue/cafe\u0301.md"),
        ("catalogue/STRASSE.md", "catalogue/straße.md"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_names_that_a_disk_may_take_for_one(home, started, path, first, second):
    refused(home, zipped(path, whole(), [(entry(first), b"1"), (entry(second), b"2")]), "is there twice")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_manifests(home, started, path):
    refused(home, zipped(path, whole(), [(entry("manifest.json"), b"{}")]), "is there twice")


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (stat.S_IFLNK | 0o777, "is a link"),
        (stat.S_IFIFO | 0o600, "is a device"),
        (stat.S_IFCHR | 0o600, "is a device"),
        (stat.S_IFBLK | 0o600, "is a device"),
        (stat.S_IFSOCK | 0o600, "is a device"),
        (stat.S_IFDIR | 0o700, "is a folder"),
    ],
)
def test_links_devices_and_folders(home, started, path, mode, words):
    for system in (0, 3):
        made = entry("catalogue/a.md", mode, system)
        refused(home, zipped(path, whole(), [(made, b"/etc/passwd")]), words)


def test_a_folder_by_its_name(home, started, path):
    refused(home, zipped(path, whole(), [(entry("catalogue/"), b"")]), "is a folder")


def changed_headers(path: Path, name: str, offset_local: int, offset_central: int, value: bytes) -> None:
    """Change the same field in both headers of an entry."""
    data = bytearray(path.read_bytes())
    local = data.index(name.encode()) - 30
    central = data.rindex(name.encode()) - 46
    data[local + offset_local : local + offset_local + len(value)] = value
    data[central + offset_central : central + offset_central + len(value)] = value
    path.write_bytes(data)


def test_an_encrypted_entry(home, started, path):
    zipped(path, {**whole(), "catalogue/a.md": b"x"}, listed=manifest({}))
    changed_headers(path, "catalogue/a.md", 6, 8, struct.pack("<H", 1))
    refused(home, path, "is encrypted")


@pytest.mark.parametrize("method", [12, 14, 99])
def test_another_packing(home, started, path, method):
    zipped(path, {**whole(), "catalogue/a.md": b"x"}, listed=manifest({}))
    changed_headers(path, "catalogue/a.md", 8, 10, struct.pack("<H", method))
    refused(home, path, "packed in a way")


def test_a_bomb_that_says_so(home, started, path):
    refused(home, zipped(path, {**whole(), NAME: bytes(3 * 1024**2)}), "more than 200 times")


def test_a_bomb_that_tells_a_smaller_size_is_damaged(home, started, path, monkeypatch):
    files = {**whole(), NAME: bytes(3 * 1024**2)}
    zipped(path, files)
    changed_headers(path, NAME, 22, 24, struct.pack("<L", 1000))
    refused(home, path, "no backup that can be read")


def test_what_comes_is_counted_and_not_only_what_is_told(home, started, path, monkeypatch):
    monkeypatch.setattr(archive_entries, "MOST_RATIO", 10**9)
    refused(home, zipped(path, {**whole(), NAME: bytes(3 * 1024**2)}), "unpacks without end")


def test_the_whole_is_counted_too(home, started, path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 2000)
    refused(home, zipped(path, {**whole(), NAME: random.Random(1).randbytes(4000)}), "unpacks without end")


def test_more_than_a_backup_may_hold(home, started, path, monkeypatch):
    monkeypatch.setattr(archive_entries, "MOST_BYTES", 1000)
    monkeypatch.setattr(archive_entries, "MOST_BYTES_OF_THE_MANIFEST", 0)
    refused(home, zipped(path, {**whole(), NAME: random.Random(1).randbytes(4000)}), "more than 1 GiB")


def test_one_file_that_is_too_large(home, started, path):
    zipped(path, {**whole(), NAME: b"x"}, listed=manifest({}))
    changed_headers(path, NAME, 22, 24, struct.pack("<L", 256 * 1024**2 + 1))
    refused(home, path, "larger than 256 MiB")


def test_too_many_files(home, started, path):
    files = {f"catalogue/{number}.md": b"" for number in range(20_000)}
    refused(home, zipped(path, files), "more than 20000 files")


def test_a_second_end_for_very_many_files(home, started, path):
    zipped(path, whole())
    data = path.read_bytes()
    path.write_bytes(data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:])
    refused(home, path, "more than 20000 files")


def test_entries_that_lie_over_each_other(home, started, path):
    zipped(path, {**whole(), NAME: random.Random(1).randbytes(4000)}, listed=manifest({}))
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(NAME.encode()) - 46 + 20, 200_000)
    path.write_bytes(data)
    refused(home, path, "lie over each other")


def test_an_entry_that_the_manifest_does_not_list(home, started, path):
    refused(home, zipped(path, {**whole(), NAME: b"x"}, listed=manifest(whole())), "does not list")


def test_a_listed_file_that_is_not_there(home, started, path):
    refused(home, zipped(path, whole(), listed=manifest({**whole(), NAME: b"x"})), "lacks")


def test_other_bytes_than_those_that_were_put_in(home, started, path):
    refused(
        home, zipped(path, {**whole(), NAME: b"x"}, listed=manifest({**whole(), NAME: b"y"})), "is damaged"
    )


@pytest.mark.parametrize(
    "listed",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": 1}',
        b'{"format": true, "made_at": "2031-03-04T16:12:00+00:00", "program": "0", "files": []}',
        manifest({}, made_at="yesterday"),
        manifest({}, files=[1]),
        manifest({}, files=[{"name": [], "sha256": "", "size": 1}]),
        manifest({}, files=[{"name": "config.toml", "sha256": "", "size": True}]),
        manifest({}, files={"a": 1}),
        manifest({}, made_at="0001-01-01T00:00:00+14:00"),
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_no_manifest_or_one_that_is_none(home, started, path, listed):
    refused(home, zipped(path, whole(), listed=listed), "manifest.json")


def test_a_newer_format(home, started, path):
    refused(
        home, zipped(path, whole(), listed=manifest(whole(), format=2)), "a newer version of the workbook"
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"%PDF-1.4", b"PK\x05\x06" + bytes(18), random.Random(1).randbytes(1000)],
    ids=["empty", "short", "a PDF", "no entries", "noise"],
)
def test_what_is_no_zip(home, started, path, data):
    path.write_bytes(data)
    refused(home, path, "no zip file|no manifest.json")


def test_every_cut_and_every_flipped_byte_is_found_or_does_no_harm(home, started, path):
    zipped(path, whole())
    data = path.read_bytes()
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        with pytest.raises(WorkbookError):
            verify(path)
    right = verify(zipped(path, whole()))
    for position in range(len(data)):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0x55]) + data[position + 1 :])
        try:
            found = verify(path)
        except WorkbookError:
            continue
        # Only what tells nothing of the content (a date, a version) may be another.
        assert found == right


def test_what_is_not_there_or_is_a_folder(home, started, tmp_path):
    refused(home, tmp_path / "none.zip", "is not there")
    refused(home, tmp_path, "is a folder")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the mode keeps nobody out here")
def test_what_may_not_be_read(home, started, path):
    zipped(path, whole()).chmod(0)
    with pytest.raises(StorageError, match="cannot be read"):
        restore(home, path)


@pytest.mark.parametrize(
    "row",
    [
        attachment("../../../private/names.json"),
        attachment("/etc/passwd"),
        attachment("..\\..\\names.json"),
        attachment("CON"),
        attachment(".lock"),
        attachment("javascript:alert(1)", kind="link"),
        attachment("file:///etc/passwd", kind="link"),
        attachment("https://example.org/\x1b[31m", kind="link"),
    ],
)
def test_an_attachment_that_points_out_of_its_workbook(home, started, path, row):
    refused(home, zipped(path, whole(attachments=[row])), "leads out of its folder")


def test_a_place_that_no_workbook_has(home, started, path):
    answers = [{"prompt": "../../x", "text": "Evil.", "saved_at": "2031-01-01T00:00:00+00:00"}]
    refused(home, zipped(path, whole(answers=answers)), "which no workbook has")


def test_a_wrong_one_leaves_no_home_where_there_was_none(home, path):
    zipped(path, {**whole(), "evil.md": b""})
    with pytest.raises(WorkbookError):
        restore(home, path)
    assert not home.folder.exists()


def test_a_damaged_workbook_in_a_whole_backup_is_left_where_it_is(home, started: OpenWorkbook, path):
    before = tree(home.folder)
    for data in (b"{", b'{"workbook": {}}', tables().replace(b'"schema": 1', b'"schema": 9')):
        done = restore(home, zipped(path, {**whole(), "workbooks/small/workbook.json": data}))
        assert done.workbooks == []
        assert [skipped.name for skipped in done.skipped] == ["small"]
        assert ".restoring" not in done.skipped[0].why
    assert tree(home.folder) == before
