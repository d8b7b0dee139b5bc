"""What translators need: a language's phrases as rows, out into a workbook and back.

A phrase is one leaf text of a language's words. Nothing here writes a file or asks for the day.
"""

from verbale.phrases.changes import Change, Changes, changes
from verbale.phrases.counting import counts
from verbale.phrases.desk import Desk, desk
from verbale.phrases.filled import Filled, read_filled
from verbale.phrases.overlay import overlaid
from verbale.phrases.rows import Phrase
from verbale.phrases.writing import workbook_of

__all__ = [
    "Change",
    "Changes",
    "Desk",
    "Filled",
    "Phrase",
    "changes",
    "counts",
    "desk",
    "overlaid",
    "read_filled",
    "workbook_of",
]
