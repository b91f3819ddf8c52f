"""The full-screen app: it wires the screens to the core, and nothing else."""

from __future__ import annotations

import gc
import re
import threading
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand

from workbook.errors import StorageError, WorkbookError
from workbook.home import SESSION_NOTE
from workbook.tui import commands, memory
from workbook.tui.ending import EndsCleanly
from workbook.tui.marks import drawn_by
from workbook.tui.preferences import load_theme, save_theme
from workbook.tui.screens.home import HomeScreen
from workbook.tui.themes import PAPER, SLATE, variables
from workbook.tui.typed import TakesTyping
from workbook.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.command import Provider
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.theme import Theme

    from workbook.drafts.store import Store
    from workbook.home import Home
    from workbook.tui.engines import Engines
    from workbook.tui.screens.held import HeldDesk


_LISTED = re.compile(r"[a-z0-9.][a-z0-9-]*")
"""What the folder of a workbook can be called that is in the list; a hidden one is none."""


def palette() -> type[Provider]:
    """Return what the palette offers; its module is imported when the palette is first opened."""
    from workbook.tui.palette import Commands

    return Commands


def _chosen_engines(home: Home) -> Engines:
    """Return the engines that the person chose; their modules are imported after the first paint."""
    from workbook import preferences
    from workbook.proofreading.choosing import choose

    return choose(preferences.load(home).engine, home)


class WorkbookApp(EndsCleanly, TakesTyping):
    """The app.

    Args:
        home: where things are kept.
        workbook: the workbook to open at once; the first screen where none is named.
        at: the place in it to open at.
        engines: gives the engines that proofread; those that the person chose where none is given.
    """

    TITLE = "Workbook"
    # Textual does not load the sheet of an app's default screen: the app has it.
    CSS_PATH = ["app.tcss", "screens/home.tcss"]
    COMMANDS = {palette}
    BINDINGS = commands.bindings((commands.HELP, commands.PALETTE, commands.QUIT))
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT: ClassVar[float] = 8

    def __init__(
        self,
        home: Home,
        workbook: str | None = None,
        at: str | None = None,
        engines: Callable[[], Engines] | None = None,
    ) -> None:
        super().__init__()
        if workbook is not None:
            # Read with the others; else all of them are read once more when the workbook's screen comes up.
            self.css_path.append(Path(__file__).parent / "screens" / "workbook.tcss")
        self.home = home
        self._workbook = workbook
        self._at = at
        self._choose = engines or partial(_chosen_engines, home)
        self._engines: Engines | None = None
        self._choosing = threading.Lock()
        # A page still on its way is not where the next key, or the place to come back to, takes it to be.
        self.animation_level = "none"
        self.register_theme(PAPER)
        self.register_theme(SLATE)
        self.theme = load_theme(home)

    @cached_property
    def store(self) -> Store:
        """The person's workbooks; its modules are imported after the first paint."""
        from workbook.drafts.store import Store

        return Store(self.home, self._mended)

    @property
    def engines(self) -> Engines:
        """The engines that proofread, one set for all workbooks; it may be asked for from any thread."""
        with self._choosing:
            if self._engines is None:
                self._engines = self._choose()
            return self._engines

    def close_engines(self) -> None:
        """Let go of the engines that were started."""
        with self._choosing:
            if self._engines is not None:
                self._engines.close()

    def get_driver_class(self) -> type[Driver]:
        """Return what draws: on a terminal without Unicode, one that draws every sign in its plain form."""
        return drawn_by(super().get_driver_class())

    def get_default_screen(self) -> HomeScreen:
        """Return the first screen, which everything else lies over."""
        home = HomeScreen(under=self._workbook is not None)
        if self._workbook is None and not gc.isenabled():
            home.when_drawn(memory.drawn)
        return home

    def on_mount(self) -> None:
        """Open the workbook that is named; else the one whose last session was ended against its will."""
        self.watch_signals()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if any(not _LISTED.fullmatch(path.name) for path in self.home.workbooks.glob("*")):
            self.call_after_refresh(lambda: self.run_worker(self._tell_lost, thread=True))
        if self._workbook is not None:
            self.open_workbook(self._workbook, self._at)
        elif any(self.home.workbooks.glob(f"*/{SESSION_NOTE}")):
            self.call_after_refresh(self._go_on)

    def _tell_lost(self) -> None:
        """Say of folders that hold a workbook and are in no list where they are."""
        from workbook.drafts.second_versions import folders, sentences

        found = [each for each in folders(self.home, self.store.ids()) if each.is_lost]
        for sentence in sentences(found, first="leave the app, and "):
            self._mended(sentence)

    def _go_on(self) -> None:
        from workbook.drafts.session import interrupted

        for name in interrupted(self.home.workbooks)[:1]:
            try:
                self.open_workbook(name)
            except WorkbookError as error:
                self._told(str(error))

    def open_workbook(self, name: str, at: str | None = None) -> None:
        """Open a workbook where the person stopped, or at a place."""
        from workbook.tui.screens.workbook import WorkbookScreen

        opened, session = self.store.open_to_write(name)
        try:
            screen = WorkbookScreen(opened, session, at)
        except WorkbookError:
            session.close()
            raise
        self.hold(screen)
        self.push_screen(screen)

    def reopen(self, screen: HeldDesk) -> None:
        """Open a workbook anew where it is open to read, now that this process may write."""
        anew = screen.anew()
        self.hold(anew)
        self.switch_screen(anew)

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables; Textual's own themes lack ours."""
        self.theme_variables = variables(self.current_theme, super().get_css_variables())
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; before there is a screen, it is enough that the next one takes the theme."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer the choice of a theme; everything else is a command of ours."""
        yield SystemCommand(
            "Theme", "Choose the colours: paper is light, slate is dark.", self.action_change_theme
        )
        set_aside = getattr(screen, "action_set_aside", None)
        if set_aside is not None and commands.SET_ASIDE not in getattr(screen, "all_commands", tuple)():
            yield SystemCommand("What you set aside", commands.SET_ASIDE.help, set_aside)

    def action_command_palette(self) -> None:
        """Open the palette."""
        from workbook.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """Say what is in hand, its keys, and what the guide says of it; asked again, go back."""
        from workbook.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen.for_screen(self.screen))

    def action_guide(self) -> None:
        """Open the guide."""
        from workbook.tui.screens.guide import GuideScreen

        self.push_screen(GuideScreen())

    async def action_quit(self) -> None:
        """Save everything, then leave; with something unsaved, ask."""
        for screen in self.screen_stack:
            leave = getattr(screen, "leave", None)
            if leave is not None and not leave(self.exit):
                return
        self.exit()

    def _keep_theme(self, theme: Theme) -> None:
        """Keep the chosen theme; a disk that will not take it changes nothing but the next start."""
        try:
            save_theme(self.home, theme.name)
        except StorageError as error:
            self._told(f"The theme is in force, but it could not be kept. {error}")

    def _mended(self, sentence: str) -> None:
        """Say what was mended on the way; it may come from any thread."""
        self.call_later(self._say_mended, sentence)

    def _say_mended(self, sentence: str) -> None:
        for screen in reversed(self.screen_stack):
            for notice in screen.query(Notice):
                notice.say(sentence)
                return

    def _told(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False, timeout=20)


def run(home: Home, workbook: str | None = None, at: str | None = None) -> int:
    """Run the app until the person leaves, and return the exit status.

    Args:
        home: where things are kept.
        workbook: the id of a workbook to open at once.
        at: the place in it to open at.

    Raises:
        Exception: whatever ended the app against its will; what was typed is on the disk by then.
    """
    app = WorkbookApp(home, workbook, at)
    try:
        app.run()
    finally:
        gc.enable()
        try:
            app.save_everything()
        finally:
            app.close_engines()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
