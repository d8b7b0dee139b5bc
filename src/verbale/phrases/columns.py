"""The sheets of a workbook of phrases and their columns, for who writes them and who reads them."""

from __future__ import annotations

from typing import Final

__all__ = [
    "BEFORE",
    "EDITABLE",
    "FORM",
    "PHRASES",
    "PHRASE_HEADS",
    "READ_ME",
    "TEMPLATES",
    "TEMPLATE_HEADS",
]

FORM: Final = "1"
"""The form of the workbook; another one cannot be read."""
READ_ME, PHRASES, TEMPLATES = "Read me", "Phrases", "Templates"
"""The names of the sheets."""
PHRASE_HEADS = ("Key", "English", "Words", "Used for", "Source", "State", "By", "On")
EDITABLE = ("Words", "Source", "State", "By", "On")
"""The columns that a translator writes into."""
BEFORE = " before"
"""What the hidden column, with what a cell held when it was exported, is named besides."""
TEMPLATE_HEADS = ("Kind", "File", "Paragraph", "English", "Words", "Remark")
