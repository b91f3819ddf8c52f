import pytest

from workbook.credentials.model import Alternative, Length

from .support import credential, part, reading

GUIDE = Length(150, 250, wording="150–250 words")


def test_numbered_prompts():
    found = part("Answer all.\n\n1. What? (150–250 words)\n2. Why,\n   and how?\n\n   Tell it.\n")
    assert found.instructions == "Answer all."
    assert [(p.id, p.label, p.text, p.length, p.bulleted) for p in found.prompts] == [
        ("part-1.prompt-1", "1", "What?", GUIDE, False),
        ("part-1.prompt-2", "2", "Why,\nand how?\n\nTell it.", None, False),
    ]


def test_bulleted_prompts_share_a_length_on_a_line_of_its_own():
    for shared in (
        "(500-word limit total for both)\n\n- What?\n- Why?",
        "(500-word limit in total)\n- What?\n- Why?",
    ):
        found = part(shared)
        assert (found.length.maximum, found.length.kind, found.length.scope) == (500, "cap", "part")
        assert [(p.label, p.text, p.length, p.bulleted) for p in found.prompts] == [
            ("1", "What?", None, True),
            ("2", "Why?", None, True),
        ]
        assert found.instructions == ""


@pytest.mark.parametrize(
    "body",
    [
        "1. What?\n2. Why?\n\n(500-word limit in total)",
        "(500-word limit in total)\nAnswer.\n\n1. What?\n2. Why?",
    ],
)
def test_a_shared_length_elsewhere(body):
    found = part(body)
    assert (found.length.maximum, found.length.scope) == (500, "part")
    assert len(found.prompts) == 2


def test_a_length_in_the_heading():
    found = credential("# Part 3: Reflection (500-word limit in total)\n1. What?")
    assert (found.parts[0].title, found.parts[0].length.maximum) == ("Reflection", 500)
    assert found.section_title("part-3") == "Part 3: Reflection"


def test_a_shared_length_said_on_a_prompt_is_the_parts_too():
    found = part("1. What?\n2. Why? (500-word limit total for both)")
    assert found.prompts[1].length == found.length
    assert found.length.scope == "part"


def test_in_total_on_a_prompt_with_letters_is_that_prompts():
    found = part("1. What?\n2. Why? (300 words in total)\n   a. x\n   b. y\n3. How?")
    assert found.prompts[1].length.scope == "prompt"
    assert found.length is None


def test_a_length_for_each():
    found = part("(150 words each)\n\n- What?\n- Why? (20 words)")
    assert found.length is None
    assert [(p.length.maximum, p.length.scope) for p in found.prompts] == [(165, "prompt"), (22, "prompt")]


def test_either():
    found = part("1. Hand in either a video (4-minute limit) or a text (500–700 words). What did you learn?")
    prompt = found.prompts[0]
    assert prompt.length is None
    assert prompt.either == (
        Alternative("video", Length(None, 4, "minutes", "cap", wording="4-minute limit")),
        Alternative("text", Length(500, 700, wording="500–700 words")),
    )
    assert "either a video (4-minute limit)" in prompt.text


@pytest.mark.parametrize(
    "text",
    [
        "Submit a written reflection (500–700 words) or a video (4-minute limit).",
        "Choose one of these:\n   - a text of 500–700 words\n   - a video (4-minute limit)",
        "Answer either as a podcast (4-minute limit) or as an essay (500–700 words).",
    ],
)
def test_either_in_other_words(text):
    found = {a.medium: (a.length.maximum, a.length.unit) for a in part(f"1. {text}").prompts[0].either}
    spoken = "audio" if "podcast" in text else "video"
    assert found == {spoken: (4, "minutes"), "text": (700, "words")}


def test_a_choice_that_a_part_leaves_is_its_only_prompts():
    found = part(
        "Answer either in a video (4-minute limit) or a text (500–700 words).\n\n- What did you learn?"
    )
    assert [a.medium for a in found.prompts[0].either] == ["video", "text"]
    assert found.length is None


def test_or_is_not_always_a_choice():
    assert part("1. Describe a text or a video that you used. (150–250 words)").prompts[0].either == ()
    assert part("1. Did either of you write?").prompts[0].either == ()


@pytest.mark.parametrize("letters", ["   a. One\n   b. Two", "   a) One\n   b) Two", "   (a) One\n   (b) Two",
                                     "a. One\nb. Two", "\n   a. One\n\n   b. Two", "\na. One\n\nb. Two",
                                     "       a. One\n       b. Two"])  # fmt: skip
def test_lettered_questions(letters):
    found = part(f"1. First\n2. Second:\n{letters}\n3. Third")
    assert [p.text for p in found.prompts] == ["First", "Second:", "Third"]
    assert [(s.id, s.label, s.text) for s in found.prompts[1].subprompts] == [
        ("part-1.prompt-2.a", "a", "One"),
        ("part-1.prompt-2.b", "b", "Two"),
    ]


def test_letters_with_lengths_bullets_and_more_lines():
    found = part("1. Say:\n   a. One (50 words)\n      and more\n      - x\n   b. Two\n\n   Be brief.\n")
    assert found.prompts[0].text == "Say:\n\nBe brief."
    assert [(s.text, s.length and s.length.maximum) for s in found.prompts[0].subprompts] == [
        ("One\nand more\n- x", 55),
        ("Two", None),
    ]


def test_numbered_and_roman_questions_inside_a_prompt():
    found = part("1. Say:\n   1. One\n      a. deep\n   2. Two\n2. Then:\n   i. One\n   ii. Two")
    assert [(s.label, s.text) for s in found.prompts[0].subprompts] == [("1", "One\na. deep"), ("2", "Two")]
    assert [s.label for s in found.prompts[1].subprompts] == ["i", "ii"]


def test_an_initial_is_no_letter():
    assert part("1. Read\nA. Rivera and tell.").prompts[0].subprompts == ()


def test_numbers_out_of_order_are_kept_and_told():
    found = reading("# Part 1: Q\n1. a?\n2. b?\n4. c?")
    assert [(p.id, p.label) for p in found.credential.parts[0].prompts][2] == ("part-1.prompt-3", "4")
    assert [(m.line, m.message) for m in found.mistakes] == [
        (8, "Prompt 4 stands where prompt 3 is expected")
    ]


def test_ones_all_the_way_are_counted():
    found = reading("# Part 1: Q\n1. a?\n1. b?\n1. c?")
    assert [p.label for p in found.credential.parts[0].prompts] == ["1", "2", "3"]
    assert found.mistakes == ()


def test_text_between_numbers_belongs_to_the_one_before_it():
    found = part("1. What?\n\nExplain it.\n\n2. Why?")
    assert [p.text for p in found.prompts] == ["What?\n\nExplain it.", "Why?"]


@pytest.mark.parametrize("body", ["(1) What?\n\n(2) Why?", "Question 1: What?\n\nQuestion 2: Why?",
                                  "## Question 1\nWhat?\n## Question 2\nWhy?", "What?\n\nWhy?"])  # fmt: skip
def test_prompts_that_are_no_list(body):
    assert [p.text for p in part(body).prompts] == ["What?", "Why?"]


@pytest.mark.parametrize(
    "label",
    ["Passing:", "**Passing criteria**", "**Passing:**", "## Passing criteria", "To pass:", "**Passing**"],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_passing_lists(label, gap):
    found = part(f"1. What?{gap}{label}{gap}- It says what.\n- It says why.\n")
    assert [p.text for p in found.prompts] == ["What?"]
    assert [(p.id, p.text) for p in found.passing] == [
        ("part-1.passing-1", "It says what."),
        ("part-1.passing-2", "It says why."),
    ]


def test_passing_in_a_sentence():
    assert [p.text for p in part("1. What?\n\nPassing: It says what.").passing] == ["It says what."]


def test_what_fits_nowhere_is_kept():
    found = reading("# Part 1: Q\n1. What?\n\n> A remark.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert [(p.section, p.text, p.line) for p in found.credential.left_over] == [
        ("part-1", "> A remark.\n\n| a | b |\n|---|---|\n| 1 | 2 |", 8)
    ]


def test_two_pieces_that_fit_nowhere_are_two():
    found = part_and_rest("1. What?\n\n> One.\n\nPassing:\n- x\n\n> Two.\n")
    assert found == [("part-1", "> One."), ("part-1", "> Two.")]


def part_and_rest(body: str) -> list[tuple[str, str]]:
    return [(kept.section, kept.text) for kept in credential(f"# Part 1: Q\n{body}").left_over]
