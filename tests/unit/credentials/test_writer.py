import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.credentials.model import Component, Credential, Length, Part, Prompt, Source
from workbook.credentials.reader import parse_credential
from workbook.credentials.writer import write_credential

from .support import BUNDLED, FILES, FRONT, credential


def again(found: Credential) -> Credential:
    read = parse_credential(write_credential(found), fallback_id="another").credential
    assert read is not None
    return read


@pytest.mark.parametrize("path", [*BUNDLED, *sorted(FILES.glob("*.md"))], ids=lambda path: path.stem)
def test_real_files_come_back_equal(path):
    found = parse_credential(path.read_text(encoding="utf-8"), fallback_id="x").credential
    assert again(found) == found
    assert write_credential(again(found)) == write_credential(found)


def test_a_bundled_file_is_written_as_it_is():
    written = [parse_credential(path.read_text(), fallback_id="x").credential for path in BUNDLED]
    same = [write_credential(found) == path.read_text() for found, path in zip(written, BUNDLED, strict=True)]
    assert sum(same) >= len(same) - 1  # One of them writes a hyphen where a dash would do.


def test_a_shared_length_is_written_once():
    found = credential("# Part 1: Q\n1. a?\n2. b? (500-word limit total for both)\n")
    assert found.parts[0].length is not None
    assert write_credential(found).count("500-word limit") == 1


@pytest.mark.parametrize(
    "title",
    [
        "A: b",
        "'quoted'",
        '"q"',
        "# hash",
        "null",
        "yes",
        "a #b",
        "- x",
        "[red]x[/]",
        "@x",
        "*a*",
        "1984",
        "é 😀 漢",
    ],
)
def test_titles_that_yaml_would_take_for_something_else(title):
    found = Credential("x", title, stack=title, audience=(title, "b, c"))
    assert again(found).title == title
    assert again(found).stack == title


def test_a_credential_that_no_file_gave_is_written_in_the_usual_order():
    found = Credential(
        "made",
        "Made",
        competency="You do it.",
        key_method="Do it.",
        method_components=(Component("One", "First."),),
        resources=(Source("resources.1", "A https://example.org", "https://example.org"),),
        parts=(
            Part(
                "part-1", 1, "Questions", prompts=(Prompt("part-1.prompt-1", "1", "What?", Length(100, 200)),)
            ),
        ),
        submitting="Now.",
    )
    read = again(found)
    assert read.section_ids == ("competency", "method", "resources", "part-1", "submitting")
    assert (read.competency, read.key_method, read.submitting) == ("You do it.", "Do it.", "Now.")
    assert read.method_components == found.method_components
    assert read.resources == found.resources
    length = read.parts[0].prompts[0].length
    assert (length.minimum, length.maximum, length.wording) == (100, 200, "100–200 words")


VOCABULARY = (
    "the",
    "learner",
    "*work*",
    "`code`",
    "in",
    "[red]",
    "a",
    "\\|",
    "<b>x</b>",
    "漢",
    "“so”",
    "&",
    "3.5",
    "it's",
)
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join)
LENGTHS = st.sampled_from(
    [
        "",
        " (150–250 words)",
        " (about 80 words)",
        " (4-minute limit)",
        " (up to 300 words)",
        " (500-word limit in total)",
    ]
)
SENTENCE = st.builds(lambda words, end: f"Tell {words}{end}", WORDS, st.sampled_from([".", "?", "", ":"]))
TWO_LINES = st.builds(lambda a, b: f"{a}\n{b}", SENTENCE, SENTENCE)
BULLETS = st.builds(lambda a, b: f"- {a}\n- {b}", WORDS, WORDS)
QUOTE = WORDS.map(lambda words: f"> Said {words}")
TEXT = st.lists(st.one_of(SENTENCE, TWO_LINES, QUOTE, BULLETS), min_size=1, max_size=3).map("\n\n".join)


def block(text: str, pad: str) -> str:
    return text.replace("\n", f"\n{pad}")


@st.composite
def prompt_lists(draw) -> str:
    bulleted = draw(st.booleans())
    pad = "  " if bulleted else "   "
    rows = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        rows.append(f"{'-' if bulleted else f'{number}.'} {block(draw(SENTENCE) + draw(LENGTHS), pad)}")
        style = draw(st.sampled_from(["", "", "{}.", "{})", "({})"]))
        letters = "abc"[: draw(st.integers(2, 3))] if style else ""
        rows += [f"{pad}{style.format(letter)} {draw(SENTENCE)}{draw(LENGTHS)}" for letter in letters]
    return "\n".join(rows)


@st.composite
def parts(draw, number: int) -> str:
    glue = draw(st.sampled_from([": ", ". ", " ", " – "]))
    if draw(st.booleans()):
        pieces = [f"# Part {number}{glue}Artifacts & Rubrics", draw(SENTENCE)]
        for artifact in range(1, draw(st.integers(1, 3)) + 1):
            wording = draw(st.sampled_from(["", " (PDF, 1 page)", " (JPG or PNG)", " (2 pages)"]))
            pieces += [f"## Artifact {artifact}: {draw(WORDS)}{wording}", draw(TEXT)]
        levels = draw(st.lists(WORDS, min_size=1, max_size=4))
        rows = draw(
            st.lists(st.lists(WORDS, min_size=len(levels), max_size=len(levels) + 1), min_size=1, max_size=3)
        )
        table = [["Criterion", *levels], ["---"] * (len(levels) + 1), *rows]
        pieces += ["## Rubric", "\n".join("| " + " | ".join(row) + " |" for row in table)]
    else:
        pieces = [f"# Part {number}{glue}Questions", draw(st.sampled_from(["", "(300-word limit in total)"]))]
        pieces += [draw(st.one_of(st.just(""), SENTENCE)), draw(prompt_lists())]
    if draw(st.booleans()):
        label = draw(st.sampled_from(["Passing:", "**Passing criteria**", "## Passing criteria"]))
        lines = draw(st.lists(WORDS, min_size=1, max_size=3))
        pieces += [label, "\n".join(f"- {line}" for line in lines)]
    return "\n\n".join(pieces)


@st.composite
def documents(draw) -> str:
    pieces = [draw(st.sampled_from(["# The Competency", "# Competency", ""])), draw(TEXT)]
    pieces += ["# Key Method", draw(TEXT), "# Method Components"]
    for title in draw(st.lists(WORDS, max_size=3)):
        pieces += [f"## {title}", draw(TEXT)]
    pieces.append(draw(st.sampled_from(["# Supporting Research", "# References", "## Resources"])))
    pieces += ["\n".join(f"- {block(row, '  ')}" for row in draw(st.lists(SENTENCE, max_size=3)))]
    for number in range(1, draw(st.integers(1, 4)) + 1):
        pieces.append(draw(parts(number)))
    if draw(st.booleans()):
        pieces += ["# Appendix", draw(TEXT)]
    pieces += ["# Submitting", draw(TEXT)]
    return FRONT + "\n\n".join(pieces) + "\n"


@settings(max_examples=150, deadline=None)
@given(documents())
def test_reading_writing_and_reading_gives_an_equal_credential(text):
    found = parse_credential(text, fallback_id="x").credential
    assert found.parts
    assert again(found) == found
