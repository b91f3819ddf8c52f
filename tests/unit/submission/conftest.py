"""A folder of artifacts, and a way to build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.submission.build import BuildResult, build

from .helpers import Builder, credential

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.model import Workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of artifacts."""
    made = tmp_path / "home" / "artifacts"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def builder(tmp_path: Path, folder: Path) -> Builder:
    def make(made: Workbook, **options: object) -> BuildResult:
        options.setdefault("target", tmp_path / f"out.{options.get('to', 'pdf')}")
        subject = options.pop("credential", None) or credential()
        return build(made, subject, folder, **options)  # type: ignore[arg-type]

    return make
