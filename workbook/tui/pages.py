"""Which page belongs to which kind of step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.tui.steps import StepKind

if TYPE_CHECKING:
    from workbook.drafts.autosave import Autosave
    from workbook.drafts.store import OpenWorkbook
    from workbook.tui.steps import StepEntry
    from workbook.tui.widgets.step_page import StepPage


def page_for(entry: StepEntry, opened: OpenWorkbook, autosave: Autosave) -> StepPage:
    """Return the page of a step; a page's module is imported when the first of its kind is shown."""
    return _page_class(entry.kind)(entry, opened, autosave)


def _page_class(kind: StepKind) -> type[StepPage]:
    match kind:
        case StepKind.WRITING:
            from workbook.tui.widgets.writing_page import WritingPage

            return WritingPage
        case StepKind.ARTIFACTS:
            from workbook.tui.widgets.artifacts_page import ArtifactsPage

            return ArtifactsPage
        case StepKind.ASSESSMENT:
            from workbook.tui.widgets.assessment_page import AssessmentPage

            return AssessmentPage
        case StepKind.READY:
            from workbook.tui.widgets.ready_page import ReadyPage

            return ReadyPage
        case StepKind.SUBMIT:
            from workbook.tui.widgets.submit_page import SubmitPage

            return SubmitPage
        case _:
            from workbook.tui.widgets.reading_page import ReadingPage

            return ReadingPage
