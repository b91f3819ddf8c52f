"""The same document made by us, and by pandoc and Typst called directly on its Markdown."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pypandoc
import typst

from benchmarks.drafts import CREDENTIAL
from workbook.drafts.store import Store
from workbook.submission.build import BuildResult, build

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.home import Home


def build_ours(home: Home, folder: Path, to: str = "pdf") -> BuildResult:
    """Build the document as both doors do."""
    opened = Store(home).open(CREDENTIAL)
    target = folder / f"ours.{to}"
    return build(opened.workbook, opened.credential, opened.file.artifacts, target=target, to=to)


def build_directly(markdown: Path) -> int:
    """Build a PDF from the document's Markdown with pandoc's own template; return its size in bytes."""
    source = markdown.with_suffix(".typ")
    pandoc = [pypandoc.get_pandoc_path(), "-f", "commonmark_x", "-t", "typst", "-s", "-M", "title=Submission"]
    subprocess.run([*pandoc, str(markdown), "-o", str(source)], check=True)
    return len(typst.compile(str(source), pdf_standards=["ua-1"], ignore_system_fonts=True))
