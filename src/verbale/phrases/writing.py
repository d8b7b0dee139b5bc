"""Writes the workbook that a translator works in: the same bytes for the same phrases."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from verbale import __version__
from verbale.phrases.columns import (
    BEFORE,
    EDITABLE,
    FORM,
    PHRASE_HEADS,
    PHRASES,
    READ_ME,
    TEMPLATE_HEADS,
    TEMPLATES,
)
from verbale.phrases.paragraphs import TemplateText
from verbale.phrases.rows import Phrase
from verbale.protocol.languages import Language
from verbale.protocol.sources import STATES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["workbook_of"]

_LONGEST = 32_767
"""The most characters of a cell."""
_CREATED = datetime.datetime(2000, 1, 1)
_HOW = (
    "On the sheet Phrases, correct the column Words; keep what stands in braces, such as {of}: it "
    "stands for a fact, such as the State. An empty one is a phrase that English has and this "
    "language has not: leave it empty where the language does not need it.",
    "Where you confirm a phrase, set State to verified, write your name under By and the day under "
    "On, and under Source where you have read it; a corrected phrase without these is unverified.",
    "The sheet Templates shows what the letters say around these words: it is not read back, but "
    "what you write under Remark is told to those who keep the templates.",
)
_PHRASE_WIDTHS = (38, 44, 52, 38, 38, 12, 20, 12)
_TEMPLATE_WIDTHS = (18, 34, 18, 62, 62, 44)


def workbook_of(
    language: Language, phrases: Sequence[Phrase], texts: Sequence[TemplateText]
) -> bytes:
    """Write a workbook of a language's phrases.

    Args:
        language: the language.
        phrases: its phrases.
        texts: what the templates say, to be read and remarked on.

    Returns:
        An XLSX file, which depends on nothing else: no clock and no machine.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    # Words that begin with a sign are words, and no formulas or addresses.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(out, options)
    book.set_properties({"title": f"Phrases of {language.name}", "created": _CREATED})
    styles = _Styles(book, rtl=language.direction == "rtl")
    _read_me(book.add_worksheet(READ_ME), language, styles)
    _phrases(book.add_worksheet(PHRASES), phrases, styles)
    _texts(book.add_worksheet(TEMPLATES), texts, styles)
    book.worksheets()[1].activate()
    book.close()
    return out.getvalue()


class _Styles:
    """The formats of cells."""

    def __init__(self, book: Workbook, *, rtl: bool) -> None:
        self.rtl = rtl
        common: dict[str, Any] = {"text_wrap": True, "valign": "top", "num_format": "@"}
        grey = {"bg_color": "#F2F2F2", "font_color": "#404040"}
        # Each column is read in its own direction, whichever way the sheet runs.
        left, right = {"reading_order": 1}, {"reading_order": 2 if rtl else 1}
        self.head: Format = book.add_format(
            {**common, "bold": True, "bg_color": "#DDE6F0", "bottom": 1, "locked": True}
        )
        self.fixed: Format = book.add_format({**common, **grey, **left})
        self.fixed_words: Format = book.add_format({**common, **grey, **right})
        self.words: Format = book.add_format({**common, **right, "locked": False})
        self.free: Format = book.add_format({**common, **left, "locked": False})
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.plain: Format = book.add_format({**common, **left})
        self.changed: Format = book.add_format({"bg_color": "#FFE9A8"})
        self.missing: Format = book.add_format({"bg_color": "#F8DCDC"})


def _read_me(sheet: Worksheet, language: Language, styles: _Styles) -> None:
    """Tell the language, the version, and how to use the workbook."""
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, f"Phrases of {language.name}", styles.title)
    rows = (("Language", language.language), ("Version", __version__), ("Form", FORM))
    for row, (name, value) in enumerate(rows, 2):
        sheet.write_string(row, 0, name, styles.head)
        sheet.write_string(row, 1, value, styles.plain)
    for row, said in enumerate(_HOW, 6):
        sheet.write_string(row, 0, f"{row - 5}.", styles.plain)
        sheet.write_string(row, 1, said, styles.plain)


def _begin(
    sheet: Worksheet, heads: Sequence[str], widths: Sequence[int], styles: _Styles, frozen: int
) -> None:
    if styles.rtl:
        sheet.right_to_left()
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles.head)
    sheet.freeze_panes(1, frozen)


def _phrases(sheet: Worksheet, phrases: Sequence[Phrase], styles: _Styles) -> None:
    """Write a row for each phrase, and beside it, hidden, what it was."""
    heads = (*PHRASE_HEADS, *(f"{name}{BEFORE}" for name in EDITABLE))
    _begin(sheet, heads, _PHRASE_WIDTHS, styles, 1)
    sheet.set_column(len(PHRASE_HEADS), len(heads) - 1, 12, None, {"hidden": True})
    for row, phrase in enumerate(phrases, 1):
        source = phrase.source
        state = "" if phrase.state == "missing" else phrase.state
        said = source if phrase.words else None
        fields = (said.source, state, said.by, said.on) if said else ("", "", "", "")
        given = (phrase.words, *fields)
        fixed = (phrase.key, phrase.english, phrase.words, phrase.note, *fields)
        for column, (head, text) in enumerate(zip(PHRASE_HEADS, fixed, strict=True)):
            style = styles.free if head in EDITABLE else styles.fixed
            _write(sheet, row, column, text, styles.words if head == "Words" else style)
        for column, text in enumerate(given, len(PHRASE_HEADS)):
            _write(sheet, row, column, text, styles.fixed)
    last = max(1, len(phrases))
    state_column = PHRASE_HEADS.index("State")
    sheet.data_validation(
        *(1, state_column, last, state_column),
        {
            "validate": "list",
            "source": list(STATES),
            "error_title": "State",
            "error_message": f"Write {' or '.join(STATES)}.",
        },
    )
    _mark(sheet, last, styles)
    sheet.autofilter(0, 0, last, len(PHRASE_HEADS) - 1)


def _mark(sheet: Worksheet, last: int, styles: _Styles) -> None:
    """Have cells that were changed, and phrases that are missing, stand out."""
    for number, name in enumerate(EDITABLE):
        column = PHRASE_HEADS.index(name)
        here, before = (f"${_letter(c)}2" for c in (column, len(PHRASE_HEADS) + number))
        # <> would take capitals for small letters.
        rule = {"type": "formula", "criteria": f"=NOT(EXACT({here},{before}))"}
        sheet.conditional_format(1, column, last, column, {**rule, "format": styles.changed})
    words = PHRASE_HEADS.index("Words")
    empty = {"type": "formula", "criteria": f'=${_letter(words)}2=""', "format": styles.missing}
    sheet.conditional_format(1, words, last, words, empty)


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _texts(sheet: Worksheet, texts: Sequence[TemplateText], styles: _Styles) -> None:
    """Write what the templates say, where only remarks can be written."""
    _begin(sheet, TEMPLATE_HEADS, _TEMPLATE_WIDTHS, styles, 3)
    for row, one in enumerate(texts, 1):
        fixed = (one.kind, one.file, one.paragraph, one.english)
        for column, text in enumerate(fixed):
            _write(sheet, row, column, text, styles.fixed)
        _write(sheet, row, 4, one.words, styles.fixed_words)
        _write(sheet, row, 5, "", styles.free)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _write(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    if text:
        sheet.write_string(row, column, text[:_LONGEST], style)
    else:
        sheet.write_blank(row, column, None, style)
