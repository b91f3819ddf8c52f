"""The criteria on their page: the arrows go from level to level, Tab from criterion to criterion."""

from __future__ import annotations

from textual.binding import Binding

from workbook.tui.widgets.levels import Criterion, Level
from workbook.tui.widgets.step_scroll import StepScroll


class Criteria(StepScroll):
    """A page of criteria; a criterion is walked as a group, so that Tab does not stop at every level."""

    BINDINGS = [
        Binding("up", "move('up')", show=False),
        Binding("down", "move('down')", show=False),
        Binding("left", "move('left')", show=False),
        Binding("right", "move('right')", show=False),
        Binding("tab", "criterion(1)", show=False),
        Binding("shift+tab", "criterion(-1)", show=False),
    ]

    @property
    def in_hand(self) -> tuple[Criterion, Level] | None:
        """The level that has the focus, with its criterion."""
        focused = self.screen.focused
        if not isinstance(focused, Level):
            return None
        criterion = next((node for node in focused.ancestors if isinstance(node, Criterion)), None)
        return (criterion, focused) if criterion is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Tab leave the page before the first criterion and behind the last."""
        if action == "criterion":
            by = parameters[0]
            return isinstance(by, int) and self._after(by) is not None
        return True

    def action_move(self, way: str) -> None:
        """Go to the level above, below, left or right of the one in hand; scroll where none is."""
        if self.in_hand is None:
            self.scroll_relative(y={"up": -1, "down": 1}.get(way, 0), animate=False)
            return
        criterion, level = self.in_hand
        levels = criterion.levels
        index = levels.index(level)
        by = 1 if way in ("down", "right") else -1
        along = (way in ("up", "down")) is criterion.stacked
        following = self._after(by)
        if along and 0 <= index + by < len(levels):
            self.go_to_level(criterion, levels[index + by])
        elif way in ("up", "down") and following is not None:
            others = following.levels
            if criterion.stacked and following.stacked:
                self.go_to_level(following, others[0 if by > 0 else -1])
            else:
                self.go_to_level(following, others[min(index, len(others) - 1)])

    def action_criterion(self, by: int) -> None:
        """Go to the next criterion, or the one before."""
        criterion = self._after(by)
        if criterion is not None:
            self.go_to_level(criterion, criterion.first)

    def go_to_level(self, criterion: Criterion, level: Level) -> None:
        """Put a level in hand; in a narrow window its criterion goes to the top, so that it is seen whole."""
        before = self.in_hand
        self.screen.set_focus(level, scroll_visible=False)
        if before is None or (before[0] is not criterion and criterion.stacked):
            self.bring(criterion)
        else:
            self.call_after_refresh(level.scroll_visible, animate=False)

    def _after(self, by: int) -> Criterion | None:
        if self.in_hand is None:
            return None
        criteria = list(self.query(Criterion))
        index = criteria.index(self.in_hand[0]) + by
        return criteria[index] if 0 <= index < len(criteria) else None
