"""The letter that started the project comes out of its facts, sign for sign."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED
from tests.conftest import run_here as run

# The letter as the archive has it: A/RES/71/1's co-facilitators, named in 2016.
LETTER = """
Excellency,

I wish to refer to resolution A/RES/71/1 of 19 September 2016, by which the General Assembly adopted
the New York Declaration for Refugees and Migrants.

In this regard and in connection with the decision of the General Assembly to launch in 2016 a
process of intergovernmental negotiations leading to the adoption of a global compact for safe,
orderly and regular migration to be presented at an intergovernmental conference on international
migration in 2018, I have the honour to inform you that I have appointed H.E. Mr. Jürg Lauber,
Permanent Representative of Switzerland, and H.E. Mr. Juan José Gómez Camacho, Permanent
Representative of Mexico as co-facilitators to lead open, transparent and inclusive consultations
with States with a view to the determination of modalities, a timeline, the possible holding of
preparatory conferences and other practicalities relating to the intergovernmental negotiations,
including the integration of the Geneva-based migration expertise.

To ensure the timely initiation of the intergovernmental negotiations for the global compact, I
would be grateful for your efforts in finalizing the modalities resolution no later than 31 January
2017. To this end, I have requested the co-facilitators to undertake the necessary consultations and
conduct the required engagements to achieve this deadline.

I would like to thank Ambassador Lauber and Ambassador Gómez Camacho for accepting this very
important responsibility. To ensure that they have the needed assistance to carry out their
responsibility in a timely manner, I have requested my Office to extend the necessary secretariat
and expert support to the co-facilitators and coordinate the contribution and engagement of all
relevant stakeholders as well as the UN system. I trust that you will also extend your full support
and cooperation to them.

Please accept, Excellency, the assurances of my highest consideration.

Peter Thomson

To All Permanent Representatives and Permanent Observers to the United Nations
New York
"""
WORDS = LETTER.split()
LETTERHEAD = "United Nations Nations Unies The President of the General Assembly".casefold().split()


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed")
    ran = run("render", SEED, "--output", folder, "--format", "pdf,html,txt", cwd=ROOT)
    assert ran.exit == 0, ran.all
    return folder / SEED.stem


def test_the_text_is_the_letter_and_nothing_else(rendered: Path) -> None:
    assert rendered.with_suffix(".txt").read_text("utf-8").split() == WORDS


def test_the_text_keeps_the_letters_paragraphs_apart(rendered: Path) -> None:
    blocks = rendered.with_suffix(".txt").read_text("utf-8").strip().split("\n\n")
    assert [" ".join(block.split()) for block in blocks] == [
        " ".join(block.split()) for block in LETTER.strip().split("\n\n")
    ]


def test_the_pdf_holds_the_same_words_in_the_same_order(rendered: Path) -> None:
    words = pdf_words(rendered.with_suffix(".pdf"))
    assert [w.casefold() for w in words[: len(LETTERHEAD)]] == LETTERHEAD
    assert words[len(LETTERHEAD) :] == WORDS


def test_the_html_holds_the_same_words_in_the_same_order(rendered: Path) -> None:
    text = Text()
    text.feed(rendered.with_suffix(".html").read_text("utf-8"))
    words = "".join(text.runs).split()
    assert [w.casefold() for w in words[: len(LETTERHEAD)]] == LETTERHEAD
    assert words[len(LETTERHEAD) :] == WORDS


def test_no_sentence_is_typed_into_the_spec(rendered: Path) -> None:
    spec = " ".join(SEED.read_text("utf-8").split())
    sentences = re.split(r"(?<=[a-z0-9]\.)\s+", LETTER)
    assert len(sentences) == 11
    for sentence in sentences:
        assert " ".join(sentence.split()) not in spec
    for words in ("I wish to refer", "I have the honour", "I would like to thank", "Please accept"):
        assert words not in spec


def test_the_letter_is_undated(rendered: Path) -> None:
    assert "as_of: 2016" in SEED.read_text("utf-8")
    assert "November" not in rendered.with_suffix(".txt").read_text("utf-8")


def test_the_letter_fits_one_page(rendered: Path) -> None:
    info = subprocess.run(
        ["pdfinfo", rendered.with_suffix(".pdf")], capture_output=True, text=True, check=True
    )
    assert re.search(r"^Pages: +1$", info.stdout, re.MULTILINE)


def pdf_words(pdf: Path) -> list[str]:
    """Give the words of a PDF; words split at a line's end are joined, as a reader joins them."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
    text = done.stdout.decode("utf-8")
    return re.sub(r"(?<=\w-)\n(?=\w)", "", text).split()


class Text(HTMLParser):
    """The words that a browser shows."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("style", "title", "script")
        self.runs.append("\n" if tag in ("p", "br", "div", "address", "li", "header") else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "title", "script")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.runs.append(data)
