"""A seventh language, added by files alone as docs/languages.md tells."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.workbooks import by_key, filled
from verbale.project import open_project

PAGE = (ROOT / "docs/languages.md").read_text("utf-8")
FILES = dict(re.findall(r"```\w+ (\S+)\n(.*?)```", PAGE, re.DOTALL))
OFFICE = """\
offices:
  pga: {name: Office of the President, letterhead: pga, place: Nova Iorque}
"""
NOTE = """\
kind: note-verbale
language: pt
office: pga
place: Nova Iorque
date: 2016-11-03
author: O Gabinete do Presidente da Assembleia Geral
addressees: {mission: Suíça}
matter: informar que as consultas começam em breve
"""


@pytest.fixture
def portuguese(project: Path) -> Path:
    """A project with the files of the page."""
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    # The office's own words are the same in every language here.
    (project / "verbale.yaml").write_text(OFFICE, "utf-8")
    return project


def test_a_letter_in_a_seventh_language_has_its_words(portuguese: Path) -> None:
    ran = run("render", "--format", "pdf,html,txt", cwd=portuguese)
    assert ran.exit == 0, ran.all
    assert "warning" not in ran.all
    text = (portuguese / "output/carta.txt").read_text("utf-8")
    assert text.startswith("Nova Iorque, 1.º de novembro de 2016\n\nExcelência,\n")
    assert "Queira aceitar, Excelência, os protestos da minha mais alta consideração." in text
    address = "Sua Excelência\no Senhor Jürg Lauber\nRepresentante Permanente da Suíça\n"
    assert address in text
    html = (portuguese / "output/carta.html").read_text("utf-8")
    assert '<html lang="pt" dir="ltr">' in html
    with pikepdf.open(portuguese / "output/carta.pdf") as pdf:
        assert str(pdf.Root.Lang) == "pt"


def test_a_note_in_it_names_a_state_as_it_calls_it(portuguese: Path) -> None:
    (portuguese / "letters/carta.yaml").unlink()
    (portuguese / "letters/nota.yaml").write_text(NOTE, "utf-8")
    ran = run("render", "--format", "txt", cwd=portuguese)
    assert ran.exit == 0, ran.all
    assert "warning" not in ran.all
    text = (portuguese / "output/nota.txt").read_text("utf-8")
    assert (
        "O Gabinete do Presidente da Assembleia Geral apresenta os seus cumprimentos à Missão "
        "Permanente da Suíça junto das Nações Unidas e tem a honra de informar que"
    ) in text
    assert "Nova Iorque, 3 de novembro de 2016" in text


def test_states_and_kinds_are_told_in_it(portuguese: Path) -> None:
    ran = run("states", "Suíça", "--language", "pt", cwd=portuguese)
    assert ran.exit == 0, ran.all
    assert "da Suíça" in ran.out
    ran = run("states", "--language", "tlh", cwd=portuguese)
    assert ran.exit == 2
    assert "ar, en, es, fr, pt, ru, zh" in ran.err
    told = " ".join(run("kinds", cwd=portuguese).out.split())
    assert re.search(r"note-verbale [a-z, ]*\bpt\b", told), told


def test_a_list_may_ask_for_it(portuguese: Path) -> None:
    (portuguese / "list.csv").write_text("state,name,language\nCH,A B,pt\nMX,C D,1\n", "utf-8")
    ran = run("mailing", "check", "list.csv", cwd=portuguese)
    assert ran.err + ran.out
    assert ran.all.count("error") == 2, "the row with no code, and the count"
    assert "write one such as en, fr or zh" in ran.all


def test_its_phrases_go_to_a_translator_and_come_back(portuguese: Path) -> None:
    assert run("phrases", "export", "pt", "pt.xlsx", cwd=portuguese).exit == 0
    key = r"titles.H\.E\. General"
    found = by_key(portuguese / "pt.xlsx")
    assert found["months.0"]["State"] == "verified"
    assert found[f"{key}.again"]["Words"] == ""
    assert found[f"{key}.again"]["English"] == "General"
    words = {
        (f"{key}.written_out.0", "Words"): "Sua Excelência",
        (f"{key}.written_out.1", "Words"): "o General {name}",
        (f"{key}.again", "Words"): "o General",
        ("weekdays.0", "Words"): "segunda-feira",
    }
    filled(portuguese / "pt.xlsx", words)
    before = FILES["templates/languages/pt.yaml"]
    ran = run("phrases", "import", "pt.xlsx", cwd=portuguese)
    assert ran.exit == 0, ran.all
    opened = open_project(portuguese).value
    assert opened is not None
    language = opened.language("pt")
    assert language is not None
    assert language.value is not None, language.problems
    title = language.value.titles["H.E. General"]
    assert title.written_out == ("Sua Excelência", "o General {name}")
    assert title.excellency, "as English has it"
    assert title.prevails
    assert language.value.weekdays == ("segunda-feira",)
    now = (portuguese / "templates/languages/pt.yaml").read_text("utf-8")
    assert [line for line in before.splitlines() if line not in now.splitlines()] == []


def test_half_a_group_is_told_at_its_cell(portuguese: Path) -> None:
    assert run("phrases", "export", "pt", "pt.xlsx", cwd=portuguese).exit == 0
    filled(portuguese / "pt.xlsx", {("nouns.resolution.one", "Words"): "resolução"})
    ran = run("phrases", "import", "pt.xlsx", cwd=portuguese)
    assert ran.exit == 1
    assert re.search(r"pt\.xlsx:\d+  error  missing-key: Phrases, C\d+: nouns", ran.err), ran.err
    assert (portuguese / "templates/languages/pt.yaml").read_text("utf-8") == FILES[
        "templates/languages/pt.yaml"
    ]
