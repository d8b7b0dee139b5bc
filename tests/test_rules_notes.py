"""Notes verbales and first sentences: what is found in six languages, and what is let be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_here as run
from tests.letters import GOOD, with_keys

Written = Callable[..., Path]
LETTER, NOTE = GOOD["letter"], GOOD["note"]
MATTER = {
    "ar": "تشير إلى المشاورات",
    "en": "refer to the consultations",
    "es": "referirse a las consultas",
    "fr": "se référer aux consultations",
    "ru": "сослаться на консультации",
    "zh": "提及上周的磋商",
}


def found(code: str, text: str, project: Path, written: Written) -> list[dict[str, Any]]:
    """Check a spec, and give what is found of one code."""
    written(text)
    ran = run("check", "--json", cwd=project)
    problems: list[dict[str, Any]] = json.loads(ran.all)
    assert not [one for one in problems if one["code"] == "rule-failed"], problems
    return [one for one in problems if one["code"] == code]


def block(*paragraphs: str) -> str:
    """Give a body of paragraphs."""
    lines = "\n\n".join(paragraphs).splitlines()
    return "body: |\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)


def note(language: str, *paragraphs: str, more: str = "") -> str:
    """Give a note with a body."""
    keys = f"matter: {MATTER[language]}\n{block(*paragraphs)}{more}"
    return with_keys(NOTE, keys, language)


def letter(language: str, *paragraphs: str, more: str = "") -> str:
    """Give a letter of the drafter's own words."""
    return with_keys(LETTER, block(*paragraphs) + more, language)


@pytest.mark.parametrize(
    ("language", "words", "marked"),
    [
        ("en", "I wish to add that the visit is over.", "I"),
        ("en", "As I have said, the visit is over.", "I"),
        ("en", "The visit of my Minister is over.", "my"),
        ("en", "We are grateful.", "We"),
        ("en", "Our Permanent Representative is grateful.", "Our"),
        ("fr", "La Mission serait reconnaissante qu'on j'y invite le Ministre.", "j'"),
        ("fr", "Notre Gouvernement y tient.", "Notre"),
        ("es", "La visita de mi Ministro ha terminado.", "mi"),
        ("ru", "Визит нашего министра завершен.", "нашего"),
        ("ar", "ويشرفني أن أبلغكم بالزيارة.", "ويشرفني"),
        ("ar", "ونود أن نشكر البعثات.", "ونود"),
        ("zh", "我谨请各代表团告知。", "我谨"),
    ],
)
def test_the_first_person_of_a_note_is_marked(
    language: str, words: str, marked: str, project: Path, written: Written
) -> None:
    [one] = found("first-person-in-note", note(language, words), project, written)
    assert one["message"].startswith(f'"{marked}"'), one
    assert one["line"] is not None
    assert one["column"] == 3 + words.index(marked), one


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Annex I was sent, Part I has two lists, and Phases II and I have begun."),
        ("en", "Protocol I and section (I), and I. Introduction, are meant; World War I is over."),
        ("en", "The United Nations Mine Action Service works with the US and at us.example.org."),
        ("en", "He said: “We shall see what I have in my hand.”"),
        ("en", "The report *Our Common Future* and the initiative Our Ocean are known."),
        ("en", "The delegation of My Lai meets at my.example.org."),
        ("fr", "Les résolutions nos 12 et 13 et la visite de Notre-Dame sont connues."),
        ("fr", "Mme Ma et M. Mon y seront ; le Ministre a dit « nous verrons »."),
        ("es", "La iglesia de Nuestra Señora y el Sr. Mi están invitados."),
        ("es", "Su misión y sus amigos la saludan."),
        ("ru", "Мойка и Мыс Доброй Надежды; Министр сказал «мы посмотрим»."),
        ("ar", "وتشارك السيدة أنا ماريا في الاجتماع."),
        ("ar", "وأعرب المكتب عن تقديره للسيدة أنا ماريا."),
        ("zh", "我国政府态度谨慎。"),
        ("zh", "我国政府对此表示感谢。"),
    ],
)
def test_what_only_looks_like_the_first_person_is_let_be(
    language: str, words: str, project: Path, written: Written
) -> None:
    assert found("first-person-in-note", note(language, words), project, written) == []


def test_a_letter_is_in_the_first_person(project: Path, written: Written) -> None:
    assert found("first-person-in-note", LETTER, project, written) == []


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        ("en", ("Dear Ms. Lauber,", "The visit is over.")),
        ("en", ("**Excellency,**", "The visit is over.")),
        ("en", ("Please accept, Excellency, the renewed assurances of its consideration.",)),
        ("en", ("The visit is over.", "Yours sincerely,")),
        ("en", ("The visit is over.", "(Signed) L. Andrade")),
        ("en", ("The visit is over.", "Lucía Andrade\nPermanent Representative")),
        ("fr", ("Monsieur le Ministre,", "La visite est terminée.")),
        ("fr", ("Je vous prie d'agréer, Excellence, les assurances de sa considération.",)),
        ("fr", ("La visite est terminée.", "(Signé) L. Andrade")),
        ("es", ("Excelencia:", "La visita ha terminado.")),
        ("es", ("La visita ha terminado.", "Atentamente,")),
        ("ru", ("Уважаемый господин министр!", "Визит завершен.")),
        ("ru", ("Визит завершен.", "С уважением,")),
        ("ar", ("صاحب السعادة،", "انتهت الزيارة.")),
        ("ar", ("انتهت الزيارة.", "(توقيع)")),
        ("zh", ("尊敬的部长：", "谨请答复。")),
        ("zh", ("谨请答复。", "(签名)")),
    ],
)
def test_a_letters_parts_are_found_in_a_note(
    language: str, paragraphs: tuple[str, ...], project: Path, written: Written
) -> None:
    assert found("note-not-a-letter", note(language, *paragraphs), project, written)


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        ("en", ("His Excellency, and others, sincerely regret this.",)),
        ("en", ("The words “Yours sincerely,” stand in it.",)),
        ("en", ("Lucía Andrade will be in New York.",)),
        ("en", ("Sir Peter Lane, and Madam Chair, will be there.",)),
        ("en", ("The treaty (signed in 1949) is in force.",)),
        ("fr", ("Monsieur le Ministre des affaires étrangères sera présent.",)),
        ("fr", ("La visite est terminée : la Mission en prend note.",)),
        ("ru", ("С уважением к суверенитету, Представительство просит ответа.",)),
        ("zh", ("先生和女士们将出席。", "顺致最崇高的敬意。")),
    ],
)
def test_a_note_may_speak_of_those_words(
    language: str, paragraphs: tuple[str, ...], project: Path, written: Written
) -> None:
    assert found("note-not-a-letter", note(language, *paragraphs), project, written) == []


@pytest.mark.parametrize(
    ("words", "more", "due"),
    [
        ("The Permanent Mission of Uruguay presents his compliments.", "", "its"),
        ("The Office of the President presents her compliments.", "", "its"),
        ("The Permanent Observer Mission presents their compliments.", "", "its"),
        ("The President presents its compliments to the Mission.", "", "his or her"),
        ("The Permanent Mission avails itself of this to renew the assurances of his highest"
         " consideration.", "", "its"),
        ("The President presents her compliments.",
         "author: The President of the General Assembly\nauthor_gender: m\n", "his"),
    ],
)  # fmt: skip
def test_the_pronoun_that_is_due_is_named(
    words: str, more: str, due: str, project: Path, written: Written
) -> None:
    [one] = found("note-pronoun", note("en", words, more=more), project, written)
    assert one["hint"].startswith(f"write {due}:"), one


@pytest.mark.parametrize(
    "words",
    [
        "The Permanent Missions of Chile and Peru present their compliments.",
        "The Mission of Chile and the Mission of Peru present their compliments.",
        "The Permanent Representative of Chile presents her compliments.",
        "The Permanent Representative, on behalf of the Mission, presents his compliments.",
        "In the absence of the Ambassador, the Permanent Mission presents its compliments.",
        "The Minister wrote: “The Ministry presents his compliments.”",
        "The Ministry knows that the Minister took his leave and renewed his highest hopes.",
    ],
)
def test_pronouns_that_agree_or_are_not_known_to_disagree_are_let_be(
    words: str, project: Path, written: Written
) -> None:
    assert found("note-pronoun", note("en", words), project, written) == []


def test_the_templates_own_pronouns_are_told_of_once(project: Path, written: Written) -> None:
    text = with_keys(NOTE, "author: The President of the General Assembly\n")
    assert found("author-gender", text, project, written)
    assert found("note-pronoun", text, project, written) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Smith & Company"),
        ("en", "Friends of Peace Foundation"),
        ("en", "Example S.A."),
        ("fr", "Fondation Exemple"),
        ("fr", "Exemple GmbH"),
        ("es", "Viajes Ejemplo S.A. de C.V."),
        ("ru", "ООО «Пример»"),
        ("ar", "شركة المثال"),
        ("zh", "某某有限公司"),
    ],
)
def test_a_private_body_gets_no_note(
    language: str, line: str, project: Path, written: Written
) -> None:
    keys = f'addressees: {{lines: "{line}"}}\nto: X\nmatter: {MATTER[language]}\n'
    text = with_keys(NOTE, keys, language)
    assert len(found("note-to-private-body", text, project, written)) == 1


def test_a_private_person_gets_no_note(project: Path, written: Written) -> None:
    text = with_keys(NOTE, "addressees: {title: Mr., name: John Smith}\nto: Mr. Smith\n")
    assert found("note-to-private-body", text, project, written)
    posted = "addressees: {title: Mr., name: John Smith, post: Chief of Protocol}\nto: Mr. Smith\n"
    assert found("note-to-private-body", with_keys(NOTE, posted), project, written) == []


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", "Association of Southeast Asian Nations"),
        ("en", "NGO Branch\\nUnited Nations Secretariat"),
        ("en", "Permanent Mission of Chad\\nc/o Example Hotel"),
        ("en", "EU-LAC Foundation"),
        ("en", "International Finance Corporation"),
        ("fr", "Ministère de l'économie\\nDirection des sociétés"),
        ("ru", "Детский фонд Организации Объединенных Наций"),
        ("zh", "联合国儿童基金会"),
        ("ar", "مؤسسة التمويل الدولية"),
    ],
)
def test_public_bodies_of_such_names_get_notes(
    language: str, lines: str, project: Path, written: Written
) -> None:
    keys = f'addressees: {{lines: "{lines}"}}\nto: X\nmatter: {MATTER[language]}\n'
    text = with_keys(NOTE, keys, language)
    assert found("note-to-private-body", text, project, written) == []


def test_a_letter_may_go_to_a_private_body(project: Path, written: Written) -> None:
    text = with_keys(LETTER, 'addressees: {lines: "Acme Inc."}\nsalutation: Sir\n')
    assert found("note-to-private-body", text, project, written) == []


@pytest.mark.parametrize(
    ("keys", "language", "fires"),
    [
        ("addressees: {mission: CH}\n", "en", True),
        ("addressees: {mission: CH}\n", "fr", False),
        ("addressees: {mission: CA}\n", "fr", False),
        ("addressees: {mission: DE}\n", "es", False),  # The mission that writes is Uruguay's.
        ("office: pga\naddressees: {mission: DE}\n", "es", True),
        ("addressees: all-permanent-missions\n", "fr", False),
        ("addressees: [{mission: CH}, {mission: AR}]\n", "fr", False),
    ],
)
def test_a_note_is_in_the_language_suggested_for_its_reader(
    keys: str, language: str, fires: bool, project: Path, written: Written
) -> None:
    text = with_keys(NOTE, f"{keys}matter: {MATTER[language]}\n", language)
    assert bool(found("note-language", text, project, written)) is fires


def test_one_of_several_languages_is_enough(project: Path, written: Written) -> None:
    both = f"languages: [en, fr]\nmatter: {{en: {MATTER['en']}, fr: {MATTER['fr']}}}\n"
    assert found("note-language", with_keys(NOTE, both), project, written) == []


@pytest.mark.parametrize(
    ("language", "words", "fires"),
    [
        ("en", "I refer to your letter.", True),
        ("en", "I refer to your letter. I wish to thank you for it.", True),
        ("en", "I wish to refer to your letter.", False),
        ("en", "As the day approaches, I wish to recall the event.", False),
        ("en", "I am writing with reference to the budget.", False),
        ("en", "On instructions from my Government, I bring this to your attention.", False),
        ("en", "In this regard, I have the honour to reply.", False),
        ("en", "I am honoured to invite you.", False),
        ("fr", "C'est avec tristesse que j'ai appris la nouvelle.", True),
        ("fr", "J’ai l’honneur d’accuser réception de votre lettre.", False),
        ("ru", "Хотел бы сослаться на Ваше письмо.", True),
        ("ru", "Имею честь сослаться на Ваше письмо.", False),
        ("ar", "أود أن أشير إلى رسالتكم.", True),
        ("ar", "يشرفني أن أشير إلى رسالتكم.", False),
        ("en", "It was with sadness that I learned this; please accept my condolences.", False),
        ("fr", "C'est avec tristesse que je vous présente mes condoléances.", False),
        ("zh", "请查收附件。", True),
        ("zh", "我谨提及你的来信。", False),
    ],
)
def test_the_form_of_first_sentences_is_looked_for_in_six_languages(
    language: str, words: str, fires: bool, project: Path, written: Written
) -> None:
    text = letter(language, words)
    assert bool(found("honour-missing", text, project, written)) is fires


def test_the_form_may_stand_in_a_later_paragraph(project: Path, written: Written) -> None:
    text = letter("en", "I wish to refer to your letter.", "I have the honour to reply.")
    assert found("honour-missing", text, project, written) == []
    assert found("honour-repeated", text, project, written) == []


@pytest.mark.parametrize(
    ("words", "fires"),
    [
        ("I have the honour to invite you.", True),
        ("On behalf of the Secretary-General, I wish to thank you.", True),
        ("On behalf of the Secretary-General, I have the honour to invite you.", False),
        ("I am directed by the Secretary-General to invite you.", False),
    ],
)
def test_an_under_secretary_general_writes_for_the_secretary_general(
    words: str, fires: bool, project: Path, written: Written
) -> None:
    text = letter(
        "en", words, more="sender: {name: Ann Lee, gender: f, post: under-secretary-general}\n"
    )
    assert bool(found("honour-missing", text, project, written)) is fires


def test_a_letter_that_is_not_formal_owes_no_form(project: Path, written: Written) -> None:
    text = letter("en", "Many thanks for your letter.", more="salutation: Dear Ambassador\n")
    assert found("honour-missing", text, project, written) == []


def test_the_second_form_is_the_one_that_is_marked(project: Path, written: Written) -> None:
    text = letter("en", "I have the honour to write.", "Also, I have the honour\nto ask.")
    [one] = found("honour-repeated", text, project, written)
    assert (one["line"], one["column"]) == (text[: text.index("Also")].count("\n") + 1, 9)
    [one] = found(
        "honour-repeated",
        GOOD["circular"] + block("I have the honour to ask."),
        project,
        written,
    )
    assert one["line"] == GOOD["circular"].count("\n") + 2, "the template has the first"


@pytest.mark.parametrize(
    ("language", "second"),
    [
        ("en", "He wrote: “I have the honour to ask.”"),
        ("en", "> I have the honour to ask."),
        ("en", "I also have the honour to ask."),
        ("ru", "Также имею честь просить."),
        ("ar", "كما أتشرف بأن أطلب."),
        ("zh", "谨此答复。"),
    ],
)
def test_a_form_that_is_quoted_or_varied_may_follow(
    language: str, second: str, project: Path, written: Written
) -> None:
    first = {
        "en": "I have the honour to write.",
        "ru": "Имею честь написать.",
        "ar": "أتشرف بأن أكتب.",
        "zh": "我谨致函。",
    }
    text = letter(language, first[language], second)
    assert found("honour-repeated", text, project, written) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "J’ai l’honneur de vous écrire."),
        ("es", "Tengo el honor de escribirle."),
        ("ru", "Имею честь написать."),
        ("ar", "أتشرف بأن أكتب."),
        ("ar", "يشرفني أن أكتب."),
    ],
)
def test_the_form_is_found_twice_in_each_language(
    language: str, words: str, project: Path, written: Written
) -> None:
    assert len(found("honour-repeated", letter(language, words, words), project, written)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Permettez-moi de rappeler la date."),
        ("fr", "Mon Gouvernement y est favorable."),
        ("es", "Tengo el honor de informar."),
        ("es", "Mi Gobierno está a favor."),
        ("ru", "Имею честь сообщить дату."),
        ("ru", "Представительство подтверждает и имеем честь сообщить дату."),
        ("ru", "Моя делегация примет участие."),
    ],
)
def test_the_first_person_is_found_in_verbs_and_before_nouns(
    language: str, words: str, project: Path, written: Written
) -> None:
    assert found("first-person-in-note", note(language, words), project, written)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Nous, peuples des Nations Unies, sont les premiers mots de la Charte."),
        ("ru", "Перечень: ю) список; я) список."),
        ("es", "La Misión tiene el honor y el ruego de la delegación es conocido."),
    ],
)
def test_a_charter_and_a_list_are_not_the_first_person(
    language: str, words: str, project: Path, written: Written
) -> None:
    assert found("first-person-in-note", note(language, words), project, written) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Monsieur l’Ambassadeur,\n\nLa Mission se réfère à la réunion."),
        ("es", "Señor Embajador:\n\nLa Misión se refiere a la reunión."),
        ("fr", "La Mission le confirme.\n\nVeuillez agréer, Excellence, ses salutations."),
    ],
)
def test_a_note_in_other_words_of_letters_is_none(
    language: str, words: str, project: Path, written: Written
) -> None:
    assert found("note-not-a-letter", note(language, words), project, written)


def test_a_note_that_goes_on_with_it_is_an_offices(project: Path, written: Written) -> None:
    words = "It avails {} of this opportunity to thank the Mission."
    assert found("note-pronoun", note("en", words.format("herself")), project, written)
    assert found("note-pronoun", note("en", words.format("itself")), project, written) == []


def test_the_form_that_a_template_sets_is_left_out_of_its_text(
    project: Path, written: Written
) -> None:
    keys = "matter: I have the honour to inform you of the meeting\n"
    (one,) = found("honour-repeated", with_keys(GOOD["circular"], keys), project, written)
    assert "leave it out" in one["hint"]


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ("matter: has the honour to refer to the visit\n", "the template sets"),
        ("body: |\n  The visit is the the first.\n", "leave one of the two out"),
    ],
)
def test_doubled_words_have_a_place_and_are_told_as_whose_they_are(
    keys: str, hint: str, project: Path, written: Written
) -> None:
    (one,) = found("doubled-words", with_keys(NOTE, keys), project, written)
    assert one["line"]
    assert hint in one["hint"]
