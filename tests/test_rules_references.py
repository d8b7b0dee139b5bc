"""Documents that a letter names: what is told of them, and what is right and must be let alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_here as run
from tests.letters import letter
from tests.readings import found
from verbale.letter import Cited
from verbale.problems import Fix
from verbale.spec.model import Reference

Written = Callable[..., Path]


def cited(symbol: str, **more: Any) -> tuple[Cited, ...]:
    """Give one reference, as it was typed."""
    return (Cited(symbol, "document", symbol, path="references.0", typed=symbol, **more),)


@pytest.mark.parametrize(
    ("language", "typed", "right"),
    [
        ("en", "A/Res/71/1", "A/RES/71/1"),
        ("en", "a / res / 71 / 1", "A/RES/71/1"),
        ("en", "S/RES/2250(2015)", "S/RES/2250 (2015)"),
        ("en", "A/C.3/71/L.20/REV.1", "A/C.3/71/L.20/Rev.1"),
        ("en", "A/RES/71/01", "A/RES/71/1"),
        ("zh", "A/res/71/1", "A/RES/71/1"),
        ("ru", "А/RES/71/1", "A/RES/71/1"),  # Its first letter is Cyrillic.
    ],
)
def test_a_symbol_in_a_sentence_is_written_as_documents_bear_it(
    language: str, typed: str, right: str
) -> None:
    about = "请看" if language == "zh" else "... "
    (problem,) = found("symbol-form", f"{about}{typed}, ...", language)
    assert (problem.place.words, problem.fix) == (typed, Fix("body", typed, right))


def test_what_is_as_documents_bear_it_is_let_alone() -> None:
    right = (
        "A/RES/71/1, A/RES/71/1-based, A/RES/71/1 A, A/RES/217(III)[A], A/RES/217 A (III), "
        "S/RES/2250 (2015), E/CN.4/Sub.2/2003/12/Rev.2, A/C.3/71/L.20/Rev.1, A/47/60-S/23329, "
        "ST/SGB/2013/3, A/H1N1, https://undocs.org/a/res/71/1 “a/res/71/1”"
    )
    (problem,) = found("symbol-form", f"{right} and a/res/71/2")
    assert problem.place.words == "a/res/71/2"


def test_a_reference_is_given_as_a_symbol_or_in_words() -> None:
    for typed in ("71/1", "resolution 71/1", "217 A (III)", "A/RES/71/1"):
        assert found("symbol-form", "", references=cited(typed)) == [], typed
    (problem,) = found("symbol-form", "", references=cited("a/res/71/1"))
    assert problem.fix == Fix("references.0.symbol", "a/res/71/1", "A/RES/71/1")


def test_words_that_stand_twice_are_not_mended_by_themselves() -> None:
    problems = found("symbol-form", "See A/Res/71/1, https://example.org/A/Res/71/1.")
    assert [one.fix for one in problems] == [None]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("A/RS/71/1", 'did you mean "A/RES/71/1"?'),
        ("A/RES71/1", 'did you mean "A/RES/71/1"?'),
        ("ARES/71/1", 'did you mean "A/RES/71/1"?'),
        ("A/RES/71", "write the whole symbol, such as A/RES/71/1"),
        ("S/RES/2250", "add the year in brackets, as S/RES/2250 (2015)"),
    ],
)
def test_what_looks_like_a_symbol_is_one(typed: str, hint: str) -> None:
    (problem,) = found("symbol-in-text", f"I refer to {typed}, as agreed.")
    assert (problem.place.words, problem.hint) == (typed, hint)


def test_what_is_no_symbol_at_all_is_let_alone() -> None:
    words = (
        "n/a, and/or, s/he, km/h, 24/7, 12/11/2016, A/C, A/B 12, No. 118/2016, DEC/12/2016, A4/A5, "
        "https://undocs.org/A/RES/71 x@y.org/A/RES/71 symbol=A/RES/71 A/RES/71/1-5 A/H1N1 "
        "“A/RES/71” _A/RES/71_ S/RES/2250\n(2015) A/CONF.231/3 CCPR/C/GC/36"
    )
    assert [one.place.words for one in found("symbol-in-text", f"{words}; A/RES/72")] == [
        "A/RES/72"
    ]


def test_a_session_named_in_a_sentence_had_begun() -> None:
    words = "A/71/1, A/RES/71/1, A/810, S/2050, E/2017, A/CN.4/700, A/RES/75/1, S/2019/12"
    problems = found("session-not-begun", words)
    assert [one.place.words for one in problems] == ["A/RES/75/1", "S/2019/12"]


def test_what_is_among_the_references_is_reported_there_alone() -> None:
    (problem,) = found("session-not-begun", "A/RES/75/1", references=cited("A/RES/75/1"))
    assert problem.place.path == "references.0.symbol"


def test_the_sentences_of_an_old_letter_say_what_they_said() -> None:
    old = (("body", None),)
    assert found("session-not-begun", "A/RES/75/1", original=old) == []
    assert found("session-not-begun", "", references=cited("A/RES/75/1"), original=old) != []


TWO_DATES = {
    "en": "resolution 71/1 of 19 September 2016, and resolution 71/1, adopted on {} September 2016",
    "fr": "la résolution 71/1 de l'Assemblée générale, en date du 19 septembre 2016, puis "
    "la résolution 71/1 du {} septembre 2016",
    "es": "la resolución 71/1 de la Asamblea General, de 19 de septiembre de 2016, y "
    "la resolución 71/1 de {} de septiembre de 2016",
    "ru": "резолюция 71/1 Генеральной Ассамблеи от 19 сентября 2016 года, "
    "в резолюции 71/1 от {} сентября 2016 года",
    "zh": "大会2016年9月19日第71/1号决议和2016年9月{}日第71/1号决议",
    "ar": "قرار الجمعية العامة 71/1 المؤرخ 19 أيلول/سبتمبر 2016 "
    "والقرار 71/1 المؤرخ {} أيلول/سبتمبر 2016",
}


@pytest.mark.parametrize("language", TWO_DATES)
def test_a_document_has_one_date_in_every_language(language: str) -> None:
    assert found("two-dates", TWO_DATES[language].format(19), language) == []
    (problem,) = found("two-dates", TWO_DATES[language].format(20), language)
    assert '"71/1" is dated' in problem.message


def test_a_date_is_held_to_the_references_and_the_list() -> None:
    given = cited("A/RES/71/1", adopted=date(2016, 9, 19))
    words = "resolution A/RES/71/1, entitled “New York Declaration”, of 20 September 2016"
    (problem,) = found("two-dates", words, references=given)
    assert problem.message.endswith("and 19 September 2016 in references.0")
    listed = {"A/RES/71/1": Reference(symbol="A/RES/71/1", adopted=date(2016, 9, 19))}
    (problem,) = found("two-dates", words, known=listed)
    assert problem.message.endswith("and 19 September 2016 in the office's list")


def test_dates_of_different_documents_are_let_alone() -> None:
    words = (
        "resolution 71/1 of 19 September 2016, decision 71/1 of 3 October 2016, "
        "Human Rights Council resolution 32/1 of 30 June 2016, General Assembly resolution 32/1 of "
        "5 September 1977, note 118/2016 of 1 May 2016, note 118/2016 of 2 May 2016, "
        "the meeting on resolution 71/1 of the Assembly on 20 September 2016"
    )
    assert found("two-dates", words) == []


def test_a_title_is_the_one_in_the_offices_list(project: Path, written: Written) -> None:
    (project / "letters/_references.yaml").write_text(
        "references: [{symbol: A/RES/71/1, title: {en: The New York Declaration — for “All”}}]\n"
    )
    for title, codes in {
        "new york declaration - for 'All'": 0,
        "New York Declaration for Some": 1,
    }.items():
        written(letter(references=f'[{{symbol: A/RES/71/1, title: "{title}"}}]'))
        ran = run("check", cwd=project)
        assert ran.all.count("title-differs") == codes, ran.all
    assert 'the list has "The New York Declaration — for “All”"' in ran.all
    written(letter(references="[A/RES/71/1]"))
    assert "title-differs" not in run("check", cwd=project).all


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "resolution A/71/L.1"),
        ("en", "the Assembly adopted A/71/L.1 today"),
        ("en", "Draft resolution B was read. The Assembly adopted A/71/L.1"),
        ("fr", "la résolution A/C.3/71/L.20/Rev.1"),
        ("es", "la decisión A/71/L.1"),
        ("ru", "в резолюции A/71/L.1"),
        ("zh", "A/71/L.1号决议"),
        ("ar", "بالقرار A/71/L.1"),
    ],
)
def test_a_draft_is_not_cited_as_adopted(language: str, words: str) -> None:
    assert len(found("draft-as-adopted", words, language)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the Assembly adopted draft resolution A/71/L.1"),
        ("en", "draft resolutions A/71/L.1 and A/71/L.2; document A/71/L.1; A/71/L.1 was tabled"),
        ("en", "it adopted the text contained in document A/71/L.1"),
        ("en", "it adopted A/71/L.1 as resolution 71/1"),
        ("en", "resolution A/RES/71/1"),
        ("fr", "le projet de résolution A/71/L.1"),
        ("es", "el proyecto de resolución A/71/L.1"),
        ("ru", "проекта резолюции A/71/L.1"),
        ("zh", "决议草案A/71/L.1和A/71/L.2号决议草案"),
        ("ar", "مشروع القرار A/71/L.1"),
    ],
)
def test_a_draft_that_is_called_one_is_let_alone(language: str, words: str) -> None:
    assert found("draft-as-adopted", words, language) == []


def test_nothing_was_decided_by_a_draft() -> None:
    by = "the General Assembly decided to hold consultations"
    given = cited("A/71/L.1", by_which=by)
    path = "references.0.by_which"
    (problem,) = found("draft-as-adopted", by, path=path, references=given)
    assert problem.place.path == path
    issued = cited("A/71/L.1", adopted=date(2016, 9, 13), by_which="consultations are proposed")
    assert found("draft-as-adopted", "", references=issued) == []


def test_an_organ_is_known_with_either_apostrophe() -> None:
    for mark in "'’":
        words = f"La résolution 95/1 de l{mark}Assemblée générale."
        assert found("session-not-begun", words, "fr")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "es",
            "Resolución 71/1 de 19 de septiembre de 2016; resolución 71/1 del 20 de septiembre "
            "de 2016.",
        ),
        (
            "ru",
            "Решение 71/501 от 19 сентября 2016 года; решением 71/501 от 20 сентября 2016 года.",
        ),
    ],
)
def test_two_dates_are_found_in_other_forms(language: str, words: str) -> None:
    assert found("two-dates", words, language)


@pytest.mark.parametrize(
    "words", ["قرار الجمعية العامة 99/1", "قررت الجمعية العامة في قرارها 99/1"]
)
def test_an_arabic_resolution_is_found_by_number_behind_its_organ(words: str) -> None:
    (problem,) = found("session-not-begun", f"{words}.", "ar")
    assert "99" in problem.place.words
