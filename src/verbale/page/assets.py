"""The images of a page: those that templates and stylesheets name, from templates/ alone."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from html import escape

from verbale.problems import Place, Problem, problem
from verbale.templates import ASSET, Templates, media_type

__all__ = ["DRAFT", "draft_mark", "self_contained", "take"]

DRAFT = "asset:/draft.svg"
"""The mark behind every page of a draft, made in the letter's language."""


def draft_mark(word: str) -> bytes:
    """Draw the mark of a draft: its word in large light capitals, rising across the page."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600">'
        '<text x="300" y="330" transform="rotate(-40 300 300)" text-anchor="middle" '
        'font-family="Spectral" font-size="120" fill="#ececec" letter-spacing="8">'
        f"{escape(word.upper())}</text></svg>"
    ).encode()


def take(
    text: str, origin: str, templates: Templates, assets: dict[str, bytes]
) -> Iterator[Problem]:
    """Add the assets that a text names, and report those that are not there.

    Args:
        text: a filled page or a stylesheet.
        origin: the template or stylesheet it comes from, for messages.
        templates: where assets are.
        assets: gains an entry for each asset, by its URL.
    """
    for match in ASSET.finditer(text):
        name = match[1]
        if match.group() in assets:
            continue
        data = templates.files.get(name)
        if data is not None:
            assets[match.group()] = data
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        place = Place(file=templates.origin(origin), line=line, column=column)
        hint = f"put the file at templates/{name}, or correct its name"
        yield problem("image-missing", place, f"there is no image {name}", hint)


def self_contained(html: str, assets: Mapping[str, bytes]) -> str:
    """Put the assets into the page itself, so that it is one file."""

    def data_url(url: str) -> str:
        if url not in assets:
            return url  # It is not there, which is reported.
        encoded = base64.b64encode(assets[url]).decode("ascii")
        return f"data:{media_type(url)};base64,{encoded}"

    return ASSET.sub(lambda match: data_url(match.group()), html)
