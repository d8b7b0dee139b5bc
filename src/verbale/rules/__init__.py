"""The rule book: what a letter is held to, one small function a rule, one file a family.

``look`` holds a letter to its rules, ``Policy`` judges what they find; ``characters`` and
``placeholders`` read a spec before it is a letter.
"""

from verbale.rules.book import BOOK, PAGE_BOOK, look, page
from verbale.rules.characters import characters, missing_glyph
from verbale.rules.placeholders import placeholders
from verbale.rules.policy import AS_THEY_ARE, Policy
from verbale.rules.reading import Reading
from verbale.rules.rule import PageRule, Rule

__all__ = [
    "AS_THEY_ARE",
    "BOOK",
    "PAGE_BOOK",
    "PageRule",
    "Policy",
    "Reading",
    "Rule",
    "characters",
    "look",
    "missing_glyph",
    "page",
    "placeholders",
]
