from .support import credential, messages, reading


def test_the_usual_sections_in_their_order():
    found = credential(
        "# The Competency\nYou do it.\n\n## More\nof it\n# Key Method\nDo it.\n"
        "# Method Components\n## One\nFirst.\n### Deeper\nStill the first.\n## Two\nSecond.\n"
        "# Supporting Research\nForty years.\n\n- A. (2012). *T*.\n"
        "# Resources\n- [B](https://example.org/b). Use it.\n"
        "# Part 1: Questions\n1. What?\n# Submitting\nNow."
    )
    assert found.section_ids == ("competency", "method", "research", "resources", "part-1", "submitting")
    assert found.competency == "You do it.\n\n## More\nof it"
    assert found.key_method == "Do it."
    assert [(c.title, c.body) for c in found.method_components] == [
        ("One", "First.\n### Deeper\nStill the first."),
        ("Two", "Second."),
    ]
    assert found.research_text == "Forty years."
    assert [(s.id, s.text, s.url) for s in found.research] == [("research.1", "A. (2012). *T*.", None)]
    assert [(s.id, s.url) for s in found.resources] == [("resources.1", "https://example.org/b")]
    assert found.submitting == "Now."
    assert found.left_over == ()
    assert found.section_title("part-1") == "Part 1: Questions"


def test_without_a_label_the_text_before_the_first_heading_is_the_competency():
    found = credential("You do it.\n\n- often\n\n# Key Method\nx")
    assert found.competency == "You do it.\n\n- often"
    assert found.section_ids == ("competency", "method")
    assert found.section_title("competency") == "The Competency"


def test_the_title_may_be_the_first_heading():
    front = "---\nid: x\n---\n"
    found = reading("# Goals\n\nYou do it.\n\n## Key Method\nx", front)
    assert found.unusable is None
    assert (found.credential.title, found.credential.competency) == ("Goals", "You do it.")


def test_a_heading_that_repeats_the_title_is_no_text():
    assert credential("# A TEST\n\nYou do it.\n\n# Key Method\nx").competency == "You do it."
    assert credential("# Other\n\nYou do it.\n\n# Key Method\nx").competency == "# Other\n\nYou do it."


def test_text_before_a_labelled_competency_is_kept():
    found = credential("A banner.\n\n# The Competency\nYou do it.")
    assert [(p.section, p.text, p.line) for p in found.left_over] == [("", "A banner.", 5)]


def test_an_unknown_section_is_kept_with_the_one_before_it():
    found = reading("# Resources\n- x\n\n# Appendix\nOdd.\n\n## Deeper\ny\n# Submitting\nz")
    assert found.credential.submitting == "z"
    kept = found.credential.left_over
    assert [(p.section, p.text, p.line) for p in kept] == [
        ("resources", "# Appendix\nOdd.\n\n## Deeper\ny", 8)
    ]
    assert [(m.line, m.severity) for m in found.mistakes] == [(8, "remark")]


def test_the_same_words_deeper_down_open_no_section():
    found = credential(
        "# Method Components\n## Research\nAsk.\n# Supporting Research\n- A\n# Part 1: Questions\n1. What?\n"
        "## Resources\nFor this part.\n"
    )
    assert [c.title for c in found.method_components] == ["Research"]
    assert found.resources == ()
    assert "resources" not in found.section_ids
    assert [p.text for p in found.left_over] == ["## Resources\nFor this part."]


def test_sections_at_another_level_and_a_heading_in_bold():
    found = credential("### Key Method\nx\n\n**Supporting Research**\n\n- y\n\n#### Part 1. Overview\n1. z")
    assert found.section_ids == ("method", "research", "part-1")


def test_two_headings_of_one_meaning():
    found = credential("# Supporting Research\nProse.\n# References\n- A\n- B")
    assert found.research_text == "Prose.\n# References"
    assert [s.id for s in found.research] == ["research.1", "research.2"]


def test_references_without_bullets():
    found = credential("# References\n\nA. (2012). One.\n\nB. Two. https://example.org/2\n\nAnd a remark.")
    assert [s.text for s in found.research] == ["A. (2012). One.", "B. Two. https://example.org/2"]
    assert found.research_text == "And a remark."


def test_components_without_headings():
    found = credential("# Key Method\nDo.\n# Method Components\n- **Look.** See it.\n- Ask: say it.\n- Stop")
    assert [(c.title, c.body) for c in found.method_components] == [
        ("Look", "See it."),
        ("Ask", "say it."),
        ("Stop", ""),
    ]


def test_components_under_the_key_method_itself_or_at_its_level():
    assert [c.title for c in credential("# Key Method\nDo.\n## A\nx\n## B\ny").method_components] == [
        "A",
        "B",
    ]
    found = credential("# Method Components\n# A\nx\n# B\ny\n# Resources\n- z")
    assert [c.title for c in found.method_components] == ["A", "B"]


def test_the_first_address_of_a_source():
    rows = (
        "[a](https://example.org/a_(b) 'T') https://example.org/z",
        "<https://example.org/c>",
        "See https://example.org/d.",
        "(see https://example.org/e_(f))",
        "*www.example.org/g*",
        "[h](<https://example.org/h>)",
        "none",
    )
    found = credential("# Resources\n" + "\n".join(f"- {row}" for row in rows))
    assert [s.url for s in found.resources] == [
        "https://example.org/a_(b)",
        "https://example.org/c",
        "https://example.org/d",
        "https://example.org/e_(f)",
        "www.example.org/g",
        "https://example.org/h",
        None,
    ]


def test_parts_that_are_not_three_and_not_in_order():
    found = reading("# Part 2: B\n1. x\n# Part 1: A\n1. y\n# Part 5\n1. z\n# Part 7: D\n1. z")
    assert [(p.id, p.number, p.title) for p in found.credential.parts] == [
        ("part-2", 2, "B"),
        ("part-1", 1, "A"),
        ("part-5", 5, ""),
        ("part-7", 7, "D"),
    ]


def test_two_parts_of_one_number_are_both_kept():
    found = reading("# Part 1: A\n1. x\n# Part 1: B\n1. y\n# Part 2: C\n1. z")
    assert [(p.id, p.title) for p in found.credential.parts] == [
        ("part-1", "A"),
        ("part-2", "B"),
        ("part-3", "C"),
    ]
    assert next((m.line, m.message) for m in found.mistakes) == (7, "There are two parts with the number 1")


def test_parts_without_the_word_part():
    found = credential(
        "# The Competency\nx\n# Overview Questions\n1. a?\n# Evidence\n- A plan\n# Reflection\n1. b?"
    )
    assert [(p.id, p.title, len(p.prompts), len(p.artifacts)) for p in found.parts] == [
        ("part-1", "Overview Questions", 1, 0),
        ("part-2", "Evidence", 0, 1),
        ("part-3", "Reflection", 1, 0),
    ]


def test_code_that_is_never_closed_is_told():
    found = reading("# The Competency\nx\n\n```\ny\n# Part 1\n")
    assert [m.message for m in found.mistakes] == ["The block of code that begins here has no end"]
    assert found.credential.competency.endswith("# Part 1\n```")


def test_a_table_that_is_none_is_told():
    said = messages("# Part 2: Artifacts\n## Artifact 1: x\n## Rubric\n| C | Met |\n|---|\n| a | b |\n")
    assert said[0] == "This looks like a table, but its header has 2 cells and its line of dashes 1"
