"""Typographic care: what a printer does and a drafter need not think of.

Works on the text of a filled page, never on its markup: quotes and dashes, spaces that do not
break, and links on symbols.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from html.parser import HTMLParser

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
_OPENS_AFTER = frozenset(" \u00a0\u202f\t\n([{-–—/“‘«„¿¡")

_WHOLE = re.compile(
    rf"(?P<symbol>{IN_TEXT})"
    r"|(?<![\w-])(?i:co|vice|e)-[a-z]\w*"
    r"|(?P<blank><<[^<>\n]{1,80}>>)"
)
"""Symbols, words such as co-facilitators that are never parted, and what is to be filled in."""


class Care:
    """The care that the text of one letter gets: its language's, and that of its people's names."""

    def __init__(self, language: Language, names: Iterable[str] = ()) -> None:
        self._quotes = language.quotes
        # One search for all of it: a page has a hundred runs of text.
        self._glue = re.compile("|".join((*_glue(language), *_names(names))))

    def page(self, html: str) -> str:
        """Give a page with its text cared for."""
        walker = _Walker(self.text)
        walker.feed(html)
        walker.close()
        return "".join(walker.out)

    def text(self, text: str, before: str = "") -> str:
        """Give one run of text cared for.

        Args:
            text: the run.
            before: the character before it in the same block, "" at its start.
        """
        text = text.replace("...", "…")
        text = re.sub(r"(?<=\s)--?(?=\s)", "–", text)
        text = re.sub(r"(?<=\w)--(?=\w)", "—", text)
        text = re.sub(r" (?=–\s)", _NBSP, text)
        text = self._curl(text, before)
        return self._glue.sub(lambda m: _SPACE.sub(_NBSP, m.group()), text)

    def _curl(self, text: str, before: str) -> str:
        if '"' not in text and "'" not in text:
            return text
        out: list[str] = []
        for index, sign in enumerate(text):
            last = out[-1] if out else before
            following = text[index + 1 : index + 2]
            opens = last == "" or last in _OPENS_AFTER
            if sign == '"':
                sign = self._quotes.outer[0 if opens else -1]
            elif sign == "'":
                # An apostrophe before a digit stands for what is left out: '90s.
                opens = opens and not following.isdigit()
                sign = self._quotes.inner[0] if opens else "’"
            out.append(sign)
        return "".join(out)


def _glue(language: Language) -> list[str]:
    """What is never parted at a line's end, in this language."""
    months = "|".join(re.escape(month) for month in language.months)
    parts = re.split(r"(\{\w+\})", language.date)
    forms = {"{day}": r"\d{1,2}(?:er|º|°)?", "{month}": f"(?:{months})", "{year}": r"\d{4}"}
    spaced = [forms.get(part, re.escape(part).replace(r"\ ", r"\s+")) for part in parts]
    known = language.titles.items()
    written = {said or key for key, one in known for said in (one.written.m, one.written.f)}
    titles = sorted(written, key=len, reverse=True)
    words = [re.escape(title).replace(r"\ ", r"\s+") for title in titles]
    found = [rf"(?<!\d){''.join(spaced)}"]
    if words:
        found.append(rf"(?<!\w)(?:{'|'.join(words)})\s+(?=\w)")
    found.append(r"(?<!\w)(?:p|pp|para|paras|No|Nos|art|vol|chap)\.\s+(?=\d)")
    found.append(r"(?<!\w)(?:resolution|decision)\s+(?=\d)")
    found.append(r"(?<=\d)\s+(?=[ap]\.m\.)")
    return found


def _names(names: Iterable[str]) -> Iterator[str]:
    """Keep the last two words of a name together: a surname does not begin a line alone."""
    for name in dict.fromkeys(names):
        words = name.split()[-2:]
        if len(words) == 2:
            yield r"\s+".join(map(re.escape, words)) + r"(?!\w)"


class _Walker(HTMLParser):
    """Copies markup as it is, and hands every run of text on."""

    def __init__(self, care: Callable[[str, str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._care = care
        self._before = ""
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
            self._before = ""

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
            self._before = ""

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_data(self, data: str) -> None:
        if self._verbatim:
            # Script and style are raw text; a title is not, and was unescaped on the way in.
            self.out.append(escape(data, quote=False) if self.lasttag == "title" else data)
            return
        if data.isspace():
            self.out.append(data)  # Between elements: half of all runs.
            self._before = data[-1]
            return
        cared = self._care(data, self._before)
        self._before = cared[-1:] or self._before
        self.out.append(escape(cared, quote=False) if self._linked else _linked(cared))


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
