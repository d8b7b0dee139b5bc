"""Fills a letter's template: the page for the typesetter, the page for a browser, the text."""

from verbale.page.fill import fill
from verbale.page.plain import blocks, plain_text
from verbale.page.slots import Copies, shape

__all__ = ["Copies", "blocks", "fill", "plain_text", "shape"]
