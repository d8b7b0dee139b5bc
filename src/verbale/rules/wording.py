"""Rules on how a letter is worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.problems import Place, Problem, problem
from verbale.rules.fixing import MOST
from verbale.rules.patterns import later
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]

# One to eight words, and the same again. Numbers recur.
_DOUBLED = later(r"\b([^\W\d]\w*(?: [^\W\d]\w*){0,7}) \1\b", re.IGNORECASE)
_MEANT = frozenset({"that", "had", "فقرة", "بندا", "خطوة", "كلمة", "سطرا", "واحدا"})
"""What is doubled on purpose: "that that", "had had"; in Arabic "paragraph by paragraph"."""


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
            yield problem("stop-in-fragment", _end(reading, path), message, hint)


def _end(reading: Reading, path: str) -> Place:
    """Give the place of a text's last words, in the letter's language where there are several."""
    paths = (path, f"{path}.{reading.letter.language}")
    for one in reading.passages:
        if one.path in paths:
            text = one.words.rstrip()
            lead = text.rsplit(None, 3)
            return one.place(text[len(lead[0]) :].strip() if len(lead) == 4 else text)
    return Place(path=path)


def _doubled(reading: Reading) -> Iterator[Problem]:
    """Report a word or phrase that stands twice, as "by which by which"."""
    seen: set[str] = set()
    for block in reading.blocks:
        text = " ".join(block.text.split())
        for match in _DOUBLED().finditer(text) if _may_double(text) else ():
            phrase = match[1]
            if len(seen) == MOST:
                return
            if phrase.casefold() in _MEANT or phrase in seen or phrase.istitle():
                continue  # A name may be doubled: "Pago Pago", "Lomé, Lomé".
            if _are_two_states(match, reading):
                continue
            seen.add(phrase)
            message = f'"{phrase}" stands twice: "{match.group()}"'
            place, hint = reading.where(match.group()), "leave one of the two out"
            if place == Place():
                place = _led_to(phrase, reading)
                hint = "the template sets the words that lead to a text: leave them out of it"
            yield problem("doubled-words", place, message, hint)


def _led_to(phrase: str, reading: Reading) -> Place:
    """Give the place of a text that begins with words that the template sets before it."""
    start = re.compile(r"\s+".join(map(re.escape, phrase.split())) + r"\b", re.IGNORECASE)
    for one in reading.sentences:
        if found := start.match(one.words):
            return one.place(found[0])
    return Place()


def _are_two_states(match: re.Match[str], reading: Reading) -> bool:
    """Tell whether a longer State's name follows: "and Korea and Korea ..." as Arabic lists do."""
    if reading.letter.language != "ar" or not match[1].startswith("و"):
        return False
    at = match.end() - len(match[1]) + 1
    states = reading.states.all(reading.letter.as_of, "ar")
    names = (one.name.runs for one in states if len(one.name.runs) >= len(match[1]))
    return any(match.string.startswith(one, at) for one in names)


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
