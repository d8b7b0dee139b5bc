"""Rules on what States, organs and documents are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from verbale.problems import Problem, problem
from verbale.protocol import symbols
from verbale.rules.datafiles import part
from verbale.rules.fixing import MOST, Fixes, Hit
from verbale.rules.patterns import later, sentence
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]


_READ = 500
"""How many names of one passage are looked at."""


class _Informal(NamedTuple):
    """A language's informal names of States."""

    names: tuple[tuple[str, str, str], ...]
    """Of each its pattern, whose it is, and a word that stands in it as it is."""
    before: Callable[[], re.Pattern[str]]
    after: Callable[[], re.Pattern[str]]
    only: Callable[[], re.Pattern[str]]
    fixed: Callable[[], re.Pattern[str]]
    """Finds nothing where no name can be replaced as it stands."""


def _key(pattern: str) -> str:
    """Give a word that stands in a pattern as it is, by which it is quickly looked for."""
    plain = re.sub(r"\(\?[^()]*\)\??", " ", pattern)
    parts: list[str] = re.findall(r"[^\W\d_](?:[^\W\d_]|\\\.)*", plain)
    longest = max(parts, key=lambda one: (one[:1].isupper(), len(one)))
    return longest.replace("\\", "")


@cache
def _informal(language: str) -> _Informal:
    told = part("informal.yaml", language)
    names: dict[str, str] = told["names"]
    return _Informal(
        names=tuple((one, code, _key(one)) for one, code in names.items()),
        before=later(f"(?:{told['before']})$"),
        after=later(told["after"]),
        only=later(told.get("only", "")),
        fixed=later(told.get("fixed", r"(?!)")),
    )


@lru_cache(maxsize=64)
def _any(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of some names: those of which a word stands in the text."""
    # No word's edge stands between two signs in Chinese; French elides what is before.
    edge = {"zh": "", "fr": r"(?<![\w•.-])"}.get(language, r"(?<![\w•’'.-])")
    groups = "|".join(f"({one})" for one in names).replace(" ", r"\s")
    return re.compile(f"{edge}(?:{groups})" + ("" if language == "zh" else r"(?!\w)"))


_LEADS = frozenset(
    {"And", "As", "At", "Both", "By", "Between", "For", "From", "If", "In", "Neither", "Of", "On"}
    | {"Against", "Although", "Because", "Like", "Since", "That", "The", "To", "Today", "Unlike"}
    | {"When", "Whereas", "While", "With"}
)
"""Words with a capital after which a name stands by itself."""
_STARTS = later(r"(?:[^\W\d_]{4,}|\d|[)”»])[.?!]['\"”»]? +$")


def _state_name(reading: Reading) -> Iterator[Problem]:
    """A State is named as the United Nations names it on the letter's day."""
    known = _informal(reading.letter.language)
    for passage in reading.sentences:
        hits = list(_named(passage, known, reading))
        fixes = Fixes(passage, (hit for hit, fixed, _ in hits if fixed))
        for hit, fixed, runs in hits[:MOST]:
            words = passage.words[hit.start : hit.end]
            name = re.sub(r"^[Tt]he ", "", words)
            message = f'"{name}" is not what the United Nations calls this State'
            mended = fixes.of(hit) if fixed else None
            hint = f'write "{runs}"'
            yield problem("state-informal-name", passage.place(words), message, hint, mended)


def _named(passage: Passage, known: _Informal, reading: Reading) -> Iterator[tuple[Hit, bool, str]]:
    """Give the informal names of a passage, whether each can be replaced, and the name."""
    letter, text = reading.letter, passage.prose
    names = [(one, code) for one, code, key in known.names if key in text]
    if not names:
        return
    pattern = _any(letter.language, tuple(one for one, _ in names))
    for one in islice(pattern.finditer(text), _READ):
        start, end = one.span()
        head = text[max(0, start - 120) : start]
        if known.before().search(head.replace("\n", " ")) or known.after().match(text, end):
            continue
        if not known.only().match(text, end):
            continue
        if letter.language == "en" and _in_other_name(head, one[0], text[end : end + 40]):
            continue
        code = names[(one.lastindex or 1) - 1][1]
        name = reading.states.find(code, letter.as_of, letter.language)
        if name is None or one[0] in (name.short, name.runs):
            continue
        # A stop of the name may be the sentence's as well.
        fixed = bool(known.fixed().match(text, end)) and one[0][-1] != "."
        if letter.language != "en":
            yield Hit(start, end, name.runs), fixed, name.runs
            continue
        if head[-4:].casefold() == "the ":
            start, head = start - 4, head[:-4]
        new, sure = _in_place(name.runs, text[start:end], head, passage.path)
        yield Hit(start, end, new), fixed and sure, name.runs


def _in_other_name(head: str, words: str, tail: str) -> bool:
    """Whether an English name is part of another: Iran Air, Gazprom Russia, the Syria crisis."""
    if re.match(r"[ \u00a0][A-Z][a-z]", tail):
        return not re.match(_OF_THE_STATE, tail)
    if re.search(r", $", head) and re.match(r"\.?[)\n]|\.?$|\. |;", tail) and "U" in words[:5]:
        return True  # An address: New York, USA.
    before = re.search(r"(?:^|[^\w.])([A-Z][\w’'-]*) $", head)
    if before and before[1] not in _LEADS:
        return True
    # Whom no article belongs to has it from the word that follows: the Syria crisis.
    takes = words.startswith("the ") or words in _WITH_ARTICLE
    return head[-4:].casefold() == "the " and not takes


_OF_THE_STATE = r".(?:Government|Mission|Permanent|Delegation|Ambassador|Embassy|Representative)\b"
_WITH_ARTICLE = frozenset({"UK", "U.K.", "US", "USA", "U.S.", "U.S.A.", "Ivory Coast"})


def _in_place(runs: str, words: str, head: str, path: str) -> tuple[str, bool]:
    """Give a name as it stands at its place, and whether that is sure: it may begin a sentence."""
    if words.startswith("The ") and runs.startswith("the "):
        return f"T{runs[1:]}", True
    if words.startswith("the "):
        return runs, True
    line = head.rsplit("\n", 1)[-1]
    if not line.strip():
        # A line of a list is no sentence; nor need another text than the body be.
        sure = path.split(".")[0] == "body"
        return runs[0].upper() + runs[1:], sure
    if _STARTS().search(line):
        return runs[0].upper() + runs[1:], True
    return runs, line.rstrip()[-1:] not in ".?!-*•"


_NUMBER = (
    r"(?P<number>(?:\d{1,3}|(?:19|20)\d\d|S-\d{1,2}|ES-\d{1,2})/\d{1,4}(?: ?[A-Z])?(?![\w/])"
    r"|\d{1,4}(?: [A-Z])? \((?:(?:19|20)\d\d|(?:E?S-)?[IVXL]{1,8})\))"
)


@cache
def _citing(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    told = part("organs.yaml", language)
    return re.compile(f"(?i:{told['cited']})" + _NUMBER), re.compile(told["organ"])


_OWN_ORGAN = later(r"\b(?:its|their)\b[^.;]{0,30}$|\b(?:sa|ses|son|sus?) $|(?:сво\w+|ее) $")


def _organ(reading: Reading) -> Iterator[Problem]:
    """Who adopted a resolution is told where it is cited by number, or before."""
    language = reading.letter.language
    cited, organ = _citing(language)
    text = ""
    for passage in reading.sentences:
        prose = passage.prose
        if "/" not in prose and "(" not in prose:
            continue
        for one in list(cited.finditer(prose))[:MOST]:
            text = text or "\n\n".join(block.text for block in reading.paragraphs())
            at = text.find(" ".join(one[0].split()))
            told = organ.search(prose, 0, sentence(prose, one.end())[1])
            if told is None and at >= 0:
                told = organ.search(text, 0, sentence(text, at + len(one[0]))[1])
            if told or _OWN_ORGAN().search(prose[max(0, one.start() - 60) : one.start()]):
                continue
            if (found := _without(one, reading)) is not None:
                yield found
            break  # Told once, the letter's others are seen.


def _without(found: re.Match[str], reading: Reading) -> Problem | None:
    noun = "resolution" if found["resolution"] else "decision"
    symbol = symbols.parse(f"{noun} {found['number']}")
    whose = symbol.organ if symbol else "general-assembly"
    name = reading.language.organs.get(whose, "")
    core = re.sub(r"^(?:de l['’]|de la |du |del |de )", "", name)
    if core and core.casefold() in reading.letter.office.name.casefold():
        return None  # Its President cites it without.
    words = found[0]
    example = reading.language.cite(noun, whose, found["number"])
    hint = f'write whose it is, such as "{example}"'
    return problem(
        "organ-missing", reading.where(words), f'"{words}" is cited without its organ', hint
    )


RULES = (
    Rule(
        "state-informal-name",
        _state_name,
        languages=SIX,
    ),
    Rule("organ-missing", _organ, at="text", languages=frozenset({"en", "es", "fr", "ru"})),
)
