"""The artifacts of a part: one card each, to attach what is to be handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.content import Content
from textual.widgets import Static

from workbook.drafts.artifacts import detach
from workbook.drafts.stored_copies import look_again
from workbook.prose.plain import plain_text
from workbook.tui import commands
from workbook.tui.background import in_background
from workbook.tui.screens.attach import AttachScreen
from workbook.tui.screens.confirm import ConfirmScreen
from workbook.tui.widgets.artifact_card import ArtifactCard
from workbook.tui.widgets.markdown import PageText
from workbook.tui.widgets.step_page import StepPage
from workbook.tui.widgets.step_scroll import StepScroll

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.credentials.model import Part
    from workbook.drafts.model import Attachment
    from workbook.findings.model import Report
    from workbook.home import Home
    from workbook.tui.app import WorkbookApp

RULES = frozenset(
    {"artifact-not-pdf", "artifact-length", "file-reveals", "link-private", "confidential-name"}
)
"""The rules that look at what is attached; they are asked anew whenever it changes."""


class ArtifactsPage(StepPage):
    """Attach the artifacts of a part."""

    COMMANDS_HERE: ClassVar = (commands.ATTACH, commands.TAKE_AWAY)
    BINDINGS = commands.bindings((commands.ATTACH, commands.TAKE_AWAY))
    PURPOSE = (
        "Here you attach what is to be handed in. Tab goes from artifact to artifact; Enter attaches a file "
        "or a link. The workbook keeps a copy under a neutral name; your own file stays as it is."
    )
    DEFAULT_CSS = """
    ArtifactsPage {
        #text { padding: 0 2; }
        .title { color: $heading; text-style: bold; height: auto; max-width: 72; margin: 1 0; }
        PageText { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the instructions and the artifacts."""
        look_again(self.opened)
        with StepScroll(id="text"):
            yield Static(Content(self.credential.section_title(self._part.id)), classes="title")
            if self._part.instructions.strip():
                yield PageText(self._part.instructions)
            for artifact in self._part.artifacts:
                attached = self.workbook.attachments.get(artifact.id, ())
                yield ArtifactCard(artifact, attached, self.workbook.gone(artifact.id))

    def on_mount(self) -> None:
        """Look at what is attached already."""
        self._look()

    def focus_first(self) -> None:
        """Put the focus on the first artifact that wants something, and leave the page at its top."""
        cards = list(self.query(ArtifactCard))
        wanting = next((card for card in cards if card.is_wanting), cards[0])
        self.focus_now(wanting, scroll_visible=wanting is not cards[0])

    def go_to(self, place: str) -> None:
        """Go to an artifact."""
        card = next((card for card in self.query(ArtifactCard) if card.artifact.id == place), None)
        if card is None:
            self.focus_first()
        else:
            self.focus_now(card)
            self.query_one(StepScroll).bring(card)

    def guide_page(self) -> str:
        """Return the guide's page on artifacts."""
        return "6-artifacts"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer attaching where an artifact is in hand, and taking away where something is attached."""
        del parameters
        card = self._card
        if action == "attach":
            return card is not None
        if action == "take_away":
            return card is not None and card.attached > 0
        return True

    def on_descendant_focus(self) -> None:
        """Offer what can be done with the artifact in hand."""
        self.refresh_bindings()

    def action_attach(self) -> None:
        """Attach something to the artifact in hand."""
        if self._card is not None:
            self._open_attaching(self._card)

    def action_take_away(self) -> None:
        """Take away what is attached to the artifact in hand."""
        card = self._card
        if card is None:
            return
        if card.in_hand is not None:
            self._take_away(card, card.in_hand)
        else:
            self.notify("Several are attached. Tab to the one that you want to take away.", markup=False)

    @on(ArtifactCard.Wanted)
    def wanted(self, event: ArtifactCard.Wanted) -> None:
        """Attach, or take away, as a button was pressed."""
        event.stop()
        if event.take_away is None:
            self._open_attaching(event.card)
        else:
            self._take_away(event.card, event.take_away)

    def _checked(self, report: Report) -> None:
        """Show what was found with each artifact."""
        for card in self.query(ArtifactCard):
            findings = [f for f in report.findings if f.place.artifact == card.artifact.id]
            card.show_findings([finding for finding in findings if not finding.ignored])

    @property
    def _part(self) -> Part:
        part = self.credential.part(self.entry.section)
        if part is None:
            raise TypeError(f"{self.entry.id} belongs to no part")
        return part

    @property
    def _home(self) -> Home:
        return cast("WorkbookApp", self.app).home

    @property
    def _card(self) -> ArtifactCard | None:
        focused = self.screen.focused
        nodes = focused.ancestors_with_self if focused is not None else []
        return next((node for node in nodes if isinstance(node, ArtifactCard)), None)

    def _open_attaching(self, card: ArtifactCard) -> None:
        title = plain_text(card.artifact.title)
        screen = AttachScreen(self.opened, self._home, card.artifact.id, title)
        self.app.push_screen(screen, lambda attached: self._show_changed(card) if attached else None)

    def _take_away(self, card: ArtifactCard, attachment: Attachment) -> None:
        opened, home, artifact = self.opened, self._home, card.artifact.id

        def answered(yes: bool | None) -> None:
            if yes:
                work = lambda: detach(opened, home, artifact, attachment.number)  # noqa: E731
                self.do(work, lambda _: self._show_changed(card))

        lost, kept = _lost_and_kept(attachment, home)
        question = f"Take {attachment.stored_as} away from “{plain_text(card.artifact.title)}”?"
        self.app.push_screen(ConfirmScreen(question, lost, kept, yes="Take it away"), answered)

    def _show_changed(self, card: ArtifactCard) -> None:
        """Show what is attached now, and count and look anew."""
        artifact = card.artifact.id
        attached, gone = self.workbook.attachments.get(artifact, ()), self.workbook.gone(artifact)
        self.call_later(card.show_attached, attached, gone)
        self.do(lambda: None, lambda _: self.refresh_bindings())
        self._look()

    def _look(self) -> None:
        opened = self.opened

        def work() -> Report:
            from workbook.checks import registry

            rules = [rule for rule in registry.rules() if rule.name in RULES]
            return registry.run(registry.Subject(opened.workbook, opened.credential), rules)

        in_background(self, work, self._checked, latest="look")


def _lost_and_kept(attachment: Attachment, home: Home) -> tuple[str, str]:
    """Return what is lost and what is kept when an attachment is taken away."""
    if attachment.kind == "link":
        return "The link is taken off the list.", "What it leads to stays as it is."
    return (
        "It is no longer handed in with this workbook.",
        f"The copy moves to the trash in {home.shown}/trash; your own file stays where it is.",
    )
