# Sentences in six scripts are not parted for the sake of a line's length.
# ruff: noqa: E501
"""Every kind in the six languages of the United Nations: wording, agreement, fonts, bad input.

The letters of ``letters/`` that are in six languages are compared whole with what was read by people
who know each language (``six_languages/``); small letters then show one agreement each.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT, run
from tests.conftest import run_here as here
from tests.letters import letter
from verbale.project import open_project

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
KINDS = ("appointment", "circular", "invitation", "letter", "note-verbale", "transmittal")
SPECS = sorted((ROOT / "letters").glob("*in-six-languages*.yaml"))
Written = Callable[..., Path]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("six")
    ran = run("render", *SPECS, "-o", folder, "-f", "pdf,txt", cwd=ROOT)
    assert ran.exit == 0, ran.all
    assert ran.err == "" or "made" in ran.err  # Nothing is reported of them.
    return folder


def test_every_kind_has_a_template_in_every_language() -> None:
    project = open_project(ROOT).value
    assert project is not None
    for kind in KINDS:
        assert set(project.templates.languages_of(kind)) == set(LANGUAGES), kind


def test_there_is_a_letter_of_each_kind_in_six_languages() -> None:
    shown = {path.stem.removeprefix("example-in-six-languages-") for path in SPECS}
    assert {"appointment", "circular", "invitation", "note-verbale", "transmittal"} <= shown
    assert "2016-appointment-global-compact-migration-in-six-languages" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.stem)
def test_a_letter_says_what_was_read(spec: Path, language: str, rendered: Path) -> None:
    name = f"{spec.stem}.{language}.txt"
    expected = (ROOT / "tests" / "six_languages" / name).read_text("utf-8")
    assert (rendered / name).read_text("utf-8") == expected


def test_the_seed_in_six_languages_is_the_seed_in_english(rendered: Path) -> None:
    seed = run("render", "letters/2016-appointment-global-compact-migration.yaml", "-o", rendered,
               "-f", "txt", cwd=ROOT)  # fmt: skip
    assert seed.exit == 0
    name = "2016-appointment-global-compact-migration"
    alone = (rendered / f"{name}.txt").read_text("utf-8")
    assert (rendered / f"{name}-in-six-languages.en.txt").read_text("utf-8") == alone


FONTS = {
    "ar": {"Amiri", "Spectral"},
    "en": {"Spectral"},
    "es": {"Spectral"},
    "fr": {"Spectral"},
    "ru": {"Spectral"},
    "zh": {"Noto-Serif-SC", "Spectral"},
}
"""What each language is set in: Spectral has Latin and Cyrillic, Amiri and Noto what it has not."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_font_stands_in(language: str, rendered: Path) -> None:
    for path in sorted(rendered.glob(f"*.{language}.pdf")):
        with pikepdf.open(path) as pdf:
            names = {
                str(one.BaseFont).split("+")[-1].removesuffix("-Italic")
                for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
            }
        assert names <= FONTS[language], path.name


M = "{title: H.E. Mr., name: N, surname: N, post: permanent-representative, state: CH}"
F = "{title: H.E. Ms., name: O, surname: O, post: permanent-representative, state: MX}"
G = "{title: H.E. Ms., name: P, surname: P, post: permanent-representative, state: NO}"

AGREES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    # French: role, participle, pronoun and verb by gender and number.
    ("fr", M, "co-chair", ("coprésident chargé", "qu’il dispose", "lui fournir", "sa tâche")),
    ("fr", F, "co-chair", ("Représentante permanente du Mexique", "coprésidente chargée", "qu’elle dispose")),
    ("fr", f"{M}, {F}", "co-chairs", ("coprésidents chargés", "qu’ils disposent", "leur tâche")),
    ("fr", f"{F}, {G}", "co-chairs", ("coprésidentes chargées", "qu’elles disposent", "l’Ambassadrice O")),
    ("fr", F, "special-envoy", ("Envoyée spéciale chargée", "demandé à l’Envoyée spéciale d’achever")),
    ("fr", M, "facilitator", ("demandé au facilitateur d’achever ses travaux",)),
    # Spanish: al and a la, role, participle, verb.
    ("es", M, "co-chair", ("al Excmo. Sr. N", "Copresidente encargado", "al Embajador N que haya")),
    ("es", F, "co-chair", ("a la Excma. Sra. O", "Copresidenta encargada", "a la Embajadora O que haya")),
    ("es", f"{M}, {F}", "co-chairs", ("Copresidentes encargados", "que concluyan su labor")),
    ("es", f"{F}, {G}", "co-chairs", ("Copresidentas encargadas", "a las Copresidentas que concluyan")),
    # Russian: the participle by gender and number, the role in its cases, the names in none.
    ("ru", M, "co-chair", ("назначен мною сопредседателем", "К сопредседателю обращена", "окажете ему")),
    ("ru", F, "co-chair", ("назначена мною сопредседателем", "признательность сопредседателю", "окажете ей")),
    ("ru", f"{M}, {F}", "co-chairs", ("назначены мною сопредседателями", "К сопредседателям обращена", "окажете им")),
    # Arabic: dual of two, plural of three, suffixes.
    ("ar", M, "co-facilitator", ("ميسرا مشاركا", "إلى الميسر المشارك إنجاز عمله", "قبوله", "إليه أيضا")),
    ("ar", F, "co-facilitator", ("ميسرة مشاركة", "إلى الميسرة المشاركة إنجاز عملها", "السفيرة O على قبولها")),
    ("ar", f"{M}, {F}", "co-facilitators", ("ميسرين مشاركين", "عملهما", "قبولهما", "إليهما أيضا")),
    ("ar", f"{F}, {G}", "co-facilitators", ("ميسرتين مشاركتين", "الميسرتين المشاركتين إنجاز عملهما")),
    ("ar", f"{M}, {F}, {G}", "co-chairs", ("رؤساء مشاركين", "الرؤساء المشاركين إنجاز عملهم", "إليهم")),
    # Chinese: the post before the name, the title after it, she and they.
    ("zh", M, "co-chair", ("瑞士常驻联合国代表N先生阁下为共同主席", "为确保他及时", "N大使")),
    ("zh", F, "co-chair", ("墨西哥常驻联合国代表O女士阁下为共同主席", "为确保她及时")),
    ("zh", f"{F}, {G}", "co-chairs", ("O女士阁下和挪威常驻联合国代表P女士阁下为", "为确保她们及时", "O大使和P大使")),
)  # fmt: skip


@pytest.mark.parametrize(("language", "people", "role", "phrases"), AGREES)
def test_an_appointment_agrees_with_whom_it_names(
    language: str, people: str, role: str, phrases: tuple[str, ...], written: Written, project: Path
) -> None:
    extra = f"language: {language}\ndeadline: 2017-01-31\n"
    text = text_of(letter(extra, appointees=f"[{people}]", role=role), written, project)
    for phrase in phrases:
        assert phrase in text


def text_of(spec: str, written: Written, project: Path) -> str:
    """Give the text of a letter, its spaces plain."""
    written(spec, "one.yaml")
    ran = here("render", "letters/one.yaml", "-f", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "output" / "one.txt").read_text("utf-8")
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "role", "later"),
    [
        ("fr", "coordonnateur de l'examen", "je lui ai demandé|Je lui ai demandé"),
        ("es", "coordinador del examen", "He pedido al Embajador N que"),
        ("ru", "координатором обзора", "К нему обращена просьба"),
        ("ar", "منسقا للاستعراض", "طلبت إليه إنجاز"),
        ("zh", "审查协调员", "我已请审查协调员"),
    ],
)
def test_a_role_in_words_stands_as_it_was_written_and_is_put_into_no_case(
    language: str, role: str, later: str, written: Written, project: Path
) -> None:
    extra = f"language: {language}\ndeadline: 2017-01-31\n"
    text = text_of(letter(extra, appointees=f"[{M}]", role=role), written, project)
    assert role.replace("'", "’") in text
    assert any(one in text for one in later.split("|"))


def plain(language: str, extra: str) -> str:
    """Give a letter of which only the blocks are worded."""
    return (
        f"kind: letter\nlanguage: {language}\noffice: pga\ndate: 2024-03-01\n"
        f"sender: {{name: N}}\nbody: X\n{extra}"
    )


TWO = "addressees: [{{title: {0}, name: N, post: permanent-representative, state: CH}}, {{title: {1}, name: O, post: permanent-representative, state: MX}}]\n"


@pytest.mark.parametrize(
    ("titles", "called"),
    [
        (("H.E. Mr.", "H.E. Ms."), "أصحاب السعادة،"),
        (("H.E. Mr.", "H.E. Mr."), "أصحاب السعادة،"),
        (("H.E. Ms.", "H.E. Ms."), "صاحبات السعادة،"),
    ],
)
def test_two_ambassadors_have_one_vocative_in_arabic(
    titles: tuple[str, str], called: str, written: Written, project: Path
) -> None:
    text = text_of(plain("ar", TWO.format(*titles)), written, project)
    assert text.split("\n\n")[1] == called


def test_rank_goes_before_a_presidents_name_in_arabic(written: Written, project: Path) -> None:
    extra = "addressees: {title: H.E. Ms., name: N, post: president, state: CH}\n"
    text = text_of(plain("ar", extra), written, project)
    assert "صاحبة الفخامة،" in text
    assert "فخامة السيدة N\nرئيسة سويسرا" in text


@pytest.mark.parametrize(("state", "again"), [("CN", "主席"), ("FR", "总统"), ("VN", "主席")])
def test_the_head_of_some_states_is_no_president_in_chinese(
    state: str, again: str, written: Written, project: Path
) -> None:
    person = f"{{title: H.E. Mr., name: N, surname: N, post: president, state: {state}}}"
    text = text_of(letter("language: zh\n", appointees=f"[{person}]"), written, project)
    assert f"我谨感谢N{again}承担" in text


def test_spanish_says_e_before_the_sound_of_i(written: Written, project: Path) -> None:
    text = text_of(plain("es", "addressees: {states: [CH, IL]}\n"), written, project)
    assert "Representantes Permanentes\nde Israel y de Suiza" in text
    words = open_project(ROOT).value
    assert words is not None
    language = words.language("es")
    assert language is not None
    assert language.value is not None
    join = language.value.join
    assert join(["Suiza", "Israel"]) == "Suiza e Israel"
    assert join(["Chile", "Hungría", "Irlanda"]) == "Chile, Hungría e Irlanda"
    assert join(["agua", "hielo"]) == "agua y hielo"


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        ("fr", "Le 1er septembre 2016", "Le 19 septembre 2016"),
        ("es", "1 de septiembre de 2016", "19 de septiembre de 2016"),
        ("ru", "1 сентября 2016 года", "19 сентября 2016 года"),
        ("zh", "2016年9月1日", "2016年9月19日"),
        ("ar", "1 أيلول/سبتمبر 2016", "19 أيلول/سبتمبر 2016"),
        ("en", "1 September 2016", "19 September 2016"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(
    language: str, first: str, other: str, written: Written, project: Path
) -> None:
    for day, wanted in (("2016-09-01", first), ("2016-09-19", other)):
        spec = plain(language, "addressees: all-permanent-missions\nsalutation: V\n")
        text = text_of(spec.replace("2024-03-01", day), written, project)
        assert text.split("\n\n")[0] == wanted


def test_one_hour_is_no_plural_in_french() -> None:
    words = open_project(ROOT).value
    assert words is not None
    language = words.language("fr")
    assert language is not None
    assert language.value is not None
    assert language.value.time(datetime.time(1)) == "1 heure"
    assert language.value.time(datetime.time(13, 5)) == "13 h 05"


TRANSLATED = {
    "ar": "[مترجم عن الإنكليزية]",
    "es": "[Traducido del inglés]",
    "fr": "[Traduit de l’anglais]",
    "ru": "[Перевод с английского]",
    "zh": "[译自英文]",
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_says_from_which_language_it_is(
    language: str, written: Written, project: Path
) -> None:
    extra = "addressees: all-permanent-missions\nsalutation: V\ntranslated_from: en\n"
    assert TRANSLATED[language] in text_of(plain(language, extra), written, project)


def test_the_original_says_nothing_of_translations(written: Written, project: Path) -> None:
    extra = "addressees: all-permanent-missions\ntranslated_from: en\n"
    assert "[" not in text_of(plain("en", extra), written, project)


def problems(spec: str, written: Written, project: Path) -> list[Mapping[str, str]]:
    written(spec)
    found: list[Mapping[str, str]] = json.loads(here("check", "--json", cwd=project).all)
    return found


def test_a_text_that_a_language_lacks_names_field_and_language(
    written: Written, project: Path
) -> None:
    spec = letter(
        "languages: [en, fr]\nsubject: {en: The review of the work}\n",
        task="{en: to lead, fr: de mener}",
    )
    [found] = [one for one in problems(spec, written, project) if one["code"] == "text-missing"]
    assert '"subject" has no French' in found["message"]
    assert "fr:" in found["hint"]


def test_one_text_for_several_languages_is_told_once(written: Written, project: Path) -> None:
    spec = letter("languages: [en, fr, es]\n")
    [found] = [one for one in problems(spec, written, project) if one["severity"] != "advice"]
    assert found["code"] == "one-text-for-all"
    assert '"task" is given once, for a letter in en, fr, es' in found["message"]


@pytest.mark.parametrize(
    ("language", "name", "told"),
    [
        ("en", "ليلى حداد", "Arabic"),
        ("ar", "Jürg Lauber", "Latin"),
        ("ru", "Jürg Lauber", "Latin"),
        ("zh", "Юрг Лаубер", "Cyrillic"),
        ("fr", "王芳", "Chinese"),
    ],
)
def test_a_name_in_another_script_is_told_with_its_place(
    language: str, name: str, told: str, written: Written, project: Path
) -> None:
    extra = f"language: {language}\n"
    found = problems(
        letter(extra, sender=f"{{name: {name}}}", appointees=f"[{M}]"), written, project
    )
    [one] = [one for one in found if one["code"] == "other-script"]
    assert one["line"] == 4  # The sender's.
    assert f"in {told} letters" in one["message"]
    assert f"add {language}: with it" in one["hint"]


def test_a_name_in_letters_of_both_scripts_is_nothing_to_tell(
    written: Written, project: Path
) -> None:
    spec = letter("language: ar\n", sender="{name: ليلى (Layla) حداد}", appointees=f"[{M}]")
    assert not [one for one in problems(spec, written, project) if one["code"] == "other-script"]


def test_what_several_languages_share_is_written_once(written: Written, project: Path) -> None:
    spec = letter(
        "languages: [en, fr, ru]\n",
        task="{en: to lead, fr: de mener, ru: для ведения}",
        sender="{name: {en/fr: Peter Thomson, ru: Питер Томсон}}",
        appointees=f"[{M}]",
    )
    written(spec)
    assert here("render", "-f", "txt", cwd=project).exit == 0
    assert "Peter Thomson" in (project / "output" / "letter.fr.txt").read_text("utf-8")
    assert "Питер Томсон" in (project / "output" / "letter.ru.txt").read_text("utf-8")


def test_words_given_twice_in_a_language_are_refused(written: Written, project: Path) -> None:
    spec = letter("language: en\n", sender="{name: {en/fr: A, fr: B}}")
    [found] = problems(spec, written, project)
    assert found["code"] == "bad-value"
    assert '"fr" are given twice' in found["message"]


def test_a_language_without_words_is_refused_with_what_to_do(
    written: Written, project: Path
) -> None:
    found = problems(letter("language: pt\n"), written, project)
    assert [one["code"] for one in found] == ["unknown-language"]
    assert "templates/languages/pt.yaml" in found[0]["hint"]


def test_a_new_spec_begins_in_its_language(project: Path) -> None:
    ran = here("new", "appointment", "--language", "fr", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "letters" / "appointment.yaml").read_text("utf-8")
    assert "language: fr\n" in text
    assert "task: de mener <<quoi>>" in text
    assert here("render", "-f", "txt", cwd=project).exit == 0
    ran = here("new", "circular", "--language", "pt", cwd=project)
    assert ran.exit == 2
    assert "no template in 'pt'; in: ar, en" in ran.err


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_an_apostrophe_in_a_name_stays_one(language: str, written: Written, project: Path) -> None:
    person = (
        "{title: H.E. Ms., name: D'A, surname: D'A & B, post: permanent-representative, state: CH}"
    )
    extra = f"language: {language}\n"
    text = text_of(letter(extra, appointees=f"[{person}]"), written, project)
    assert "&#" not in text
    assert "&amp;" not in text
    assert "D’A" in text
    note = f"kind: note-verbale\nlanguage: {language}\noffice: pga\ndate: 2024-03-01\nmatter: X\naddressees: {{title: Ms., name: D'A & B}}\n"
    assert "&#" not in text_of(note, written, project)


@pytest.mark.parametrize(
    ("language", "matter", "ends"),
    [
        ("fr", "vous informer de ce qui suit :", "suit :"),
        ("es", "'informarle de lo siguiente:'", "siguiente:"),
        ("ru", "'сообщить Вам следующее:'", "следующее:"),
        ("ar", "'أبلغكم بما يلي:'", "يلي:"),
        ("zh", "通知你如下：", "如下："),
    ],
)
def test_no_stop_stands_after_a_colon(
    language: str, matter: str, ends: str, written: Written, project: Path
) -> None:
    matter = f'"{matter}"' if not matter.startswith("'") else matter
    spec = (
        f"kind: circular\nlanguage: {language}\noffice: pga\ndate: 2024-03-01\nsender: {{name: N}}\n"
        f"addressees: all-permanent-missions\nsalutation: V\nmatter: {matter}\nbody: X\n"
    )
    paragraphs = text_of(spec, written, project).split("\n\n")
    assert paragraphs[2].endswith(ends)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_who_answers_nothing_says_in_this_regard_to_nobody(
    language: str, written: Written, project: Path
) -> None:
    extra = (
        f"language: {language}\nin_reply_to: {{dated: 2016-10-01, from: X}}\n"
        "paragraphs: {reply: null, mandate: null}\n"
    )
    text = text_of(letter(extra, appointees=f"[{M}]"), written, project)
    for said in (
        "regard",
        "À cet égard",
        "A este respecto",
        "В этой связи имею",
        "وفي هذا الصدد",
        "在这方面",
    ):
        assert said not in text


def test_several_readers_are_several_to_the_end_in_spanish(written: Written, project: Path) -> None:
    extra = "language: es\n"
    text = text_of(
        letter(extra, addressees="{states: [CH, SN]}", appointees=f"[{M}]"), written, project
    )
    assert "también ustedes le brindarán" in text


def test_a_feminine_office_does_its_work_as_one_in_arabic(written: Written, project: Path) -> None:
    text = text_of(
        letter("language: ar\n", office="mission", appointees=f"[{M}]"), written, project
    )
    assert "إلى بعثتي أن تقدم" in text
    assert "وأن تنسق" in text


def test_nobody_is_thanked_by_a_bare_surname(written: Written, project: Path) -> None:
    person = "{name: Awa Diop, surname: Diop, gender: f}"
    text = text_of(letter("language: fr\n", appointees=f"[{person}]"), written, project)
    assert "remercier Awa Diop d’avoir" in text


def test_a_language_that_lacks_words_says_which(written: Written, project: Path) -> None:
    file = project / "templates" / "languages" / "de.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        'language: de\nname: German\ndate: "{day}. {month} {year}"\n'
        "months: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]\n"
        'joined: {two: " und ", between: ", ", last: " und "}\nquotes: {outer: "„“", inner: "‚‘"}\n',
        "utf-8",
    )
    template = project / "templates" / "letter" / "de.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "layouts/letter.html.j2" %}{% block title %}Brief{% endblock %}{% block content %}{{ body() }}{% endblock %}',
        "utf-8",
    )
    (project / "verbale.yaml").write_text("offices: {pga: {name: P, letterhead: pga}}\n", "utf-8")
    spec = "kind: letter\nlanguage: de\ndate: 2024-03-01\nsender: {name: N}\naddressees: {mission: CH}\nsalutation: V\nbody: X\ncopies: [Y]\n"
    (project / "templates" / "states.yaml").write_text(
        "states:\n  CH:\n    names:\n      - de: {short: Schweiz, runs: die Schweiz, of: der Schweiz}\n",
        "utf-8",
    )
    found = [one for one in problems(spec, written, project) if one["code"] == "text-missing"]
    lacked = {one["message"].split('"')[1] for one in found}
    assert {"formulas.salutation", "formulas.close", "furniture.copies", "mission"} <= lacked
    assert all("templates/languages/de.yaml" in one["hint"] for one in found)


@pytest.mark.parametrize(("typed", "meant"), [("FR", "fr"), ("French", "fr"), ("zh-CN", "zh")])
def test_a_code_that_is_typed_otherwise_is_guessed(
    typed: str, meant: str, written: Written, project: Path
) -> None:
    found = problems(letter(f"language: {typed}\n"), written, project)
    [one] = [one for one in found if one["code"] == "unknown-language"]
    assert one["hint"] == f'did you mean "{meant}"?'


def test_what_a_date_opens_by_a_comma_is_closed_by_one_in_french(
    written: Written, project: Path
) -> None:
    spec = (
        "kind: circular\nlanguage: fr\noffice: pga\ndate: 2024-07-15\nsender: {name: N}\n"
        "addressees: all-permanent-representatives\nmatter: vous informer de X\n"
        "references: [{symbol: A/RES/57/301, adopted: 2003-03-13}]\n"
    )
    assert "en date du 13 mars 2003, et de vous informer de X." in text_of(spec, written, project)
    two = "[{symbol: A/RES/71/1, adopted: 2016-09-19}, {symbol: A/RES/57/301}]"
    text = text_of(letter("language: fr\n", references=two, appointees=f"[{M}]"), written, project)
    assert "en date du 19 septembre 2016, et à la résolution 57/301" in text
