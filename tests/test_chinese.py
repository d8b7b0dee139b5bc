"""Letters in Chinese: their font is made once, and loaded for those alone that need it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from tests.conftest import run, run_here
from tests.letters import letter
from tests.verapdf import VeraPdf
from verbale import notices
from verbale.archive.records import LetterKept, read
from verbale.pipeline import made, opened
from verbale.project import open_project
from verbale.typeset import chinese

Written = Callable[..., Path]
CONVERTED = "a6c796cca0fe5d6b6003a446dd28d5ee0c5caacd452ef51ba5930cd01b6b27bf"
"""What the whole font has become, on the machine where it was converted first."""
ZH = """\
kind: letter
language: zh
date: 2024-03-01
place: 纽约
sender: {title: H.E. Ms., name: 王芳, post: permanent-representative, state: CN}
addressees: {title: H.E. Mr., name: 于尔格·劳贝尔, post: permanent-representative, state: CH}
body: |
  谨随信转递A/RES/71/1号决议全文，大会在该决议中决定发起“政府间谈判”进程；谈判将于2024年6月3日（星期一）举行——请各代表团出席。

  并请各会员国派代表参加，以便就这一事项继续进行磋商，并将结果在届会结束之前告知大会主席办公室。
enclosures: [{title: 决议全文, symbol: A/RES/71/1, pages: 3}]
"""
ENGLISH = """\
kind: letter
date: 2024-03-01
sender: {name: %s}
addressees: all-permanent-representatives
body: It is “quoted”, the Members’.
"""


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The font as its package has it, but for all save a few characters."""
    source = chinese.source()
    assert source is not None
    with TTFont(source) as font:
        cut = subset.Subsetter(subset.Options(glyph_names=False))
        cut.populate(text="Aé·—“阁下谨提及大会决议纽约")
        cut.subset(font)
        out = BytesIO()
        font.save(out)
    return out.getvalue()


def fonts(pdf: Path) -> set[str]:
    done = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True)
    return {re.sub(r"^[A-Z]{6}\+", "", row.split()[0]) for row in done.stdout.splitlines()[2:]}


def rendered(project: Path, *options: str) -> Path:
    ran = run_here("render", "--format", "pdf", *options, cwd=project)
    assert ran.exit == 0, ran.all
    return project / "output" / "letter.pdf"


def test_the_whole_font_is_converted_to_the_same_bytes_everywhere() -> None:
    font = chinese.font()
    assert font is not None
    assert hashlib.sha256(font.data).hexdigest() == CONVERTED


@pytest.mark.parametrize("env", [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"LC_ALL": "C"}])
def test_a_conversion_gives_the_same_bytes_in_every_process(
    sample: bytes, tmp_path: Path, env: dict[str, str]
) -> None:
    (tmp_path / "sample.otf").write_bytes(sample)
    program = (
        "import sys; from pathlib import Path; from verbale.typeset.chinese import converted; "
        "sys.stdout.buffer.write(converted(Path('sample.otf').read_bytes()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1000000000", **env},
        capture_output=True,
        check=True,
    )
    assert done.stdout == chinese.converted(sample)


def test_what_is_converted_is_truetype_without_latin(sample: bytes) -> None:
    with TTFont(BytesIO(chinese.converted(sample))) as font:
        assert font.sfntVersion == "\x00\x01\x00\x00"
        assert "CFF " not in font
        assert set(map(chr, font.getBestCmap())) == set("·—“阁下谨提及大会决议纽约")
        assert font["head"].modified == TTFont(BytesIO(sample))["head"].modified


def test_a_font_that_was_spoilt_in_the_cache_is_made_anew_and_the_user_is_told_once(
    sample: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sample.otf").write_bytes(sample)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(chinese, "source", lambda: tmp_path / "sample.otf")
    told: list[str] = []
    monkeypatch.setattr(notices, "_hearers", [told.append])
    fresh = chinese.font.__wrapped__
    first = fresh()
    assert fresh() == first
    assert told == ["converting the Chinese font, once: half a minute"]
    [kept] = (tmp_path / "verbale" / "fonts").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert fresh() == first
    assert len(told) == 2
    assert [kept] == list((tmp_path / "verbale" / "fonts").iterdir())
    assert kept.read_bytes() == first.data


def test_without_a_cache_the_font_is_made_all_the_same(
    sample: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sample.otf").write_bytes(sample)
    (tmp_path / "verbale").write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(chinese, "source", lambda: tmp_path / "sample.otf")
    assert chinese.font.__wrapped__() is not None


def test_a_letter_in_chinese_keeps_both_standards_and_its_punctuation(
    project: Path, written: Written, verapdf: VeraPdf
) -> None:
    written(ZH)
    pdf = rendered(project)
    verdict = verapdf.validate(pdf)
    assert verdict.conforms, verdict.describe()
    assert fonts(pdf) == {"Spectral", "Noto-Serif-SC"}
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    told = re.sub(r"\s", "", done.stdout)
    assert "“政府间谈判”进程；谈判将于2024年6月3日（星期一）举行——请各代表团出席。" in told


def test_first_lines_are_indented_by_two_characters_and_lines_are_even(
    project: Path, written: Written
) -> None:
    path = written(ZH)
    found = open_project(project).value
    assert found is not None
    spec = opened(found, path, str).value
    assert spec is not None
    pdf = made(found, spec[1], "zh").value
    assert pdf is not None
    assert pdf.pdf is not None
    lines = {line.text[:2]: line for line in pdf.pdf.lines}
    salutation, first = lines["阁下"], lines["谨随"]
    size = 11 * 96 / 72
    assert first.left - salutation.left in (0, pytest.approx(2 * size))
    body = [line for line in pdf.pdf.lines if line.bottom - line.top > 20]
    heights = {
        round(line.bottom - line.top, 2) for line in body if "谨" in line.text or "并" in line.text
    }
    assert heights == {24.0}, "a line with Latin letters in it is no higher"


def test_a_draft_in_chinese_is_marked(project: Path, written: Written, verapdf: VeraPdf) -> None:
    written(ZH)
    verdict = verapdf.validate(rendered(project, "--draft"))
    assert verdict.conforms, verdict.describe()


def test_a_chinese_name_in_an_english_letter_is_set(
    project: Path, written: Written, verapdf: VeraPdf
) -> None:
    written(ENGLISH % "Wang Fang (王芳)")
    pdf = rendered(project)
    assert fonts(pdf) == {"Spectral", "Noto-Serif-SC"}
    assert verapdf.validate(pdf).conforms
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    assert "Wang Fang (王芳)" in done.stdout


def test_other_letters_do_not_load_the_font(
    project: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError("the Chinese font was asked for")

    monkeypatch.setattr(chinese, "font", refuse)
    written(letter(extra='copies: ["Ɛsi Ɔkɔ", "Γεώργιος", "محمد", "Иван"]\n'))
    rendered(project)


def test_without_the_font_its_characters_are_missing_glyphs(
    project: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verbale.typeset import fonts as bundled

    monkeypatch.setattr(chinese, "font", lambda: None)
    bundled._with_chinese.cache_clear()
    try:
        written(ZH)
        ran = run_here("render", cwd=project)
    finally:
        bundled._with_chinese.cache_clear()
    assert ran.exit == 1
    assert "glyph-missing" in ran.all


def test_characters_that_no_font_has_are_still_found(project: Path, written: Written) -> None:
    written(ZH.replace("王芳", "王𓀀"))
    ran = run_here("check", cwd=project)
    assert "glyph-missing: no bundled font has U+13000 EGYPTIAN HIEROGLYPH A001" in ran.all
    assert "letter.yaml:5" in ran.all


def test_a_list_gets_a_letter_in_chinese(project: Path, written: Written) -> None:
    body = ZH.partition("body:")[2].partition("enclosures:")[0]
    head = "kind: letter\nlanguage: zh\ndate: 2024-03-01\nsender: {name: 王芳}\n"
    written(f"{head}addressees: all-permanent-representatives\nbody:{body}")
    for folder, more in (("plate", ()), ("full", ("--full-layout",)), ("jobs", ("--jobs", "2"))):
        words = ("batch", "letters/letter.yaml", "--to", "CH,CN,FR", "-o", folder, *more)
        ran = run_here(*words, cwd=project)
        assert ran.exit == 0, ran.all
        pdfs = sorted((project / folder).rglob("*.pdf"))
        assert len(pdfs) == 3
        assert all(fonts(pdf) == {"Spectral", "Noto-Serif-SC"} for pdf in pdfs)
    plate = [path.read_bytes() for path in sorted((project / "plate").rglob("*.pdf"))]
    jobs = [path.read_bytes() for path in sorted((project / "jobs").rglob("*.pdf"))]
    assert plate == jobs
    for one in sorted((project / "plate").rglob("*.pdf")):
        [other] = (project / "full").rglob(one.name)
        assert picture(one) == picture(other)


def picture(path: Path) -> bytes:
    done = subprocess.run(["pdftoppm", "-r", "144", path], check=True, capture_output=True)
    return done.stdout


def kept(project: Path) -> LetterKept:
    record = read(sorted((project / "archive" / "records").glob("*.json"))[-1].read_bytes())
    assert isinstance(record, LetterKept)
    return record


def families(project: Path) -> set[str]:
    return {font.family for font in kept(project).fonts}


@pytest.mark.parametrize("language", ["language: zh", "languages: [en, zh]"])
def test_the_archive_keeps_the_font_and_makes_a_letter_again_from_it(
    project: Path, written: Written, tmp_path: Path, language: str
) -> None:
    written(ZH.replace("language: zh", language))
    ran = run_here("issue", "letters/letter.yaml", cwd=project)
    assert ran.exit == 0, ran.all
    assert families(project) == {"Spectral", "Noto Serif", "Amiri", "Noto Serif SC"}
    no_cache = tmp_path / "no-cache"
    # An empty package stands before the one that has the font, in a process of its own.
    (tmp_path / "without" / "pylopdf_fonts_zh_cn").mkdir(parents=True)
    (tmp_path / "without" / "pylopdf_fonts_zh_cn" / "__init__.py").touch()
    env = {"XDG_CACHE_HOME": str(no_cache), "PYTHONPATH": str(tmp_path / "without")}
    ran = run("archive", "reproduce", "1", cwd=project, env=env)
    assert ran.exit == 0, ran.all
    assert set(ran.out.split()) & {"identical", "different", "same-picture"} == {"identical"}, (
        ran.all
    )
    assert not list(no_cache.rglob("*.ttf"))


def test_the_archive_keeps_no_chinese_font_for_other_letters(
    project: Path, written: Written
) -> None:
    written(ENGLISH % "A. B.")
    assert run_here("issue", "letters/letter.yaml", cwd=project).exit == 0
    assert families(project) == {"Spectral", "Noto Serif", "Amiri"}


def test_letters_to_many_of_whom_one_has_a_chinese_name_keep_the_font(
    project: Path, written: Written
) -> None:
    written(ENGLISH % "A. B.")
    rows = "state,title,name,post\nCH,H.E. Mr.,Jürg Lauber,permanent-representative\n"
    rows += "CN,H.E. Ms.,王芳,permanent-representative\n"
    (project / "list.csv").write_text(rows, "utf-8")
    ran = run_here("issue", "letters/letter.yaml", "--to", "list.csv", cwd=project)
    assert ran.exit == 0, ran.all
    assert "Noto Serif SC" in families(project)
    ran = run_here("archive", "reproduce", "1", cwd=project)
    assert ran.exit == 0, ran.all
    assert "different" not in ran.out


def test_two_processes_at_once_do_not_spoil_the_cache(sample: bytes, tmp_path: Path) -> None:
    (tmp_path / "sample.otf").write_bytes(sample)
    program = (
        "import hashlib; from pathlib import Path; from verbale.typeset import chinese; "
        "chinese.source = lambda: Path('sample.otf'); "
        "print(hashlib.sha256(chinese.font().data).hexdigest())"
    )
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = {process.communicate()[0].strip() for process in both}
    [kept_file] = (tmp_path / "verbale" / "fonts").iterdir()
    assert told == {hashlib.sha256(kept_file.read_bytes()).hexdigest()}
