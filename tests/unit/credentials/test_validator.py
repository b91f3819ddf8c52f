from pathlib import Path

import pytest

from workbook.credentials.validator import report_json, validate_file, validate_files

from .support import BUNDLED, FILES, FRONT

GOOD = "# The Competency\nYou do it.\n# Part 1: Questions\n1. What?\n"
TABLE = "## Artifact 1: x\n## Rubric\n| Criterion | {} |\n|---|---|\n| a | b |\n"


def report(tmp_path: Path, body: str, front: str = FRONT):
    path = tmp_path / "file.md"
    path.write_text(front + body, encoding="utf-8")
    return validate_file(path)


def test_the_bundled_files_have_no_mistakes_at_all():
    assert len(BUNDLED) >= 6
    for found in validate_files(BUNDLED):
        assert (found.path.name, found.ok, found.mistakes) == (found.path.name, True, ())


def test_a_loose_document_of_real_shapes_has_only_its_two_planted_mistakes():
    found = validate_file(FILES / "loose-document.md")
    assert [(m.line, m.severity) for m in found.mistakes] == [(26, "mistake"), (62, "mistake")]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("# The Competency\nx\n", 1, "The credential has no parts"),
        (GOOD + "# Part 2: Empty\nNothing asked here.\n", 9, "Part 2 has no prompts and no artifacts"),
        (GOOD + "# Part 1: Again\n1. x\n", 9, "There are two parts with the number 1"),
        (GOOD + "# Part 3: Late\n1. x\n", 9, "Part 3 stands where part 2 is expected"),
        (GOOD + "3. Why?\n", 9, "Prompt 3 stands where prompt 2 is expected"),
        (GOOD + "2. Why? (250–150 words)\n", 9, "The length “250–150 words” gives a least"),
        (GOOD + "2. Hand in either a video.\n", 9, "“either” is followed by one way to answer only"),
        (GOOD + "2.\n", 9, "Prompt 2 has no text"),
        (
            GOOD + "# Part 2: Artifacts\n" + TABLE.format("Basic"),
            12,
            "None of the rubric's levels is known to pass",
        ),
        (GOOD + "# Part 2: Artifacts\n" + TABLE.format(""), 12, "A column of the rubric has no name"),
        (
            GOOD + "# Part 2: Artifacts\n" + TABLE.format("Met") + "| c |\n",
            15,
            "The rubric's row “c” has 1 cells",
        ),
        (GOOD + "# Resources\n- [a](www.example.org)\n", 10, "The link www.example.org does not begin with"),
        (
            GOOD + "# Resources\n- [a](javascript:alert(1))\n",
            10,
            "The link javascript:alert(1) cannot be opened",
        ),
    ],
)
def test_mistakes(tmp_path, body, line, message):
    found = report(tmp_path, body)
    assert [(m.line, m.message[: len(message)]) for m in found.mistakes] == [(line, message)]
    assert not found.ok
    assert all(mistake.mend for mistake in found.mistakes)


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (GOOD + "# Appendix\nx\n", 9, "“Appendix” fits no place that is known"),
        ("# Part 1: Questions\n1. What?\n", 1, "The credential does not say what its competency is"),
        (GOOD + "# Resources\n", 9, "The section “Resources” is empty"),
        (
            GOOD + "# Part 2: Artifacts\n" + TABLE.format("Secure"),
            12,
            "None of the rubric's levels is known to pass",
        ),
    ],
)
def test_remarks_leave_a_file_usable(tmp_path, body, line, message):
    found = report(tmp_path, body)
    assert [(m.line, m.message[: len(message)], m.severity) for m in found.mistakes] == [
        (line, message, "remark")
    ]
    assert found.ok


def test_a_passing_level_that_no_rubric_has(tmp_path):
    front = "---\nid: a\ntitle: A\npassing_levels: [Proficent]\n---\n"
    found = report(tmp_path, GOOD + "# Part 2: Artifacts\n" + TABLE.format("Proficient"), front)
    assert [(m.line, m.mend) for m in found.mistakes] == [(4, "Did you mean Proficient")]


def test_an_id_that_another_file_has(tmp_path):
    first, second = tmp_path / "one.md", tmp_path / "two.md"
    for path in (first, second):
        path.write_text(FRONT + GOOD)
    reports = validate_files([first, second])
    assert [found.ok for found in reports] == [True, False]
    assert [(m.line, m.message) for m in reports[1].mistakes] == [(2, "The id “a-test” is taken by one.md")]
    assert validate_file(first, {"a-test": first}).ok
    assert not validate_file(first, {"a-test": second}).ok


def test_files_that_cannot_be_read(tmp_path):
    broken = tmp_path / "broken.md"
    broken.write_bytes(b"---\nid: a\n\xff")
    found = validate_file(broken)
    assert (found.ok, found.mistakes[0].line, found.mistakes[0].severity) == (False, 3, "unusable")
    assert not validate_file(tmp_path / "none.md").ok
    big = tmp_path / "big.md"
    big.write_bytes(b"[" * 5_000_000)
    assert "larger than 1 MB" in validate_file(big).mistakes[0].message


def test_a_file_without_front_matter_gives_one_reason(tmp_path):
    found = report(tmp_path, GOOD, "")
    assert [(m.line, m.severity) for m in found.mistakes] == [(1, "unusable")]


def test_the_contracts_keys(tmp_path):
    found = report_json(report(tmp_path, GOOD + "3. Why?\n"))
    assert list(found) == ["path", "ok", "mistakes"]
    assert list(found["mistakes"][0])[:3] == ["line", "message", "mend"]
