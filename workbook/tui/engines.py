"""The engines that proofread, as the app knows them, and how it is with them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from workbook.proofreading.model import Engine
    from workbook.tui.live_proofreading import LiveProofreading
    from workbook.tui.proofreading_worker import Looked

_NAMES = {"harper": "Harper", "languagetool": "LanguageTool"}


class Engines(Protocol):
    """The engines that were chosen, as `workbook.proofreading.choosing` gives them."""

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines, the quickest first."""
        ...

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """The engines that are not there, by name, and why."""
        ...

    def start(self) -> None:
        """Begin to start what must be started, and return at once."""
        ...

    def close(self) -> None:
        """Let go of what was started."""
        ...


def engine_words(engine: str) -> str:
    """Return an engine's name as it is written."""
    return _NAMES.get(engine, engine)


def engines_in_words(live: LiveProofreading, looked: Looked | None) -> str:
    """Return which engines stand behind what was found, and how it is with the others.

    Args:
        live: has the engines that were chosen.
        looked: what was found; None where nothing has been looked at yet.
    """
    starting = {id(engine): engine for engine in live.starting}
    there = [
        engine
        for engine in live.engines
        if (looked is not None and engine.name in looked.engines)
        or (looked is None and (id(engine) not in starting or starting[id(engine)].state == "ready"))
    ]
    said = [_together([engine.in_words for engine in there])]
    for engine in live.engines:
        state = starting[id(engine)].state if id(engine) in starting else "ready"
        name = engine_words(engine.name)
        if state in ("stopped", "starting") and engine not in there:
            said.append(f"{name} is starting")
        elif state in ("absent", "failed") or (looked is not None and engine.name in looked.failed):
            said.append(f"{name} failed")
    return " · ".join(words for words in said if words)


def _together(in_words: list[str]) -> str:
    """Return engines in words, as "Harper and LanguageTool, on this machine"."""
    split = [words.partition(", ") for words in in_words]
    places = dict.fromkeys(place for _, _, place in split)
    if len(places) != 1:
        return " · ".join(in_words)
    return f"{' and '.join(name for name, _, _ in split)}, {next(iter(places))}"
