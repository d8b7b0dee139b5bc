"""The images of a page: those that templates and stylesheets name, from templates/ alone.

An asset is named in an attribute of an element or in a stylesheet, never in text: what a drafter
writes is printed, whatever it looks like.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from html.parser import HTMLParser

from verbale.problems import Place, Problem, problem
from verbale.templates import ASSET, Templates, media_type

__all__ = ["DRAFT", "draft_mark", "named_in_css", "named_in_html", "self_contained", "take"]

DRAFT = "asset:/draft.svg"
"""The mark behind every page of a draft, made in the letter's language."""

_ATTRIBUTES = frozenset({"src", "data", "poster", "background", "srcset", "xlink:href"})
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')\s]*)|@import\s+["']([^"']*)""")
_SVG_URL = re.compile(r"""(?:href|src)\s*=\s*["']([^"']*)|url\(\s*["']?([^"')\s]*)""")


def draft_mark(word: str) -> bytes:
    """Draw the mark of a draft: its word in large light capitals, rising across the page."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600">'
        '<text x="300" y="330" transform="rotate(-40 300 300)" text-anchor="middle" '
        'font-family="Spectral" font-size="120" fill="#ececec" letter-spacing="8">'
        f"{escape(word.upper())}</text></svg>"
    ).encode()


Named = tuple[str, int, int]
"""A URL that is named, with line and column of the file, or 0 where they are not known."""


def take(
    urls: Iterable[Named], file: str, templates: Templates, assets: dict[str, bytes]
) -> Iterator[Problem]:
    """Add assets that are named, and report what is not there or is no asset.

    Args:
        urls: what is named, and where.
        file: the file that names them, for messages.
        templates: where assets are.
        assets: gains an entry for each asset, by its URL.
    """
    for url, line, column in urls:
        place = Place(file=file, line=line or None, column=column or None)
        match = ASSET.fullmatch(url)
        if url in assets or url.startswith("#") or not url:
            continue
        if match is None:
            message = f"{url} is not one of the project's assets"
            hint = "put the file into templates/ and name it asset:/ and its place there"
            yield problem("asset-refused", place, message, hint)
            continue
        data = templates.files.get(match[1])
        if data is None:
            hint = f"put the file at templates/{match[1]}, or correct its name"
            yield problem("image-missing", place, f"there is no image {match[1]}", hint)
            continue
        assets[url] = data
        if media_type(url) == "image/svg+xml":
            inner = _found(_SVG_URL, data.decode("utf-8", "replace"))
            yield from take(inner, templates.origin(match[1]), templates, assets)


def named_in_css(css: str) -> Iterator[Named]:
    """Give every URL that a stylesheet names."""
    return _found(_CSS_URL, css)


def named_in_html(html: str) -> Iterator[Named]:
    """Give every URL that a page would load: of its elements' attributes and of its styles."""
    walker = _Walker({})
    walker.feed(html)
    walker.close()
    return ((url, 0, 0) for url in dict.fromkeys(walker.urls))


def self_contained(html: str, assets: Mapping[str, bytes]) -> str:
    """Put the assets into the page itself, so that it is one file."""
    walker = _Walker(assets)
    walker.feed(html)
    walker.close()
    return "".join(walker.out)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Named]:
    for match in pattern.finditer(text):
        group = 1 if match[1] is not None else 2
        start = match.start(group)
        yield match[group], text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


class _Walker(HTMLParser):
    """Copies a page as it is, but for the assets that elements and styles name."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.urls: list[str] = []
        self._assets = assets
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        self._in_style = tag == "style"
        for name, value in attrs:
            if name == "style":
                self.urls += [url for url, *_ in named_in_css(value or "")]
            elif name in _ATTRIBUTES or (name == "href" and tag not in ("a", "area", "base")):
                self.urls.append(value or "")
            for url in ASSET.finditer(value or ""):
                data = self._data(url.group())
                text = text.replace(url.group(), data).replace(escape(url.group()), data)
        self.out.append(text)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_style = False

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.urls += [url for url, *_ in named_in_css(data)]
            data = ASSET.sub(lambda match: self._data(match.group()), data)
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def _data(self, url: str) -> str:
        if url not in self._assets:
            return url
        encoded = base64.b64encode(self._assets[url]).decode("ascii")
        return f"data:{media_type(url)};base64,{encoded}"
