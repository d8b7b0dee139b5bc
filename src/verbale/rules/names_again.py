"""The rule on people who are named again: by the name that was given before (good sense)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from verbale.letter import Letter, Named
from verbale.problems import Fix, Problem, problem
from verbale.rules.address import people
from verbale.rules.address_words import fold, words
from verbale.rules.patterns import either, later, sentence
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_PARTICLES = frozenset(
    {
        *(
            "al",
            "el",
            "bin",
            "bint",
            "ibn",
            "ben",
            "d",
            "da",
            "das",
            "de",
            "del",
            "della",
            "der",
            "di",
        ),
        *("do", "dos", "du", "e", "la", "las", "le", "los", "ter", "van", "von", "y", "zu"),
    }
)
_JOINED = later(r",\s+|\s+(?:and|et|y|e)\s+")
_NAME = r"[\w'’.\-]+"
# Letters that do not come apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_LONGEST_NAME = 60
"""In letters: two that are longer are not held against each other letter by letter."""
_LONGEST = 1000
"""How much of a sentence is read before a name, in characters."""


@lru_cache(maxsize=1000)
def _letters(text: str) -> str:
    """Fold a name to its letters: accents, hyphens, spaces and apostrophes are spelling."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return "".join(one for one in apart if one.isalpha())


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(one, "").split(" ")[0] for one in text if one.isalpha()}


@lru_cache(maxsize=1000)
def _parts(name: str) -> tuple[str, ...]:
    """Give the parts of a name, folded, without particles."""
    # Each side of a hyphen may be used by itself.
    found = (_letters(one) for one in re.split(r"[\s\-]+", name))
    return tuple(one for one in found if one and one not in _PARTICLES)


def _surnames(people_: list[Named]) -> Iterator[Problem]:
    """Find a surname that is no part of the name it goes with."""
    for one in people_:
        if not one.surname or re.search(r"[<>{}]", one.surname + one.name):
            continue  # Still to be filled in, or no name at all.
        if _scripts(one.surname) != _scripts(one.name):
            continue
        # "Müller" and "Mueller", "MUELLER" and "Müller" are one name.
        name, surname = _letters(one.name), _letters(one.surname)
        if surname in name or _umlauts(one.surname) in _umlauts(one.name):
            continue
        message = f'the surname "{one.surname}" is no part of the name "{one.name}"'
        hint = "write both alike"
        yield problem("thanked-by-other-name", f"{one.path}.surname", message, hint)


def _umlauts(name: str) -> str:
    spelled = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return _letters(spelled)


@lru_cache(maxsize=16)
def _titled(titles: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern of a title and up to eight words after it, for :func:`_names`."""
    return re.compile(
        rf"(?<![\w.])(?:{either(titles)})[ \u00a0\n]+({_NAME}(?:,?[ \u00a0\n]+{_NAME}){{0,7}})"
    )


def _names(words_: str, titles: frozenset[str]) -> Iterator[str]:
    """Give the names at the beginning of words that follow a title: "A", or "A, B and C"."""
    for part in _JOINED().split(words_):
        if part.split(" ")[0] in titles:
            return  # It is found by itself: "Ambassador A and Ms. B".
        kept: list[str] = []
        for token in part.split():
            begins = token[:1].isupper() or token.casefold().startswith(("al-", "d'", "d’"))
            if not begins and token not in _PARTICLES:
                break
            kept.append(token)
            ended = token.endswith(".") and len(token) > 2
            if ended or token.endswith(("'s", "’s")):
                break
        while kept and kept[-1] in _PARTICLES:
            kept.pop()
        name = re.sub(r"['’]s$", "", " ".join(kept).rstrip(".'’"))
        if not name:
            return
        yield name
        if len(kept) < len(part.split()):
            return


def _same(name: str, one: Named) -> bool:
    """Tell whether a name is a person's: the surname, or that with what stands before it."""
    letters = _letters(name)
    if not one.surname:
        return bool(set(_parts(name)) & set(_parts(one.name)))
    if letters in (_letters(one.surname), _letters(one.name)):
        return True
    mine, its, whole = _parts(name), _parts(one.surname), _parts(one.name)
    return set(mine) <= set(whole) | set(its) and set(its) <= set(mine)


def _spelled_alike(name: str, one: Named) -> bool:
    """Tell whether a name has the accents of the name that was given."""
    given = _bare(f"{one.name} {one.surname}")
    return all(token in given for token in _bare(name))


@lru_cache(maxsize=1000)
def _bare(name: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", fold(name)).replace("-", " ").split())


def _is_part(name: str, one: Named) -> bool:
    """Tell whether a name is a part of a surname of several."""
    mine, its = _parts(name), _parts(one.surname)
    return bool(mine) and len(mine) < len(its) and set(mine) < set(its)


def _is_close(name: str, one: Named) -> bool:
    """Tell whether a name is another by a slip: one letter of five, two of nine."""
    mine, its = _letters(name), _letters(one.surname or one.name.split()[-1])
    if not 5 <= len(its) <= _LONGEST_NAME or mine[:1] != its[:1] or abs(len(mine) - len(its)) > 2:
        return False
    return _distance(mine, its) <= (2 if len(its) >= 9 else 1)


def _distance(one: str, other: str) -> int:
    """Count the letters to be changed, added, left out or exchanged with the next."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[-1] = min(row[-1], before[j - 2] + 1)
        before, last = last, row
    return last[-1]


def _named_again(reading: Reading) -> Iterator[Problem]:
    """Find somebody named again by another name than was given."""
    letter = reading.letter
    known = [one for one in (*people(letter), letter.sender) if one.name.strip()]
    yield from _surnames(known)
    its = words(reading.language.language)
    named = its.named
    if not named or not known:
        return
    again = {title for one in known for title in (one.again_title, one.again_title_many) if title}
    titles = frozenset({*named, *again})
    pattern = _titled(titles)
    for passage in reading.sentences:
        for match in pattern.finditer(passage.prose):
            if fold(match[1]).split(" ")[0].strip(".,") in its.functions:
                continue  # "Mr. President".
            for name in _names(match[1], titles):
                if found := _said(name, passage, match.start(), known, reading):
                    yield found


def _said(
    name: str, passage: Passage, at: int, known: list[Named], reading: Reading
) -> Problem | None:
    """Say what is wrong with a name; None if it is a known one, or may be another person's."""
    code, place = "thanked-by-other-name", passage.place(name)
    mine = [one for one in known if _same(name, one)]
    if mine:
        if any(_spelled_alike(name, one) or not one.surname for one in mine):
            return None
        right = mine[0].surname
        exact = _letters(name) == _letters(right)
        fix = Fix(passage.path, name, right) if exact else None
        message = f'"{name}" is spelled otherwise than "{right}" before'
        return problem(code, place, message, f'write "{right}" in both places', fix)
    for one in known:
        if one.surname and _is_part(name, one):
            message = f'"{name}" is a part of the surname "{one.surname}"'
            hint = f'write "{one.surname}", or give surname: {name}'
            return problem(code, place, message, hint)
    near = next((one.surname or one.name for one in known if _is_close(name, one)), "")
    if near:
        message = f'"{name}" is near the name "{near}", and not the same'
        hint = "write the name as it was given, if that is who is meant"
        return problem(code, place, message, hint)
    other = _called_for(passage.path, known) or _thanked(passage, at, reading)
    if other:
        hint = f"those whom the letter names so are {other}: correct one of the two"
        return problem(code, place, f'"{name}" is none of those whom the letter names', hint)
    return None


def _called_for(path: str, known: list[Named]) -> str:
    """Give the name of whom ``called:`` says how to name again, where a text is that."""
    return next((one.name for one in known if path.startswith(f"{one.path}.called")), "")


def _thanked(passage: Passage, at: int, reading: Reading) -> str:
    """Give who is appointed, where the sentence thanks somebody for accepting that."""
    appointed = list(_appointees(reading.letter))
    if not appointed:
        return ""
    text = passage.prose
    first = max(0, at - _LONGEST)
    # A stop after "Mr." ends no sentence: enough of the text after it is read.
    near = text[first : at + 200]
    said = fold(near[sentence(near, at - first)[0] :])
    accepts = words(reading.language.language).accepts
    all_of = list(dict.fromkeys(appointed))
    return reading.language.join(all_of) if any(one in said for one in accepts) else ""


def _appointees(letter: Letter) -> Iterator[str]:
    found = letter.fields.get("appointees")
    if isinstance(found, tuple):
        yield from (one.surname or one.name for one in found if isinstance(one, Named))


RULES = (
    Rule(
        "thanked-by-other-name",
        _named_again,
        languages=SIX,
    ),
)
