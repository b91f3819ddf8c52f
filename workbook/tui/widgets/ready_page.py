"""What two reviewers will ask: the quick tips as they were checked, and what only the person can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from workbook.drafts import actions
from workbook.drafts.progress import question_title
from workbook.drafts.stored_copies import look_again
from workbook.findings.model import Report
from workbook.tui import commands
from workbook.tui.background import in_background
from workbook.tui.marks import dots
from workbook.tui.widgets.ready_rows import Purpose, ready_rows
from workbook.tui.widgets.rows import Rows
from workbook.tui.widgets.step_page import StepPage

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.findings.model import Finding


class ReadyRows(Rows):
    """The lines of the page; Space ticks as Enter does."""

    HELP_TEXT = (
        "What reviewers ask. Up and Down choose a line; on something to look at again Enter goes there, on a "
        "box Enter or Space ticks it."
    )
    BINDINGS = commands.bindings((commands.GO_THERE,))


class ReadyPage(StepPage):
    """Look at one's work as the reviewers will."""

    COMMANDS_HERE: ClassVar = (commands.GO_THERE, commands.LOOK_AGAIN)
    BINDINGS = commands.bindings((commands.LOOK_AGAIN,))
    PURPOSE = (
        "Here you see what two reviewers will ask. What can be checked was checked: Enter on something to "
        "look at again goes there. What only you can say is a box to tick, with Enter or Space."
    )
    DEFAULT_CSS = """
    ReadyPage {
        padding: 1 1 0 1;
        #headline { text-style: bold; height: auto; max-width: 92; padding: 0 1; margin: 0 0 1 0; }
        ReadyRows { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the headline and the lines."""
        yield Static(Content(f"Looking{dots()}"), id="headline")
        yield ReadyRows(id="lines")

    def on_mount(self) -> None:
        """Look the workbook over."""
        self._report: Report | None = None
        self._proofread = Report(())
        self._purposes: dict[str, Purpose] = {}
        self._unfolded: set[str] = set()
        self.action_look_again()

    def focus_first(self) -> None:
        """Put the focus on the lines."""
        self.focus_now(self.query_one(ReadyRows))

    def guide_page(self) -> str:
        """Return the guide's page on a successful submission."""
        return "02-successful-submission"

    def show_proofread(self, report: Report) -> None:
        """Take in what proofreading has left to look at; it may come at any time, and again."""
        if report != self._proofread:
            self._proofread = report
            self._show()

    def action_look_again(self) -> None:
        """Look the whole workbook over anew; what is shown stays until it is done."""
        self.query_one("#headline", Static).update(Content(f"Looking{dots()}"))
        opened = self.opened

        def work() -> Report:
            from workbook.checks import registry

            look_again(opened)
            return registry.run(registry.Subject(opened.workbook, opened.credential))

        in_background(self, work, self._looked, latest="look", keys_wait=True)

    def action_select(self) -> None:
        """Go to, or tick, the line in hand."""
        self.query_one(ReadyRows).action_select()

    @on(OptionList.OptionSelected, "#lines")
    def selected(self, event: OptionList.OptionSelected) -> None:
        """Go there, tick, or unfold, as the line asks."""
        event.stop()
        purpose = self._purposes.get(event.option_id or "")
        if purpose is None:
            return
        if purpose.unfold:
            self._unfolded.add(purpose.unfold)
            self._show(keep=purpose.keep)
        elif purpose.tick:
            self._tick(purpose.tick)
        elif purpose.finding is not None:
            self.post_message(self.GoTo(self._place(purpose.finding)))

    def _looked(self, report: Report) -> None:
        """Show what the rules found."""
        self._report = report
        self._show()

    def _show(self, keep: str | None = None) -> None:
        from workbook.checks.readiness import readiness

        if self._report is None:
            return
        report = self._report.with_more(self._proofread)
        ready = readiness(self.workbook, report)
        self.query_one("#headline", Static).update(Content(ready.headline))
        rows, self._purposes = ready_rows(ready, report, self._unfolded, self._names())
        self.query_one(ReadyRows).show(rows, keep)

    def _names(self) -> dict[str, str]:
        """Return what each question is called, by its id: with its part where several parts have some."""
        asking = [part for part in self.opened.credential.parts if part.prompts]
        names = {}
        for part in asking:
            for prompt in part.prompts:
                title = question_title(part, prompt) if len(asking) > 1 else f"question {prompt.label}"
                names[prompt.id] = title
                names |= {sub.id: f"{title}, {sub.label}" for sub in prompt.subprompts}
        return names

    def _tick(self, line: str) -> None:
        opened = self.opened
        wanted = line not in self.workbook.decided

        def done(_: object) -> None:
            self._show()

        self.do(lambda: actions.decide(opened, line, decided=wanted), done)

    def _place(self, finding: Finding) -> str:
        """Return where a finding is mended; one that is about the whole workbook, in the first answer."""
        prompts = self.credential.prompts
        return finding.place.id or (prompts[0].id if prompts else self.credential.section_ids[0])
