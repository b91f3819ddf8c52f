"""The gauge: how much is written against how much is asked, as advice and never as a barrier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from workbook.credentials.length_words import in_words
from workbook.tui.marks import has_unicode

if TYPE_CHECKING:
    from textual.app import RenderResult

    from workbook.credentials.model import Length


@dataclass(frozen=True)
class Measure:
    """What the gauge shows.

    Attributes:
        words: the words of this answer.
        guide: its length guide in words; None where none is said.
        shared: the words of the whole part, where the guide is shared by it; None where it is not.
        part: what the part is called.
    """

    words: int
    guide: Length | None = None
    shared: int | None = None
    part: str = ""

    @property
    def counted(self) -> int:
        """The words that the guide is about."""
        return self.words if self.shared is None else self.shared


def advice(measure: Measure) -> tuple[str, str]:
    """Return what to say about a length, and the style to say it in; the words alone suffice."""
    guide, counted = measure.guide, measure.counted
    if guide is None or not measure.words:
        return "", "$quiet"
    if guide.maximum is not None and counted > guide.maximum:
        over = counted - guide.maximum
        if guide.kind == "cap":
            return f"{over} past the limit. It is kept all the same.", "$error"
        return f"{over} more than suggested. It is kept all the same.", "$warning"
    if guide.minimum is not None and counted < guide.minimum:
        return "Room to elaborate, explain or justify.", "$quiet"
    if guide.kind == "cap":
        return "Within the limit.", "$success"
    return "As long as suggested.", "$success"


class Gauge(Widget):
    """How much is written, in words and as a bar; below it what that means."""

    DEFAULT_CSS = """
    Gauge { height: 2; padding: 0 1; max-width: 76; }
    """

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self._measure = measure

    @property
    def measure(self) -> Measure:
        """What is shown."""
        return self._measure

    def show(self, measure: Measure) -> None:
        """Show another measure, in place."""
        if measure != self._measure:
            self._measure = measure
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the line."""
        measure = self._measure
        count = "1 word" if measure.words == 1 else f"{measure.words} words"
        if measure.guide is None:
            return Content.styled(count, "bold")
        if measure.shared is not None:
            said = f"{count} here · {measure.shared} of {in_words(measure.guide)} in {measure.part}"
        else:
            said = f"{measure.words} of {in_words(measure.guide)}"
        left = Content.styled(said, "bold")
        room = min(44, self.size.width - left.cell_length - 4)
        bar = Content.assemble("  ", self._bar(room)) if room >= 8 else Content("")
        return Content.assemble(left, bar, "\n", Content.styled(*advice(measure)))

    def _bar(self, width: int) -> Content:
        guide = self._measure.guide
        if guide is None:
            return Content("")
        top = max(guide.maximum or guide.minimum or 1, 1)
        span = top * 1.25
        filled = min(width, round(width * self._measure.counted / span))
        done, rest, stop = ("━", "─", "│") if has_unicode() else ("=", "-", "|")
        cells = [
            Content.styled(done if i < filled else rest, "$accent" if i < filled else "$rule")
            for i in range(width)
        ]
        for edge in (guide.minimum, guide.maximum):
            if edge:
                cells[min(width - 1, round(width * edge / span))] = Content.styled(stop, "bold $foreground")
        return Content.assemble(*cells)
