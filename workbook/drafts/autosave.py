"""Saving what is typed, on a thread of its own, soon after the last key and never long after the first."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from workbook.drafts.model import Proofread, now
from workbook.drafts.rescue import Rescue
from workbook.drafts.unsaved import Unsaved
from workbook.errors import StorageError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from workbook.drafts.history import Kind
    from workbook.drafts.model import Resume, Texts
    from workbook.drafts.workbook_file import WorkbookFile

AFTER_LAST_KEY = 0.4
"""Seconds between the last change and its saving."""
AFTER_FIRST_KEY = 0.5
"""Seconds after which a change is saved even while more are coming: what a power cut may cost."""
BETWEEN_TRIES = 3.0
"""Seconds between two tries while the disk would not take it, and nothing new is typed."""


class Saving(Enum):
    """Where the drafts are."""

    SAVED = "saved"
    PENDING = "saving"
    FAILED = "NOT SAVED"
    READING = "READ ONLY"


@dataclass(frozen=True)
class SaveState:
    """What is true of the drafts at this moment.

    Attributes:
        saving: whether everything is on the disk, on its way, or could not be written; or whether this
            process may only read.
        saved_at: when the workbook was last saved.
        why: why it could not be written, or why this process only reads.
    """

    saving: Saving
    saved_at: datetime
    why: str = ""


class Autosave:
    """Keeps what is typed, without the person's doing anything.

    Args:
        file: where it is kept.
        saved_at: when the workbook was last saved.
        tell: is called with each new state, on the saving thread.
        after_last_key: seconds from the last change to its saving.
        why_not: why this process may only read, in words; empty where it may write.
    """

    def __init__(
        self,
        file: WorkbookFile,
        saved_at: datetime,
        tell: Callable[[SaveState], None],
        after_last_key: float = AFTER_LAST_KEY,
        *,
        why_not: str = "",
    ) -> None:
        self._file = file
        self.rescue = Rescue(file.folder, self.left)
        """Where the texts are that the disk does not take."""
        self._tell = tell
        self._after_last_key = after_last_key
        self._changes = Unsaved()
        self._in_flight: Unsaved | None = None
        self._first = self._last = self._tried = 0.0
        self._at_once = False
        self._closed = False
        self._condition = threading.Condition()
        self.state = SaveState(Saving.READING if why_not else Saving.SAVED, saved_at, why_not)
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
        self._thread.start()

    @property
    def writes(self) -> bool:
        """Whether this process may write."""
        return self.state.saving is not Saving.READING

    def put_answer(self, prompt: str, text: str) -> None:
        """Have the present text of an answer saved."""
        with self._condition:
            self._changes.answers[prompt] = text
            self._changed()

    def put_note(self, place: str, text: str) -> None:
        """Have the present text of a note saved."""
        with self._condition:
            self._changes.notes[place] = text
            self._changed()

    def put_version(self, kind: Kind, place: str, why: str) -> None:
        """Have the present text of a draft kept as a version, once it is saved.

        Args:
            kind: what it is.
            place: the prompt, or what the note is on.
            why: why, in words, for the history.
        """
        with self._condition:
            self._changes.versions[kind, place] = why
            self._changed()

    def put_proofread(self, place: str, digest: str, engines: Sequence[str]) -> None:
        """Have it kept, with the next save or at the end, that an answer was proofread.

        Args:
            place: the prompt or sub-prompt.
            digest: of the text that was proofread.
            engines: the names of the engines that did it.
        """
        with self._condition:
            if self.writes:
                self._changes.proofread[place] = Proofread(digest, now(), tuple(engines))

    def unsaved(self, kind: Kind, place: str) -> bool:
        """Return whether a draft has changes that are not on the disk yet."""
        with self._condition:
            waiting = self._changes.answers if kind == "answer" else self._changes.notes
            return self._writing or place in waiting

    def put_stop(self, resume: Resume, scroll: dict[str, int] | None = None) -> None:
        """Have the place where the person is kept, to be opened there again."""
        with self._condition:
            self._changes.resume = resume
            self._changes.scroll.update(scroll or {})
            self._changed()

    def write_again(self) -> None:
        """Have the file written again: it was taken away or put back, and does not hold what was saved."""
        with self._condition:
            self._changes.again = True
            self._changed()

    @property
    def writes_again(self) -> bool:
        """Whether the file is about to be written again."""
        with self._condition:
            return self._changes.again

    def flush(self, seconds: float = 10.0) -> bool:
        """Save what there is to be saved now, and return whether everything is on the disk.

        Args:
            seconds: how long to wait at most; a failed try ends the waiting.
        """
        until = time.monotonic() + seconds
        if self.writes and self._file.changed_elsewhere:
            self.write_again()
        with self._condition:
            self._at_once = True
            self._condition.notify_all()
            while self._wanted or self._writing:
                left = until - time.monotonic()
                if left <= 0 or not self._condition.wait(left):
                    break
                if self.state.saving is Saving.FAILED and not self._writing and not self._at_once:
                    break
            return not self._changes.drafts and not self._writing

    def close(self) -> bool:
        """Save what is left, end the thread, and return whether everything is on the disk.

        Called again, it saves what has come since.
        """
        everything = self.flush() if self._thread.is_alive() else True
        with self._condition:
            self._closed = True
            self._condition.notify_all()
        self._thread.join(timeout=5)
        if (self._changes or self._changes.proofread) and not self._thread.is_alive():
            changes, self._changes = self._changes, Unsaved()
            self._write(changes)
            return not self._changes.drafts
        return everything

    def left(self) -> Texts:
        """Return the texts that are not on the disk, or not known to be: a disk may hang."""
        with self._condition:
            waiting = [changes for changes in (self._in_flight, self._changes) if changes is not None]
            again = any(changes.again for changes in waiting)
            found: Texts = self._file.known_texts() if again else {}
            for changes in waiting:
                found.update({("answer", place): text for place, text in changes.answers.items()})
                found.update({("note", place): text for place, text in changes.notes.items()})
            return found

    @property
    def _writing(self) -> bool:
        return self._in_flight is not None

    def changed_elsewhere(self, saved_at: datetime) -> None:
        """Take note that something else in the workbook was saved, at that moment."""
        with self._condition:
            if self.state.saving is Saving.SAVED:
                self._become(SaveState(Saving.SAVED, saved_at))

    def _changed(self) -> None:
        if not self.writes:
            self._changes = Unsaved()
            return
        moment = time.monotonic()
        self._last = moment
        self._first = self._first or moment
        if self._changes.drafts and self.state.saving is Saving.SAVED:
            self._become(SaveState(Saving.PENDING, self.state.saved_at))
        self._condition.notify_all()

    def _become(self, state: SaveState) -> None:
        self.state = state
        self._tell(state)

    @property
    def _wanted(self) -> bool:
        """Whether there is anything to be saved; what was proofread waits for company, or for the end."""
        return bool(self._changes or (self._at_once and self._changes.proofread))

    def _due(self) -> float:
        """Return in how many seconds the next try is due."""
        if self._at_once:
            return 0.0
        due = min(self._last + self._after_last_key, self._first + AFTER_FIRST_KEY)
        if self.state.saving is Saving.FAILED and self._last <= self._tried:
            due = self._tried + BETWEEN_TRIES
        return due - time.monotonic()

    def _run(self) -> None:
        while True:
            with self._condition:
                while not self._wanted and not self._closed:
                    self._at_once = False
                    self._condition.wait()
                if self._closed:
                    return
                left = self._due()
                if left > 0:
                    self._condition.wait(left)
                    continue
                changes, self._changes = self._changes, Unsaved()
                self._in_flight, self._at_once, self._first = changes, False, 0.0
                self._tried = time.monotonic()
            self._write(changes)

    def _write(self, changes: Unsaved) -> None:
        failure: WorkbookError | None = None
        saved_at = self.state.saved_at
        try:
            saved_at = self._file.save_together(
                changes.answers,
                changes.notes,
                changes.resume,
                changes.scroll,
                changes.versions,
                changes.proofread,
            )
        except WorkbookError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - the thread that saves must not end while there is text
            failure = WorkbookError(f"a fault of the workbook's own ({type(error).__name__}: {error})")
        with self._condition:
            self._in_flight = None
            if failure is not None:
                self._changes.older(changes)
            # That something was proofread loses no word where it is not kept: it waits for the next save.
            if failure is not None and changes:
                self._first = self._first or self._tried
                self._become(SaveState(Saving.FAILED, saved_at, _why(failure)))
            elif self._changes.drafts:
                self._become(SaveState(Saving.PENDING, saved_at))
            else:
                self._become(SaveState(Saving.SAVED, saved_at))
            self._condition.notify_all()
        if failure is not None or self.rescue.keeps:
            # A kill may come next. Where nothing takes it, the state says that it is not saved.
            with contextlib.suppress(StorageError):
                self.rescue.keep()


def _why(failure: WorkbookError) -> str:
    """Return why nothing was saved, in the words for the top line."""
    short = failure.short if isinstance(failure, StorageError) else failure.what
    said = Saving.FAILED.value
    return short if short.startswith(said) else f"{said}: {short}"
