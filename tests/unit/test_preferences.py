"""Preferences: what is kept comes back, every line of the person's own stays, and no damage stops anyone."""

from __future__ import annotations

import stat
import threading
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import StorageError, WorkbookError
from workbook.home import Home
from workbook.preferences import Preferences, change, language_of, load, switch_off, switch_on

OURS = """# Mine; do not touch.
engine = "harper"   # quick

theme="paper"
colour = "green"

[keys]
# none yet
save = "ctrl+s"
"""


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def write(home, text):
    home.folder.mkdir(parents=True, exist_ok=True)
    home.preferences.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_who_said_nothing_has_the_usual_settings(home):
    assert load(home) == Preferences("", "", "auto", thorough=False, rules_off=())
    assert not home.folder.exists()


def test_what_is_kept_comes_back(home):
    wanted = {
        "theme": "slate",
        "language": "en-GB",
        "engine": "all",
        "thorough": True,
        "rules_off": ("harper:LongSentences", "languagetool:EN_A_VS_AN"),
    }
    assert change(home, **wanted) == Preferences(**wanted)
    assert load(home) == Preferences(**wanted)
    assert change(home, theme="", thorough=False, rules_off=()) == Preferences("", "en-GB", "all")
    assert tomllib.loads(home.preferences.read_text("utf-8")) == {"language": "en-GB", "engine": "all"}


def test_every_other_line_and_remark_stays_where_it_is(home):
    write(home, OURS)
    change(home, engine="all", language="en-AU")
    text = home.preferences.read_text("utf-8")
    kept = OURS.replace('"harper"', '"all"').splitlines()
    assert [line for line in text.splitlines() if line in kept] == kept
    assert tomllib.loads(text) == {
        "engine": "all",
        "theme": "paper",
        "colour": "green",
        "language": "en-AU",
        "keys": {"save": "ctrl+s"},
    }
    assert home.preferences.with_name("config.toml.bak").read_text("utf-8") == OURS


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "theme": st.text(max_size=12),
                "language": st.sampled_from(["", "en-US", "de", "pt-BR"]),
                "engine": st.sampled_from(["auto", "harper", "languagetool", "all"]),
                "thorough": st.booleans(),
                "rules_off": st.lists(st.text(max_size=12), max_size=3).map(tuple),
            },
        ),
        max_size=3,
    )
)
def test_any_values_come_back_one_change_after_another(tmp_path_factory, changes):
    home = Home(tmp_path_factory.mktemp("home"))
    write(home, OURS)
    expected = {"theme": "paper", "engine": "harper"}
    for values in changes:
        expected |= values
        assert change(home, **values) == Preferences(**expected)
    assert tomllib.loads(home.preferences.read_text("utf-8"))["keys"] == {"save": "ctrl+s"}


def test_rules_are_switched_off_and_on(home):
    switch_off(home, "harper:A", "harper:B")
    assert switch_off(home, "harper:B", "harper:C").rules_off == ("harper:A", "harper:B", "harper:C")
    assert switch_on(home, "harper:A", "harper:NeverOff").rules_off == ("harper:B", "harper:C")
    assert switch_on(home, "harper:B", "harper:C").rules_off == ()
    assert "rules_off" not in home.preferences.read_text("utf-8")


DAMAGED = ["theme = [", f"a = {'[' * 9000}", "theme = 1\ntheme = 2", b'theme = "\xff"', "\0", "a\n\tb = "]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_stops_nobody_and_is_kept(home, text):
    write(home, text)
    told = []
    assert load(home, told.append) == Preferences()
    assert len(told) == 1
    assert "config.toml cannot be read" in told[0]
    before = home.preferences.read_bytes()
    assert change(home, theme="slate").theme == "slate"
    assert home.preferences.with_name("config.toml.broken").read_bytes() == before
    change(home, engine="all")
    write(home, text)
    change(home, theme="paper")
    assert home.preferences.with_name("config.toml.broken-2").read_bytes() == before
    assert load(home) == Preferences("paper")


@pytest.mark.parametrize(
    "line",
    ["theme = 3", "language = 'English, please'", "engine = 'grammarly'", "thorough = 1", "rules_off = [1]"],
)
def test_one_wrong_value_leaves_the_others(home, line):
    name = line.partition(" ")[0]
    write(home, f"{line}\n" + ("engine = 'all'\n" if name != "engine" else "language = 'en-GB'\n"))
    told = []
    found = load(home, told.append)
    assert found == (Preferences(engine="all") if name != "engine" else Preferences(language="en-GB"))
    assert len(told) == 1
    assert f"“{name}”" in told[0]
    change(home, **{name: getattr(Preferences(), name)})
    load(home, told.append)
    assert len(told) == 1


def test_a_byte_order_mark_and_windows_lines_are_no_damage(home):
    write(home, b"\xef\xbb\xbfengine = 'all'\r\nlanguage = 'en-GB'\r\n")
    assert load(home) == Preferences(language="en-GB", engine="all")
    change(home, theme="slate")
    assert load(home) == Preferences("slate", "en-GB", "all")
    assert not list(home.folder.glob("*.broken*"))


@pytest.mark.parametrize(
    "values", [{"engine": "grammarly"}, {"language": "not a tag"}, {"thorough": "yes"}, {"colour": "green"}]
)
def test_no_wrong_value_is_written(home, values):
    write(home, OURS)
    with pytest.raises(WorkbookError, match=next(iter(values))):
        change(home, **values)
    assert home.preferences.read_text("utf-8") == OURS


def test_a_disk_that_takes_nothing_is_told(home):
    home.preferences.mkdir(parents=True)
    assert load(home) == Preferences()
    with pytest.raises(StorageError, match="NOT SAVED"):
        change(home, theme="slate")


def test_nobody_else_can_look_into_a_new_home(home):
    change(home, theme="slate")
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700


def test_two_who_change_it_at_once_lose_nothing(home):
    names = [f"harper:Rule{number}" for number in range(12)]
    threads = [threading.Thread(target=switch_off, args=(home, name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(load(home).rules_off) == sorted(names)


def test_the_language_that_was_asked_for_goes_before_hers_and_hers_before_the_credentials():
    mine = Preferences(language="en-GB")
    assert language_of(Preferences()) == "en-US"
    assert language_of(Preferences(), "en-CA") == "en-CA"
    assert language_of(mine, "en-US") == "en-GB"
    assert language_of(mine, "en-US", wanted="de") == "de-DE"
    assert language_of(Preferences(), "EN-au") == "en-AU"
    assert language_of(Preferences(), "en_ZA") == "en-ZA"
    assert language_of(Preferences(), "en") == "en-US"
    assert language_of(Preferences(), "ca-ES-valencia") == "ca-ES-valencia"
    with pytest.raises(WorkbookError, match="no language tag"):
        language_of(Preferences(), wanted="British English")
