"""The whole way with the real pandoc and Typst: built, read back, and held against the standards."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from workbook.drafts.model import Draft
from workbook.errors import StorageError, ToolError, WorkbookError
from workbook.submission import pdf, reading, running, typesetter
from workbook.submission.build import build, default_name, timestamp
from workbook.submission.running import BuildCancelled
from workbook.submission.typesetter import Fault, Typesetter

from .helpers import Builder, assert_accessible, attached, credential, pdf_text, workbook

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = {
    "three": "I changed how I **listen**. See [the record](https://example.org/record).",
    "two_b": "The measure was a five-problem check.",
    "two_a": "It is specific:\n\n1. one task\n2. one habit",
    "one": "# What I knew\n\nStudent A told stories.\n\n### Later\n\n"
    "| Week | Right |\n|---|---:|\n| 1 | 3 |\n\n> She said so.",
}


@pytest.fixture
def full() -> object:
    made = workbook(**ANSWERS)
    made.change("attachments", {"part-2.artifact-1": (attached(1, "part-2-artifact-1.pdf"),)})
    made.change("attachments", {"part-2.artifact-2": (attached(1, "https://example.org/shared"),)})
    made.change("assessment", {"part-1.passing-1": "met", "part-2.criterion-1": "Proficient"})
    return made


def test_every_answer_once_in_order_beside_its_number(builder: Builder, full: object) -> None:
    text = pdf_text(builder(full).path)  # type: ignore[arg-type]
    expected = [
        "Submission for A Goal Worth Reaching Planning · Practice set",
        "Part 1: Overview Questions",
        "Question 1 What did you know?",
        "What I knew Student A told stories. Later",
        "She said so.",
        "Question 2 Explain the goal.",
        "Question 2 (a) Its qualities. It is specific:",
        "Question 2 (b) Its measure. The measure was a five-problem check.",
        "Self-assessment Passing criterion Met or not yet A strength is named. Met",
        "Part 2: Artifacts Artifacts Artifact Attached A SMART goal part-2-artifact-1.pdf",
        "https://example.org/shared",
        "Criterion Level The goal Proficient The checks Not assessed",
        "Part 3. Reflection",
        "Question 1 What changed? Answered by video (4-minute limit) or text.",
        "I changed how I listen. See the record (https://example.org/record).",
    ]
    places = [text.find(piece) for piece in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)
    for piece in ("Student A told stories", "five-problem check", "I changed how I listen"):
        assert text.count(piece) == 1


def test_the_pdf_is_accessible_and_says_what_it_is(builder: Builder, full: object) -> None:
    result = builder(full)  # type: ignore[arg-type]
    assert_accessible(result.path)
    data = result.path.read_bytes()
    assert (result.bytes, result.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert result.pages == 2
    assert result.remarks == ()
    assert b"/Author" not in data
    assert b"/Lang(en-US)" in data.replace(b"/Lang (", b"/Lang(")


def test_an_unanswered_question_says_so(builder: Builder) -> None:
    text = pdf_text(builder(workbook()).path)
    assert text.count("Not answered.") == 3
    assert text.count("Nothing attached.") == 2


def test_the_same_content_gives_the_same_bytes(builder: Builder, full: object, tmp_path: Path) -> None:
    for to in ("pdf", "docx", "html", "md", "txt"):
        one = builder(full, to=to, target=tmp_path / "one")  # type: ignore[arg-type]
        two = builder(full, to=to, target=tmp_path / "two")  # type: ignore[arg-type]
        assert one.sha256 == two.sha256, to


def test_another_moment_changes_the_date_alone(builder: Builder, tmp_path: Path) -> None:
    made = workbook(one="x")
    later = dataclasses.replace(made, saved_at=datetime(2027, 3, 4, tzinfo=UTC))
    first = builder(made, target=tmp_path / "first").path
    second = builder(later, target=tmp_path / "second").path
    assert first.read_bytes() != second.read_bytes()
    assert first.stat().st_size == second.stat().st_size
    assert pdf_text(first) == pdf_text(second)
    assert b"(D:20261102093000Z" in first.read_bytes()
    assert b"(D:20270304000000Z" in second.read_bytes()


def test_source_date_epoch_sets_the_date(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert b"(D:20010909014640Z" in builder(workbook()).path.read_bytes()
    assert timestamp(workbook(), datetime(2020, 1, 1, tzinfo=UTC)) == 1577836800
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(WorkbookError, match="SOURCE_DATE_EPOCH"):
        builder(workbook())


def test_parts_can_be_built_alone(builder: Builder, full: object) -> None:
    text = pdf_text(builder(full, parts=[3]).path)  # type: ignore[arg-type]
    assert "Part 3. Reflection" in text
    assert "Part 1" not in text


def test_the_paper_and_language_follow_the_credential(builder: Builder) -> None:
    data = builder(workbook()).path.read_bytes()
    assert b"/MediaBox[0 0 612 792]" in data
    german = dataclasses.replace(credential(), language="de-DE")
    data = builder(workbook(one='"Ja"'), credential=german).path.read_bytes()
    assert b"/MediaBox[0 0 595.2756 841.8898]" in data
    assert b"/Lang(de-DE)" in data
    assert pdf.language_tags("zh-Hant-TW") == ("zh", "TW")
    assert pdf.language_tags('en" ; #read(') == ("en", None)


def test_a_folder_as_target_gets_the_neutral_name(builder: Builder, tmp_path: Path) -> None:
    assert builder(workbook(), target=tmp_path).path == tmp_path / "a-goal.pdf"
    assert default_name(credential(), "docx") == "a-goal.docx"


def test_an_unknown_format_is_refused(builder: Builder) -> None:
    with pytest.raises(WorkbookError, match="pdf, docx, html, md, txt"):
        builder(workbook(), to="exe")


def test_a_target_that_cannot_be_written_is_a_storage_error(builder: Builder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        builder(workbook(), target=tmp_path / "file" / "x.pdf")


def test_progress_is_told_in_words(builder: Builder) -> None:
    told: list[tuple[str, float]] = []
    builder(workbook(), progress=lambda what, share: told.append((what, share)))
    assert [what for what, _ in told] == [
        "Reading the answers",
        "Setting the pages",
        "Saving the document",
        "Built",
    ]
    assert [share for _, share in told] == sorted(share for _, share in told)


@pytest.mark.parametrize("after", [0, 3])
def test_a_stopped_build_leaves_nothing(builder: Builder, tmp_path: Path, after: int) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > after

    target = tmp_path / "stopped.pdf"
    with pytest.raises(BuildCancelled):
        builder(workbook(one="word " * 60_000), target=target, cancelled=cancelled)
    assert not target.exists()


def test_a_missing_pandoc_is_one_clear_sentence(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ToolError, match=r"^pandoc is missing\. Install"):
        builder(workbook())


def test_a_missing_typst_is_one_clear_sentence(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ToolError, match="Typst compiler is missing"):
        builder(workbook())


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with (
        running.Running(command, tool="The sleeper", folder=tmp_path) as sleeper,
        pytest.raises(ToolError, match="The sleeper took too long"),
    ):
        sleeper.finish(timeout=0.3)
    assert sleeper._process.poll() is not None


def test_a_program_that_is_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="The tool could not be started"):
        running.Running([str(tmp_path / "nothing")], tool="The tool", folder=tmp_path)


def test_a_compiler_that_always_fails_ends_in_one_sentence(
    builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Typesetter, "typeset", lambda *_: Fault("a fault of its own"))
    with pytest.raises(ToolError, match="could not be typeset"):
        builder(workbook(), target=tmp_path / "never.pdf")
    assert not (tmp_path / "never.pdf").exists()


def test_after_an_unexplained_fault_the_unusual_is_named(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, faults = Typesetter.typeset, [Fault("panicked")]
    monkeypatch.setattr(Typesetter, "typeset", lambda *a: faults.pop() if faults else really(*a))
    assert "a [hebrew letter shin] b" in pdf_text(builder(workbook(one="a ש b")).path)


def test_a_fault_that_stays_costs_the_marks_and_not_the_document(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, faults = Typesetter.typeset, [Fault("x"), Fault("x")]
    monkeypatch.setattr(Typesetter, "typeset", lambda *a: faults.pop() if faults else really(*a))
    result = builder(workbook(one="- a\n- *b*", three="The end."))
    assert "Question 1 What did you know? a b Question 2" in pdf_text(result.path)
    assert any("only without" in remark for remark in result.remarks)


def test_an_answer_that_pandoc_cannot_read_is_printed_as_it_is(builder: Builder) -> None:
    result = builder(workbook(one="> " * 5000 + "the deep words", three="and *these*"))
    text = pdf_text(result.path)
    assert "the deep words" in text
    assert "and these" in text
    assert result.remarks == ("Question 1 could not be read as Markdown and is printed as plain text",)


def test_importing_the_build_loads_no_heavy_module() -> None:
    code = "import sys, workbook.submission.build; print({'pypandoc', 'typst', 'textual'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_nothing_is_left_in_the_temporary_folder(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    builder(workbook(one="x"), to="pdf")
    assert list(scratch.iterdir()) == []


def test_someones_own_pandoc_templates_are_not_used(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "xdg" / "pandoc" / "templates"
    own.mkdir(parents=True)
    (own / "default.plain").write_text("HIJACKED")
    (own.parent / "reference.docx").write_bytes(b"not a document")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert b"HIJACKED" not in builder(workbook(one="x"), to="txt").path.read_bytes()
    assert builder(workbook(one="x"), to="docx").path.read_bytes().startswith(b"PK")


def test_a_workbook_is_not_changed_by_building_it(full: object, tmp_path: Path) -> None:
    before = repr(full)
    build(full, credential(), None, target=tmp_path / "x.pdf")  # type: ignore[arg-type]
    assert repr(full) == before
    assert isinstance(full.answers["part-1.prompt-1"], Draft)  # type: ignore[attr-defined]
    assert reading.MARKDOWN.startswith("commonmark_x")
