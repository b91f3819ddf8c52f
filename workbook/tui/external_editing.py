"""F8: what is written in the app is written in the person's own editor for a while, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.credentials.model import Part, Prompt, SubPrompt
from workbook.credentials.places import find_place
from workbook.drafts.kept_edits import kept_edits
from workbook.errors import WorkbookError
from workbook.prose.words import count_answer
from workbook.tui.dates import spoken_day
from workbook.tui.ending import EndsCleanly
from workbook.tui.widgets.editor import Editor
from workbook.tui.widgets.writing_page import WritingPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.external_editor import Editing
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.screens.held import HeldDesk


_KEPT = "Text from your editor for"


def can_edit_outside(screen: HeldDesk) -> bool:
    """Return whether there is a text in hand, and a terminal to lend to an editor."""
    return can_lend_terminal(screen) and editor_in_hand(screen) is not None


def can_lend_terminal(screen: HeldDesk) -> bool:
    """Return whether an editor could have the terminal for a while, and change anything."""
    driver = screen.app._driver
    return driver is not None and driver.can_suspend and not screen.read_only


def editor_in_hand(screen: HeldDesk) -> Editor | None:
    """Return what is to be written elsewhere: the note or the answer with the focus, else the answer."""
    if isinstance(screen.focused, Editor):
        return screen.focused
    page = screen.query(WritingPage)
    return page.first().editor if page else None


def edit_outside(screen: HeldDesk) -> None:
    """Lend the terminal to the person's editor, and take in what she writes; undo steps back over it."""
    # It brings modules along that the first paint does not need.
    from workbook.drafts.editor_process import NoEditor
    from workbook.drafts.external_editor import editing

    editor = editor_in_hand(screen)
    if editor is None:
        return
    screen.collect()
    if not screen.autosave.flush():
        screen.tell(f"{screen.autosave.state.why}. Your editor was not opened.", wrong=True)
        return
    try:
        with editing(screen.opened, editor.kind, editor.place) as edit:
            text = _write(screen, edit)
    except NoEditor as error:
        screen.tell(f"{error.what}. Set VISUAL or EDITOR to one, and start the workbook anew.", wrong=True)
    except WorkbookError as error:
        screen.tell(str(error), wrong=True)
    else:
        _take(screen, editor, edit, text)
    _say_what_is_kept(screen)


def kept_edit_sentence(opened: OpenWorkbook) -> str:
    """Return what is to be said of words that an editor left and that are stored nowhere else."""
    named = dict.fromkeys(
        f"{'' if edit.kind == 'answer' else 'your note on '}{_in_words(opened, edit.place)}"
        for edit in kept_edits(opened.file.folder, opened.workbook)
    )
    if not named:
        return ""
    return f"{_KEPT} {' and '.join(named)} was kept: F8 there opens it again."


def _write(screen: HeldDesk, edit: Editing) -> str:
    """Let the person write in her editor, and return what she left.

    Raises:
        WorkbookError: as `Editing.write`; the app is on the screen again by then.
    """
    text, failure = "", None
    with screen.app.suspend():
        try:
            text = edit.write(_told_to_end(screen))
        except WorkbookError as error:
            failure = error
    if failure is not None:
        raise failure
    return text


def _told_to_end(screen: HeldDesk) -> Callable[[], bool]:
    """Return what tells whether a signal to end came while the app was busy opening the editor."""
    app = screen.app
    return lambda: isinstance(app, EndsCleanly) and app.told_to_end


def _take(screen: HeldDesk, editor: Editor, edit: Editing, text: str) -> None:
    """Take in what came back; ask before a text is replaced by nothing."""
    if edit.taken_up is not None:
        screen.tell(f"Your editor began with what was kept from it ({spoken_day(edit.taken_up)}).")
    if text.strip() or text == edit.stored:
        _put(screen, editor, edit, text)
    elif not edit.stored.strip():
        edit.refuse()
    else:
        _ask(screen, editor, edit)


def _ask(screen: HeldDesk, editor: Editor, edit: Editing) -> None:
    from workbook.tui.screens.confirm import ConfirmScreen

    words = count_answer(edit.stored)
    question = f"Replace your {editor.kind} of {words:,} word{'' if words == 1 else 's'} by nothing?"
    lost = f"Your editor left an empty file where your {editor.kind} was."
    kept = "What you wrote stays in the history, and ctrl+z brings it back."

    def answered(yes: bool | None) -> None:
        if yes:
            _put(screen, editor, edit, "")
        else:
            edit.refuse()
        _say_what_is_kept(screen)

    screen.app.push_screen(ConfirmScreen(question, lost, kept, yes="Replace it"), answered)


def _put(screen: HeldDesk, editor: Editor, edit: Editing, text: str) -> None:
    """Put a text into the editor; its file goes once the text is on the disk."""
    # A single letter must not be taken for typing: it would be undone together with what was typed before.
    editor.history.checkpoint()
    editor.put_text(text)
    editor.history.checkpoint()
    editor.focus()
    screen.collect()
    if screen.autosave.flush():
        edit.finish()
    else:
        screen.tell(f"{screen.autosave.state.why}. {edit.kept}.", wrong=True)


def _say_what_is_kept(screen: HeldDesk) -> None:
    """Say in the line that stays what is kept now, in place of what was said of it before."""
    notice = screen.notice
    others = [sentence for sentence in notice.sentences if not sentence.startswith(_KEPT)]
    notice.clear()
    for sentence in (*others, kept_edit_sentence(screen.opened)):
        notice.say(sentence)


def _in_words(opened: OpenWorkbook, place_id: str) -> str:
    """Return a place as the app names it, as "Part 1 question 2"."""
    try:
        place = find_place(opened.credential, place_id)
    except WorkbookError:
        return place_id
    part = opened.credential.part(place.section)
    if isinstance(part, Part) and isinstance(place.thing, SubPrompt) and place.parent is not None:
        return f"Part {part.number} question {place.parent.label}.{place.thing.label}"
    if isinstance(part, Part) and isinstance(place.thing, Prompt):
        return f"Part {part.number} question {place.thing.label}"
    return place_id
