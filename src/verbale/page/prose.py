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

__all__ = ["paragraphs"]

_NESTING = 12
"""How deep lists and quotations may be nested; what is deeper is not read as such."""


def paragraphs(prose: str, first: str = "") -> Markup:
    """Turn prose into HTML.

    Args:
        prose: CommonMark.
        first: an id for the first paragraph.

    Returns:
        HTML in which all text of the drafter is escaped.
    """
    if not prose:
        return Markup()
    tokens = _accessible(_reader().parse(prose))
    if first and tokens and tokens[0].type == "paragraph_open":
        tokens[0].attrSet("id", first)
    reader = _reader()
    # Safe: the renderer escapes every text, and html is off.
    return Markup(reader.renderer.render(tokens, reader.options, {}))


@cache
def _reader() -> MarkdownIt:
    # Loaded when the first prose is met: most letters of some kinds have none.
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    reader.disable(["html_block", "html_inline", "image", "link", "autolink", "entity"])
    reader.disable(["code", "fence", "backticks", "reference", "lheading", "hr"])
    return reader


def _accessible(tokens: list[Token]) -> list[Token]:
    """Shape the tokens as PDF/UA wants them.

    An item of a list holds no paragraph element (PDF/UA, as WeasyPrint tags it), so those become
    block spans; headings begin at the second level and skip none.
    """
    depth = 0
    level = 1
    for token in tokens:
        if token.type in ("list_item_open", "list_item_close"):
            depth += 1 if token.nesting == 1 else -1
        elif token.type in ("paragraph_open", "paragraph_close") and depth:
            token.tag = "span"
            token.hidden = False
            token.attrSet("class", "item")
        elif token.type == "heading_open":
            level = min(int(token.tag[1:]) + 1, level + 1, 6)
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{level}"
    return tokens
