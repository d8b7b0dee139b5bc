"""Several languages from one spec, with text per language where it differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import run_here as run

FORMATS = ("html", "pdf", "txt")
Written = Callable[..., Path]

# A language of an office's own: the words that a small kind of letter needs.
FRENCH = """\
language: fr
name: French
date: "{day} {month} {year}"
months:
  [janvier, février, mars, avril, mai, juin,
   juillet, août, septembre, octobre, novembre, décembre]
joined: {two: " et ", between: ", ", last: " et "}
quotes: {outer: "«»", inner: "“”"}
nouns: {resolution: {one: résolution, many: résolutions}}
vocatives: {excellency: Excellence}
lists:
  all-permanent-representatives: {lines: [À tous les Représentants permanents]}
"""
SHELL = """\
{% extends "layouts/letter.html.j2" %}
{% block title %}{{ letter.subject }}{% endblock %}
{% block salutation %}{{ letter.vocative }},{% endblock %}
{% block content %}{{ body() }}{% endblock %}
{% block close %}%CLOSE%{% endblock %}
"""
SPEC = """\
kind: short
languages: [en, fr]
office: pga
date: 2016-11-03
sender: {name: Peter Thomson}
addressees: all-permanent-representatives
subject: {en: A short letter, fr: Une lettre brève}
body:
  en: The matter is "settled" by A/RES/71/1.
  fr: L'affaire est réglée par A/RES/71/1.
"""


@pytest.fixture
def bilingual(project: Path) -> Path:
    """A project with a kind that is nothing but a folder, in two languages."""
    templates = project / "templates"
    (templates / "languages").mkdir(parents=True)
    (templates / "languages" / "fr.yaml").write_text(FRENCH, "utf-8")
    (templates / "short").mkdir()
    for language, close in (
        ("en", "Yours,"),
        ("fr", "Veuillez agréer, Excellence, mes salutations."),
    ):
        path = templates / "short" / f"{language}.html.j2"
        path.write_text(SHELL.replace("%CLOSE%", close), "utf-8")
    return project


def test_each_language_gets_its_own_files(bilingual: Path, written: Written) -> None:
    written(SPEC)
    ran = run("render", "--format", "pdf,html,txt", cwd=bilingual)
    assert ran.exit == 0, ran.all
    names = sorted(p.name for p in (bilingual / "output").iterdir())
    assert names == [
        f"letter.{lang}.{end}" for lang in ("en", "fr") for end in ("html", "pdf", "txt")
    ]


def test_each_language_has_its_own_words(bilingual: Path, written: Written) -> None:
    written(SPEC)
    run("render", "--format", "html,txt", cwd=bilingual)
    english = (bilingual / "output" / "letter.en.txt").read_text("utf-8")
    french = (bilingual / "output" / "letter.fr.txt").read_text("utf-8")
    assert english.split("\n\n")[:3] == [
        "3 November 2016",
        "Excellency,",
        "The matter is “settled” by A/RES/71/1.",
    ]
    assert french.split("\n\n")[:3] == [
        "3 novembre 2016",
        "Excellence,",
        "L’affaire est réglée par A/RES/71/1.",
    ]
    html = (bilingual / "output" / "letter.fr.html").read_text("utf-8")
    assert '<html lang="fr"' in html
    assert "<title>Une lettre brève</title>" in html


def test_a_text_that_a_language_lacks_is_named_with_its_language(
    bilingual: Path, written: Written
) -> None:
    written(SPEC.replace(", fr: Une lettre brève", ""))
    ran = run("render", cwd=bilingual)
    assert ran.exit == 1
    assert 'letters/letter.yaml:7:1  error  text-missing: "subject" has no French' in ran.all
    assert not (bilingual / "output").exists(), "no language is written when one cannot be"


def test_a_language_without_a_template_is_named(bilingual: Path, written: Written) -> None:
    (bilingual / "templates" / "short" / "fr.html.j2").unlink()
    written(SPEC)
    ran = run("render", cwd=bilingual)
    assert 'no-template: the kind "short" has no template in French' in ran.all
    assert "add templates/short/fr.html.j2; there are: en" in ran.all


def test_a_kind_that_is_only_a_folder_takes_the_common_keys(
    bilingual: Path, written: Written
) -> None:
    written(SPEC + "role: chair\n")
    ran = run("check", cwd=bilingual)
    assert 'unknown-key: "role" is not a key of a letter' in ran.all


def test_a_fault_in_a_languages_words_is_placed_in_its_file(
    bilingual: Path, written: Written
) -> None:
    path = bilingual / "templates" / "languages" / "fr.yaml"
    path.write_text(FRENCH.replace("months:", "mouths:"), "utf-8")
    written(SPEC)
    ran = run("check", cwd=bilingual)
    assert ran.exit == 1
    assert "languages/fr.yaml:4:1  error  unknown-key" in ran.all


def test_a_letter_of_another_spec_is_not_written_over(bilingual: Path, written: Written) -> None:
    written(SPEC)
    written(SPEC.replace("languages: [en, fr]", "language: fr"), "letter.fr.yaml")
    for command in (("check",), ("render", "--format", "txt")):
        ran = run(*command, cwd=bilingual)
        assert ran.exit == 1
        assert "letter.fr is already" in ran.all or "letter.fr.txt is already" in ran.all
