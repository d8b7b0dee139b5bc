"""What is done in some languages and scripts alone: each module is read where it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from verbale.protocol.typography import Typography

__all__ = ["Rule", "rules_of"]

Rule = Callable[[str, str], str]
"""Takes a run of text and the character before it ("" at a block's start); gives it as set."""


def rules_of(typography: Typography) -> tuple[Rule, ...]:
    """Give what a language asks for, in the order in which it is done."""
    found: list[Rule] = []
    # Imported here: what a letter in English needs none of is not compiled for it.
    if typography.spacing == "french":
        from verbale.page.scripts import french

        found.append(french.spaced)
    if typography.punctuation == "arabic":
        from verbale.page.scripts import arabic

        found.append(arabic.punctuated)
    elif typography.punctuation == "chinese":
        from verbale.page.scripts import chinese

        found.append(chinese.punctuated)
    return tuple(found)
