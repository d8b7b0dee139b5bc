"""Symbols of United Nations documents: found in a text, named, and linked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["IN_TEXT", "Symbol"]

# A/RES/71/1, A/RES/217(III)[A], S/RES/2250 (2015), E/RES/2016/1, A/HRC/RES/32/1, A/71/L.1,
# A/C.3/71/L.20/Rev.1, S/2016/1234, A/47/60-S/23329, S/PRST/2016/1: ST/SGB/2013/3, A/CONF.231/3.
# Editorial Manual, "Resolution, decision and document identification".
_HEAD = r"(?:A|S|E|ST|T|HRI|CERD|CCPR|CAT|CEDAW|CRC|DP|UNEP)"
# Bounded in length and number, so that no text makes the search long.
_PART = (
    r"(?:[A-Z]{1,6}(?:\.\d{1,4})?|(?:Add|Corr|Rev)\.\d{1,3}|(?:S|ES)-\d{1,3}|\d{1,5}(?:\.\d{1,3})?)"
)
_TAIL = r"(?:[\s\u00a0]?\((?:[IVXL]{1,8}|(?:S|ES)-[IVXL]{1,6}|(?:19|20)\d\d)\))?(?:\[[A-Z]\])?"
_ONE = rf"{_HEAD}(?=[^\s\d]{{0,20}}\d)(?:/{_PART}){{1,8}}"
IN_TEXT = re.compile(rf"(?<![\w/.-]){_ONE}(?:-{_ONE})?{_TAIL}(?![\w/]|-\w|\.\d)")
"""Finds symbols in running text."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as it was written."""

    text: str

    @property
    def noun(self) -> str:
        """What the symbol names: ``resolution``, ``decision`` or ``document``."""
        if "/RES/" in self.text:
            return "resolution"
        return "decision" if "/DEC/" in self.text else "document"

    @property
    def organ(self) -> str | None:
        """The organ, where a citation has to name it; None for the General Assembly."""
        heads = {
            "S/": "security-council",
            "E/": "economic-and-social-council",
            "A/HRC/": "human-rights-council",
        }
        return next((organ for head, organ in heads.items() if self.text.startswith(head)), None)

    @property
    def cited(self) -> str:
        """How it stands after organ and noun: its number, where the organ is named before it.

        General Assembly resolutions keep their symbol, as the President's letters have it.
        """
        match = re.fullmatch(r"(?:[SE]|A/HRC)/RES/(.+)|A/DEC/(.+)", self.text)
        number = (match[1] or match[2]) if match else self.text
        return re.sub(r"(?<=\d)\((?=(?:19|20)\d\d\))", " (", number)

    @property
    def url(self) -> str:
        """Where the document is to be had."""
        joined = re.sub(r"[\s\u00a0]+", "", self.text)
        return f"https://undocs.org/{quote(joined, safe='/()[].-')}"
