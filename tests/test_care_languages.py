"""Typographic care in each language: one sentence a rule, and what holds of any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from verbale.page.care import Care
from verbale.page.scripts.directions import ISOLATES
from verbale.project import open_project
from verbale.protocol.languages import Language

NBSP, NARROW = "\u00a0", "\u202f"
LTR, RTL, END = "\u2066", "\u2067", "\u2069"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@cache
def language(code: str) -> Language:
    project = open_project(ROOT).value
    assert project is not None
    found = project.language(code)
    assert found is not None
    assert found.value is not None
    return found.value


@cache
def care(code: str) -> Care:
    return Care(language(code))


def shown(text: str) -> str:
    """Make spaces and isolates that are not seen visible."""
    seen = {NBSP: "~", NARROW: "_", LTR: "<", RTL: ">", END: "|"}
    return text.translate(str.maketrans(seen))


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Excellence: oui", "Excellence_: oui"),
        ("Pièces jointes : 2", "Pièces jointes_: 2"),
        ("un\u00a0; deux\u202f! trois?", "un_; deux_! trois_?"),
        ("Quoi?! Non!!!", "Quoi_?! Non_!!!"),
        ("Quoi ?! Oui", "Quoi_?! Oui"),
        ("«oui», « non » et «\u00a0si\u00a0»", "«_oui_», «_non_» et «_si_»"),
        ("(voir « a » ; b)", "(voir «_a_»_; b)"),
        ("le texte :\n« a »", "le texte_:\n«_a_»"),
        ("à 10:30, 3:2 et 1:2:3", "à 10:30, 3:2 et 1:2:3"),
        ("voir https://un.org/fr?a=1;b : oui", "voir https://un.org/fr?a=1;b_: oui"),
        ("voir http://un.org: oui", "voir http://un.org_: oui"),
        ("écrire à a.b@un.org; merci", "écrire à a.b@un.org_; merci"),
        ("A/C.3/71/L.20: texte", "A/C.3/71/L.20_: texte"),
        ("urn:isbn, ISO 3166-1:2013 et (?)", "urn:isbn, ISO 3166-1:2013 et (?)"),
        ("le <<nom: prénom>> ; fin", "le <<nom: prénom>>_; fin"),
    ],
)
def test_french_has_narrow_spaces_however_they_were_typed(typed: str, set_as: str) -> None:
    assert shown(care("fr").text(typed)) == set_as


@pytest.mark.parametrize(
    ("page", "set_as"),
    [
        ("<p><em>Note</em>: a</p>", "<p><em>Note</em>_: a</p>"),
        ("<p><em>Note</em> : a</p>", "<p><em>Note</em>_: a</p>"),
        ("<p>«<em>oui</em>»</p>", "<p>«_<em>oui</em>_»</p>"),
        ('<p>"<em>oui</em>" ?</p>', "<p>«_<em>oui</em>_»_?</p>"),
        ("<p>a</p><p>: b</p>", "<p>a</p><p>: b</p>"),
    ],
)
def test_french_spaces_stand_beside_what_is_emphasized(page: str, set_as: str) -> None:
    assert shown(care("fr").page(page)) == set_as


def test_another_language_has_french_spaces_if_its_words_ask_for_them() -> None:
    typography = language("es").typography.model_copy(update={"spacing": "french"})
    breton = language("es").model_copy(update={"typography": typography})
    assert shown(Care(breton).text("Setu: ya")) == "Setu_: ya"
    assert shown(care("es").text("¿Qué? Así: sí")) == "¿Qué? Así: sí"


@pytest.mark.parametrize(
    ("code", "set_as"),
    [
        ("ar", "a ”b ’c‘ d“ e"),
        ("en", "a “b ‘c’ d” e"),
        ("es", "a “b ‘c’ d” e"),
        ("fr", "a «_b “c” d_» e"),
        ("ru", "a «b „c“ d» e"),
        ("zh", "a “b ‘c’ d” e"),
    ],
)
def test_quotes_within_quotes_are_the_languages_inner_ones(code: str, set_as: str) -> None:
    def set_by(typed: str) -> str:
        return shown(care(code).text(typed).translate(ISOLATES))

    assert set_by('a "b "c" d" e') == set_as
    assert set_by("a \"b 'c' d\" e") == set_as


@pytest.mark.parametrize(
    ("code", "typed", "set_as"),
    [
        ("fr", 'l\'"accord"', "l’«_accord_»"),
        ("fr", 'dit “oui” et « a "b" c »', "dit “oui” et «_a “b” c_»"),
        ("en", "he said «oui» and “yes”", "he said «oui» and “yes”"),
        ("en", '"wait--" he said', "“wait--” he said"),
        ("en", 'a 5" pipe', "a 5” pipe"),
        ("es", 'el "«fin»"', "el “«fin»”"),
        ("ru", 'слово "мир"', "слово «мир»"),
        ("zh", '他说"好"，又说:"走"。', "他说“好”，又说：“走”。"),
        ("ar", 'قال "نعم" و"لا"', "قال ”نعم“ و”لا“"),
    ],
)
def test_quotes_open_where_a_word_begins_and_typed_ones_are_kept(
    code: str, typed: str, set_as: str
) -> None:
    assert shown(care(code).text(typed)) == set_as


@pytest.mark.parametrize(
    ("code", "set_as"),
    [
        ("en", "<p>“a <em>b ‘c’</em> d” e</p><p>“f”</p>"),
        ("fr", "<p>«_a <em>b “c”</em> d_» e</p><p>«_f_»</p>"),
        ("ru", "<p>«a <em>b „c“</em> d» e</p><p>«f»</p>"),
    ],
)
def test_an_open_quote_is_remembered_through_emphasis_and_not_into_another_paragraph(
    code: str, set_as: str
) -> None:
    page = '<p>"a <em>b "c"</em> d" e</p><p>"f"</p>'
    assert shown(care(code).page(page)) == set_as
    left_open = care("en").page('<p>"a <em>b</em></p><p>"f"</p>')
    assert left_open == "<p>“a <em>b</em></p><p>“f”</p>"


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("根据决议, 会议决定;是否?请:好!", "根据决议，会议决定；是否？请：好！"),
        ("会议决定. 会议结束.", "会议决定。会议结束。"),
        ("他说“好”, 又说.", "他说“好”，又说。"),
        ("一. 导言", "一. 导言"),
        ("于尔格.劳贝尔大使", "于尔格.劳贝尔大使"),
        ("秘书长(签名)致意", "秘书长（签名）致意"),
        ("星期一 (上午), 请", "星期一（上午），请"),
        ("第1325(2000)号决议", "第1325(2000)号决议"),
        ("附件(A/RES/71/1)号", "附件(A/RES/71/1)号"),
        ("决议 (see the text of 决议)", "决议（see the text of 决议）"),
        ("Hello, world; (2016) yes? 10:30", "Hello, world; (2016) yes? 10:30"),
        (
            "见 https://un.org/zh?a=1,2 和 a@un.org, 好",
            "见 https://un.org/zh?a=1,2 和 a@un.org, 好",
        ),
        ("谨通知\n会员国， 并", "谨通知会员国，并"),
        ("谨通知 会员国", "谨通知会员国"),
        ("谨通知  会员国", "谨通知  会员国"),
        ("请 Jürg Lauber 大使于 3 月", "请 Jürg Lauber 大使于 3~月"),
        ("等等...好", "等等……好"),
        ("等等……好", "等等……好"),
        ("and...so", "and…so"),
        ("决议(A/71/728), 通过", "决议(A/71/728)，通过"),
        ("共 3 页; 2024, 大会", "共 3~页；2024，大会"),
    ],
)
def test_chinese_has_its_own_signs_and_no_spaces(typed: str, set_as: str) -> None:
    assert shown(care("zh").text(typed)) == set_as


def test_a_chinese_sign_after_emphasis_is_full_width() -> None:
    page = "<p><em>决议</em>, 并<em>说</em>...</p><p>, a</p>"
    assert care("zh").page(page) == "<p><em>决议</em>，并<em>说</em>……</p><p>, a</p>"


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("نعم, لا; هل؟ متى?", "نعم، لا؛ هل؟ متى؟"),
        ("1,234 و2016;", "1,234 و2016;"),
        ("في عام 2016, وتتضمن 5; هل", "في عام 2016، وتتضمن 5؛ هل"),
        ("القرار A/RES/71/1.", "القرار <A/RES/71/1|."),
        ("القرار S/RES/2250 (2015)، و", "القرار <S/RES/2250 (2015)|، و"),
        ("القرار 2250 (2015) بشأن", "القرار~2250 (2015) بشأن"),
        ("القرار A/RES/217(III)[A] و", "القرار <A/RES/217(III)[A]| و"),
        ("السفير Jürg Lauber, الممثل", "السفير <Jürg Lauber|, الممثل"),
        ("نيويورك (New York (NY)) و", "نيويورك (<New York (NY)|) و"),
        ("القاعة Room 320، و", "القاعة <Room 320|، و"),
        (
            "كتب a.b@un.org أو https://un.org/ar?x=1.",
            "كتب <a.b@un.org| أو <https://un.org/ar?x=1|.",
        ),
        ("هاتف +1 (212) 963-1234.", "هاتف <+1~(212)~963-1234|."),
        ("الفترة 2015-2030 و3.5 في المائة", "الفترة 2015-2030 و3.5 في المائة"),
        ("405 East 42nd St., Room 320:", "<405 East 42nd St., Room 320|:"),
        ("القرار \u2066A/RES/71/1\u2069 و", "القرار <A/RES/71/1| و"),
    ],
)
def test_arabic_has_its_own_signs_and_keeps_what_runs_from_the_left_by_itself(
    typed: str, set_as: str
) -> None:
    assert shown(care("ar").text(typed)) == set_as


@pytest.mark.parametrize(
    ("page", "set_as"),
    [
        (
            "<p>القرار A/71/1 و</p>",
            '<p>القرار <a class="symbol" href="https://undocs.org/A/71/1">⟦A/71/1⟧</a> و</p>',
        ),
        (
            "<p>قال See A/71/1 now ثم</p>",
            '<p>قال <span dir="ltr">⟦See <a class="symbol" href="https://undocs.org/A/71/1">'
            "A/71/1</a> now⟧</span> ثم</p>",
        ),
        (
            '<header dir="ltr">A B</header><p>C</p>',
            '<header dir="ltr">A B</header><p>⟦C⟧</p>',
        ),
    ],
)
def test_isolates_stand_within_links_and_not_in_a_letterhead(page: str, set_as: str) -> None:
    found = care("ar").page(page)
    assert found.replace(LTR, "⟦").replace(END, "⟧") == set_as


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Mr. محمد (علي), 5 pages", "Mr.~>محمد (علي)|, 5 pages"),
        ("called محمد 5 times", "called >محمد| 5 times"),
        ("called \u2067محمد\u2069 so", "called >محمد| so"),
    ],
)
def test_a_name_that_runs_from_the_right_is_kept_by_itself(typed: str, set_as: str) -> None:
    assert shown(care("en").text(typed)) == set_as


@pytest.mark.parametrize(
    ("code", "typed", "set_as"),
    [
        ("en", "resolution 71/1, para. 3, 5 p.m.", "resolution~71/1, para.~3, 5~p.m."),
        ("fr", "la résolution 71/1, n° 4, art. 5", "la résolution~71/1, n°~4, art.~5"),
        ("fr", "M. Martin et Mme Haddad à 15 h 30", "M.~Martin et Mme~Haddad à 15~h~30"),
        ("fr", "le 19 septembre 2016, le 1er mai", "le 19~septembre~2016, le 1er~mai"),
        ("fr", "10 000 000 de personnes", "10~000~000 de personnes"),
        ("es", "la resolución 71/1, párr. 3, núm. 4", "la resolución~71/1, párr.~3, núm.~4"),
        ("es", "la Sra. Gómez, el 3 de mayo", "la Sra.~Gómez, el 3~de~mayo"),
        ("ru", "резолюцией 71/1, п. 3, № 4", "резолюцией~71/1, п.~3, №~4"),
        ("ru", "г-н Иванов в 2016 году", "г-н~Иванов в~2016~году"),
        ("ru", "с «миром» к нему и о себе", "с~«миром» к~нему и о~себе"),
        ("ar", "القرار 71/1 والفقرة 3 من المادة 4", "القرار~71/1 والفقرة~3 من المادة~4"),
        ("zh", "根据第 71 号决议", "根据第~71~号决议"),
    ],
)
def test_numbers_and_titles_are_not_parted_from_their_words(
    code: str, typed: str, set_as: str
) -> None:
    assert shown(care(code).text(typed)) == set_as


_SIGNS = "\"'.,;:?!()[]«»“”‘’„…-–/+@<> \u00a0\u202f\n\u2066\u2067\u2069"
_WORDS = ["aé9", "27", "A/RES/71/1", "h", "M.", "www.un.org", "a@b.c", "Дв", "с", "года"]
_WORDS += ["决议，第", "王", "نعم", "القرار", "و،"]
_TEXT = st.lists(st.sampled_from([*_SIGNS, *_WORDS, "..", " ", "a"]), max_size=30).map("".join)


def _kept(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


@given(st.sampled_from(LANGUAGES), st.one_of(_TEXT, st.text(max_size=40)))
def test_what_is_cared_for_stays_as_it_is_and_no_letter_is_lost(code: str, text: str) -> None:
    once = care(code).text(text)
    assert care(code).text(once) == once
    assert _kept(once) == _kept(text)


@given(st.sampled_from(LANGUAGES), st.lists(_TEXT, min_size=1, max_size=4))
def test_a_page_of_any_text_keeps_its_letters_and_its_tags(code: str, texts: list[str]) -> None:
    page = f"<p>{'<em>x</em>'.join(escape(one, quote=False) for one in texts)}</p>"
    found = care(code).page(page)
    assert found.count("<em>") == len(texts) - 1
    assert _kept(unescape(re.sub(r"<[^>]*>", "", found))) == _kept("x".join(texts))
    assert unescape(found).count("<p>") == page.count("<p>")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("make", [lambda n: " " * n, lambda n: "«(" * n, lambda n: "决a." * n])
def test_a_hostile_text_is_set_all_the_same(code: str, make: Callable[[int], str]) -> None:
    text = make(20_000)
    assert _kept(care(code).text(text)) == _kept(text)
