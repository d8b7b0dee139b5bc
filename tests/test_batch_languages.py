"""A batch in the recipients' languages: each stamped from its own plate, whatever its script."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.conftest import SETTINGS
from tests.conftest import run_here as run
from tests.test_batch import digests, picture, rows, tags, text
from tests.test_mailing import workbook
from tests.verapdf import VeraPdf
from verbale.document import Copy, Page
from verbale.mailing import suggested
from verbale.protocol.states import States
from verbale.typeset.arabic import glyph_texts
from verbale.typeset.copies import Stamped, copies
from verbale.typeset.fonts import FACES, font_file

Written = Callable[..., Path]
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
HEAD = "languages: [ar, zh, en, fr, ru, es]\noffice: pga\ndate: 2024-03-01\n"
FOOT = """\
enclosures:
  - title: {ar: نص القرار, zh: 决议全文, en: Text, fr: Texte, ru: Текст, es: Texto}
    pages: 3
copies:
  - {ar: مكتب الرئيس, zh: 主席办公室, en: Office, fr: Cabinet, ru: Канцелярия, es: Oficina}
"""
LETTER = f"""\
kind: letter
{HEAD}sender: {{name: Peter Thomson}}
addressees: all-permanent-representatives
body:
  ar: أكتب إليكم بشأن القرار A/RES/71/1.
  zh: 谨随信转递A/RES/71/1号决议全文。
  en: I write about resolution A/RES/71/1.
  fr: Je vous écris au sujet de la résolution A/RES/71/1.
  ru: Пишу Вам о резолюции A/RES/71/1.
  es: Le escribo sobre la resolución A/RES/71/1.
{FOOT}"""
NOTE = f"""\
kind: note-verbale
{HEAD}addressees: all-permanent-missions
to:
  ar: البعثات الدائمة
  zh: 各常驻代表团
  en: the Permanent Missions
  fr: les Missions permanentes
  ru: постоянным представительствам
  es: las Misiones Permanentes
matter:
  ar: الجلسة تعقد يوم الاثنين
  zh: 会议将于星期一举行
  en: inform the Missions that the meeting is on Monday
  fr: d'informer les missions que la réunion aura lieu lundi
  ru: сообщить, что заседание состоится в понедельник
  es: informar de que la reunión será el lunes
{FOOT}"""
LIST = """\
id,state,language,title,name
eg,EG,ar,H.E. Mr.,أسامة عبد الخالق
cg,CG,ar,,
kw,KW,ar,,
ly,LY,ar,H.E. Mr.,محمد Smith-Jones (Jr.)
ae,AE,ar,H.E. Mr.,Mohamed Abushahab
cn,CN,zh,H.E. Mr.,傅聪
sg,SG,zh,,
gm,GM,zh,H.E. Mr.,Lamin Dibba
us,US,en,H.E. Ms.,Linda Thomas-Greenfield
in,IN,en,,
ie,IE,en,,
gh,GH,en,H.E. Mr.,Ɛsi Ɔkɔ
fr,FR,fr,H.E. Mr.,Nicolas de Rivière
sn,SN,fr,,
ci,CI,fr,,
be,BE,fr,H.E. Mr.,Éric Œuf
ru,RU,ru,H.E. Mr.,Василий Небензя
by,BY,ru,,
kz,KZ,ru,H.E. Mr.,Кайрат Умаров
tj,TJ,ru,,
es,ES,es,H.E. Mr.,Héctor Gómez Núñez
mx,MX,es,,
ar,AR,es,,
cl,CL,es,H.E. Ms.,Paula Narváez
"""
ISOLATED = "السيد \u2066A. B. (Jr.)\u2069 من \u2068Genève 3\u2069"
PAGE = """\
<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>T</title></head>
<body><p>نص</p><address class="addressee"><span class="slot" data-slot="one">-</span><br>
<span class="slot" data-slot="two">-</span></address></body></html>
"""


def fonts(path: Path) -> set[str]:
    done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    return {re.sub(r"^[A-Z]{6}\+", "", row.split()[0]) for row in done.stdout.splitlines()[2:]}


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return found


def same(stamped: Path, laid_out: Path) -> None:
    """Hold a stamped letter to the same letter laid out in full."""
    assert text(stamped) == text(laid_out)
    assert tags(stamped) == tags(laid_out)
    assert picture(stamped) == picture(laid_out)
    assert fonts(stamped) == fonts(laid_out)
    with pikepdf.open(stamped) as one, pikepdf.open(laid_out) as other:
        assert str(one.docinfo["/Title"]) == str(other.docinfo["/Title"])
        assert one.Root.Lang == other.Root.Lang
        with one.open_metadata() as its, other.open_metadata() as theirs:
            assert dict(its) == dict(theirs)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter and a note to missions of all six languages, stamped and laid out in full."""
    project = tmp_path_factory.mktemp("six")
    (project / "letters").mkdir()
    (project / "verbale.yaml").write_text(SETTINGS, "utf-8")
    (project / "list.csv").write_text(LIST, "utf-8")
    for kind, spec in (("letter", LETTER), ("note-verbale", NOTE)):
        (project / "letters" / f"{kind}.yaml").write_text(spec, "utf-8")
        for name, more in (("stamped", []), ("full", ["--full-layout"])):
            command = ("batch", f"letters/{kind}.yaml", "--to", "list.csv", "-o", f"{kind}-{name}")
            ran = run(*command, *more, cwd=project)
            assert ran.exit == 0, ran.all
            assert "24 letters in" in ran.err
            assert "; 5 in ar, 3 in zh, 4 in en, 4 in fr, 4 in ru, 4 in es;" in ran.err
    return project


@pytest.mark.parametrize("kind", ["letter", "note-verbale"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_stamped_and_laid_out_in_full_are_the_same(
    sent: Path, kind: str, language: str
) -> None:
    stamped, full = sent / f"{kind}-stamped", sent / f"{kind}-full"
    told = manifest(stamped)
    lone = {one["id"] for one in told["in_full"]}
    own = [row for row in rows(stamped) if row["language"] == language]
    # Its letters are in another font than all others.
    assert lone <= {"gh"}
    assert len({row["id"] for row in own} - lone) >= 2
    for row in own:
        same(stamped / row["file"], full / row["file"])


@pytest.mark.parametrize("kind", ["letter", "note-verbale"])
def test_letters_stamped_in_every_script_are_pdf_a_and_pdf_ua(
    sent: Path, kind: str, verapdf: VeraPdf
) -> None:
    for name in ("cg", "ae", "cn", "in", "gh", "sn", "by", "mx"):
        verdict = verapdf.validate(sent / f"{kind}-stamped" / f"{name}.pdf")
        assert verdict.conforms, verdict.describe()


def test_a_batch_in_six_languages_has_a_plate_for_each(sent: Path) -> None:
    told = manifest(sent / "note-verbale-stamped")
    assert [(one["language"], one["letters"]) for one in told["plates"]] == [
        ("ar", 5),
        ("zh", 3),
        ("en", 4),
        ("fr", 4),
        ("ru", 4),
        ("es", 4),
    ]
    with pikepdf.open(sent / "note-verbale-stamped" / "cg.pdf") as pdf:
        assert str(pdf.Root.Lang) == "ar"


def test_arabic_is_read_as_it_was_written_whatever_comes_before_it(sent: Path) -> None:
    found = text(sent / "letter-stamped" / "cg.pdf").replace("\u200d", "")
    assert "الممثل الدائم للكونغو" in found
    assert "الممثل الدائم للكويت" in text(sent / "letter-full" / "kw.pdf").replace("\u200d", "")


def test_the_arabic_font_tells_what_its_glyphs_stand_for() -> None:
    from fontTools.ttLib import TTFont

    data = font_file(next(face for face in FACES if face.family == "Amiri")).read_bytes()
    known = glyph_texts(data)
    with TTFont(font_file(next(face for face in FACES if face.family == "Amiri"))) as font:
        number, cmap = font.getReverseGlyphMap(), font.getBestCmap()
    assert known[number[cmap[0x0644]]] == "ل"
    assert known[number[cmap[0xFEDF]]] == "ل", "a shape stands for its letter"
    assert known[number[cmap[0xFEFB]]] == "لا", "letters that are joined stand for both"
    told = list(known.values())
    assert told.count("ل") > 20, "so do those that have no character of their own"
    assert told.count("\u200d") > 1, "a stroke between letters stands for none"


def test_the_chinese_font_is_in_no_letter_that_does_not_need_it(
    project: Path, written: Written
) -> None:
    spec = LETTER.replace("languages: [ar, zh, en, fr, ru, es]", "language: en")
    spec = re.sub(r"body:\n(?:  .*\n)+", "body: I write.\n", spec).split("enclosures:")[0]
    written(spec)
    (project / "list.csv").write_text(
        "id,state,title,name\nch,CH,H.E. Mr.,Jürg Lauber\ncn,CN,H.E. Mr.,傅聪\n"
        "eg,EG,H.E. Mr.,أسامة\nmx,MX,H.E. Mr.,A. B.\n",
        "utf-8",
    )
    command = ("batch", "letters/letter.yaml", "--to", "list.csv", "-o")
    assert run(*command, "stamped", cwd=project).exit == 0
    assert run(*command, "full", "--full-layout", cwd=project).exit == 0
    # A line in Arabic is higher than the others, and would move them.
    assert [one["id"] for one in manifest(project / "stamped")["in_full"]] == ["eg"]
    assert "Noto-Serif-SC" in fonts(project / "stamped" / "cn.pdf")
    for name in ("ch.pdf", "cn.pdf", "eg.pdf", "mx.pdf"):
        same(project / "stamped" / name, project / "full" / name)


def typeset(html: str, own: Sequence[Mapping[str, str]], folder: Path) -> list[Stamped]:
    """Stamp copies of a page, and lay them out in full; those that differ are told."""
    page = Page("T", "ar", html, html, (), {}, date(2024, 3, 1))
    wanted = [Copy("T", one) for one in own]
    made = copies(page, wanted)
    for i, (one, other) in enumerate(zip(made, copies(page, wanted, full="all"), strict=True)):
        assert one.data is not None
        assert other.data is not None
        # For comparison alone: a page without its styles is no letter.
        paths = folder / f"{i}.stamped", folder / f"{i}.full"
        paths[0].write_bytes(one.data)
        paths[1].write_bytes(other.data)
        same(*paths)
    return made


def test_lines_of_both_directions_stand_as_in_full_layout(tmp_path: Path) -> None:
    texts = ["نص", "السيد Smith-Jones", ISOLATED, "السيد A/RES/71/1 (3)", "123 – 4,5 ريال", "Á á ؟"]
    own = [{"one": one, "two": other} for one, other in zip(texts, reversed(texts), strict=True)]
    made = typeset(PAGE, own, tmp_path)
    assert [one.full for one in made] == [""] * len(own)


def test_a_line_that_is_higher_than_most_moves_no_other_copy(tmp_path: Path) -> None:
    texts = ["علي", "A. B. Silva", "Jürg Lauber", "محمد علي", "Juan Gómez", "Ana Okafor"]
    own = [{"one": one, "two": "السيد Wu"} for one in texts]
    made = typeset(PAGE, own, tmp_path)
    higher = "the line of one is of another height than most"
    assert [one.full for one in made] == [higher, "", "", higher, "", ""]


def test_a_slot_that_runs_against_its_letter_is_laid_out_in_full(tmp_path: Path) -> None:
    html = PAGE.replace('<span class="slot" data-slot="two">-</span>', "")
    html = html.replace(
        "</body>", '<p dir="ltr"><span class="slot" data-slot="two">-</span></p></body>'
    )
    made = typeset(html, [{"one": "أ", "two": "A"}, {"one": "ب", "two": "محمد 3 A"}], tmp_path)
    assert {one.full for one in made} == {
        "a slot is written in another direction or language than its letter"
    }


def test_a_line_from_right_to_left_that_is_too_wide_is_laid_out_in_full(tmp_path: Path) -> None:
    own = [{"one": one, "two": "أ"} for one in ("محمد", "علي " * 60, "خالد")]
    assert [one.full for one in typeset(PAGE, own, tmp_path)] == [
        "",
        "the line of one is wider than its frame",
        "",
    ]


@pytest.mark.parametrize(("pages", "words"), [(1, 9), (2, 200)])
def test_enclosures_and_copies_stand_at_the_foot_of_a_stamped_letter_too(
    pages: int, words: int, project: Path, written: Written
) -> None:
    written(
        "kind: letter\ndate: 2024-03-01\nsender: {name: A. B.}\n"
        "addressees: all-permanent-representatives\n"
        f"body: {'It goes on and on. ' * words}\n"
        "enclosures: [{title: The text, pages: 3}, {title: A list}]\ncopies: [The Secretariat]\n"
    )
    command = ("batch", "letters/letter.yaml", "--to", "CH,MX,FR", "-o")
    assert run(*command, "stamped", cwd=project).exit == 0
    assert run(*command, "full", "--full-layout", cwd=project).exit == 0
    assert not manifest(project / "stamped")["in_full"]
    for row in rows(project / "stamped"):
        assert row["pages"] == str(pages)
        same(project / "stamped" / row["file"], project / "full" / row["file"])


def test_a_language_in_which_the_letter_is_not_written_is_told_at_its_row(
    project: Path, written: Written
) -> None:
    written(LETTER)
    (project / "list.csv").write_text(
        "state,language\nCH,fr\nPT,pt\nDE,deu\nMX,es\nIT,Italian\n", "utf-8"
    )
    ran = run("batch", "letters/letter.yaml", "--to", "list.csv", "-o", "out", cwd=project)
    assert ran.exit == 1
    hint = "   hint: it is in ar, zh, en, fr, ru, es: write one of them, or add the language"
    said = 'error  unknown-language: the letter is not written in "%s"\n'
    assert f"list.csv:3  {said % 'pt'}{hint}" in ran.err
    assert f"list.csv:4  {said % 'deu'}{hint}" in ran.err
    assert 'list.csv:6  error  bad-value: language: "Italian" is not the code of a lang' in ran.err
    assert not (project / "out").exists()


def test_who_names_no_language_gets_the_first_and_this_is_told_once(
    project: Path, written: Written
) -> None:
    written(LETTER)
    command = ("batch", "letters/letter.yaml", "--to", "CH,MX,FR", "-o", "out", "--format", "txt")
    ran = run(*command, cwd=project)
    assert ran.exit == 0, ran.all
    assert ran.err.count("language-not-given") == 1
    assert 'language-not-given: 3 recipients get the letter in "ar", the first of its' in ran.err
    assert {row["language"] for row in rows(project / "out")} == {"ar"}


def test_names_of_files_that_meet_across_languages_are_told(
    project: Path, written: Written
) -> None:
    written(LETTER)
    (project / "list.csv").write_text(
        "id,state,language\na,CH,fr\nb,CH,en\nA,MX,es\nc,CH,fr\n", "utf-8"
    )
    command = ("batch", "letters/letter.yaml", "--to", "list.csv", "-o", "out", "--format", "txt")
    ran = run(*command, cwd=project)
    assert ran.exit == 1
    assert 'list.csv:4  error  double-id: id: "A" already stands in row 2' in ran.err
    (project / "list.csv").write_text("id,state,language\na,CH,fr\nb,CH,en\nc,CH,fr\n", "utf-8")
    ran = run(*command, "--name", "{state}-{language}", cwd=project)
    assert ran.exit == 1
    assert (
        'list.csv:4  error  output-collision: its file "ch-fr" would be that of "a" too' in ran.err
    )
    ran = run(*command, "--name", "{id}-{language}", cwd=project)
    assert ran.exit == 0, ran.all
    assert sorted(digests(project / "out")) == ["a-fr.txt", "b-en.txt", "c-fr.txt"]


def test_a_workbook_tells_languages_as_a_csv_does(project: Path, written: Written) -> None:
    written(LETTER)
    cells = [line.split(",") for line in LIST.splitlines()]
    workbook(project / "list.xlsx", cells)
    command = ("batch", "letters/letter.yaml", "--to", "list.xlsx", "-o", "out", "--format", "txt")
    ran = run(*command, cwd=project)
    assert ran.exit == 0, ran.all
    assert "; 5 in ar, 3 in zh, 4 in en, 4 in fr, 4 in ru, 4 in es;" in ran.err
    asked = {one[0]: one[2] for one in cells[1:]}
    assert {row["id"]: row["language"] for row in rows(project / "out")} == asked


def test_a_new_list_suggests_a_language_for_each_mission(project: Path) -> None:
    ran = run("mailing", "new", "CN,RU,FR,MX,EG,CH,DE,NO", "list.csv", cwd=project)
    assert ran.exit == 0, ran.all
    found = (project / "list.csv").read_text("utf-8-sig").splitlines()
    at = found[0].split(",").index("language")
    assert [line.split(",")[at] for line in found[1:]] == [
        *("zh?", "ru?", "fr?", "es?", "ar?", "fr?", "en?", "en?")
    ]
    ran = run("mailing", "check", "list.csv", cwd=project)
    assert ran.exit == 0
    assert ran.out.count("language-suggested") == 1
    assert 'of 8 recipients the language is only suggested, as "zh?" of "cn"' in ran.out
    assert "hint: ask the mission, and take the question mark away" in ran.out


def test_what_is_suggested_is_of_a_state_and_one_of_the_six_languages() -> None:
    from verbale.mailing import suggested as module

    states = {one.name.code for one in States().all(date(2024, 3, 1), "en")}
    assert {suggested(code).removesuffix("?") for code in states} == set(LANGUAGES)
    path = Path(str(module.__code__.co_filename)).parent / "data" / "languages.yaml"
    told = re.findall(r"\b[A-Z]{2}\b", re.sub(r"(?m)^#.*", "", path.read_text("utf-8")))
    assert set(told) <= states
    assert len(told) == len(set(told)), "no State stands under two languages"


def test_a_suggestion_is_followed_and_told_once_and_is_no_wish(
    project: Path, written: Written
) -> None:
    (project / "list.csv").write_text(
        "state,language\nFR,fr?\nMX,es ?\nRU,ru\nCN,zh?\nCH,fr\n", "utf-8"
    )
    spec = LETTER.replace("[ar, zh, en, fr, ru, es]", "[en, fr, ru, es]").split("enclosures:")[0]
    written(re.sub(r"  (?:ar|zh): .*\n", "", spec))
    command = ("batch", "letters/letter.yaml", "--to", "list.csv", "--format", "txt", "-o")
    ran = run(*command, "out", cwd=project)
    assert ran.exit == 0, ran.all
    assert [row["language"] for row in rows(project / "out")] == ["fr", "es", "ru", "en", "fr"]
    assert ran.err.count("language-suggested") == 1
    assert 'of 2 recipients the language is only suggested, as "fr?" of "fr"' in ran.err
    assert 'language-not-given: 1 recipient gets the letter in "en"' in ran.err
    spec = re.sub(r"  (?:ar|zh|fr|ru|es): .*\n", "", spec).replace(
        "languages: [en, fr, ru, es]", "language: en"
    )
    written(spec)
    ran = run(*command, "alone", cwd=project)
    assert ran.exit == 0, ran.all
    assert "language-suggested" not in ran.err
    assert "language-not-given" not in ran.err
    assert 'other-language: 2 recipients are to be written to in "ru" or others' in ran.err
