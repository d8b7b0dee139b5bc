"""Rules that only the finished page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verbale.document import Line, Pdf
from verbale.problems import Problem, problem
from verbale.rules.rule import PageRule

__all__ = ["RULES"]

_SLACK = 1.0
"""Rounding, in CSS pixels: a quarter of a millimetre."""
_MM = 96 / 25.4
"""CSS pixels in a millimetre."""


def _of(look: Callable[[Pdf], Iterator[Problem]], code: str) -> Callable[[Pdf], list[Problem]]:
    """Take what a look at the page finds of one code."""
    return lambda pdf: [one for one in look(pdf) if one.code == code]


def _address(pdf: Pdf) -> Iterator[Problem]:
    """The address stands flush left at the foot of the first page (ST/DCS/4/Rev.1, para. 89)."""
    block = pdf.find("addressees")
    lines = [line for line in pdf.lines if "addressees" in line.name.split("/")]
    if block is None or not lines:
        return
    below = max(line.bottom for line in lines)
    if any(line.page != 0 for line in lines) or below > pdf.height - 8 * _MM:
        message = "the address does not stand at the foot of the first page"
        yield problem("address-misplaced", "addressees", message, "shorten it, or its lines")
        return
    top = min(line.top for line in lines)
    for line in pdf.lines:
        if line.page == 0 and line not in lines and line.bottom > top + _SLACK:
            over = (line.bottom - top) / _MM
            message = f"the address reaches {over:.0f} mm into the text above it"
            yield problem("address-collides", "addressees", message, "shorten its lines")
            return


def _signature(pdf: Pdf) -> Iterator[Problem]:
    """A signature has words of the letter above it on its page."""
    signature = pdf.find("signature")
    if signature is None:
        return
    above = [line for line in pdf.lines if _is_text(line) and line.page == signature.page]
    if not any(line.bottom <= signature.top + _SLACK for line in above):
        message = f"the signature stands alone on page {signature.page + 1}"
        hint = "shorten or lengthen the last paragraphs"
        yield problem("signature-alone", "sender", message, hint)


def _is_text(line: Line) -> bool:
    return not {"addressees", "signature", "foot"} & set(line.name.split("/"))


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


RULES = tuple(
    PageRule(code, _of(look, code))
    for code, look in (
        ("address-misplaced", _address),
        ("address-collides", _address),
        ("signature-alone", _signature),
        ("line-too-wide", _width),
    )
)
