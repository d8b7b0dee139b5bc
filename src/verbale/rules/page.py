"""Rules that only the finished page shows."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Line, Pdf
from verbale.problems import Problem, problem
from verbale.rules.rule import PageRule

__all__ = ["RULES", "addressed", "is_text"]

_SLACK = 1.0
"""Rounding, in CSS pixels: a quarter of a millimetre."""
_MM = 96 / 25.4
"""CSS pixels in a millimetre."""
_FOOT = 17
"""How far above the edge of the sheet the shipped stylesheets end the address, in millimetres: on
both papers, under any letterhead, in every language."""
_BAND = (10, 30)
"""How far it may be for an office's own stylesheet: below, printers print nothing."""
_BESIDE = frozenset({"addressees", "signature", "foot"})
"""What is not the text: the address, the signature, enclosures and copies."""


def _misplaced(pdf: Pdf) -> Iterator[Problem]:
    """The address stands at the foot of the first page (ST/DCS/4/Rev.1, para. 89)."""
    lowest = pdf.height - 8 * _MM
    if any(line.page != 0 or line.bottom > lowest for line in addressed(pdf)):
        message = "the address does not stand at the foot of the first page"
        yield problem("address-misplaced", "addressees", message, "shorten it, or its lines")


def _collides(pdf: Pdf) -> Iterator[Problem]:
    """The address leaves the text above it alone; of one that is misplaced that is told alone."""
    lines = addressed(pdf)
    if not lines or any(_misplaced(pdf)):
        return
    top = min(line.top for line in lines)
    for line in pdf.lines:
        if line.page == 0 and line not in lines and line.bottom > top + _SLACK:
            over = (line.bottom - top) / _MM
            message = f"the address reaches {over:.0f} mm into the text above it"
            yield problem("address-collides", "addressees", message, "shorten its lines")
            return


def addressed(pdf: Pdf) -> list[Line]:
    """Give the lines of the address at the foot of the first page."""
    if pdf.find("addressees") is None:
        return []
    return [line for line in pdf.lines if "addressees" in line.name.split("/")]


def _off_place(pdf: Pdf) -> Iterator[Problem]:
    """The address stands flush with the text, at its own height."""
    lines = addressed(pdf)
    if not lines or any(_misplaced(pdf)) or any(_collides(pdf)):
        return
    off = max((_aside(pdf, line) for line in lines), key=abs)
    if abs(off) > _MM:
        side, flush = ("left", "right") if pdf.rtl else ("right", "left")
        way = "too far to the " + (side if off > 0 else flush)
        message = f"the address stands {abs(off) / _MM:.0f} mm {way}"
        hint = f"let it stand flush {flush} with the text: look for .addressee in the stylesheet"
        yield problem("address-off-place", "addressees", message, hint)
    above = (pdf.height - max(line.bottom for line in lines)) / _MM
    if not _BAND[0] <= above <= _BAND[1]:
        message = f"the address ends {above:.0f} mm above the edge of the sheet, not {_FOOT} mm"
        hint = "look for .addressees and the first page's margin in the stylesheet"
        yield problem("address-off-place", "addressees", message, hint)


def _aside(pdf: Pdf, line: Line) -> float:
    """Tell how far a line stands from the side where lines begin: of the page, or of its text."""
    frame = pdf.frames[0]
    flush = [frame.right if pdf.rtl else frame.left]
    for one in pdf.lines:
        # An office may indent all its text, and the address with it. The lines that others go on
        # with are those of the text that are not indented by themselves.
        ids = set(one.name.split("/"))
        if one.page == 0 and (one.goes_on or "salutation" in ids) and not one.holders:
            flush += [] if ids & _BESIDE else [_begins(pdf, one)]
    where = _begins(pdf, line)
    off = min((where - one for one in flush), key=abs)
    return -off if pdf.rtl else off


def _begins(pdf: Pdf, line: Line) -> float:
    return line.right if pdf.rtl else line.left


def _signature(pdf: Pdf) -> Iterator[Problem]:
    """A signature has words of the letter above it on its page."""
    signature = pdf.find("signature")
    if signature is None:
        return
    above = [line for line in pdf.lines if is_text(line) and line.page == signature.page]
    if not any(line.bottom <= signature.top + _SLACK for line in above):
        message = f"the signature stands alone on page {signature.page + 1}"
        hint = "shorten or lengthen the last paragraphs"
        yield problem("signature-alone", "sender", message, hint)


def is_text(line: Line) -> bool:
    """Tell whether a line is of the text, and not of what stands beside it."""
    return not _BESIDE & set(line.name.split("/"))


def _last_page(pdf: Pdf) -> Iterator[Problem]:
    """The last page has more of the text than a line."""
    last = pdf.pages - 1
    there = [one for one in pdf.lines if one.page == last and is_text(one) and one.text.strip()]
    if not last or not there:
        return
    text = [one for one in there if "close" not in one.name.split("/")]
    hint = "shorten the text until it goes onto the page before, or lengthen it"
    if not text:
        yield problem("last-page-short", "", "the last page holds only the close", hint)
    elif len({round(one.top) for one in text}) == 1:
        words = max((one.text for one in text), key=len).strip()[:60]
        message = f'the last page has only one line of the text: "{words}"'
        yield problem("last-page-short", "", message, hint)


def _width(pdf: Pdf) -> Iterator[Problem]:
    """No line runs over the right margin."""
    for line in pdf.lines:
        frame = pdf.frames[line.page]
        if line.right > frame.right + _SLACK:
            over = (line.right - frame.right) / _MM
            where = f"on page {line.page + 1} runs {over:.0f} mm over the right margin"
            message = f'the line "{line.text[:60]}" {where}'
            yield problem("line-too-wide", "", message, "a long word or name cannot be parted")
            return


RULES = (
    PageRule("address-misplaced", _misplaced),
    PageRule("address-collides", _collides),
    PageRule("address-off-place", _off_place),
    PageRule("signature-alone", _signature),
    PageRule("last-page-short", _last_page),
    PageRule("line-too-wide", _width),
)
