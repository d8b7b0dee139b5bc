"""What goes with a letter: what its text says of it, and what is said of other things."""

from __future__ import annotations

import pytest

from tests.readings import found
from verbale.document import Block
from verbale.letter import Enclosed, Facts
from verbale.problems import Fix

TWO = (Enclosed("Programme of work"), Enclosed("List of speakers", "A/71/100"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Please find the programme enclosed."),
        ("en", "The programme is attached for your reference."),
        ("en", "A copy is enclosed."),
        ("en", "I enclose the programme."),
        ("en", "I have the honour to transmit herewith the report."),
        ("en", "I draw your attention to the attached concept note."),
        ("en", "The report is annexed hereto."),
        ("fr", "Vous trouverez ci-joint le programme."),
        ("fr", "Le programme est joint à la présente."),
        ("es", "Se adjunta el programa."),
        ("es", "Figura en el documento adjunto."),
        ("ru", "Программа прилагается."),
        ("zh", "随函附上日程。"),
        ("zh", "兹随函送上日程。"),
        ("zh", "会议日程见附件。"),
        ("ar", "وأحيل إليكم طيه البرنامج."),
        ("ar", "وأحيل إليكم طي هذه الرسالة البرنامج."),
    ],
)
def test_what_is_said_to_be_enclosed_is_listed(language: str, words: str) -> None:
    (problem,) = found("enclosure-not-listed", words, language)
    assert problem.place.words.casefold() in words.casefold()
    assert found("enclosure-not-listed", words, language, enclosures=TWO) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I attach great importance to it, given the value that is attached."),
        ("en", "The importance attached to the process; the report annexed to resolution 71/1."),
        ("en", "An enclosed area, the enclosed sea, an officer attached to the Mission."),
        ("en", "The site is enclosed by a wall. I have the honour to transmit my thanks."),
        ("en", "I thank you for your letter of 3 October and the enclosed report."),
        ("en", "He wrote: “Please find enclosed the report.”"),
        ("fr", "Le Groupe s'est joint à la déclaration, annexée à la résolution 71/1."),
        ("es", "El Secretario General Adjunto y la Representante Permanente Adjunta."),
        ("ru", "Прилагаются все усилия; мы прилагаем усилия."),
        ("zh", "决议附件所载的原则。"),
        ("zh", "你来信随函附上的文件；请在提名时附上简历；并附上条件。"),
        ("ar", "المرافق العامة ومرفق القرار 71/1."),
        ("ar", "رسالتكم والوثيقة المرفقة طيها، وما ورد طيه."),
        ("ar", "وقد أرفق الأمين العام بتقريره قائمة، طيا لصفحة الماضي."),
    ],
)
def test_what_is_said_of_other_things_encloses_nothing(language: str, words: str) -> None:
    assert found("enclosure-not-listed", words, language) == []


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("en", "I wish to thank you.", 1),
        ("en", "I attach two papers.", 0),
        ("en", "The programme of work was agreed.", 0),
        ("en", "See A/71/100.", 0),
        ("fr", "Je vous remercie.", 1),
        ("fr", "Vous trouverez les textes en pièces jointes.", 0),
        ("es", "Le doy las gracias.", 1),
        ("ru", "Благодарю Вас.", 1),
        ("ru", "Направляю Вам тексты.", 0),
        ("zh", "谨此致谢。", 1),
        ("zh", "随函转递文件。", 0),
        ("ar", "أشكركم.", 1),
        ("ar", "أحيل إليكم النصين.", 0),
    ],
)
def test_what_is_listed_is_mentioned(language: str, text: str, times: int) -> None:
    foot = Block("foot", "Enclosures: 2\nProgramme of work")
    problems = found(
        "enclosure-not-mentioned", "", language, blocks=(Block("", text), foot), enclosures=TWO
    )
    assert len(problems) == times


@pytest.mark.parametrize(
    ("language", "words", "fixed"),
    [
        ("en", "Three enclosures", "Two enclosures"),
        ("en", "three enclosed documents", "two enclosed documents"),
        ("en", "Enclosures: 3", "Enclosures: 2"),
        ("fr", "trois pièces jointes", "deux pièces jointes"),
        ("es", "tres documentos adjuntos", "dos documentos adjuntos"),
        ("zh", "三份附件", "两份附件"),
        ("ru", "три прилагаемых документа", ""),
        ("ar", "ثلاثة مرفقات", ""),
        ("zh", "随函附上三份文件", ""),
        ("ar", "ثلاث وثائق مرفقة", ""),
    ],
)
def test_as_many_are_mentioned_as_are_listed(language: str, words: str, fixed: str) -> None:
    (problem,) = found("enclosure-count", f"... {words}.", language, enclosures=TWO)
    assert problem.place.words == words
    assert problem.fix == (Fix("body", words, fixed) if fixed else None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "报告有三份附件，载于第三份附件；你信中所附上的三份附件。"),
        ("ar", "ويتضمن التقرير ثلاثة مرفقات، والمرفقات الثلاثة للتقرير."),
    ],
)
def test_annexes_of_something_else_are_not_counted(language: str, words: str) -> None:
    assert found("enclosure-count", words, language, enclosures=TWO) == []


def test_with_one_enclosure_the_noun_changes_too() -> None:
    (problem,) = found("enclosure-count", "the two enclosures", enclosures=TWO[:1])
    assert problem.fix is None


def test_a_number_of_other_things_counts_no_enclosures() -> None:
    words = (
        "the two enclosures; three annexes of the report; three attachments to the report; the "
        "enclosed report; the two enclosed reports; three copies of the enclosed documents; "
        "“three enclosures”; 12/11/2016"
    )
    assert found("enclosure-count", words, enclosures=TWO) == []
    assert found("enclosure-count", "the two enclosed lists", enclosures=(*TWO, *TWO)) == []
    assert len(found("enclosure-count", "the three enclosed lists", enclosures=TWO)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A copy of this letter is being sent to the Secretary-General."),
        ("en", "I am copying this letter to the Legal Counsel."),
        ("fr", "Copie de la présente lettre est adressée au Secrétaire général."),
        ("es", "Envío copia de la presente al Secretario General."),
        ("ru", "Копия настоящего письма направлена Юрисконсульту."),
        ("zh", "本函已抄送秘书长。"),
        ("ar", "وأرسلت نسخة من هذه الرسالة إلى الأمين العام."),
    ],
)
def test_who_is_said_to_get_a_copy_is_listed(language: str, words: str) -> None:
    assert len(found("copy-not-listed", words, language)) == 1
    assert found("copy-not-listed", words, language, copies=("The Legal Counsel",)) == []


def test_a_copy_of_something_else_is_no_copy_of_the_letter() -> None:
    words = "A copy of the report is being sent to you. I would welcome a copy of this letter."
    assert found("copy-not-listed", words) == []


@pytest.mark.parametrize(
    ("path", "words", "key"),
    [
        ("subject", "CONFIDENTIAL: consultations", "confidential"),
        ("subject", "Personal and confidential", "personal"),
        ("subject", "(Confidential) consultations", "confidential"),
        ("body", "**STRICTLY CONFIDENTIAL**\n\nI refer to it.", "strictly-confidential"),
        ("body", "URGENT: I refer to it.", "urgent"),
        ("addressees.lines", "Mr. X\nPersonal", "personal"),
    ],
)
def test_a_classification_stands_below_the_reference(path: str, words: str, key: str) -> None:
    (problem,) = found("classification-misplaced", words, path=path)
    assert problem.hint == f"leave it out here, and add classification: {key}"


def test_a_classification_in_the_reference_is_told() -> None:
    code = "classification-misplaced"
    (problem,) = found(code, "", reference="118/2016 CONFIDENTIAL", classification="Confidential")
    assert problem.hint == "leave it out: it stands there"
    assert found(code, "", reference="HR/PERSONAL/12") == []


def test_the_words_of_a_classification_in_prose_are_let_alone() -> None:
    texts = {
        "subject": "Confidential consultations: personal and urgent matters",
        "body": "Confidential discussions were held.\n\nPersonal\n\nUrgent: action is needed.",
        "addressees.lines": "Personal Representative of the President\nMr. X",
        "matter": "Confidential",
    }
    assert found("classification-misplaced", "", texts=Facts(texts)) == []
    assert found("classification-misplaced", "机密文件", "zh", path="subject") == []
    assert len(found("classification-misplaced", "机密：报告", "zh", path="subject")) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Faire distribuer le texte de la présente lettre et de son annexe."),
        ("es", "Le adjunto el programa."),
        ("ru", "При сем препровождаю программу."),
        ("ru", "В прилагаемом докладе."),
        ("ru", "Распространить текст настоящего письма и приложения к нему."),
    ],
)
def test_what_other_languages_say_is_enclosed_is_listed(language: str, words: str) -> None:
    assert len(found("enclosure-not-listed", words, language)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Les trois pièces jointes à votre lettre ont été reçues."),
        ("es", "Los tres documentos adjuntos a su carta se han recibido."),
        ("fr", "Pièces jointes : 3 pages"),
        ("es", "Documentos adjuntos: 3 páginas"),
        ("ru", "Приложение: 3 л."),
    ],
)
def test_pages_and_what_went_with_another_letter_are_not_counted(language: str, words: str) -> None:
    assert found("enclosure-count", words, language, enclosures=TWO) == []


def test_a_count_is_read_in_russian_cases() -> None:
    assert found("enclosure-count", "С тремя прилагаемыми документами.", "ru", enclosures=TWO)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Une copie de la présente lettre a également été adressée au Président."),
        ("es", "Se envió copia de la presente carta al Secretario General."),
    ],
)
def test_whoever_gets_a_copy_is_listed_in_french_and_spanish(language: str, words: str) -> None:
    assert found("copy-not-listed", words, language)


def test_what_is_annexed_is_listed_and_what_others_annexed_is_let_be() -> None:
    assert found("enclosure-not-listed", "The names of the members are annexed.")
    assert found("enclosure-not-listed", "The rules are annexed to resolution 33/138.") == []
