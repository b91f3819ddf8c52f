"""Slow work on other threads: its result comes back to whoever asked for it, for as long as they are there.

The work runs as the app's own, not as that of the widget that asked: a page that goes takes nothing along
that must be finished. What comes late, for a page, a screen or a widget that has gone, is dropped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from workbook.errors import WorkbookError
from workbook.tui.gate import Gated
from workbook.tui.timers import TimersFire

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


@dataclass(frozen=True)
class _Asked:
    """Who asked for some work, and what to do with what comes of it."""

    owner: DOMNode
    then: Callable[[Any], object]
    failed: Callable[[WorkbookError], None] | None
    name: str


def in_background(
    owner: DOMNode,
    work: Callable[[], Any],
    then: Callable[[Any], object] | None = None,
    *,
    failed: Callable[[WorkbookError], None] | None = None,
    latest: str = "",
    keys_wait: bool = False,
) -> None:
    """Do something on another thread, then go on here with its result where the owner is still there.

    Args:
        owner: the screen, page or widget that asks.
        work: what is to be done; it must not touch the screen.
        then: what to do with the result, on the app's own thread.
        failed: what to do where it fails by something that a person can mend; told where none is given.
        latest: a name, where only the owner's latest work of that name counts.
        keys_wait: whether the next key is for what comes of it; never for work that takes long.
    """
    app = owner.app
    if not isinstance(app, WorksInBackground):
        raise TypeError(f"{app!r} does no work in the background")
    app.begin_work(work, _Asked(owner, then or (lambda _result: None), failed, latest), keys_wait=keys_wait)


def is_there(node: DOMNode) -> bool:
    """Return whether a widget or screen still stands: neither it nor the app is gone or on its way out."""
    return node.is_attached and not _is_going(node)


def _is_going(node: DOMNode) -> bool:
    return not node.is_running or any(each._pruning for each in node.ancestors_with_self)


class DropsLate(TimersFire):
    """A screen, page or widget whose timers and postponed calls do nothing once it is on its way out.

    Its children go before it, so that what comes late would look for what is no longer there.
    """

    async def on_timer(self, event: events.Timer) -> None:
        """Let a timer do nothing that comes too late."""
        self._drop_late(event)

    async def on_callback(self, event: events.Callback) -> None:
        """Let a postponed call do nothing that comes too late."""
        self._drop_late(event)

    def _drop_late(self, event: events.Event) -> None:
        if isinstance(self, DOMNode) and _is_going(self):
            event.prevent_default()


class WorksInBackground(Gated):
    """An app whose pages and screens do slow work by `in_background`."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: dict[Worker[Any], _Asked] = {}

    def begin_work(self, work: Callable[[], Any], asked: _Asked, *, keys_wait: bool) -> None:
        """Begin some work; only `in_background` calls this."""
        for worker, other in list(self._asked.items()):
            if asked.name and (asked.owner, asked.name) == (other.owner, other.name):
                del self._asked[worker]
        worker = self.run_worker(work, thread=True, exit_on_error=False, group="background")
        self._asked[worker] = asked
        if keys_wait:
            self.gate.hold_for(lambda: worker.is_finished or worker.is_cancelled)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Go on after work in the background, or tell why it failed.

        Raises:
            Exception: a fault of the workbook's own.
        """
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        asked = self._asked.pop(event.worker, None)
        if event.state is WorkerState.ERROR and not isinstance(event.worker.error, WorkbookError):
            raise event.worker.error or RuntimeError("a worker failed without saying why")
        if asked is None or not is_there(asked.owner):
            return
        if event.state is WorkerState.SUCCESS:
            asked.then(event.worker.result)
        elif isinstance(event.worker.error, WorkbookError):
            (asked.failed or self._tell_failure)(event.worker.error)

    def _tell_failure(self, error: WorkbookError) -> None:
        self.notify(str(error), severity="error", markup=False, timeout=8)
