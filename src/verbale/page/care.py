"""Typographic care: what a printer does and a drafter need not think of.

Works on the text of a filled page, never on its markup: quotes and dashes, spaces that do not
break, links on symbols, and what a language asks for besides (:mod:`verbale.page.scripts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from verbale.page.kept import kept
from verbale.page.quotes import Block, Curl
from verbale.page.scripts import directions, rules_of
from verbale.protocol.languages import Language
from verbale.protocol.symbols import Symbol
from verbale.protocol.symbols_in_text import IN_TEXT

__all__ = ["BLOCKS", "Care"]

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p"}
    | {"section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
"""Elements that end a run of text."""
_VERBATIM = frozenset({"style", "title", "script"})
_NBSP = "\u00a0"
_SPACE = re.compile(r"\s+")

_WHOLE = re.compile(
    rf"(?P<symbol>{IN_TEXT})"
    r"|(?<![\w-])(?i:co|vice|e)-[a-z]\w*"
    r"|(?P<blank><<[^<>\n]{1,80}>>)"
)
"""Symbols, words such as co-facilitators that are never parted, and what is to be filled in."""


class Care:
    """The care that the text of one letter gets: its language's, and that of its people's names."""

    def __init__(self, language: Language, names: Iterable[str] = ()) -> None:
        self.rtl = language.direction == "rtl"
        """Whether the language runs from right to left."""
        self._curl = Curl(language)
        self._kept = kept(language, names)
        self._rules = rules_of(language.typography)

    def page(self, html: str) -> str:
        """Give a page with its text cared for."""
        walker = _Walker(self)
        walker.feed(html)
        walker.close()
        return "".join(walker.out)

    def text(self, text: str, block: Block | None = None) -> str:
        """Give one run of text cared for; what is cared for already stays as it is.

        Args:
            text: the run.
            block: what runs before it in the same block left open; it is told of this one.
        """
        block = block or Block()
        ascii_typed = text.isascii()
        text = text.replace("...", "…")
        # A narrow space is beside a sign, and makes no dash of a hyphen.
        text = re.sub(r"(?<=[^\S\u202f])--?(?=[^\S\u202f])", "–", text)
        text = re.sub(r"(?<=\w)--(?=\w)", "—", text)
        text = re.sub(r" (?=–[^\S\u202f])", _NBSP, text)
        text = self._curl.text(text, block)
        text = self._kept.sub(lambda m: _SPACE.sub(_NBSP, m.group()), text)
        for rule in self._rules:
            text = rule(text, block.before)
        if self.rtl or not ascii_typed:
            text = directions.isolated(text, block.before, rtl=self.rtl and not block.turned)
        block.before = text[-1:] or block.before
        return text


class _Walker(HTMLParser):
    """Copies markup as it is, and hands every run of text on."""

    def __init__(self, care: Care) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._care = care
        self._rtl = care.rtl
        self._block = Block()
        self._turned = ""
        self._depth = 0
        self._verbatim = 0
        self._linked = 0
        self._slot = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")
        self._verbatim += tag in _VERBATIM
        self._linked += tag == "a"
        if tag == "span" and any(name == "data-slot" for name, _ in attrs):
            self._slot = True  # It holds text alone, which is put in by itself.
            self._linked += 1
        if tag in BLOCKS:
            self._block.restart()
        if self._rtl and (tag == self._turned or ("dir", "ltr") in attrs):
            self._turn(tag, 1)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        self._verbatim -= tag in _VERBATIM
        self._linked -= tag == "a"
        if tag == "span" and self._slot:
            self._slot = False
            self._linked -= 1
        if tag in BLOCKS:
            self._block.restart()
        if tag == self._turned:
            self._turn(tag, -1)

    def _turn(self, tag: str, step: int) -> None:
        """Count the elements of a name, the first of which runs from left to right."""
        if self._turned in ("", tag):
            self._depth += step
            self._turned = tag if self._depth else ""
            self._block.turned = self._depth > 0

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_data(self, data: str) -> None:
        if self._verbatim:
            # Script and style are raw text; a title is not, and was unescaped on the way in.
            self.out.append(escape(data, quote=False) if self.lasttag == "title" else data)
            return
        if data.isspace():
            self.out.append(data)  # Between elements: half of all runs.
            self._block.before = data[-1]
            return
        cared = self._care.text(data, self._block)
        html = escape(cared, quote=False) if self._linked else _linked(cared)
        self.out.append(directions.links_isolated(html) if self._rtl else html)


def _linked(text: str) -> str:
    """Escape a text, with its symbols as links, and words of a short prefix kept whole."""
    out: list[str] = []
    end = 0
    for match in _WHOLE.finditer(text):
        out.append(escape(text[end : match.start()], quote=False))
        whole = escape(match.group(), quote=False)
        if match["symbol"]:
            url = escape(Symbol(match.group()).url)
            out.append(f'<a class="symbol" href="{url}">{whole}</a>')
        elif match["blank"]:
            out.append(f'<mark class="placeholder">{whole}</mark>')
        else:
            out.append(f'<span class="whole">{whole}</span>')
        end = match.end()
    out.append(escape(text[end:], quote=False))
    return "".join(out)
