"""Tells which of the six languages an old letter is in."""

from __future__ import annotations

import re

from verbale.transcribe.wording import word_lists

__all__ = ["language_of"]


def language_of(text: str) -> tuple[str, bool]:
    """Tell which of the six languages a text is in, and whether that is sure.

    Returns:
        The language's code; "" where it is none of the six.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "", False
    share = {
        "zh": sum("\u3400" <= c <= "\u9fff" for c in letters) / len(letters),
        "ar": sum("\u0600" <= c <= "\u06ff" for c in letters) / len(letters),
        "ru": sum("\u0400" <= c <= "\u04ff" for c in letters) / len(letters),
    }
    best = max(share, key=lambda one: share[one])
    # A letterhead in other scripts is short: what most of the letters are counts.
    if share[best] > 0.4:
        if _is_other(best, text, len(letters)):
            return "", False
        return best, share[best] > 0.6
    return _by_words(text)


def _is_other(language: str, text: str, letters: int) -> bool:
    """Tell whether a text is in another language that has the same script."""
    if language == "ru":
        # Ukrainian has letters of its own, and lacks some of the Russian ones.
        return sum(map(text.count, "іїєґ")) > sum(map(text.count, "ыэъё"))
    # Persian and Urdu have letters that Arabic has only in names.
    return language == "ar" and sum(map(text.count, "پچگژ")) > letters // 100


def _by_words(text: str) -> tuple[str, bool]:
    """Tell a language in Latin script by its commonest words."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if not words:
        return "", False
    score = {
        code: sum(word in common for word in words) / len(words)
        for code, common in word_lists("common_words").items()
    }
    first, second = sorted(score, key=lambda one: -score[one])[:2]
    if score[first] < 0.12 or first not in ("en", "fr", "es"):
        return "", False
    return first, score[first] > score[second] * 1.3 and len(words) > 20
