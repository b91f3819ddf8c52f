"""Moving a workbook to the trash from the first screen, after asking once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.errors import WorkbookError
from workbook.tui.screens.confirm import ConfirmScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.store import Store
    from workbook.tui.screens.desk import Desk


def ask_to_delete(desk: Desk, store: Store, workbook: str, then: Callable[[], None]) -> None:
    """Ask whether a workbook is to go to the trash, and move it there.

    Args:
        desk: the screen that asks.
        store: the workbooks.
        workbook: the workbook's id.
        then: what to do when it is there.
    """

    def work() -> WorkbookError | None:
        from workbook.drafts.trash import discard

        try:
            discard(store, workbook)
        except WorkbookError as error:
            return error
        return None

    def done(error: WorkbookError | None) -> None:
        if error is not None:
            desk.tell(str(error), wrong=True)
            return
        desk.notice.say(f"{workbook} is in the trash. `workbook undelete {workbook}` brings it back.")
        then()

    def answered(yes: bool | None) -> None:
        if yes:
            desk.in_background(work, done, keys_wait=True)

    question = ConfirmScreen(
        f"Move your workbook {workbook} to the trash?",
        "It leaves this list, with its answers, its notes, its history and what is attached to it.",
        f"Nothing is erased: it is kept in {store.home.shown}/trash, and the command "
        f"`workbook undelete {workbook}` brings it back.",
        yes="Move it to the trash",
    )
    desk.app.push_screen(question, answered)
