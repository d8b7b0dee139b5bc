"""The rules on style and names: what they find beyond their examples, and what they leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readings import found as found_in
from verbale.document import Block
from verbale.letter import Facts, Letter, Named, SenderOffice
from verbale.problems import Problem
from verbale.project import shipped_language
from verbale.protocol.languages import Language
from verbale.rules import naming, style
from verbale.rules.reading import Reading

RULES = {rule.code: rule for rule in (*style.RULES, *naming.RULES)}
FROM_PRESIDENT = "President of the General Assembly"


def found(
    words: str,
    language: str = "en",
    day: date = date(2024, 3, 1),
    *,
    before: str = "",
    office: str = "Office",
    path: str = "body",
    code: str = "",
) -> list[Problem]:
    """Hold a letter's body to the rules on style and names; with words of the template before."""
    letter = Letter(
        kind="letter",
        language=language,
        office=SenderOffice("office", office, None),
        as_of=day,
        sender=Named("Peter Thomson"),
        addressed=(),
        vocative="Excellency",
        texts=Facts({path: words, "sender.name": "BAN Ki-moon"}),
        names=frozenset({"sender.name"}),
    )
    blocks = tuple(Block("", text) for text in (*before.split("|"), *words.split("\n\n")) if text)
    its = Language.model_validate(shipped_language(language))
    reading = Reading(letter, its, blocks=blocks)
    held = [one for one in RULES.values() if not one.languages or language in one.languages]
    return [hit for one in held if code in ("", one.code) for hit in one.look(reading)]


def told(
    words: str, language: str = "en", before: str = "", office: str = "Office"
) -> list[tuple[str, str]]:
    """Give code and words of what is found."""
    hits = found(words, language, before=before, office=office)
    return [(one.code, one.place.words) for one in hits]


def mended(words: str, language: str = "en", path: str = "body") -> str:
    """Give the words with every correction made: wherever its old words stand."""
    text = words
    for one in found(words, language, path=path):
        if one.fix is not None:
            assert one.fix.path == path
            assert one.fix.old in words, "a correction names words as they stand"
            text = text.replace(one.fix.old, one.fix.new)
    return text


RIGHT = {
    "en": [
        "The mission's note and the States' views are the President's, and it has its place.",
        'He said "I don\'t know", and “we can’t & won’t”, and more.',
        "He wrote _Don't Look Back_, *Peace & Security*, *Russia* and *the UNDP*.",
        "The firm of Ernst & Young, Johnson & Johnson, Smith & Sons and AT&T were heard.",
        "It is at https://example.org/?a=1&b=2 and www.labor.gov; write to color@center.org.",
        "See A/RES/71/1, ST/SGB/2013/3, S/PRST/2016/1 and A/71/L.1 (III) on COVID-19 and HIV/AIDS.",
        "UNICEF and UNESCO ask for 10 USD on behalf of the UN, chapter XIV.",
        "The United Nations Development Programme and UNDP take part.",
        "The Office at Vienna (UNOV) takes part; UNOV and the Secretariat’s own (“OIOS”) report.",
        "Sustainable development goals stand first; the SDGs stand next.",
        "GENERAL DEBATE OF THE ASSEMBLY\n\nURGENT\n\nI write on it.",
        "Mr. BAN and Mr. Jean DUPONT take part.",
        "The World Trade Center, the Labor Department and the Department of Defense take part.",
        "A computer program is well behaved.",
        "It costs 10 000 dollars, about 3 .5 of it ... and so on . . . at 10 : 30, ratio 2 : 1.",
        "1.  The first item\n2.  The second\n[1]  A note\n2/  Another",
        "-  A dash\n   - Under it  \nA line that ends in two.",
        "| One  | Two |\n|------|:---:|\n| a  , | b   |",
        "The sum is 1,000,000 of which A/71/1,A/71/2 tell.",
        "In the words of the resolution, “the ‘new’ way” and 'that' is \"this\".",
        "‘Abd al-Rahman and the ’90s and the States’ views.",
        "The Islamic Republic of Iran, Iran (Islamic Republic of), the Republic of Moldova.",
        "The United Republic of Tanzania, Brunei Darussalam, the United States of America.",
        "Latin America, South America, North and Central America and the Americas.",
        "The United Kingdom of Great Britain and Northern Ireland and New Britain.",
        "The former Yugoslav Republic of Macedonia, North Macedonia and Central Macedonia.",
        "The Republic of Korea, the Korean Peninsula, the Congo, Papua New Guinea and Turkey.",
        "Russian, Iranian and American views; the Syrian people; Moldovan wine.",
        "The Special Envoy of the Secretary-General for Syria and Mr. Holland take part.",
        "Melanesia, Micronesia and Polynesia are regions; Iran Air is an airline.",
        "It costs 10 US dollars or US$ 10; the Czech Republic and Bolivia are others' matter.",
        "I refer to General Assembly resolution 71/1 and to resolution 71/2.",
        "I refer to resolution A/RES/71/1, and to resolution 71/1 of the General Assembly.",
        "In its resolution 2250 (2015) it asks for more.",
    ],
    "fr": [
        "Les vues sont claires ; est-ce tout ? Oui ! Voici : « l'accord », “le mot” et l’État.",
        "L'Organisation mondiale de la Santé (OMS), l'ONU et S.E. M. DUPONT ; l'OMS y prend part.",
        "La République islamique d'Iran, la Fédération de Russie.",
        "L'Iran (République islamique d').",
        "La résolution 71/1 de l'Assemblée générale.",
        "Le Royaume-Uni de Grande-Bretagne et d'Irlande du Nord.",
    ],
    "es": [
        "La República Islámica del Irán, la República Árabe Siria y «las palabras».",
        "La resolución 71/1 de la Asamblea General.",
        "La República Unida de Tanzanía y el Reino Unido de Gran Bretaña e Irlanda del Norte.",
    ],
    "ru": [
        "Исламская Республика Иран и Россия, «слова „внутри“ слов».",
        "Резолюция 71/1 Генеральной Ассамблеи.",
        "Соединенное Королевство Великобритании и Северной Ирландии.",
    ],
    "zh": [
        "俄罗斯联邦常驻代表、朝鲜半岛问题、大韩民国政府和朝鲜民主主义人民共和国政府。",
        "白俄罗斯、白俄罗斯政府和白俄罗斯代表；韩国将军。",
        "《关于朝鲜半岛和平、韩国、朝鲜和伊朗的声明》、文莱达鲁萨兰国代表。",
        "阿拉伯叙利亚共和国政府，叙利亚难民，坦桑尼亚联合共和国常驻代表，“话‘里’话”。",
    ],
    "ar": [
        "الاتحاد الروسي وجمهورية إيران الإسلامية، وبيلاروس وروسيا البيضاء.",
        "وأصيب مواطنا روسيا، ومواطنا سوريا أيضا.",  # A Russian, and a Syrian.
        "المبعوث الخاص للأمين العام إلى سوريا.",
    ],
}


@pytest.mark.parametrize(
    ("language", "words"), [(code, one) for code, given in RIGHT.items() for one in given]
)
def test_what_is_right_is_left_alone(language: str, words: str) -> None:
    assert told(words, language, before="I have the honour to write.") == []


@pytest.mark.parametrize(
    ("words", "code", "place"),
    [
        ("We’ve read it.", "contraction", "We’ve"),
        ("It's open.", "contraction", "It's"),
        ("The Q&A follows.", "ampersand", "Q&A"),
        ("Peace & Security come first.", "ampersand", "Peace & Security"),
        ("All SDGs are met.", "abbreviation", "SDGs"),
        ("They analyze the analysed.", "spelling-mixed", "analyze"),
        ("Is it so ?", "spaces", "so ?"),
        ("Is it ( so)?", "spaces", "( so)?"),
        ("It is.  It was.", "spaces", "is.  It"),
        ("Open,inclusive ones.", "spaces", "Open,inclusive"),
        ("They call it „new“ today.", "quotes-foreign", "„new“"),
        ("They call it ``new'' today.", "quotes-foreign", "``new''"),
        ("They call it 「new」 today.", "quotes-foreign", "「new」"),
        ("The UK agrees.", "state-informal-name", "The UK"),
        ("America agrees.", "state-informal-name", "America"),
        ("Talks in Burma went on.", "state-informal-name", "Burma"),
        ("The Permanent Mission of Iran agrees.", "state-informal-name", "Iran"),
        ("I refer to decision 71/553.", "organ-missing", "decision 71/553"),
        ("I refer to resolution 217 A (III).", "organ-missing", "resolution 217 A (III)"),
    ],
)
def test_what_is_wrong_is_told_once_with_its_words(words: str, code: str, place: str) -> None:
    assert told(words) == [(code, place)]


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("fr", "La paix & la sécurité.", "ampersand"),
        ("ru", "Мир & безопасность.", "ampersand"),
        ("zh", "和平&安全。", "ampersand"),
        ("es", "El PNUD participa.", "abbreviation"),
        ("fr", "Les vues , claires.", "spaces"),
        ("fr", "Les vues  claires.", "spaces"),
        ("ar", "السلام ، والأمن.", "spaces"),
        ("ru", "Это “слова”.", "quotes-foreign"),
        ("zh", "这是「话」。", "quotes-foreign"),
        ("fr", "Le Gouvernement de la Corée du Sud.", "state-informal-name"),
        ("ru", "Правительство Южной Кореи.", "state-informal-name"),
        ("zh", "俄罗斯常驻代表。", "state-informal-name"),
        ("zh", "俄罗斯已提交评论。", "state-informal-name"),
        ("zh", "由韩国代表主持。", "state-informal-name"),
        ("ar", "حكومة كوريا الجنوبية.", "state-informal-name"),
        ("ar", "الممثل الدائم لكوريا الجنوبية.", "state-informal-name"),
        ("ar", "الممثل الدائم لروسيا.", "state-informal-name"),
        ("ar", "وفد فيتنام.", "state-informal-name"),
        ("es", "La resolución 71/1 pide más.", "organ-missing"),
        ("ru", "В резолюции 71/1 говорится.", "organ-missing"),
    ],
)
def test_other_languages_are_held_to_the_same(language: str, words: str, code: str) -> None:
    assert [one for one, _ in told(words, language)] == [code]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Peace & security.", "Peace and security."),
        ("Russia has agreed.", "The Russian Federation has agreed."),
        ("He met Russia's envoy.", "He met the Russian Federation's envoy."),
        (
            "The UK and the USA.",
            "The United Kingdom of Great Britain and Northern Ireland and the United States of "
            "America.",
        ),
        (
            "Talks in Laos, Russia and Vietnam.",
            "Talks in the Lao People's Democratic Republic, the Russian Federation and Viet Nam.",
        ),
        (
            "Russia and Russians; Russia agreed.",
            "The Russian Federation and Russians; Russia agreed.",
        ),
        ("Open , inclusive ,and fair .", "Open, inclusive ,and fair."),
        ("It is.  It was.  \nIt will be.", "It is. It was.  \nIt will be."),
        ("They call it «new» today.", "They call it “new” today."),
        ("They “call it «new» today”.", "They “call it ‘new’ today”."),
    ],
)
def test_a_correction_touches_what_is_wrong_and_nothing_else(words: str, right: str) -> None:
    assert mended(words) == right


@pytest.mark.parametrize(
    "words",
    [
        "The UK delegation agrees.",
        "- Iran\n- Iraq",
        "He met the envoy of the U.S.",
        "See i.e. Iran.",
    ],
)
def test_a_name_whose_place_is_not_sure_is_told_and_left(words: str) -> None:
    assert [one.code for one in found(words)] == ["state-informal-name"]
    assert mended(words) == words


def test_a_field_that_may_stand_within_a_sentence_gets_no_capital() -> None:
    assert mended("Russia agrees", path="task") == "Russia agrees"
    assert mended("to meet Russia", path="task") == "to meet the Russian Federation"


def test_a_chinese_name_is_replaced_as_it_stands() -> None:
    assert (
        mended("俄罗斯政府同意。俄罗斯联邦政府同意。", "zh")
        == "俄罗斯联邦政府同意。俄罗斯联邦政府同意。"
    )


def test_a_state_is_named_as_on_the_letters_day() -> None:
    hints = [
        one.hint
        for day in (date(2016, 11, 3), date(2020, 1, 1))
        for one in found("Talks in Macedonia.", day=day)
    ]
    assert hints == [
        'write "the former Yugoslav Republic of Macedonia"',
        'write "North Macedonia"',
    ]


def test_an_organ_that_the_template_names_before_is_told() -> None:
    assert told("I refer to resolution 71/2.", before="By General Assembly decision 71/1,") == []
    assert told("I refer to resolution 71/2.", before="By his note,") != []


def test_a_president_cites_resolutions_of_the_own_organ_without_it() -> None:
    assert told("I refer to resolution 71/1.", office=FROM_PRESIDENT) == []
    hint = 'write whose it is, such as "Security Council resolution 2250 (2015)"'
    words = "I refer to resolution 2250 (2015)."
    assert [one.hint for one in found(words, office=FROM_PRESIDENT)] == [hint]


def test_american_words_alone_are_no_mixture() -> None:
    assert told("The program is in color.") == []
    assert told("The program is in color.", before="I have the honour to write.") == [
        ("spelling-mixed", "program"),
        ("spelling-mixed", "color"),
    ]


@pytest.mark.parametrize("code", sorted(RULES))
def test_no_text_makes_a_rule_slow_or_fail(code: str) -> None:
    parts = ["a" * 60_000, "A" * 60_000, " " * 60_000, "& " * 30_000, "«" * 30_000, "( " * 20_000]
    parts += ["Russia " * 8_000, "a  , " * 10_000, "resolution 1/1 " * 4_000, "''``" * 15_000]
    parts += [
        "AB CD. " * 8_000,
        "don't " * 10_000,
        "“a " * 20_000,
        "„a“" * 20_000,
        "color " * 9_000,
    ]
    for words in parts:
        assert len(found(words, code=code, before="the honour")) <= 60


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "La Biélorussie y prendra part."),
        ("es", "El Gobierno de los EE. UU. y Ruanda."),
        ("ru", "Заседание состоится в Сирии."),
        ("ru", "Делегация Белоруссии примет участие."),
    ],
)
def test_informal_names_are_found_in_their_cases(language: str, words: str) -> None:
    assert found(words, language, code="state-informal-name")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "La République socialiste soviétique de Biélorussie."),
        ("es", "La República Socialista Soviética de Bielorrusia."),
        ("ru", "Конференция по вопросу о Сирии."),
        ("ru", "Сирийская Арабская Республика, Объединенная Республика Танзания."),
    ],
)
def test_names_in_which_an_informal_one_stands_are_let_be(language: str, words: str) -> None:
    assert found(words, language, code="state-informal-name") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "De conformidad con la resolución número 2250 (2015)."),
        ("ru", "Согласно резолюциям 2250 (2015) и 2419 (2018)."),
        ("ru", "Во исполнение решений 78/504 и 78/505."),
    ],
)
def test_a_citation_without_its_organ_is_found_in_its_cases(language: str, words: str) -> None:
    assert found(words, language, code="organ-missing")


@pytest.mark.parametrize(
    "words",
    [
        "It will meet in the ECOSOC Chamber.",
        "They arrive on board flight AA 986.",
        "It is for the car of licence plate 123 DTU.",
        "Ceylon and Burma figure under their former names.",
    ],
)
def test_numbers_of_flights_rooms_and_former_names_are_let_be(words: str) -> None:
    assert told(words) == []


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("وجمهورية كوريا وجمهورية كوريا الشعبية الديمقراطية", 0),
        ("مشروع القرار فقرة فقرة", 0),
        ("وجمهورية كوريا وجمهورية كوريا، والأردن", 1),
    ],
)
def test_two_arabic_states_of_which_one_begins_like_the_other_are_no_doubling(
    words: str, times: int
) -> None:
    blocks = (Block("", words),)
    assert len(found_in("doubled-words", words, "ar", blocks=blocks)) == times
