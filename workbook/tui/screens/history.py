"""What was written before: the versions of one text, what has changed since each, and taking one back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList

from workbook.drafts import actions
from workbook.prose.differences import differences
from workbook.tui import commands
from workbook.tui.background import is_there
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.changes import Changes
from workbook.tui.widgets.field import Field
from workbook.tui.widgets.rows import Rows
from workbook.tui.widgets.versions_list import VersionsList, title, version_row, when

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from workbook.drafts.history import Version
    from workbook.prose.differences import Piece
    from workbook.tui.screens.held import HeldDesk
    from workbook.tui.widgets.editor import Editor

_COMPARE_AFTER = 0.05
"""Seconds for which a version is in hand until it is compared: who runs down the list waits for nothing."""
_LOOK_EVERY = 0.5
"""Seconds between two looks at whether everything is on the disk."""
_NONE_YET = (
    "No version is kept yet. They come by themselves: at each pause of five minutes, when you leave a "
    "question, and before anything else changes your text."
)
_READ_ONLY = "This window only reads: a version can be taken back in the window that writes."


class HistoryScreen(Desk):
    """Look at what was written before, and take it back.

    Args:
        held: the screen on the workbook.
        editor: the editor of the answer or the note.
    """

    CSS_PATH = "history.tcss"
    COMMANDS_HERE: ClassVar = (commands.RESTORE, commands.NAME_IT, commands.WHOLE, commands.CLOSE)
    BINDINGS = [*commands.bindings(COMMANDS_HERE), Binding("f6", "up", show=False, priority=True)]
    AUTO_FOCUS = ""
    PURPOSE = (
        "Here are the versions of what you wrote, as they were kept while you worked, and the words that "
        "have changed since. Taking one back loses nothing: what is there now becomes a version as well."
    )

    def __init__(self, held: HeldDesk, editor: Editor) -> None:
        super().__init__()
        self._held = held
        self._editor = editor
        self._history = held.opened.file.history
        self._now = editor.text
        self._versions: dict[int, Version] = {}
        self._compared: dict[int, list[Piece]] = {}
        self._whole = False
        self._restoring = False
        self._timer: Timer | None = None

    def crumbs(self) -> tuple[str, ...]:
        """Return the way to the text."""
        of_what = "history" if self._editor.kind == "answer" else "history of your note"
        return (*self._held.crumbs(), of_what)

    def compose_page(self) -> ComposeResult:
        """Compose the list and what has changed."""
        with Vertical(id="versions-side"):
            yield VersionsList(id="versions")
            yield Field(placeholder="a name for this version", id="name", max_length=80)
        yield Changes(id="changes-side")

    def on_mount(self) -> None:
        """Read the versions."""
        self._show_saving()
        self.set_interval(_LOOK_EVERY, self._show_saving)
        self.query_one("#versions").focus()
        self._read()

    def on_resize(self, event: events.Resize) -> None:
        """Show the list as the window's width asks."""
        del event
        self.call_after_refresh(self._list)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done to a version only where there is one."""
        del parameters
        return bool(self._versions) or action not in ("restore", "name_it", "whole")

    # What a person does

    def action_up(self) -> None:
        """Leave the name as it is; else go back to the text."""
        if self.has_class("-naming"):
            self._stop_naming()
        else:
            self.app.pop_screen()

    def action_whole(self) -> None:
        """Show the whole text, or only what has changed."""
        self._whole = not self._whole
        self._show()

    def action_name_it(self) -> None:
        """Ask what the version in hand is to be called."""
        version = self._in_hand
        if version is None:
            return
        if self._held.read_only:
            self.tell(_READ_ONLY, wrong=True)
            return
        self.add_class("-naming")
        asked = self.query_one("#name", Input)
        asked.value = version.name
        asked.focus()

    def action_restore(self) -> None:
        """Make the version in hand the text again."""
        version = self._in_hand
        if version is None or self._restoring:
            return
        if self._held.read_only:
            self.tell(_READ_ONLY, wrong=True)
            return
        self._restoring = True
        number = version.number
        self._held.collect()
        # The text's own screen owns what comes of it: it must be shown there even where this one has gone.
        self._held.in_background(
            lambda: self._restored(number), partial(self._show_restored, number), keys_wait=True
        )

    @on(OptionList.OptionSelected, "#versions")
    def version_chosen(self, event: OptionList.OptionSelected) -> None:
        """Make the version the text again."""
        event.stop()
        self.action_restore()

    @on(OptionList.OptionHighlighted, "#versions")
    def version_in_hand(self, event: OptionList.OptionHighlighted) -> None:
        """Show what has changed since the version in hand, once it stays in hand."""
        event.stop()
        self._show()

    @on(Input.Submitted, "#name")
    def named(self, event: Input.Submitted) -> None:
        """Keep the name."""
        event.stop()
        version, name = self._in_hand, event.value
        self._stop_naming()
        if version is not None and name != version.name:
            self.in_background(
                lambda: self._call(version.number, name), lambda _: self._read(), keys_wait=True
            )

    # How it is done

    @property
    def _in_hand(self) -> Version | None:
        row_id = self.query_one("#versions", Rows).row_id
        return self._versions.get(int(row_id)) if row_id else None

    def _show_saving(self) -> None:
        """Say whether everything is on the disk: the text's own screen lies beneath this one."""
        self.top_line.show_state(self._held.autosave.state)

    def _stop_naming(self) -> None:
        self.remove_class("-naming")
        self.query_one("#versions").focus()

    def _read(self) -> None:
        kind, place = self._editor.kind, self._editor.place
        self.in_background(lambda: self._history.versions(kind, place), self._got, keys_wait=True)

    def _got(self, versions: list[Version]) -> None:
        self._versions = {version.number: version for version in reversed(versions)}
        self._list()
        self._show()
        self.refresh_bindings()

    def _call(self, number: int, name: str) -> None:
        with self._held.opened.file.locked():
            self._history.call(self._editor.kind, self._editor.place, number, name)

    def _list(self) -> None:
        rows = [version_row(version, wide=self.is_wide) for version in self._versions.values()]
        self.query_one("#versions", Rows).show(rows)

    def _show(self) -> None:
        """Show what has changed since the version in hand; where that is not known yet, find it out."""
        version, changes = self._in_hand, self.query_one(Changes)
        self.set_class(version is None, "-none")
        if version is None:
            changes.say(_NONE_YET)
        elif version.number in self._compared:
            changes.show(title(version), self._compared[version.number], whole=self._whole)
        else:
            changes.wait_for(title(version))
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(_COMPARE_AFTER, partial(self._compare, version.number))

    def _compare(self, number: int) -> None:
        self.in_background(lambda: self._comparison(number), partial(self._got_comparison, number))

    def _comparison(self, number: int) -> list[Piece]:
        text = self._history.text(self._editor.kind, self._editor.place, number)
        return differences(text, self._now)

    def _got_comparison(self, number: int, pieces: list[Piece]) -> None:
        self._compared[number] = pieces
        version = self._in_hand
        if version is not None and version.number == number:
            self._show()

    def _restored(self, number: int) -> str | None:
        """Take a version back once the present text is on the disk; None where it cannot be put there."""
        if not self._held.autosave.flush():
            return None
        return actions.restore(self._held.opened, self._editor.kind, self._editor.place, number)

    def _show_restored(self, number: int, text: str | None) -> None:
        """Put a version's text into the editor, in one step that undo steps back over."""
        self._restoring = False
        if text is None:
            self.tell(f"{self._held.autosave.state.why}. Nothing was changed.", wrong=True)
            return
        # A change of a single letter must not be undone together with what was typed before it.
        if is_there(self._editor):
            self._editor.history.checkpoint()
            self._editor.put_text(text)
            self._editor.history.checkpoint()
        self._held.autosave.changed_elsewhere(self._held.opened.workbook.saved_at)
        told = when(self._versions[number])
        if self.is_current:
            self.app.pop_screen()
            self._editor.focus()
        self._held.tell(f"Your text is that of {told} again. ctrl+z takes this back.")
