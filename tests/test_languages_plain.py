"""The two plainest kinds, `letter` and `note-verbale`, in the languages besides English.

Each language's text is compared whole: with every key that a spec may give, so that nothing that
was typed is lost. Shorter letters then show one thing each, such as a gender or a case.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.conftest import run_here as run
from verbale import page as pages
from verbale import pipeline
from verbale.project import open_project
from verbale.spec.parse import parse
from verbale.spec.source import from_text

Worded = Callable[[str, str], str]
LANGUAGES = ("ar", "es", "fr", "ru", "zh")
TYPESET = ("ar", "es", "fr", "ru")
"""Those that are typeset here; letters in Chinese are in test_chinese.py."""


@dataclass(frozen=True)
class Whole:
    """A spec that gives every key, and the letter's text."""

    spec: str
    text: str


LETTERS: Mapping[str, Whole] = {
    "ar": Whole(
        """\
place: نيويورك
sender: {title: H.E. Ms., name: ليلى حداد, post: permanent-representative, state: LB}
addressees: {title: H.E. Mr., name: يورغ لاوبر, post: permanent-representative, state: CH}
in_reply_to: {dated: 2024-02-01, reference: NV/12, about: تنسيق المشاورات}
body: أتشرف بأن أحيل طيه نص القرار A/RES/71/1.
enclosures: [{title: نص القرار, symbol: A/RES/71/1, pages: 3}]
copies: [الأمين العام]
""",
        """\
PGA/2024/17

نيويورك، 1 آذار/مارس 2024

سري

صاحب السعادة،

أود أن أشير إلى رسالتكم المؤرخة 1 شباط/فبراير 2024 (المرجع NV/12) بشأن تنسيق المشاورات.

أتشرف بأن أحيل طيه نص القرار A/RES/71/1.

وتفضلوا، صاحب السعادة، بقبول فائق التقدير والاحترام.

ليلى حداد
الممثلة الدائمة للبنان
لدى الأمم المتحدة

المرفق: نص القرار (A/RES/71/1)، عدد الصفحات: 3

نسخة إلى:
الأمين العام

سعادة السيد يورغ لاوبر
الممثل الدائم لسويسرا
لدى الأمم المتحدة
نيويورك
""",
    ),
    "es": Whole(
        """\
place: Nueva York
sender: {title: H.E. Ms., name: Lucía Andrade, post: permanent-representative, state: UY}
addressees: {title: H.E. Mr., name: Jürg Lauber, post: permanent-representative, state: CH}
in_reply_to: {dated: 2024-02-01, reference: NV/12, about: la coordinación de las consultas}
body: Tengo el honor de transmitir adjunto el texto de la resolución A/RES/71/1.
enclosures: [{title: Texto de la resolución, symbol: A/RES/71/1, pages: 3}]
copies: [Secretario General]
""",
        """\
PGA/2024/17

Nueva York, 1 de marzo de 2024

Confidencial

Excelencia:

Deseo referirme a su carta de fecha 1 de febrero de 2024 (referencia NV/12) sobre la \
coordinación de las consultas.

Tengo el honor de transmitir adjunto el texto de la resolución A/RES/71/1.

Sírvase aceptar, Excelencia, las seguridades de mi más alta consideración.

Lucía Andrade
Representante Permanente del Uruguay
ante las Naciones Unidas

Documento adjunto: Texto de la resolución (A/RES/71/1), 3 páginas

Copia:
Secretario General

Excelentísimo Señor
Jürg Lauber
Representante Permanente de Suiza
ante las Naciones Unidas
Nueva York
""",
    ),
    "fr": Whole(
        """\
place: New York
sender: {title: H.E. Ms., name: Jeanne Martin, post: permanent-representative, state: FR}
addressees: {title: H.E. Mr., name: Jürg Lauber, post: permanent-representative, state: CH}
in_reply_to: {dated: 2024-02-01, reference: NV/12, about: la coordination des consultations}
body: J'ai l'honneur de vous transmettre ci-joint le texte de la résolution A/RES/71/1.
enclosures: [{title: Texte de la résolution, symbol: A/RES/71/1, pages: 3}]
copies: [Secrétaire général]
""",
        """\
PGA/2024/17

New York, le 1er mars 2024

Confidentiel

Excellence,

Je me réfère à votre lettre du 1er février 2024 (référence NV/12) concernant la coordination \
des consultations.

J’ai l’honneur de vous transmettre ci-joint le texte de la résolution A/RES/71/1.

Je vous prie d’agréer, Excellence, les assurances de ma très haute considération.

Jeanne Martin
Représentante permanente de la France
auprès de l’Organisation des Nations Unies

Pièce jointe : Texte de la résolution (A/RES/71/1), 3 pages

Copie :
Secrétaire général

Son Excellence
Monsieur Jürg Lauber
Représentant permanent de la Suisse
auprès de l’Organisation des Nations Unies
New York
""",
    ),
    "ru": Whole(
        """\
place: Нью-Йорк
sender: {title: H.E. Ms., name: Анна Петрова, post: permanent-representative, state: BY}
addressees: {title: H.E. Mr., name: Юргу Лауберу, post: permanent-representative, state: CH}
in_reply_to: {dated: 2024-02-01, reference: NV/12, about: координации консультаций}
body: Имею честь препроводить текст резолюции A/RES/71/1.
enclosures: [{title: Текст резолюции, symbol: A/RES/71/1, pages: 3}]
copies: [Генеральному секретарю]
""",
        """\
PGA/2024/17

Нью-Йорк, 1 марта 2024 года

Конфиденциально

Ваше Превосходительство,

Ссылаюсь на Ваше письмо от 1 февраля 2024 года (исх. № NV/12) относительно координации \
консультаций.

Имею честь препроводить текст резолюции A/RES/71/1.

Прошу Вас, Ваше Превосходительство, принять уверения в моем весьма высоком уважении.

Анна Петрова
Постоянный представитель Беларуси
при Организации Объединенных Наций

Приложение: Текст резолюции (A/RES/71/1), 3 стр.

Копия:
Генеральному секретарю

Его Превосходительству
господину Юргу Лауберу
Постоянному представителю Швейцарии
при Организации Объединенных Наций
Нью-Йорк
""",
    ),
    "zh": Whole(
        """\
place: 纽约
sender: {title: H.E. Ms., name: 王芳, post: permanent-representative, state: CN}
addressees: {title: H.E. Mr., name: 于尔格·劳贝尔, post: permanent-representative, state: CH}
in_reply_to: {dated: 2024-02-01, reference: NV/12, about: 协商安排}
body: 谨随信转递A/RES/71/1号决议全文。
enclosures: [{title: 决议全文, symbol: A/RES/71/1, pages: 3}]
copies: [秘书长]
""",
        """\
PGA/2024/17

2024年3月1日于纽约

机密

阁下：

谨提及2024年2月1日关于协商安排的来信（NV/12）。

谨随信转递A/RES/71/1号决议全文。

顺致最崇高的敬意。

中国常驻联合国代表
王芳

附件：决议全文（A/RES/71/1），3页

抄送：
秘书长

瑞士常驻联合国代表
于尔格·劳贝尔先生阁下
""",
    ),
}
NOTES: Mapping[str, Whole] = {
    "ar": Whole(
        """\
place: نيويورك
author: البعثة الدائمة لأوروغواي لدى الأمم المتحدة
matter: تبلغ البعثة بعقد مشاورات غير رسمية
in_reply_to:
  dated: 2024-02-01
  reference: NV/12
  from: البعثة الدائمة للبنان
  about: تنسيق المشاورات
body: وستعقد المشاورات في مقر الأمم المتحدة.
enclosures: [{title: برنامج المشاورات, pages: 1}, القائمة]
copies: [الأمين العام]
""",
        """\
NV/2024/8

سري

تهدي البعثة الدائمة لأوروغواي لدى الأمم المتحدة أطيب تحياتها إلى البعثة الدائمة لسويسرا \
لدى الأمم المتحدة، وتتشرف، ردا على المذكرة الشفوية NV/12 المؤرخة 1 شباط/فبراير 2024 \
الموجهة من البعثة الدائمة للبنان بشأن تنسيق المشاورات، بأن تبلغ البعثة بعقد مشاورات غير رسمية.

وستعقد المشاورات في مقر الأمم المتحدة.

وتغتنم البعثة الدائمة لأوروغواي لدى الأمم المتحدة هذه المناسبة لتعرب مجددا للبعثة الدائمة \
لسويسرا لدى الأمم المتحدة عن فائق تقديرها.

نيويورك، 4 آذار/مارس 2024

المرفقات: 2

1. برنامج المشاورات، صفحة واحدة

2. القائمة

نسخة إلى:
الأمين العام

البعثة الدائمة لسويسرا
لدى الأمم المتحدة
نيويورك
""",
    ),
    "es": Whole(
        """\
place: Nueva York
author: La Misión Permanente del Uruguay ante las Naciones Unidas
matter: informar a la Misión de la celebración de consultas oficiosas
in_reply_to:
  dated: 2024-02-01
  reference: NV/12
  from: la Misión Permanente del Líbano
  about: la coordinación de las consultas
body: Las consultas se celebrarán en la Sede de las Naciones Unidas.
enclosures: [{title: Programa de las consultas, pages: 1}, Lista]
copies: [Secretario General]
""",
        """\
NV/2024/8

Confidencial

La Misión Permanente del Uruguay ante las Naciones Unidas saluda atentamente a la Misión \
Permanente de Suiza ante las Naciones Unidas y, en respuesta a la nota verbal NV/12 de fecha \
1 de febrero de 2024 enviada por la Misión Permanente del Líbano sobre la coordinación de las \
consultas, tiene el honor de informar a la Misión de la celebración de consultas oficiosas.

Las consultas se celebrarán en la Sede de las Naciones Unidas.

La Misión Permanente del Uruguay ante las Naciones Unidas aprovecha la oportunidad para \
reiterar a la Misión Permanente de Suiza ante las Naciones Unidas las seguridades de su más \
alta consideración.

Nueva York, 4 de marzo de 2024

Documentos adjuntos: 2

1. Programa de las consultas, 1 página

2. Lista

Copia:
Secretario General

Misión Permanente de Suiza
ante las Naciones Unidas
Nueva York
""",
    ),
    "fr": Whole(
        """\
place: New York
author: La Mission permanente de l'Uruguay auprès de l'Organisation des Nations Unies
matter: informer la Mission de la tenue de consultations officieuses
in_reply_to:
  dated: 2024-02-01
  reference: NV/12
  from: la Mission permanente du Liban
  about: la coordination des consultations
body: Les consultations se tiendront au Siège de l'Organisation.
enclosures: [{title: Programme des consultations, pages: 1}, Liste]
copies: [Secrétaire général]
""",
        """\
NV/2024/8

Confidentiel

La Mission permanente de l’Uruguay auprès de l’Organisation des Nations Unies présente ses \
compliments à la Mission permanente de la Suisse auprès de l’Organisation des Nations Unies \
et, en réponse à la note verbale NV/12 du 1er février 2024 adressée par la Mission permanente \
du Liban et concernant la coordination des consultations, a l’honneur d’informer la Mission de \
la tenue de consultations officieuses.

Les consultations se tiendront au Siège de l’Organisation.

La Mission permanente de l’Uruguay auprès de l’Organisation des Nations Unies saisit cette \
occasion pour renouveler à la Mission permanente de la Suisse auprès de l’Organisation des \
Nations Unies les assurances de sa très haute considération.

New York, le 4 mars 2024

Pièces jointes : 2

1. Programme des consultations, 1 page

2. Liste

Copie :
Secrétaire général

Mission permanente de la Suisse
auprès de l’Organisation des Nations Unies
New York
""",
    ),
    "ru": Whole(
        """\
place: Нью-Йорк
author: Постоянное представительство Уругвая при Организации Объединенных Наций
matter: информировать Представительство о проведении неофициальных консультаций
in_reply_to:
  dated: 2024-02-01
  reference: NV/12
  from: Постоянного представительства Ливана
  about: координации консультаций
body: Консультации состоятся в Центральных учреждениях Организации.
enclosures: [{title: Программа консультаций, pages: 1}, Список]
copies: [Генеральному секретарю]
""",
        """\
NV/2024/8

Конфиденциально

Постоянное представительство Уругвая при Организации Объединенных Наций свидетельствует свое \
уважение Постоянному представительству Швейцарии при Организации Объединенных Наций и в ответ \
на вербальную ноту Постоянного представительства Ливана № NV/12 от 1 февраля 2024 года \
относительно координации консультаций имеет честь информировать Представительство о \
проведении неофициальных консультаций.

Консультации состоятся в Центральных учреждениях Организации.

Постоянное представительство Уругвая при Организации Объединенных Наций пользуется этим \
случаем, чтобы возобновить Постоянному представительству Швейцарии при Организации \
Объединенных Наций уверения в своем весьма высоком уважении.

Нью-Йорк, 4 марта 2024 года

Приложения: 2

1. Программа консультаций, 1 стр.

2. Список

Копия:
Генеральному секретарю

Постоянному представительству Швейцарии
при Организации Объединенных Наций
Нью-Йорк
""",
    ),
    "zh": Whole(
        """\
place: 纽约
author: 乌拉圭常驻联合国代表团
matter: 通知代表团将举行非正式协商
in_reply_to:
  dated: 2024-02-01
  reference: NV/12
  from: 黎巴嫩常驻联合国代表团
  about: 协商安排
body: 协商将在联合国总部举行。
enclosures: [{title: 协商日程, pages: 1}, 名单]
copies: [秘书长]
""",
        """\
NV/2024/8

机密

乌拉圭常驻联合国代表团向瑞士常驻联合国代表团致意，\
提及黎巴嫩常驻联合国代表团2024年2月1日关于协商安排的普通照会（NV/12），\
并谨通知代表团将举行非正式协商。

协商将在联合国总部举行。

顺致最崇高的敬意。

2024年3月4日于纽约

附件：2件

1. 协商日程，1页

2. 名单

抄送：
秘书长

瑞士常驻联合国代表团
纽约
""",
    ),
}
BODIES = {
    "ar": "القرار مرفق طيه.",
    "es": "Se adjunta la resolución.",
    "fr": "La résolution est jointe.",
    "ru": "Резолюция прилагается.",
    "zh": "随信附上决议。",
}


@pytest.fixture
def worded(project: Path, written: Callable[..., Path]) -> Worded:
    """Give the text of a spec, whose kind and language are the first lines of it."""
    # These letters are of one sentence, in no form of courtesy: rules on them are for others.
    off = ("honour-missing", "enclosure-not-listed", "enclosure-not-mentioned", "note-language")
    settings = project / "verbale.yaml"
    told = f"rules: {{{', '.join(f'{one}: off' for one in off)}}}\n"
    settings.write_text(settings.read_text("utf-8") + told, "utf-8")

    def text(language: str, spec: str) -> str:
        spec = f"language: {language}\n{spec}"
        if language not in TYPESET:
            return _without_pdf(project, spec)
        written(spec)
        ran = run("render", "--format", "pdf,html,txt", cwd=project)
        assert ran.exit == 0, ran.all
        assert ran.err.strip() == "made", "nothing is wrong with it"
        html = (project / "output" / "letter.html").read_text("utf-8")
        assert f'<html lang="{language}"' in html
        return (project / "output" / "letter.txt").read_text("utf-8")

    return text


def _without_pdf(project: Path, spec: str) -> str:
    """Give the text of a letter of which no PDF is made here."""
    opened = open_project(project).value
    source = from_text(spec, "letter.yaml").value
    assert opened is not None
    assert source is not None
    kind = "note-verbale" if "kind: note-verbale" in spec else "letter"
    parsed = parse(source, opened.model(kind))
    assert parsed.value is not None, parsed.problems
    [code] = parsed.value.in_languages
    made = pipeline.made(opened, parsed.value, code, typeset=False)
    assert made.value is not None, made.problems
    assert made.problems == (), "nothing is wrong with it"
    assert f'<html lang="{code}"' in made.value.page.screen
    return pages.plain_text(made.value.page)


def letter(language: str, more: str) -> str:
    """Give a small letter, with what is said besides."""
    head = "kind: letter\ndate: 2024-03-04\nsender: {name: A. B.}\n"
    return f"{head}body: {BODIES[language]}\n{more}\n"


def note(more: str) -> str:
    """Give a small note, with what is said besides."""
    return f"kind: note-verbale\noffice: mission\ndate: 2024-03-04\n{more}\n"


def blocks(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_worded_in_its_language_and_loses_nothing(
    worded: Worded, language: str
) -> None:
    whole = LETTERS[language]
    head = "kind: letter\ndate: 2024-03-01\nreference: PGA/2024/17\nclassification: confidential\n"
    assert worded(language, head + whole.spec) == whole.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_worded_in_its_language_and_loses_nothing(worded: Worded, language: str) -> None:
    whole = NOTES[language]
    head = note("reference: NV/2024/8\nclassification: confidential\naddressees: {mission: CH}")
    assert worded(language, head + whole.spec) == whole.text


@pytest.mark.parametrize(
    ("language", "salutation", "close"),
    [
        ("ar", "صاحبة السعادة،", "وتفضلوا، صاحبة السعادة، بقبول فائق التقدير والاحترام."),
        (
            "es",
            "Excelencia:",
            "Sírvase aceptar, Excelencia, las seguridades de mi más alta consideración.",
        ),
        (
            "fr",
            "Excellence,",
            "Je vous prie d’agréer, Excellence, les assurances de ma très haute considération.",
        ),
        (
            "ru",
            "Ваше Превосходительство,",
            "Прошу Вас, Ваше Превосходительство, принять уверения в моем весьма высоком уважении.",
        ),
        ("zh", "阁下：", "顺致最崇高的敬意。"),
    ],
)
def test_a_woman_who_is_an_ambassador_is_an_excellency(
    worded: Worded, language: str, salutation: str, close: str
) -> None:
    person = "{title: H.E. Ms., name: A. B., post: permanent-representative, state: CH}"
    found = blocks(worded(language, letter(language, f"addressees: {person}")))
    assert (found[1], found[3]) == (salutation, close)


@pytest.mark.parametrize(
    ("language", "title", "salutation", "close"),
    [
        ("ar", "Mr.", "سيدي،", "وتفضلوا، سيدي، بقبول فائق التقدير والاحترام."),
        ("ar", "Ms.", "سيدتي،", "وتفضلوا، سيدتي، بقبول فائق التقدير والاحترام."),
        ("es", "Mr.", "Señor:", "Sírvase aceptar, Señor, las seguridades"),
        ("es", "Ms.", "Señora:", "Sírvase aceptar, Señora, las seguridades"),
        ("fr", "Mr.", "Monsieur,", "Je vous prie d’agréer, Monsieur, les assurances"),
        ("fr", "Ms.", "Madame,", "Je vous prie d’agréer, Madame, les assurances"),
        ("ru", "Mr.", "Уважаемый господин,", "Прошу Вас принять уверения"),
        ("ru", "Ms.", "Уважаемая госпожа,", "Прошу Вас принять уверения"),
        ("zh", "Mr.", "先生：", "顺致崇高的敬意。"),
        ("zh", "Ms.", "女士：", "顺致崇高的敬意。"),
    ],
)
def test_who_is_no_excellency_is_sir_or_madam(
    worded: Worded, language: str, title: str, salutation: str, close: str
) -> None:
    person = f"{{title: {title}, name: A. B., address: X}}"
    found = blocks(worded(language, letter(language, f"addressees: {person}")))
    assert found[1] == salutation
    assert found[3].startswith(close)


@pytest.mark.parametrize(
    ("language", "salutation", "close"),
    [
        ("ar", "السيد الرئيس،", "وتفضلوا، السيد الرئيس، بقبول"),
        ("es", "Señor Presidente:", "Sírvase aceptar, Señor Presidente, las seguridades"),
        ("fr", "Monsieur le Président,", "Je vous prie d’agréer, Monsieur le Président, les"),
        ("ru", "Уважаемый господин Председатель,", "Прошу Вас, господин Председатель, принять"),
        ("zh", "主席先生：", "顺致最崇高的敬意。"),
    ],
)
def test_who_holds_an_office_is_called_by_it(
    worded: Worded, language: str, salutation: str, close: str
) -> None:
    post = "president-of-the-general-assembly"
    person = f"{{title: Mr., name: A. B., post: {post}, address: X}}"
    found = blocks(worded(language, letter(language, f"addressees: {person}")))
    assert found[1] == salutation
    assert found[3].startswith(close)


@pytest.mark.parametrize(
    ("language", "salutation", "close"),
    [
        ("ar", "أصحاب السعادة،", "وتفضلوا، أصحاب السعادة، بقبول"),
        ("es", "Excelencias:", "Sírvanse aceptar, Excelencias, las seguridades"),
        ("fr", "Excellences,", "Je vous prie d’agréer, Excellences, les assurances"),
        ("ru", "Ваши Превосходительства,", "Прошу вас, Ваши Превосходительства, принять"),
        ("zh", "各位阁下：", "顺致最崇高的敬意。"),
    ],
)
def test_several_are_called_in_the_plural(
    worded: Worded, language: str, salutation: str, close: str
) -> None:
    found = blocks(worded(language, letter(language, "addressees: {states: [CH, MX]}")))
    assert found[1] == salutation
    assert found[3].startswith(close)


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("ar", "إلى جميع الممثلين الدائمين"),
        ("es", "A todos los Representantes Permanentes"),
        ("fr", "À tous les Représentants permanents"),
        ("ru", "Всем постоянным представителям"),
        ("zh", "各国常驻联合国代表"),
    ],
)
def test_a_letter_goes_to_a_list(worded: Worded, language: str, first: str) -> None:
    text = worded(language, letter(language, "addressees: all-permanent-representatives"))
    assert blocks(text)[-1].splitlines()[0] == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_goes_to_lines_with_a_salutation(worded: Worded, language: str) -> None:
    spec = letter(language, "salutation: A. B.\naddressees: {lines: X. Y.}")
    found = blocks(worded(language, spec))
    assert found[1][:-1] == "A. B."
    assert found[-1] == "X. Y."


@pytest.mark.parametrize(
    ("language", "from_whom", "sentence"),
    [
        ("ar", "سويسرا", "أود أن أشير إلى الرسالة المؤرخة 1 شباط/فبراير 2024 الموجهة من سويسرا."),
        (
            "es",
            "Suiza",
            "Deseo referirme a la carta de fecha 1 de febrero de 2024 enviada por Suiza.",
        ),
        ("fr", "la Suisse", "Je me réfère à la lettre du 1er février 2024 adressée par la Suisse."),
        ("ru", "Швейцарии", "Ссылаюсь на письмо Швейцарии от 1 февраля 2024 года."),
        ("zh", "瑞士", "谨提及瑞士2024年2月1日的信。"),
    ],
)
def test_a_letter_to_many_says_whose_letter_it_answers(
    worded: Worded, language: str, from_whom: str, sentence: str
) -> None:
    reply = f"in_reply_to: {{dated: 2024-02-01, from: {from_whom}}}"
    spec = letter(language, f"addressees: all-permanent-representatives\n{reply}")
    assert blocks(worded(language, spec))[2] == sentence


TO_WHOM = [
    ("ar", "all-permanent-missions", "إلى البعثات الدائمة لدى الأمم المتحدة، وتتشرف"),
    (
        "ar",
        "all-permanent-representatives-and-observers",
        "إلى الممثلين الدائمين والمراقبين الدائمين لدى الأمم المتحدة، وتتشرف",
    ),
    ("es", "all-permanent-missions", "saluda atentamente a las Misiones Permanentes ante"),
    (
        "es",
        "all-permanent-representatives-and-observers",
        "saluda atentamente a los Representantes Permanentes y a los Observadores Permanentes ante",
    ),
    ("fr", "all-permanent-missions", "ses compliments aux missions permanentes auprès"),
    (
        "fr",
        "all-permanent-representatives-and-observers",
        "ses compliments aux représentants permanents et aux observateurs permanents auprès",
    ),
    ("ru", "all-permanent-missions", "свое уважение постоянным представительствам при"),
    (
        "ru",
        "all-permanent-representatives-and-observers",
        "свое уважение постоянным представителям и постоянным наблюдателям при",
    ),
    ("zh", "all-permanent-missions", "向各国常驻联合国代表团致意"),
    (
        "zh",
        "all-permanent-representatives-and-observers",
        "向各国常驻联合国代表和各常驻联合国观察员致意",
    ),
    ("ar", "[{mission: CH}, {mission: VA}]", "لسويسرا لدى الأمم المتحدة وبعثة المراقبة الدائمة"),
    ("es", "[{mission: CH}, {mission: VA}]", "y a la Misión Permanente de Observación de la Santa"),
    ("fr", "[{mission: CH}, {mission: VA}]", "et à la Mission permanente d’observation du Saint"),
    ("ru", "[{mission: CH}, {mission: VA}]", "и Постоянной миссии наблюдателя от Святого"),
    ("zh", "[{mission: CH}, {mission: VA}]", "向瑞士常驻联合国代表团和罗马教廷常驻联合国观察员"),
    ("ar", "{states: [CH, VA]}", "إلى الممثل الدائم لسويسرا لدى الأمم المتحدة والمراقب الدائم"),
    (
        "es",
        "{states: [CH, VA]}",
        "al Representante Permanente de Suiza ante las Naciones Unidas y ",
    ),
    ("es", "{states: [CH, VA]}", " y al Observador Permanente de la Santa Sede ante"),
    ("fr", "{states: [CH, VA]}", "au Représentant permanent de la Suisse auprès"),
    ("fr", "{states: [CH, VA]}", " et à l’Observateur permanent du Saint-Siège auprès"),
    ("ru", "{states: [CH, VA]}", "Постоянному представителю Швейцарии при"),
    ("ru", "{states: [CH, VA]}", " и Постоянному наблюдателю от Святого Престола при"),
    ("ru", "{states: [CH, MX, VA]}", "постоянным представителям Мексики и Швейцарии при"),
    ("zh", "{states: [CH, VA]}", "向瑞士常驻联合国代表和罗马教廷常驻联合国观察员致意"),
]


@pytest.mark.parametrize(("language", "addressees", "words"), TO_WHOM)
def test_a_note_greets_its_readers_in_the_case_that_its_verb_asks_for(
    worded: Worded, language: str, addressees: str, words: str
) -> None:
    author = NOTES[language].spec.splitlines()[1]
    spec = note(f"addressees: {addressees}\nmatter: X\n{author}")
    assert words in worded(language, spec)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "إلى نائبة المراقب الدائم للكرسي الرسولي لدى الأمم المتحدة،"),
        ("es", "a la Observadora Permanente Adjunta de la Santa Sede ante las Naciones Unidas y"),
        ("fr", "à l’Observatrice permanente adjointe du Saint-Siège auprès de"),
        ("ru", "уважение заместителю Постоянного наблюдателя от Святого Престола при"),
        ("zh", "向罗马教廷常驻联合国副观察员致意"),
    ],
)
def test_a_note_greets_a_woman_by_her_post(worded: Worded, language: str, words: str) -> None:
    person = "{title: H.E. Ms., name: A. B., post: deputy-permanent-observer, state: VA}"
    author = NOTES[language].spec.splitlines()[1]
    assert words in worded(language, note(f"addressees: {person}\nmatter: X\n{author}"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "إلى وزير خارجية سويسرا،"),
        ("es", "saluda atentamente al Ministro de Relaciones Exteriores de Suiza y"),
        ("fr", "compliments au Ministre des affaires étrangères de la Suisse et"),
        ("ru", "уважение Министру иностранных дел Швейцарии и"),
        ("zh", "向瑞士外交部长致意"),
    ],
)
def test_a_note_greets_a_post_that_nobody_holds(worded: Worded, language: str, words: str) -> None:
    author = NOTES[language].spec.splitlines()[1]
    post = "{post: minister-for-foreign-affairs, state: CH}"
    assert words in worded(language, note(f"addressees: {post}\nmatter: X\n{author}"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "إلى سعادة السيدة A. B.،"),
        ("es", "saluda atentamente a la Excma. Sra. A. B. y"),
        ("fr", "compliments à S.E. Mme A. B. et"),
        ("ru", "уважение Ее Превосходительству г-же A. B. и"),
        ("zh", "向A. B.女士阁下致意"),
    ],
)
def test_a_note_greets_a_woman_without_a_post_by_her_name(
    worded: Worded, language: str, words: str
) -> None:
    author = NOTES[language].spec.splitlines()[1]
    person = "{title: H.E. Ms., name: A. B., address: X}"
    assert words in worded(language, note(f"addressees: {person}\nmatter: X\n{author}"))


@pytest.mark.parametrize(
    ("language", "to", "opening", "close"),
    [
        ("ar", "الأمين العام", "إلى الأمين العام،", "مجددا للأمين العام عن"),
        ("ar", "اللجنة الأولى", "إلى اللجنة الأولى،", "مجددا للجنة الأولى عن"),
        ("ar", "جميع البعثات", "إلى جميع البعثات،", "مجددا لجميع البعثات عن"),
        ("es", "el Secretario General", "atentamente al Secretario General y", "al Secretario"),
        ("fr", "le Secrétaire général", "compliments au Secrétaire général et", "au Secrétaire"),
        ("fr", "les Missions", "compliments aux Missions et", "aux Missions"),
        ("ru", "Секретариату", "уважение Секретариату и", "возобновить Секретариату уверения"),
        ("zh", "联合国秘书处", "向联合国秘书处致意", "顺致"),
    ],
)
def test_a_note_to_lines_says_whom_it_greets(
    worded: Worded, language: str, to: str, opening: str, close: str
) -> None:
    author = NOTES[language].spec.splitlines()[1]
    spec = note(f"addressees: {{lines: X. Y.}}\nto: {to}\nmatter: X\n{author}")
    found = blocks(worded(language, spec))
    assert opening in found[0]
    assert close in found[1]
    assert found[-1] == "X. Y."


@pytest.mark.parametrize(
    ("author", "opening", "close"),
    [
        ("رئيس الجمعية العامة\nauthor_gender: m", "يهدي رئيس", "ويغتنم رئيس"),
        ("رئيسة الجمعية العامة\nauthor_gender: f", "تهدي رئيسة", "وتغتنم رئيسة"),
        ("مكتب رئيسة الجمعية العامة", "يهدي مكتب", "ويغتنم مكتب"),
        ("البعثات الدائمة", "تهدي البعثات", "وتغتنم البعثات"),
    ],
)
def test_the_verbs_of_a_note_in_arabic_follow_the_author(
    worded: Worded, author: str, opening: str, close: str
) -> None:
    spec = note(f"addressees: {{mission: CH}}\nmatter: X\nauthor: {author}")
    found = blocks(worded("ar", spec))
    assert found[0].startswith(opening)
    assert found[1].startswith(close)
    his = opening.startswith("يهدي")
    assert ("تحياته " if his else "تحياتها ") in found[0]
    assert ("ويتشرف" if his else "وتتشرف") in found[0]
    assert ("ليعرب" if his else "لتعرب") in found[1]
    assert found[1].endswith("عن فائق تقديره." if his else "عن فائق تقديرها.")


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        ("transmettre une liste", "a l’honneur de transmettre"),
        ("appeler l'attention", "a l’honneur d’appeler"),
        ("élire un président", "a l’honneur d’élire"),
        ("honorer sa promesse", "a l’honneur d’honorer"),
        ("hâter les travaux", "a l’honneur de hâter"),
        ("y joindre une liste", "a l’honneur d’y joindre"),
    ],
)
def test_de_is_cut_before_a_vowel_in_french(worded: Worded, matter: str, words: str) -> None:
    spec = note(f"addressees: {{mission: CH}}\nmatter: {matter}\nauthor: La Mission")
    assert words in worded("fr", spec)


@pytest.mark.parametrize(
    ("addressees", "words"),
    [("{mission: CH}", "en réponse à sa note verbale du"), ("{states: [CH, MX]}", "à leur note")],
)
def test_a_note_in_french_answers_the_note_of_one_or_of_several(
    project: Path, written: Callable[..., Path], addressees: str, words: str
) -> None:
    more = f"addressees: {addressees}\nmatter: X\nin_reply_to: {{dated: 2024-02-01}}"
    written(f"language: fr\n{note(more)}author: La Mission\n")
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    assert ("reply-to-many" in ran.all) == ("states" in addressees)
    assert words in (project / "output" / "letter.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "name", "begins"),
    [
        ("es", "Oficina del Presidente", "La Oficina del Presidente saluda"),
        ("es", "Departamento de Asuntos", "El Departamento de Asuntos saluda"),
        ("fr", "Bureau de la Présidente", "Le Bureau de la Présidente présente"),
        ("fr", "Ambassade du Liban", "L’Ambassade du Liban présente"),
        ("fr", "La Mission du Liban", "La Mission du Liban présente"),
    ],
)
def test_an_office_that_does_not_say_how_it_names_itself_gets_its_article(
    project: Path, worded: Worded, language: str, name: str, begins: str
) -> None:
    settings = f"offices: {{a: {{name: {name}, letterhead: null}}}}\n"
    settings += "rules: {note-language: off}\n"
    (project / "verbale.yaml").write_text(settings, "utf-8")
    spec = note("addressees: {mission: CH}\nmatter: X").replace("office: mission\n", "")
    assert worded(language, spec).startswith(begins)


def test_a_matter_in_chinese_that_ends_with_a_colon_has_no_stop(worded: Worded) -> None:
    spec = "addressees: {mission: CH}\nauthor: 外交部\nmatter: 通知如下：\ncourtesies: false"
    found = blocks(worded("zh", note(spec)))
    assert found[0] == "外交部向瑞士常驻联合国代表团致意，并谨通知如下："
    assert "敬意" not in "".join(found)


@pytest.mark.parametrize(
    ("language", "name", "title", "of_note"),
    [
        ("ar", "ليلى حداد", "رسالة من ليلى حداد", "مذكرة شفوية NV/1"),
        ("es", "Lucía Andrade", "Carta de Lucía Andrade", "Nota verbal NV/1"),
        ("fr", "Jeanne Martin", "Lettre de Jeanne Martin", "Note verbale NV/1"),
        ("fr", "Élise Martin", "Lettre d’Élise Martin", "Note verbale NV/1"),
        ("ru", "Анна Петрова", "Письмо: Анна Петрова", "Вербальная нота NV/1"),
    ],
)
def test_title_and_direction_are_those_of_the_language(
    project: Path, worded: Worded, language: str, name: str, title: str, of_note: str
) -> None:
    html = project / "output" / "letter.html"
    spec = letter(language, "addressees: all-permanent-representatives")
    worded(language, spec.replace("A. B.", name))
    assert f"<title>{title}</title>" in html.read_text("utf-8")
    assert f'dir="{"rtl" if language == "ar" else "ltr"}">' in html.read_text("utf-8")
    worded(language, note("reference: NV/1\naddressees: {mission: CH}\nmatter: X\nauthor: Y"))
    assert f"<title>{of_note}</title>" in html.read_text("utf-8")


def test_a_letter_in_arabic_stands_at_the_right_and_its_signature_at_the_left(
    project: Path, worded: Worded
) -> None:
    head = "kind: letter\ndate: 2024-03-01\nreference: PGA/2024/17\nclassification: confidential\n"
    worded("ar", head + LETTERS["ar"].spec)
    page = project / "output" / "page"
    pdf = project / "output" / "letter.pdf"
    subprocess.run(["pdftoppm", "-r", "60", "-gray", "-png", pdf, page], check=True)
    with Image.open(page.with_name("page-1.png")) as picture:
        ink = np.asarray(picture.convert("L")) < 128
    columns = [np.flatnonzero(row) for row in ink if row.any()]
    # Margins of 29 and 33 mm on paper of 216.
    right, width = round((216 - 33) / 25.4 * 60), ink.shape[1]
    body = [found for found in columns if found.max() > width * 0.6]
    assert max(found.max() for found in body) <= right + 1, "nothing runs over the right margin"
    reaching = sum(found.max() > right - 12 for found in columns)
    starting = sum(found.min() < 29 / 25.4 * 60 + 6 for found in columns)
    assert reaching > 3 * starting, "lines begin at the right"
    signature = [found for found in columns if found.max() < width / 2]
    assert signature, "it stands in the left half"
