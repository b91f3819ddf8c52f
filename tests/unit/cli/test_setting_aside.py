"""`ignore`, `unignore`, `words` and `rules`: what is set aside counts no more, and each can be taken back."""

from __future__ import annotations

import pytest

GOALS = "goals-worth-reaching"
PROMPT = "part-1.prompt-1"


@pytest.fixture(autouse=True)
def only_harper(monkeypatch):
    """No LanguageTool."""
    monkeypatch.delenv("WORKBOOK_LANGUAGETOOL", raising=False)


@pytest.fixture
def faulty(goals):
    goals("answer", "goals", PROMPT, text="I saw teh cat. He took there books home.")
    return goals


def found(cli, *arguments):
    return {f["excerpt"] or f["place"].get("prompt"): f for f in cli(*arguments, "--json").json["findings"]}


def test_a_finding_of_proofreading_is_ignored_and_taken_back(faulty):
    teh = found(faulty, "proofread", "goals")["teh"]
    done = faulty("ignore", "goals", teh["id"], "--json")
    assert (done.status, done.err) == (0, "")
    (row,) = done.json["ignored"]
    assert (done.json["workbook"], row["id"], row["excerpt"]) == (GOALS, teh["id"], "teh")
    assert row["sentence"] == "I saw teh cat."
    assert row["place"] == PROMPT
    report = faulty("proofread", "goals", "--json").json
    assert {f["excerpt"]: f["ignored"] for f in report["findings"]} == {"teh": True, "there": False}
    assert report["counts"]["warning"] == 1
    shown = faulty("proofread", "goals").out
    assert "teh" not in shown
    assert "1 set aside." in shown
    listed = faulty("unignore", "goals", "--list", "--json").json
    assert listed["ignored"] == [row]
    back = faulty("unignore", "goals", teh["id"][:5], "--json").json
    assert back["taken_back"] == [row]
    assert found(faulty, "proofread", "goals")["teh"]["ignored"] is False
    assert faulty("unignore", "goals", "--list").out == "Nothing is ignored in this workbook.\n"


def test_it_stays_ignored_while_its_sentence_stays_and_no_longer(faulty):
    faulty("ignore", "goals", found(faulty, "proofread", "goals")["teh"]["id"])
    faulty("answer", "goals", PROMPT, text="At first nothing.\n\nI saw teh cat. More follows.")
    assert found(faulty, "proofread", "goals")["teh"]["ignored"] is True
    faulty("answer", "goals", PROMPT, text="Yesterday I saw teh cat.")
    assert found(faulty, "proofread", "goals")["teh"]["ignored"] is False


def test_a_finding_of_the_checks_is_ignored_and_the_exit_status_with_it(faulty):
    unanswered = [f for f in found(faulty, "check", "goals").values() if f["rule"] == "unanswered"]
    arguments = ["check", "goals", "--rule", "unanswered", "--json"]
    assert faulty(*arguments).status == 1
    done = faulty("ignore", "goals", *(f["id"] for f in unanswered))
    assert done.out.count("Ignored from now on: ") == len(unanswered)
    report = faulty(*arguments)
    assert report.status == 0
    assert all(f["ignored"] for f in report.json["findings"])
    assert report.json["counts"] == {"error": 0, "warning": 0, "info": 0}
    again = faulty("ignore", "goals", unanswered[0]["id"])
    assert again.out.startswith("Ignored already: ")
    assert faulty("unignore", "goals", "--all").out.count("Counts again: ") == len(unanswered)
    assert faulty(*arguments).status == 1


def test_the_ids_that_are_shown_are_enough(faulty):
    for command in ("check", "proofread"):
        finding = next(iter(found(faulty, command, "goals").values()))
        assert finding["id"][:6] in faulty(command, "goals").out
        assert faulty("ignore", "goals", finding["id"][:6].upper()).status == 0


def test_to_ignore_is_not_to_proofread(faulty):
    faulty("ignore", "goals", found(faulty, "check", "goals")["part-1.prompt-2"]["id"][:6])
    assert [
        f["place"]["prompt"] for f in found(faulty, "check", "goals", "--rule", "unproofread").values()
    ] == [PROMPT]


def test_unknown_and_ambiguous_ids(faulty):
    unknown = faulty("ignore", "goals", "zzzz")
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.err == (
        "There is no finding “zzzz” in goals-worth-reaching. `workbook check goals-worth-reaching` and "
        "`workbook proofread goals-worth-reaching` tell the ids.\n"
    )
    first = {f["id"][0] for f in found(faulty, "check", "goals").values()}
    several = [letter for letter in first if "Several" in faulty("ignore", "goals", letter).err]
    assert several
    assert faulty("unignore", "goals", "zzzz").status == 2
    for arguments in ([], ["--all", "--list"], ["abc", "--all"]):
        assert "needs FINDING, --list or --all" in faulty("unignore", "goals", *arguments).err
    assert faulty("ignore", "goals").status == 2


def test_one_wrong_id_changes_nothing(faulty):
    teh = found(faulty, "proofread", "goals")["teh"]["id"]
    assert faulty("ignore", "goals", teh, "zzzz").status == 2
    assert faulty("unignore", "goals", "--list", "--json").json["ignored"] == []
    faulty("ignore", "goals", teh)
    assert faulty("unignore", "goals", teh, "zzzz").status == 2
    assert len(faulty("unignore", "goals", "--list", "--json").json["ignored"]) == 1


def test_words_of_ones_own_are_right(faulty, tmp_path):
    faulty("answer", "goals", PROMPT, text="I saw xqzt.")
    assert "xqzt" in found(faulty, "proofread", "goals")
    assert faulty("words").out == "You have no words of your own yet; `workbook words add WORD` adds one.\n"
    done = faulty("words", "add", "xqzt", "Jaylen", "--json")
    assert (done.status, done.json) == (0, {"added": ["xqzt", "Jaylen"], "words": ["xqzt", "Jaylen"]})
    assert "xqzt" not in found(faulty, "proofread", "goals")
    assert faulty("words", "add", "xqzt").out == "Added: nothing (1 word there already).\n"
    assert faulty("words", "list").out == "xqzt\nJaylen\n"
    for arguments in (["list", "--json"], ["--json", "list"], ["--json"]):
        assert faulty("words", *arguments).json == {"words": ["xqzt", "Jaylen"]}
    assert faulty("words", "remove", "Jaylen", "nobody", "--json").json == {
        "removed": ["Jaylen"],
        "words": ["xqzt"],
    }
    assert (tmp_path / "home" / "dictionary.txt").read_text("utf-8") == "xqzt\n"


def test_wrong_words(faulty, tmp_path):
    for wrong in ("two words", "", "a\nb", "!!"):
        done = faulty("words", "add", "fine", wrong)
        assert (done.status, done.out) == (2, "")
    assert not (tmp_path / "home" / "dictionary.txt").exists()
    assert faulty("words", "add").status == 2
    wrong = faulty("words", "ad", "teh")
    assert (wrong.status, wrong.err) == (2, "`workbook words` has no command “ad”. Did you mean add?\n")


def test_a_rule_is_off_here_or_everywhere_and_on_again(faulty):
    faulty("start", GOALS, "--id", "other")
    faulty("answer", "other", PROMPT, text="I saw xqzt.")
    faulty("answer", "goals", PROMPT, text="I saw xqzt.")

    def ignored(workbook):
        return found(faulty, "proofread", workbook)["xqzt"]["ignored"]

    rule = "harper:SpellCheck"
    assert faulty("rules").out == "No rule is switched off.\n"
    assert faulty("rules", "off", rule, "--workbook", "goals").out == f"Off in {GOALS}: {rule}.\n"
    assert (ignored("goals"), ignored("other")) == (True, False)
    listed = faulty("rules", "list", "--workbook", "goals", "--json").json
    assert listed == {"rules_off": [], "workbook": GOALS, "rules_off_here": [rule]}
    faulty("rules", "on", rule, "--workbook", "goals")
    assert ignored("goals") is False
    assert faulty("rules", "off", rule, "--json").json == {"rules_off": [rule]}
    assert (ignored("goals"), ignored("other")) == (True, True)
    assert f"{rule}: off wherever you write" in faulty("rules").out
    assert faulty("rules", "on", rule).out == f"On wherever you write: {rule}.\n"
    assert ignored("other") is False
    wrong = faulty("rules", "off", "SpellCheck")
    assert wrong.status == 2
    assert "is no rule of a proofreading engine" in wrong.err


def test_languagetool_that_is_not_there(cli):
    status = cli("languagetool", "status", "--json")
    assert status.status == 0
    assert set(status.json) == {"installed", "version", "path", "java", "running"}
    assert (status.json["installed"], status.json["running"], status.json["path"]) == (False, False, None)
    assert "LanguageTool is not installed. Run `workbook languagetool install`" in cli("languagetool").out
    assert cli("languagetool", "remove", "--json").json == {"removed": False}
    assert cli("languagetool", "instal").err == (
        "`workbook languagetool` has no command “instal”. Did you mean install?\n"
    )
    doctor = {item["name"]: item for item in cli("doctor", "--json").json["items"]}
    assert doctor["harper"]["ok"]
    assert doctor["languagetool"]["ok"]
    assert "not needed" in doctor["languagetool"]["detail"]


def test_a_passage_in_another_language_is_left_alone_and_taken_back(goals):
    text = "She wrotte it.\n\nMi hija esta muy\nfeliz con la escuela."
    goals("answer", GOALS, PROMPT, text=text)

    def told():
        found = goals("proofread", GOALS, "--engine", "harper", "--json").json["findings"]
        return {each["excerpt"] for each in found if not each["ignored"]}

    assert {"wrotte", "hija", "escuela"} <= told()
    words = "Mi hija esta muy feliz con la escuela."
    done = goals("ignore", GOALS, "--place", PROMPT, "--text", words, "--language", "es", "--json").json
    (row,) = done["ignored"]
    assert (row["rule"], row["place"], row["sentence"]) == ("other-language", PROMPT, words)
    assert told() == {"wrotte"}
    assert goals("answer", GOALS, PROMPT, "--print").out == text
    assert "Ignored already" in goals("ignore", GOALS, "--place", PROMPT, "--text", words).out
    assert "In another language (es)" in goals("unignore", GOALS, "--list").out
    goals("unignore", GOALS, row["id"])
    assert "hija" in told()
    goals("ignore", GOALS, "--place", PROMPT)
    assert told() == set()


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("--text", "Mi"), ("abc", "--place", PROMPT), ("--place", "part-9"),
        ("--place", PROMPT, "--text", "No"),
        ("--place", PROMPT, "--text", " "), ("--place", PROMPT, "--language", "Spanish!"),
    ],
)  # fmt: skip
def test_a_passage_that_is_none_is_refused_in_words(goals, arguments):
    goals("answer", GOALS, PROMPT, text="Mi hija.")
    assert goals("ignore", GOALS, *arguments).status == 2
