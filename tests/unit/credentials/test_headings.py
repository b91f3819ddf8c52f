import pytest

from workbook.credentials.headings import meaning, plain_heading, speaks_of_artifacts


@pytest.mark.parametrize(
    ("words", "number", "title"),
    [
        ("Part 1: Overview Questions", 1, "Overview Questions"),
        ("Part 1. Overview questions", 1, "Overview questions"),
        ("Part 1 Overview Questions", 1, "Overview Questions"),
        ("Part 1 – Overview", 1, "Overview"),
        ("Part 1—Overview", 1, "Overview"),
        ("Part 1 - Overview", 1, "Overview"),
        ("Part1:Overview", 1, "Overview"),
        ("Part 1Overview", 1, "Overview"),
        ("PART 12", 12, ""),
        ("Part II. Evidence", 2, "Evidence"),
        ("Part Three: Reflection", 3, "Reflection"),
        ("**Part 2: Work Examples / Artifacts**", 2, "Work Examples / Artifacts"),
    ],
)
def test_parts(words, number, title):
    found = meaning(words)
    assert (found.kind, found.number, found.title) == ("part", number, title)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Competency", "competency"),
        ("Competency", "competency"),
        ("Key Method", "method"),
        ("Method Components", "components"),
        ("Key Method & Components", "components"),
        ("Supporting Research", "research"),
        ("Supporting Rationale and Research", "research"),
        ("References", "research"),
        ("Works Cited", "research"),
        ("Resources", "resources"),
        ("Helpful Resources for Teachers", "resources"),
        ("Submitting", "submitting"),
        ("Submission guidelines", "submitting"),
        ("How to submit", "submitting"),
        ("Submission Guidelines & Evaluation Criteria", "submitting"),
        ("Rubric", "rubric"),
        ("Scoring rubric", "rubric"),
        ("Passing criteria", "passing"),
        ("Passing:", "passing"),
        ("Overview Questions", "questions"),
        ("Evidence/artifacts", "artifacts"),
        ("3. Method Components", "components"),
        ("Appendix", "unknown"),
        ("Part of the work", "unknown"),
        ("Example of a plan", "unknown"),
        ("Guard privacy and boundaries", "unknown"),
        ("", "unknown"),
    ],
)
def test_other_headings(words, kind):
    assert meaning(words).kind == kind


def test_a_label_with_its_text_in_one_line():
    found = meaning("Competency: Educators set goals")
    assert (found.kind, found.rest) == ("competency", "Educators set goals")


@pytest.mark.parametrize(
    ("words", "number", "title"),
    [
        ("Artifact 1: A SMART goal (PDF, 1 page)", 1, "A SMART goal (PDF, 1 page)"),
        ("Evidence 2. A plan", 2, "A plan"),
        ("Work sample B – Notes", 2, "Notes"),
        ("Artifact: A plan", None, "A plan"),
    ],
)
def test_artifacts(words, number, title):
    found = meaning(words)
    assert (found.kind, found.number, found.title) == ("artifact", number, title)


def test_titles_of_parts_that_ask_for_artifacts():
    assert speaks_of_artifacts("Artifacts & Rubrics")
    assert speaks_of_artifacts("Work Examples / Artifacts")
    assert not speaks_of_artifacts("Overview Questions and Evidence")
    assert not speaks_of_artifacts("Reflection")


@pytest.mark.parametrize("words", ["**Bold:**", "a::", "***x***", "__ **y** __", "plain", "*a* and *b*"])
def test_plain_headings_stay_as_they_are_once_plain(words):
    assert plain_heading(plain_heading(words)) == plain_heading(words)
