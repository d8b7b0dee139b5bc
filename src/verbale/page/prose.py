"""The drafter's own paragraphs: CommonMark in, safe HTML out.

Paragraphs, lists, quotations, headings and emphasis; no HTML, no images, no links, no code. What
is not one of these stays the characters that were typed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["MOST_BLOCKS", "MOST_NESTED", "Unreadable", "paragraphs"]

MOST_NESTED = 6
"""How deep lists and quotations may be nested within each other."""
MOST_BLOCKS = 1_000
"""How many paragraphs and items a text may have: enough for forty pages."""
_READ = 60
"""How deep the reader goes; it drops what is deeper, which is found before."""


class Unreadable(Exception):
    """The prose cannot be set; the message says why."""


def paragraphs(prose: str, first: str = "", top: int = 2) -> Markup:
    """Turn prose into HTML.

    Args:
        prose: CommonMark.
        first: an id for the first paragraph.
        top: the level of the highest heading.

    Returns:
        HTML in which all text of the drafter is escaped.

    Raises:
        Unreadable: it is nested too deep, has too many parts, or a list holds what it cannot.
    """
    if not prose:
        return Markup()
    if sum(not line.strip() for line in prose.split("\n")) > MOST_BLOCKS:
        raise Unreadable(f"the text has more than {MOST_BLOCKS} paragraphs")
    tokens = _bounded(_reader().parse(prose))
    tokens = _accessible(tokens, top)
    if first and tokens and tokens[0].type == "paragraph_open":
        tokens[0].attrSet("id", first)
    reader = _reader()
    # Safe: the renderer escapes every text, and html is off.
    return Markup(reader.renderer.render(tokens, reader.options, {}))


@cache
def _reader() -> MarkdownIt:
    # Loaded when the first prose is met: most letters of some kinds have none.
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _READ})
    reader.disable(["html_block", "html_inline", "image", "link", "autolink", "entity"])
    reader.disable(["code", "fence", "backticks", "reference", "lheading", "hr"])
    return reader


def _bounded(tokens: list[Token]) -> list[Token]:
    """Refuse what would take too long or be lost.

    Raises:
        Unreadable: it is nested too deep, or has too many parts.
    """
    depth = deepest = 0
    for token in tokens:
        if token.type.removesuffix("_open") in ("bullet_list", "ordered_list", "blockquote"):
            depth += 1
            deepest = max(deepest, depth)
        elif token.type.removesuffix("_close") in ("bullet_list", "ordered_list", "blockquote"):
            depth -= 1
    if deepest > MOST_NESTED:
        raise Unreadable(f"lists and quotations are nested more than {MOST_NESTED} deep")
    if sum(token.nesting == 1 for token in tokens) > 2 * MOST_BLOCKS:
        raise Unreadable(f"the text has more than {MOST_BLOCKS} paragraphs and items")
    return tokens


def _accessible(tokens: list[Token], top: int) -> list[Token]:
    """Shape the tokens as PDF/UA wants them.

    An item of a list holds no paragraph element, as WeasyPrint tags it, so those are parted by
    empty lines; headings begin at the top level and skip none.
    """
    depth = 0
    level = top - 1
    shaped: list[Token] = []
    for token in tokens:
        if token.type in ("list_item_open", "list_item_close"):
            depth += 1 if token.nesting == 1 else -1
        elif token.type == "paragraph_open" and depth:
            if shaped[-1].type == "paragraph_close":
                shaped.append(type(token)("html_inline", "", 0, content="<br><br>"))
            token.hidden = True
        elif token.type == "paragraph_close" and depth:
            token.hidden = True
        elif token.type in ("heading_open", "blockquote_open") and depth:
            what = "heading" if token.type == "heading_open" else "quotation"
            raise Unreadable(f"a {what} stands inside a list")
        elif token.type == "heading_open":
            level = min(int(token.tag[1:]) + top - 1, level + 1, 6)
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{level}"
        shaped.append(token)
    return shaped
