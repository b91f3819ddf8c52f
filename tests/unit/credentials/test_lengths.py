import pytest

from workbook.credentials.lengths import find_length, is_backwards, is_each
from workbook.credentials.model import Length


def brief(length: Length | None) -> tuple[int | None, int | None, str, str, str] | None:
    return length and (length.minimum, length.maximum, length.unit, length.kind, length.scope)


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("150–250 words", (150, 250, "words", "guide", "prompt")),
        ("150-250 words", (150, 250, "words", "guide", "prompt")),
        ("150—250 words", (150, 250, "words", "guide", "prompt")),
        ("150‑250 words", (150, 250, "words", "guide", "prompt")),
        ("150 – 250 words", (150, 250, "words", "guide", "prompt")),
        ("150 to 250 words", (150, 250, "words", "guide", "prompt")),
        ("between 150 and 250 words", (150, 250, "words", "guide", "prompt")),
        ("suggested length: 150–250 words", (150, 250, "words", "guide", "prompt")),
        ("about 500 words", (450, 550, "words", "guide", "prompt")),
        ("approximately 500 words", (450, 550, "words", "guide", "prompt")),
        ("500 words", (450, 550, "words", "guide", "prompt")),
        ("250 words each", (225, 275, "words", "guide", "prompt")),
        ("500-word limit", (None, 500, "words", "cap", "prompt")),
        ("Word limit: 300", (None, 300, "words", "cap", "prompt")),
        ("up to 300 words", (None, 300, "words", "cap", "prompt")),
        ("no more than 300 words", (None, 300, "words", "cap", "prompt")),
        ("maximum of 1,500 words", (None, 1500, "words", "cap", "prompt")),
        ("at most 300 words", (None, 300, "words", "cap", "prompt")),
        ("300 words or fewer", (None, 300, "words", "cap", "prompt")),
        ("300 words max", (None, 300, "words", "cap", "prompt")),
        ("at least 200 words", (200, None, "words", "guide", "prompt")),
        ("200 words minimum", (200, None, "words", "guide", "prompt")),
        ("200+ words", (200, None, "words", "guide", "prompt")),
        ("500-word limit total for both", (None, 500, "words", "cap", "part")),
        ("500-word limit in total", (None, 500, "words", "cap", "part")),
        ("4-minute limit", (None, 4, "minutes", "cap", "prompt")),
        ("5 minutes", (None, 5, "minutes", "guide", "prompt")),
        ("3–5 minutes", (3, 5, "minutes", "guide", "prompt")),
        ("1 page", (None, 1, "pages", "guide", "prompt")),
        ("two pages", (None, 2, "pages", "guide", "prompt")),
        ("1-2 pages", (1, 2, "pages", "guide", "prompt")),
        ("250–150 words", (150, 250, "words", "guide", "prompt")),
        ("exactly 500 words", (500, 500, "words", "guide", "prompt")),
        ("exactly 2 pages, no more", (2, 2, "pages", "cap", "prompt")),
        ("100–200 words at most in all", (100, 200, "words", "cap", "part")),
        ("500 words in all.", (450, 550, "words", "guide", "part")),
    ],
)
def test_a_bracket_that_is_only_a_length_is_read_and_taken_out(wording, expected):
    length, rest = find_length(f"Tell what you did. ({wording})")
    assert brief(length) == expected
    assert rest == "Tell what you did."
    assert length.wording == wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use up to 300 words on it, please.", (None, 300, "words", "cap", "prompt")),
        ("Your answers must not exceed 500 words in total.", (None, 500, "words", "cap", "part")),
        ("Write about 300 words.", (270, 330, "words", "guide", "prompt")),
        ("Say it (about 300 words, in your own voice).", (270, 330, "words", "guide", "prompt")),
    ],
)
def test_words_that_say_more_stay_and_are_read(text, expected):
    length, rest = find_length(text)
    assert rest == text
    assert brief(length) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Describe a 10-minute activity.",
        "Choose three words that describe the class.",
        "See pages 3–5 of the book.",
        "In 2012, 300 teachers wrote about it.",
        "Spend up to 20 minutes with the learner.",
        "",
        "(see page 3)",
        "Use it in all 5 minutes of the talk.",
    ],
)
def test_other_numbers_are_no_lengths(text):
    assert find_length(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("One (150 words). Two.", "One. Two."),
        ("One (150 words) two.", "One two."),
        ("One\n(150 words)\ntwo.", "One\ntwo."),
        ("One\n\n(150 words)\n\ntwo.", "One\n\ntwo."),
        ("(150 words)\n\nOne.", "One."),
        ("One.\n150-word limit", "One."),
        ("One.\n**Word limit: 150**", "One."),
        ("(150 words)", ""),
    ],
)
def test_what_is_left_is_closed_up(text, rest):
    length, left = find_length(text)
    assert length is not None
    assert left == rest


def test_a_backward_range_is_known_for_one():
    assert is_backwards(find_length("(250–150 words)")[0])
    assert not is_backwards(find_length("(150–250 words)")[0])
    assert is_each(find_length("(250 words each)")[0])
    assert not is_each(find_length("(250 words)")[0])
