"""`prefer`: the settings that hold for every command and for the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbook.cli.common import json_option
from workbook.cli.faults import FINE, notice
from workbook.cli.output import say, say_json
from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError
from workbook.home import Home
from workbook.languages import ENGLISH, WITH_LANGUAGETOOL, is_known, is_tag
from workbook.preferences import (
    ENGINE_CHOICES,
    OWN_THEMES,
    PROGRESS_CHOICES,
    THEMES,
    Preferences,
    change,
    load,
)
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

_YES, _NO = ("yes", "on", "true"), ("no", "off", "false")


@click.command("prefer")
@click.argument("name", metavar="[NAME", required=False)
@click.argument("value", metavar="VALUE]", required=False)
@click.option("--usual", is_flag=True, help="Go back to the usual setting of NAME.")
@json_option
def prefer_command(name: str | None, value: str | None, *, usual: bool, as_json: bool) -> int:
    """Say what you prefer: language, engine, thorough, theme or progress; alone it tells.

    The language, as en-GB, goes before that of a micro-credential. The engine is auto, harper,
    languagetool or all. Thorough, yes or no, tells also what is a matter of taste, or often no mistake.
    The theme of the app is paper, slate or one of those in its palette. Progress is how a command tells
    how far it is: auto changes one line in place; lines says a new one now and then, as screen readers
    need it; none says nothing.
    """
    home = Home.from_environment()
    if name is None:
        if usual:
            raise WorkbookError("--usual needs NAME", f"There are {', '.join(_SETTINGS)}")
        return _tell(load(home, notice), as_json)
    wanted = name.strip().lower()
    if wanted not in _SETTINGS:
        raise WorkbookError(
            f"There is no setting “{one_line(name)}”",
            suggestion(wanted, _SETTINGS) or f"There are {', '.join(_SETTINGS)}",
        )
    if (value is None) != usual:
        raise WorkbookError(
            f"`workbook prefer {wanted}` needs VALUE or --usual, and not both",
            f"{_SETTINGS[wanted][0]} will do",
        )
    new = getattr(Preferences(), wanted) if value is None else _SETTINGS[wanted][1](value.strip())
    return _tell(change(home, **{wanted: new}), as_json)


def _tell(preferred: Preferences, as_json: bool) -> int:
    if as_json:
        told: dict[str, Any] = {
            "language": preferred.language or None,
            "engine": preferred.engine,
            "thorough": preferred.thorough,
            "theme": preferred.theme or None,
            "progress": preferred.progress,
            "rules_off": list(preferred.rules_off),
        }
        say_json(told)
        return FINE
    say(f"language: {preferred.language or 'that of the micro-credential'}")
    say(f"engine: {preferred.engine}")
    say(f"thorough: {'yes' if preferred.thorough else 'no'}")
    say(f"theme: {preferred.theme or OWN_THEMES[0]}")
    say(f"progress: {preferred.progress}")
    return FINE


def _engine(value: str) -> str:
    return _one_of("engine", ENGINE_CHOICES, value)


def _progress(value: str) -> str:
    return _one_of("way to tell progress", PROGRESS_CHOICES, value)


def _one_of(what: str, choices: tuple[str, ...], value: str) -> str:
    if value.lower() not in choices:
        raise WorkbookError(
            f"There is no {what} “{one_line(value)}”",
            suggestion(value.lower(), choices) or f"There are {', '.join(choices)}",
        )
    return value.lower()


def _theme(value: str) -> str:
    name = "-".join(value.lower().split())
    if name not in THEMES:
        more = ", ".join(name for name in THEMES if name not in OWN_THEMES)
        raise WorkbookError(
            f"There is no theme “{one_line(value)}”",
            f"Ours are {' and '.join(OWN_THEMES)}. There are also {more}",
        )
    return name


def _language(value: str) -> str:
    """Return a tag as it was given; one that is none is refused where it would be kept."""
    if is_tag(value) and not is_known(value):
        more = ", ".join(WITH_LANGUAGETOOL)
        raise WorkbookError(
            f"“{one_line(value)}” is no language that is known",
            f"Write one such as {', '.join(ENGLISH)}. "
            f"A full LanguageTool, which you put in a folder of its own, also proofreads {more}",
        )
    return value


def _switch(value: str) -> bool:
    if value.lower() not in (*_YES, *_NO):
        raise WorkbookError(f"“{one_line(value)}” is neither yes nor no", "Write one of the two")
    return value.lower() in _YES


_SETTINGS: dict[str, tuple[str, Callable[[str], str | bool]]] = {
    "language": ("A tag such as en-GB", _language),
    "engine": (f"One of {', '.join(ENGINE_CHOICES)}", _engine),
    "thorough": ("yes or no", _switch),
    "theme": (f"{' or '.join(OWN_THEMES)}", _theme),
    "progress": (f"One of {', '.join(PROGRESS_CHOICES)}", _progress),
}
"""By its name: what can be its value in words, and how that is read."""
