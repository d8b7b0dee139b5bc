"""No text makes a rule of the book fail, run long, or tell of a thousand places at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import NoReturn

import pytest

from tests.letters import GOOD, with_keys
from tests.readings import found
from verbale import pipeline
from verbale.document import Block
from verbale.letter import Addressed, Facts, Named
from verbale.problems import Problem
from verbale.project import open_project
from verbale.rules import names_again, naming, style
from verbale.rules.address_words import fold
from verbale.rules.fixing import MOST

Written = Callable[..., Path]
LONG = 55_000
NEVER = 20
"""In seconds; no measure: what takes longer would never end."""


def check(project: Path, spec: Path) -> tuple[Problem, ...]:
    """Check a spec, which is to come to an end."""
    opened = open_project(project).value
    assert opened is not None
    begun = time.monotonic()
    report = next(iter(pipeline.check(opened, [spec], today=date(2016, 11, 3))))
    assert time.monotonic() - begun < NEVER
    return report.problems


@pytest.mark.parametrize("kind", ["letter", "note"])
def test_no_run_of_spaces_makes_a_search_for_a_close_long(
    kind: str, project: Path, written: Written
) -> None:
    key = {"letter": "body", "note": "matter"}[kind]
    text = f'{key}: "Please accept{" " * LONG}x"\n'
    check(project, written(with_keys(GOOD[kind], text)))


class _Spans(list[tuple[int, int]]):
    """The places of firms' names, which nobody is to go through one by one."""

    def __iter__(self) -> NoReturn:
        pytest.fail("each of thousands of ampersands is held against each of thousands of names")


def test_an_ampersand_is_held_against_one_firm_s_name_alone() -> None:
    text = "the AT&T men & the AT&T women"
    firms = _Spans([(4, 8), (19, 23)])
    told = [style._is_and(one, text, firms) for one in style._AMPERSAND().finditer(text)]
    assert told == [False, True, False]


def test_of_a_program_it_is_asked_once_whether_it_is_a_computer_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def of_computer(word: str, _: str) -> bool:
        asked.append(word)
        return True

    monkeypatch.setattr(style, "_of_computer", of_computer)
    found("spelling-mixed", "the program of the program " * 100)
    assert asked == ["program"]


def test_a_slip_made_a_thousand_times_is_told_of_a_few_times() -> None:
    abbreviations = [f"Z{a}{b}Q" for a in ascii_uppercase for b in ascii_uppercase if a + b != "XX"]
    words = " a ".join(abbreviations)
    block = (Block("paragraph-1", words),)
    assert len(found("abbreviation", words, blocks=block)) == MOST
    words = " ".join(f"{one.lower()} {one.lower()} a" for one in abbreviations)
    assert len(found("doubled-words", words, blocks=(Block("paragraph-1", words),))) == MOST
    words = " ".join(f"a/res/70/{number}" for number in range(1, 300))
    assert len(found("symbol-form", words)) == MOST


def test_an_abbreviation_among_others_is_no_heading_however_long_its_line_is() -> None:
    block = (Block("paragraph-1", "x"),)
    for words, told in (("ZQX\n\nx", 0), ("## ZQX:\nx", 0), (f"see ZQX {'a ' * 50}", 1)):
        assert len(found("abbreviation", words, blocks=block)) == told


def test_a_name_written_a_thousand_times_is_looked_at_some_hundred_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[object] = []

    def in_other_name(*words: object) -> bool:
        seen.append(words)
        return True

    monkeypatch.setattr(naming, "_in_other_name", in_other_name)
    found("state-informal-name", "in the UK, " * 2000)
    assert len(seen) == 500


def test_only_the_sentence_of_a_name_is_read_for_thanks(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def folded(text: str) -> str:
        read.append(len(text))
        return fold(text)

    monkeypatch.setattr(names_again, "fold", folded)
    who = (Named("Jürg Lauber", title="H.E. Mr.", surname="Lauber", path="appointees.0"),)
    words = "I thank them " + "a " * 20_000 + "Mr. Smith has accepted."
    told = found("thanked-by-other-name", words, fields=Facts({"appointees": who}))
    assert [one.code for one in told] == ["thanked-by-other-name"]
    assert max(read) < 2000


def test_two_names_of_thousands_of_letters_are_not_held_against_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(names_again, "_distance", lambda *_: pytest.fail("it takes an hour"))
    name = "La" * 20_000
    person = Named(name, title="Mr.", surname=name, path="addressees")
    block = Addressed((name,), "Sir", path="addressees", person=person)
    found("thanked-by-other-name", f"Mr. {name}x accepts", addressed=(block,))


def test_a_subject_as_long_as_a_letter_is_none() -> None:
    words = "The Office " + "of all " * 100 + "presents his compliments"
    assert found("note-pronoun", words, kind="note-verbale") == []
    words = words.replace("of all " * 100, "")
    assert len(found("note-pronoun", words, kind="note-verbale")) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("weekday-wrong", "on Saturday, 31 December 9999"),
        ("weekday-wrong", "on Sunday, 1 January 0001"),
        ("two-dates", "resolution 71/1 of 3 Aprıl 2016"),
        ("two-dates", "resolution 71/1 of 3 APRİL 2016"),
        ("enclosure-count", "with fıve enclosures attached"),
    ],
)
def test_a_day_at_the_end_of_days_and_letters_of_other_alphabets_fail_no_rule(
    code: str, words: str
) -> None:
    assert found(code, words) == []


def test_the_form_of_first_sentences_is_found_where_paragraphs_part_it() -> None:
    parts = [Block("", "أتشرف"), Block("", "أيضا أتشرف"), Block("", "أيضا")]
    told = found("honour-repeated", "", "ar", blocks=tuple(parts))
    assert [one.code for one in told] == ["honour-repeated"]


def test_a_letter_that_begins_with_one_endless_word_is_told_in_short() -> None:
    endless = "x" * 2000
    blocks = (Block("salutation", "Excellency"), Block("", endless))
    (told,) = found("honour-missing", endless, blocks=blocks, opening="I have the honour to")
    assert len(re.findall("x", told.message)) == 60
