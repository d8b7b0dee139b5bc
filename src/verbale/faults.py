"""How a validator of a model says what is wrong: with a code, a message and a hint."""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic_core import PydanticCustomError

__all__ = ["fault", "pattern", "put"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fault(code: str, message: str, hint: str = "", at: str = "") -> PydanticCustomError:
    """Make the error by which a validator reports a problem's code, message and hint.

    Args:
        code: one of :data:`verbale.codes.CODES`.
        message: what is wrong.
        hint: what to do.
        at: a path below the value, where the fault is deeper than the value itself.
    """
    # The text goes in as a value, since pydantic would read braces in it as its own.
    context = {"said": message, "hint": hint, "at": at}
    return PydanticCustomError(code, "{said}", context)


def pattern(*names: str) -> Callable[[str], str]:
    """Make a validator of words with placeholders, such as "Permanent Representative of {state}".

    Args:
        names: the placeholders that may stand in them.
    """

    def check(words: str) -> str:
        rest = _PLACEHOLDER.sub(lambda m: "" if m[1] in names else m[0], words)
        if "{" in rest or "}" in rest:
            allowed = ", ".join("{" + name + "}" for name in names) or "none"
            message = f'"{words}" has braces that stand for nothing'
            raise fault("bad-value", message, f"placeholders known here: {allowed}")
        return words

    return check


def put(words: str, **values: object) -> str:
    """Put values in the place of their placeholders.

    Unlike ``str.format`` this knows names alone: a value or a text of a spec can reach nothing.
    """
    return _PLACEHOLDER.sub(lambda m: str(values[m[1]]) if m[1] in values else m[0], words)
