"""Typographic care, symbols and prose: on text, never on markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from verbale.page.care import Care
from verbale.page.prose import Unreadable, paragraphs
from verbale.project import open_project
from verbale.protocol.symbols_in_text import IN_TEXT

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def care() -> Care:
    project = open_project(ROOT).value
    assert project is not None
    language = project.language("en")
    assert language is not None
    assert language.value is not None
    return Care(language.value)


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ('the "New York Declaration"', "the “New York Declaration”"),
        ("\"a 'b' c\"", "“a ‘b’ c”"),
        ("it's the States' and the '90s", "it’s the States’ and the ’90s"),
        ('("quoted")', "(“quoted”)"),
        ("one - two -- three", f"one{NBSP}– two{NBSP}– three"),
        ("word--word", "word—word"),
        ("A/47/60-S/23329 stays", "A/47/60-S/23329 stays"),
        ("wait...", "wait…"),
        ("on 19 September 2016 and", f"on 19{NBSP}September{NBSP}2016 and"),
        ("H.E. Mr. Jürg Lauber", f"H.E.{NBSP}Mr.{NBSP}Jürg Lauber"),
        ("H.E. Ms. A and Mr. B", f"H.E.{NBSP}Ms.{NBSP}A and Mr.{NBSP}B"),
        ("paras. 3 and p. 12", f"paras.{NBSP}3 and p.{NBSP}12"),
        ("Geneva-based and co-facilitators", "Geneva-based and co-facilitators"),
    ],
)
def test_text_is_set_as_a_printer_sets_it(care: Care, typed: str, set_as: str) -> None:
    assert care.text(typed) == set_as


def test_care_keeps_quotes_right_across_elements(care: Care) -> None:
    html = care.page('<p>He said "<em>yes</em>" and "no".</p><p>"New."</p>')
    assert html == "<p>He said “<em>yes</em>” and “no”.</p><p>“New.”</p>"


def test_care_leaves_markup_alone(care: Care) -> None:
    html = '<style>a { content: "x -- y" }</style><p class="a -- b" title=\'q\'>&lt;b&gt;</p>'
    assert care.page(html) == html


@given(st.text(max_size=80))
def test_what_was_escaped_stays_escaped(text: str) -> None:
    try:
        prose = str(paragraphs(text))
    except Unreadable:
        return
    project = open_project(ROOT).value
    assert project is not None
    language = project.language("en")
    assert language is not None
    assert language.value is not None
    cared = Care(language.value).page(prose)
    assert re.sub(r"<[^>]*>", "", cared).count("<") == 0
    assert cared.count("<p>") == prose.count("<p>")
    tags = set(re.findall(r"<(/?\w+)", prose))
    allowed = {"p", "ul", "ol", "li", "em", "strong", "blockquote", "span", "br"}
    allowed |= {f"h{level}" for level in range(2, 7)}
    assert {tag.strip("/") for tag in tags} <= allowed


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![a](file:///etc/passwd)",
        "[a](javascript:alert(1))",
        "<https://example.org>",
        "&lt;b&gt; &amp; &copy;",
        "`code`",
        "{{ 7*7 }} {% raw %}",
    ],
)
def test_what_is_not_prose_is_printed_as_typed(typed: str) -> None:
    html = str(paragraphs(typed))
    assert unescape(re.sub(r"</?p>", "", html)).strip() == typed


def test_prose_has_headings_in_order_and_no_paragraph_in_a_list() -> None:
    html = str(paragraphs("# One\n\n### Three\n\n- a\n\n  b\n- c\n"))
    assert re.findall(r"<h\d", html) == ["<h2", "<h3"]
    assert "<p>" not in html[html.index("<ul>") :]


@pytest.mark.parametrize(
    "symbol",
    [
        "A/RES/71/1",
        "A/RES/217(III)",
        "A/RES/3362(S-VII)",
        "A/RES/S-8/1",
        "A/RES/ES-10/17",
        "S/RES/2250 (2015)",
        "E/RES/2016/1",
        "A/HRC/RES/32/1",
        "A/71/L.1",
        "A/C.3/71/L.20/Rev.1",
        "S/2016/1234",
        "A/47/60-S/23329",
        "A/71/100/Add.1",
        "A/71/PV.3",
        "A/INF/71/1",
        "S/PRST/2016/1",
        "A/DEC/71/553",
        "ST/SGB/2013/3",
    ],
)
def test_a_symbol_is_found_whole_in_a_text(symbol: str) -> None:
    for text in (f"see {symbol}.", f"({symbol})", f"{symbol}, and", symbol):
        assert [match.group() for match in re.finditer(IN_TEXT, text)] == [symbol]


@pytest.mark.parametrize("text", ["and/or", "A/B", "24/7", "S/he", "1/2", "km/h", "A/", "E/RES/"])
def test_what_is_no_symbol_is_not_found(text: str) -> None:
    assert not re.search(IN_TEXT, text)


def test_a_symbol_in_a_text_is_a_link_to_the_document(care: Care) -> None:
    html = care.page("<p>As in S/RES/2250 (2015).</p>")
    assert 'href="https://undocs.org/S/RES/2250(2015)">S/RES/2250 (2015)</a>.' in html
