"""The first screen: go on with a workbook, or start another."""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbook.errors import WorkbookError
from workbook.tui import commands
from workbook.tui.background import in_background
from workbook.tui.dates import spoken_day
from workbook.tui.kept import Kept, is_quick, look
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.choice import Choice
from workbook.tui.widgets.columns import Columned
from workbook.tui.widgets.field import Field
from workbook.tui.widgets.rows import Rows, Share, TwoSided, row
from workbook.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import ScreenResume

    from workbook.credentials.catalogue import Catalogue, Entry
    from workbook.drafts.progress import Progress
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.app import WorkbookApp

ROLES = (
    ("", "everyone"),
    ("teacher", "teachers"),
    ("paraeducator", "paraeducators"),
    ("specialist", "specialists"),
    ("pre-service", "pre-service"),
)
WELCOME = (
    "Here you work through a micro-credential at your own pace: read, write, attach, look at your work "
    "as a reviewer will, and make the document to hand in. Everything you type is saved by itself in {home}, "
    "and nothing is sent anywhere."
)
_LONGEST_PATH = 40


class Choices(Rows):
    """A list to open things from."""

    HELP_TEXT = "Up and Down choose a row, Enter or a click opens it."
    BINDINGS = commands.bindings((commands.OPEN,))


_STAY = replace(commands.UP, footer=False)


class HomeScreen(Desk):
    """Go on where you stopped, or start another micro-credential.

    Args:
        under: whether it lies under a workbook at first; then it is made when it comes up.
    """

    COMMANDS_HERE: ClassVar = (commands.OPEN, commands.NEW, commands.SEARCH, commands.GUIDE, commands.DELETE)
    BINDINGS = commands.bindings(
        (commands.NEW, commands.SEARCH, commands.GUIDE, commands.DELETE, commands.LEAVE, _STAY)
    )
    PURPOSE = (
        "Here you choose what to work on. At the top are the workbooks you have begun, the latest first; "
        "below them the micro-credentials that you can start."
    )
    GUIDE_PAGE = "01-which-one-fits"
    # Which list it is to be is known when it is known what is kept.
    AUTO_FOCUS = ""
    app: WorkbookApp

    def __init__(self, *, under: bool = False) -> None:
        super().__init__()
        self._kept: Kept | None = None
        self._is_made = not under
        # Textual tells of the first coming up also where a workbook is put over it at once.
        self._is_fresh = under

    def compose(self) -> ComposeResult:
        """Compose the screen, or nothing yet."""
        return super().compose() if self._is_made else ()

    async def on_mount(self) -> None:
        """Show what is kept at once where that is quick: whoever opens the app waits for it.

        How far each workbook is follows when the lists stand there.
        """
        if self._is_made and is_quick(self.app.home):
            kept = self._look(counted=False)
            self._show(kept)
            if kept.workbooks:
                self.when_drawn(self._look_again, keys_wait=True)
            await self.focus_has_come(self)
            self._is_fresh = True

    def top_right(self) -> str:
        """Say where the files are kept."""
        shown = self.app.home.shown
        return (
            f"your files: {shown}"
            if len(shown) <= _LONGEST_PATH
            else f"your files: …{shown[1 - _LONGEST_PATH :]}"
        )

    def compose_page(self) -> ComposeResult:
        """Compose the two lists."""
        yield Static(Content(WELCOME.format(home=self.app.home.shown)), id="welcome")
        yield Static("CONTINUE", classes="title", id="continue")
        yield Choices(id="workbooks")
        yield Static("CHOOSE A MICRO-CREDENTIAL", classes="title", id="choose")
        with Horizontal(id="start-line"):
            yield Static("START ANOTHER", classes="title", id="start")
            yield Choice("for", ROLES, id="role")
            yield Tick("needs no students", id="no-students")
            yield Field(placeholder="/ search", id="search", compact=True)
        yield Static(id="columns")
        yield Choices(id="credentials")

    async def on_screen_resume(self, event: ScreenResume) -> None:
        """Look again at what is kept: a workbook may have gone on since."""
        del event
        if self._is_fresh:
            self._is_fresh = False
            return
        if not self._is_made:
            self._is_made = True
            await self.recompose()
        self.call_after_refresh(self._look_again)

    def _look(self, *, counted: bool = True) -> Kept:
        return look(self.app.home, lambda: self.app.store, counted=counted)

    def _look_again(self) -> None:
        if self.is_current:
            # An older look may come back after a newer one, and knows less.
            in_background(self, self._look, self._show, latest="look", keys_wait=True)

    def action_up(self) -> None:
        """Leave the search and empty it; else stay, for this is the highest level."""
        search = self.query_one("#search", Input)
        if search.value or search.has_focus:
            search.value = ""
            self.query_one("#credentials").focus()
            return
        self.tell("This is the first screen. Ctrl+Q leaves the workbook; everything is saved.")

    def action_new(self) -> None:
        """Go to the list of micro-credentials."""
        self.query_one("#credentials").focus()

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one("#search").focus()

    def action_delete(self) -> None:
        """Move the workbook in hand to the trash, after asking."""
        from workbook.tui.deleting import ask_to_delete

        workbooks = self.query_one("#workbooks", Rows)
        if workbooks.has_focus and workbooks.row_id is not None:
            ask_to_delete(self, self.app.store, workbooks.row_id, self._look_again)
        else:
            self.tell("Put one of your workbooks in hand first; this key moves it to the trash.")

    @on(Choice.Changed)
    @on(Tick.Changed)
    @on(Input.Changed, "#search")
    def filter_catalogue(self) -> None:
        """Show the micro-credentials that fit the filters."""
        if self._kept is not None:
            self.query_one("#credentials", Rows).show(self._credential_rows(self._kept.catalogue))

    @on(Input.Submitted, "#search")
    def leave_search(self) -> None:
        """Go from the search to what it found."""
        credentials = self.query_one("#credentials", Rows)
        if credentials.option_count:
            credentials.focus()

    @on(OptionList.OptionSelected, "#workbooks")
    def open_workbook(self, event: OptionList.OptionSelected) -> None:
        """Open a workbook where the person stopped."""
        unreadable = dict(self._kept.unreadable if self._kept else ())
        if event.option_id in unreadable:
            self.tell(unreadable[event.option_id], wrong=True)
        elif event.option_id is not None:
            try:
                self.app.open_workbook(event.option_id)
            except WorkbookError as error:
                self.tell(str(error), wrong=True)

    @on(OptionList.OptionSelected, "#credentials")
    def open_credential(self, event: OptionList.OptionSelected) -> None:
        """Show a micro-credential's page."""
        from workbook.tui.screens.credential import CredentialScreen

        if self._kept is not None and event.option_id is not None:
            entry = self._kept.catalogue.find(event.option_id)
            begun = [o.workbook.id for o, _ in self._kept.workbooks if o.credential.id == entry.credential.id]
            self.app.push_screen(CredentialScreen(entry, begun))

    def _show(self, kept: Kept) -> None:
        first = self._kept is None
        self._kept = kept
        workbooks, credentials = self.query_one("#workbooks", Rows), self.query_one("#credentials", Rows)
        begun = bool(kept.workbooks or kept.unreadable)
        for piece in ("#continue", "#workbooks", "#start"):
            self.query_one(piece).display = begun
        for piece in ("#welcome", "#choose"):
            self.query_one(piece).display = not begun
        workbooks.show(
            _apart([*starmap(_workbook_row, kept.workbooks), *map(_unreadable_row, kept.unreadable)])
        )
        credentials.show(self._credential_rows(kept.catalogue))
        for path, error in kept.catalogue.broken:
            self.tell(f"{path.name} in your catalogue: {error}", wrong=True)
        if first and self.focused is None:
            self.set_focus(workbooks if begun else credentials)

    def _credential_rows(self, catalogue: Catalogue) -> list[Option]:
        found = catalogue.search(
            self.query_one("#search", Input).value,
            self.query_one("#role", Choice).value or None,
            self.query_one("#no-students", Tick).ticked,
        )
        self.query_one("#columns", Static).update(
            _columns("Title", "Series", "For", "Hours") if found else Content("Nothing fits these filters.")
        )
        return [_credential_row(entry) for entry in found]


def _columns(title: str, stack: str, audience: str, hours: str) -> Columned:
    quiet = (Content.styled(text, "$quiet") for text in (stack, audience, hours))
    return Columned((Content(title), *quiet), (9, 7, 7), 5)


def _credential_row(entry: Entry) -> Option:
    credential = entry.credential
    audience = "teams" if credential.team else ", ".join(credential.audience) or "everyone"
    hours = f"{credential.hours:g}" if credential.hours else ""
    return Option(_columns(credential.title, credential.stack or "", audience, hours), id=credential.id)


def _apart(rows: list[Option]) -> list[Option]:
    """Return rows with an empty line between each two."""
    apart = [piece for each in rows for piece in (each, row(None, (Content(""), Content("")), disabled=True))]
    return apart[:-1]


def _workbook_row(opened: OpenWorkbook, progress: Progress | None) -> Option:
    where, told = "", ""
    share: Content | Share = Content("")
    if progress is not None:
        where = progress.next.title if progress.next else "everything is done; look at Ready?"
        told = f"{progress.done} of {progress.total} done · {progress.words} words · "
        share = Share(progress.done / max(progress.total, 1))
    name = opened.workbook.id if opened.workbook.id != opened.credential.id else ""
    return row(
        opened.workbook.id,
        (
            Content.assemble(
                Content.styled(opened.credential.title, "bold"), Content.styled(f"  {name}", "$quiet")
            ),
            Content(where),
        ),
        (
            share,
            Content.styled(told + spoken_day(opened.workbook.saved_at), "$quiet"),
        ),
    )


def _unreadable_row(unreadable: tuple[str, str]) -> Option:
    name, why = unreadable
    said = (Content.styled(name, "bold"), Content.styled("cannot be read", "$error"))
    return Option(TwoSided(said, (Content.styled(why, "$quiet"), Content("")), wrap=True), id=name)
