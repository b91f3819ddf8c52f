"""Which server is used, and that a damaged one is not."""

from __future__ import annotations

import json
import zipfile

import pytest

from workbook.proofreading.languagetool.installed import (
    MANIFEST,
    SERVER_JAR,
    VERSION,
    WORKBOOK_LANGUAGETOOL,
    find,
    is_installed,
    languagetool_folder,
    manifest_of,
    verify,
)
from workbook.proofreading.model import EngineFailed


def jar(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("A.class", "a" * 1000)


def server(folder, *, manifest=True):
    jar(folder / SERVER_JAR)
    jar(folder / "libs" / "core.jar")
    if manifest:
        (folder / MANIFEST).write_text(json.dumps(manifest_of(folder)))
    return folder


@pytest.fixture
def installed(home):
    return server(languagetool_folder(home) / f"LanguageTool-{VERSION}")


def test_without_one_it_is_said_how_to_get_one(home):
    assert not is_installed(home)
    with pytest.raises(EngineFailed, match="not installed") as failed:
        find(home)
    assert "workbook languagetool install" in failed.value.mend


def test_the_installed_one_is_found_and_whole(home, installed):
    assert is_installed(home)
    assert (find(home).folder, find(home).version) == (installed, VERSION)
    verify(find(home))


@pytest.mark.parametrize("named", ["folder", "around"])
def test_the_named_one_goes_before_the_installed_one(home, installed, tmp_path, monkeypatch, named):
    other = server(tmp_path / "other" / "LanguageTool-6.7", manifest=False)
    monkeypatch.setenv(WORKBOOK_LANGUAGETOOL, str(other if named == "folder" else other.parent))
    assert (find(home).folder, find(home).version) == (other, "6.7")
    verify(find(home))


def test_a_name_that_names_nothing_is_told(home, installed, tmp_path, monkeypatch):
    monkeypatch.setenv(WORKBOOK_LANGUAGETOOL, str(tmp_path / "nowhere"))
    assert not is_installed(home)
    with pytest.raises(EngineFailed, match="nowhere"):
        find(home)


CORE = "libs/core.jar"


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        (SERVER_JAR, "cut short"),
        (SERVER_JAR, "one byte changed"),
        (CORE, "cut short"),
        (CORE, "one byte changed"),
        (CORE, "gone"),
    ],
)
def test_a_damaged_file_is_named_with_the_way_to_mend_it(home, installed, name, harm):
    path = installed / name
    data = path.read_bytes()
    if harm == "cut short":
        path.write_bytes(data[:-1])
    elif harm == "one byte changed":
        path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    else:
        path.unlink()
    with pytest.raises(EngineFailed, match=path.name) as failed:
        verify(find(home))
    assert "fetches it anew" in failed.value.mend


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": {"a": 1}}', "\0"])
def test_a_damaged_manifest_makes_the_server_damaged(home, installed, text):
    (installed / MANIFEST).write_text(text)
    with pytest.raises(EngineFailed):
        verify(find(home))


def test_of_a_named_one_without_a_manifest_the_jars_must_be_whole(home, tmp_path, monkeypatch):
    other = server(tmp_path / "other", manifest=False)
    monkeypatch.setenv(WORKBOOK_LANGUAGETOOL, str(other))
    verify(find(home))
    core = other / "libs" / "core.jar"
    core.write_bytes(core.read_bytes()[:-30])
    with pytest.raises(EngineFailed, match=r"core\.jar is damaged"):
        verify(find(home))
