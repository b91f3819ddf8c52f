"""`check`, `validate` and `doctor`: their JSON, and when the exit status says that something is wrong."""

from __future__ import annotations

import pytest

from workbook.checks.registry import rules
from workbook.home import content_folder

GOALS = "goals-worth-reaching"


def test_a_finding_has_the_contracts_keys(goals):
    goals("answer", "goals", "part-1.prompt-1", text="too short")
    done = goals("check", "goals", "--json")
    assert done.status == 1
    report = done.json
    assert set(report) == {"findings", "counts", "engine", "not_run"}
    assert (report["engine"], report["not_run"]) == (None, [])
    keys = "id rule severity message place span excerpt suggestions engine ignored"
    for finding in report["findings"]:
        assert set(finding) == set(keys.split())
        assert finding["place"]["workbook"] == GOALS
        assert None not in finding["place"].values()
    severities = [finding["severity"] for finding in report["findings"]]
    assert report["counts"] == {word: severities.count(word) for word in ("error", "warning", "info")}
    short = next(finding for finding in report["findings"] if finding["rule"] == "length")
    assert short["place"] == {"workbook": GOALS, "part": "part-1", "prompt": "part-1.prompt-1"}
    assert short["severity"] == "warning"


def test_ids_stay_from_one_run_to_the_next(goals):
    first = [finding["id"] for finding in goals("check", "goals", "--json").json["findings"]]
    goals("answer", "goals", "part-1.prompt-1", text="word " * 200)
    second = [finding["id"] for finding in goals("check", "goals", "--json").json["findings"]]
    assert len(set(first)) == len(first)
    assert set(first) - set(second) == {first[0]}


@pytest.mark.parametrize(("fail_on", "status"), [("never", 0), ("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on(goals, fail_on, status):
    arguments = ["check", "goals", "--rule", "criterion-unassessed", "--fail-on", fail_on]
    assert goals(*arguments).status == status


def test_only_the_rules_that_are_named(goals):
    report = goals("check", "goals", "--rule", "unanswered", "--rule", "section-unread", "--json").json
    assert {finding["rule"] for finding in report["findings"]} == {"unanswered", "section-unread"}
    wrong = goals("check", "goals", "--rule", "unansered")
    assert (wrong.status, wrong.err) == (2, "There is no rule “unansered”. Did you mean unanswered?\n")


def test_links_that_are_not_looked_at_are_said_not_to_be(goals):
    missed = goals("check", "goals", "--links", "--json").json["not_run"]
    known = {rule.name for rule in rules()}
    expected = {"link-unreachable", "link-needs-sign-in", "link-private"} - known
    assert {row["rule"] for row in missed} >= expected
    assert all(row["why"] for row in missed)
    if expected:
        assert "Not checked: link-unreachable (" in goals("check", "goals", "--links").out


def test_several_workbooks(goals):
    goals("start", GOALS, "--id", "other")
    report = goals("check", "goals", "other", "oth", "--rule", "unanswered", "--json").json
    assert {finding["place"]["workbook"] for finding in report["findings"]} == {GOALS, "other"}
    assert report["counts"]["error"] == 12
    assert goals("check", "goals", "nobody").status == 2
    assert "Together: 12 errors" in goals("check", "goals", "other", "--rule", "unanswered").out


def test_a_finished_workbook_has_nothing(goals):
    goals("answer", "goals", "part-3.prompt-1", text="word " * 300)
    goals("answer", "goals", "part-3.prompt-2", text="word " * 200)
    for number in range(1, 5):
        goals("assess", "goals", f"part-3.passing-{number}", "met")
    goals("proofread", "goals", "--engine", "harper")
    report = goals("check", "goals", "--json").json
    assert [f for f in report["findings"] if f["place"].get("part") == "part-3"] == []


def test_validate(cli, tmp_path):
    good = content_folder() / "credentials" / f"{GOALS}.md"
    bad = tmp_path / "bad.md"
    bad.write_text("---\nid: bad\n---\n# Part 1: Overview\n", encoding="utf-8")
    fine = cli("validate", str(good), "--json")
    assert (fine.status, fine.json) == (0, {"files": [{"path": str(good), "ok": True, "mistakes": []}]})
    both = cli("validate", str(good), str(bad), "--json")
    assert both.status == 1
    assert [row["ok"] for row in both.json["files"]] == [True, False]
    for mistake in both.json["files"][1]["mistakes"]:
        assert {"line", "message", "mend"} <= set(mistake)
    text = cli("validate", str(bad)).out
    assert text.startswith(f"{bad}: has mistakes\n  line 1: ")
    missing = cli("validate", str(good), str(tmp_path / "none.md"), "--json")
    assert missing.status == 2
    assert [row["ok"] for row in missing.json["files"]] == [True, False]


def test_doctor(goals, tmp_path):
    done = goals("doctor", "--json")
    assert (done.status, done.json["ok"]) == (0, True)
    assert all(set(item) == {"name", "ok", "detail", "mend"} for item in done.json["items"])
    broken = tmp_path / "home" / "catalogue" / "broken.md"
    broken.parent.mkdir()
    broken.write_text("nothing", encoding="utf-8")
    done = goals("doctor")
    assert done.status == 1
    assert "catalogue: NOT RIGHT." in done.out
    assert "broken.md" in " ".join(done.out.split())


def test_doctor_says_which_tool_is_missing(goals, monkeypatch):
    import pypandoc

    def gone():
        raise OSError("no pandoc here")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", gone)
    done = goals("doctor", "--json")
    assert done.status == 3
    wrong = {item["name"]: item for item in done.json["items"] if not item["ok"]}
    assert set(wrong) == {"pandoc", "document"}
    assert wrong["pandoc"]["mend"] == "Install the package pypandoc_binary"
    assert "pandoc" in done.err
