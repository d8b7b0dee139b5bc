"""What a spec names, wherever it stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

__all__ = ["states_named"]


def states_named(value: object) -> Iterator[str]:
    """Give every State that a spec names, as it is written there."""
    if isinstance(value, BaseModel):
        for key in type(value).model_fields:
            inner = getattr(value, key)
            if key in ("state", "mission") and isinstance(inner, str):
                yield inner
            elif key == "states":
                yield from (str(one) for one in inner or ())
            else:
                yield from states_named(inner)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from states_named(one)
