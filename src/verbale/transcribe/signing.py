"""Tells who signed an old letter."""

from __future__ import annotations

import re

from verbale.protocol.languages import Language
from verbale.transcribe.formulas import marks
from verbale.transcribe.gathered import Gathered
from verbale.transcribe.parts import Parted
from verbale.transcribe.people import titled

__all__ = ["tell_signatories"]

_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}(?:（签名）|\(签名\))?")
_POST = re.compile(
    r"Permanent|Deputy|Chargé|Ambassador|President|Secretary|Chair|Minister|Représentant"
    r"|Representante|Постоянн|常驻|الممثل"
)
"""How a post begins that stands apart from its holder's name."""


_ABOVE = re.compile(r"(?:Le|La|El|The|Der)\s|L['’]|" + _POST.pattern)
"""How a post begins that stands above a name."""


def tell_signatories(told: Parted, language: Language, found: Gathered) -> None:
    """Tell who signed a letter.

    Args:
        told: its parts.
        language: the words of its language.
        found: the signatories are added here.
    """
    part = told.get("signature")
    if part is None:
        return
    units = part.units
    if language.language == "zh":
        # The post stands before the name.
        rows = [row for unit in units for row in unit.rows]
        name = next((row for row in reversed(rows) if _HAN_NAME.fullmatch(row)), rows[-1])
        found.signatories.append({"name": marks().signed.sub("", name).strip(" ()（）") or name})
        found.rest("sender", part.text[:120])
        return
    first = next((i for i, unit in enumerate(units) if marks().signed.match(unit.text)), 0)
    # The post may stand above a name that is marked as signed.
    for unit in units[first:]:
        rows = [marks().signed.sub("", row, count=1).strip() for row in unit.rows]
        rows = [row for row in rows if row]
        # "Le Représentant permanent, / Charles LUCET": the post stands above the name.
        above = len(rows) > 1 and rows[0].endswith(",") and _ABOVE.match(rows[0])
        rows = [*rows[1:], rows[0]] if above else rows
        alone = len(rows) == 1 and _ABOVE.match(rows[0]) and unit is not units[-1]
        if not rows or alone:
            continue
        title, name = titled(rows[0].rstrip(","), language)
        one = {"title": title} if title else {}
        one["name"] = name
        post = " ".join(rows[1:])
        if post:
            one["post"] = post
        if found.signatories and _POST.match(name) and "post" not in found.signatories[-1]:
            found.signatories[-1]["post"] = " ".join(rows)
            continue
        found.signatories.append(one)
    if found.signatories:
        found.rest("sender", part.text[:120])
