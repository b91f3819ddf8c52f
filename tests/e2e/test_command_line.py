"""The whole way by plain commands, and how the command meets the shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from workbook.home import content_folder

if TYPE_CHECKING:
    from tests.conftest import CommandLine

GOALS = "goals-worth-reaching"
HEAVY = ("language_tool_python", "harper", "pypandoc", "typst", "requests", "pikepdf", "textual")


def text_of_pdf(path: str) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_whole_way_without_a_terminal(workbook: CommandLine, pdf: Path) -> None:
    assert workbook.fine("start", GOALS).out == f"{GOALS}\n"
    asked = workbook.fine("show", GOALS, "--json").json
    for section in ("competency", "method", "research", "resources", "submitting"):
        assert workbook.fine("read", "goals", section).out.endswith(f"{section} is marked as read.\n")
    workbook.fine("note", "goals", "research.2", text="Specific beats do your best.")
    written: list[tuple[str, str]] = []
    for part in asked["parts"]:
        for number, prompt in enumerate(part["prompts"], 1):
            lettered = [(sub["id"], f"{number} ({sub['id'][-1]})") for sub in prompt["subprompts"]]
            for place, label in lettered or [(prompt["id"], str(number))]:
                mark = f"mark{len(written):02}"
                least = (prompt["length"] or {}).get("min") or 0
                workbook.fine(
                    "answer", "goals", place, text=f"{mark} " + "and so on we went " * (least // 4 + 1)
                )
                written.append((label, mark))
        for artifact in part["artifacts"]:
            workbook.fine("attach", "goals", artifact["id"], str(pdf))
        for row in (part["rubric"] or {"rows": []})["rows"]:
            workbook.fine("assess", "goals", row["id"], "proficient")
        for line in part["passing"]:
            workbook.fine("assess", "goals", line["id"], "met")
    status = workbook.fine("status", "goals", "--json").json
    assert status["progress"]["done"] == status["progress"]["total"]
    assert status["next"] is None
    workbook.fine("proofread", "goals", "--engine", "harper")
    report = workbook.fine("check", "goals", "--json").json
    assert [found for found in report["findings"] if found["rule"] != "length"] == []
    built = workbook.fine("build", "goals", "--json").json
    assert built["path"].startswith(str(workbook.home))
    shown = text_of_pdf(built["path"])
    positions = [shown.index(mark) for _, mark in written]
    assert positions == sorted(positions)
    assert all(shown.count(mark) == 1 for _, mark in written)
    for label, mark in written:
        before = shown[: shown.index(mark)]
        assert re.findall(r"Question (\d+(?: \([a-z]\))?)", before)[-1] == label
    assert "Maria" not in shown


def test_building_is_refused_while_there_are_errors(started: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "submission.pdf"
    refused = started("build", "goals", "-o", str(target))
    assert refused.status == 1
    assert "[unanswered]" in refused.out
    assert "[artifact-missing]" in refused.out
    assert not target.exists()
    told = started("build", "goals", "-o", str(target), "--json")
    assert told.status == 1
    assert told.json["path"] is None
    assert told.json["counts"]["error"] == len(
        [found for found in told.json["findings"] if found["severity"] == "error"]
    )
    anyway = started.fine("build", "goals", "-o", str(target), "--anyway", "--json").json
    assert anyway["path"] == str(target)
    assert anyway["bytes"] == target.stat().st_size
    assert anyway["pages"] == len(pypdfium2.PdfDocument(target))


def test_a_part_is_built_by_itself(started: CommandLine, tmp_path: Path) -> None:
    for prompt in ("part-3.prompt-1", "part-3.prompt-2"):
        started.fine("answer", "goals", prompt, text="mark of the third part")
    target = tmp_path / "third.txt"
    assert started.fine("build", "goals", "--part", "3", "-o", str(target), "--json").json["format"] == "txt"
    assert target.read_text("utf-8").count("mark of the third part") == 2
    assert "Overview Questions" not in target.read_text("utf-8")
    wrong = started("build", "goals", "--part", "9")
    assert (wrong.status, wrong.err) == (2, "Goals Worth Reaching has no part 9. Its parts are 1, 2, 3.\n")


def test_what_is_printed_is_what_was_stored(started: CommandLine, tmp_path: Path) -> None:
    text = "  Zoë wrote “ʻokina” — é ≠ é.\n\n\tTab, emoji 👩🏽‍🏫, 漢字; no line end"
    file = tmp_path / "answer.md"
    file.write_bytes(text.encode())
    told = started.fine("answer", "goals", "part-1.prompt-1", "--file", str(file), "--json").json
    assert set(told) == {"workbook", "prompt", "words", "saved_at"}
    assert (told["workbook"], told["prompt"]) == (GOALS, "part-1.prompt-1")
    assert datetime.fromisoformat(told["saved_at"]).tzinfo is not None
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").raw == text.encode()


def test_line_ends_marks_and_control_characters_go(started: CommandLine) -> None:
    raw = "\ufeffone\r\ntwo\rthree \x1b[31mred\x07\x00".encode()
    started.fine("answer", "goals", "part-1.prompt-1", "--file", "-", text=raw)
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").raw == b"one\ntwo\nthree [31mred"


def test_an_empty_pipe_is_an_empty_answer_and_no_pipe_is_none(started: CommandLine) -> None:
    started.fine("answer", "goals", "part-1.prompt-1", text="kept")
    nothing = started("answer", "goals", "part-1.prompt-1")
    assert nothing.status == 2
    assert nothing.err.count("\n") == 1
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == "kept"
    started.fine("answer", "goals", "part-1.prompt-1", text="")
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == ""


def test_a_very_long_answer(started: CommandLine) -> None:
    text = "\n\n".join("word " * 199 + "end" for _ in range(1000))
    told = started.fine("answer", "goals", "part-1.prompt-1", "--json", text=text).json
    assert told["words"] == 200_000
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == text


def test_without_a_terminal_the_bare_command_is_status(started: CommandLine) -> None:
    bare = started.fine().out
    assert bare == started.fine("status").out
    assert "Type: workbook read goals-worth-reaching competency\n" in bare
    refused = started("open", "goals")
    assert refused.status == 2
    assert refused.out == ""
    assert re.fullmatch(r"The app needs a terminal[^\n]+\n", refused.err)


def test_status_leaves_the_heavy_modules_alone(started: CommandLine) -> None:
    for arguments in (["--help"], ["status"], ["status", "goals", "--json"]):
        program = (
            f"import sys; sys.argv = ['workbook', *{arguments!r}]\n"
            "from workbook.__main__ import main\n"
            "try:\n    main()\nfinally:\n    print(sorted(sys.modules), file=sys.stderr)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            env=started.variables(),
            check=True,
            text=True,
        )
        loaded = set(json.loads(done.stderr.replace("'", '"')))
        assert not loaded.intersection(HEAVY), arguments
        assert "workbook" in loaded
        assert ("markdown_it" in loaded) == (arguments != ["--help"])


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_no_locale_ends_a_command(started: CommandLine, variables: dict[str, str]) -> None:
    text = "“ʻokina” — 漢字 👩🏽‍🏫"
    started.fine("answer", "goals", "part-1.prompt-1", text=text)
    run = [*started.command("answer", "goals", "part-1.prompt-1", "--print")]
    done = subprocess.run(run, capture_output=True, check=True, env=started.variables(**variables))
    assert done.stdout.decode("utf-8") == text
    own = started.folder / "ʻokina 漢字.md"
    own.write_text(
        "---\nid: own\ntitle: ʻŌlelo 漢字\n---\n# The Competency\nNaïve 👩🏽‍🏫.\n", encoding="utf-8"
    )
    for arguments in (["show", str(own)], ["status", "goals"], ["check", "goals", "--fail-on", "never"]):
        done = subprocess.run(
            started.command(*arguments), capture_output=True, check=True, env=started.variables(**variables)
        )
        assert done.stderr == b""
        assert len(done.stdout) > 80
    shown = subprocess.run(
        started.command("show", GOALS, "--json"),
        capture_output=True,
        check=True,
        env=started.variables(**variables),
    )
    assert "There's a S.M.A.R.T. way" in json.loads(shown.stdout)["research"][0]["text"]
    assert "35–36" in json.loads(shown.stdout)["research"][0]["text"]


@pytest.mark.skipif(os.name == "nt", reason="a pipe that is closed early is POSIX's affair")
def test_a_reader_that_goes_away_is_no_fault(started: CommandLine) -> None:
    process = subprocess.Popen(
        started.command("show", GOALS),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=started.variables(),
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_told(started: CommandLine) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            started.command("status"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=started.variables(),
        )
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"no space left on device" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's affair")
def test_ctrl_c_ends_with_130_and_one_line(started: CommandLine) -> None:
    started.fine("answer", "goals", "part-1.prompt-1", text="kept")
    program = (
        "import sys; sys.argv = ['workbook', 'answer', 'goals', 'part-1.prompt-1']\n"
        "import workbook.cli.writing as writing\n"
        "real = writing.standard_input\n"
        "def waiting():\n    print('waiting', flush=True)\n    return real()\n"
        "writing.standard_input = waiting\n"
        "from workbook.__main__ import main\nmain()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=started.variables(),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == b"Stopped; what was saved before is kept.\n"
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == "kept"


def test_two_processes_lose_nothing(started: CommandLine) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom workbook.drafts.store import Store\n"
        "from workbook.drafts.actions import note\nfrom workbook.home import Home\n"
        "store = Store(Home(Path(sys.argv[1])))\nopened = store.open('goals')\n"
        "for number in range(50):\n"
        "    opened.file.save_answer(f'{sys.argv[2]}-{number}', f'{sys.argv[2]} {number}')\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(started.home), name], env=started.variables())
        for name in ("left", "right")
    ]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    rows = json.loads(started.file().read_bytes())["answers"].values()
    kept = {row["prompt"]: row["text"] for row in rows}
    assert kept == {f"{name}-{n}": f"{name} {n}" for name in ("left", "right") for n in range(50)}


def test_two_commands_that_start_at_once_get_two_workbooks(workbook: CommandLine) -> None:
    both = [
        subprocess.Popen(workbook.command("start", GOALS), stdout=subprocess.PIPE, env=workbook.variables())
        for _ in range(2)
    ]
    ids = {process.communicate(timeout=60)[0].decode().strip() for process in both}
    assert ids == {GOALS, f"{GOALS}-2"}


def test_a_fault_of_ours_is_logged_and_told_in_one_line(started: CommandLine, tmp_path: Path) -> None:
    def fault(home: Path) -> Any:
        program = (
            "import sys; sys.argv = ['workbook', 'status', 'goals']\n"
            "import workbook.cli.status as status\n"
            "status.progress = lambda *_: {}['a fault for the test']\n"
            "from workbook.__main__ import main\nmain()"
        )
        return subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=False,
            text=True,
            env=started.variables(WORKBOOK_HOME=str(home)),
        )

    done = fault(started.home)
    logs = list((started.home / "logs").iterdir())
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert len(logs) == 1
    assert str(logs[0]) in done.stderr
    assert "a fault for the test" in logs[0].read_text("utf-8")
    assert "Traceback" in logs[0].read_text("utf-8")
    logs[0].unlink()
    (started.home / "logs").rmdir()
    (started.home / "logs").write_text("a file where the folder should be")
    done = fault(started.home)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "No log of it could be written" in done.stderr


def test_the_worked_example_is_ready_to_hand_in(workbook: CommandLine) -> None:
    assert workbook.fine("start", "--example").out == "example\n"
    assert workbook.fine("status", "example", "--json").json["next"] is None
    report = workbook.fine("check", "example", "--json").json
    assert [found for found in report["findings"] if found["severity"] != "info"] == []
    built = workbook.fine("build", "example", "--json").json
    folder = workbook.file("example").parent
    shown = " ".join(text_of_pdf(built["path"]).split())
    for path in sorted((content_folder() / "examples" / GOALS / "answers").glob("*.md")):
        words = re.findall(r"[A-Za-z]{4,}", path.read_text("utf-8"))
        assert all(word in shown for word in words), path.name
    assert len(list((folder / "artifacts").iterdir())) == 2


def test_the_installed_command_is_the_same(started: CommandLine) -> None:
    """`workbook` as pip installs it, beside this Python."""
    installed = shutil.which("workbook", path=str(Path(sys.executable).parent))
    if installed is None:
        pytest.skip("the workbook is not installed beside this Python")
    done = subprocess.run([installed, "status"], capture_output=True, check=True, env=started.variables())
    assert done.stdout == started.fine("status").raw
