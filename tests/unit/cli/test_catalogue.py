"""`catalogue` and `show`."""

from __future__ import annotations

from pathlib import Path

OWN = """---
id: my-own
title: My Own
audience: [coach]
needs_students: false
hours: 1.5
---
# The Competency
Listen *well*, see <https://example.org/a>.
# Part 1: Overview
(500-word limit in total)
1. Why?
   a. How?
   b. When? (50 words)
2. Either a video (2 minutes) or a text (300 words): show it.

Passing:
- It is said.
"""


def own(tmp_path: Path, text: str = OWN, name: str = "my-own.md") -> Path:
    path = tmp_path / "home" / "catalogue" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_has_the_contracts_keys(cli, tmp_path):
    path = own(tmp_path)
    rows = cli("catalogue", "--json").json["credentials"]
    assert len(rows) == 7
    for row in rows:
        keys = "id title stack issuer audience needs_students team hours source path"
        assert set(keys.split()) <= set(row)
        assert Path(row["path"]).is_file()
    mine = rows[-1]
    assert (mine["id"], mine["source"], mine["path"]) == ("my-own", "own", str(path))
    assert (mine["hours"], mine["audience"], mine["stack"]) == (1.5, ["coach"], None)


def test_the_list_is_narrowed(cli, tmp_path):
    own(tmp_path)
    everything = cli("catalogue", "--json").json["credentials"]
    free = cli("catalogue", "--no-students", "--json").json["credentials"]
    assert free == [row for row in everything if not row["needs_students"]]
    assert 0 < len(free) < len(everything)
    coach = cli("catalogue", "--role", "Coach", "--json").json["credentials"]
    assert [row["id"] for row in coach] == ["my-own"]
    assert [row["id"] for row in cli("catalogue", "--search", "own MY", "--json").json["credentials"]] == [
        "my-own"
    ]
    none = cli("catalogue", "--search", "no such thing")
    assert none.status == 0
    assert "No micro-credential fits" in none.out
    assert cli("catalogue", "--search", "no such thing", "--json").json == {"credentials": []}


def test_a_broken_file_is_told_and_hides_nothing(cli, tmp_path):
    own(tmp_path, "no front matter", "broken.md")
    listed = cli("catalogue")
    assert listed.status == 0
    assert "Goals Worth Reaching" in listed.out
    assert "broken.md is left out" in listed.err
    assert cli("show", "broken").status == 2


def test_show_prints_ids_and_lengths(cli, tmp_path):
    own(tmp_path)
    shown = cli("show", "my-own").out
    assert "Listen well, see https://example.org/a." in shown
    assert "Length: 500-word limit in total" in shown
    assert "Part 1, question 1, part-1.prompt-1:\n  Why?\n  a. How? (part-1.prompt-1.a)\n" in shown
    assert "  b. When? (part-1.prompt-1.b, 50 words)\n" in shown
    assert "Either video (2 minutes), or text (300 words)" in shown
    assert "- It is said. (part-1.passing-1)" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_show_prints_every_word_of_every_bundled_credential(cli):
    for row in cli("catalogue", "--json").json["credentials"]:
        whole = cli("show", row["id"], "--json").json
        shown = " ".join(cli("show", row["id"]).out.split())
        for part in whole["parts"]:
            for prompt in part["prompts"]:
                assert f", {prompt['id']}" in shown
            for artifact in part["artifacts"]:
                assert f"Hand in: {artifact['title']}, {artifact['id']}" in shown
            for line in part["passing"]:
                assert line["id"] in shown
            for criterion in (part["rubric"] or {"rows": []})["rows"]:
                for descriptor in criterion["descriptors"]:
                    assert " ".join(descriptor.split()) in shown
        for component in whole["method_components"]:
            assert f"Component: {component['title']}" in shown
        assert [f"(research.{n + 1})" in shown for n in range(len(whole["research"]))] == [True] * len(
            whole["research"]
        )


def test_show_prints_one_place(cli):
    assert cli("show", "goals-worth-reaching", "--section", "part-3.prompt-2").out.startswith(
        "Part 3, question 2, part-3.prompt-2, 150–250 words:\n  What did setting"
    )
    rubric = cli("show", "goals-worth-reaching", "--section", "part-2.criterion-1").out
    assert "Levels: Proficient, Basic, Developing. Passing: Proficient." in rubric
    assert "  Basic: The goal names a skill" in rubric
    wrong = cli("show", "goals-worth-reaching", "--section", "part-3.promt-2")
    assert wrong.status == 2
    assert wrong.err.endswith("Did you mean part-3.prompt-2?\n")


def test_show_has_the_contracts_json(cli):
    told = cli("show", "goals-worth-reaching", "--json").json
    keys = (
        "id title stack issuer license audience needs_students team hours language competency key_method "
        "method_components research resources parts submitting"
    )
    assert set(keys.split()) <= set(told)
    assert told["parts"][0]["prompts"][0]["length"] == {
        "min": 150,
        "max": 250,
        "unit": "words",
        "kind": "guide",
        "scope": "prompt",
        "wording": "150–250 words",
    }
    assert told["parts"][1]["rubric"]["passing_levels"] == ["Proficient"]


def test_a_credential_that_is_not_there_has_the_nearest_suggested(cli):
    wrong = cli("show", "goals-worth-reachin")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err == "There is no credential “goals-worth-reachin”. Did you mean goals-worth-reaching?\n"
    assert cli("show", "nowhere.md").status == 2
