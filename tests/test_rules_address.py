"""The rules on address: what must not be called wrong, odd cases, and other languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_here as run
from tests.letters import GOOD, with_keys
from verbale.codes import CODES

Written = Callable[..., Path]
OURS = {one.name for one in CODES.values() if one.family == "address"}
SENDER = {
    "ru": "sender: {name: Питер Томсон}\n",
    "zh": "sender: {name: 彼得·汤姆森}\n",
    "ar": "sender: {name: بيتر تومسون}\n",
}


@pytest.fixture
def found(project: Path, written: Written) -> Callable[..., list[dict[str, Any]]]:
    """Check a good letter with other keys, and give what the rules on address say of it."""

    def check(keys: str, on: str = "letter", language: str = "") -> list[dict[str, Any]]:
        written(with_keys(GOOD[on], SENDER.get(language, "") + keys, language))
        ran = run("check", "--json", cwd=project)
        every: list[dict[str, Any]] = json.loads(ran.all)
        assert "rule-failed" not in {one["code"] for one in every}, every
        return [one for one in every if one["code"] in OURS]

    return check


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [one["code"] for one in found]


def to(person: str, body: str = "I write to you.") -> str:
    return f"addressees: {{{person}}}\nbody: {body}\n"


PR = "post: permanent-representative, state: CH"


@pytest.mark.parametrize(
    ("keys", "language"),
    [
        # Real salutations by post, to an Excellency.
        (to(f"title: H.E. Mr., name: Jürg Lauber, {PR}, salutation: Mr. President"), ""),
        (to(f"title: H.E. Mr., name: Jürg Lauber, {PR}, salutation: Your Excellency"), ""),
        (to(f"title: H.E. Ms., name: Ana Obi, {PR}, salutation: Dear Ambassador"), ""),
        (to(f"title: H.E. Ms., name: Ana Obi, {PR}, salutation: Madame la Présidente"), "fr"),
        (
            to("title: Ms., name: Ada Obi, post: Director, address: Rome, salutation: Dear Madam"),
            "",
        ),
        (to("lines: Heads of Delegation, salutation: Sir"), ""),
        (to("lines: Heads of Delegation, salutation: Excellency"), ""),
        ("addressees: all-permanent-representatives\nsalutation: Excellencies\nbody: X.\n", ""),
        # A chargé who is one in the rank of ambassador, and one who is none.
        (
            to(
                'title: H.E. Ambassador, gender: m, name: Jan Kos, post: "Chargé d\'affaires", '
                "address: Bern, salutation: Excellency"
            ),
            "",
        ),
        (to("post: charge-daffaires, state: CH, salutation: Sir"), ""),
        # Names that look like nothing, or like a title.
        (to(f"title: H.E. Mr., name: N.N. Singh, {PR}"), ""),
        (to(f"title: H.E. Mr., name: Vacante Ruiz, {PR}"), ""),
        (to('lines: "Vacancy Announcements Section\\nNew York", salutation: Sir'), ""),
        # Heads of State are addressed by function; a rank stands above the function.
        (
            to(
                'lines: "His Excellency\\nThe President of the Republic\\nBern", '
                "salutation: Excellency"
            ),
            "",
        ),
        (
            to('lines: "His Excellency\\nPresident Juan Ruiz\\nMadrid", salutation: Excellency'),
            "",
        ),
        (
            to(
                'lines: "Ambassador Jan Kos\\nPermanent Representative of Poland\\nNew York", '
                "salutation: Excellency"
            ),
            "",
        ),
        (to('lines: "General Secretariat\\nNew York", salutation: Sir'), ""),
        (
            to(
                "title: H.E. General, gender: m, name: Juan Ruiz, "
                "post: Minister of Defence, state: ES"
            ),
            "",
        ),
        # A deputy may well be Ms.; a chargé is.
        (to("title: Ms., name: Lina Holm, post: deputy-permanent-representative, state: SE"), ""),
    ],
)
def test_offices_vary_and_are_right(
    keys: str, language: str, found: Callable[..., list[dict[str, Any]]]
) -> None:
    if language == "fr":
        keys = keys.replace("I write to you.", "J'ai l'honneur de vous écrire.")
    assert found(keys, language=language) == []


@pytest.mark.parametrize(
    ("code", "keys", "language"),
    [
        ("salutation-rank", to(f"title: H.E. Ms., name: Ana Obi, {PR}, salutation: Sir"), ""),
        (
            "salutation-rank",
            to(f"title: H.E. Ms., name: Ana Obi, {PR}, salutation: Mr. President"),
            "",
        ),
        (
            "salutation-rank",
            to("title: Ms., name: A Obi, post: Director, address: Rome, salutation: Dear Sir"),
            "",
        ),
        (
            "salutation-rank",
            to("title: Ms., name: A Obi, post: Director, address: Rome, salutation: Excellency"),
            "",
        ),
        ("salutation-rank", to("mission: CH, salutation: Sir"), ""),
        ("salutation-rank", "addressees: all-permanent-representatives\nsalutation: Sir\n", ""),
        ("salutation-rank", to('lines: "H.E. Mr. Jan Kos\\nBern", salutation: Sir'), ""),
        (
            "salutation-rank",
            to(f"title: H.E. Mr., name: 于尔格·劳贝尔, {PR}, salutation: 先生", "谨致函。"),
            "zh",
        ),
        (
            "salutation-rank",
            to(f"title: H.E. Ms., name: آنا لوبير, {PR}, salutation: صاحب السعادة", "أكتب إليكم."),
            "ar",
        ),
        (
            "salutation-rank",
            to(
                f"title: H.E. Ms., name: Ana Obi, {PR}, salutation: Monsieur le Président",
                "J'écris.",
            ),
            "fr",
        ),
        ("title-below-rank", to(f"title: Dr., gender: m, name: Jan Kos, {PR}"), ""),
        ("title-below-rank", to(f"title: Mr., name: 于尔格·劳贝尔, {PR}", "谨致函。"), "zh"),
        (
            "excellency-for-charge",
            to("title: H.E. Mr., name: 于尔格·劳贝尔, post: 临时代办, state: CH", "谨致函。"),
            "zh",
        ),
        (
            "excellency-for-charge",
            to(
                "title: H.E. Mr., name: Иван Петров, post: Временный поверенный в делах, state: CH",
                "Пишу Вам.",
            ),
            "ru",
        ),
        (
            "excellency-for-charge",
            to(
                "title: H.E. Mr., name: يورغ لوبير, post: charge-daffaires, state: CH",
                "أكتب إليكم.",
            ),
            "ar",
        ),
        (
            "excellency-for-charge",
            to("post: charge-daffaires, state: CH, salutation: Excellency"),
            "",
        ),
        (
            "excellency-for-charge",
            to(
                "title: Mr., name: Jan Kos, post: charge-daffaires, state: CH, "
                "salutation: Excellency"
            ),
            "",
        ),
        (
            "excellency-for-charge",
            to(
                'lines: "His Excellency\\nMr. Jan Kos\\nChargé d’affaires a.i.\\nBern", '
                "salutation: Sir"
            ),
            "",
        ),
        ("title-without-name", to(f"title: H.E. Mr., name: Ambassador, {PR}"), ""),
        (
            "title-without-name",
            to("title: Ms., name: Director of Studies, post: Director of Studies, address: Rome"),
            "",
        ),
        ("title-without-name", to('lines: "H.E. Mr.\\nNew York", salutation: Excellency'), ""),
        (
            "title-without-name",
            to(
                'lines: "Son Excellence\\nReprésentant permanent de la Suisse\\nNew York", '
                "salutation: Excellence",
                "J'écris.",
            ),
            "fr",
        ),
        ("rank-not-function", to("title: H.E. General, gender: m, name: Juan Ruiz"), ""),
        (
            "rank-not-function",
            to('lines: "Ambassador Jan Kos\\nNew York", salutation: Excellency'),
            "",
        ),
        (
            "rank-not-function",
            to(
                "title: H.E. Mr., name: Иван Петров, post: Чрезвычайный и Полномочный Посол",
                "Пишу Вам.",
            ),
            "ru",
        ),
        ("vacant-post-named", to(f"name: TBD, {PR}, salutation: Excellency"), ""),
        (
            "vacant-post-named",
            to("title: Ms., name: Ada Obi, post: Director (vacant), address: Rome"),
            "",
        ),
        (
            "vacant-post-named",
            to('lines: "Vacant\\nPermanent Mission of Chad", salutation: Excellency'),
            "",
        ),
        (
            "vacant-post-named",
            to(f"name: Вакантна, {PR}, salutation: Ваше Превосходительство", "Пишу Вам."),
            "ru",
        ),
        (
            "vacant-post-named",
            to(f"name: شاغر, {PR}, salutation: صاحب السعادة", "أكتب إليكم."),
            "ar",
        ),
    ],
)
def test_it_is_told_once_and_alone(
    code: str, keys: str, language: str, found: Callable[..., list[dict[str, Any]]]
) -> None:
    assert codes(found(keys, language=language)) == [code]


CLOSES = {
    "en": ("Please accept, Excellency, the assurances.", "Please accept, Madam, the assurances."),
    "fr": ("Veuillez agréer, Excellence, mes hommages.", "Veuillez agréer, Monsieur, mes vœux."),
    "es": ("Sírvase aceptar, Excelencia, mi saludo.", "Sírvase aceptar, Señor, mi saludo."),
    "ru": (
        "Прошу Вас, Ваше Превосходительство, принять уверения.",
        "Примите, господин Председатель, уверения.",
    ),
    "ar": ("وتفضلوا، يا صاحب السعادة، بقبول الاحترام.", "وتفضلوا، سيدي، بقبول الاحترام."),
    "zh": ("顺致最崇高的敬意。", "先生：\n\n  谨致函。"),
}


@pytest.mark.parametrize("language", CLOSES)
def test_a_close_of_ones_own_calls_the_reader_as_the_salutation_does(
    language: str, found: Callable[..., list[dict[str, Any]]]
) -> None:
    name = {"ru": "Иван Петров", "zh": "于尔格·劳贝尔", "ar": "يورغ لوبير"}.get(language, "Jan Kos")
    person = f"addressees: {{title: H.E. Mr., name: {name}, {PR}}}\n"
    right, wrong = CLOSES[language]
    assert found(f"{person}body: |\n  {right}\n", language=language) == []
    [one] = found(f"{person}body: |\n  {wrong}\n", language=language)
    assert one["code"] == "close-vocative"
    assert one["line"], "where the drafter wrote it"


@pytest.mark.parametrize(
    "words",
    [
        "Please accept, on behalf of my Government, the assurances of our esteem.",
        "I should add, Mr. President, that all were heard.",
        "He wrote: “Please accept, Sir, my thanks.”",
        "Please accept, dear colleague, my thanks.",
    ],
)
def test_words_between_commas_are_not_always_a_vocative(
    words: str, found: Callable[..., list[dict[str, Any]]]
) -> None:
    assert found(f"body: |\n  {words}\n") == []


CAMACHO = (
    "appointees:\n  - {title: H.E. Mr., name: Juan José Gómez Camacho, surname: Gómez Camacho, "
    "post: permanent-representative, state: MX}\n"
    "  - {title: H.E. Mr., name: Jürg Lauber, surname: Lauber, "
    "post: permanent-representative, state: CH}\nrole: co-facilitators\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "I thank Ambassador Gómez Camacho and Ambassador Lauber for accepting this task.",
        "I thank Ambassadors Gómez Camacho and Lauber for accepting this task.",
        "I thank Ambassador Juan José Gómez Camacho for accepting this task.",
        "I thank Ambassador Lauber’s team, and Mr. Thomson.",
        "I thank Ambassador Kamau, who led the process last year.",
        "I count on you, Mr. President, to accept this.",
        "He quoted “Ambassador Lauper” in jest.",
        "Mr. Bauer and Ms. Camara spoke.",
    ],
)
def test_the_same_person_and_another_are_no_slip(
    words: str, found: Callable[..., list[dict[str, Any]]]
) -> None:
    assert found(f"{CAMACHO}body: |\n  {words}\n", on="appointment") == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("I thank Ambassador Gómez.", "part of the surname"),
        ("I thank Ambassador Gomez Camacho.", "spelled otherwise"),
        ("I thank Ambassadors Gómez Camacho and Laubre.", "near the name"),
        ("I thank Ambassador Kamau for accepting this task.", "none of those"),
    ],
)
def test_another_name_for_the_same_person_is_told(
    words: str, message: str, found: Callable[..., list[dict[str, Any]]]
) -> None:
    [one] = found(f"{CAMACHO}body: |\n  {words}\n", on="appointment")
    assert one["code"] == "thanked-by-other-name"
    assert message in one["message"]


def test_whom_a_letter_goes_to_is_known_without_a_surname(
    found: Callable[..., list[dict[str, Any]]],
) -> None:
    assert found(to(f"title: H.E. Mr., name: Jürg Lauber, {PR}", "I met Mr. Jürg Lauber.")) == []
    [one] = found(to(f"title: H.E. Mr., name: Jürg Lauber, {PR}", "I met Ambassador Lauper."))
    assert one["code"] == "thanked-by-other-name"


def test_a_surname_is_a_part_of_the_name_whatever_its_spelling(
    found: Callable[..., list[dict[str, Any]]],
) -> None:
    def appointed(name: str, surname: str, more: str = "") -> list[str]:
        return codes(
            found(
                f"appointees: [{{title: H.E. Mr., name: {name}, surname: {surname}, "
                f"{PR}{more}}}]\n",
                on="appointment",
            )
        )

    assert appointed("Jürg MÜLLER", "Mueller") == []
    assert appointed("Sheikh Al-Khalifa", "Al Khalifa") == []
    assert appointed("'0123'", "Lauber") == [], "what is no name is not compared"
    assert appointed("Jürg Lauber", "Lauper") == ["thanked-by-other-name"]
    assert appointed("Jürg Lauber", "Lauber", ", called: the Envoy") == []
    assert appointed("Jürg Lauber", "Lauber", ", called: Ambassador Kamau") == [
        "thanked-by-other-name"
    ]


def test_a_row_of_a_list_is_told_at_the_row_and_the_letter_at_the_spec(
    project: Path, written: Written
) -> None:
    written(with_keys(GOOD["appointment"], CAMACHO.replace("H.E. Mr.", "Mr.", 1)))
    listed = project / "list.csv"
    listed.write_text(
        "id,state,title,name\n1,CH,H.E. Mr.,Jan Kos\n2,FR,Mr.,Vacant\n3,ES,H.E. Ms.,Ana Ruiz\n",
        encoding="utf-8",
    )
    ran = run("batch", "letters/letter.yaml", "--to", listed, "-o", "out", cwd=project)
    lines = [one for one in ran.all.splitlines() if any(code in one for code in OURS)]
    assert len(lines) == 3, ran.all
    assert any("list.csv:3" in one and "vacant-post-named" in one for one in lines)
    assert any("list.csv:3" in one and "title-below-rank" in one for one in lines)
    assert any("letter.yaml:" in one and "title-below-rank" in one for one in lines)
