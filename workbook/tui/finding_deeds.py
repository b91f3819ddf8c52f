"""What is done with the finding in hand, and taken back: a suggestion taken, a rule or a word set aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbook.findings.ignoring import rule_name
from workbook.tui import setting_aside
from workbook.tui.mended import Mended
from workbook.tui.setting_aside import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.tui.finding_in_hand import FindingInHand
    from workbook.tui.proofreading_desk import Proofreading
    from workbook.tui.screens.proofread import ProofreadDesk
    from workbook.tui.setting_aside import Deed
    from workbook.tui.widgets.underlines import Located
    from workbook.tui.widgets.writing_page import WritingPage


class FindingDeeds:
    """Does what a person wants with a finding.

    Args:
        screen: the screen on the workbook.
        proofreading: knows what was found.
        in_hand: the finding in hand.
    """

    def __init__(self, screen: ProofreadDesk, proofreading: Proofreading, in_hand: FindingInHand) -> None:
        self._screen = screen
        self._proofreading = proofreading
        self._in_hand = in_hand
        self._done: list[Deed | Mended] = []

    def step_shown(self) -> None:
        """Take note that another step is in hand: what was mended in the one before is its own now."""
        self._done = [deed for deed in self._done if not isinstance(deed, Mended)]

    def take(self, page: WritingPage, number: int) -> None:
        """Put a suggestion into the text, by its number."""
        finding = page.panel.finding
        located = self._in_hand.located
        if finding is None or located is None or number > len(finding.suggestions):
            return
        if not page.may_write:
            self._screen.tell(READ_ONLY, wrong=True)
            return
        suggestion = finding.suggestions[number - 1]
        if not page.editor.mend(located, suggestion):
            self._screen.tell("The text has changed here since; it is looked at anew.")
            self._proofreading.look(page.entry.id)
            return
        self._done.append(Mended(page.editor))
        self._in_hand.let_go()
        self._in_hand.list_all(page, page.editor.located())
        page.panel.tell_mended(finding.excerpt, suggestion)

    def set_aside(self, page: WritingPage, name: str) -> None:
        """Ignore what is in hand, take its word for one's own, or switch its rule off."""
        finding = page.panel.finding
        if finding is None:
            return
        opened, home = self._screen.opened, self._screen.app.home
        rules = tuple(dict.fromkeys(rule_name(source) for source in finding.sources))
        makers: dict[str, Callable[[], Deed]] = {"ignore": lambda: setting_aside.ignored(opened, finding)}
        if rules:
            located = self._in_hand.located
            here = page.editor.index_of(located.start if located else page.editor.cursor_location)
            makers["other_language"] = lambda: self._left_alone(page, here, here)
            makers["rule_off"] = lambda: setting_aside.rules_off(opened, rules)
            makers["rule_off_for_me"] = lambda: setting_aside.rules_off_for_me(home, rules)
        if finding.rule == "spelling":
            words = tuple(finding.excerpt.split())
            makers["add_word"] = lambda: setting_aside.word_added(home, words)
        if name not in makers:
            self._screen.tell("That can be done with a word that may be misspelt, and not here.")
            return
        self._do(page, makers[name]())

    def leave_alone(self) -> None:
        """Leave alone what is marked, else the paragraph with the finding in hand: another language."""
        page = self._screen.writing_page
        if page is not None and page.editor.selected_text.strip():
            start, end = (page.editor.index_of(location) for location in sorted(page.editor.selection))
            self._do(page, self._left_alone(page, start, end))
        elif page is not None and page.panel.finding is not None:
            self.set_aside(page, "other_language")
        else:
            self._screen.tell("Mark the words that are in another language first, or go to one with F7.")

    def _left_alone(self, page: WritingPage, start: int, end: int) -> Deed:
        return setting_aside.other_language(self._screen.opened, page.entry.id, page.editor.text, start, end)

    def _do(self, page: WritingPage, deed: Deed) -> None:
        if self._screen.read_only and not deed.own:
            self._screen.tell(READ_ONLY, wrong=True)
            return
        self._screen.in_background(deed.do, partial(self._was_done, page, deed), keys_wait=True)

    def _was_done(self, page: WritingPage, deed: Deed, result: object) -> None:
        self._done.append(deed)
        about = self._in_hand.located
        self._in_hand.let_go()
        self._proofreading.changed(deed, result)
        self._tell(page, deed.done, about=about)

    def take_back(self, page: WritingPage) -> None:
        """Take back what was done last."""
        if not self._done:
            self._screen.tell("There is nothing to take back here.")
            return
        deed = self._done.pop()
        self._in_hand.let_go()
        if isinstance(deed, Mended):
            if deed.take_back():
                self._tell(page, "The words are as they were.")
            else:
                self._screen.tell("The text has changed since: ctrl+z in the text steps back over it.")
            return

        def was_taken_back(result: object) -> None:
            self._proofreading.changed(deed, result, back=True)
            self._tell(page, deed.taken_back)

        self._screen.in_background(deed.take_back, was_taken_back, keys_wait=True)

    def _tell(self, page: WritingPage, sentence: str, *, about: Located | None = None) -> None:
        """Say in the panel what was done, and to what; the place stays in sight."""
        if page.is_attached and page.panel.is_shown:
            self._in_hand.say(page, sentence, about=about)
        else:
            self._screen.tell(sentence)
