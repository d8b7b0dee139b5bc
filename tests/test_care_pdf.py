"""What care puts into a text shows as it should in a PDF, and is not seen where it is read."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import run_here
from tests.verapdf import VeraPdf
from verbale.transcribe.proof import differences

Written = Callable[..., Path]
NARROW = "\u202f"
ISOLATES = re.compile("[\u2066-\u2069]")
BODIES = {
    "ar": "القرار A/RES/71/1 والقرار 2250 (2015)، هاتف +1 (212) 963-1234 و**قرار A/RES/71/2**.",
    "en": "The name is محمد (علي), 5 pages.",
    "es": 'La resolución 2250 (2015), "dijo "no" así".',
    "fr": "Le texte: «oui»; non! **Gras: deux mots** et *italique : deux mots*.",
    "ru": 'Текст "о "мире" в 2016 году", № 3.',
    "zh": "第1325(2000)号决议, 会议(上午)决定...好.",
}
FONTS = {
    "ar": {"Spectral", "Amiri", "Spectral-Bold", "Amiri-Bold"},
    "en": {"Spectral", "Amiri"},
    "es": {"Spectral"},
    "fr": {"Spectral", "Spectral-Bold", "Spectral-Italic"},
    "ru": {"Spectral"},
    "zh": {"Spectral", "Noto-Serif-SC"},
}


@pytest.fixture
def made(project: Path, written: Written) -> Callable[[str], Path]:
    """Render a letter in a language, as PDF, page and text; give the PDF."""

    def render(code: str) -> Path:
        head = f"kind: letter\nlanguage: {code}\ndate: 2024-03-01\nsender: {{name: A. B.}}\n"
        to = "addressees: all-permanent-representatives\n"
        written(f"{head}{to}body: |\n  {BODIES[code]}\n")
        ran = run_here("render", "--format", "pdf,html,txt", cwd=project)
        assert ran.exit == 0, ran.all
        return project / "output" / "letter.pdf"

    return render


def fonts(pdf: Path) -> set[str]:
    done = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True)
    return {re.sub(r"^[A-Z]{6}\+", "", row.split()[0]) for row in done.stdout.splitlines()[2:]}


def readings(pdf: Path) -> str:
    """Give what all glyphs of a PDF are read as."""
    found = ""
    with pikepdf.open(pdf) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
                table = one.ToUnicode.read_bytes().decode("ascii")
                for read in re.findall(r"^<[0-9a-f]{4}> <([0-9a-f]+)>$", table, re.MULTILINE):
                    found += bytes.fromhex(read).decode("utf-16-be")
    return found


@pytest.mark.parametrize("code", sorted(BODIES))
def test_no_sign_of_care_takes_another_font_or_is_read(
    made: Callable[[str], Path], verapdf: VeraPdf, code: str
) -> None:
    pdf = made(code)
    assert fonts(pdf) == FONTS[code]
    read = readings(pdf)
    assert read
    assert not ISOLATES.search(read)
    assert NARROW not in read, "the space of bold text is a plain one, whichever stood first"
    verdict = verapdf.validate(pdf)
    assert verdict.conforms, verdict.describe()


def test_a_letters_text_has_plain_spaces_and_no_isolates(made: Callable[[str], Path]) -> None:
    text = made("fr").with_suffix(".txt").read_text("utf-8")
    assert "Le texte : « oui » ; non ! Gras : deux mots et italique : deux mots." in text
    assert f"texte{NARROW}: «{NARROW}oui" in Path(made("fr")).with_suffix(".html").read_text(
        "utf-8"
    )
    pdf = made("ar")
    assert ISOLATES.search(pdf.with_suffix(".html").read_text("utf-8"))
    text = pdf.with_suffix(".txt").read_text("utf-8")
    assert "هاتف +1 (212) 963-1234" in text
    assert not ISOLATES.search(text)


def test_a_phone_number_in_arabic_is_seen_as_it_is_dialled(made: Callable[[str], Path]) -> None:
    done = subprocess.run(
        ["pdftotext", "-bbox", made("ar"), "-"], capture_output=True, text=True, check=True
    )
    words = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]*)</word>', done.stdout)
    left = {re.sub(r"[^\w+-]", "", word): float(x) for x, word in words}
    assert left["+1"] < left["212"] < left["963-1234"]
    assert left["2015"] < left["2250"], "the number is read first, from the right"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Le texte: \"'a' b\"!", "Le texte\u202f: «\u202f“a” b\u202f»\u202f!"),
        ("决议, 会议(上午)决定...好.", "决议，会议（上午）决定……好。"),
        ("نعم, لا; هل? A/71/1", "نعم، لا؛ هل؟ \u2066A/71/1\u2069"),
    ],
)
def test_what_care_chooses_is_no_difference_to_an_old_letter(old: str, new: str) -> None:
    assert differences(old, new) == ()
    assert differences(old, f"{new} x") != ()
