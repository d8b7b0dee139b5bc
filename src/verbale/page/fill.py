"""Fills a kind's template with a settled letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, cast

from verbale.document import Page, Sheet
from verbale.letter import Letter, as_json
from verbale.page.assets import (
    DRAFT,
    draft_mark,
    named_in_css,
    named_in_html,
    self_contained,
    take,
)
from verbale.page.care import Care
from verbale.page.engine import environment, fault
from verbale.page.slots import names
from verbale.page.words import Words
from verbale.problems import Outcome, Place, Problem, join_path, problem
from verbale.protocol.languages import Language
from verbale.templates import Templates

__all__ = ["fill"]

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BY_RECIPIENT = frozenset({"addressed", "recipient", "vocative"})
"""The facts of a letter that differ by recipient."""
_PRINTED = (
    *("reference", "place", "classification", "sender", "salutation", "references"),
    "translated_from",
    *("in_reply_to", "body", "enclosures", "copies"),
)
"""The keys of every letter that a template prints; a salutation becomes the vocative."""
_PARTS = {"sender": "signature", "place": "date"}
"""The parts of an old letter in which a key's words stand, where it is not named so."""
_PRINT = ("styles/print.css",)
_SCREEN = ("styles/screen.css",)


def fill(
    letter: Letter,
    language: Language,
    templates: Templates,
    *,
    draft: bool = False,
    slots: bool = False,
    screen: bool = True,
) -> Outcome[Page]:
    """Fill the template of the letter's kind and language.

    Args:
        letter: the settled letter.
        language: the words of its language.
        templates: the office's templates.
        draft: whether every page is marked as a draft.
        screen: whether the page for a browser is made as well.
        slots: whether the lines that differ by recipient are marked, so that copies can be made.

    Returns:
        The page, or what is wrong with template, images or changed paragraphs.
    """
    name = f"{letter.kind}/{letter.language}.html.j2"
    found = list(_missing(letter, language, templates, name))
    if found:
        return Outcome(None, tuple(found))
    care = Care(language, names(letter))
    filled: dict[str, str] = {}
    read = cast("Letter", _Read(letter))
    for medium in ("print", "screen") if screen else ("print",):
        words = Words(read, letter, language, medium, slots=slots)
        try:
            html = _render(name, read, words, templates, medium, draft)
        except Exception as error:  # Whatever a template does, the report names its line.
            return Outcome(None, (*words.problems, fault(error, name, templates)))
        filled[medium] = care.page(html)
        found += words.problems
    found += _unused(letter, cast("_Read", read).names)
    assets = {DRAFT: draft_mark(language.furniture.get("draft", "Draft"))} if draft else {}
    found += _assets(letter, filled, name, templates, assets)
    found += _whole(filled["print"], templates.origin(name))
    page = Page(
        title=_title(filled["print"]),
        language=letter.language,
        html=filled["print"],
        screen=self_contained(filled["screen"], assets) if screen else "",
        stylesheets=tuple(
            Sheet(templates.origin(one), templates.text(one) or "")
            for one in _sheets(letter, templates, _PRINT)
        ),
        assets=assets,
        as_of=letter.as_of,
        # Of an old letter it is not known that the office wrote it.
        author=letter.sender.name if letter.original else letter.office.name,
        reads=frozenset(cast("_Read", read).names & _BY_RECIPIENT),
        letter_json=as_json(letter) if letter.office.embeds_letter else None,
    )
    stops = any(one.stops for one in found)
    return Outcome(None if stops else page, tuple(dict.fromkeys(found)))


class _Read:
    """A letter that notes which of its facts are asked for."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return getattr(self._letter, name)


class _Recipient:
    """The recipient, by whom it is noted when a template asks for anything."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter

    def __getattr__(self, name: str) -> Any:
        found = self._letter.recipient
        if found is None or name not in found:
            raise AttributeError(name)
        return found[name]

    def __bool__(self) -> bool:
        return self._letter.recipient is not None


# What a template is told that asks for what is not there: "'Letter object' has no attribute ...".
_Read.__name__, _Read.__module__ = "Letter", "builtins"
_Recipient.__name__, _Recipient.__module__ = "Recipient", "builtins"


def _unused(letter: Letter, read: set[str]) -> Iterator[Problem]:
    """Report what the spec says and the template never asks for: it would be lost in silence."""
    own = {name for name, words in letter.original if words is not None}
    for name in _PRINTED:
        fact = {"salutation": "vocative", "translated_from": "translated"}.get(name, name)
        worded = _PARTS.get(name, name) in own
        if name in letter.given and fact not in read and not worded:
            message = f'"{name}" has no place in a letter of the kind "{letter.kind}"'
            hint = "leave it out, or say in the body what it is to say"
            yield problem("unused-key", Place(path=name, on_key=True), message, hint)


def _assets(
    letter: Letter,
    filled: Mapping[str, str],
    name: str,
    templates: Templates,
    assets: dict[str, bytes],
) -> Iterator[Problem]:
    """Gather the images of both pages, and report what is not there or out of reach."""
    known: set[str] = set()
    for sheet in _sheets(letter, templates, (*_PRINT, *_SCREEN)):
        urls = list(named_in_css(templates.text(sheet) or ""))
        known.update(url for url, *_ in urls)
        yield from take(urls, templates.origin(sheet), templates, assets)
    for html in filled.values():
        # The screen's page holds its stylesheets, which have been looked through.
        urls = [one for one in named_in_html(html) if one[0] not in known]
        yield from take(urls, templates.origin(name), templates, assets)


def _whole(html: str, file: str) -> Iterator[Problem]:
    """Report a template that makes no letter: one that is empty, or extends no layout."""
    if "<main" not in html or not _title(html):
        message = "the template makes no letter: there is no title, or no main part"
        hint = 'begin it with {% extends "layouts/letter.en.html.j2" %}, and word its blocks'
        yield problem("template-fails", Place(file=file), message, hint)


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
        path = join_path("offices", letter.office.key, "letterhead")
        found.append(problem("no-letterhead", path, message, hint))
    return found


def _render(
    name: str, letter: Letter, words: Words, templates: Templates, medium: str, draft: bool
) -> str:
    template = environment(templates).get_template(name)
    styles = ""
    if medium == "screen":
        sheets = _sheets(letter, templates, _SCREEN)
        styles = "\n".join(templates.text(sheet) or "" for sheet in sheets)
    given: dict[str, Any] = {"letter": letter, "medium": medium, "draft": draft}
    given["recipient"] = _Recipient(letter)
    return template.render(**letter.fields, **given, **words.functions, screen_styles=styles)


def _sheets(letter: Letter, templates: Templates, names: tuple[str, ...]) -> tuple[str, ...]:
    """Name the stylesheets of a page: the common ones, the language's, then the letterhead's."""
    head = letter.office.letterhead
    own = (f"{name.removesuffix('.css')}.{letter.language}.css" for name in names)
    names = (*names, *(name for name in own if name in templates.files))
    return names if head is None else (*names, f"letterheads/{head}/letterhead.css")


def _title(html: str) -> str:
    match = _TITLE.search(html)
    return " ".join(unescape(match[1]).split()) if match else ""
