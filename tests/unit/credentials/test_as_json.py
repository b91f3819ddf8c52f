import json

from workbook.credentials.as_json import credential_json
from workbook.credentials.reader import parse_credential

from .support import BUNDLED, FILES, credential

KEYS = [
    "id", "title", "stack", "issuer", "license", "audience", "needs_students", "team", "hours", "language",
    "competency", "key_method", "method_components", "research", "resources", "parts", "submitting",
]  # fmt: skip
PART_KEYS = ["id", "number", "title", "instructions", "length", "prompts", "artifacts", "passing", "rubric"]


def test_the_contracts_keys_in_its_order():
    found = credential_json(
        credential(
            "# The Competency\nx\n# Method Components\n## A\nb\n# Resources\n- c https://example.org\n"
            "# Part 1: Q\n1. d (150–250 words)\n   a. e\n   b. f\n"
            "2. Either a video (4-minute limit) or a text.\n"
            "# Part 2: Artifacts\n## Artifact 1: g (PDF, 1 page)\n## Rubric\n| C | Met |\n|-|-|\n| h | i |\n"
            "## Passing criteria\n- j\n"
        )
    )
    assert list(found) == KEYS
    first, second = found["parts"]
    assert list(first) == PART_KEYS
    assert list(first["prompts"][0]) == ["id", "text", "length", "either", "subprompts"]
    assert first["prompts"][0]["length"] == {
        "min": 150,
        "max": 250,
        "unit": "words",
        "kind": "guide",
        "scope": "prompt",
        "wording": "150–250 words",
    }
    assert first["prompts"][0]["subprompts"][1] == {"id": "part-1.prompt-1.b", "text": "f", "length": None}
    assert [each["medium"] for each in first["prompts"][1]["either"]] == ["video", "text"]
    assert list(second["artifacts"][0]) == ["id", "title", "body", "length", "formats"]
    assert second["passing"] == [{"id": "part-2.passing-1", "text": "j"}]
    assert second["rubric"] == {
        "levels": ["Met"],
        "rows": [{"id": "part-2.criterion-1", "criterion": "h", "descriptors": ["i"]}],
        "passing_levels": ["Met"],
    }
    assert found["resources"] == [{"text": "c https://example.org", "url": "https://example.org"}]


def test_what_is_absent_is_null_or_an_empty_list():
    found = credential_json(credential("# Part 1\n1. x"))
    nulls = ("stack", "issuer", "license", "hours", "competency", "key_method", "submitting")
    assert [found[key] for key in nulls] == [None] * len(nulls)
    lists = ("audience", "method_components", "research", "resources")
    assert [found[key] for key in lists] == [[]] * len(lists)
    assert found["parts"][0]["rubric"] is None


def test_whole_hours_have_no_fraction():
    front = "---\nid: a\ntitle: A\nhours: {}\n---\n"
    assert json.dumps(credential_json(credential("", front.format(10)))["hours"]) == "10"
    assert json.dumps(credential_json(credential("", front.format(7.5)))["hours"]) == "7.5"


def test_every_id_of_a_credential_is_its_own():
    for path in [*BUNDLED, *FILES.glob("*.md")]:
        text = json.dumps(credential_json(parse_credential(path.read_text(), fallback_id="x").credential))
        ids = [piece.split('"')[0] for piece in text.split('"id": "')[1:]]
        assert len(ids) == len(set(ids)), path
