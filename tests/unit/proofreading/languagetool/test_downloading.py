"""Fetching without Maven: language_tool_python's archive, from a web server of our own that misbehaves."""

from __future__ import annotations

import hashlib
import http.server
import io
import random
import re
import threading
import zipfile

import pytest
from language_tool_python import download_lt
from languagetool import NEVER

from workbook.errors import StorageError, ToolError
from workbook.proofreading.languagetool import downloading
from workbook.proofreading.languagetool.installed import find, languagetool_folder, verify
from workbook.proofreading.languagetool.installing import install
from workbook.proofreading.model import Stopped

PARTIAL = ".download-6.8.zip"


def archive(*more, packing=zipfile.ZIP_STORED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as file:
        for name in ("languagetool-server.jar", "libs/core.jar"):
            file.writestr(f"LanguageTool-6.8/{name}", random.Random(name).randbytes(30_000) * 8)
        for name in more:
            file.writestr(name, "more")
    return data.getvalue()


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        web = self.server.web
        web.ranges.append(self.headers["Range"])
        data, start = web.data, 0
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")
        if asked and web.knows_ranges:
            start = int(asked[1])
            status = 206 if start < len(data) else 416
        else:
            status = web.status
        self.send_response(status)
        body = data[start:] if status in (200, 206) else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: web.at_most])


class Web:
    """What the web server does."""

    data = archive()
    status = 200
    at_most = 10**9
    knows_ranges = True

    def __init__(self):
        self.ranges = []


@pytest.fixture
def web(tmp_path, monkeypatch):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.web = Web()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    host = f"http://127.0.0.1:{server.server_address[1]}/{{version}}/"
    monkeypatch.setattr(download_lt, "BASE_URL_NEW_RELEASES", host)
    monkeypatch.setitem(
        download_lt.EXPECTED_DOWNLOAD_SHA256, "6.8", hashlib.sha256(server.web.data).hexdigest()
    )
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))  # There is no Maven on it.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield server.web
    server.shutdown()
    server.server_close()


def left(home):
    folder = languagetool_folder(home)
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def cancelled_after(number):
    """A wish to stop that comes when it was asked for a few times."""

    class Cancel:
        asked = 0

        def is_set(self):
            self.asked += 1
            return self.asked > number

    return Cancel()


def test_it_is_fetched_compared_and_unpacked(home, web):
    path = install(home, print, NEVER)
    assert left(home) == ["LanguageTool-6.8"]
    assert sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()) == [
        "languagetool-server.jar",
        "libs/core.jar",
        "manifest.json",
    ]
    verify(find(home))


def test_progress_is_told(home, web, monkeypatch):
    monkeypatch.setattr(downloading, "_TELL_EVERY", 200_000)
    said = []
    install(home, said.append, NEVER)
    whole = len(web.data) / 1e6
    assert any(re.fullmatch(rf"Fetched \d+ of {whole:.0f} MB", line) for line in said)


def test_a_connection_that_breaks_off_is_told_and_the_next_try_goes_on(home, web):
    web.at_most = 100_000
    with pytest.raises(ToolError):
        install(home, print, NEVER)
    assert left(home) == [PARTIAL]
    web.at_most = 10**9
    install(home, print, NEVER)
    had = re.fullmatch(r"bytes=(\d+)-", web.ranges[-1])
    assert 0 < int(had[1]) <= 100_000
    assert left(home) == ["LanguageTool-6.8"]


def test_what_was_cancelled_goes_on_where_it_stopped(home, web):
    with pytest.raises(Stopped):
        install(home, print, cancelled_after(1))
    assert left(home) == [PARTIAL]
    had = (languagetool_folder(home) / PARTIAL).stat().st_size
    assert 0 < had < len(web.data)
    install(home, print, NEVER)
    assert web.ranges == [None, f"bytes={had}-"]


@pytest.mark.parametrize("number", range(6))
def test_cancelling_at_any_time_leaves_no_half_of_it(home, web, number):
    with pytest.raises(Stopped):
        install(home, print, cancelled_after(number))
    assert left(home) == [PARTIAL]
    install(home, print, NEVER)
    assert left(home) == ["LanguageTool-6.8"]


def test_a_server_that_knows_no_ranges_sends_it_all_again(home, web):
    with pytest.raises(Stopped):
        install(home, print, cancelled_after(1))
    web.knows_ranges = False
    install(home, print, NEVER)
    verify(find(home))


def test_what_was_fetched_whole_before_is_not_fetched_again(home, web):
    languagetool_folder(home).mkdir(parents=True)
    (languagetool_folder(home) / PARTIAL).write_bytes(web.data)
    install(home, print, NEVER)
    verify(find(home))


def test_what_is_not_as_it_was_published_is_thrown_away(home, web):
    web.data = web.data[:-1] + b"x"
    with pytest.raises(ToolError, match="as its makers published it"):
        install(home, print, NEVER)
    assert left(home) == []


@pytest.mark.parametrize("name", ["../outside", "/outside", "LanguageTool-6.8/../../outside", "C:/outside"])
def test_an_archive_that_reaches_outside_is_refused(home, web, monkeypatch, name):
    web.data = archive(name)
    digest = hashlib.sha256(web.data).hexdigest()
    monkeypatch.setitem(download_lt.EXPECTED_DOWNLOAD_SHA256, "6.8", digest)
    with pytest.raises(ToolError, match="cannot be unpacked"):
        install(home, print, NEVER)
    assert left(home) == []
    assert not list(home.folder.parent.rglob("outside"))


@pytest.mark.parametrize("status", [403, 404, 500, 302])
def test_a_server_that_refuses_is_told(home, web, status):
    web.status = status
    with pytest.raises(ToolError, match=str(status)):
        install(home, print, NEVER)
    assert left(home) == []


def test_a_server_that_is_not_there_is_told(home, web, monkeypatch):
    monkeypatch.setattr(download_lt, "BASE_URL_NEW_RELEASES", "http://127.0.0.1:1/")
    with pytest.raises(ToolError, match="could not be fetched"):
        install(home, print, NEVER)
    assert left(home) == []


def test_more_than_it_can_be_is_not_taken(home, web, monkeypatch):
    monkeypatch.setattr(download_lt, "MAX_DOWNLOAD_BYTES", 1000)
    with pytest.raises(ToolError, match="far larger"):
        install(home, print, NEVER)


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_disk_that_takes_no_more_is_told_and_nothing_is_left(home, web, monkeypatch, packing):
    """While it is fetched; and, of an archive that is small enough, while it is unpacked."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    web.data = archive(packing=packing)
    digest = hashlib.sha256(web.data).hexdigest()
    monkeypatch.setitem(download_lt.EXPECTED_DOWNLOAD_SHA256, "6.8", digest)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(StorageError, match="the disk is full"):
            install(home, print, NEVER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert left(home) == []
    install(home, print, NEVER)
    verify(find(home))
