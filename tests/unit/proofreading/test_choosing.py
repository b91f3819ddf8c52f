"""Which engines a choice means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.home import Home
from workbook.preferences import ENGINE_CHOICES, EngineChoice
from workbook.proofreading.choosing import choose
from workbook.proofreading.languagetool.installed import SERVER_JAR, VERSION, languagetool_folder

if TYPE_CHECKING:
    from pathlib import Path


def names(choice: EngineChoice, home: Home) -> list[str]:
    return [engine.name for engine in choose(choice, home).engines]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.delenv("WORKBOOK_LANGUAGETOOL", raising=False)
    return Home(tmp_path)


def put_server(home: Home) -> None:
    """Put a file where the server's jar is looked for."""
    jar = languagetool_folder(home) / f"LanguageTool-{VERSION}" / SERVER_JAR
    jar.parent.mkdir(parents=True)
    jar.touch()


def test_without_languagetool(home: Home):
    assert names("auto", home) == ["harper"]
    assert choose("auto", home).missing == ()
    assert names("harper", home) == ["harper"]
    assert names("all", home) == ["harper"]
    assert names("languagetool", home) == []
    for choice in ("all", "languagetool"):
        ((name, why),) = choose(choice, home).missing
        assert name == "languagetool" and "workbook languagetool install" in why


def test_with_languagetool(home: Home):
    put_server(home)
    assert names("auto", home) == ["harper", "languagetool"]
    assert names("all", home) == ["harper", "languagetool"]
    assert names("harper", home) == ["harper"]
    assert names("languagetool", home) == ["languagetool"]
    assert all(choose(choice, home).missing == () for choice in ENGINE_CHOICES)


def test_nothing_is_started_by_choosing(home: Home):
    put_server(home)
    chosen = choose("all", home)
    assert chosen.languagetool is not None and chosen.languagetool.state in ("stopped", "absent")
    chosen.close()
    choose("harper", home).start()
    choose("harper", home).close()
