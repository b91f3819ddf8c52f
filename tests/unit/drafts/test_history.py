"""The versions of answers and notes, kept in a file of their own."""

from __future__ import annotations

import hashlib
import json
import os
import random
import stat
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from workbook.drafts.history import History, Version
from workbook.drafts.model import now
from workbook.drafts.storage import DamagedFile
from workbook.errors import StorageError, WorkbookError
from workbook.files import write_atomically
from workbook.prose.words import count_words

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "part-1.prompt-1"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def history(tmp_path: Path, told: list[str]) -> History:
    return History(tmp_path, told.append)


def add(history: History, *texts: str, days_ago: float = 0) -> list[Version | None]:
    moment = now() - timedelta(days=days_ago)
    return [history.add("answer", PLACE, text, "a pause", moment) for text in texts]


def numbers(history: History) -> list[int]:
    return [version.number for version in history.versions("answer", PLACE)]


def change_rows(folder: Path, change: Any) -> None:
    """Change the rows in the file, as damage would."""
    path = folder / "history.json"
    tables = json.loads(path.read_bytes())
    for row in tables["versions"].values():
        change(row)
    path.write_text(json.dumps(tables))


def words(number: int) -> str:
    """Two texts of different numbers have little in common."""
    return " ".join(hashlib.sha256(f"{number} {n}".encode()).hexdigest()[:12] for n in range(30))


def test_without_a_file_there_is_nothing_and_reading_makes_none(history: History, tmp_path: Path) -> None:
    assert history.versions("answer", PLACE) == []
    with pytest.raises(WorkbookError, match=f"No version of the answer to {PLACE} was kept yet"):
        history.text("answer", PLACE, 1)
    assert list(tmp_path.iterdir()) == []


def test_versions_are_numbered_and_their_texts_come_back(history: History, tmp_path: Path) -> None:
    moment = now() - timedelta(minutes=10)
    first = history.add("answer", PLACE, "One two.\n", "a pause", moment)
    second = history.add("answer", PLACE, "One two three.\n", "left the step")
    assert first == Version(1, moment, 2, "a pause")
    assert second is not None
    assert (second.number, second.words, second.why, second.name) == (2, 3, "left the step", "")
    again = History(tmp_path)
    assert again.versions("answer", PLACE) == [first, second]
    assert [again.text("answer", PLACE, number) for number in (1, 2)] == ["One two.\n", "One two three.\n"]


def test_places_and_kinds_are_numbered_on_their_own(history: History) -> None:
    add(history, "An answer.", "Another answer.")
    history.add("note", PLACE, "A note.", "a pause")
    history.add("answer", "part-2.prompt-1", "Elsewhere.", "a pause")
    assert numbers(history) == [1, 2]
    assert history.text("note", PLACE, 1) == "A note."
    assert history.text("answer", "part-2.prompt-1", 1) == "Elsewhere."


def test_the_same_text_is_not_kept_twice_unless_it_must_be(history: History, tmp_path: Path) -> None:
    add(history, "The same.")
    before = (tmp_path / "history.json").read_bytes()
    assert add(history, "The same.") == [None]
    assert (tmp_path / "history.json").read_bytes() == before
    assert history.add("answer", PLACE, "The same.", "restored from version 1", always=True)
    assert numbers(history) == [1, 2]
    add(history, "Another.", "The same.")
    assert numbers(history) == [1, 2, 3, 4]


def test_words_are_counted_as_they_are_everywhere(tmp_path: Path) -> None:
    text = "- Six **words** [of a plan](https://example.org/a), one two."
    kept = History(tmp_path).add("answer", PLACE, text, "")
    assert kept is not None
    assert kept.words == count_words(text) == 7


def test_a_text_is_kept_as_the_draft_is_stored(history: History) -> None:
    add(history, "\ufeffA\r\nB\x07")
    assert history.text("answer", PLACE, 1) == "A\nB"


def test_an_unknown_version_names_those_there_are(history: History) -> None:
    add(history, "1")
    with pytest.raises(WorkbookError, match="There is only version 1") as one:
        history.text("answer", PLACE, 7)
    assert one.value.what == f"There is no version 7 of the answer to {PLACE}"
    add(history, "2", "3", days_ago=20)
    add(history, "4")
    with pytest.raises(WorkbookError) as several:
        history.text("answer", PLACE, 9)
    assert several.value.mend == "There are the versions 1, 3 to 4"


def test_a_version_gets_a_name_and_loses_it(history: History) -> None:
    add(history, "1", "2")
    history.call("answer", PLACE, 1, "  Before\nthe \x1b[31mpeer review  ")
    assert [version.name for version in history.versions("answer", PLACE)] == ["Before the peer review", ""]
    history.call("answer", PLACE, 1, "")
    assert [version.name for version in history.versions("answer", PLACE)] == ["", ""]
    with pytest.raises(WorkbookError, match="There is no version 3"):
        history.call("answer", PLACE, 3, "x")


def test_old_versions_are_thinned_but_not_the_named_and_no_number_is_given_twice(history: History) -> None:
    add(history, *map(words, range(1, 6)), days_ago=20)
    assert numbers(history) == [5]
    add(history, *map(words, range(6, 8)), days_ago=19)
    history.call("answer", PLACE, 7, "mine")
    add(history, words(8), days_ago=19)
    assert add(history, words(9))[0] == history.versions("answer", PLACE)[-1]
    assert numbers(history) == [5, 7, 8, 9]
    assert [history.text("answer", PLACE, n) for n in (5, 7, 8, 9)] == [words(n) for n in (5, 7, 8, 9)]


def test_thinning_leaves_other_places_alone(history: History) -> None:
    history.add("answer", "part-1.prompt-2", "old", "", now() - timedelta(days=30))
    history.add("note", PLACE, "old", "", now() - timedelta(days=30))
    add(history, "a", "b", "c", days_ago=30)
    assert len(history.versions("answer", "part-1.prompt-2")) == len(history.versions("note", PLACE)) == 1


def test_what_stood_on_a_version_that_went_can_still_be_read(history: History) -> None:
    """The first is kept whole, the next are packed with it; it goes, and its followers stay."""
    days = [words(1) + f" day {day}" for day in range(30, 0, -1)]
    for number, text in enumerate(days):
        add(history, f"{text} morning", text, days_ago=30 - number)
    versions = history.versions("answer", PLACE)
    assert 1 not in [version.number for version in versions]
    assert {history.text("answer", PLACE, version.number) for version in versions} >= set(days)


def test_a_thousand_versions_of_a_long_answer_are_less_than_two_megabytes(
    history: History, tmp_path: Path
) -> None:
    chosen = random.Random(4)
    vocabulary = [
        "".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=chosen.randint(2, 11))) for _ in range(900)
    ]
    text, texts = chosen.choices(vocabulary, k=2000), []
    with history.together():
        for _ in range(1000):
            for place in chosen.choices(range(2000), k=5):
                text[place] = chosen.choice(vocabulary)
            texts.append(" ".join(text))
            add(history, texts[-1])
    assert (tmp_path / "history.json").stat().st_size < 2_000_000
    assert numbers(history) == list(range(1, 1001))
    for number in (1, 2, 500, 999, 1000):
        assert history.text("answer", PLACE, number) == texts[number - 1]


def test_several_versions_reach_the_disk_together_or_not_at_all(history: History, tmp_path: Path) -> None:
    with history.together():
        add(history, "1", "2", "2", "3")
        assert not (tmp_path / "history.json").exists()
        assert numbers(history) == [1, 2, 3]
    before = (tmp_path / "history.json").read_bytes()
    with pytest.raises(RuntimeError), history.together():
        add(history, "4")
        raise RuntimeError("on the way")
    assert (tmp_path / "history.json").read_bytes() == before
    assert numbers(history) == [1, 2, 3]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_may_read_it(history: History, tmp_path: Path) -> None:
    add(history, "1", "2")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"history.json": 0o600, "history.json.bak": 0o600}


@pytest.mark.parametrize("damage", ["!", "AAAA", "", "é"])
def test_one_damaged_version_leaves_the_others(history: History, tmp_path: Path, damage: str) -> None:
    add(history, words(1), words(2), words(3))
    change_rows(tmp_path, lambda row: row.update(text=damage) if row["number"] == 2 else None)
    with pytest.raises(DamagedFile, match=f"Version 2 of the answer to {PLACE} is damaged") as error:
        history.text("answer", PLACE, 2)
    assert error.value.mend == "The other versions are as they were; choose another"
    assert [history.text("answer", PLACE, number) for number in (1, 3)] == [words(1), words(3)]
    assert numbers(history) == [1, 2, 3]


def test_a_damaged_last_version_does_not_stand_in_the_way_of_the_next(
    history: History, tmp_path: Path
) -> None:
    add(history, "One text.")
    change_rows(tmp_path, lambda row: row.update(text="AAAA"))
    add(history, "One text.", "One text more.")
    assert [history.text("answer", PLACE, number) for number in (2, 3)] == ["One text.", "One text more."]


def test_what_a_damaged_version_stands_on_is_not_thinned_away(history: History, tmp_path: Path) -> None:
    add(history, words(1), days_ago=20)
    add(history, f"{words(1)} more", days_ago=19)
    rows = json.loads((tmp_path / "history.json").read_bytes())["versions"]
    good = rows["2"]["text"]
    assert rows["2"]["base"] == 1
    change_rows(tmp_path, lambda row: row.update(text="AAAA") if row["number"] == 2 else None)
    # It takes the place of the first in its day; nothing but the damaged one needs that still.
    add(history, words(3), days_ago=20)
    assert set(numbers(history)) == {1, 2, 3}
    change_rows(tmp_path, lambda row: row.update(text=good) if row["number"] == 2 else None)
    assert history.text("answer", PLACE, 2) == f"{words(1)} more"
    add(history, "Today.")
    assert set(numbers(history)) == {2, 3, 4}
    assert history.text("answer", PLACE, 2) == f"{words(1)} more"


@pytest.mark.parametrize(
    "change",
    [
        {"words": "many"},
        {"number": None},
        {"number": True},
        {"saved_at": "yesterday"},
        {"saved_at": 5},
        {"why": None},
        {"base": "1"},
        {"name": []},
        {"text": None},
    ],
)
def test_a_row_that_is_no_version_is_left_out_and_left_in_the_file(
    history: History, tmp_path: Path, change: dict[str, Any]
) -> None:
    add(history, words(1), words(2))
    change_rows(tmp_path, lambda row: row.update(change) if row["number"] == 2 else None)
    assert numbers(history) == [1]
    add(history, words(3))
    assert history.text("answer", PLACE, numbers(history)[-1]) == words(3)
    rows = json.loads((tmp_path / "history.json").read_bytes())["versions"].values()
    assert any(all(row.get(key) == value for key, value in change.items()) for row in rows)


def test_a_number_is_not_given_again_where_its_row_is_damaged(history: History, tmp_path: Path) -> None:
    add(history, words(1), words(2))
    change_rows(tmp_path, lambda row: row.update(why=None) if row["number"] == 2 else None)
    add(history, words(3))
    assert numbers(history) == [1, 3]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\x00\xff", b'{"versions": 3}', b"[" * 100_000])
def test_a_damaged_file_is_read_from_its_last_good_copy_and_put_aside_at_the_next_write(
    history: History, tmp_path: Path, told: list[str], damage: bytes
) -> None:
    add(history, "1", "2", "3")
    (tmp_path / "history.json").write_bytes(damage)
    assert numbers(history) == numbers(history) == [1, 2]
    assert len(told) == 1
    assert "its last good copy is used instead" in told[0]
    assert (tmp_path / "history.json").read_bytes() == damage
    add(history, "4")
    assert (tmp_path / "history.damaged-1.json").read_bytes() == damage
    assert "history.damaged-1.json" in told[1]
    assert [history.text("answer", PLACE, number) for number in numbers(history)] == ["1", "2", "4"]
    (tmp_path / "history.json").write_bytes(b"again")
    assert numbers(history) == [1, 2], "the copy beside it is a good one again"


def test_where_both_are_damaged_both_are_put_aside_and_a_new_one_is_begun(
    history: History, tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "history.damaged-1.json").write_bytes(b"from before")
    add(history, "1", "2")
    (tmp_path / "history.json").write_bytes(b"one")
    (tmp_path / "history.json.bak").write_bytes(b"two")
    assert numbers(history) == []
    assert "its last good copy is too" in told[0]
    add(history, "3")
    assert numbers(history) == [1]
    aside = [(tmp_path / f"history.damaged-{number}.json").read_bytes() for number in (1, 2, 3)]
    assert aside == [b"from before", b"one", b"two"]
    assert "a new one is begun" in told[1]


def test_where_the_file_is_gone_its_last_good_copy_is_used(history: History, tmp_path: Path) -> None:
    add(history, "1", "2")
    (tmp_path / "history.json").unlink()
    assert numbers(history) == [1]
    add(history, "3")
    assert numbers(history) == [1, 2]


def test_a_file_of_a_newer_schema_is_left_as_it_is(history: History, tmp_path: Path) -> None:
    newer = b'{"history": {"1": {"schema": 2}}, "versions": {}}'
    (tmp_path / "history.json").write_bytes(newer)
    for use in (lambda: numbers(history), lambda: add(history, "1")):
        with pytest.raises(WorkbookError, match="was written by a newer version"):
            use()
    assert (tmp_path / "history.json").read_bytes() == newer


def test_a_disk_that_takes_nothing_changes_nothing(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(history, "1")
    before = (tmp_path / "history.json").read_bytes()

    def full(*arguments: Any, **more: Any) -> None:
        raise StorageError("NOT SAVED: the disk is full")

    monkeypatch.setattr("workbook.drafts.storage.write_atomically", full)
    with pytest.raises(StorageError):
        add(history, "2")
    monkeypatch.setattr("workbook.drafts.storage.write_atomically", write_atomically)
    assert (tmp_path / "history.json").read_bytes() == before
    assert numbers(history) == [1]
    add(history, "2")
    assert numbers(history) == [1, 2]
