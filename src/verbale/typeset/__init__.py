"""Typesets pages. The only place that knows WeasyPrint.

Importing this package is cheap; WeasyPrint is loaded when the first page is typeset.
"""

from __future__ import annotations

from verbale.document import Page, Pdf
from verbale.problems import Outcome

__all__ = ["pdf"]


def pdf(page: Page) -> Outcome[Pdf]:
    """Typeset a page.

    Args:
        page: the filled page.

    Returns:
        PDF/A-3a and PDF/UA-1 at once, with where things landed; or what is wrong: a library that
        is not there, a glyph that no font has, an image that cannot be read.
    """
    from verbale.typeset import layout

    return layout.pdf(page)
