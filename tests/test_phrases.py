"""A language's phrases: what is known of them, and the workbook that a translator gets."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.workbooks import by_key, rows
from verbale.phrases import Desk, desk
from verbale.problems import split_path
from verbale.project import open_project
from verbale.protocol.languages import Language
from verbale.protocol.sources import source_of

SIX = ("ar", "en", "es", "fr", "ru", "zh")


def laid_out(language: str, folder: Path = ROOT) -> Desk:
    project = open_project(folder).value
    assert project is not None
    found = desk(project, language).value
    assert found is not None
    return found


@pytest.mark.parametrize("language", SIX)
def test_what_a_shipped_file_says_of_sources_leads_to_phrases(language: str) -> None:
    found = laid_out(language)
    for path in found.language.sources:
        steps = tuple(split_path(path))
        led = [one for one in found.phrases if one.words and one.steps[: len(steps)] == steps]
        assert led, f"{path} leads to no phrase"


@pytest.mark.parametrize("language", SIX)
def test_every_source_that_is_claimed_names_a_document(language: str) -> None:
    for path, one in laid_out(language).language.sources.items():
        assert one.state == "unverified" or one.source, path


def test_the_longest_key_path_tells_and_nothing_told_is_unverified() -> None:
    words = {
        "posts": {"source": "A list", "state": "verified"},
        "posts.minister": {"state": "unverified"},
        r"titles.H\.E\.": {"state": "verified", "by": "A. T.", "on": "2026-01-02"},
    }
    language = Language.model_validate(SMALL | {"sources": words})
    known = language.sources
    assert source_of(known, ("posts", "president", "written")).source == "A list"
    assert source_of(known, ("posts", "minister", "written")).state == "unverified"
    assert source_of(known, ("posts", "minister", "written")).source == ""
    assert source_of(known, ("titles", "H.E.", "written")).by == "A. T."
    assert source_of(known, ("months", "0")).state == "unverified"


SMALL = {
    "language": "en",
    "name": "English",
    "date": "{day}",
    "months": [str(i) for i in range(12)],
    "joined": {"two": " ", "between": " ", "last": " "},
    "quotes": {"outer": "“”", "inner": "‘’"},
}


@pytest.mark.parametrize(
    ("said", "code", "where"),
    [
        ("psts.minister: {state: verified}", "unknown-key", '"psts.minister" leads to no phrase'),
        ("posts: {state: sure}", "bad-value", "none of 'verified' or 'unverified'"),
        ("posts: {state: verified, by: A, on: 2026-02-30}", "bad-date", "is not a date"),
        ("posts: {state: verified, on: 2026-02-03}", "missing-key", "without by:"),
        ("posts: {sate: verified}", "unknown-key", '"sate" is not a key'),
    ],
)
def test_what_an_office_says_of_sources_is_checked(
    said: str, code: str, where: str, project: Path
) -> None:
    own = project / "templates" / "languages"
    own.mkdir(parents=True)
    (own / "fr.yaml").write_text(f"sources:\n  {said}\n", "utf-8")
    ran = run("phrases", "list", "fr", cwd=project)
    assert ran.exit == 1
    assert code in ran.all
    assert where in ran.all


def test_an_office_adds_to_the_sources_key_by_key(project: Path) -> None:
    own = project / "templates" / "languages"
    own.mkdir(parents=True)
    said = "sources:\n  opens: {state: verified, by: A. T., on: 2026-02-03}\n"
    (own / "fr.yaml").write_text(said, "utf-8")
    states = {one.key: one.state for one in laid_out("fr", project).phrases}
    assert states["opens"] == "verified"
    assert states["date"] == "verified", "the package's own is kept"


def test_every_leaf_of_the_words_is_a_phrase_and_no_setting_is() -> None:
    found = {one.key: one for one in laid_out("fr").phrases}
    assert found["posts.president.written.f"].words == "Présidente {of}"
    assert found["posts.president.written.f"].english == "President {of}"
    assert found[r"titles.H\.E\. Mr\..written"].words == "S.E. M."
    assert found["months.0"].english == "January"
    assert found["opens"].note == "How a letter opens."
    settings = ("language", "name", "direction", "held_for", "gender", "excellency", "prevails")
    assert {key for key in found if split_path(key)[-1] in settings} == {"vocatives.excellency"}
    assert all(one.note for one in found.values())


def test_what_english_has_and_the_language_has_not_is_missing() -> None:
    found = {one.key: one.state for one in laid_out("fr").phrases}
    assert found["clock.am"] == "missing"
    # It is there in another shape: by gender, or for all.
    assert "posts.president.written" not in found
    assert "mission.1" not in {one.key for one in laid_out("zh").phrases}, "one line is enough"
    assert "missing" not in {one.state for one in laid_out("en").phrases}


def test_the_phrases_are_counted_by_group_and_state(project: Path) -> None:
    told = json.loads(run("phrases", "list", "fr", "--json", cwd=project).out)
    assert told["language"] == "fr"
    assert told["groups"]["months"] == {"verified": 12, "unverified": 0, "missing": 0}
    assert {"key": "opens", "words": "j'ai l'honneur de"} in told["unverified"]
    out = run("phrases", "list", "fr", cwd=project).out
    assert re.search(r"^months +12 +0 +0$", out, re.MULTILINE)
    keys = run("phrases", "list", "fr", "--unverified", cwd=project).out
    assert re.search(r"^opens +j'ai l'honneur de$", keys, re.MULTILINE)
    assert "months.0" not in keys


def test_a_language_without_words_is_a_problem(project: Path) -> None:
    ran = run("phrases", "list", "frr", cwd=project)
    assert ran.exit == 1
    assert "unknown-language" in ran.err
    assert "did you mean" in ran.err
    told = json.loads(run("phrases", "list", "../fr", "--json", cwd=project).out)
    assert told[0]["code"] == "unknown-language"


@pytest.fixture
def exported(project: Path) -> Path:
    assert run("phrases", "export", "fr", "fr.xlsx", cwd=project).exit == 0
    return project / "fr.xlsx"


def test_the_workbook_tells_its_language_and_how_it_is_used(exported: Path) -> None:
    read_me = rows(exported, "Read me")
    assert read_me[0][0] == "Phrases of French"
    assert ["Language", "fr"] in read_me
    assert sum(bool(re.fullmatch(r"\d\.", row[0])) for row in read_me) == 3


def test_each_phrase_has_a_row_with_english_words_use_and_source(exported: Path) -> None:
    found = by_key(exported)
    row = found["posts.permanent-representative.written.m"]
    assert row["English"] == "Permanent Representative {of}"
    assert row["Words"] == "Représentant permanent {of}"
    assert row["Used for"] == "A post. Of a man."
    assert row["Source"] == "letters and documents of the United Nations in French"
    assert row["State"] == "verified"
    assert list(found) == [one.key for one in laid_out("fr").phrases]
    assert found["joined.two"]["Words"] == " et ", "its spaces are kept"
    assert found["clock.am"]["State"] == ""


def test_the_templates_stand_beside_each_other_paragraph_by_paragraph(exported: Path) -> None:
    head, *below = rows(exported, "Templates")
    assert head == ["Kind", "File", "Paragraph", "English", "Words", "Remark"]
    at = {(row[0], row[2]): row for row in below}
    opening = at["note-verbale", "opening"]
    assert opening[1] == "templates/note-verbale/fr.html.j2"
    assert "with reference to" in opening[3]
    assert "en réponse à" in opening[4]
    assert at["layouts/letter", "reply"][4].startswith("{% if letter.in_reply_to %}")
    assert "focal point" in at["circular", "contact"][3]
    assert "renseignement complémentaire" in at["circular", "contact"][4]


def test_the_same_phrases_make_the_same_bytes(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setattr(time, "time", lambda: 2e9)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2e9))
    run("phrases", "export", "fr", "again.xlsx", cwd=exported.parent)
    assert exported.with_name("again.xlsx").read_bytes() == exported.read_bytes()
    with zipfile.ZipFile(exported) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert ">2000-01-01T00:00:00Z</dcterms:created>" in core, "no clock"


def test_a_sheet_can_be_worked_in(exported: Path) -> None:
    with zipfile.ZipFile(exported) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
        texts = packed.read("xl/worksheets/sheet3.xml").decode()
    assert '<pane xSplit="1" ySplit="1"' in sheet, "the head stays in sight"
    assert "<formula1>&quot;verified,unverified&quot;</formula1>" in sheet or (
        '<formula1>"verified,unverified"</formula1>' in sheet
    )
    assert "NOT(EXACT($C2,$I2))" in sheet, "a changed cell is marked"
    assert 'hidden="1"' in sheet
    assert "rightToLeft" not in sheet
    assert "<sheetProtection" in texts
    assert "<sheetProtection" not in sheet


def test_arabic_runs_from_right_to_left(project: Path) -> None:
    assert run("phrases", "export", "ar", "ar.xlsx", cwd=project).exit == 0
    with zipfile.ZipFile(project / "ar.xlsx") as packed:
        assert 'rightToLeft="1"' in packed.read("xl/worksheets/sheet2.xml").decode()
        styles = packed.read("xl/styles.xml").decode()
    assert 'readingOrder="2"' in styles, "its own words"
    assert 'readingOrder="1"' in styles, "the English beside them"


def test_a_workbook_that_is_there_is_not_written_over(exported: Path) -> None:
    before = exported.read_bytes()
    assert run("phrases", "export", "es", "fr.xlsx", cwd=exported.parent).exit == 2
    assert run("phrases", "export", "es", "fr.csv", cwd=exported.parent).exit == 2
    assert exported.read_bytes() == before
