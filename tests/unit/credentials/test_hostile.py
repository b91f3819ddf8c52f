"""Files that are broken, or meant to do harm: one clear sentence, or data that stays data."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.credentials.reader import LARGEST, parse_credential, read_credential
from workbook.credentials.writer import write_credential
from workbook.errors import WorkbookError

from .support import FRONT, credential, reading

BODY = "# The Competency\nYou do it.\n# Part 1: Questions\n1. What? (150–250 words)\n\ta. One\n\tb. Two\n"


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "a file.md"
    path.write_bytes(data)
    return path


def test_line_ends_marks_and_tabs_change_nothing(tmp_path):
    plain = credential(BODY)
    assert [s.label for s in plain.parts[0].prompts[0].subprompts] == ["a", "b"]
    for text in (FRONT + BODY.expandtabs(4), "\ufeff" + FRONT + BODY, (FRONT + BODY).replace("\n", "\r\n"),
                 (FRONT + BODY).replace("\n", "\r"), "\n\n" + FRONT + BODY):  # fmt: skip
        assert read_credential(written(tmp_path, text.encode())) == plain


def test_tabs_after_markers():
    found = credential("# Part 1: Q\n1.\tWhat?\n2.\tWhy?\n\n\t- x\n")
    assert [p.text for p in found.parts[0].prompts] == ["What?", "Why?\n\n- x"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no front matter"),
        (b"# Just Markdown\n", "no front matter"),
        (b"%PDF-1.7\n", "no front matter"),
        (b"---\nid: a\ntitle: [A\n---\n", "line 4: The front matter is not valid YAML"),
        (b"---\nid: a\n---\n", "line 1: The credential has no title"),
        (b"---\ntitle: A\n---\n", "line 1: The credential has no id"),
        (b"---\nid: a\ntitle: A\n---\n\nna\xefve\n", "is not UTF-8 text (line 6 "),
        (b"x" * (LARGEST + 1), "is larger than 1 MB"),
        (b"[" * 5_000_000, "is larger than 1 MB"),
        (FRONT.encode() + b"a\n" * 30_000, "more than 20,000 lines"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_in_a_sentence(tmp_path, data, said):
    with pytest.raises(WorkbookError) as caught:
        read_credential(written(tmp_path, data))
    assert said in caught.value.what
    assert caught.value.mend
    assert "\n" not in str(caught.value)


def test_no_file_a_folder_and_a_device(tmp_path):
    for path in (tmp_path / "none.md", tmp_path, Path("/dev/zero")):
        with pytest.raises(WorkbookError):
            read_credential(path)


def test_terminal_escapes_and_controls_are_dropped():
    nasty = "\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b]8;;http://x\x1b\\link\x9b2J\x00\x08 end\x7f"
    found = credential(f"# The Competency\n{nasty}\n# Part 1: {nasty}\n1. {nasty}")
    assert found.competency == "red link2J end"
    assert not any(ord(c) < 32 and c != "\n" for c in repr(found))
    assert "\x9b" not in write_credential(found)


@pytest.mark.parametrize(
    "text",
    [
        "[red]Danger[/red]",
        "[@click=app.bell]ring[/]",
        "[link=file:///etc/passwd]x[/link]",
        "<b onclick='x()'>bold</b>",
        "<script>alert(1)</script>",
        "&lt;b&gt; &#27;[31m",
        "{{ 7 * 7 }}",
        "$(reboot) `reboot`",
        "%s {0} \\n",
    ],
)
def test_markup_of_any_kind_stays_text(text):
    front = f"---\nid: a\ntitle: '{text.replace(chr(39), chr(39) * 2)}'\n---\n"
    found = credential(
        f"# The Competency\n{text}\n# Method Components\n## {text}\n{text}\n# Part 1\n1. {text}", front
    )
    assert found.title == found.competency == found.parts[0].prompts[0].text == text
    assert (found.method_components[0].title, found.method_components[0].body) == (text, text)


def test_html_hides_no_heading():
    found = credential("# The Competency\n<div>\n\n# Key Method\n<!--\n# Resources\n- a\n-->\n")
    assert found.section_ids == ("competency", "method", "resources")
    assert found.competency == "<div>"


def test_link_definitions_are_no_definitions_and_do_not_vanish():
    assert credential("# The Competency\nSee [a].\n\n[a]: https://example.org\n").competency.endswith(
        "[a]: https://example.org"
    )


DEEP = 100_000


@pytest.mark.parametrize(
    "body",
    [
        "1. " + "[" * DEEP,
        "1. " + "(" * DEEP + "500 words" + ")" * DEEP,
        ">" * DEEP + " deep",
        "- " * DEEP + "deep",
        "\n".join(" " * (2 * n) + "- deep" for n in range(600)),
        "1. " + "*" * DEEP + "a" + "*" * DEEP,
        "1. " + "a](http://x" * 20_000,
        "|" * DEEP + "\n" + "|-" * DEEP,
        "1. " + "500 words (" * 20_000,
        "# Part 1\n" * 15_000,
        "(\n" * 15_000,
    ],
    ids=range(11),
)
def test_depth_and_number_come_back(body):
    found = reading(f"# Part 1: Questions\n{body}\n")
    assert found.credential is not None
    assert found.credential.section_ids[0] == "part-1"


SOUP_LINES = """# The Competency
# Method Components
## One
# References
# Part 1: Questions
## Artifact 2: x
# Part 2. Evidence/artifacts
## Rubric
## Passing criteria
# Appendix
**Part 3: Bold**
Some {} text.
1. What {}? (150–250 words)
2. Why {}
- a {} bullet
   a. first {}
b. second {}
   1. nested {}
| C {} | Met |
|---|---|
| a | b | c {} |
> quote {}
Passing: {}
===
(150 words each)
<div>{}
[{}]: https://example.org
    code {}
**Bold {}.** Then
```

"""
SOUP = st.lists(st.sampled_from(SOUP_LINES.split("\n")), max_size=16)


@settings(max_examples=200, deadline=None)
@given(SOUP)
def test_no_text_is_ever_dropped(lines):
    marked = [line.format(f"zq{number}zq") for number, line in enumerate(lines)]
    found = parse_credential(FRONT + "\n".join(marked), fallback_id="x").credential
    kept = repr(found)
    assert [n for n, line in enumerate(lines) if "{}" in line and f"zq{n}zq" not in kept] == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_nothing_that_is_text_raises(text):
    parse_credential(text, fallback_id=text)
    found = parse_credential(FRONT + text, fallback_id="x")
    assert found.credential is not None
    write_credential(found.credential)
