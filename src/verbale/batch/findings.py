"""Tells what was found on the pages of copies: where it is one's own, and once what is common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from verbale.mailing import MailingList, Recipient
from verbale.problems import Problem

__all__ = ["Looked", "told"]


class Looked(NamedTuple):
    """A copy whose page was looked at."""

    stem: str
    full: str
    """Why it was laid out in full; "" where it was stamped."""
    problems: tuple[Problem, ...]


def told(
    copies: Sequence[Looked], rows: Mapping[str, Recipient], mailing: MailingList
) -> Iterator[Problem]:
    """Give what is wrong with copies: at its row what is the copy's own, once what is common.

    A copy that is laid out in full has its own page, and on it what the common letter has too.

    Args:
        copies: all copies.
        rows: whose each is, by the name of its files.
        mailing: the list.
    """
    of_full = Counter(found for one in copies if one.full for found in set(one.problems))
    stamped = {found for one in copies if not one.full for found in one.problems}
    common = stamped | {found for found, count in of_full.items() if count > 1}
    seen: set[Problem] = set()
    for one in copies:
        for found in one.problems:
            # A copy that is not made is told by its row, unless none of the stamped ones is.
            if found in common and not (one.full and found.stops):
                if found not in seen:
                    seen.add(found)
                    yield found
                continue
            recipient = rows[one.stem]
            own = recipient.address or recipient.post
            if found.code == "slot-shrunk" and not own and not found.stops:
                continue  # The line is the language's own: whoever keeps the list cannot mend it.
            where = mailing.place(recipient)
            yield replace(found, place=where, message=f"{recipient.id}: {found.message}")
