"""Symbols: read however they are typed, cited, linked, and held to the days of their sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import run_here as run
from tests.letters import letter
from verbale.protocol import sessions, symbols
from verbale.protocol.languages import Language
from verbale.protocol.symbols import Symbol, parse

Written = Callable[..., Path]


@pytest.mark.parametrize(
    ("typed", "text", "noun", "cited"),
    [
        ("A/RES/71/1", "A/RES/71/1", "resolution", "A/RES/71/1"),
        ("a / res / 71 / 1", "A/RES/71/1", "resolution", "A/RES/71/1"),
        ("71/1", "A/RES/71/1", "resolution", "71/1"),
        ("resolution 71/1", "A/RES/71/1", "resolution", "71/1"),
        ("the General Assembly resolution 71/1.", "A/RES/71/1", "resolution", "71/1"),
        ("GA res. 71/1", "A/RES/71/1", "resolution", "71/1"),
        ("31/6 A", "A/RES/31/6 A", "resolution", "31/6 A"),
        ("31/6 A and B", "A/RES/31/6 A-B", "resolution", "31/6 A and B"),
        ("A/RES/31/6A", "A/RES/31/6 A", "resolution", "A/RES/31/6 A"),
        ("217 A (III)", "A/RES/217(III)[A]", "resolution", "217 A (III)"),
        ("A/RES/217(III)[A]", "A/RES/217(III)[A]", "resolution", "217 A (III)"),
        ("A/RES/217 A (III)", "A/RES/217(III)[A]", "resolution", "217 A (III)"),
        ("3362 (S-VII)", "A/RES/3362(S-VII)", "resolution", "3362 (S-VII)"),
        ("A/RES/071/01", "A/RES/71/1", "resolution", "A/RES/71/1"),
        ("A/RES/31/6 B and A", "A/RES/31/6 A-B", "resolution", "A/RES/31/6 A-B"),
        ("377 (V) A", "A/RES/377(V)[A]", "resolution", "377 A (V)"),
        ("S-8/1", "A/RES/S-8/1", "resolution", "S-8/1"),
        ("A/RES/ES-10/17", "A/RES/ES-10/17", "resolution", "A/RES/ES-10/17"),
        ("resolution ES-10/17", "A/RES/ES-10/17", "resolution", "ES-10/17"),
        ("decision 71/553", "A/DEC/71/553", "decision", "71/553"),
        ("A/DEC/71/553", "A/DEC/71/553", "decision", "71/553"),
        ("S/RES/2250(2015)", "S/RES/2250 (2015)", "resolution", "2250 (2015)"),
        ("UNSC resolution 2250 (2015)", "S/RES/2250 (2015)", "resolution", "2250 (2015)"),
        ("2250 (2015)", "S/RES/2250 (2015)", "resolution", "2250 (2015)"),
        ("S/PRST/2016/1", "S/PRST/2016/1", "statement", "S/PRST/2016/1"),
        ("E/RES/2016/1", "E/RES/2016/1", "resolution", "2016/1"),
        ("ECOSOC decision 2016/205", "E/DEC/2016/205", "decision", "2016/205"),
        ("1296 (XLIV)", "E/RES/1296(XLIV)", "resolution", "1296 (XLIV)"),
        ("A/HRC/RES/32/1", "A/HRC/RES/32/1", "resolution", "32/1"),
        ("HRC resolution S-9/1", "A/HRC/RES/S-9/1", "resolution", "S-9/1"),
        ("A/71/L.1", "A/71/L.1", "document", "A/71/L.1"),
        ("a/c.3/71/l.20/rev.1", "A/C.3/71/L.20/Rev.1", "document", "A/C.3/71/L.20/Rev.1"),
        ("S/2016/1234", "S/2016/1234", "document", "S/2016/1234"),
        ("A/47/60-S/23329", "A/47/60-S/23329", "document", "A/47/60-S/23329"),
        ("A/71/100/ADD.1", "A/71/100/Add.1", "document", "A/71/100/Add.1"),
        ("document A/71/100/Corr.1", "A/71/100/Corr.1", "document", "A/71/100/Corr.1"),
        ("ST/DCS/4/Rev.1", "ST/DCS/4/Rev.1", "document", "ST/DCS/4/Rev.1"),
    ],
)
def test_a_symbol_is_read_however_it_is_typed(typed: str, text: str, noun: str, cited: str) -> None:
    found = parse(typed)
    assert found is not None
    assert (found.text, found.noun, found.cited) == (text, noun, cited)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "Treaty", "2250", "S/RES/2250", "A/RES/71", "A/RES/0/1", "A/RES/71/0", "A/RS/71/1"),
        *(
            "/",
            "SC resolution 71/1",
            "resolution A/71/1",
            "217 (IIII)",
            "A/RES/217(C)",
            "A/RES/25/2625",
        ),
        *("A/RES71/1", "A/Res.71/1", "PRST/1", "ARES/71/1", "217 A (III)[B]"),
        "A/" * 60 + "1",
    ],
)
def test_what_is_no_symbol_is_none(typed: str) -> None:
    assert parse(typed) is None


@st.composite
def _symbols(draw: st.DrawFn) -> str:
    number = st.integers(1, 9999)
    roman = st.sampled_from(["I", "III", "XXX", "S-VII", "S-VI", "ES-V", "XXVIII"])
    letters = st.sampled_from(["", " A", " B", " A and B", " C-F"])
    session = st.one_of(st.integers(31, 199).map(str), st.sampled_from(["S-8", "ES-10", "S-30"]))
    year = st.integers(1946, 2099)
    one = draw(number)
    return draw(
        st.one_of(
            st.builds(lambda s, x: f"A/RES/{s}/{one}{x}", session, letters),
            st.builds(lambda s, x: f"{s}/{one}{x}", session, letters),
            st.builds(lambda s: f"decision {s}/{one}", st.integers(31, 199)),
            st.builds(lambda r, x: f"{one}{x} ({r})", roman, letters),
            st.builds(lambda r: f"A/RES/{one}({r})", roman),
            st.builds(lambda y: f"S/RES/{one} ({y})", year),
            st.builds(lambda y: f"E/RES/{y}/{one}", year),
            st.builds(lambda s: f"A/HRC/RES/{s}/{one}", st.integers(1, 99)),
            st.builds(lambda y: f"S/PRST/{y}/{one}", year),
            st.builds(lambda s: f"A/{s}/L.{one}", st.integers(1, 199)),
            st.builds(lambda s: f"A/C.3/{s}/L.{one}/Rev.1", st.integers(1, 199)),
            st.builds(lambda y: f"S/{y}/{one}", year),
        )
    )


def english() -> Language:
    from verbale.project import shipped_language

    return Language.model_validate(shipped_language("en"))


ENGLISH = english()


@given(_symbols())
@example("A/RES/31/6 A and B")
@example("A/RES/217(III)[A]")
def test_what_is_cited_is_read_as_the_same_symbol(typed: str) -> None:
    found = parse(typed)
    assert found is not None, typed
    organ = ENGLISH.organs.get(found.organ, "") if found.noun != "document" else ""
    words = (organ, ENGLISH.nouns[found.noun].one, found.cited)
    again = parse(" ".join(word for word in words if word))
    assert again is not None, words
    assert again.text == found.text
    assert parse(found.text) is not None
    assert found.url.startswith("https://undocs.org/")
    assert " " not in found.url


@given(
    st.one_of(
        st.text(max_size=60),
        st.from_regex(r"[AES]?/?(RES|DEC)?/?[0-9SEIVX/() A-Z.-]{0,30}", fullmatch=True),
        st.text("AESRDC/0123456789()IVX-. \u00a0abresolutn", max_size=80),
    )
)
def test_reading_never_raises(typed: str) -> None:
    found = parse(typed)
    assert found is None or isinstance(found, Symbol)
    symbols.suggestion(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("A/RS/71/1", "A/RES/71/1"),
        ("A/RES71/1", "A/RES/71/1"),
        ("ARES/71/1", "A/RES/71/1"),
        ("PRST/2016/1", "S/PRST/2016/1"),
        ("Treaty", ""),
    ],
)
def test_a_slip_is_answered_with_the_symbol_that_is_meant(typed: str, meant: str) -> None:
    assert symbols.suggestion(typed) == meant


def test_a_link_leads_to_the_document_that_holds_the_parts() -> None:
    found = parse("31/6 A and B")
    assert found is not None
    assert found.url == "https://undocs.org/A/RES/31/6"


def test_each_session_opens_after_the_one_before() -> None:
    for number in range(1, 120):
        one = sessions.session(number)
        assert one.opens < one.closes
        assert (one.closes - one.opens).days < 650
        assert sessions.on(one.opens).number == number
        assert sessions.on(one.closes).number == number


@pytest.mark.parametrize(
    ("number", "opens"),
    [(71, "2016-09-13"), (78, "2023-09-05"), (79, "2024-09-10"), (80, "2025-09-09")],
)
def test_the_sessions_opened_when_they_did(number: int, opens: str) -> None:
    assert sessions.session(number).opens == date.fromisoformat(opens)


def test_the_rule_gives_the_openings_that_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {n: sessions.session(n).opens for n in (78, 79, 80, 81)}
    monkeypatch.setattr(sessions, "_listed", dict)
    assert {n: sessions.session(n).opens for n in listed} == listed


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (
            "A/RES/99/1",
            "session-not-begun: the 99th session had not begun on 3 November 2016: it opens in "
            "2044\n*hint: it was the 71st session",
        ),
        ("A/RES/72/1", "session-not-begun: the 72nd session had not begun on 3 November 2016"),
        ("S/RES/2400 (2018)", "session-not-begun: S/RES/2400 (2018) is of 2018"),
        (
            "{symbol: A/RES/71/1, adopted: 2015-09-19}",
            "date-not-of-session: A/RES/71/1 is of the 71st session, which was from 13 September "
            "2016 to 11 September 2017\n*hint: 19 September 2015 was in the 70th session",
        ),
        (
            "{symbol: S/RES/2250 (2015), adopted: 2016-01-01}",
            "date-not-of-session: S/RES/2250 (2015) is of 2015, and dated 1 January 2016",
        ),
        (
            "{symbol: A/RES/71/1, adopted: 2016-12-24}",
            "adopted-later: it is dated 24 December 2016, after the letter's day",
        ),
        ("A/RS/71/1", 'unknown-symbol: "A/RS/71/1" is not the symbol\n*did you mean "A/RES/71/1"?'),
        ("S/RES/2250", "unknown-symbol: \n*hint: add the year in brackets, as S/RES/2250 (2015)"),
        ("The Charter", "unknown-symbol: \n*hint: write a symbol such as A/RES/71/1"),
    ],
)
def test_a_symbol_is_held_to_its_session(
    reference: str, said: str, project: Path, written: Written
) -> None:
    written(letter(references=f"[{reference}]"))
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "letters/letter.yaml:6:" in ran.all
    for part in said.split("\n*"):
        assert part.strip() in ran.all, ran.all


@pytest.mark.parametrize(
    "reference",
    [
        "A/RES/71/1",
        "{symbol: A/RES/71/1, adopted: 2016-09-13}",
        "{symbol: A/RES/70/1, adopted: 2016-09-12}",
        "A/72/50",
        "{symbol: E/RES/2016/1, adopted: 2015-12-10}",
        "{symbol: 217 A (III), adopted: 1948-12-10}",
        "{symbol: A/RES/S-8/1, adopted: 1976-01-01}",
        "A/HRC/RES/32/1",
    ],
)
def test_what_fits_its_session_is_no_problem(
    reference: str, project: Path, written: Written
) -> None:
    written(letter(references=f"[{reference}]"))
    ran = run("check", cwd=project)
    assert ran.exit == 0, ran.all


REGISTER = """\
references:
  - symbol: A/RES/71/1
    adopted: 2016-09-19
    title: {en: New York Declaration for Refugees and Migrants}
"""


@pytest.fixture
def listed(project: Path) -> Path:
    """A project with a list of references."""
    (project / "letters" / "_references.yaml").write_text(REGISTER, "utf-8")
    return project


def text_of(project: Path) -> str:
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    return (project / "output" / "letter.txt").read_text("utf-8")


def test_a_spec_names_the_symbol_alone(listed: Path, written: Written) -> None:
    written(letter(references="[a/res/71/1]"))
    wanted = (
        "I wish to refer to resolution A/RES/71/1 of 19 September 2016, entitled "
        "“New York Declaration for Refugees and Migrants”."
    )
    assert wanted in text_of(listed)


def test_a_spec_that_says_what_was_done_needs_no_title(listed: Path, written: Written) -> None:
    written(letter(references="[{symbol: 71/1, by_which: a declaration was adopted}]"))
    assert (
        "refer to resolution 71/1 of 19 September 2016, by which a declaration was adopted."
        in text_of(listed)
    )
    written(letter(references="[{symbol: A/RES/71/1, title: null}]"))
    assert "refer to resolution A/RES/71/1 of 19 September 2016.\n" in text_of(listed)


def test_a_date_in_both_places_agrees(listed: Path, written: Written) -> None:
    written(letter(references="[{symbol: A/RES/71/1, adopted: 2016-09-20}]"))
    ran = run("check", cwd=listed)
    assert ran.exit == 1
    assert "letters/letter.yaml:6:44  error  dates-disagree" in ran.all
    written(letter(references="[{symbol: A/RES/71/1, adopted: 2016-09-19}]"))
    assert run("check", cwd=listed).exit == 0


def test_the_offices_list_gets_the_same_errors_as_a_spec(listed: Path, written: Written) -> None:
    written(letter())
    path = listed / "letters" / "_references.yaml"
    for text, said in [
        (REGISTER.replace("A/RES/71/1", "A/RS/71/1"), "_references.yaml:2:13  error  unknown-symb"),
        (REGISTER.replace("adopted", "adoptd"), 'hint: did you mean "adopted"?'),
        (REGISTER + "  - symbol: 71/1\n", "_references.yaml:5:13  error  bad-value: A/RES/71/1 is"),
        ("references: [", "_references.yaml"),
    ]:
        path.write_text(text, "utf-8")
        ran = run("check", cwd=listed)
        assert ran.exit == 1, text
        assert said in ran.all


def test_a_letter_that_cites_nothing_does_not_mind_the_list(listed: Path, written: Written) -> None:
    (listed / "letters" / "_references.yaml").write_text("references: [", "utf-8")
    written(letter(references=""))
    assert run("check", cwd=listed).exit == 0
