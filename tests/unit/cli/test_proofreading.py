"""`proofread`: what it finds and where, in workbooks and in files; its JSON; when it fails, and how."""

from __future__ import annotations

import json
import os
import threading

import pytest

from workbook.drafts.lock import WorkbookLock
from workbook.drafts.store import Store
from workbook.home import Home

GOALS = "goals-worth-reaching"
PROMPT = "part-1.prompt-1"
FAULTY = "The students took **there** books home.\n\nI saw teh cat.\n"
KEYS = "id rule severity message place span excerpt suggestions engine ignored sources"


@pytest.fixture(autouse=True)
def only_harper(monkeypatch):
    """No LanguageTool but what a test names."""
    monkeypatch.delenv("WORKBOOK_LANGUAGETOOL", raising=False)


@pytest.fixture
def damaged_languagetool(monkeypatch, tmp_path):
    """A LanguageTool that is there, and of no use."""
    folder = tmp_path / "languagetool"
    folder.mkdir()
    (folder / "languagetool-server.jar").write_bytes(b"no jar")
    monkeypatch.setenv("WORKBOOK_LANGUAGETOOL", str(folder))


@pytest.fixture
def opened(tmp_path):
    """The workbook as it is on the disk."""
    return lambda: Store(Home(tmp_path / "home")).open(GOALS).workbook


@pytest.fixture
def faulty(goals):
    goals("answer", "goals", PROMPT, text=FAULTY)
    return goals


def excerpts(report):
    return [finding["excerpt"] for finding in report["findings"]]


def test_a_finding_has_the_contracts_keys_and_its_excerpt_is_the_drafts(faulty):
    done = faulty("proofread", "goals", "--json")
    assert (done.status, done.err) == (0, "")
    report = done.json
    assert set(report) == {"findings", "counts", "engine", "not_run"}
    assert (report["engine"], report["not_run"]) == ("harper", [])
    assert excerpts(report) == ["there", "teh"]
    for finding in report["findings"]:
        assert set(finding) == set(KEYS.split())
        assert finding["place"] == {"workbook": GOALS, "part": "part-1", "prompt": PROMPT}
        assert FAULTY[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"]
        assert (finding["engine"], finding["ignored"]) == ("harper", False)
    assert report["findings"][1]["rule"] == "spelling"
    assert "the" in report["findings"][1]["suggestions"]
    assert report["counts"] == {"error": 0, "warning": 2, "info": 0}


@pytest.mark.parametrize(("fail_on", "status"), [("never", 0), ("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on(faulty, fail_on, status):
    assert faulty("proofread", "goals", "--fail-on", fail_on).status == status


def test_as_text_it_has_line_and_column_the_sentence_and_carets(faulty):
    shown = faulty("proofread", "goals").out
    assert f"{PROMPT}:3:7: warning, spelling: " in shown
    assert "    I saw teh cat.\n          ^^^\n" in shown
    assert "instead: “the”" in shown
    assert "rule harper:SpellCheck" in shown
    assert "0 errors, 2 warnings, 0 for information.\nProofread by Harper, on this machine.\n" in shown


def test_every_answer_is_read_and_no_note(goals):
    goals("answer", "goals", PROMPT, text="I saw teh cat.")
    goals("answer", "goals", "part-3.prompt-1", text="He seen teh dog.")
    goals("note", "goals", "research", text="I saw teh cow.")
    report = goals("proofread", "goals", "--json").json
    assert [finding["place"]["prompt"] for finding in report["findings"] if finding["excerpt"] == "teh"] == [
        PROMPT,
        "part-3.prompt-1",
    ]


def test_a_workbook_with_nothing_in_it(goals, opened):
    assert (
        goals("proofread", "goals").out
        == "Goals Worth Reaching (goals-worth-reaching)\nNothing is written yet.\n"
    )
    done = goals("proofread", "goals", "--json", "--fail-on", "info")
    assert (done.status, done.json["findings"], done.json["engine"]) == (0, [], None)
    assert opened().proofread == {}


def test_what_was_proofread_is_kept_until_it_changes(faulty, opened):
    def unproofread():
        found = faulty("check", "goals", "--rule", "unproofread", "--json").json["findings"]
        return [finding["message"] for finding in found]

    assert unproofread() == ["Part 1, question 1 has not been proofread yet."]
    before = opened()
    faulty("proofread", "goals")
    after = opened()
    assert unproofread() == []
    assert after.proofread[PROMPT].engines == ("harper",)
    assert (after.saved_at, after.answers) == (before.saved_at, before.answers)
    faulty("proofread", "goals")
    assert opened().proofread == after.proofread
    faulty("answer", "goals", PROMPT, text=FAULTY + "More.")
    assert unproofread() == ["Part 1, question 1 was changed since it was last proofread."]


def test_a_workbook_that_is_open_elsewhere_is_read_and_it_is_said_what_could_not_be_kept(
    faulty, tmp_path, monkeypatch, opened
):
    monkeypatch.setattr("workbook.drafts.lock.SECONDS", 0.05)
    lock = WorkbookLock(tmp_path / "home" / "workbooks" / GOALS)
    assert lock.take()
    done = faulty("proofread", "goals", "--json")
    lock.give_back()
    assert done.status == 0
    assert excerpts(done.json) == ["there", "teh"]
    assert "could not be kept" in done.err
    assert opened().proofread == {}


def test_markdown_and_text_files(cli, tmp_path):
    markdown, plain = tmp_path / "essay.md", tmp_path / "essay.txt"
    indented = "\tI saw teh cat,\r\n    and teh dog,\r\n  teh cow.\r\n\r\n    He go home.\r\n"
    markdown.write_bytes(
        f"# Teh cat\r\n\r\n```\r\ncode with teh\r\n```\r\n\r\n\tTeh end.\r\n\r\n{FAULTY}".encode()
    )
    plain.write_bytes(indented.encode())
    report = cli("proofread", str(markdown), str(plain), "--json").json
    of_the_first = [f for f in report["findings"] if f["place"] == {"file": str(markdown)}]
    rest = [f for f in report["findings"] if f["place"] == {"file": str(plain)}]
    assert [f["excerpt"] for f in of_the_first] == ["Teh", "Teh", "there", "teh"]
    assert [f["excerpt"] for f in rest] == ["teh", "teh", "teh", "go"]
    for finding in rest:
        assert indented[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"]
    shown = cli("proofread", str(plain)).out
    for position in ("1:8", "2:9", "3:3", "5:8"):
        assert f"{plain}:{position}:" in shown


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes on Windows")
def test_a_file_of_another_name_where_there_is_one_and_standard_input(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README").write_text("I saw teh cat.", "utf-8")
    assert excerpts(cli("proofread", "README", "--json").json) == ["teh"]

    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=("I saw teh cat.", "utf-8"))
    writer.start()
    assert excerpts(cli("proofread", "pipe", "--json").json) == ["teh"]
    writer.join()

    class Piped:
        class buffer:  # noqa: N801 - as the standard streams call it
            @staticmethod
            def read():
                return b"He seen teh cat."

    monkeypatch.setattr("sys.stdin", Piped)
    report = cli("proofread", "-", "--json").json
    assert "teh" in excerpts(report)
    assert report["findings"][0]["place"] == {"file": "-"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.md", None, "gone.md is not there"),
        ("latin.md", "école".encode("latin-1"), "is not UTF-8 text (line 1 holds the byte 0xe9)"),
        ("picture.txt", b"ok\n\x89PNG\r\n\x1a\n", "is not UTF-8 text (line 2"),
    ],
)
def test_bad_files_are_one_sentence(cli, tmp_path, name, data, said):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = cli("proofread", str(path), "--json")
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_bad_usage(goals, tmp_path):
    assert goals("proofread").status == 2
    assert "There is no workbook “nobody”" in goals("proofread", "goals", "nobody").err
    assert goals("proofread", str(tmp_path) + "/").status == 2
    assert "Did you mean" in goals("proofread", "goals", "--engin", "harper").err
    assert goals("proofread", "goals", "--engine", "grammarly").status == 2
    wrong = goals("proofread", "goals", "--language", "British English")
    assert (wrong.status, wrong.out) == (2, "")
    assert "no language tag" in wrong.err
    assert goals("proofread", "x\0y").status == 2


@pytest.mark.parametrize("engine", ["languagetool", "all"])
def test_an_engine_that_is_missing_is_a_missing_tool_and_the_other_is_told(faulty, engine, opened):
    done = faulty("proofread", "goals", "--engine", engine, "--json")
    assert done.status == 3
    assert "LanguageTool is not installed" in done.err
    assert excerpts(done.json) == (["there", "teh"] if engine == "all" else [])
    assert done.json["engine"] == ("harper" if engine == "all" else None)
    assert [row["rule"] for row in done.json["not_run"]] == ["languagetool"]
    assert "workbook languagetool install" in done.json["not_run"][0]["why"]
    assert opened().proofread == {}
    assert "Not proofread by languagetool: " in faulty("proofread", "goals", "--engine", engine).out


@pytest.mark.parametrize(("engine", "status"), [("auto", 0), ("all", 3), ("languagetool", 3)])
def test_an_engine_that_fails_takes_nothing_from_the_other(
    faulty, damaged_languagetool, opened, engine, status
):
    faulty("answer", "goals", "part-3.prompt-1", text="He seen teh dog.")
    done = faulty("proofread", "goals", "--engine", engine, "--json")
    assert done.status == status
    assert excerpts(done.json).count("teh") == (0 if engine == "languagetool" else 2)
    assert [row["rule"] for row in done.json["not_run"]] == ["languagetool"]
    assert "damaged" in done.json["not_run"][0]["why"]
    assert ("damaged" in done.err) == (status == 3)
    assert opened().proofread == {}, "an engine that was chosen read none of it"


def test_a_language_that_no_engine_knows_is_not_silence(faulty, opened):
    done = faulty("proofread", "goals", "--language", "de", "--json")
    assert (done.status, done.json["findings"], done.json["engine"]) == (3, [], None)
    assert "de-DE" in done.json["not_run"][0]["why"]
    assert done.err.startswith(f"Not proofread: {PROMPT}. Harper ")
    assert opened().proofread == {}


def test_many_texts_that_no_engine_read_are_told_in_one_line(cli, tmp_path):
    paths = [tmp_path / f"{number}.md" for number in range(5)]
    for path in paths:
        path.write_text("Guten Tag.", "utf-8")
    done = cli("proofread", *map(str, paths), "--language", "de")
    assert done.status == 3
    assert f"Not proofread: {paths[0]}, {paths[1]}, {paths[2]} and 2 more. Harper " in done.err


def test_the_english_of_the_preference_the_credential_and_the_command(cli, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("The colour of the theatre.", "utf-8")

    def found(*more):
        return excerpts(cli("proofread", str(path), "--json", *more).json)

    assert found() == ["colour", "theatre"]
    assert found("--language", "en-GB") == []
    preferences = tmp_path / "home" / "config.toml"
    preferences.parent.mkdir(exist_ok=True)
    preferences.write_text('language = "en-GB"\n', "utf-8")
    assert found() == []
    assert found("--language", "en-us") == ["colour", "theatre"]


def test_the_engine_and_the_thoroughness_that_a_person_prefers(cli, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("We " + "looked at a book and then at a wall and then " * 9 + "slept.", "utf-8")
    preferences = tmp_path / "home" / "config.toml"
    preferences.parent.mkdir()

    def rules(*more):
        report = cli("proofread", str(path), "--json", *more).json
        return [source["rule"] for finding in report["findings"] for source in finding["sources"]]

    assert "LongSentences" not in rules()
    assert "LongSentences" in rules("--thorough")
    preferences.write_text("thorough = true\n", "utf-8")
    assert "LongSentences" in rules()
    assert "LongSentences" not in rules("--not-thorough")
    preferences.write_text('engine = "languagetool"\n', "utf-8")
    assert cli("proofread", str(path)).status == 3
    assert cli("proofread", str(path), "--engine", "harper").status == 0


def test_preferences_that_cannot_be_read_stop_nothing_and_are_told(faulty, tmp_path):
    (tmp_path / "home" / "config.toml").write_text("engine = [", "utf-8")
    done = faulty("proofread", "goals", "--json")
    assert done.status == 0
    assert "config.toml cannot be read" in done.err
    doctor = json.loads(faulty("doctor", "--json").out)
    assert [item["name"] for item in doctor["items"] if not item["ok"]] == ["preferences"]


def test_several_at_once_each_once(faulty, tmp_path):
    faulty("start", GOALS, "--id", "other")
    faulty("answer", "other", PROMPT, text="He seen teh dog.")
    report = faulty("proofread", "goals", "other", "goals", "--json").json
    assert [
        finding["place"]["workbook"] for finding in report["findings"] if finding["excerpt"] == "teh"
    ] == [
        GOALS,
        "other",
    ]
    shown = faulty("proofread", "goals", "other").out
    assert shown.count("for information.") == 2


def test_a_second_time_the_cache_answers_and_nothing_changes(faulty, tmp_path):
    first = faulty("proofread", "goals", "--json").out
    cache = tmp_path / "home" / "workbooks" / GOALS / "proofread.cache"
    assert cache.stat().st_mode & 0o077 == 0
    assert faulty("proofread", "goals", "--json").out == first
    cache.write_bytes(b"\0 damaged")
    assert faulty("proofread", "goals", "--json").out == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \t\n",
        "😀" * 500,
        "word\x00 \x1b[31mteh\x07 \x9b",
        "\ufeffI saw teh cat.\r\n",
        "# \n- \n> \n|",
    ],
)
def test_odd_texts_give_a_result(cli, tmp_path, text):
    path = tmp_path / "odd.md"
    path.write_bytes(text.encode())
    done = cli("proofread", str(path), "--json")
    assert done.status == 0
    for finding in done.json["findings"]:
        assert text[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"]
    shown = cli("proofread", str(path)).out
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 for c in shown)


def test_the_engines_rules_can_be_checked_by_name(faulty, opened):
    report = faulty("check", "goals", "--rule", "spelling", "--json").json
    assert (excerpts(report), report["engine"]) == (["teh"], "harper")
    assert {f["rule"] for f in report["findings"]} == {"spelling"}
    both = faulty("check", "goals", "--rule", "grammar", "--rule", "unproofread", "--json").json
    assert {f["rule"] for f in both["findings"]} == {"grammar", "unproofread"}
    assert opened().proofread == {}
    assert "“teh”" in faulty("check", "goals", "--rule", "spelling").out
    assert faulty("check", "goals", "--json").json["engine"] is None


def test_the_engines_rules_that_cannot_be_checked_are_said_not_to_be(faulty, damaged_languagetool, tmp_path):
    done = faulty("check", "goals", "--rule", "spelling", "--json")
    assert (done.status, excerpts(done.json)) == (0, ["teh"])
    assert [row["rule"] for row in done.json["not_run"]] == ["languagetool"]
    (tmp_path / "home" / "config.toml").write_text('engine = "languagetool"\n', "utf-8")
    done = faulty("check", "goals", "--rule", "spelling", "--json")
    assert (done.status, done.json["findings"]) == (3, [])
    assert "damaged" in done.err


def test_a_text_with_more_mistakes_than_anyone_reads_is_told_as_far_as_it_was_read(
    cli, tmp_path, monkeypatch
):
    monkeypatch.setattr("workbook.proofreading.asking.MOST_FINDINGS", 3)
    path = tmp_path / "long.md"
    path.write_text("\n\n".join(f"I saw teh cat on day {number}." for number in range(200)), "utf-8")
    done = cli("proofread", str(path), "--json", "--fail-on", "warning")
    assert (done.status, done.json["engine"]) == (1, "harper")
    assert 0 < len(done.json["findings"]) < 200
    assert "things" in done.json["not_run"][0]["why"]
    assert "Not proofread to the end by harper: " in cli("proofread", str(path)).out
