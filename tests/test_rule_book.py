"""The rule book in use: set by the office, excused by a spec, told once, and never in the way."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import run_here as run
from tests.letters import letter, long_letter
from tests.test_archive import office, verbale
from tests.test_batch import SPEC
from verbale import pipeline, rules
from verbale.problems import Problem
from verbale.project import open_project
from verbale.rules import book
from verbale.rules.reading import unquoted

__all__ = ["office"]

Written = Callable[..., Path]
TWICE = "copies: [The Legal Counsel, The Legal Counsel]\n"


def set_rules(project: Path, words: str) -> None:
    settings = project / "verbale.yaml"
    settings.write_text(settings.read_text("utf-8") + f"rules: {{{words}}}\n", "utf-8")


def found(project: Path, *options: str) -> dict[str, dict[str, object]]:
    told = json.loads(run("check", "--json", *options, cwd=project).all)
    return {one["code"]: one for one in told}


def test_an_office_turns_a_rule_off(project: Path, written: Written) -> None:
    written(letter(extra=TWICE))
    assert found(project)["listed-twice"]["severity"] == "warning"
    set_rules(project, "listed-twice: off")
    assert found(project) == {}


def test_an_office_sets_a_rule_up_to_error_and_render_writes_nothing(
    project: Path, written: Written
) -> None:
    written(letter(extra=TWICE))
    assert run("render", cwd=project).exit == 0
    set_rules(project, "listed-twice: error")
    assert found(project)["listed-twice"]["severity"] == "error"
    assert run("check", cwd=project).exit == 1
    ran = run("render", "-o", "anew", cwd=project)
    assert ran.exit == 1
    assert not (project / "anew").exists()


def test_an_error_stays_one_whatever_the_office_sets(project: Path, written: Written) -> None:
    written(letter())
    set_rules(project, "adopted-later: warning, times-reversed: off")
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert '"adopted-later" is an error, and cannot be set to warning' in ran.all
    assert '"times-reversed" is an error, and cannot be set to off' in ran.all


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("lited-twice: off", 'did you mean "listed-twice"?'),
        ("yaml-syntax: off", '"yaml-syntax" is no rule of the rule book: it always holds'),
        ("listed-twice: never", "this is none of 'off', 'advice', 'warning' or 'error'"),
    ],
)
def test_settings_name_rules_that_there_are(
    words: str, told: str, project: Path, written: Written
) -> None:
    written(letter())
    set_rules(project, words)
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert told in ran.all
    assert "verbale.yaml:" in ran.all


def test_a_spec_excuses_rules_that_there_are_all_at_once(project: Path, written: Written) -> None:
    written(letter(extra="excuses: {lited-twice: a, glyph-missing: b}\n"))
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert ran.all.count("unknown-rule") == 2
    assert "letters/letter.yaml:11:11" in ran.all


def test_an_excuse_lets_a_finding_go_and_is_counted(project: Path, written: Written) -> None:
    written(letter(extra=f"{TWICE}excuses: {{listed-twice: both get one}}\n"))
    assert found(project)["listed-twice"]["excused"] == "both get one"
    ran = run("check", "--strict", cwd=project)
    assert ran.exit == 0
    assert ran.all == "1 spec checked: 1 excused\n"


def test_an_error_can_be_excused_and_the_letter_is_made(project: Path, written: Written) -> None:
    later = "[{symbol: A/RES/71/1, adopted: 2016-12-19}]"
    written(letter(references=later))
    assert run("render", cwd=project).exit == 1
    written(letter(references=later, extra="excuses: {adopted-later: the list has it so}\n"))
    ran = run("render", cwd=project)
    assert ran.exit == 0, ran.all
    assert (project / "output" / "letter.pdf").exists()


def test_an_excuse_that_excuses_nothing_is_a_warning(project: Path, written: Written) -> None:
    written(letter(extra="excuses: {listed-twice: both get one, line-too-wide: a name}\n"))
    assert found(project)["excuse-unused"]["severity"] == "warning"
    once = [one for one in run("check", cwd=project).all.splitlines() if "excuse-unused" in one]
    assert len(once) == 1, "of a page that was not looked at nothing is known"
    assert "letters/letter.yaml:11:" in once[0]
    twice = run("check", "--page", cwd=project).all.count("excuse-unused")
    assert twice == 2


def test_a_reason_is_given_with_every_excuse(project: Path, written: Written) -> None:
    written(letter(extra=f"{TWICE}excuses: {{listed-twice: }}\n"))
    assert run("check", cwd=project).exit == 1


def test_the_reason_goes_into_the_record(office: Path, written: Written) -> None:
    written(f"{SPEC}{TWICE}excuses: {{listed-twice: both get one}}\n")
    verbale(office, "issue", "letters/letter.yaml")
    shown = json.loads(verbale(office, "archive", "show", "1", "--json"))
    assert shown["excuses"] == {"listed-twice": "both get one"}
    assert "listed-twice: both get one" in verbale(office, "archive", "show", "1")
    verbale(office, "issue", "letters/letter.yaml", "--to", "CH,FR")
    shown = json.loads(verbale(office, "archive", "show", "2", "--json"))
    assert shown["excuses"] == {"listed-twice": "both get one"}
    verbale(office, "archive", "verify")


def test_an_office_that_makes_a_rule_an_error_issues_nothing(
    office: Path, written: Written
) -> None:
    written(f"{SPEC}{TWICE}")
    set_rules(office, "listed-twice: error")
    ran = run("issue", "letters/letter.yaml", cwd=office)
    assert ran.exit == 1
    assert not list((office / "archive").glob("records/*.json"))


def test_to_many_is_issued_with_what_a_batch_tells(office: Path, written: Written) -> None:
    spec = written(SPEC)
    to = ("--to", "CH,MX,GB")
    assert "slot-shrunk" not in run("batch", spec, *to, "-o", "out", cwd=office).all
    assert "slot-shrunk" not in run("issue", spec, *to, cwd=office).all
    set_rules(office, "slot-shrunk: error")
    told = [run(command, spec, *to, cwd=office).all for command in ("batch", "issue")]
    assert ["slot-shrunk: gb: a line of the address" in one for one in told] == [True, True]
    assert len(list((office / "archive/records").glob("*.json"))) == 1


@pytest.mark.parametrize("to", ["all-permanent-representatives", "CH,FR"])
def test_a_batch_tells_once_what_all_copies_share(to: str, project: Path, written: Written) -> None:
    written(f"{SPEC}  The debate the debate will be long.\n{TWICE}")
    ran = run("batch", "letters/letter.yaml", "--to", to, cwd=project)
    assert ran.exit == 0, ran.all
    assert ran.all.count("listed-twice") == 1
    assert ran.all.count("doubled-words") == 1


def test_a_batch_stops_where_an_office_makes_a_rule_an_error(
    project: Path, written: Written
) -> None:
    written(SPEC + TWICE)
    set_rules(project, "listed-twice: error")
    ran = run("batch", "letters/letter.yaml", "--to", "CH,FR", cwd=project)
    assert ran.exit == 1
    assert not (project / "output").exists()


def test_watch_reports_what_check_does(project: Path, written: Written) -> None:
    written(letter(extra=TWICE))
    ran = run("watch", "letters/letter.yaml", "--once", cwd=project)
    assert "listed-twice" in ran.all


def _fails(reading: rules.Reading) -> Iterator[Problem]:
    raise RuntimeError(f"it cannot read {reading.letter.kind}")
    yield


def test_a_rule_that_fails_is_told_and_the_letter_goes_on(
    project: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(rules.BOOK[0], look=_fails)
    monkeypatch.setattr(book.look, "__defaults__", (*book.look.__defaults__[:-1], (broken,)))
    written(letter())
    ran = run("render", cwd=project)
    assert ran.exit == 0
    assert f'the rule "{broken.code}" failed: RuntimeError: it cannot read appointment' in ran.all
    assert (project / "output" / "letter.pdf").exists()
    set_rules(project, f"{broken.code}: off")
    assert "rule-failed" not in run("check", cwd=project).all


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (long_letter(10_000, words=5), "file-too-large"),
        (letter(extra="body: |\n" + "  x.\n\n" * 10_000), "prose-unreadable"),
        (letter(extra="body: |\n" + "  A/RES/71 & it's so.\n\n" * 990), "contraction"),
    ],
)
def test_ten_thousand_paragraphs_are_read_in_bounded_time(
    text: str, told: str, project: Path, written: Written
) -> None:
    written(text)
    begun = time.monotonic()
    ran = run("check", cwd=project)
    assert time.monotonic() - begun < 60, "not a measure: what takes longer would never end"
    assert told in ran.all


@pytest.mark.parametrize(
    "many",
    [
        "a ",
        "“a ",
        "‘a ",
        '"',
        "„",
        "*a ",
        "_a ",
        "A/RES/",
        "1 January ",
        "I ",
        "the the ",
        "A. B. ",
        "(",
        "& ",
        "Ambassador A",
        "ABC ",
        " ,",
        "no. 1 ",
        "x\n\n",
    ],
)
def test_no_text_makes_rules_run_long(many: str, project: Path, written: Written) -> None:
    body = (many * 30_000)[:50_000].replace("\n", "\n  ")
    written(letter(extra=f"body: |\n  x {body}\n"))
    begun = time.monotonic()
    opened = open_project(project).value
    assert opened is not None
    list(pipeline.check(opened, [project / "letters/letter.yaml"], today=date(2026, 1, 5)))
    assert time.monotonic() - begun < 20, "not a measure: what takes longer would never end"


def test_what_is_quoted_is_dotted_out_at_its_place() -> None:
    for text, kept in (
        ("He said “don’t” and left", "He said ••••••• and left"),
        ('a "b\nc" d', "a ••\n•• d"),
        ("a «b c» d", "a •• •• d"),
        ("„a“ b", "••• b"),
        ("the Assembly’s own ‘word’ stays", "the Assembly’s own •••••• stays"),
        ("a “b\n\nc d", "a ••\n\nc d"),
        ("a\n\n> b c\n> d\n\ne", "a\n\n• • •\n• •\n\ne"),
        ("to <<what>> go", "to •••••••• go"),
    ):
        assert unquoted(text) == kept
        assert len(unquoted(text)) == len(text)


def test_rules_are_listed_with_their_state(project: Path) -> None:
    set_rules(project, "listed-twice: off, role-number: error")
    told = {one["code"]: one for one in json.loads(run("rules", "--json", cwd=project).out)}
    assert told["listed-twice"]["state"] == "off"
    assert (told["role-number"]["severity"], told["role-number"]["state"]) == ("warning", "error")
    assert told["enclosure-twice"]["source"] == "ST/DCS/4/Rev.1, paras. 32-35"
    lines = run("rules", "--family", "facts", cwd=project).out.splitlines()
    assert any(line.startswith("listed-twice") and "off (set here)" in line for line in lines)
    assert not any(line.startswith("enclosure-twice") for line in lines)
