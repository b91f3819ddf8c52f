"""One artifact: what to hand in, what is attached, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbook.credentials.length_words import as_asked
from workbook.drafts.progress import State
from workbook.prose.plain import plain_text
from workbook.tui.marks import has_unicode, mark, mark_style
from workbook.tui.sizes import file_size
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.markdown import PageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from workbook.credentials.model import Artifact
    from workbook.drafts.model import Attachment
    from workbook.findings.model import Finding


class AttachedRow(Horizontal):
    """One attachment, with a button that takes it away."""

    DEFAULT_CSS = """
    AttachedRow {
        height: auto; margin: 0 0 1 0;
        Static { width: 1fr; height: auto; }
        Button { margin: 0 0 0 2; }
    }
    """

    def __init__(self, attachment: Attachment, *, gone: bool = False) -> None:
        super().__init__()
        self.attachment = attachment
        self._gone = gone

    def compose(self) -> ComposeResult:
        """Compose the words and the button."""
        yield Static(attached_words(self.attachment, gone=self._gone))
        yield Button("Take away", classes="take-away")


class ArtifactCard(Vertical, can_focus=True):
    """An artifact.

    Args:
        artifact: what is asked for.
        attachments: what is attached.
        gone: what of it is a file that is not there any more.
    """

    HELP_TEXT = "One artifact to hand in. Enter attaches a file or a link; Delete takes it away again."
    DEFAULT_CSS = """
    ArtifactCard {
        height: auto; max-width: 76; margin: 0 0 1 0; padding: 0 0 0 1; border-left: outer $rule;
        &:focus, &:focus-within { border-left: outer $accent; }
        .artifact-title { text-style: bold; height: auto; }
        .wording, .attached, .found { height: auto; }
        .wording { margin: 0 0 1 0; }
        .attached { margin: 0; }
        .nothing { margin: 0 0 1 0; }
        .found { color: $warning; display: none; margin: 0 0 1 0; }
        PageText { height: auto; }
    }
    """

    @dataclass
    class Wanted(Message):
        """Something is to be attached, or an attachment to be taken away."""

        card: ArtifactCard
        """The artifact."""
        take_away: Attachment | None = None
        """What is to be taken away; None to attach."""

    def __init__(
        self, artifact: Artifact, attachments: Sequence[Attachment], gone: Sequence[Attachment] = ()
    ) -> None:
        super().__init__(id=artifact.id.replace(".", "-"))
        self.artifact = artifact
        self._attachments = list(attachments)
        self._gone = list(gone)

    def compose(self) -> ComposeResult:
        """Compose what to hand in, and what is there."""
        yield Static(Content(plain_text(self.artifact.title)), classes="artifact-title")
        yield Static(Content(asked_for(self.artifact)), classes="wording quiet")
        if self.artifact.body.strip():
            yield PageText(self.artifact.body)
        with Vertical(classes="attached"):
            yield from self._rows()
        yield Static(classes="found")
        yield Button("Attach a file or a link", classes="attach")

    async def show_attached(self, attachments: Sequence[Attachment], gone: Sequence[Attachment]) -> None:
        """Show what is attached now, and what of it is gone."""
        self._attachments, self._gone = list(attachments), list(gone)
        frame = self.query_one(".attached")
        if frame.has_focus_within:
            self.focus(scroll_visible=False)
        async with self.batch():
            await frame.remove_children()
            await frame.mount_all(self._rows())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the checks found in it."""
        arrow = "→" if has_unicode() else ">"
        found = self.query_one(".found", Static)
        found.update(Content("\n").join([Content(f"{arrow} look again: {f.message}") for f in findings]))
        found.display = bool(findings)

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """Ask for what the button says."""
        event.stop()
        row = event.button.parent
        self.post_message(self.Wanted(self, row.attachment if isinstance(row, AttachedRow) else None))

    @property
    def in_hand(self) -> Attachment | None:
        """The attachment whose button has the focus; else the only one there is."""
        for row in self.query(AttachedRow):
            if row.has_focus_within:
                return row.attachment
        return self._attachments[0] if len(self._attachments) == 1 else None

    @property
    def attached(self) -> int:
        """How many are attached."""
        return len(self._attachments)

    @property
    def is_wanting(self) -> bool:
        """Whether something is still to be attached, or attached again."""
        return not self._attachments or bool(self._gone)

    def _rows(self) -> list[AttachedRow | Static]:
        if self._attachments:
            return [AttachedRow(each, gone=each in self._gone) for each in self._attachments]
        words = Content.styled(f"{mark(State.TODO)} Nothing attached yet", "$quiet")
        return [Static(words, classes="nothing")]


def attached_words(attachment: Attachment, *, gone: bool = False) -> Content:
    """Return an attachment as words: what it is, its size, what was cleaned from it; or that it is gone."""
    if gone:
        said = " · gone from the workbook's folder; attach it again"
        name = Content.styled(f"{mark(State.TODO)} {attachment.stored_as}", "$quiet")
        return Content.assemble(name, Content.styled(said, "$warning"))
    tick = Content.styled(f"{mark(State.DONE)} ", mark_style(State.DONE))
    kind = "link" if attachment.kind == "link" else file_size(attachment.size)
    pieces = [tick, Content(attachment.stored_as), Content.styled(f" · {kind}", "$quiet")]
    if attachment.cleaned:
        pieces.append(Content.styled(f"\n  cleaned: {', '.join(attachment.cleaned)}", "$quiet"))
    return Content.assemble(*pieces)


def asked_for(artifact: Artifact) -> str:
    """Return the format and the length that are asked for, in the credential's words where it has some."""
    if artifact.wording:
        return artifact.wording
    formats = " or ".join(name.upper() for name in artifact.formats) or "PDF, as nothing else is said"
    length = as_asked(artifact.length)
    return f"{formats}, {length}" if length else formats
