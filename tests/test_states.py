"""States: dated names in six languages, status, and what a spec may say."""

from __future__ import annotations

import itertools
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.letters import letter
from verbale.protocol import states
from verbale.protocol.states import LANGUAGES, States

Written = Callable[..., Path]
KEYS = ["iso2", "iso3", "m49", "status", "short", "formal", "of", "group", "admitted"]
STATES = States()
DATA = yaml.load(
    (Path(states.__file__).parent / "data" / "states.yaml").read_text("utf-8"),
    Loader=yaml.BaseLoader,
)


def listed(*words: str, cwd: Path = ROOT) -> list[dict[str, Any]]:
    ran = run("states", *words, "--json", cwd=cwd)
    assert ran.exit == 0, ran.all
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2000-11-01", 189),
        ("2002-01-15", 189),
        ("2002-09-10", 190),
        ("2003-06-01", 191),
        ("2006-06-27", 191),
        ("2007-01-01", 192),
        ("2011-07-13", 192),
        ("2011-07-14", 193),
        ("2026-11-24", 193),
    ],
)
def test_there_are_as_many_members_as_there_were_on_the_day(day: str, members: int) -> None:
    found = STATES.all(date.fromisoformat(day), "en")
    assert sum(one.status == "member" for one in found) == members
    assert {"VA", "PS"} <= {one.name.code for one in found if one.status == "observer"}


def test_the_list_has_the_keys_that_are_promised() -> None:
    found = listed("--as-of", "2024-01-01")
    assert len(found) == 195
    assert all(list(one) == KEYS for one in found)
    by_code = {one["iso2"]: one for one in found}
    assert by_code["CH"] == {
        "iso2": "CH",
        "iso3": "CHE",
        "m49": "756",
        "status": "member",
        "short": "Switzerland",
        "formal": "the Swiss Confederation",
        "of": "of Switzerland",
        "group": "WEOG",
        "admitted": "2002-09-10",
    }
    assert (by_code["VA"]["status"], by_code["VA"]["admitted"]) == ("observer", None)
    assert [one["short"] for one in found][:3] == ["Afghanistan", "Albania", "Algeria"]
    groups = Counter(one["group"] for one in found)
    assert groups == {
        "African": 54,
        "Asia-Pacific": 54,
        "Eastern European": 23,
        "GRULAC": 33,
        "WEOG": 29,
        None: 2,
    }


@pytest.mark.parametrize(
    ("code", "language", "of"),
    [
        ("GM", "en", "of the Gambia"),
        ("IR", "en", "of the Islamic Republic of Iran"),
        ("NL", "en", "of the Kingdom of the Netherlands"),
        ("CH", "en", "of Switzerland"),
        ("MX", "fr", "du Mexique"),
        ("CH", "fr", "de la Suisse"),
        ("HT", "fr", "d'Haïti"),
        ("AD", "fr", "de l'Andorre"),
        ("US", "fr", "des États-Unis d'Amérique"),
        ("IR", "fr", "de la République islamique d'Iran"),
        ("SV", "fr", "d'El Salvador"),
        ("LK", "fr", "de Sri Lanka"),
        ("CR", "fr", "du Costa Rica"),
        ("PS", "fr", "de l'État de Palestine"),
        ("ZA", "fr", "de l'Afrique du Sud"),
        ("NL", "fr", "du Royaume des Pays-Bas"),
        ("UY", "es", "del Uruguay"),
        ("MX", "es", "de México"),
        ("BR", "es", "del Brasil"),
        ("BO", "es", "del Estado Plurinacional de Bolivia"),
        ("VA", "es", "de la Santa Sede"),
        ("CH", "ru", "Швейцарии"),
        ("MX", "ru", "Мексики"),
        ("RU", "ru", "Российской Федерации"),
        ("EG", "ru", "Египта"),
        ("PE", "ru", "Перу"),
        ("PL", "ru", "Польши"),
        ("UY", "ru", "Уругвая"),
        ("NI", "ru", "Никарагуа"),
        ("IR", "ru", "Исламской Республики Иран"),
        ("CH", "zh", "瑞士"),
        ("CH", "ar", "لسويسرا"),
        ("MX", "ar", "للمكسيك"),
        ("IR", "ar", "لجمهورية إيران الإسلامية"),
        ("NL", "ar", "لمملكة هولندا"),
    ],
)
def test_what_follows_permanent_representative(code: str, language: str, of: str) -> None:
    assert listed(code, "--as-of", "2024-01-01", "--language", language)[0]["of"] == of


@pytest.mark.parametrize(
    ("code", "day", "short"),
    [
        ("SZ", "2016-11-03", "Swaziland"),
        ("SZ", "2018-05-29", "Swaziland"),
        ("SZ", "2018-05-30", "Eswatini"),
        ("TR", "2016-11-03", "Turkey"),
        ("TR", "2022-05-31", "Turkey"),
        ("TR", "2022-06-01", "Türkiye"),
        ("MK", "2016-11-03", "The former Yugoslav Republic of Macedonia"),
        ("MK", "2019-02-14", "North Macedonia"),
        ("LY", "2011-09-15", "Libyan Arab Jamahiriya"),
        ("LY", "2011-09-16", "Libya"),
        ("RS", "2004-01-01", "Serbia and Montenegro"),
        ("CZ", "2016-05-16", "Czech Republic"),
        ("NR", "2026-06-25", "Nauru"),
        ("NR", "2026-06-26", "Naoero"),
    ],
)
def test_a_state_has_the_name_of_the_day(code: str, day: str, short: str) -> None:
    found = STATES.find(code, date.fromisoformat(day), "en")
    assert found is not None
    assert found.short == short


def test_every_name_of_every_time_and_language_is_known() -> None:
    for code, record in DATA["states"].items():
        for entry in record["names"]:
            for language in LANGUAGES:
                words = entry[language]
                for form in {words["short"], words.get("runs", words["short"])}:
                    for typed in (form, form.upper(), form.replace("'", "’")):
                        found = STATES.find(typed, date(2024, 1, 1), "en")
                        assert found is not None, typed
                        assert found.code == code, typed


def test_names_follow_each_other_day_by_day() -> None:
    for code, record in DATA["states"].items():
        names = record["names"]
        assert "from" not in names[0], code
        assert "until" not in names[-1], code
        for before, after in itertools.pairwise(names):
            ends = date.fromisoformat(before["until"])
            assert ends + timedelta(days=1) == date.fromisoformat(after["from"]), code
            for language in LANGUAGES:
                first = STATES.find(code, ends, language)
                then = STATES.find(code, ends + timedelta(days=1), language)
                assert first is not None
                assert then is not None


def test_each_fact_names_a_source_that_says_whether_it_was_verified() -> None:
    sources = DATA["sources"]
    assert all(one["state"] in ("verified", "unverified") for one in sources.values())
    assert set(DATA["facts"].values()) <= set(sources)
    for record in DATA["states"].values():
        assert record["source"] in sources
        for entry in record["names"][1:]:
            assert entry["source"] in sources


def test_states_are_ready_in_a_few_milliseconds() -> None:
    # Not a benchmark: the limit is 30 ms, and it takes some 8; a slow machine may take twice.
    states._states.cache_clear()
    start = time.perf_counter()
    assert States().find("Suisse", date(2024, 1, 1), "en") is not None
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Swizerland", "Switzerland (CH)"),
        ("UK", "United Kingdom of Great Britain and Northern Ireland (GB)"),
        ("Burma", "Myanmar (MM)"),
        ("Russia", "Russian Federation (RU)"),
        ("South Korea", "Republic of Korea (KR)"),
    ],
)
def test_a_near_miss_is_answered_with_a_suggestion(
    typed: str, meant: str, project: Path, written: Written
) -> None:
    written(letter().replace("state: CH", f"state: {typed}"))
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert f'unknown-state: "{typed}" is not a State' in ran.all
    assert f"did you mean {meant}?" in ran.all
    assert re.search(r"letters/letter\.yaml:8:98  error", ran.all), "at the very value"


def test_a_name_is_suggested_as_it_was_on_the_day() -> None:
    assert STATES.near("Turkye", date(2016, 11, 3)) == ("Turkey (TR)",)


def test_a_state_that_was_no_member_that_day_has_no_permanent_representative(
    project: Path, written: Written
) -> None:
    written(letter(date="2001-11-03", references=""))
    ran = run("check", cwd=project)
    assert "not-a-member: Switzerland was no Member of the United Nations on 3 November 2001" in (
        ran.all
    )
    assert "hint: an observer State has a permanent-observer" in ran.all
    observer = letter(date="2001-11-03", references="")
    written(observer.replace("post: permanent-representative", "post: permanent-observer"))
    assert run("check", cwd=project).exit == 0
    written(observer.replace("CH", "SS"))
    assert "it was admitted on 14 July 2011" in run("check", cwd=project).all


def test_a_member_has_no_permanent_observer(project: Path, written: Written) -> None:
    written(letter().replace("post: permanent-representative", "post: permanent-observer"))
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "not-an-observer: Switzerland was no observer State on 3 November 2016" in ran.all


def test_a_query_finds_a_part_of_a_name_and_answers_a_miss() -> None:
    found = listed("uinea", "--as-of", "2024-01-01")
    assert [one["iso2"] for one in found] == ["GQ", "GN", "GW", "PG"]
    assert [one["iso2"] for one in listed("Guinea", "--as-of", "2024-01-01")] == ["GN"]
    ran = run("states", "Swizerland", cwd=ROOT)
    assert ran.exit == 1
    assert "did you mean Switzerland (CH)?" in ran.err
    assert run("states", "--as-of", "yesterday", cwd=ROOT).exit == 2


def test_an_office_corrects_a_name_and_adds_a_state(project: Path, written: Written) -> None:
    page = (ROOT / "docs" / "data.md").read_text("utf-8")
    own = dict(re.findall(r"```yaml (\S+)\n(.*?)```", page, re.DOTALL))
    (project / "templates").mkdir()
    (project / "templates/states.yaml").write_text(own["templates/states.yaml"], "utf-8")
    assert listed("CH", cwd=project)[0]["of"] == "of the Swiss Confederation"
    assert listed("CH", "--language", "fr", cwd=project)[0]["of"] == "de la Suisse"
    assert listed("TR", "--as-of", "2027-02-28", cwd=project)[0]["short"] == "Türkiye"
    assert listed("TR", "--as-of", "2027-03-01", cwd=project)[0]["short"] == "Anatolia"
    assert len(listed("--as-of", "2026-10-01", cwd=project)) == 196
    written(letter().replace("state: CH", "state: Swiss Confederation"))
    run("render", "--format", "txt", cwd=project)
    text = (project / "output/letter.txt").read_text("utf-8")
    assert "Permanent Representative of the Swiss Confederation, as" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("states: {CH: {names: [{en: {short: X}}]}}", "states.yaml:1:24  error  missing-key"),
        ("states: {CHE: {names: [{en: {short: X, of: of X}}]}}", "is no code of a State"),
        ("states: {XA: {names: [{en: {short: X, of: of X}}]}}", "iso3: or m49: is missing"),
        ("states: {CH: {nams: []}}", 'did you mean "names"?'),
        ("states: {CH: {names: [{from: soon, en: {short: X, of: of X}}]}}", '"soon" is not a date'),
        ("states: [", "yaml-syntax"),
        ("states: {CH: {names: [{from: 0001-01-01, en: {short: A, of: of A}}]}}", "bad-date"),
        ("states: {CH: {names: [{en: {short: '  ', of: of A}}]}}", "empty-text"),
        (
            "states: {CH: {names: [{from: 2020-01-01, en: {short: A, of: of A}}, "
            "{from: 2010-01-01, en: {short: B, of: of B}}]}}",
            "do not follow each other",
        ),
        (
            "states: {XA: {iso3: CHE, m49: '999', names: [{en: {short: X, of: of X}}]}}",
            "CHE is the code of CH",
        ),
        ("states: {XA: {iso3: che, m49: '999', names: [{en: {short: X, of: of X}}]}}", "as XYZ"),
    ],
)
def test_an_offices_own_list_gets_the_same_errors_as_a_spec(
    text: str, said: str, project: Path, written: Written
) -> None:
    (project / "templates").mkdir()
    (project / "templates/states.yaml").write_text(text, "utf-8")
    written(letter())
    for command in (("check",), ("states",)):
        ran = run(*command, cwd=project)
        assert ran.exit == 1, ran.all
        assert said in ran.all


def test_an_offices_name_holds_from_its_day_whatever_comes_later(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/states.yaml").write_text(
        "states: {SZ: {names: [{from: 2010-01-01, en: {short: Ngwane, of: of Ngwane}}]}}"
    )
    names = [
        listed("SZ", "--as-of", day, cwd=project)[0]["short"]
        for day in ("2009-12-31", "2010-01-01", "2024-01-01")
    ]
    assert names == ["Swaziland", "Ngwane", "Ngwane"]


def test_a_language_of_the_offices_own_can_name_states(project: Path, written: Written) -> None:
    (project / "templates/languages").mkdir(parents=True)
    (project / "templates/letter").mkdir()
    words = (ROOT / "src/verbale/protocol/data/languages/es.yaml").read_text("utf-8")
    (project / "templates/languages/de.yaml").write_text(
        words.replace("language: es", "language: de").replace("name: Spanish", "name: German")
    )
    shell = (ROOT / "templates/letter/en.html.j2").read_text("utf-8")
    (project / "templates/letter/de.html.j2").write_text(shell, "utf-8")
    # The office's own words are given once, for every language.
    (project / "verbale.yaml").write_text("offices: {pga: {name: P, letterhead: pga}}", "utf-8")
    written(
        "kind: letter\nlanguage: de\noffice: pga\ndate: 2016-11-03\nsender: {name: A}\nbody: X\n"
        "addressees: {states: [CH]}\n"
    )
    ran = run("check", cwd=project)
    assert 'text-missing: "CH" has no name in German for that day' in ran.all
    own = "states: {CH: {names: [{de: {short: Schweiz, of: der Schweiz}}]}}"
    (project / "templates/states.yaml").write_text(own, "utf-8")
    assert run("check", cwd=project).exit == 0


def test_a_state_is_named_in_any_language_and_by_its_number(
    project: Path, written: Written
) -> None:
    for name in ("瑞士", "سويسرا", "756", "Швейцария"):
        written(letter().replace("state: CH", f'state: "{name}"'))
        ran = run("check", cwd=project)
        assert ran.exit == 0, ran.all


def test_days_before_1990_are_told_to_be_uncertain(project: Path, written: Written) -> None:
    written(letter(date="1960-11-03", references="").replace("state: CH", "state: LK"))
    ran = run("check", cwd=project)
    assert ran.exit == 0
    assert "before-1990: names of States are known since 1990" in ran.all


def test_the_data_is_what_the_script_makes_of_its_tables() -> None:
    """Without the package, which is not there: what the tables say of each State is in the data."""
    import importlib.util
    import sys

    path = ROOT / "tools" / "state_words.py"
    spec = importlib.util.spec_from_file_location("state_words", path)
    assert spec is not None
    assert spec.loader is not None
    words = importlib.util.module_from_spec(spec)
    sys.modules["state_words"] = words
    spec.loader.exec_module(words)
    for code, record in DATA["states"].items():
        entry = record["names"][-1]
        assert entry["fr"] == words.french(code, entry["fr"]["short"]), code
        assert entry["es"] == words.spanish(code, entry["es"]["short"]), code
        assert entry["ru"] == words.russian(code, entry["ru"]["short"]), code
        assert entry["ar"] == words.arabic(code, entry["ar"]["short"]), code
