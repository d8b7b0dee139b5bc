"""Names that no file can have on some disk or other."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["alike", "is_reserved"]

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Tell whether a name is that of a device, such as CON, whatever its ending."""
    # Windows takes COM¹ for COM1.
    return _DEVICES.fullmatch(unicodedata.normalize("NFKC", name)) is not None


def alike(name: str) -> str:
    """Fold a name, so that two that meet on some disk fold to one: by case, by how é is written."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
