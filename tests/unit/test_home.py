"""Where things are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.errors import WorkbookError
from workbook.home import WORKBOOK_HOME, Home, content_folder


def test_the_folder_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(WORKBOOK_HOME, "~/deep/er")
    home = Home.from_environment()
    assert home.folder == tmp_path / "deep" / "er"
    assert home.shown == str(Path("~") / "deep" / "er")
    assert not home.folder.exists()


def test_a_relative_folder_is_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(WORKBOOK_HOME, "here")
    assert Home.from_environment().folder == tmp_path / "here"


@pytest.mark.parametrize("named", ["", None])
def test_without_a_name_the_platforms_folder(monkeypatch, named):
    if named is None:
        monkeypatch.delenv(WORKBOOK_HOME, raising=False)
    else:
        monkeypatch.setenv(WORKBOOK_HOME, named)
    folder = Home.from_environment().folder
    assert folder.is_absolute()
    assert "workbook" in folder.parts


def test_a_file_is_no_home(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv(WORKBOOK_HOME, str(tmp_path / "file"))
    with pytest.raises(WorkbookError, match="is a file and not a folder"):
        Home.from_environment()


@pytest.mark.parametrize("named", ["~no-such-person-here/x", "/" + "x" * 5000])
def test_a_name_that_cannot_be_a_folder(monkeypatch, named):
    monkeypatch.setenv(WORKBOOK_HOME, named)
    with pytest.raises(WorkbookError, match="names no folder that can be used"):
        Home.from_environment()


def test_a_folder_elsewhere_is_shown_whole(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert Home(tmp_path / "else").shown == str(tmp_path / "else")


def test_the_bundled_texts_are_there():
    assert sorted(path.name for path in content_folder().iterdir()) == [
        "credentials",
        "examples",
        "guide",
        "words",
    ]
