"""The PDF: tagged, titled, in bundled fonts, linked, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import OFFICE, ROOT, run
from tests.letters import letter, long_letter
from tests.verapdf import VeraPdf

Written = Callable[..., Path]


def render(project: Path, *words: str) -> Path:
    ran = run("render", "--format", "pdf", *words, cwd=project)
    assert ran.exit == 0, ran.all
    return project / "output" / "letter.pdf"


def text_of(pdf: Path, *words: str) -> str:
    done = subprocess.run(["pdftotext", *words, pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_a_real_validator_finds_both_standards_kept(
    project: Path, written: Written, verapdf: VeraPdf
) -> None:
    written(long_letter(30))
    verdict = verapdf.validate(render(project))
    assert verdict.conforms, verdict.describe()


def test_a_real_validator_finds_a_missing_language(
    project: Path, written: Written, verapdf: VeraPdf, tmp_path: Path
) -> None:
    written(letter())
    broken = tmp_path / "broken.bin"  # Not named .pdf: it is not one of those that must conform.
    with pikepdf.open(render(project)) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    verdict = verapdf.validate(broken)
    assert not verdict.conforms_to("ua1")


def test_it_is_titled_and_in_the_letters_language(project: Path, written: Written) -> None:
    written(letter(extra="subject: Consultations on the modalities\n"))
    with pikepdf.open(render(project)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "Consultations on the modalities"
            assert meta["dc:creator"] == ["Office of the President of the General Assembly"]
            assert meta["pdfuaid:part"] == "1"
            assert meta["pdfaid:part"] == "3"
            assert meta["pdfaid:conformance"] == "A"


def test_a_letter_without_subject_is_titled_by_its_template(
    project: Path, written: Written
) -> None:
    written(letter())
    with pikepdf.open(render(project)) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:title"] == "Appointment as co-facilitator"


def test_its_fonts_are_the_bundled_ones_and_embedded(project: Path, written: Written) -> None:
    written(letter(extra='copies: ["Ɛsi Ɔkɔ", "Γεώργιος", "محمد"]\n'))
    done = subprocess.run(["pdffonts", render(project)], capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    names = {re.sub(r"^[A-Z]{6}\+", "", row[0]) for row in rows}
    assert names == {"Spectral", "Noto-Serif", "Amiri"}, done.stdout
    assert all(row[-5] == "yes" for row in rows), "every font is embedded"


def test_symbols_link_to_their_documents(project: Path, written: Written) -> None:
    written(letter(extra="body: See also S/RES/2250 (2015) and A/C.3/71/L.20/Rev.1.\n"))
    with pikepdf.open(render(project)) as pdf:
        links = [str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", [])]
    assert links == [
        "https://undocs.org/A/RES/71/1",
        "https://undocs.org/S/RES/2250(2015)",
        "https://undocs.org/A/C.3/71/L.20/Rev.1",
    ]


def test_it_carries_no_letter_unless_the_office_wants_it(project: Path, written: Written) -> None:
    written(letter())
    with pikepdf.open(render(project)) as pdf:
        assert list(pdf.attachments) == []


def test_an_office_may_have_the_settled_letter_embedded(
    project: Path, written: Written, verapdf: VeraPdf
) -> None:
    settings = project / "verbale.yaml"
    with_json = f"{OFFICE}    embed_letter: true\n"
    settings.write_text(settings.read_text("utf-8").replace(OFFICE, with_json), "utf-8")
    written("# Not for others to read.\n" + letter())
    path = render(project)
    with pikepdf.open(path) as pdf:
        attached = pdf.attachments["letter.json"].get_file()
        assert attached.mime_type == "application/json"
        facts = json.loads(attached.read_bytes())
    assert facts["references"][0]["cited"] == "resolution A/RES/71/1"
    assert facts["fields"]["appointees"][0]["post"] == "Permanent Representative of Switzerland"
    assert "Not for others" not in json.dumps(facts)
    first = path.read_bytes()
    assert verapdf.validate(path).conforms
    assert render(project).read_bytes() == first


@pytest.mark.parametrize(
    "changed",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2"},
        {"TZ": "Asia/Tokyo"},
        {"LC_ALL": "C"},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
        {"FONTCONFIG_FILE": "/etc/fonts/fonts.conf"},
        {"SOURCE_DATE_EPOCH": "1234567890"},
    ],
    ids=lambda changed: "-".join(changed),
)
def test_a_letter_has_the_same_bytes_in_every_process(
    project: Path, written: Written, tmp_path: Path, changed: dict[str, str]
) -> None:
    # With letters of all three font families, of which one is variable.
    written(letter(extra='copies: ["Ɛsi Ɔkɔ", "محمد"]\n'))
    first = render(project).read_bytes()
    ran = run("render", "--format", "pdf", "--output", "again", cwd=project, env=changed)
    assert ran.exit == 0, ran.all
    assert (project / "again" / "letter.pdf").read_bytes() == first


def test_a_letter_keeps_its_bytes_when_the_folder_moves(
    project: Path, written: Written, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written(letter())
    first = render(project).read_bytes()
    other = tmp_path_factory.mktemp("élsewhere with spaces") / "deep" / "er"
    shutil.copytree(project, other)
    shutil.copytree(ROOT / "templates", other / "templates")
    assert hashlib.sha256(render(other).read_bytes()).hexdigest() == (
        hashlib.sha256(first).hexdigest()
    )


def test_a_letter_has_the_same_bytes_after_others_in_one_run(
    project: Path, written: Written
) -> None:
    written(letter())
    alone = render(project).read_bytes()
    written(long_letter(20), "a-first.yaml")
    written(letter(extra='copies: ["Ɛsi Ɔkɔ"]\n'), "b-second.yaml")
    assert render(project).read_bytes() == alone


def test_another_letter_has_other_bytes(project: Path, written: Written) -> None:
    written(letter())
    first = render(project).read_bytes()
    written(letter(date="2016-11-04"))
    assert render(project).read_bytes() != first


def test_every_page_of_a_draft_is_marked(project: Path, written: Written, verapdf: VeraPdf) -> None:
    written(long_letter(25))
    pdf = render(project, "--draft")
    pages = text_of(pdf).strip("\f").split("\f")
    assert len(pages) >= 2
    assert all("DRAFT" in page for page in pages)
    assert verapdf.validate(pdf).conforms
    assert "DRAFT" not in text_of(render(project))


def test_pages_are_numbered_from_the_second(project: Path, written: Written) -> None:
    written(long_letter(40))
    pages = text_of(render(project), "-layout").strip("\f").split("\f")
    assert len(pages) >= 3
    last_lines = [page.strip().splitlines()[-1].strip() for page in pages]
    assert last_lines[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert last_lines[0] == "New York", "the first page ends with the address"
    assert "1" not in [line.strip() for line in pages[0].splitlines()]


def test_the_address_is_at_the_foot_of_the_first_page_however_long_the_letter(
    project: Path, written: Written
) -> None:
    for paragraphs in (0, 3, 40):
        written(long_letter(paragraphs) if paragraphs else letter())
        pages = text_of(render(project), "-layout").strip("\f").split("\f")
        tail = [line.strip() for line in pages[0].rstrip().splitlines()[-3:]]
        assert tail == ["To All Permanent Representatives", "to the United Nations", "New York"]
        assert sum("To All Permanent" in page for page in pages) == 1


def test_nothing_is_hyphenated_and_no_line_parts_what_belongs_together(
    project: Path, written: Written
) -> None:
    body = "".join(
        f"  {'x' * n} resolution A/RES/71/1 of 19 September 2016 and H.E. Mr. Jürg Lauber, "
        f"S/RES/2250 (2015), and more words to fill the line up.\n\n"
        for n in range(1, 60)
    )
    written(letter(extra=f"body: |\n{body}"))
    lines = text_of(render(project), "-layout").splitlines()
    stripped = [line.strip() for line in lines if line.strip()]
    for whole in ("19 September 2016", "H.E. Mr. Jürg", "A/RES/71/1", "S/RES/2250 (2015)"):
        found = sum(line.replace("\u00a0", " ").count(whole) for line in stripped)
        assert found >= 59, f"{whole!r} is parted in {59 - found} places"
    assert not [line for line in stripped if line.endswith("-")]
