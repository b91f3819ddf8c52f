"""`prefer`: a setting is told, kept, refused in words, and taken back."""

from __future__ import annotations

import pytest

from workbook.preferences import OWN_THEMES, THEMES

USUAL = {"language": None, "engine": "auto", "thorough": False, "theme": None}
USUAL |= {"progress": "auto", "rules_off": []}


def test_what_is_preferred_is_kept_until_it_is_taken_back(cli, tmp_path):
    assert cli("prefer", "--json").json == USUAL
    assert cli("prefer").out.splitlines() == [
        "language: that of the micro-credential",
        "engine: auto",
        "thorough: no",
        "theme: paper",
        "progress: auto",
    ]
    assert cli("prefer", "language", "en-GB").out.startswith("language: en-GB\n")
    cli("prefer", "Engine", "HARPER")
    told = cli("prefer", "thorough", "yes", "--json")
    assert (told.status, told.json) == (
        0,
        {**USUAL, "language": "en-GB", "engine": "harper", "thorough": True},
    )
    assert cli("prefer", "--json").json == told.json
    assert cli("prefer", "theme", "Slate", "--json").json["theme"] == "slate"
    assert cli("prefer", "progress", "lines", "--json").json["progress"] == "lines"
    for name in ("language", "engine", "thorough", "theme", "progress"):
        assert cli("prefer", name, "--usual").status == 0
    assert cli("prefer", "--json").json == USUAL
    assert cli("prefer", "thorough", "off", "--json").json == USUAL


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["langauge", "en-GB"], "There is no setting “langauge”. Did you mean language?"),
        (["language"], "needs VALUE or --usual, and not both. A tag such as en-GB will do."),
        (["language", "en-GB", "--usual"], "needs VALUE or --usual"),
        (["language", "British English"], "The preference “language” is no language tag such as en-US."),
        (["engine", "harpr"], "There is no engine “harpr”. Did you mean harper?"),
        (["thorough", "perhaps"], "“perhaps” is neither yes nor no. Write one of the two."),
        (["theme", "sl/ate"], "There is no theme “sl/ate”. Ours are paper and slate."),
        (["theme", "nope"], "There is no theme “nope”. Ours are paper and slate. There are also ansi-dark, "),
        (
            ["language", "xx-YY-zz"],
            "“xx-YY-zz” is no language that is known. Write one such as en-US, ",
        ),
        (
            ["language", "xx"],
            "A full LanguageTool, which you put in a folder of its own, also proofreads ar, ",
        ),
        (["language", "en-US-US"], "“en-US-US” is no language that is known."),
        (["progress", "line"], "There is no way to tell progress “line”. Did you mean lines?"),
        (["--usual"], "--usual needs NAME. There are language, engine, thorough, theme, progress."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(cli, tmp_path, arguments, said):
    done = cli("prefer", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "home" / "config.toml").exists()


def test_every_theme_of_the_app_can_be_preferred(cli):
    from textual.theme import BUILTIN_THEMES

    assert set(THEMES) == {*OWN_THEMES, *BUILTIN_THEMES}
    assert cli("prefer", "theme", "Tokyo Night", "--json").json["theme"] == "tokyo-night"


@pytest.mark.parametrize(
    "tag", ["en", "de", "fr-CA", "es-419", "ca-ES-valencia", "zh-Hant-TW", "haw", "EN-gb"]
)
def test_a_language_that_there_is_can_be_preferred(cli, tag):
    assert cli("prefer", "language", tag, "--json").json["language"] == tag
