"""Makes the copies of a part: stamped where they can be, laid out in full where they cannot."""

from __future__ import annotations

from dataclasses import dataclass

from verbale import page as pages
from verbale import rules
from verbale.batch.plan import Part
from verbale.document import Copy
from verbale.problems import Problem
from verbale.typeset.copies import Stamped, copies

__all__ = ["MadeCopy", "make"]


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """One copy: its files, or why there are none."""

    stem: str
    files: tuple[tuple[str, bytes], ...]
    """Ending and bytes, in the order of the formats."""
    pages: int = 0
    full: str = ""
    """Why it was laid out in full; "" where it was stamped."""
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it could not be made."""
        return any(one.stops for one in self.problems)


def make(part: Part) -> tuple[MadeCopy, ...]:
    """Make a part's copies: the same part gives the same bytes, wherever it is made."""
    made = (
        copies(part.page, part.copies, full=part.full)
        if "pdf" in part.formats
        else [Stamped(None)] * len(part.copies)
    )
    out = []
    stops: tuple[Problem, ...] = ()
    for stem, copy, one in zip(part.stems, part.copies, made, strict=True):
        found = rules.page(one.measured, part.policy) if one.measured is not None else ()
        if not one.full and one.measured is not None:
            # The page is that of all that are stamped: what stops the first stops them all.
            stops = tuple(problem for problem in found if problem.stops)
        out.append(_copy(part, stem, copy, one, found or (() if one.full else stops)))
    return tuple(out)


def _copy(part: Part, stem: str, copy: Copy, made: Stamped, found: tuple[Problem, ...]) -> MadeCopy:
    """Give one copy its files, if nothing that was found on its page stops it."""
    if made.problems:
        return MadeCopy(stem, (), full=made.full, problems=made.problems)
    if any(one.stops for one in found):
        return MadeCopy(stem, (), made.pages, made.full, found)
    own = part.page.of(copy) if part.formats != ("pdf",) else part.page
    contents = {
        "pdf": lambda: made.data or b"",
        "html": lambda: own.screen.encode(),
        "txt": lambda: pages.plain_text(own).encode(),
    }
    files = tuple((ending, contents[ending]()) for ending in part.formats)
    return MadeCopy(stem, files, made.pages, made.full, found)
