import pytest

from workbook.credentials.model import Length

from .support import messages, part, reading

HEADING = "# Part 2: Artifacts & Rubrics"


def test_headed_artifacts():
    found = part(
        "Make both.\n\n## Artifact 1: A SMART goal (PDF, 1 page)\nHand it in.\n\n### Note\nx\n"
        "## Artifact 2: A photo (optional)\n",
        HEADING,
    )
    first, second = found.artifacts
    assert (first.id, first.title, first.body) == (
        "part-2.artifact-1",
        "A SMART goal",
        "Hand it in.\n\n### Note\nx",
    )
    assert (first.formats, first.wording) == (("pdf",), "PDF, 1 page")
    assert first.length == Length(None, 1, "pages", wording="PDF, 1 page")
    assert (second.title, second.formats, second.length) == ("A photo (optional)", (), None)


@pytest.mark.parametrize(
    ("wording", "formats"),
    [
        ("PDF or DOCX", ("pdf", "docx")),
        ("JPG or PNG", ("jpg", "png")),
        ("JPEG, PNG or PDF; 2 pages", ("jpg", "png", "pdf")),
        ("Word document", ("docx",)),
        ("250 words", ()),
        ("MP4, 4-minute limit", ("mp4",)),
        (".pdf", ("pdf",)),
    ],
)
def test_formats(wording, formats):
    assert part(f"## Artifact 1: x ({wording})", HEADING).artifacts[0].formats == formats


def test_format_and_length_said_in_the_text():
    found = part("## Artifact 1: x\nHand in a PDF or PNG (2 pages).", HEADING).artifacts[0]
    assert (found.formats, found.length.maximum) == (("pdf", "png"), 2)
    assert found.body == "Hand in a PDF or PNG (2 pages)."


@pytest.mark.parametrize(
    "heading",
    ["# Part 2. Evidence/artifacts", "# Part 2: Work Examples / Artifacts", "# Part 2 Artifacts & Rubrics"],
)
def test_listed_artifacts(heading):
    found = part(
        "Hand in:\n\n- **A plan** (PDF, 2 pages). Show it.\n- Artifact 2: A photo (PNG)\n- Notes", heading
    )
    assert [(a.id, a.title, a.formats, a.body) for a in found.artifacts] == [
        ("part-2.artifact-1", "A plan", ("pdf",), "Show it."),
        ("part-2.artifact-2", "A photo", ("png",), ""),
        ("part-2.artifact-3", "Notes", (), ""),
    ]
    assert (found.instructions, found.prompts) == ("Hand in:", ())


def test_artifacts_by_any_heading():
    found = part("## A lesson plan\nx\n## A photo\ny\n## Rubric\n| C | Met |\n|---|---|\n| a | b |", HEADING)
    assert [(a.title, a.body) for a in found.artifacts] == [("A lesson plan", "x"), ("A photo", "y")]


def test_numbered_questions_about_evidence_are_prompts():
    found = part("1. What did you see?\n2. Describe it. (200 words)", "# Part 2: Evidence of Learning")
    assert (len(found.prompts), found.artifacts) == (2, ())


def test_prompts_beside_artifacts():
    found = part("## Questions\n1. What?\n## Artifact 1: x\n## Passing criteria\n- y", HEADING)
    assert (len(found.prompts), len(found.artifacts), len(found.passing)) == (1, 1, 1)


def test_numbers_of_artifacts_out_of_order():
    assert messages(f"{HEADING}\n## Artifact 1: x\n## Artifact 3: y") == [
        "Artifact 3 stands where artifact 2 is expected"
    ]


def rubric(table: str, front: str = "---\nid: a\ntitle: A\n---\n"):
    found = reading(f"{HEADING}\n## Artifact 1: x\n## Rubric\n{table}\n", front)
    return found.credential.parts[0].rubric, found.mistakes


@pytest.mark.parametrize(
    ("levels", "passing"),
    [
        (("Proficient", "Basic", "Developing"), ("Proficient",)),
        (("Proficient", "Exemplary"), ("Proficient", "Exemplary")),
        (("Demonstrated", "Progressing", "Not Met"), ("Demonstrated",)),
        (("Not yet", "Met"), ("Met",)),
        (
            ("Meets expectations", "Exceeds expectations", "Not yet meets"),
            ("Meets expectations", "Exceeds expectations"),
        ),
        (("**Proficient** (3 points)", "Basic (1 point)"), ("**Proficient** (3 points)",)),
        (("Secure", "Loose"), ("Secure",)),
    ],
)
def test_levels_and_those_that_pass(levels, passing):
    table = (
        f"| Criterion | {' | '.join(levels)} |\n|{'---|' * (len(levels) + 1)}\n| a |{' b |' * len(levels)}"
    )
    found, _ = rubric(table)
    assert (found.levels, found.passing_levels) == (levels, passing)


def test_passing_levels_of_the_front_matter_count_first():
    front = "---\nid: a\ntitle: A\npassing_levels: [basic, Proficient]\n---\n"
    found, _ = rubric("| C | Proficient | Basic | Not yet |\n|-|-|-|-|\n| a | b | c | d |", front)
    assert found.passing_levels == ("Proficient", "Basic")


def test_rows_cells_and_bars():
    found, mistakes = rubric("What | Met\n---|:-:\nOne \\| two | `a`\n")
    assert (found.header, found.rows[0].criterion, found.rows[0].descriptors) == (
        "What",
        "One | two",
        ("`a`",),
    )
    assert found.rows[0].id == "part-2.criterion-1"
    assert mistakes == ()


def test_missing_cells_are_filled_and_told():
    found, mistakes = rubric("| C | Met | Not yet |\n|-|-|-|\n| a | b |\n| c | d | e | f |\n| g | h | |")
    assert [row.descriptors for row in found.rows] == [("b", ""), ("d", "e | f"), ("h", "")]
    assert [(m.line, m.severity) for m in mistakes] == [(10, "mistake"), (11, "mistake"), (12, "mistake")]
    assert "has 2 cells where its header has 3" in mistakes[0].message
    assert "has 4 cells where its header has 3" in mistakes[1].message


def test_two_tables_of_the_same_levels_are_one_rubric():
    table = "| C | Met | Not yet |\n|-|-|-|\n| {} | b | c |\n"
    found, mistakes = rubric(table.format("one") + "\n" + table.format("two"))
    assert [(row.id, row.criterion) for row in found.rows] == [
        ("part-2.criterion-1", "one"),
        ("part-2.criterion-2", "two"),
    ]
    assert mistakes == ()


def test_a_second_rubric_of_other_levels_is_kept_as_text():
    body = (
        "## Artifact 1: x\n## Rubric\n| C | Met |\n|-|-|\n| a | b |\n\n| C | Proficient |\n|-|-|\n| c | d |\n"
    )
    found = reading(f"{HEADING}\n{body}")
    assert [p.text for p in found.credential.left_over] == ["| C | Proficient |\n|-|-|\n| c | d |"]
    assert "second rubric" in found.mistakes[0].message
