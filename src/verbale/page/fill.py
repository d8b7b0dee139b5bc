"""Fills a kind's template with a settled letter."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from verbale.document import Page
from verbale.letter import Letter, as_json
from verbale.page.assets import DRAFT, draft_mark, self_contained, take
from verbale.page.care import Care
from verbale.page.engine import environment, fault
from verbale.page.words import Words
from verbale.problems import Outcome, Place, Problem, problem
from verbale.protocol.languages import Language
from verbale.templates import Templates

__all__ = ["fill"]

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_PRINT = ("styles/print.css",)
_SCREEN = ("styles/screen.css",)


def fill(
    letter: Letter, language: Language, templates: Templates, *, draft: bool = False
) -> Outcome[Page]:
    """Fill the template of the letter's kind and language.

    Args:
        letter: the settled letter.
        language: the words of its language.
        templates: the office's templates.
        draft: whether every page is marked as a draft.

    Returns:
        The page, or what is wrong with template, images or changed paragraphs.
    """
    name = f"{letter.kind}/{letter.language}.html.j2"
    found = list(_missing(letter, language, templates, name))
    if found:
        return Outcome(None, tuple(found))
    words = Words(letter, language)
    care = Care(language)
    filled: dict[str, str] = {}
    assets = {DRAFT: draft_mark(language.furniture["draft"])} if draft else {}
    for medium in ("print", "screen"):
        try:
            html = _render(name, letter, words, templates, medium, draft)
        except Exception as error:  # Whatever a template does, the report names its line.
            return Outcome(None, (fault(error, name, templates),))
        filled[medium] = care.page(html)
    found += words.problems
    sheets = [*_PRINT, *_letterhead_sheets(letter)]
    styles = [templates.text(sheet) or "" for sheet in sheets]
    for text, origin in ((filled["print"], name), *zip(styles, sheets, strict=True)):
        found += take(text, origin, templates, assets)
    page = Page(
        title=_title(filled["print"]),
        language=letter.language,
        html=filled["print"],
        screen=self_contained(filled["screen"], assets),
        stylesheets=tuple(styles),
        assets=assets,
        as_of=letter.as_of,
        author=letter.office.name,
        letter_json=as_json(letter) if letter.office.embeds_letter else None,
    )
    stops = any(one.stops for one in found)
    return Outcome(None if stops else page, tuple(dict.fromkeys(found)))


def _missing(letter: Letter, language: Language, templates: Templates, name: str) -> list[Problem]:
    """Report a kind without template, and an office without its letterhead."""
    found = []
    if name not in templates.files:
        others = ", ".join(templates.languages_of(letter.kind))
        message = f'the kind "{letter.kind}" has no template in {language.name}'
        hint = f"add {templates.origin(name)}; there are: {others}"
        found.append(problem("no-template", "kind", message, hint))
    head = letter.office.letterhead
    if head is not None and f"letterheads/{head}/letterhead.html.j2" not in templates.files:
        heads = sorted({n.split("/")[1] for n in templates.files if n.startswith("letterheads/")})
        message = f'the office "{letter.office.key}" has no letterhead "{head}"'
        hint = f"add templates/letterheads/{head}/letterhead.html.j2; there are: {', '.join(heads)}"
        found.append(problem("no-letterhead", Place(file="verbale.yaml"), message, hint))
    return found


def _render(
    name: str, letter: Letter, words: Words, templates: Templates, medium: str, draft: bool
) -> str:
    template = environment(templates).get_template(name)
    styles = ""
    if medium == "screen":
        sheets = (*_SCREEN, *_letterhead_sheets(letter))
        styles = "\n".join(templates.text(sheet) or "" for sheet in sheets)
    given: dict[str, Any] = {"letter": letter, "medium": medium, "draft": draft}
    return template.render(**letter.fields, **given, **words.functions, screen_styles=styles)


def _letterhead_sheets(letter: Letter) -> tuple[str, ...]:
    head = letter.office.letterhead
    return () if head is None else (f"letterheads/{head}/letterhead.css",)


def _title(html: str) -> str:
    match = _TITLE.search(html)
    return " ".join(unescape(match[1]).split()) if match else ""
