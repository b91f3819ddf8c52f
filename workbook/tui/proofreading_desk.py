"""What a workbook's screen knows of proofreading: who is looking, and what was found where."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook import preferences
from workbook.drafts.model import Proofread, now
from workbook.findings.ignoring import marked
from workbook.findings.model import Where
from workbook.findings.proofread_marks import digest
from workbook.tui.asked_for import AskedFor
from workbook.tui.engines import engines_in_words
from workbook.tui.proofreading_start import choose
from workbook.tui.steps import StepKind, walked
from workbook.tui.widgets.to_look_at import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.timer import Timer

    from workbook.findings.model import Finding
    from workbook.tui.live_proofreading import LiveProofreading
    from workbook.tui.proofreading_start import Chosen
    from workbook.tui.proofreading_worker import Looked
    from workbook.tui.screens.proofread import ProofreadDesk
    from workbook.tui.setting_aside import Deed
    from workbook.tui.widgets.editor import Editor

STILL_LOOKING = 0.6
"""Seconds that a check may take until it is said that it is under way."""
ASK_STATE = 0.5
"""Seconds between two looks at how far an engine is that is starting."""


class Proofreading:
    """Has the answers of a workbook proofread, and keeps what was found.

    Args:
        screen: the screen on the workbook.
    """

    def __init__(self, screen: ProofreadDesk) -> None:
        self._screen = screen
        self._opened = screen.opened
        self._live: LiveProofreading | None = None
        self._missing: tuple[tuple[str, str], ...] = ()
        self._found: dict[str, Looked] = {}
        self._asked = AskedFor()
        self._rules_off: tuple[str, ...] = ()
        self._words: tuple[str, ...] = ()
        self._told: set[str] = set()
        self._timer: Timer | None = None
        self._closed = False

    # Beginning and ending

    def begin(self) -> None:
        """Choose the engines, start them, and have all answers looked at, that in hand first."""
        self._screen.in_background(self._choose, self._begun)

    def _choose(self) -> Chosen:
        return choose(self._screen.app, self._opened, self._tell, keeps=not self._screen.read_only)

    def _begun(self, chosen: Chosen) -> None:
        engines, preferred, live = chosen
        if self._closed:
            live.close()
            return
        self._rules_off, self._missing, self._live = preferred.rules_off, engines.missing, live
        engines.start()
        if live.starting:
            self._timer = self._screen.set_interval(ASK_STATE, self._ask_state)
        for _, why in engines.missing:
            self._say(f"{why}.")
        self.look_at_all()
        self._screen.show_proofreading()

    def _ask_state(self) -> None:
        """Show how far the engines are that are starting, until they are there."""
        if self._closed:
            return
        starting = self._live.starting if self._live else ()
        if self._timer is not None and all(engine.state != "starting" for engine in starting):
            self._timer.stop()
        for engine in starting:
            if engine.state in ("absent", "failed") and engine.why:
                self._say(engine.why)
        self._screen.show_proofreading()

    def keep(self) -> None:
        """Keep on the disk what was found."""
        if self._live is not None:
            self._screen.in_background(self._live.keep)

    def close(self) -> None:
        """Give up what is being done, and keep what was found."""
        self._closed = True
        if self._live is not None:
            self._live.close()

    # Having answers looked at

    def places(self) -> list[Where]:
        """Return the places of all answers, in order."""
        return [
            Where(self._opened.workbook.id, part=entry.section, prompt=entry.id)
            for entry in walked(self._screen.steps)
            if entry.kind is StepKind.WRITING
        ]

    def look_at_all(self) -> None:
        """Have all answers looked at, that in hand first."""
        in_hand = self._screen.in_hand.id
        for where in sorted(self.places(), key=lambda where: where.id != in_hand):
            self._look(where, soon=False)

    def look(self, place: str) -> None:
        """Have an answer looked at before all others."""
        for where in self.places():
            if where.id == place:
                self._look(where, soon=True)
                self._screen.set_timer(STILL_LOOKING, self._screen.show_proofreading)

    def look_at_what_is_due(self) -> None:
        """Have looked at, without waiting for the keys to rest, what was written since the last look."""
        in_hand = self._screen.in_hand.id
        for where in self.places():
            if self._asked.is_new(where.id, self._text(where.id)):
                if where.id == in_hand:
                    self.look(where.id)
                else:
                    self._look(where, soon=False)

    def _look(self, where: Where, *, soon: bool) -> None:
        text = self._text(where.id)
        if self._live is not None:
            self._asked.ask(where.id, text)
            editor = self._screen.editor_of(where.id)
            self._live.look(where, text, near=editor.cursor_index if editor else 0, soon=soon)

    def _text(self, place: str) -> str:
        """Return the present text of an answer; an editor has its own way with odd line ends."""
        editor = self._screen.editor_of(place)
        return editor.text if editor is not None else self._opened.workbook.answer_text(place)

    # What comes of it

    def _tell(self, looked: Looked) -> None:
        """Hand what was found to the app's own thread."""
        # The app may have ended meanwhile, and its loop with it.
        with contextlib.suppress(RuntimeError):
            self._screen.call_later(self._looked, looked)

    def _looked(self, looked: Looked) -> None:
        if self._closed:
            return
        place = looked.place.id
        before = self._found.get(place)
        fresher = before is None or not before.thorough or before.text != looked.text
        if not looked.partial and (looked.thorough or fresher):
            self._found[place] = looked
        self._asked.tell(looked)
        if looked.thorough:
            self._remember(looked)
        for missed in looked.not_run:
            self._say(f"{missed.why}.")
        editor = self._screen.editor_of(place)
        if editor is not None:
            self._underline(editor, looked)
        self._screen.show_proofreading()

    def _remember(self, looked: Looked) -> None:
        """Have it kept that an answer was proofread, where every engine has read all of it."""
        place, kept = looked.place.id, self._opened.workbook.proofread
        if looked.not_run or not looked.engines or self._screen.read_only:
            return
        mark = Proofread(digest(looked.text), now(), looked.engines)
        before = kept.get(place)
        if before is None or (before.digest, before.engines) != (mark.digest, mark.engines):
            self._opened.workbook.change("proofread", {place: mark})
            self._screen.autosave.put_proofread(place, mark.digest, mark.engines)

    def _say(self, sentence: str) -> None:
        """Say in the line that stays what must be known, once."""
        sentence = f"{sentence.rstrip('.')}."
        if sentence not in self._told:
            self._told.add(sentence)
            self._screen.notice.say(sentence)

    def show_in(self, place: str) -> None:
        """Underline in the editor of an answer that has come up what was found in it before."""
        editor, looked = self._screen.editor_of(place), self._found.get(place)
        if editor is not None and looked is not None:
            self._underline(editor, looked)

    def _underline(self, editor: Editor, looked: Looked) -> None:
        findings = self.marked(looked.findings)
        editor.show_found(looked.text, findings, thorough=looked.thorough, partial=looked.partial)

    def marked(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return findings, each with whether it was set aside."""
        found = marked(findings, self._opened.workbook, self._rules_off)
        if not self._words:
            return found
        from workbook.proofreading.known_words import KnownWords

        known = KnownWords(self._words)
        return tuple(
            replace(f, ignored=True)
            if f.rule == "spelling" and all(map(known.knows, f.excerpt.split()))
            else f
            for f in found
        )

    def changed(self, deed: Deed, result: object, *, back: bool = False) -> None:
        """Show what a deed, or its being taken back, has changed.

        Args:
            deed: what was done or taken back.
            result: what it gave.
            back: whether it was taken back.
        """
        if isinstance(result, preferences.Preferences):
            self._rules_off = result.rules_off
        if deed.words:
            others = tuple(word for word in self._words if word not in deed.words)
            self._words = others if back else (*others, *deed.words)
        if deed.words and self._live is not None:
            self._live.words_changed()
            self.look_at_all()
        self.judge()
        self._screen.autosave.changed_elsewhere(self._opened.workbook.saved_at)

    def judge(self) -> None:
        """Show anew what is set aside and what is not."""
        editor = self._screen.editor_of(self._screen.in_hand.id)
        if editor is not None:
            editor.judge(self.marked)
        self._screen.show_proofreading()

    # What there is to say

    def to_look_at(self, place: str) -> list[Finding]:
        """Return what there is to look at in an answer, in order."""
        editor = self._screen.editor_of(place)
        if editor is not None:
            return [located.finding for located in editor.located()]
        looked = self._found.get(place)
        if looked is None or looked.text != self._text(place):
            return []
        return [finding for finding in self.marked(looked.findings) if not finding.ignored]

    def state_of(self, place: str) -> Look:
        """Return what proofreading has come to in an answer."""
        excerpts = tuple(finding.excerpt for finding in self.to_look_at(place))
        elsewhere = sum(len(self.to_look_at(where.id)) for where in self.places() if where.id != place)
        state = "awaited" if self._screen.walk.is_awaited else self.state(place)
        return Look(excerpts, elsewhere, state)

    def state(self, place: str) -> str:
        """Return how far proofreading has come with an answer, as `Look` has it."""
        live, looked, text = self._live, self._found.get(place), self._text(place)
        if not text.strip():
            return "nothing written"
        if live is None:
            return "working"
        if not live.engines:
            return "failed" if self._missing else "off"
        is_late = self._asked.seconds_ago(place) >= STILL_LOOKING
        if looked is None or (is_late and self._is_being_looked_at(place)):
            return "working"
        return "done" if looked.engines else "failed"

    @property
    def is_looking(self) -> bool:
        """Whether anything is still to come."""
        return self._live is not None and any(self._live.is_looking(where) for where in self.places())

    def _is_being_looked_at(self, place: str) -> bool:
        live, here = self._live, [where for where in self.places() if where.id == place]
        return live is not None and any(map(live.is_looking, here))

    def is_open(self, place: str) -> bool:
        """Return whether a look at an answer is due or under way, by engines that have been chosen or not."""
        return any(self._is_open(where) for where in self.places() if where.id == place)

    def _is_open(self, where: Where) -> bool:
        text, live = self._text(where.id), self._live
        if self._closed or not text.strip() or (live is not None and not live.engines):
            return False
        return live is None or self._asked.is_open(where.id, text) or live.is_looking(where)

    @property
    def is_to_come(self) -> bool:
        """Whether anything is still to come."""
        return any(map(self._is_open, self.places()))

    def is_set_aside(self, finding: Finding) -> bool:
        """Return whether a finding was set aside."""
        return any(each.ignored for each in self.marked((finding,)))

    @property
    def has_any(self) -> bool:
        """Whether there is anything to look at in any answer."""
        return any(self.to_look_at(where.id) for where in self.places())

    @property
    def has_looked(self) -> bool:
        """Whether something was found or not found, and nothing is still to come."""
        return bool(self._found) and not self.is_looking

    def engine_words(self, place: str) -> str:
        """Return which engines stand behind what is underlined in an answer; how it is with the others."""
        return engines_in_words(self._live, self._found.get(place)) if self._live is not None else ""
