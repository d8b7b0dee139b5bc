"""Rules on the letter's text as it will be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.problems import Problem, problem
from verbale.spec.tree import SourceText

__all__ = ["PLACEHOLDER", "placeholders", "text"]

PLACEHOLDER = re.compile(r"<<[^<>\n]{1,80}>>")
"""What is still to be filled in: ``<<name>>``."""
# One to eight words, and the same again. "that that" and "had had" are English; numbers recur.
_DOUBLED = re.compile(r"\b([^\W\d]\w*(?: [^\W\d]\w*){0,7}) \1\b", re.IGNORECASE)
_ENGLISH = frozenset({"that", "had"})


def text(words: str) -> Iterator[Problem]:
    """Report a word or phrase that stands twice, as "by which by which".

    Args:
        words: the letter's text, blocks parted by empty lines.
    """
    seen = set()
    for block in words.split("\n\n"):
        for match in _DOUBLED.finditer(" ".join(block.split())):
            phrase = match[1]
            if phrase.casefold() in _ENGLISH or phrase in seen or phrase.istitle():
                continue  # A name may be doubled: "Pago Pago", "Lomé, Lomé".
            seen.add(phrase)
            message = f'"{phrase}" stands twice: "{match.group()}"'
            hint = "the template sets the words that lead to a text: leave them out of it"
            yield problem("doubled-words", "", message, hint)


def placeholders(source: SourceText) -> Iterator[Problem]:
    """Report what is still to be filled in, each where it stands."""
    for path, scalar in source.scalars():
        for match in PLACEHOLDER.finditer(scalar.value or ""):
            place = source.place(path)
            message = f"{match.group()} is still to be filled in"
            yield problem("placeholder", place, message, "write what belongs there")
