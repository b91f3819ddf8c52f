"""`copy`, `ready`, `take`, letters and levels: the last steps of the app, done by plain commands."""

from __future__ import annotations

ONE = "part-1.prompt-2"


def test_an_answer_is_printed_as_plain_text_under_its_number(goals, tmp_path):
    goals("answer", "goals", ONE, text="2.5 *million* children, [see](https://example.org).")
    plain = "2. 2.5 million children, see (https://example.org).\n"
    assert goals("copy", "goals", ONE).out == plain
    file = tmp_path / "answer.txt"
    assert str(file) in goals("copy", "goals", ONE, "-o", str(file)).out
    assert file.read_text("utf-8") == plain
    assert goals("copy", "goals", ONE, "--json").json["text"] == plain.rstrip("\n")


def test_of_nothing_written_nothing_is_printed_and_a_word_is_said(goals):
    done = goals("copy", "goals", "part-1.prompt-1")
    assert (done.status, done.out, done.err) == (0, "", "Nothing is written yet at part-1.prompt-1.\n")


def test_what_there_is_to_hand_in_is_listed_with_what_was_pasted(goals, tmp_path):
    goals("answer", "goals", ONE, text="So it was.")
    goals("attach", "goals", "part-2.artifact-1", "https://example.org/goal")
    assert goals("copy", "goals", ONE, "--pasted").out == f"{ONE}: ticked as pasted\n"
    told = goals("copy", "goals")
    assert f"Part 1, question 2 ({ONE}): 3 words, pasted" in told.out
    assert "question 1 (part-1.prompt-1): not answered yet" in told.out
    assert "    https://example.org/goal\n" in told.out
    rows = {row["prompt"]: row["pasted"] for row in goals("copy", "goals", "--json").json["answers"]}
    assert [prompt for prompt, pasted in rows.items() if pasted] == [ONE]
    goals("copy", "goals", ONE, "--not-pasted")
    assert not any(row["pasted"] for row in goals("copy", "goals", "--json").json["answers"])
    assert goals("copy", "goals", "--pasted").status == 2


def test_what_was_changed_since_it_was_pasted_is_told(goals):
    goals("answer", "goals", ONE, text="So it was.")
    goals("copy", "goals", ONE, "--pasted")
    goals("answer", "goals", ONE, text="So it is now.")
    assert f"({ONE}): 4 words, changed since you pasted it" in " ".join(goals("copy", "goals").out.split())
    rows = {row["prompt"]: row for row in goals("copy", "goals", "--json").json["answers"]}
    assert (rows[ONE]["pasted"], rows[ONE]["changed_since_pasted"]) == (False, True)
    goals("copy", "goals", ONE, "--pasted")
    rows = {row["prompt"]: row for row in goals("copy", "goals", "--json").json["answers"]}
    assert (rows[ONE]["pasted"], rows[ONE]["changed_since_pasted"]) == (True, False)


def test_an_attached_file_that_is_gone_is_told_everywhere(goals, tmp_path):
    artifact, stored = "part-2.artifact-1", "part-2.artifact-1.pdf"
    (tmp_path / "goal.pdf").write_bytes(b"%PDF-1.4")
    goals("attach", "goals", artifact, str(tmp_path / "goal.pdf"))
    done = goals("status", "goals", "--json").json["progress"]["done"]
    assert "attached: fine. Every attached file is there" in goals("doctor").out
    path = tmp_path / "home" / "workbooks" / "goals-worth-reaching" / "artifacts" / stored
    path.unlink()
    told = goals("status", "goals", "--json").json
    assert told["progress"]["done"] == done - 1
    assert told["missing"] == [{"artifact": artifact, "number": 1, "stored_as": stored}]
    assert f"{artifact}: to do, 1: {stored} (gone from" in goals("status", "goals").out
    checked = goals("check", "goals", "--rule", "artifact-missing", "--json")
    (found,) = [each for each in checked.json["findings"] if each["place"]["artifact"] == artifact]
    assert (checked.status, found["severity"], found["place"]["file"]) == (1, "error", stored)
    (row,) = goals("copy", "goals", "--json").json["artifacts"]
    assert (row["where"], row["missing"]) == (None, stored)
    assert str(path) not in goals("copy", "goals").out
    assert "is gone from this workbook's folder. Attach it again." in goals("copy", "goals").out
    doctor = goals("doctor", "--json")
    (item,) = [item for item in doctor.json["items"] if item["name"] == "attached"]
    assert (doctor.status, item["ok"]) == (1, False)
    assert f"goals-worth-reaching: {stored} of {artifact}" in item["detail"]
    goals("attach", "goals", artifact, str(tmp_path / "goal.pdf"))
    assert "missing" not in goals("status", "goals", "--json").json


def test_what_only_a_person_can_say_is_ticked_and_unticked(goals):
    told = goals("ready", "goals", "--tick", "next", "--tick", "NEW").out
    assert "I say what comes next, and why (next): you said so on" in told
    assert "(new-learning): you said so on" in told
    before = goals("ready", "goals", "--json").json
    assert {row["id"] for row in before["questions"] if row["verdict"] == "you said so"} == {
        "next",
        "new-learning",
    }
    goals("ready", "goals", "--untick", "next")
    after = goals("ready", "goals", "--json").json
    assert {row["id"]: row["verdict"] for row in after["questions"]}["next"] == "you decide"


def test_what_is_looked_at_is_told_and_cannot_be_ticked(goals):
    told = goals("ready", "goals").out
    assert "Sections read; every question answered, in order (answered): look again, 11" in told
    assert "and 8 more" in told
    refused = goals("ready", "goals", "--tick", "answered")
    assert (refused.status, refused.out) == (2, "")
    assert "“answered” is no line to tick" in refused.err
    assert "Did you mean mastery" in goals("ready", "goals", "--tick", "mastry").err


def test_a_suggestion_is_put_into_the_answer_and_the_text_before_it_is_kept(goals):
    goals("answer", "goals", ONE, text="Ünö 😀. It was teh goal.")
    found = goals("proofread", "goals", "--engine", "harper", "--json").json["findings"]
    wrong = next(row for row in found if row["excerpt"] == "teh")
    number = wrong["suggestions"].index("the") + 1
    refused = goals("take", "goals", wrong["id"], "99", "--engine", "harper")
    assert (refused.status, refused.err.startswith("There is no suggestion 99.")) == (2, True)
    told = goals("take", "goals", wrong["id"][:6], str(number), "--engine", "harper")
    assert told.out == f"{ONE}: “teh” is now “the”.\n"
    assert goals("answer", "goals", ONE, "--print").out == "Ünö 😀. It was the goal."
    assert goals("history", "goals", ONE, "--show", "1").out == "Ünö 😀. It was teh goal."
    assert goals("take", "goals", wrong["id"], "--engine", "harper").status == 2


def test_letters_are_put_behind_the_answer(cli):
    cli("start", "one-page-one-idea")
    three = "part-1.prompt-3"
    assert cli("answer", "one", three, "--letters").status == 0
    assert cli("answer", "one", three, "--print").out == "a. \n\nb. \n\n"
    assert "has no lettered questions" in cli("answer", "one", "part-1.prompt-1", "--letters").err
    assert cli("answer", "one", three, "--letters", "--print").status == 2


def test_a_level_is_taken_back(goals):
    assert goals("assess", "goals", "part-2.criterion-1", "basic").out == "part-2.criterion-1: Basic\n"
    assert goals("assess", "goals", "part-2.criterion-1", "--undo", "--json").json["level"] is None
    assert "criterion-1: to do" in goals("status", "goals").out
    assert goals("assess", "goals", "part-2.criterion-1").status == 2
