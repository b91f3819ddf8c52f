"""Which answers were pasted into an issuer's web form, and whether they were changed since."""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import TYPE_CHECKING

from workbook.drafts.actions import decide

if TYPE_CHECKING:
    from workbook.credentials.model import Prompt
    from workbook.drafts.model import Workbook
    from workbook.drafts.store import OpenWorkbook


class Pasted(Enum):
    """What is known of an answer, in the words that are shown."""

    NO = "not pasted"
    YES = "pasted"
    CHANGED = "changed since you pasted it"


def pasted(workbook: Workbook, prompt: Prompt) -> Pasted:
    """Return whether the answer to a prompt was pasted as it stands."""
    ticked_at = workbook.decided.get(_question(prompt))
    if ticked_at is None:
        return Pasted.NO
    if digest := workbook.digests.get(_question(prompt)):
        return Pasted.YES if digest == _digest(workbook, prompt) else Pasted.CHANGED
    # A tick of a version that kept no digest.
    drafts = [workbook.answers[place] for place in _places(prompt) if place in workbook.answers]
    return Pasted.CHANGED if any(draft.saved_at > ticked_at for draft in drafts) else Pasted.YES


def tick_pasted(opened: OpenWorkbook, prompt: Prompt, *, pasted: bool) -> None:
    """Remember that the answer to a prompt was pasted as it stands, or that it was not."""
    digest = _digest(opened.workbook, prompt) if pasted else ""
    decide(opened, _question(prompt), decided=pasted, digest=digest)


def _question(prompt: Prompt) -> str:
    return f"pasted.{prompt.id}"


def _places(prompt: Prompt) -> list[str]:
    return [prompt.id, *(sub.id for sub in prompt.subprompts)]


def _digest(workbook: Workbook, prompt: Prompt) -> str:
    """Return what tells the answer from any other; it says nothing of what is in it."""
    written = "\0".join(workbook.answer_text(place).strip() for place in _places(prompt))
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
