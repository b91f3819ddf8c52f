"""The list of versions, and what each is called in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from workbook.tui.dates import clock_time, spoken_day
from workbook.tui.widgets.rows import Rows, row

if TYPE_CHECKING:
    from textual.widgets.option_list import Option

    from workbook.drafts.history import Version


class VersionsList(Rows):
    """The list of versions, the newest first."""

    HELP_TEXT = "The versions, the newest first. Up and Down choose one; what has changed since is shown."
    BINDINGS = [Binding("right", "screen.focus_next", show=False)]


def title(version: Version) -> str:
    """Return what a version is called where it stands alone."""
    return f"{when(version)} · {version.why}" if version.why else when(version)


def when(version: Version) -> str:
    """Return when a version was saved, to the minute."""
    day, clock = spoken_day(version.saved_at), clock_time(version.saved_at)
    return day if day.endswith(clock) else f"{day}, {clock}"


def version_row(version: Version, *, wide: bool) -> Option:
    """Return a version's row: one line where the window is low, two where the list stands at the left."""
    words = Content(f"{version.words:,} {'word' if version.words == 1 else 'words'}")
    name = Content.styled(f"“{version.name}”", "bold") if version.name else Content()
    why = Content.styled(version.why, "$quiet")
    more = Content(" · ").join([piece for piece in (name, why) if piece])
    if wide:
        return row(str(version.number), (Content(when(version)), words), (more, Content("")))
    return row(str(version.number), (Content.assemble(f"{when(version):<28}", more), words))
