"""``verbale check --fix``: right words in the place of wrong ones, and nothing else of the file."""

from __future__ import annotations

import functools
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import run_here as run
from tests.letters import letter
from verbale import mending, output, rules
from verbale.fixing import Fixed, fixed
from verbale.problems import Fix, Place, Problem, problem
from verbale.rules import Reading
from verbale.rules.rule import Rule
from verbale.spec.source import from_bytes

Written = Callable[..., Path]
CODE = "symbol-form"
FORMER, NOW = "State of Holland", "Netherlands"


def found_in(text: str | bytes, *fixes: Fix) -> Fixed:
    """Apply fixes to a spec's text."""
    source = from_bytes(text if isinstance(text, bytes) else text.encode(), "a.yaml").value
    assert source is not None
    found = (problem(CODE, Place(one.path, "a.yaml"), "wrong", "right", one) for one in fixes)
    return fixed(source, found)


def after(text: str, old: str, new: str, path: str = "a") -> str:
    """Give a spec as it is after one fix, which has to be made."""
    made = found_in(text, Fix(path, old, new))
    assert [one.why for one in made.changes if one.why] == []
    return made.raw.decode()


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Hold letters to one rule, which has words put in the place of others."""

    def use(*fixes: tuple[str, str]) -> None:
        def look(reading: Reading) -> Iterator[Problem]:
            cited = [(f"{one.path}.symbol", one.typed) for one in reading.letter.references]
            for path, words in [*((p.path, p.own) for p in reading.passages), *cited]:
                for old, new in fixes:
                    if old in words:
                        place = Place(path, words=old)
                        yield problem(CODE, place, f'"{old}"', f'"{new}"', Fix(path, old, new))

        only = functools.partial(rules.look, book=(Rule(CODE, look),))
        monkeypatch.setattr(rules, "look", only)

    return use


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a: the Holland  # of Holland\nb: Holland\n", "a: the NL x  # of Holland\nb: Holland\n"),
        ("a: 'it''s Holland'\n", "a: 'it''s NL x'\n"),
        ('a: "it\\u2019s \\\n  Holland"\n', 'a: "it\\u2019s \\\n  NL x"\n'),
        ("a: in\n  Holland\n  now\nb: [c,   'd']\n", "a: in\n  NL x\n  now\nb: [c,   'd']\n"),
        (
            "a: |+ # Holland\n   in\n   Holland\n\nb: c\n",
            "a: |+ # Holland\n   in\n   NL x\n\nb: c\n",
        ),
        ("a: >2-\n    set in\n  Holland\n", "a: >2-\n    set in\n  NL x\n"),
        ("a: >+\n  in\n  Holland\n\n\nb: c\n", "a: >+\n  in\n  NL x\n\n\nb: c\n"),
        ("a: {x: 1,\n    a: Holland}\nb: Holland", "a: {x: 1,\n    a: NL x}\nb: Holland"),
    ],
    ids=["plain", "single", "double", "lines", "literal", "folded", "kept", "braces"],
)
def test_only_the_words_change_however_a_value_is_written(before: str, expected: str) -> None:
    assert after(before, "Holland", "NL x", "a.a" if "{" in before else "a") == expected


def test_words_that_a_line_break_parts_stay_parted() -> None:
    folded = "a: >\n  of the State of\n  Holland\n\n  and others\n"
    assert after(folded, "State of Holland", "Kingdom of NL") == folded.replace(
        "State of\n  Holland", "Kingdom of\n  NL"
    )
    assert after(folded, "State of Holland", "NL") == folded.replace("State of\n  Holland", "NL")


def test_words_that_the_file_has_as_escapes_are_found() -> None:
    assert after('a: "C\\u00f4te  d\\x27Or" # b\n', "Côte  d'Or", "Côte d’Or") == (
        'a: "Côte d’Or" # b\n'
    )
    assert after("a: 'the Holland''s'\n", "Holland's", 'NL\'s "own"') == "a: 'the NL''s \"own\"'\n"
    assert after('a: "Holland"\n', "Holland", 'NL "\\"') == 'a: "NL \\"\\\\\\""\n'


@pytest.mark.parametrize("new", ["NL: x", "NL #2", "NL:", "null", "- NL", "[NL", "@NL", '"NL', "'"])
def test_a_plain_value_is_quoted_where_its_new_words_need_it(new: str) -> None:
    raw = after("a: Holland\nb: c\n", "Holland", new)
    read = from_bytes(raw.encode(), "a.yaml").value
    assert read is not None
    assert read.data == {"a": new, "b": "c"}
    assert raw.startswith('a: "')


def test_in_braces_a_comma_needs_quotes_too() -> None:
    assert after("a: {b: Holland, c: d}\n", "Holland", "NL, x", "a.b") == (
        'a: {b: "NL, x", c: d}\n'
    )


def test_a_plain_value_of_several_lines_keeps_them_in_quotes() -> None:
    assert after('a: x "y"\n  Holland\n  z\n', "Holland", "NL: #") == (
        'a: "x \\"y\\"\n  NL: #\n  z"\n'
    )


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    raw = b"\xef\xbb\xbfa: |\r\n  of\r\n  Holland\r\n\r\nb: Holland\n"
    made = found_in(raw, Fix("a", "of\nHolland", "in\nNL"), Fix("b", "Holland", "NL"))
    assert made.raw == b"\xef\xbb\xbfa: |\r\n  in\r\n  NL\r\n\r\nb: NL\n"


def test_nothing_in_quotations_changes() -> None:
    text = "a: |\n  Holland, “Holland”, «Holland»\n\n  > Holland\n\n  <<Holland>> Holland\n"
    expected = text.replace("  Holland,", "  NL,").replace(">> Holland", ">> NL")
    assert after(text, "Holland", "NL") == expected
    made = found_in("a: in “Holland”\n", Fix("a", "Holland", "NL"))
    assert made.raw == b"a: in \xe2\x80\x9cHolland\xe2\x80\x9d\n"
    assert [one.why for one in made.changes] == [
        "they stand in a quotation, or within a longer word"
    ]


def test_a_part_of_a_word_is_not_the_word() -> None:
    assert after("a: Hollander Holland A/1 A/12\n", "Holland", "NL") == "a: Hollander NL A/1 A/12\n"
    assert after("a: a/1 a/12 a/1.\n", "a/1", "A/1") == "a: A/1 a/12 A/1.\n"
    assert after("a: 在荷兰国\n", "荷兰", "荷兰王") == "a: 在荷兰王国\n"


def test_a_title_in_italics_is_changed_only_where_the_words_stand_nowhere_else() -> None:
    assert after("a: of Holland, *On Holland*\n", "Holland", "NL") == "a: of NL, *On Holland*\n"
    assert after("a: see *a/1*\n", "a/1", "A/1") == "a: see *A/1*\n"


def test_quotation_marks_change_and_never_what_they_hold() -> None:
    text = "a: the «Holland» and “the «Holland»”\n"
    made = found_in(text, Fix("a", "«Holland»", "“Holland”", marks=True))
    assert made.raw.decode() == "a: the “Holland” and “the «Holland»”\n"
    both = (Fix("a", "«", "“", marks=True), Fix("a", "»", "”", marks=True))
    assert found_in(text, *both).raw == made.raw
    made = found_in(text, Fix("a", "«Holland»", "“NL”", marks=True))
    assert made.raw.decode() == text
    assert [one.why for one in made.changes] == ["it would change more than quotation marks"]


def test_one_language_is_changed_and_a_shared_value_once() -> None:
    text = "a: {en/fr: Holland, es: Holland}\n"
    fixes = [Fix(f"a.{code}", "Holland", "Holland NL") for code in ("en", "fr")]
    made = found_in(text, *fixes)
    assert made.raw.decode() == "a: {en/fr: Holland NL, es: Holland}\n"
    assert len(made.changes) == 1


def test_a_short_form_is_the_value_of_its_key() -> None:
    assert after("a: [a/res/71/1]\n", "a/res/71/1", "A/RES/71/1", "a.0.symbol") == (
        "a: [A/RES/71/1]\n"
    )


def test_two_findings_that_contradict_each_other_change_nothing() -> None:
    made = found_in("a: Holland\n", Fix("a", "Holland", "NL"), Fix("a", "Holland", "HL"))
    assert made.raw == b"a: Holland\n"
    assert {one.why for one in made.changes} == {"another finding asks for other words there"}


def test_what_cannot_be_written_so_is_left_and_the_rest_is_done() -> None:
    text = "a: |\n  Holland\nb: Holland\nc: Holland\n"
    fixes = [Fix("a", "Holland", " NL"), Fix("b", "Holland", "NL"), Fix("d", "Holland", "NL")]
    made = found_in(text, *fixes)
    assert made.raw.decode() == "a: |\n  Holland\nb: NL\nc: Holland\n"
    assert {one.why for one in made.changes if one.why} == {
        "what the file would hold then does not read so",
        "the spec does not have these words there",
    }


def test_a_spec_is_put_right_and_each_place_is_told(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("a/res/71/1", "A/RES/71/1"), (FORMER, NOW))
    text = letter(references="[{symbol: a/res/71/1, adopted: 2016-09-19}]  # kept")
    text += f"body: >\n  For the State of\n  Holland, “{FORMER}”.  \n"
    spec = written(text)
    ran = run("check", "--fix", cwd=project)
    assert ran.exit == 0
    assert spec.read_text("utf-8") == text.replace("a/res", "A/RES").replace(
        "State of\n  Holland", "Netherlands"
    )
    assert ran.out.splitlines() == [
        'letters/letter.yaml:6:23  fixed  symbol-form: "a/res/71/1" -> "A/RES/71/1"',
        'letters/letter.yaml:12:11  fixed  symbol-form: "State of Holland" -> "Netherlands"',
        "1 spec checked: 2 fixed",
    ]
    again = spec.read_bytes()
    assert "0 fixed" in run("check", "--fix", cwd=project).out
    assert spec.read_bytes() == again


def test_without_the_option_nothing_is_written(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("a/res/71/1", "A/RES/71/1"))
    text = letter(references="[{symbol: a/res/71/1, adopted: 2016-09-19}]")
    spec = written(text)
    assert "symbol-form" in run("check", cwd=project).out
    assert spec.read_text("utf-8") == text


@pytest.mark.parametrize("option", ["--json", "--sarif"])
def test_other_programs_read_what_remains_and_people_what_changed(
    option: str, project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("a/res/71/1", "A/RES/71/1"))
    written(letter(references="[{symbol: a/res/71/1, adopted: 2016-09-19}]"))
    ran = run("check", "--fix", option, cwd=project)
    read = json.loads(ran.out)
    assert (read if option == "--json" else read["runs"][0]["results"]) == []
    assert 'fixed  symbol-form: "a/res/71/1" -> "A/RES/71/1"' in ran.err
    assert ran.err.endswith("1 fixed\n")


def test_of_two_findings_the_one_that_is_excused_is_left() -> None:
    source = from_bytes(b"a: Holland\nb: Holland\n", "a.yaml").value
    assert source is not None
    a, b = (
        problem(CODE, Place(key, "a.yaml"), "wrong", "right", Fix(key, "Holland", "NL"))
        for key in "ab"
    )
    made = fixed(source, [replace(a, excused="it is known"), b])
    assert made.raw == b"a: Holland\nb: NL\n"
    assert len(made.changes) == 1


def test_what_is_excused_or_off_is_not_fixed(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("a/res/71/1", "A/RES/71/1"))
    text = letter(references="[{symbol: a/res/71/1, adopted: 2016-09-19}]")
    excused = text + f"excuses: {{{CODE}: as the organ writes it}}\n"
    spec = written(excused)
    assert "0 fixed" in run("check", "--fix", cwd=project).out
    assert spec.read_text("utf-8") == excused
    written(text)
    settings = project / "verbale.yaml"
    settings.write_text(settings.read_text("utf-8") + f"rules: {{{CODE}: off}}\n", "utf-8")
    assert "0 fixed" in run("check", "--fix", cwd=project).out
    assert spec.read_text("utf-8") == text


def test_what_one_fix_uncovers_is_fixed_too_and_rules_that_disagree_come_to_an_end(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("one", "two"), ("two", "three"))
    spec = written(letter(extra="body: For one.\n"))
    run("check", "--fix", cwd=project)
    assert spec.read_text("utf-8") == letter(extra="body: For three.\n")
    book(("three", "four"), ("four", "three"))
    ran = run("check", "--fix", cwd=project)
    assert ran.exit == 0
    assert spec.read_text("utf-8") == letter(extra="body: For four.\n")


def test_permissions_stay_and_a_link_is_followed(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("one", "two"))
    spec = written(letter(extra="body: For one.\n"), "real.txt")
    spec.chmod(0o640)
    link = project / "letters" / "link.yaml"
    link.symlink_to("real.txt")
    assert "1 fixed" in run("check", "--fix", cwd=project).out
    assert link.is_symlink()
    assert spec.read_text("utf-8").endswith("body: For two.\n")
    assert stat.S_IMODE(spec.stat().st_mode) == 0o640
    assert {one.name for one in spec.parent.iterdir()} == {"link.yaml", "real.txt"}


def test_a_spec_that_is_protected_is_not_written(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("one", "two"))
    spec = written(letter(extra="body: For one.\n"))
    spec.chmod(0o444)
    ran = run("check", "--fix", cwd=project)
    assert ran.exit == 1
    assert "output-unwritable: it cannot be written: it is protected from writing" in ran.out
    assert "0 fixed" in ran.out
    assert spec.read_text("utf-8") == letter(extra="body: For one.\n")


def test_a_spec_that_changed_meanwhile_is_not_written(
    project: Path, written: Written, book: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    book(("one", "two"))
    spec = written(letter(extra="body: For one.\n"))

    def late(path: Path, before: bytes, new: bytes, shown: str) -> object:
        path.write_bytes(b"mine")
        return output_write_over(path, before, new, shown)

    output_write_over = output.write_over
    monkeypatch.setattr(mending.output, "write_over", late)
    ran = run("check", "--fix", cwd=project)
    assert ran.exit == 1
    assert "it changed on the disk meanwhile" in ran.out
    assert spec.read_bytes() == b"mine"
    assert [one.name for one in spec.parent.iterdir()] == ["letter.yaml"]


def test_a_spec_that_is_not_sound_yaml_is_not_touched(
    project: Path, written: Written, book: Callable[..., None]
) -> None:
    book(("one", "two"))
    for fault in (
        "body: For one.\nbody: For one.\n",
        "body: [For one.\n",
        "task:\nbody: For one.\n",
    ):
        spec = written(letter(extra=fault))
        assert run("check", "--fix", cwd=project).exit == 1
        assert spec.read_text("utf-8") == letter(extra=fault)
