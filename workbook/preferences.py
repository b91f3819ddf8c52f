"""What a person prefers, kept in `config.toml`; every line of hers in it stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from workbook.errors import WorkbookError
from workbook.files import ensure_folder, keep_copy, storage_error, write_atomically
from workbook.languages import AMERICAN, is_tag, normal
from workbook.plain_files import read_plain
from workbook.text import encoding_of, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import tomlkit

    from workbook.home import Home

EngineChoice = Literal["auto", "harper", "languagetool", "all"]
"""Which engines proofread: the best that is there, one by its name, or all."""
ProgressChoice = Literal["auto", "lines", "none"]
"""How a command tells how far it is: in one line that changes, line by line, or not at all."""
PROGRESS_CHOICES: tuple[ProgressChoice, ...] = get_args(ProgressChoice)
OWN_THEMES = ("paper", "slate")
"""The themes of our own: light and dark."""
THEMES = (
    *OWN_THEMES, "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light",
    "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Every theme of the app: our own, and Textual's, by their names."""
ENGINE_CHOICES: tuple[EngineChoice, ...] = get_args(EngineChoice)
_Choice = TypeVar("_Choice")
BROKEN = ".broken"
"""What stands behind the name of a file of preferences that could not be read and gave way to a new one."""
_LOCK, _SECONDS = ".config.lock", 10.0


@dataclass(frozen=True)
class Preferences:
    """What a person prefers; what she said nothing of is as it is here.

    Attributes:
        theme: the name of the app's theme; empty for the usual one.
        language: the language that she writes in, as "en-GB"; empty for the micro-credential's own.
        engine: which engines proofread.
        thorough: whether the quieter rules of proofreading speak, too.
        progress: how a command tells how far it is; `auto` changes one line in place where the terminal can.
        rules_off: the rules of proofreading engines that are switched off wherever she writes, as
            "harper:LongSentences".
    """

    theme: str = ""
    language: str = ""
    engine: EngineChoice = "auto"
    thorough: bool = False
    progress: ProgressChoice = "auto"
    rules_off: tuple[str, ...] = ()


def load(home: Home, tell: Callable[[str], None] | None = None) -> Preferences:
    """Return the person's preferences; what cannot be read is as if she had said nothing.

    Args:
        home: where they are kept.
        tell: is given a sentence for what cannot be read.
    """
    told = tell or (lambda _sentence: None)
    try:
        text = _text(home.preferences)
        kept = _parsed(text) if text else {}
    except (OSError, ValueError) as error:
        # A damaged file of preferences must not keep anyone from her drafts.
        told(f"{home.preferences} cannot be read ({one_line(str(error))}), and the usual settings are used.")
        return Preferences()
    found: dict[str, Any] = {}
    for name, read in _READ.items():
        if name in kept:
            try:
                found[name] = read(kept[name])
            except ValueError as error:
                told(f"{home.preferences}: “{name}” {error}, and the usual setting is used.")
    return Preferences(**found)


def change(home: Home, **values: str | bool | tuple[str, ...]) -> Preferences:
    """Keep preferences, and all else in their file as it is; return what they are now.

    A file that cannot be read is kept as `config.toml.broken`, and a new one begun.

    Args:
        home: where they are kept.
        values: the new values, by the names of `Preferences`; an empty one takes the line away.

    Raises:
        WorkbookError: a value is none that can be.
        StorageError: the disk would not take them; nothing is changed.
    """
    return _changed(home, lambda _before: _checked(values))


def switch_off(home: Home, *rules: str) -> Preferences:
    """Switch rules of proofreading engines off wherever the person writes, as "harper:LongSentences".

    Raises:
        StorageError: the disk would not take it; nothing is changed.
    """
    return _changed(home, lambda before: {"rules_off": tuple(dict.fromkeys((*before.rules_off, *rules)))})


def switch_on(home: Home, *rules: str) -> Preferences:
    """Switch rules of proofreading engines on again wherever the person writes; one that is on stays on.

    Raises:
        StorageError: the disk would not take it; nothing is changed.
    """
    return _changed(
        home, lambda before: {"rules_off": tuple(rule for rule in before.rules_off if rule not in rules)}
    )


def language_of(preferences: Preferences, credential: str | None = None, *, wanted: str | None = None) -> str:
    """Return the language that a draft is proofread in, as an engine wants it: "en-US", never "en".

    Args:
        preferences: the person's; her language, where she named one, goes before the credential's.
        credential: the language of the credential, where the draft answers one.
        wanted: the language that was asked for this once; it goes before all.

    Raises:
        WorkbookError: what was asked for is no language's tag.
    """
    if wanted and not is_tag(wanted):
        raise WorkbookError(f"“{one_line(wanted)}” is no language tag", "Write one such as en-US or en-GB")
    return normal(wanted or preferences.language or credential or AMERICAN)


def _changed(home: Home, changes: Callable[[Preferences], dict[str, Any]]) -> Preferences:
    from workbook.locks import LockFile, Timeout

    ensure_folder(home.folder, private=True)
    try:
        with LockFile(home.folder / _LOCK, _SECONDS):
            values = changes(load(home))
            _write(home.preferences, values)
    except Timeout as error:
        raise WorkbookError(
            f"Another program is changing {home.preferences}", "Try again in a moment"
        ) from error
    except OSError as error:
        raise storage_error(home.preferences, error) from error
    return load(home)


def _write(path: Path, values: dict[str, Any]) -> None:
    import tomlkit

    document = _document(path)
    for name, value in values.items():
        if value:
            document[name] = list(value) if isinstance(value, tuple) else value
        else:
            document.pop(name, None)
    write_atomically(path, tomlkit.dumps(document).encode(), keep_backup=True)


def _document(path: Path) -> tomlkit.TOMLDocument:
    """Return what is in the file, to be changed; where that cannot be read, keep it aside and begin anew."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(_text(path))
    except (TOMLKitError, ValueError, RecursionError):
        aside, again = path.with_name(path.name + BROKEN), 2
        while aside.exists():
            aside, again = path.with_name(f"{path.name}{BROKEN}-{again}"), again + 1
        keep_copy(path, aside)
        return tomlkit.document()


def _text(path: Path) -> str:
    """Return what the file holds, without a byte-order mark; nothing where it is not there."""
    try:
        data = read_plain(path)
        return data.decode(encoding_of(data)).removeprefix("\ufeff")
    except FileNotFoundError:
        return ""


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    known = [each.name for each in fields(Preferences)]
    for name, value in values.items():
        if name not in known:
            raise WorkbookError(f"“{one_line(name)}” is no preference", f"There are {', '.join(known)}")
        try:
            if value:
                _READ[name](value)
        except ValueError as error:
            raise WorkbookError(f"The preference “{name}” {error}", "Nothing was changed") from error
    return values


def _a_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is no text")
    return value


def _a_language(value: object) -> str:
    tag = _a_text(value)
    if tag and not is_tag(tag):
        raise ValueError("is no language tag such as en-US")
    return tag


def _an_engine(value: object) -> EngineChoice:
    return _one_of(ENGINE_CHOICES, value)


def _a_progress(value: object) -> ProgressChoice:
    return _one_of(PROGRESS_CHOICES, value)


def _one_of(choices: tuple[_Choice, ...], value: object) -> _Choice:
    for known in choices:
        if value == known:
            return known
    raise ValueError(f"is none of {', '.join(map(str, choices))}")


def _a_switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError("is no list of names")
    return tuple(value)


_READ: dict[str, Callable[[object], Any]] = {
    "theme": _a_text,
    "language": _a_language,
    "engine": _an_engine,
    "thorough": _a_switch,
    "progress": _a_progress,
    "rules_off": _names,
}
