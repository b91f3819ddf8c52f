"""The beginning of proofreading: the engines are chosen, and the quick one is made ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook import preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.app import WorkbookApp
    from workbook.tui.engines import Engines
    from workbook.tui.live_proofreading import LiveProofreading
    from workbook.tui.proofreading_worker import Looked

    Chosen = tuple[Engines, preferences.Preferences, LiveProofreading]


def choose(app: WorkbookApp, opened: OpenWorkbook, tell: Callable[[Looked], None], *, keeps: bool) -> Chosen:
    """Choose the engines, and have the quick one made ready where there is anything to look at.

    It reads files: it is called off the app's own thread.

    Args:
        app: knows which engines there are.
        opened: the workbook.
        tell: is given what was found, on another thread.
        keeps: whether what is found is kept on the disk.
    """
    from workbook.tui.live_proofreading import LiveProofreading, Settings

    engines, preferred = app.engines, preferences.load(app.home)
    settings = Settings(
        app.home,
        opened.credential,
        opened.file.proofread_cache,
        preferences.language_of(preferred, opened.credential.language),
        preferred.thorough,
        keeps=keeps,
    )
    live = LiveProofreading(engines.engines, settings, tell)
    if any(draft.text.strip() for draft in opened.workbook.answers.values()):
        live.prepare()
    return engines, preferred, live
