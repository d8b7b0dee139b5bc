"""Names that no file can have on some disk or other."""

from __future__ import annotations

import re

__all__ = ["is_reserved"]

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Tell whether a name is that of a device, such as CON, whatever its ending."""
    return _DEVICES.fullmatch(name) is not None
