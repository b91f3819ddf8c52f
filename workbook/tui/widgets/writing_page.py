"""The writing step: the question, the editor, the gauge, and the drawer beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Rule, TextArea

from workbook.credentials.model import Part, Prompt, SubPrompt
from workbook.credentials.places import find_place
from workbook.drafts import actions
from workbook.drafts.model import Resume
from workbook.prose.words import count_answer
from workbook.tui.widgets.drawer import Drawer
from workbook.tui.widgets.editor import Editor
from workbook.tui.widgets.engine_rule import EngineRule
from workbook.tui.widgets.finding_panel import FindingPanel
from workbook.tui.widgets.gauge import Gauge, Measure
from workbook.tui.widgets.prompt_view import PromptView, question_lines
from workbook.tui.widgets.step_page import StepPage
from workbook.tui.widgets.to_look_at import Look, ToLookAt

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from workbook.credentials.model import Length
    from workbook.drafts.autosave import Autosave
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.commands import Command
    from workbook.tui.steps import StepEntry

COUNT_AFTER = 0.25
"""Seconds after the last key until the words are counted."""
LOOK_AFTER = 0.4
"""Seconds after the last key until the answer is proofread."""


class WritingPage(StepPage):
    """Answer one question."""

    PURPOSE = (
        "Here you answer one question. It is saved by itself, half a second after you stop typing. The line "
        "below counts your words against the suggested length, which is advice: it never stops you. What is "
        "underlined wants a look; F7 goes there."
    )

    @dataclass
    class Rested(Message):
        """The answer was changed, and the keys rest."""

        place: str
        """The answer's place."""

    def __init__(self, entry: StepEntry, opened: OpenWorkbook, autosave: Autosave) -> None:
        super().__init__(entry, opened, autosave)
        place = find_place(opened.credential, entry.id)
        self._sub = place.thing if isinstance(place.thing, SubPrompt) else None
        self._prompt = place.parent or place.thing
        part = opened.credential.part(place.section)
        if not isinstance(self._prompt, Prompt) or not isinstance(part, Part):
            raise TypeError(f"{entry.id} is no question")
        self._part: Part = part
        self._count_timer: Timer | None = None
        self._look_timer: Timer | None = None
        self.editor = Editor(
            self.workbook.answer_text(entry.id),
            entry.id,
            placeholder=self._placeholder(self._prompt),
            id="editor",
        )
        """The editor of the answer."""
        self.drawer = Drawer(opened, self._part, entry.id)
        """What is read beside the answer."""
        self.panel = FindingPanel()
        """The panel that says what proofreading noticed."""
        self._to_look_at = ToLookAt()
        self._engine_rule = EngineRule()

    def compose(self) -> ComposeResult:
        """Compose the question, the editor, what stands below it, and the drawer."""
        prompt = self._prompt
        assert isinstance(prompt, Prompt)  # noqa: S101 - seen to in __init__
        with Horizontal():
            with Vertical(id="writing"):
                yield PromptView(question_lines(prompt, self._sub))
                yield Rule(line_style="solid")
                yield self.editor
                yield self._engine_rule
                yield self.panel
                with Container(id="below"):
                    yield Gauge(self._measure())
                    yield self._to_look_at
            yield self.drawer

    def on_mount(self) -> None:
        """Go to where the person stopped in this answer."""
        resume = self.workbook.resume
        if resume.place == self.entry.id:
            self.editor.move_cursor((resume.row, resume.column))

    def focus_first(self) -> None:
        """Put the cursor into the answer."""
        self.focus_now(self.editor, scroll_visible=True)

    def stop(self) -> Resume:
        """Return the cursor's place in the answer."""
        row, column = self.editor.cursor_location
        return Resume(self.entry.id, row, column)

    def guide_page(self) -> str:
        """Return the guide's page on this part."""
        reflection = "reflect" in self._part.title.lower()
        return "7-reflection" if reflection else "5-overview-questions"

    @on(TextArea.Changed, "#editor")
    def changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed, and count it once the keys rest."""
        event.stop()
        if self.editor.hand_over():
            self.autosave.put_stop(self.stop())
        if self._count_timer is not None:
            self._count_timer.stop()
        self._count_timer = self.set_timer(COUNT_AFTER, self._count)
        if self._look_timer is not None:
            self._look_timer.stop()
        self._look_timer = self.set_timer(LOOK_AFTER, self._rest)

    @on(Drawer.Cite)
    def cite(self, event: Drawer.Cite) -> None:
        """Put a citation in at the cursor, and go on writing."""
        row, column = self.editor.cursor_location
        before = self.editor.document.get_line(row)[:column]
        space = "" if not before or before[-1].isspace() else " "
        self.editor.insert(f"{space}{event.text}")
        self.editor.focus()

    @on(Drawer.Assessed)
    def assessed(self, event: Drawer.Assessed) -> None:
        """Keep what the person said of a passing line."""
        opened, criterion, level = self.opened, event.criterion, event.level

        def work() -> None:
            if level is None:
                actions.unassess(opened, criterion)
            else:
                actions.assess(opened, criterion, level)

        self.do(work, lambda _: self.drawer.refresh_criteria())

    def put_letters(self) -> None:
        """Put in the letters of the lettered questions."""
        prompt = self._prompt
        if isinstance(prompt, Prompt) and prompt.subprompts and self._sub is None:
            letters = actions.letters_to_add(prompt, self.editor.text)
            self.editor.insert(letters, self.editor.document.end)
            self.editor.focus()

    async def turn_drawer(self) -> None:
        """Show or hide the drawer."""
        self.toggle_class("-drawer-open")
        if self.drawer.display and self.has_class("-drawer-open") and not self.screen.has_class("-wide"):
            await self.drawer.make()
            # Its first piece stands at its top, which a scrolling to that piece would take out of sight.
            self.focus_now(self.drawer.query("Rows, Editor").first())
        else:
            self.editor.focus()

    def on_descendant_focus(self) -> None:
        """Fold the question while the answer is written in a small window."""
        writing = self.app.focused is self.editor
        if writing and self.panel.is_shown:
            self.close_panel()
        writing = writing or self.panel.is_shown
        self.query_one(PromptView).folded = writing and self.screen.has_class("-narrow")

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted over the panel into the answer, as one writes on."""
        if self.panel.has_focus_within and self.may_write:
            event.stop()
            self.close_panel()
            self.editor.focus()
            self.editor.post_message(events.Paste(event.text))

    def wait_for_no_more_keys(self) -> None:
        """Take note that what was typed is looked at by someone else's wish: the keys need not rest first."""
        if self._look_timer is not None:
            self._look_timer.stop()
            self._look_timer = None

    def show_proofreading(self, look: Look, engines: str) -> None:
        """Show what there is to look at, and which engines have looked."""
        self._to_look_at.show(look)
        self._engine_rule.say(engines)

    def close_panel(self) -> None:
        """Close the panel under the editor."""
        self.panel.vanish()
        self.remove_class("-panel")
        self.editor.put_in_hand(None)

    def all_commands(self) -> tuple[Command, ...]:
        """Return the panel's commands while it is in hand."""
        return (*self.COMMANDS_HERE, *(self.panel.COMMANDS_HERE if self.panel.is_shown else ()))

    def on_resize(self) -> None:
        """Fold or open the question as the window's width asks."""
        self.call_after_refresh(self.on_descendant_focus)

    def _count(self) -> None:
        self.query_one(Gauge).show(self._measure())
        self.post_message(self.Changed())

    def _rest(self) -> None:
        self._look_timer = None
        self.post_message(self.Rested(self.entry.id))

    def _measure(self) -> Measure:
        text = self.workbook.answer_text(self.entry.id)
        words = count_answer(text)
        guide = self._guide()
        if guide is not None and guide.scope == "part":
            shared = sum(
                count_answer(self.workbook.answer_text(place))
                for prompt in self._part.prompts
                for place in (prompt.id, *(sub.id for sub in prompt.subprompts))
            )
            return Measure(words, guide, shared, f"Part {self._part.number}")
        return Measure(words, guide)

    def _guide(self) -> Length | None:
        """Return the guide in words that this answer is measured by."""
        prompt = self._prompt
        assert isinstance(prompt, Prompt)  # noqa: S101 - seen to in __init__
        own = [self._sub.length] if self._sub else [prompt.length, *(way.length for way in prompt.either)]
        for length in (*own, self._part.length):
            if length is not None and length.unit == "words":
                return length
        return None

    def _placeholder(self, prompt: Prompt) -> str:
        if prompt.subprompts and self._sub is None:
            letters = ", ".join(sub.label for sub in prompt.subprompts)
            return f"Answer {letters} here, each beginning with its letter. F10 puts the letters in."
        return "Write your answer here."
