"""Short forms: a group that is written as the one text that says it all, as ``- A/RES/71/1``."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator

from verbale.protocol.languages import LANGUAGE

__all__ = ["by_language", "short_form"]


def by_language(value: Any) -> bool:
    """Tell whether a group is a text by language: ``{en: ..., fr: ...}``, ``{en/es/fr: ...}``."""
    return isinstance(value, dict) and bool(value) and all(map(_languages, map(str, value)))


def _languages(key: str) -> bool:
    return all(map(LANGUAGE.fullmatch, key.split("/")))


def short_form(key: str, *, is_text: bool) -> Any:
    """Let a group be written as one of its values.

    Args:
        key: the key of that value.
        is_text: whether it is a text, which may be given by language; a symbol is the same in all.
    """

    def whole(value: Any) -> Any:
        short = isinstance(value, str) or (is_text and by_language(value))
        return {key: value} if short else value

    return BeforeValidator(whole)
