"""Rules that only the finished page shows."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Line, Pdf
from verbale.problems import Problem, problem

__all__ = ["page"]

_SLACK = 1.0
"""Rounding, in CSS pixels: a quarter of a millimetre."""
_MM = 96 / 25.4
"""CSS pixels in a millimetre."""


def page(pdf: Pdf) -> tuple[Problem, ...]:
    """Check a typeset letter.

    Args:
        pdf: the typeset letter, with where things landed.

    Returns:
        All that is wrong with its pages.
    """
    return (*_address(pdf), *_signature(pdf), *_width(pdf))


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
