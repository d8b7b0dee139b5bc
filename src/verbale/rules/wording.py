"""Rules on how a letter is worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.problems import Problem, problem
from verbale.rules.patterns import later
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]

# One to eight words, and the same again. "that that" and "had had" are English; numbers recur.
_DOUBLED = later(r"\b([^\W\d]\w*(?: [^\W\d]\w*){0,7}) \1\b", re.IGNORECASE)
_ENGLISH = frozenset({"that", "had"})


def _stops(reading: Reading) -> Iterator[Problem]:
    """A text that the template sets inside a sentence ends without a stop of its own."""
    letter = reading.letter
    texts = [(name, value) for name, value in letter.fields.items() if isinstance(value, str)]
    for name, group in letter.fields.items():
        if hasattr(group, "items"):
            texts += [(f"{name}.{k}", v) for k, v in group.items() if isinstance(v, str)]
    if letter.in_reply_to is not None:
        texts += [("in_reply_to.from", letter.in_reply_to.sender)]
        texts += [("in_reply_to.about", letter.in_reply_to.about)]
    texts += [(f"references.{i}.by_which", r.by_which) for i, r in enumerate(letter.references)]
    for path, text in texts:
        if text.endswith((".", "。")) and not text.endswith(("a.i.", "etc.", "...")):
            message = f'"{path.rsplit(".", 1)[-1]}" stands inside a sentence, but ends with a stop'
            hint = "leave the full stop out: the template sets it"
            yield problem("stop-in-fragment", path, message, hint)


def _doubled(reading: Reading) -> Iterator[Problem]:
    """Report a word or phrase that stands twice, as "by which by which"."""
    seen = set()
    for block in reading.blocks:
        text = " ".join(block.text.split())
        for match in _DOUBLED().finditer(text) if _may_double(text) else ():
            phrase = match[1]
            if phrase.casefold() in _ENGLISH or phrase in seen or phrase.istitle():
                continue  # A name may be doubled: "Pago Pago", "Lomé, Lomé".
            seen.add(phrase)
            message = f'"{phrase}" stands twice: "{match.group()}"'
            hint = "the template sets the words that lead to a text: leave them out of it"
            yield problem("doubled-words", reading.where(match.group()), message, hint)


def _may_double(text: str) -> bool:
    """Tell whether up to eight words may stand twice, in a tenth of the pattern's time."""
    words = re.findall(r"\w+", text.casefold())
    return any(
        one == other and words[i : i + size] == words[i + size : i + 2 * size]
        for size in range(1, 9)
        for i, (one, other) in enumerate(zip(words, words[size:], strict=False))
    )


RULES = (
    Rule("stop-in-fragment", _stops, old=True),
    Rule("doubled-words", _doubled, at="text", old=True),
)
