"""The other formats: the same sanitised document."""

from __future__ import annotations

import io
import zipfile

from .helpers import Builder, attached, credential, workbook
from .test_hostile import png


def docx_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_a_docx_has_a_title_a_language_a_date_and_no_author(builder: Builder) -> None:
    parts = docx_parts(builder(workbook(one="Answer"), to="docx").path.read_bytes())
    core = parts["docProps/core.xml"].decode()
    assert "<dc:title>A Goal Worth Reaching</dc:title>" in core
    assert "<dc:language>en-US</dc:language>" in core
    assert core.count(">2026-11-02T09:30:00Z<") == 2
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert not any("comments" in name and b"w:author" in data for name, data in parts.items())


def test_a_docx_sets_the_question_apart_and_marks_the_header_row(builder: Builder) -> None:
    made = workbook(one="Answer")
    made.change("attachments", {"part-2.artifact-1": (attached(1, "goal.pdf"),)})
    body = docx_parts(builder(made, to="docx").path.read_bytes())["word/document.xml"].decode()
    assert 'w:val="BlockText"' in body
    assert "w:tblHeader" in body
    assert body.index("Question 1") < body.index("Answer") < body.index("goal.pdf")


def test_a_picture_goes_into_docx_and_html(builder: Builder, folder) -> None:  # type: ignore[no-untyped-def]
    (folder / "chart.png").write_bytes(png(20, 20))
    made = workbook(one="![A chart](chart.png)")
    parts = docx_parts(builder(made, to="docx").path.read_bytes())
    assert any(name.startswith("word/media/") for name in parts)
    assert b'descr="A chart"' in parts["word/document.xml"]
    page = builder(made, to="html").path.read_text()
    assert 'src="data:image/png;base64,' in page
    assert 'alt="A chart"' in page
    assert "*\\[Picture: A chart\\]*" in builder(made, to="md").path.read_text()


def test_html_stands_alone_with_language_and_title(builder: Builder) -> None:
    page = builder(workbook(one="See [there](https://example.org/)."), to="html").path.read_text()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-US">')
    assert "<title>A Goal Worth Reaching</title>" in page
    assert page.count("<h1>") == 1
    assert "default-src 'none'" in page
    for fetching in ("<link", "<script", "@import", "url(", "src=", "author"):
        assert fetching not in page
    assert '<th scope="col">' in page


def test_a_title_is_escaped_in_html(builder: Builder) -> None:
    import dataclasses

    title = '<img src=x onerror="1"> & "Co"'
    page = builder(
        workbook(), to="html", credential=dataclasses.replace(credential(), title=title)
    ).path.read_text()
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_markdown_and_text_hold_every_answer_in_order(builder: Builder) -> None:
    made = workbook(one="First *words*.", two_b="Second.", three="See [there](https://example.org/).")
    markdown = builder(made, to="md").path.read_text()
    assert markdown.startswith("# A Goal Worth Reaching\n")
    assert "> What did *you* know?" in markdown
    assert "First *words*." in markdown
    text = builder(made, to="txt").path.read_text()
    assert "See there (https://example.org/)." in text
    assert text.index("First words.") < text.index("Question 2 (b)") < text.index("Second.")


def test_only_a_pdf_has_pages(builder: Builder) -> None:
    assert builder(workbook(), to="docx").pages is None
    assert builder(workbook(), to="pdf").pages == 1
