"""The copies of a page: stamped from a plate where they fit, laid out in full where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.document import Copy, Page, Pdf
from verbale.problems import Problem
from verbale.typeset.layout import pdf
from verbale.typeset.plate import Plate, Unfit, plate

__all__ = ["Stamped", "copies"]


@dataclass(frozen=True, slots=True)
class Stamped:
    """One copy's PDF, or what went wrong."""

    data: bytes | None
    pages: int = 0
    full: str = ""
    """Why it was laid out in full; "" where it was stamped."""
    measured: Pdf | None = None
    """Where things landed; of stamped copies the first tells for all."""
    problems: tuple[Problem, ...] = ()


def copies(page: Page, wanted: Sequence[Copy], *, full: str = "") -> list[Stamped]:
    """Typeset the copies of a page.

    Args:
        page: the page, its slots marked.
        wanted: what each copy has of its own.
        full: why each is to be laid out in full; "" lets them be stamped.

    Returns:
        The copies, in order. Stamped or laid out in full, text, tags and picture are the same.
    """
    if not wanted:
        return []
    made: Plate | None = None
    reason = full or ("there is one copy" if len(wanted) == 1 else "")
    if not reason:
        try:
            found = plate(page, wanted)
        except Unfit as unfit:
            reason = str(unfit)
        else:
            made = found.value
            if made is None:
                # One line may be at fault; laid out one by one, the others are made.
                reason = "the plate could not be laid out"
    out = []
    for copy in wanted:
        why = reason or (made.misfit(copy) if made is not None else "")
        if why or made is None:
            out.append(_in_full(page, copy, why))
        else:
            out.append(Stamped(made.stamp(copy), made.pages, measured=None if out else made.first))
    return out


def _in_full(page: Page, copy: Copy, why: str) -> Stamped:
    found = pdf(page.of(copy))
    if found.value is None:
        return Stamped(None, full=why, problems=found.problems)
    value = found.value
    return Stamped(value.data, value.pages, why, value)
