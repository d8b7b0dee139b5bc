"""Rules on the finished page: seen to hold over many lengths, and seen to fire."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.letters import long_letter
from verbale import page as pages
from verbale import rules, settle, typeset
from verbale.document import Anchor, Frame, Line, Page, Pdf
from verbale.project import open_project
from verbale.spec.parse import kind_of, parse
from verbale.spec.source import from_text


def filled(text: str) -> Page:
    project = open_project(ROOT).value
    source = from_text(text, "letter.yaml").value
    assert project is not None
    assert source is not None
    model = project.model(kind_of(source))
    spec, language = parse(source, model).value, project.language("en")
    assert spec is not None
    assert language is not None
    assert language.value is not None
    office = project.office("pga")
    assert office is not None
    letter = settle.letter(spec, language.value, "pga", office).value
    assert letter is not None
    page = pages.fill(letter, language.value, project.templates).value
    assert page is not None
    return page


@pytest.mark.parametrize("length", range(10, 40))
def test_a_signature_is_never_alone_whatever_the_length(length: int) -> None:
    pdf = typeset.pdf(filled(long_letter(6, words=length * 3))).value
    assert pdf is not None
    assert rules.page(pdf) == ()
    signature = pdf.find("signature")
    close = pdf.find("close")
    assert signature is not None
    assert close is not None
    assert signature.page == close.page, "the close stays with the signature"
    paragraphs = [line for line in pdf.lines if "/" not in line.name and line.page == close.page]
    above = [line for line in paragraphs if line.bottom <= close.top and line.name == ""]
    assert len(above) >= 2, "and two lines of the letter stay with the close"


@pytest.mark.parametrize("paragraphs", [1, 9])
def test_enclosures_and_copies_stand_at_the_foot_of_the_last_page(paragraphs: int) -> None:
    more = "enclosures: [A/71/1, Programme]\ncopies: [The Secretary-General]\n"
    pdf = typeset.pdf(filled(long_letter(paragraphs) + more)).value
    assert pdf is not None
    last = pdf.pages - 1
    assert last == (0 if paragraphs == 1 else 1)
    foot = [line for line in pdf.lines if "foot" in line.name.split("/")]
    assert [line.text for line in foot][-1] == "The Secretary-General"
    assert {line.page for line in foot} == {last}
    assert max(line.bottom for line in foot) == pytest.approx(pdf.frames[last].bottom, abs=1)
    anchor = pdf.find("foot")
    assert anchor is not None
    assert anchor.bottom == pytest.approx(pdf.frames[last].bottom, abs=1), "anchors move with it"
    assert rules.page(pdf) == ()


def measured(**changed: object) -> Pdf:
    """Give a page of 800 by 1000 with an address at its foot, a paragraph and a signature."""
    given: dict[str, object] = {
        "data": b"",
        "pages": 1,
        "height": 1000.0,
        "anchors": (
            Line("addressees", 0, 100, 900, 700, 950),
            Anchor("signature", 0, 400, 700, 700, 720),
        ),
        "frames": (Frame(100, 100, 700, 880),),
        "lines": (
            Line("", 0, 100, 600, 690, 620),
            Line("signature", 0, 400, 700, 500, 720),
            Line("addressees", 0, 100, 900, 300, 950),
        ),
    }
    return Pdf(**(given | changed))  # type: ignore[arg-type]


def codes(pdf: Pdf) -> list[str]:
    return [one.code for one in rules.page(pdf)]


def test_a_good_page_has_no_problem() -> None:
    assert codes(measured()) == []


def test_a_signature_alone_is_a_problem() -> None:
    alone = (Line("", 0, 100, 600, 690, 620), Line("signature", 1, 400, 120, 500, 140))
    frames = (Frame(100, 100, 700, 880),) * 2
    anchors = (Anchor("signature", 1, 400, 120, 700, 140),)
    assert codes(measured(anchors=anchors, lines=alone, frames=frames)) == ["signature-alone"]


def test_an_address_that_reaches_into_the_text_is_a_problem() -> None:
    lines = (Line("", 0, 100, 880, 690, 920), Line("addressees", 0, 100, 900, 300, 950))
    anchors = (Line("addressees", 0, 100, 900, 700, 950),)
    assert codes(measured(lines=lines, anchors=anchors)) == ["address-collides"]


def test_an_address_on_another_page_is_a_problem() -> None:
    lines = (Line("addressees", 1, 100, 900, 300, 950),)
    anchors = (Line("addressees", 1, 100, 900, 700, 950),)
    frames = (Frame(100, 100, 700, 880),) * 2
    found = codes(measured(lines=lines, anchors=anchors, frames=frames))
    assert found == ["address-misplaced"]


def test_a_line_over_the_margin_is_a_warning() -> None:
    lines = (Line("", 0, 100, 600, 720, 620),)
    assert codes(measured(lines=lines, anchors=())) == ["line-too-wide"]


def test_as_of_is_the_letters_date_or_the_day_the_spec_names(tmp_path: Path) -> None:
    assert filled(long_letter(1)).as_of == date(2016, 11, 3)
    undated = long_letter(1).replace("date: 2016-11-03", "as_of: 2017-01-02")
    assert filled(undated).as_of == date(2017, 1, 2)
