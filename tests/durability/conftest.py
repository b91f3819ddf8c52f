"""What the tests of durability share: homes with workbooks in them, and notes for the table of results."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from workbook.credentials.catalogue import Catalogue
from workbook.drafts.example import start_example
from workbook.drafts.store import Store
from workbook.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOALS = "goals-worth-reaching"


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("durability") / "empty")
    entry = Catalogue.load(home).find(GOALS)
    Store(home).start(entry.credential, entry.path)
    return home.folder


@pytest.fixture(scope="session")
def _example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("durability") / "example")
    start_example(Store(home))
    return home.folder


@pytest.fixture
def new_home(_empty: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Make a home with one workbook in which nothing is written yet."""

    def make(name: str) -> Path:
        return shutil.copytree(_empty, tmp_path / name)

    return make


@pytest.fixture
def example_home(_example: Path, tmp_path: Path) -> Path:
    """A home with the worked example, a finished workbook."""
    return shutil.copytree(_example, tmp_path / "home")


@pytest.fixture
def note(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Note down what was counted, for the table that `python -m benchmarks.durability` prints."""

    def write(**counted: Any) -> None:
        for name, value in counted.items():
            record_property(name.replace("_", " "), value)

    return write
