"""Rules that a letter is held to, one file a family.

``words`` reads what the drafter wrote and the settled letter; ``page`` reads the finished page.
"""

from verbale.rules.characters import characters, missing_glyph
from verbale.rules.page import page
from verbale.rules.text import placeholders, text
from verbale.rules.words import words

__all__ = ["characters", "missing_glyph", "page", "placeholders", "text", "words"]
