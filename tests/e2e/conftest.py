"""What the end-to-end tests share."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import pypdfium2
import pytest


@pytest.fixture
def terminal(tmp_path):
    """Run the installed command in pseudo-terminals that are ended with the test."""
    pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")
    from e2e.terminal import Terminal

    with contextlib.ExitStack() as running:

        def start(*arguments, **options):
            options.setdefault("home", tmp_path / "home")
            one = Terminal(*arguments, **options)
            running.callback(one.close)
            return one

        yield start


@pytest.fixture
def keep_pdf():
    """Keep a PDF for the independent judge that CI calls, where it asks for one."""

    def keep(path, name):
        folder = os.environ.get("WORKBOOK_KEEP_PDFS")
        if folder:
            shutil.copy(path, Path(folder) / f"{name}.pdf")

    return keep


@pytest.fixture
def pdf_text():
    """Read a PDF's text back, its white space made single."""

    def read(path):
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        return " ".join(" ".join(pages).split())

    return read
