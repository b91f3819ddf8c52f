"""The whole way as a new user walks it: choose, read, note, answer, attach, assess, build, read the PDF."""

from __future__ import annotations

import re

import pytest

from workbook.drafts.store import Store
from workbook.home import Home, content_folder

EXAMPLE = content_folder() / "examples" / "goals-worth-reaching"
ANSWERS = {
    "part-1.prompt-1": "Six readers could name one finished book when the autumn term began.",
    "part-1.prompt-2": "Our goal was two finished books of free choice before the clocks changed.",
    "part-1.prompt-3": "It was measurable because a shelf log counted every finished book.",
    "part-1.prompt-4": "Each Friday we looked at the log and I praised one brave choice.",
    "part-3.prompt-1": "The reader stopped hiding in the middle of chapters and finished three.",
    "part-3.prompt-2": "Next year I begin with smaller steps and a louder celebration.",
}
QUESTIONS = {
    "part-1.prompt-1": "question 1 of 4",
    "part-1.prompt-2": "question 2 of 4",
    "part-1.prompt-3": "question 3 of 4",
    "part-1.prompt-4": "question 4 of 4",
    "part-3.prompt-1": "question 1 of 2",
    "part-3.prompt-2": "question 2 of 2",
}
NOTE = "Vague wishes fail, a named target helps."


def workbook_of(home):
    """The only workbook of a home."""
    store = Store(Home(home))
    (name,) = store.ids()
    return store.open(name)


def assert_all_is_there(home, pdf, pdf_text):
    """Everything that was done is on the disk, and every answer once and in order in the PDF."""
    opened = workbook_of(home)
    workbook = opened.workbook
    assert {place: draft.text for place, draft in workbook.answers.items()} == ANSWERS
    assert workbook.note_text("research.1") == NOTE
    assert set(workbook.read) == {"competency", "method", "research", "resources"}
    criteria = {row.id for part in opened.credential.parts if part.rubric for row in part.rubric.rows}
    criteria |= {line.id for part in opened.credential.parts for line in part.passing}
    assert set(workbook.assessment) == criteria
    (attachment,) = workbook.attachments["part-2.artifact-1"]
    stored = opened.file.artifacts / attachment.stored_as
    assert stored.read_bytes() == (EXAMPLE / "artifacts" / "part-2.artifact-1.pdf").read_bytes()

    text = pdf_text(pdf)
    places = [text.index(answer) for answer in ANSWERS.values()]
    assert places == sorted(places), "the answers are in the credential's order"
    for (prompt, answer), place in zip(ANSWERS.items(), places, strict=True):
        assert text.count(answer) == 1
        number = prompt.rsplit("-", 1)[1]
        before = re.findall(r"Question (\d)", text[:place])
        assert before[-1] == number, f"{prompt} stands under question {before[-1]}"
    assert "part-2.artifact-1.pdf" in text


def built_pdf(home):
    """The PDF that the app made."""
    (pdf,) = (home / "workbooks").rglob("submissions/*.pdf")
    return pdf


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
def test_with_the_keyboard_alone(terminal, tmp_path, pdf_text, keep_pdf, size):
    home = tmp_path / "home"
    app = terminal(home=home, size=size)
    app.wait_for("CHOOSE A MICRO-CREDENTIAL", "Goals Worth Reaching")
    app.press("down", "down", "enter")
    app.wait_for("What you will hand in")
    app.press("enter")
    app.wait_for("Goals Worth Reaching ▸ Competency", "saved")
    for crumb in ("Competency", "Method", "Research", "Resources"):
        app.wait_for(f"▸ {crumb}")
        if crumb == "Research":
            app.press("tab", "n", NOTE, "escape")
        app.press("r", "end")
        app.wait_for("Read ✓")
        app.press("f3")
    for prompt, answer in list(ANSWERS.items())[:4]:
        app.wait_for(QUESTIONS[prompt])
        app.press(answer, "f3")
    assess(app, 6)
    app.wait_for("▸ artifacts")
    app.press("enter")
    app.wait_for("Attach to “A SMART goal”", "Esc")
    app.settle()
    app.press(str(EXAMPLE / "artifacts" / "part-2.artifact-1.pdf"), "enter")
    app.wait_for("✓ part-2.artifact-1.pdf")
    app.press("f3")
    assess(app, 4)
    for prompt, answer in list(ANSWERS.items())[4:]:
        app.wait_for("Part 3", QUESTIONS[prompt])
        app.press(answer, "f3")
    assess(app, 4)
    app.wait_for("▸ Ready?", "What reviewers are told to expect")
    app.press("f9")
    app.wait_for("Make it anyway")
    app.press("tab", "tab", "enter")
    app.wait_for("Made ·", "pages")
    app.press("ctrl+q")
    assert app.wait_for_end() == 0
    assert_all_is_there(home, built_pdf(home), pdf_text)
    keep_pdf(built_pdf(home), f"keyboard-{size[0]}")


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
def test_with_the_mouse_alone(terminal, tmp_path, pdf_text, keep_pdf, size):
    home = tmp_path / "home"
    app = terminal(home=home, size=size)
    app.wait_for("CHOOSE A MICRO-CREDENTIAL", "Goals Worth Reaching")
    app.click("Goals Worth Reaching")
    app.wait_for("What you will hand in")
    app.click("   Start   ")
    for crumb in ("Competency", "Method", "Research", "Resources"):
        app.wait_for(f"▸ {crumb}", "saved")
        if crumb == "Research":
            app.click("No note yet")
            app.press(NOTE)
        scroll_to(app, "I have read this")
        app.click("I have read this")
        app.wait_for("Read ✓")
        app.click("F3 on")
    for prompt, answer in list(ANSWERS.items())[:4]:
        write_with_mouse(app, QUESTIONS[prompt], answer)
    assess_with_mouse(app, "○ met", 6)
    app.wait_for("▸ artifacts")
    scroll_to(app, "Attach a file or a link")
    app.click("Attach a file or a link")
    app.wait_for("Attach to “A SMART goal”", "Esc")
    app.settle()
    app.press(str(EXAMPLE / "artifacts" / "part-2.artifact-1.pdf"))
    app.click("Attach        Close")
    app.wait_for("✓ part-2.artifact-1.pdf")
    app.click("F3 on")
    assess_with_mouse(app, "○ Proficient", 4)
    for prompt, answer in list(ANSWERS.items())[4:]:
        write_with_mouse(app, QUESTIONS[prompt], answer)
    assess_with_mouse(app, "○ met", 4)
    app.wait_for("▸ Ready?", "What reviewers are told to expect")
    app.click("F9 build")
    app.wait_for("Make it anyway")
    app.click("Make it anyway")
    app.wait_for("Made ·", "pages")
    app.click("Esc up")
    app.click("Esc up")
    app.wait_for("CONTINUE", "ctrl+q quit")
    app.click("ctrl+q quit")
    assert app.wait_for_end() == 0
    assert_all_is_there(home, built_pdf(home), pdf_text)
    keep_pdf(built_pdf(home), f"mouse-{size[0]}")


def scroll_to(app, text):
    """Turn the wheel until a text is on the screen."""
    until_it_is_there(app, lambda: text in app.text)


def until_it_is_there(app, there):
    """Turn the wheel until something is on the screen."""
    app.settle()
    for _ in range(40):
        if there():
            return
        app.scroll_down_at(app.screen.columns // 2, 10)
    raise AssertionError(f"it is nowhere on the page:\n{app.text}")


def unchosen(app, level):
    """Where on the screen a level can still be chosen: by its name, or in its column of the table."""
    lines = list(enumerate(app.screen.display, 1))
    named = [(line.index(level) + 1, row) for row, line in lines if level in line]
    head = f"{level.removeprefix('○ ')}  passes"
    columns = [(line.index(head), row) for row, line in lines if head in line and level not in line]
    in_table = [
        (column + 1, row)
        for column, top in columns[:1]
        for row, line in lines
        if row > top and line[column] == "○"
    ]
    return named or in_table


def write_with_mouse(app, crumb, answer):
    """Click into the answer, write it, and go on."""
    app.wait_for(f"▸ {crumb}", "saved")
    inviting = ("Write your answer here", "here, each beginning")
    app.wait_until(lambda: any(words in app.text for words in inviting))
    app.settle()
    app.click(next(words for words in inviting if words in app.text)[1:])
    app.press(answer)
    app.click("F3 on")


def assess_with_mouse(app, level, criteria):
    """Click on a level of each criterion, turning the wheel between, then go on."""
    app.wait_for("▸ my assessment")
    for _ in range(criteria):
        until_it_is_there(app, lambda: unchosen(app, level))
        app.settle()
        places = unchosen(app, level)
        left = len(places) - 1
        app.click_at(*places[0])
        app.wait_until(lambda left=left: len(unchosen(app, level)) == left)
    app.click("F3 on")


def assess(app, criteria):
    """Say of each criterion that it is at the first of its levels, then go on."""
    app.wait_for("▸ my assessment", "Enter choose")
    for _ in range(criteria):
        app.press("enter", "tab")
        app.pump(0.2)
    app.press("f3")
