"""Old letters' files: text, PDF, DOCX and mails come to the lines that people see."""

from __future__ import annotations

import os
import time
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT, run_here
from verbale.transcribe.reading import Reader, read
from verbale.transcribe.source import Source

Written = Callable[..., Source]
Problem = tuple[str, str]

FRENCH = "Excellence,\n\nJ’ai l’honneur de me référer à la « Déclaration ».\n"
SPANISH = "Señor Embajador:\n\n¿Podría usted confirmar su participación?\n"
RUSSIAN = "Ваше Превосходительство,\n\nИмею честь сослаться на резолюцию 71/1.\n"
CAPITALS = "ПОСТОЯННОЕ ПРЕДСТАВИТЕЛЬСТВО\n\nРОССИЙСКОЙ ФЕДЕРАЦИИ\n"
ARABIC = "السيد الرئيس المحترم،\n\nأتشرف بأن أشير إلى قرار الجمعية العامة 71/1.\n"
CHINESE = "尊敬的主席先生：\n\n我谨提及大会第71/1号决议。\n"
TAIWAN = "尊敬的主席閣下：\n\n我謹提及大會第71/1號決議。\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def source(tmp_path: Path, reader: Reader) -> Written:
    """Write a file and read it."""

    def write(raw: bytes, name: str = "letter.old") -> Source:
        path = tmp_path / name
        path.write_bytes(raw)
        found = reader.read(path, name)
        assert found.value is not None, found.problems
        assert found.problems == ()
        return found.value

    return write


@pytest.fixture
def refused(tmp_path: Path, reader: Reader) -> Callable[..., Problem]:
    """Write a file, and give the code and the message of what is wrong with it."""

    def write(raw: bytes, name: str = "letter.old") -> Problem:
        path = tmp_path / name
        path.write_bytes(raw)
        found = reader.read(path, name)
        assert found.value is None
        (problem,) = found.problems
        assert problem.place.file == name
        assert problem.hint
        assert "Traceback" not in problem.message
        return problem.code, problem.message

    return write


def texts(source: Source) -> list[str]:
    return [line.text for page in source.pages for line in page]


def styled(source: Source) -> list[tuple[str, str]]:
    return [(line.style, line.text) for page in source.pages for line in page if line.text]


# Plain text.


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (FRENCH, "utf-8", "UTF-8"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac-roman", "Mac Roman"),
        (FRENCH.replace("’", "'"), "cp850", "CP850"),
        (SPANISH, "cp1252", "Windows-1252"),
        (SPANISH, "mac-roman", "Mac Roman"),
        (SPANISH, "cp850", "CP850"),
        ("Dear Mr. Jürg Lauber,\n\nthank you.\n", "cp1252", "Windows-1252"),
        ("It’s the “letter” – thank you.\n\nYes.\n", "cp1252", "Windows-1252"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "cp866", "CP866"),
        (CAPITALS, "cp1251", "Windows-1251"),
        (CAPITALS, "koi8-r", "KOI8-R"),
        (f"{CAPITALS}\nПРИ ОРГАНИЗАЦИИ ОБЪЕДИНЕННЫХ НАЦИЙ\n", "koi8-r", "KOI8-R"),
        ("Our office (Москва) writes.\n\nYes.\n", "koi8-r", "KOI8-R"),
        (ARABIC, "cp1256", "Windows-1256"),
        (ARABIC, "iso8859-6", "ISO-8859-6"),
        (CHINESE, "gb18030", "GB18030"),
        (TAIWAN, "big5", "Big5"),
        (FRENCH, "utf-16-le", "UTF-16"),
        (RUSSIAN, "utf-16-be", "UTF-16"),
        (CHINESE, "utf-16-le", "UTF-16"),
        (SPANISH, "utf-32-le", "UTF-32"),
        (ARABIC, "utf-16", "UTF-16"),
        (ARABIC, "utf-32", "UTF-32"),
        (RUSSIAN, "utf-8-sig", "UTF-8"),
    ],
)
def test_short_letters_are_read_in_the_encoding_they_were_written_in(
    text: str, codec: str, name: str, source: Written
) -> None:
    found = source(text.encode(codec), "letter.txt")
    assert texts(found) == text.rstrip("\n").split("\n")
    assert (found.form, found.encoding, found.wrapped) == ("text", name, True)


def test_a_paragraph_pasted_in_another_encoding_is_read_too_and_told(source: Written) -> None:
    raw = "It’s from Mr. Gómez.\n".encode() + "He said: “naïve café”.\n".encode("cp1252")
    found = source(raw)
    assert texts(found) == ["It’s from Mr. Gómez.", "He said: “naïve café”."]
    assert found.encoding == "UTF-8 and Windows-1252"
    assert found.noted == ("4 bytes were not UTF-8 as the rest is, and read as Windows-1252",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v"])
def test_lines_end_however_they_end(end: str, source: Written) -> None:
    found = source(end.join(["Ref: A/71", "", "Excellency, café"]).encode())
    assert texts(found) == ["Ref: A/71", "", "Excellency, café"]
    assert [line.number for line in found.pages[0]] == [1, 2, 3]
    assert found.noted == ()


def test_form_feeds_begin_pages_and_tabs_are_eight_columns(source: Written) -> None:
    found = source(b"One\ttwo\n  three  \n\x0cFour\n\tfive\n\x0c")
    assert [[line.text for line in page] for page in found.pages] == [
        ["One     two", "  three"],
        ["Four", "        five"],
    ]
    assert [(line.page, line.number) for line in found.pages[1]] == [(2, 1), (2, 2)]
    assert found.noted == ()


@pytest.mark.parametrize(
    ("hidden", "noted"),
    [
        ("\x00\x00", "2 null bytes were left out"),
        ("\x07", "1 control character was left out"),
        ("\u00ad", "1 soft hyphen was left out"),
        ("\u200b\u200d", "2 zero-width characters were left out"),
        ("\ufeff", "1 byte order mark was left out"),
        ("\u200e\u202a\u202c\u2066\u2069", "5 direction marks were left out"),
    ],
)
def test_what_is_not_seen_is_left_out_and_counted(hidden: str, noted: str, source: Written) -> None:
    found = source(f"Dear Sir, thank{hidden} you for it.\n".encode())
    assert texts(found) == ["Dear Sir, thank you for it."]
    assert found.noted == (noted,)


def test_letters_are_composed_and_ligatures_taken_apart(source: Written) -> None:
    found = source("Jose\u0301 of the o\ufb03ce\n".encode())
    assert texts(found) == ["José of the office"]
    assert found.noted == (
        "letters with separate accents were written as one character each",
        "1 joined or shaped letter was written as plain letters",
    )


def test_a_word_broken_at_a_soft_hyphen_keeps_a_hyphen(source: Written) -> None:
    found = source("the nego\u00ad\ntiations\n".encode())
    assert texts(found) == ["the nego-", "tiations"]


def test_lines_that_are_paragraphs_are_told_from_lines_of_a_width(source: Written) -> None:
    long = "I have the honour to refer to it. " * 12
    assert (
        source(
            f"Sir,\n\n{long}\n\nThank you for all of it, and for writing so soon, "
            f"and the rest.\n".encode()
        ).wrapped
        is False
    )
    lines = "I have the honour to refer to it, and to all that was said of it.\n" * 12
    assert source(f"Sir,\n\n{lines}".encode()).wrapped is True


def test_what_is_no_text_is_refused(refused: Callable[..., Problem]) -> None:
    code, message = refused(bytes(range(256)) * 20)
    assert code == "source-unreadable"
    assert "neither text nor a PDF" in message
    # Without any control characters too.
    assert refused(bytes(128 + i * i * 37 % 127 for i in range(3000)))[0] == "source-unreadable"


def test_a_letter_is_short(refused: Callable[..., Problem]) -> None:
    assert refused(b"word \n" * 600_000)[0] == "source-too-large"


def test_a_page_of_text_is_read_in_no_time(source: Written) -> None:
    raw = (FRENCH * 40).encode("cp1252")
    began = time.perf_counter()
    source(raw)
    assert time.perf_counter() - began < 0.1


# What files are.


@pytest.mark.parametrize(
    ("start", "code", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
         "source-unreadable", "Word document of before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "source-encrypted", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"),
         "source-unreadable", "Outlook"),
        (b"{\\rtf1 Dear Sir}", "source-unreadable", "RTF"),
        (b"<!DOCTYPE html><p>Dear Sir", "source-unreadable", "HTML"),
        (b" <html><p>Dear Sir", "source-unreadable", "HTML"),
        (b"\x89PNG\r\n\x1a\n\x00", "no-text", "PNG"),
        (b"\xff\xd8\xff\xe0", "no-text", "JPEG"),
        (b"II*\x00\x08", "no-text", "TIFF"),
        (b"MZ\x90\x00\x03\x00", "source-unreadable", "a program"),
        (b"\x7fELF\x02", "source-unreadable", "a program"),
        (b"\x1f\x8b\x08", "source-unreadable", "gzip"),
        (b"PK\x03\x04garbage", "source-unreadable", "damaged"),
        (b"", "no-text", "empty"),
        (b" \n\n", "no-text", "no text"),
    ],
)  # fmt: skip
def test_other_files_are_called_by_their_name(
    start: bytes, code: str, says: str, refused: Callable[..., Problem]
) -> None:
    found, message = refused(start)
    assert (found, says in message) == (code, True), message


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Write a ZIP."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("xl/workbook.xml", "an Excel workbook"),
        ("content.xml", "OpenDocument"),
        ("letters/a.txt", "a ZIP archive"),
        ("word/styles.xml", "its text is missing"),
    ],
)
def test_zips_of_other_kinds_are_told(
    member: str, says: str, refused: Callable[..., Problem]
) -> None:
    code, message = refused(zipped({member: "<a/>"}))
    assert (code, says in message) == ("source-unreadable", True), message


def test_what_cannot_be_opened_is_told_at_once(tmp_path: Path, reader: Reader) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, says in (
        ("none.txt", "is not there"),
        ("folder", "folder"),
        ("pipe", "a pipe"),
        ("x" * 400, "cannot be opened"),
        ("a\0b", "cannot be opened"),
    ):
        began = time.monotonic()
        found = reader.read(tmp_path / name, name)
        assert found.problems[0].code == "source-unreadable"
        assert says in found.problems[0].message
        assert time.monotonic() - began < 2


def test_no_permission_is_told(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    # The tests may run as one to whom nothing is forbidden.
    monkeypatch.setattr("verbale.transcribe.reading.os.open", closed)
    assert "Permission denied" in reader.read(path, "letter.txt").problems[0].message


def test_a_file_of_over_50_mb_is_refused(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "letter.old"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(50 * 1024**2 + 1)
    assert reader.read(path, "letter.old").problems[0].code == "source-too-large"


def test_a_memorandum_is_no_mail(source: Written) -> None:
    memo = b"To: Peter Thomson\nFrom: Jane Roe\nDate: 3 November 2016\nSubject: Visit\n\nDear Sir\n"
    assert source(memo).form == "text"
    assert source(b"Ref: A/71/1\n\nDear Sir\n").form == "text"


# PDF.


def typeset(html: str, **options: object) -> bytes:
    """Typeset a page with the bundled fonts."""
    from verbale.typeset.fonts import FACES, font_file, shut_in

    shut_in()
    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{font_file(face).as_uri()}") }}'
        for face in FACES
        if (face.weight, face.style) == ("normal", "normal")
    )
    style = "body { font: 11pt Spectral, Amiri }"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # No fonts of the machine's: none are wanted.
        from weasyprint import HTML

        made = HTML(string=f"<style>{rules} {style}</style>{html}").write_pdf(**options)
    assert isinstance(made, bytes)
    return made


def changed(raw: bytes, change: Callable[[pikepdf.Pdf], None], **saved: object) -> bytes:
    """Change a PDF."""
    out = BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        change(pdf)
        pdf.save(out, **saved)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_pdf_comes_to_the_lines_that_it_shows(source: Written) -> None:
    long = "It was a long paragraph of the affiliates' office that is broken over lines. " * 3
    found = source(typeset(
        '<html><title>Old letter</title><p style="float: right">3 November 2016</p>'
        f"<p>Ref. A/71/1</p><p>On the 19<sup>th</sup> {long}</p>"
        '<p style="margin-left: 5em">First<br>second</p>'
    ))  # fmt: skip
    lines = texts(found)
    assert (found.form, found.title, found.wrapped, found.noted) == ("pdf", "Old letter", True, ())
    assert lines[0].split() == ["Ref.", "A/71/1", "3", "November", "2016"] or lines[:1] == [
        "Ref. A/71/1"
    ]
    assert any(line.startswith("On the 19th It was a long") for line in lines)
    assert " ".join(" ".join(lines).split()).count("affiliates' office") == 3
    first, second = next(i for i in pairwise(lines) if "First" in i[0])
    assert first.startswith("      ")
    assert second == first.replace("First", "second")
    assert lines[lines.index(first) - 1] == ""


def test_columns_are_seen_as_spaces(source: Written) -> None:
    found = source(typeset(
        '<div style="display: flex; gap: 3cm"><div style="width: 3cm">New York<br>Rome</div>'
        "<div>Vienna<br>Nairobi</div></div>"
    ))  # fmt: skip
    first, second = texts(found)
    assert first.split("  ")[0] == "New York"
    assert first.index("Vienna") == second.index("Nairobi") > 12


def test_letters_that_are_spaced_out_are_words(source: Written) -> None:
    found = source(typeset('<p style="letter-spacing: 0.3em">UNITED NATIONS</p>'))
    assert texts(found) == ["UNITED NATIONS"]


def test_arabic_is_read_as_it_is_written(source: Written) -> None:
    paragraphs = [
        "السيد الرئيس المحترم،",
        "قرار الجمعية العامة 71/1 المؤرخ 19 أيلول/سبتمبر 2016 (المرفق الأول) بشأن اللاجئين.",
        "رسالة من Mr. Jürg Lauber، الممثل الدائم لسويسرا [الفقرة (أ)].",
        "الهاتف: +41 22 917 12 34، بنسبة 25.5% من «الدول».",
    ]
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    found = source(typeset(f'<body dir="rtl" lang="ar">{html}<ol><li>البند الأول</ol>'))
    lines = [line for line in texts(found) if line]
    assert lines[:4] == paragraphs
    assert lines[4].split() == ["1.", "البند", "الأول"]
    assert lines[4].startswith("   ")


@pytest.mark.parametrize("matrix", [b"0 1 -1 0 600 0", b"0 -1 1 0 0 800", b"-1 0 0 -1 600 800"])
def test_a_page_that_lies_on_its_side_is_read(matrix: bytes, source: Written) -> None:
    page = typeset("<p>Dear Sir,<p>I thank you.")

    def turn(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(b"q " + matrix + b" cm " + content + b" Q")

    assert [line for line in texts(source(changed(page, turn))) if line] == [
        "Dear Sir,", "I thank you.",
    ]  # fmt: skip


def test_text_at_an_angle_is_put_last_and_told(source: Written) -> None:
    found = source(typeset(
        "<p>Dear Sir,<p>I thank you."
        '<p style="position: absolute; top: 1cm; transform: rotate(-30deg)">A COPY</p>'
    ))  # fmt: skip
    assert texts(found)[-2:] == ["", "A COPY"]
    assert found.noted == ('text that runs at an angle is put last on page 1: "A COPY"',)


def test_what_is_stamped_on_a_pdf_is_read(source: Written) -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"BT /F1 12 Tf 2 5 Td (RECEIVED 4 NOV) Tj ET")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 200, 20])
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        stamped = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4,
            Rect=pikepdf.Array([100, 100, 300, 120]), AP=pikepdf.Dictionary(N=form),
        )  # fmt: skip
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(stamped)]))

    found = source(changed(typeset("<p>Dear Sir,"), stamp))
    assert texts(found)[-1].strip() == "RECEIVED 4 NOV"
    assert "stamps" in found.noted[0]


def test_a_locked_pdf_is_told_and_one_that_only_may_not_be_changed_is_read(
    source: Written, refused: Callable[..., Problem]
) -> None:
    page = typeset("<p>Dear Sir,")
    locked = pikepdf.Encryption(owner="a", user="b")
    code, message = refused(changed(page, lambda pdf: None, encryption=locked))
    assert (code, "password" in message) == ("source-encrypted", True)
    opened = pikepdf.Encryption(owner="a", user="")
    assert texts(source(changed(page, lambda pdf: None, encryption=opened))) == ["Dear Sir,"]


def picture(pdf: pikepdf.Pdf) -> None:
    """Add a page that is a picture."""
    image = pdf.make_stream(b"\x00")
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width = image.Height = 1
    image.BitsPerComponent, image.ColorSpace = 8, pikepdf.Name.DeviceGray
    page = pdf.add_blank_page()
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    page.Contents = pdf.make_stream(b"q 600 0 0 800 0 0 cm /I Do Q")


def test_pages_that_are_pictures_are_told(source: Written, refused: Callable[..., Problem]) -> None:
    def scan(pdf: pikepdf.Pdf) -> None:
        picture(pdf)
        picture(pdf)
        del pdf.pages[0]

    page = typeset("<p>Dear Sir,")
    assert refused(changed(page, scan)) == (
        "no-text", "the PDF has no text: all its 2 pages are pictures",
    )  # fmt: skip

    def half(pdf: pikepdf.Pdf) -> None:
        picture(pdf)
        pdf.add_blank_page()

    found = source(changed(page, half))
    assert len(found.pages) == 3
    assert found.noted == (
        "page 2 has no text, only pictures or drawings: what they show was not read",
        "page 3 has nothing on it",
    )


def test_a_pdf_of_500_pages_is_refused_with_their_number(
    refused: Callable[..., Problem],
) -> None:
    def lengthen(pdf: pikepdf.Pdf) -> None:
        for _ in range(499):
            pdf.add_blank_page()

    code, message = refused(changed(typeset("<p>Dear Sir,"), lengthen))
    assert code == "source-too-large"
    assert "500 pages" in message
    assert "100" in message


def test_a_damaged_pdf_is_told_and_junk_before_one_passed_over(
    source: Written, refused: Callable[..., Problem]
) -> None:
    page = typeset("<p>Dear Sir,")
    assert refused(b"%PDF-1.7\nnothing else")[0] == "source-unreadable"
    assert texts(source(b"\r\n\x00junk\n" + page)) == ["Dear Sir,"]


@pytest.mark.parametrize("name", ["2016-appointment-global-compact-migration",
                                  "example-circular-high-level-week",
                                  "example-note-verbale-visit"])  # fmt: skip
def test_the_products_own_letters_come_back_word_for_word(
    name: str, tmp_path: Path, source: Written
) -> None:
    spec = ROOT / "letters" / f"{name}.yaml"
    ran = run_here("render", spec, "--format", "pdf,txt", "--output", tmp_path / "out", cwd=ROOT)
    assert ran.exit == 0, ran.all
    lines = texts(source((tmp_path / f"out/{name}.pdf").read_bytes()))
    read_back = " ".join(" ".join(lines).split())
    for block in (tmp_path / f"out/{name}.txt").read_text("utf-8").split("\n\n"):
        words = unicodedata.normalize("NFC", " ".join(block.split()))
        assert words in read_back or words.lower() in read_back.lower(), words


# DOCX.


def docx(body: str, more: dict[str, str] | None = None, **parts: str) -> bytes:
    """Write a DOCX with a body, and parts of it by their kinds."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006/relationships"
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )

    def part(root: str, content: str) -> str:
        return f'<?xml version="1.0"?><w:{root} {spaces}>{content}</w:{root}>'

    relations = "".join(
        f'<Relationship Id="{kind}" Type="{office}/{kind.rstrip("123")}" Target="{kind}.xml"/>'
        for kind in parts
    )
    main = '<Relationship Id="a" Type="{}/officeDocument" Target="word/document.xml"/>'
    return zipped({
        "_rels/.rels": f'<Relationships xmlns="{pack}">{main.format(office)}</Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels":
            f'<Relationships xmlns="{pack}">{relations}</Relationships>',
        **{f"word/{kind}.xml": part(kind, content) for kind, content in parts.items()},
        **(more or {}),
    })  # fmt: skip


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    """Write a paragraph; content that is no markup is its text."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def test_a_docx_comes_to_its_paragraphs(source: Written) -> None:
    found = source(docx(
        par("Excellency,")
        + par(run("New York") + "<w:r><w:br/></w:r>" + run("3 November"))
        + par("") + par("")
        + par('<w:r><w:t>Ref.</w:t><w:tab/><w:t>A/71/1</w:t><w:noBreakHyphen/></w:r>')
        + par("<w:hyperlink>" + run("the link") + "</w:hyperlink>" + run(" and more"))
        + "<w:sdt><w:sdtContent>" + par("controlled") + "</w:sdtContent></w:sdt>"
        + par('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run(" bullet"))
    ))  # fmt: skip
    assert (found.form, found.wrapped, found.noted) == ("docx", False, ())
    assert texts(found) == [
        "Excellency,", "", "New York", "3 November", "", "Ref.    A/71/1-", "",
        "the link and more", "", "controlled", "", "• bullet",
    ]  # fmt: skip


LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)
LISTS = (
    '<w:abstractNum w:abstractNumId="7">' + LEVEL.format(0, 1, "decimal", "%1.")
    + LEVEL.format(1, 1, "lowerLetter", "(%2)") + LEVEL.format(2, 4, "lowerRoman", "%1.%2.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + LEVEL.format(0, 1, "bullet", "\uf0b7") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)  # fmt: skip


def item(text: str, number: int, level: int = 0) -> str:
    return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_lists_of_a_docx_have_the_numbers_that_word_prints(source: Written) -> None:
    found = source(docx(
        item("one", 1) + item("a", 1, 1) + item("b", 1, 1) + item("deep", 1, 2)
        + par("between") + item("two", 1) + item("anew", 1, 1)
        + item("five", 3) + item("six", 3) + item("point", 2)
        + par("styled", '<w:pStyle w:val="L"/>') + item("none", 0),
        numbering=LISTS,
        styles='<w:style w:type="paragraph" w:styleId="L"><w:name w:val="Own"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    ))  # fmt: skip
    assert styled(found) == [
        ("item", "1. one"), ("item", "    (a) a"), ("item", "    (b) b"),
        ("item", "        1.b.iv deep"), ("", "between"), ("item", "2. two"),
        ("item", "    (a) anew"), ("item", "5. five"), ("item", "6. six"), ("item", "• point"),
        ("item", "• styled"), ("", "none"),
    ]  # fmt: skip


def test_styles_of_a_docx_are_told(source: Written) -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'
    found = source(docx(
        "".join(par(name, f'<w:pStyle w:val="{name}"/>') for name in ("H", "Own", "Q", "T"))
        + par("outline", '<w:outlineLvl w:val="0"/>'),
        styles=style.format("H", "heading 2", "") + style.format("Q", "Quote", "")
        + style.format("Own", "Mine", '<w:basedOn w:val="H"/>') + style.format("T", "Text", ""),
    ))  # fmt: skip
    assert styled(found) == [
        ("heading", "H"), ("heading", "Own"), ("quote", "Q"), ("", "T"), ("heading", "outline"),
    ]  # fmt: skip


def table(*rows: list[str]) -> str:
    cells = ["<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows]
    return "<w:tbl>" + "".join(cells) + "</w:tbl>"


def test_tables_of_a_docx_lose_no_word(source: Written) -> None:
    found = source(docx(
        table([par("a"), par("b"), par("c")], [par("d"), par(""), par("f")])
        + table([par("long one") + par("x"), par("y") + table([par("inner"), par("most")])])
        + table([par("A framed letter.") + par("Its second paragraph.")])
    ))  # fmt: skip
    assert styled(found) == [
        ("table", "a   b   c"), ("table", "d      f"),
        ("table", "long one   y"), ("table", "x          inner   most"),
        ("", "A framed letter."), ("", "Its second paragraph."),
    ]  # fmt: skip


def test_what_stands_around_the_text_of_a_docx_is_read_once(source: Written) -> None:
    edges = '<w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
    section = f"<w:sectPr>{edges}</w:sectPr>"
    raw = docx(
        par(run("See") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" and")
            + '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + par("next", section) + section,
        header1=par("UNITED NATIONS"), footer1=par("New York"),
        footnotes='<w:footnote w:id="0">' + par("<w:r><w:separator/></w:r>") + "</w:footnote>"
        '<w:footnote w:id="2">' + par("<w:r><w:footnoteRef/></w:r>" + run(" A/71/1."))
        + "</w:footnote>",
        endnotes='<w:endnote w:id="2">' + par("The end.") + "</w:endnote>",
    )  # fmt: skip
    assert styled(source(raw)) == [
        ("header", "UNITED NATIONS"), ("", "See[1] and[2]"), ("", "next"), ("footer", "New York"),
        ("footnote", "[1] A/71/1."), ("footnote", "[2] The end."),
    ]  # fmt: skip


def test_text_boxes_of_a_docx_are_read_once(source: Written) -> None:
    box = "<w:txbxContent>" + par("Boxed") + "</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(source(docx(par(run("Beside") + both)))) == ["Beside", "", "Boxed"]
    older = both.replace(box, "", 1)
    assert texts(source(docx(par(run("Beside") + older)))) == ["Beside", "", "Boxed"]


def test_tracked_changes_of_a_docx_are_taken_as_accepted_and_told(source: Written) -> None:
    found = source(docx(
        par(run("We ") + "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
            + "<w:ins>" + run("always ") + "</w:ins>" + run("met"), "<w:rPr><w:del/></w:rPr>")
        + par(" there.") + par('<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>')
    ))  # fmt: skip
    assert texts(found) == ["We always met there."]
    assert found.noted == (
        "1 tracked deletion was left out",
        "1 tracked insertion was taken as accepted",
        "1 piece of hidden text was left out",
    )


def test_pages_of_a_docx_begin_where_it_says_so(source: Written) -> None:
    found = source(docx(
        par("One") + par('<w:r><w:br w:type="page"/></w:r>' + run("Two"))
        + par("Three", "<w:pageBreakBefore/>")
    ))  # fmt: skip
    assert [[line.text for line in page] for page in found.pages] == [["One"], ["Two"], ["Three"]]


def test_macros_of_a_docx_are_told(source: Written) -> None:
    found = source(docx(par("Dear Sir"), vbaProject=""))
    assert found.noted == ("the document has macros: they were left out and did not run",)


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        (zipped({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
         "source-unreadable", "entities"),
        (zipped({"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}),
         "source-too-large", "32 MB"),
        (zipped({"word/document.xml": "<a><b></a>"}), "source-unreadable", "damaged"),
        (docx(par("Dear Sir"))[:-200], "source-unreadable", "damaged"),
        (docx(par("")), "no-text", "no text"),
        (docx("<w:sdt>" * 60_000 + "</w:sdt>" * 60_000), "source-unreadable", "cannot be read"),
    ],
    ids=["entities", "bomb", "no XML", "cut off", "empty", "deep"],
)  # fmt: skip
def test_a_docx_that_harms_or_is_harmed_is_refused(
    raw: bytes, code: str, says: str, refused: Callable[..., Problem], source: Written
) -> None:
    found, message = refused(raw)
    assert (found, says in message) == (code, True), message
    # The next is read as if nothing had been.
    assert texts(source(docx(par("Dear Sir")))) == ["Dear Sir"]


def test_a_reader_that_hangs_is_ended_and_the_next_file_read(tmp_path: Path) -> None:
    (tmp_path / "slow").write_bytes(docx("".join(par("word " * 20) for _ in range(60_000))))
    (tmp_path / "good").write_bytes(docx(par("Dear Sir")))
    with Reader(seconds=0.5) as reader:
        found = reader.read(tmp_path / "slow", "slow")
        assert "more than 0.5 seconds" in found.problems[0].message
        for _ in range(20):
            good = reader.read(tmp_path / "good", "good").value
            if good is not None:
                break
        assert good is not None
        assert texts(good) == ["Dear Sir"]


def test_a_process_that_was_ended_is_started_again(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(docx(par("Dear Sir")))
    with Reader() as reader:
        for _ in range(2):
            found = reader.read(tmp_path / "good", "good").value
            assert found is not None
            process = reader._worker._process
            assert process is not None
            process.kill()
            process.wait()


def test_one_file_is_read_without_a_reader(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(docx(par("Dear Sir")))
    found = read(tmp_path / "a", "a").value
    assert found is not None
    assert texts(found) == ["Dear Sir"]


# Mail.

HTML = (
    "<html><head><title>no</title><style>p {}</style></head><body><p>Dear  Sir,<br>I thank"
    " you.</p><ol><li>one<li>two<ul><li>in</ul></ol><table><tr><td>a<td>b</table>"
    "<blockquote>said</blockquote><script>no()</script><h2>Head</h2>"
    '<div style="display:none">hidden</div><div>line</div><div>next</div></body></html>'
)


def mail(text: str = "Dear Sir,\n\nthank you.\n\n-- \nJosé\n", **kept: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "José Gómez <jose@un.org>"
    made["To"] = "sam@un.org"
    made["Subject"] = "Réponse à la lettre"
    made["Date"] = "Thu, 03 Nov 2016 23:30:00 -0500"
    made.set_content(text, **kept)
    return made


def test_a_mail_comes_to_its_text_and_what_is_told_of_it(source: Written) -> None:
    made = mail()
    made.add_alternative(HTML, subtype="html")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="lettre é.pdf")
    made.add_attachment(mail("inner\n"))
    found = source(bytes(made))
    assert texts(found) == ["Dear Sir,", "", "thank you.", "", "--", "José"]
    assert (found.form, found.encoding, found.wrapped) == ("mail", "UTF-8", True)
    assert (found.title, str(found.day)) == ("Réponse à la lettre", "2016-11-03")
    assert found.headers == (
        ("From", "José Gómez <jose@un.org>"),
        ("To", "sam@un.org"),
        ("Subject", "Réponse à la lettre"),
        ("Date", "Thu, 03 Nov 2016 23:30:00 -0500"),
    )
    assert found.attachments == ("lettre é.pdf", "Réponse à la lettre (message)")
    assert found.noted == ()


def test_a_mail_in_html_comes_to_its_paragraphs(source: Written) -> None:
    found = source(bytes(mail(HTML, subtype="html")))
    assert found.wrapped is False
    assert [(line.style, line.text) for line in found.pages[0]] == [
        ("", "Dear Sir,"), ("", "I thank you."), ("", ""),
        ("item", "1. one"), ("item", "2. two"), ("item", "    • in"), ("", ""),
        ("table", "a   b"), ("", ""), ("quote", "said"), ("", ""), ("heading", "Head"), ("", ""),
        ("", "line"), ("", "next"),
    ]  # fmt: skip
    assert found.noted == ("1 piece of hidden text was left out",)


def raw_mail(head: str, body: bytes) -> bytes:
    return f"From: x@un.org\nMIME-Version: 1.0\n{head}\n\n".encode("latin-1") + body


def test_flowed_text_of_a_mail_is_put_together(source: Written) -> None:
    head = "Content-Type: text/plain; format=flowed"
    found = source(raw_mail(head, b"It \ngoes on.\nNext\n> quoted \n> on\n-- \nName\n"))
    assert texts(found) == ["It goes on.", "Next", "> quoted on", "--", "Name"]
    assert found.wrapped is False


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("koi8-r", "koi8-r"), ("", "koi8-r"), ("us-ascii", "cp1251"), ("x-what", "cp866")],
)
def test_a_mail_is_read_whatever_it_says_of_its_encoding(
    charset: str, codec: str, source: Written
) -> None:
    head = f"Content-Type: text/plain{'; charset=' + charset if charset else ''}"
    found = source(raw_mail(head, RUSSIAN.encode(codec)))
    assert texts(found) == RUSSIAN.rstrip("\n").split("\n")
    assert bool(found.noted) == (charset in ("us-ascii", "x-what"))


def test_headers_that_are_not_encoded_are_read(source: Written) -> None:
    found = source(raw_mail("Subject: R\xe9ponse", b"Dear Sir\n"))
    assert found.title == "Réponse"


@pytest.mark.parametrize(
    "body", [b"RGVhciBTaXIsIHRoYW5rIHlvdS4=X", b"RGVhciBTaXIsIHRoYW5rIHlvdS4gR"]
)
def test_broken_base64_is_read_as_far_as_it_goes(body: bytes, source: Written) -> None:
    head = "Content-Type: text/plain\nContent-Transfer-Encoding: base64"
    found = source(raw_mail(head, body + b"\n"))
    assert texts(found) == ["Dear Sir, thank you."]
    assert "base64" in found.noted[0]


@pytest.mark.parametrize(
    ("head", "body", "code", "says"),
    [
        ("Content-Type: multipart/encrypted; boundary=b", b"--b\n\nx\n--b--\n",
         "source-encrypted", "encrypted"),
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", b"MIIB",
         "source-encrypted", "encrypted"),
        ("Content-Type: text/plain", b"-----BEGIN PGP MESSAGE-----\nabc\n",
         "source-encrypted", "encrypted"),
        ("Content-Type: application/pkcs7-mime; smime-type=signed-data", b"MIIB",
         "source-unreadable", "signed"),
        ("Content-Type: application/pdf; name=a.pdf", b"%PDF", "no-text", "only a.pdf"),
    ],
)  # fmt: skip
def test_mails_without_text_to_read_are_told(
    head: str, body: bytes, code: str, says: str, refused: Callable[..., Problem]
) -> None:
    found, message = refused(raw_mail(head, body))
    assert (found, says in message) == (code, True), message


def test_a_mail_whose_parts_cannot_be_told_apart_is_read_as_it_is(source: Written) -> None:
    found = source(raw_mail("Content-Type: multipart/mixed", b"Dear Sir,\n\nthank you.\n"))
    assert texts(found) == ["Dear Sir,", "", "thank you."]
    assert "told apart" in found.noted[0]


def test_a_mailbox_is_no_mail(refused: Callable[..., Problem]) -> None:
    one = b"From x@un.org Thu Nov  3 15:00:00 2016\n" + bytes(mail())
    assert "mailbox" in refused(one + b"\n\n" + one)[1]


def test_a_mail_of_few_words_beside_its_html_is_read_as_html(source: Written) -> None:
    made = mail("See the HTML.\n")
    made.add_alternative("<p>" + "Dear Sir, I thank you. " * 9, subtype="html")
    found = source(bytes(made))
    assert texts(found)[0].startswith("Dear Sir, I thank you. Dear")
    assert "HTML" in found.noted[0]
