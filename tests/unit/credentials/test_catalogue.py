import pytest

from workbook.credentials.catalogue import Catalogue
from workbook.errors import WorkbookError
from workbook.home import Home

from .support import BUNDLED


def file(folder, name, credential_id, title, extra=""):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(
        f"---\nid: {credential_id}\ntitle: {title}\n{extra}---\n# The Competency\nYou do it.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def bundled(tmp_path):
    folder = tmp_path / "bundled"
    file(folder, "1.md", "zebra", "Zebra", "audience: [teacher]\nneeds_students: false\n")
    file(folder, "2.md", "apple", "Épple", "audience: [Pre-service]\nstack: Fruit\n")
    return folder


def test_the_programs_own(home):
    found = Catalogue.load(home)
    assert len(found.entries) == len(BUNDLED)
    assert found.broken == ()
    titles = [entry.credential.title for entry in found.entries]
    assert titles == sorted(titles)


def test_bundled_first_and_both_by_title(home, bundled):
    file(home.catalogue, "mine.md", "mine", "A First")
    found = Catalogue.load(home, bundled)
    assert [(e.credential.id, e.source) for e in found.entries] == [
        ("apple", "bundled"),
        ("zebra", "bundled"),
        ("mine", "own"),
    ]


def test_files_that_cannot_be_used_are_told_and_stop_nothing(home, bundled):
    home.catalogue.mkdir(parents=True)
    bad = home.catalogue / "bad.md"
    bad.write_bytes(b"\xff\xfe")
    (home.catalogue / "notes.txt").write_text("no credential")
    (home.catalogue / ".hidden.md").write_text("no credential")
    file(home.catalogue, "mine.md", "mine", "Mine")
    found = Catalogue.load(home, bundled)
    assert len(found.entries) == 3
    assert [(path, error.exit_status) for path, error in found.broken] == [(bad, 2)]


def test_an_id_that_is_taken_is_told_and_the_first_stays(home, bundled):
    path = file(home.catalogue, "again.md", "zebra", "Mine")
    found = Catalogue.load(home, bundled)
    assert found.find("zebra").credential.title == "Zebra"
    assert [broken.path for broken in found.broken] == [path]
    assert "which 1.md has too" in found.broken[0].error.what


def test_find_by_id_by_path_and_the_nearest(home, bundled, tmp_path):
    found = Catalogue.load(home, bundled)
    assert found.find(" ZEBRA ").credential.id == "zebra"
    elsewhere = file(tmp_path / "else", "x.md", "elsewhere", "Else")
    assert found.find(str(elsewhere)).source == "own"
    assert found.find(str(bundled / "1.md")).source == "bundled"
    with pytest.raises(WorkbookError) as caught:
        found.find("zebar")
    assert caught.value.mend == "Did you mean zebra"
    with pytest.raises(WorkbookError):
        found.find(str(tmp_path / "none.md"))
    with pytest.raises(WorkbookError) as caught:
        found.find("\x1b[31m???")
    assert "\x1b" not in str(caught.value)


def test_search(home, bundled):
    found = Catalogue.load(home, bundled)

    def ids(*arguments):
        return [entry.credential.id for entry in found.search(*arguments)]

    assert ids() == ["apple", "zebra"]
    assert ids("EPPLE") == ["apple"]
    assert ids("fruit you") == ["apple"]
    assert ids("fruit nothing") == []
    assert ids("", "pre service") == ["apple"]
    assert ids("", "teacher") == ["zebra"]
    assert ids("", None, True) == ["zebra"]
    assert found.roles == ("Pre-service", "teacher")


def test_who_is_not_named_is_for_everyone(home, tmp_path):
    file(tmp_path / "b", "1.md", "open", "Open")
    assert Catalogue.load(home, tmp_path / "b").search("", "teacher")
