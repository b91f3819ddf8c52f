"""A home of its own for each test, a stand-in for Java, and one real server for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from languagetool import pretend_java, server_folder

from workbook.home import Home
from workbook.proofreading.languagetool.engine import LanguageTool
from workbook.proofreading.languagetool.installed import WORKBOOK_LANGUAGETOOL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no server and no Java of the person who runs the tests get in."""
    for name in (WORKBOOK_LANGUAGETOOL, "JAVA_HOME", "FAKE_JAVA", "FAKE_LANGUAGETOOL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that is not there yet."""
    return Home(tmp_path / "kept")


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server's folder whose jars are empty, and a stand-in for Java that acts as if they were not."""
    monkeypatch.setenv("JAVA_HOME", str(pretend_java(tmp_path / "java")))
    folder = tmp_path / "LanguageTool-6.8"
    folder.mkdir()
    jar = folder / "languagetool-server.jar"
    jar.write_bytes(b"PK\5\6" + bytes(18))
    monkeypatch.setenv(WORKBOOK_LANGUAGETOOL, str(folder))
    return folder


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the real server, named in the environment."""
    folder = server_folder()
    monkeypatch.setenv(WORKBOOK_LANGUAGETOOL, str(folder))
    return folder


@pytest.fixture
def shared(_shared: LanguageTool, real: Path) -> LanguageTool:
    """The real engine, started once for all tests that do it no harm."""
    return _shared


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageTool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("JAVA_HOME", raising=False)
        patch.setenv(WORKBOOK_LANGUAGETOOL, str(server_folder()))
        engine = LanguageTool(Home(tmp_path_factory.mktemp("languagetool")))
        engine.look(["Warm."], "en-US", _Never())
        yield engine
        engine.close()


class _Never:
    def is_set(self) -> bool:
        return False
