"""Which engines proofread: what the person chose, and what this machine has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.proofreading.harper import Harper
from workbook.proofreading.model import EngineFailed

if TYPE_CHECKING:
    from workbook.home import Home
    from workbook.preferences import EngineChoice
    from workbook.proofreading.languagetool.engine import LanguageTool
    from workbook.proofreading.model import Engine


@dataclass(frozen=True)
class Chosen:
    """The engines that proofread.

    Attributes:
        harper: Harper, where it is among them.
        languagetool: LanguageTool, where it is among them; its server is not started yet.
        missing: the engines that were asked for by name and are not there, and why.
    """

    harper: Harper | None = None
    languagetool: LanguageTool | None = None
    missing: tuple[tuple[str, str], ...] = ()

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines, the quickest first."""
        engines: tuple[Engine | None, ...] = (self.harper, self.languagetool)
        return tuple(engine for engine in engines if engine is not None)

    def start(self) -> None:
        """Begin starting what needs time to start, and return at once."""
        if self.languagetool is not None:
            self.languagetool.start()

    def close(self) -> None:
        """Let go of what was started."""
        if self.languagetool is not None:
            self.languagetool.close()


def choose(name: EngineChoice, home: Home) -> Chosen:
    """Return the engines for a choice.

    `auto` is Harper, and LanguageTool beside it where it is installed. What is asked for by name and is
    not installed is told as missing.

    Args:
        name: what the person chose.
        home: where things are kept.
    """
    from workbook.proofreading.languagetool.installed import find

    harper = None if name == "languagetool" else Harper()
    if name == "harper":
        return Chosen(harper)
    try:
        find(home)
    except EngineFailed as absent:
        return Chosen(harper, missing=() if name == "auto" else (("languagetool", str(absent)),))
    from workbook.proofreading.languagetool.engine import LanguageTool

    return Chosen(harper, LanguageTool(home))
