import pytest

from workbook.credentials.reader import parse_credential

BODY = "# The Competency\nYou do it.\n# Part 1\n1. What?\n"


def parse(front: str):
    return parse_credential(f"---\n{front}\n---\n{BODY}", fallback_id="fallback")


def test_everything_it_can_say():
    found = parse(
        "id: goals\ntitle: 'Goals: worth it'\nstack: S\nissuer: I\nlicense: CC0\naudience: [teacher, para]\n"
        "needs_students: false\nteam: yes\nhours: 7.5\nlanguage: en-GB\npassing_levels: [Met]"
    )
    credential = found.credential
    assert found.mistakes == ()
    assert (credential.id, credential.title, credential.stack) == ("goals", "Goals: worth it", "S")
    assert (credential.issuer, credential.license, credential.audience) == ("I", "CC0", ("teacher", "para"))
    assert (credential.needs_students, credential.team, credential.hours) == (False, True, 7.5)
    assert (credential.language, credential.passing_levels) == ("en-GB", ("Met",))


def test_what_is_not_said():
    credential = parse("id: a\ntitle: A").credential
    assert (credential.needs_students, credential.team, credential.hours) == (True, False, None)
    assert (credential.language, credential.audience, credential.stack) == ("en-US", (), None)


def test_a_single_word_is_a_list_of_one_and_a_number_is_a_text():
    credential = parse("id: a\ntitle: 1984\naudience: teacher, para\nstack: no").credential
    assert (credential.title, credential.audience, credential.stack) == ("1984", ("teacher", "para"), "no")


@pytest.mark.parametrize(
    ("front", "line", "message", "severity"),
    [
        ("title: A", 1, "The credential has no id", "unusable"),
        ("id: a", 1, "The credential has no title", "unusable"),
        ("title: A\nid: My Goals", 3, "The id “My Goals” is not made of", "unusable"),
        ("title: A\nid: ../../etc", 3, "The id “../../etc” is not made of", "unusable"),
        ("id: a\ntitle: A\nlicence: x", 4, "“licence” is not a known key", "mistake"),
        ("id: a\ntitle: A\ntitle: B", 4, "“title” is given twice", "mistake"),
        ("id: a\ntitle: A\nhours: ten", 4, "“hours” should be a number", "mistake"),
        ("id: a\ntitle: A\nhours: .inf", 4, "“hours” should be a number", "mistake"),
        ("id: a\ntitle: A\nteam: maybe", 4, "“team” should be true or false", "mistake"),
        ("id: a\ntitle: A\naudience: {x: y}", 4, "“audience” should be a plain list", "mistake"),
        ("id: a\ntitle: [A, B]", 3, "“title” should be one value", "mistake"),
        (
            "id: a\ntitle: A\nlanguage: English, please",
            4,
            "“English, please” is not a language tag",
            "mistake",
        ),
        ("id: a\ntitle: Goals: worth it", 3, "The front matter is not valid YAML", "unusable"),
        ("id: a\ntitle: [A", 4, "The front matter is not valid YAML", "unusable"),
        ("id: a\ntitle: &x A\nstack: *x", 3, "The front matter uses an anchor or alias", "unusable"),
        ("- a\n- b", 2, "The front matter is no list of `key: value`", "unusable"),
        ("id: a\ntitle: !!python/object/apply:os.system [ls]", 3, "“title” should be one value", "mistake"),
    ],
)
def test_mistakes_have_their_line_and_a_mend(front, line, message, severity):
    found = [m for m in parse(front).mistakes if m.message.startswith(message)]
    assert [(m.line, m.severity) for m in found] == [(line, severity)]
    assert found[0].mend


def test_the_nearest_key_is_suggested():
    mends = [m.mend for m in parse("id: a\ntitle: A\nneeds-students: no").mistakes]
    assert mends == ["Did you mean needs_students"]


def test_no_id_that_is_no_slug_ever_names_a_folder():
    assert parse("title: A\nid: ../../etc").credential.id == "etc"
    assert parse("title: A").credential.id == "fallback"


def test_no_front_matter_or_no_end_of_it():
    none = parse_credential(BODY, fallback_id="x")
    assert (none.mistakes[0].line, none.mistakes[0].severity) == (1, "unusable")
    assert "no front matter" in none.mistakes[0].message
    endless = parse_credential("---\nid: a\ntitle: A\n", fallback_id="x")
    assert "no end" in endless.mistakes[0].message


def test_a_bomb_of_aliases_is_refused():
    rows = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    assert parse("\n".join(rows)).unusable is not None


def test_too_many_values_are_refused():
    assert "too many" in parse("audience: [" + "x, " * 5000 + "x]").mistakes[0].message
    assert parse("title: " + "x" * 70_000).unusable.message == "The front matter is larger than 64 KB"


def test_escapes_written_in_yaml_are_dropped_too():
    assert parse('id: a\ntitle: "A\\e[31m red\\a\\n one"').credential.title == "A red one"
