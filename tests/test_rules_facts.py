"""The rules on facts: what must be found besides their examples, and what must not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_here as run
from tests.letters import GOOD, letter, with_keys
from tests.readings import found as read
from verbale.letter import Addressed, Facts, Letter, Named, SenderOffice
from verbale.problems import Problem
from verbale.project import shipped_language
from verbale.protocol.languages import Language
from verbale.protocol.states import States
from verbale.rules import Reading, days, look, membership, states_of_day

Written = Callable[..., Path]
_STATES = States()
_BOOK = (*days.RULES, *states_of_day.RULES, *membership.RULES)


@cache
def _language(code: str) -> Language:
    return Language.model_validate(shipped_language(code))


def found(body: str, day: str = "2016-11-03", language: str = "en") -> list[Problem]:
    """Hold a letter of some words to the rules on days and States."""
    said = Letter(
        kind="letter",
        language=language,
        office=SenderOffice("pga", "Office", None),
        as_of=date.fromisoformat(day),
        sender=Named("A B"),
        addressed=(Addressed(("A",), "Sir"),),
        vocative="Sir",
        body=body,
        texts=Facts({"body": body}),
    )
    return list(look(Reading(said, _language(language), _STATES), book=_BOOK))


def marked(body: str, day: str = "2016-11-03", language: str = "en") -> list[tuple[str, str]]:
    """Give what is found: codes, and the words under which the mark stands."""
    return [(one.code, one.place.words) for one in found(body, day, language)]


def checked(text: str, project: Path, written: Written) -> list[dict[str, Any]]:
    written(text)
    told: list[dict[str, Any]] = json.loads(run("check", "--json", cwd=project).all)
    return told


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("On Tuesday 5 December 2016 we meet.", "en"),
        ("On Tuesday, the 5th of December 2016, we meet.", "en"),
        ("On Tuesday, December 5, 2016, we meet.", "en"),
        ("On Tuesday, December 5th we meet.", "en"),
        ("On Tuesday,\n5 December we meet.", "en"),
        ("We meet on 5 December 2016 (Tuesday).", "en"),
        ("Mardi 5 décembre, nous siégerons.", "fr"),
        ("Nous siégerons le mercredi 1er février 2018.", "fr"),
        ("Será el martes, 5 de diciembre del 2016.", "es"),
        ("Отложено до вторника, 5 декабря.", "ru"),
        ("Заседание 5 декабря 2016 года (вторник).", "ru"),
        ("定于12月5日(周二)举行。", "zh"),
        ("يوم الثلاثاء، 5 ديسمبر 2016.", "ar"),
        ("يوم الثلاثاء الموافق 5 ديسمبر 2016.", "ar"),
        ("2016年12月5日（礼拜二）。", "zh"),
    ],
)
def test_a_weekday_that_is_not_its_dates_is_found(words: str, language: str) -> None:
    assert [code for code, _ in marked(words, language=language)] == ["weekday-wrong"]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("On Monday, 5 December 2016, we meet.", "en"),
        ("On Monday, December 5, 2016, we meet.", "en"),
        ("On Monday and Tuesday, 5 and 6 December 2016, we meet.", "en"),
        ("From Monday, 5, to Friday, 9 December 2016, we meet.", "en"),
        ("On Monday, 5 June, and since Sunday, 5 June, we meet.", "en"),  # 2017 and 2016
        ("He wrote: “On Tuesday, 5 December 2016, we meet.”", "en"),
        ("See *The Speech of Tuesday, 5 December 2016*.", "en"),
        ("On Tuesday, 31 November 2016, we meet.", "en"),
        ("Each Tuesday in December 2016 we meet.", "en"),
        ("Le mercredi 1er février 2017.", "fr"),
        ("В среду, 7 декабря 2016 года.", "ru"),
        ("定于2016年12月5日(星期一)举行。", "zh"),
    ],
)
def test_a_weekday_that_may_be_right_is_let_be(words: str, language: str) -> None:
    assert marked(words, language=language) == []


def test_a_wrong_weekday_is_told_the_right_one_and_the_near_day() -> None:
    [one] = found("We meet on Tuesday, 5 December 2016.")
    assert one.place.words == "Tuesday, 5 December 2016"
    assert '"Monday"' in one.hint
    assert "6 December 2016" in one.hint


@pytest.mark.parametrize(
    ("words", "day", "language", "right"),
    [
        ("The delegation of Turkey.", "2022-06-01", "en", '"Türkiye"'),
        ("The delegation of Türkiye.", "2022-05-31", "en", '"Turkey"'),
        ("The Republic of Turkey.", "2024-03-04", "en", '"Republic of Türkiye"'),
        ("The delegation of Swaziland.", "2024-03-04", "en", '"Eswatini"'),
        ("Cape Verde’s delegation.", "2024-03-04", "en", '"Cabo Verde"'),
        ("Zaire and others.", "2024-03-04", "en", '"the Democratic Republic of the Congo"'),
        ("The delegation of Burma.", "2024-03-04", "en", '"Myanmar"'),
        ("The Libyan Arab Jamahiriya.", "2016-11-03", "en", '"Libya"'),
        ("By North Macedonia.", "2016-11-03", "en", '"the former Yugoslav Republic of Macedonia"'),
        ("By the former Yugoslav Republic of Macedonia.", "2024-03-04", "en", '"North Macedonia"'),
        ("The delegation of Czechia.", "2010-11-03", "en", '"the Czech Republic"'),
        ("By South Sudan.", "2010-11-03", "en", "as it was called then"),
        ("L’ex-République yougoslave de Macédoine.", "2024-03-04", "fr", '"la Macédoine du Nord"'),
        ("The Republic of Zaire.", "2016-11-03", "en", '"Democratic Republic of the Congo"'),
        ("وكتب وفد زائير.", "2024-03-04", "ar", '"جمهورية الكونغو الديمقراطية"'),
    ],
)
def test_a_name_of_another_day_is_found(words: str, day: str, language: str, right: str) -> None:
    told = found(words, day, language)
    assert [one.code for one in told] == ["state-name-of-day"]
    assert right in told[0].hint


@pytest.mark.parametrize(
    ("words", "day", "language"),
    [
        ("The delegation of Turkey.", "2016-11-03", "en"),
        ("We ate turkey, and Turkish coffee.", "2024-03-04", "en"),
        ("The Czech Republic and Bolivia.", "2024-03-04", "en"),
        ("The Kingdom of the Netherlands and the Netherlands.", "2024-03-04", "en"),
        ("The question of Palestine, and the State of Palestine.", "2024-03-04", "en"),
        ("Serbia and Montenegro have agreed.", "2024-03-04", "en"),
        ("The International Tribunal for the former Yugoslavia.", "2024-03-04", "en"),
        ("South Sudan and Sudan.", "2024-03-04", "en"),
        ("Formerly Swaziland, it kept its seat.", "2024-03-04", "en"),
        ("The name of Turkey was changed.", "2024-03-04", "en"),
        ("Eswatini, which was Swaziland, has asked.", "2024-03-04", "en"),
        ("The note said: “the Republic of Turkey thanks”.", "2024-03-04", "en"),
        ("See *The Turkey of Today*.", "2024-03-04", "en"),
        ("Germany, Cambodia and Ukraine.", "2024-03-04", "en"),
        ("L’ancien Zaïre et la République tchèque.", "2024-03-04", "fr"),
        ("Турция и Чешская Республика.", "2024-03-04", "ru"),
        ("Нидерландов, Боливии и Венесуэлы.", "2024-03-04", "ru"),
        ("土耳其和斯威士兰。", "2024-03-04", "zh"),
        ("The delegation of Türkiye.", "1985-03-04", "en"),
    ],
)
def test_a_name_that_is_right_or_told_of_its_time_is_let_be(
    words: str, day: str, language: str
) -> None:
    assert marked(words, day, language) == []


def test_a_former_name_in_a_sentence_on_its_time_is_only_advice() -> None:
    [one] = found("In 2015, Turkey presided. All agreed.", "2024-03-04")
    assert (str(one.severity), one.fix) == ("advice", None)
    [one] = found("In 2023, Turkey presided. All agreed in 2015.", "2024-03-04")
    assert str(one.severity) == "warning"


def test_a_plain_name_can_be_put_right_and_one_with_an_article_cannot() -> None:
    [one] = found("By Turkey, and by Turkey’s mission.", "2024-03-04")
    assert one.fix is not None
    assert (one.fix.path, one.fix.old, one.fix.new) == ("body", "Turkey", "Türkiye")
    [one] = found("By Czechia.", "2010-03-04")
    assert one.fix is None
    [one] = found("By Turkey; and Ankara said “Turkey”.", "2024-03-04")
    assert one.fix is None, "the same words stand in a quotation"


@pytest.mark.parametrize(
    ("words", "day", "language", "count"),
    [
        ("the Permanent Mission of Montenegro to the United Nations", "2005-03-04", "en", 1),
        ("the Deputy Permanent Representative of Switzerland", "2001-03-05", "en", 1),
        ("the Permanent Representative of the State of Palestine", "2024-03-04", "en", 1),
        ("la Mission permanente de la Suisse", "2001-03-05", "fr", 1),
        ("the Permanent Representative of Switzerland", "2024-03-04", "en", 0),
        ("the Permanent Observer of the Holy See", "2024-03-04", "en", 0),
        ("the Permanent Observer Mission of the State of Palestine", "2024-03-04", "en", 0),
        (
            "the Permanent Mission of Switzerland to the United Nations Office",
            "2001-03-05",
            "en",
            0,
        ),
        ("the Permanent Mission of the Holy See to the African Union", "2024-03-04", "en", 0),
        ("the Permanent Representative of Yugoslavia", "1999-03-04", "en", 0),
        ("Mission permanente d’observation du Saint-Siège", "2024-03-04", "fr", 0),
        ("“the Permanent Representative of the Holy See”", "2024-03-04", "en", 0),
        ("the Permanent Representative of Montenegro", "1985-03-04", "en", 0),
    ],
)
def test_a_permanent_representative_is_a_members(
    words: str, day: str, language: str, count: int
) -> None:
    told = [code for code, _ in marked(words, day, language)]
    assert told == ["state-not-yet-member"] * count


def test_a_post_in_words_is_read_too(project: Path, written: Written) -> None:
    people = "  - {title: Mr., name: A B, surname: B, post: Permanent Representative of Montenegro}"
    keys = f"date: 2005-03-04\nreferences: [A/RES/59/1]\nappointees:\n{people}\n"
    told = checked(with_keys(GOOD["appointment"], keys), project, written)
    assert [one["code"] for one in told] == ["state-not-yet-member"]


def test_a_known_post_is_reported_once(project: Path, written: Written) -> None:
    people = (
        "  - {title: H.E. Mr., name: A B, surname: B, post: permanent-representative, state: ME}"
    )
    keys = f"date: 2005-03-04\nreferences: [A/RES/59/1]\nappointees:\n{people}\n"
    told = checked(with_keys(GOOD["appointment"], keys), project, written)
    assert [one["code"] for one in told] == ["not-a-member"]


def test_a_reply_after_the_meeting_and_a_meeting_of_the_past_are_found(
    project: Path, written: Written
) -> None:
    told = checked(GOOD["invitation"] + "reply_by: 2016-11-22\n", project, written)
    assert [(one["code"], one["line"]) for one in told] == [("day-past", 8)]
    assert "after the meeting" in told[0]["message"]
    text = GOOD["invitation"].replace("2016-11-21", "2016-10-21")
    told = checked(text, project, written)
    assert [(one["code"], one["line"]) for one in told] == [("day-past", 7)]


def test_a_deadline_on_the_letters_own_day_is_let_be(project: Path, written: Written) -> None:
    assert checked(letter(extra="deadline: 2016-11-03\n"), project, written) == []


def test_a_letter_dated_far_ahead_says_how_far_and_one_dated_on_sunday_is_advice(
    project: Path, written: Written
) -> None:
    [one] = checked(letter(date="2016-11-06"), project, written)
    assert (one["code"], one["severity"]) == ("day-at-weekend", "advice")
    said = with_keys(GOOD["letter"], "date: 2199-11-01\n")
    [one] = [o for o in checked(said, project, written) if o["code"] == "date-in-future"]
    assert "days ahead" in one["message"]


_TWO = """\
appointees:
  - {title: H.E. Mr., name: A B, surname: B, post: permanent-representative, state: CH}
  - {title: H.E. Ms., name: C D, surname: D, post: permanent-representative, state: %s}
role: %s
"""


@pytest.mark.parametrize(
    ("state", "role", "codes"),
    [
        ("MX", "co-facilitators", []),
        ("MX", "Co-Facilitator", [("role-number", "advice")]),
        ("MX", "experts", []),
        ("CH", "co-facilitators", [("two-for-one-state", "warning")]),
        ("CH", "experts", [("two-for-one-state", "warning")]),
        ("CH", "panel members", []),
    ],
)
def test_a_role_fits_the_number_of_people_and_they_are_of_several_states(
    state: str, role: str, codes: list[tuple[str, str]], project: Path, written: Written
) -> None:
    told = checked(with_keys(GOOD["appointment"], _TWO % (state, role)), project, written)
    assert [(one["code"], one["severity"]) for one in told] == codes


def test_the_rules_are_linear_on_long_texts() -> None:
    for words in ("Tuesday, ", "5 December (", "Permanent Mission of ", "Republic of ", "1 "):
        assert marked(words * (60_000 // len(words)), "2024-03-04") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "25 сентября 2024 г. (вторник)"),
        ("ru", "во вторник, 25-го сентября 2024 года"),
        ("es", "el lunes 1° de octubre de 2024"),
    ],
)
def test_a_weekday_is_read_beside_other_forms_of_days(language: str, words: str) -> None:
    assert [code for code, _ in marked(words, "2024-09-16", language)] == ["weekday-wrong"]


@pytest.mark.parametrize(
    ("language", "words", "fires"),
    [
        ("en", "It was held on 31 June 2016.", True),
        ("en", "It was held on 29 February 2015.", True),
        ("en", "It was held on 29 February 2016.", False),
        ("fr", "Elle a eu lieu le 31 juin 2016.", True),
        ("fr", "Elle a eu lieu le 1er juin 2016.", False),
        ("zh", "会议于2016年6月31日举行。", True),
        ("ar", "عقد في 31 حزيران/يونيه 2016.", True),
        ("ru", "Оно состоялось 31 июня 2016 года.", True),
        ("es", "Se celebró el 31 de junio de 2016.", True),
    ],
)
def test_a_day_in_the_text_is_in_the_calendar(language: str, words: str, fires: bool) -> None:
    assert bool(read("day-out-of-time", words, language)) is fires


def test_former_names_told_as_such_are_let_be() -> None:
    assert marked("Ceylon and Burma figure under their former names.", "2022-05-06") == []
