"""What a person set aside of what was noticed: single findings, and rules; and taking it back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.drafts.model import Ignored, now
from workbook.errors import WorkbookError
from workbook.findings.other_language import Passages
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbook.drafts.model import Workbook
    from workbook.drafts.store import OpenWorkbook
    from workbook.findings.model import Finding, Source

_RULE = re.compile(r"[a-z][a-z-]*:[^\s:]{1,120}")


def rule_name(source: Source) -> str:
    """Return what an engine's rule is called where it is switched off, as "harper:LongSentences"."""
    return f"{source.engine}:{source.rule}"


def checked_rule(name: str) -> str:
    """Return the name of an engine's rule as it was given, after seeing that it is such a name.

    Raises:
        WorkbookError: it is none.
    """
    if not _RULE.fullmatch(name):
        raise WorkbookError(
            f"“{one_line(name)}” is no rule of a proofreading engine",
            "Write the engine and the rule, as harper:LongSentences; `workbook proofread` tells them",
        )
    return name


def marked(
    findings: Iterable[Finding], workbook: Workbook | None, rules_off: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return findings with each marked that the person set aside, and the others as not set aside.

    A finding is set aside where it, or one that was merged into it, is ignored, where every rule that
    noticed it is switched off, or where it stands in a passage that is in another language.

    Args:
        findings: what was noticed.
        workbook: the workbook that they are of; None for findings in other files.
        rules_off: the rules that the person switched off wherever she writes.
    """
    off = {*rules_off, *(workbook.rules_off if workbook else ())}
    ignored = tuple(workbook.ignored.values()) if workbook else ()
    known, passages = _known_ids(ignored), Passages(ignored)
    return tuple(
        finding if finding.ignored is aside else replace(finding, ignored=aside)
        for finding in findings
        for aside in (_is_set_aside(finding, known, off) or passages.hold(finding),)
    )


def ignore(opened: OpenWorkbook, findings: Iterable[Finding]) -> tuple[Ignored, ...]:
    """Ignore findings from now on, and return what is kept of them.

    Raises:
        StorageError: the disk would not take it; nothing is changed.
    """
    moment = now()
    kept = tuple(
        Ignored(
            id=finding.id,
            also=finding.also,
            rule=finding.rule,
            message=finding.message,
            excerpt=finding.excerpt,
            sentence=finding.sentence,
            place=finding.place.id,
            at=moment,
        )
        for finding in findings
    )
    ignore_again(opened, kept)
    return kept


def ignore_again(opened: OpenWorkbook, ignored: Iterable[Ignored]) -> None:
    """Ignore again what was taken back.

    Raises:
        StorageError: the disk would not take it; nothing is changed.
    """
    again = {each.id: each for each in ignored}
    if again:
        opened.workbook.saved_at = opened.file.marks.save_ignored(again.values())
        opened.workbook.change("ignored", again)


def take_back(opened: OpenWorkbook, ids: Iterable[str]) -> tuple[Ignored, ...]:
    """Ignore findings no longer, and return what was kept of them.

    Args:
        opened: the workbook.
        ids: the ids by which they are known, or any of the other ids of a finding.

    Raises:
        StorageError: the disk would not take it; nothing is changed.
    """
    wanted = set(ids)
    taken = tuple(
        each for each in opened.workbook.ignored.values() if not wanted.isdisjoint((each.id, *each.also))
    )
    if taken:
        gone = [each.id for each in taken]
        opened.workbook.saved_at = opened.file.marks.take_back_ignored(gone)
        opened.workbook.change("ignored", drop=gone)
    return taken


def switch_off(opened: OpenWorkbook, *rules: str) -> None:
    """Switch rules of proofreading engines off for a workbook, as "harper:LongSentences".

    Raises:
        WorkbookError: a name is none of such a rule.
        StorageError: the disk would not take it; nothing is changed.
    """
    opened.workbook.saved_at = moment = opened.file.marks.save_rules(map(checked_rule, rules), off=True)
    opened.workbook.change("rules_off", dict.fromkeys(rules, moment))


def switch_on(opened: OpenWorkbook, *rules: str) -> None:
    """Switch rules of proofreading engines on again for a workbook; one that is on stays on.

    Raises:
        StorageError: the disk would not take it; nothing is changed.
    """
    opened.workbook.saved_at = opened.file.marks.save_rules(rules, off=False)
    opened.workbook.change("rules_off", drop=rules)


def _known_ids(ignored: Iterable[Ignored]) -> set[str]:
    return {known for each in ignored for known in (each.id, *each.also)}


def _is_set_aside(finding: Finding, known: Collection[str], off: Collection[str]) -> bool:
    if finding.sources and off and all(rule_name(source) in off for source in finding.sources):
        return True
    return bool(known) and any(each in known for each in (finding.id, *finding.also))
