"""Rules on whom a letter addresses, and how (ST/DCS/4/Rev.1, paras. 87-91, 104-106).

Most look at the reader, who is another in each copy of a letter to many: they are small and quick,
and name no one in what they say, so that what is wrong in every row is told once.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.letter import Addressed, Facts, Letter, Named
from verbale.problems import Problem, problem
from verbale.protocol.languages import Language
from verbale.rules.address_words import (
    fold,
    heads,
    is_high,
    is_vacant,
    rank_of,
    sex_of,
    words,
)
from verbale.rules.reading import Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES", "people"]

_HEADS_OF_MISSIONS = frozenset({"permanent-representative", "permanent-observer"})


def people(letter: Letter) -> Iterator[Named]:
    """Give whom the letter addresses, and whom its kind names: appointees."""
    for one in letter.addressed:
        if one.person is not None:
            yield one.person
    yield from _of_kind(letter)


def _of_kind(letter: Letter) -> Iterator[Named]:
    for value in letter.fields.values():
        if isinstance(value, Named):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Named))
        elif isinstance(value, Facts):
            yield from (one for one in value.values() if isinstance(one, Named))


def _in_lines(letter: Letter) -> Iterator[Addressed]:
    """Give the blocks that are typed line by line."""
    for one in letter.addressed:
        if one.person is None and not (one.by_rank or one.post_key or one.in_text):
            yield one


def _salutations(letter: Letter) -> Iterator[tuple[Addressed, str, str]]:
    """Give each addressee with the salutation that the spec gives, and where it gives it."""
    if letter.recipient is None and "salutation" in letter.given:
        for one in letter.addressed:
            yield one, letter.vocative, "salutation"
        return
    for one in letter.addressed:
        if one.vocative != one.by_rank:
            yield one, one.vocative, f"{one.path}.salutation"


def _salutation_rank(reading: Reading) -> Iterator[Problem]:
    """Find a salutation of another rank, or for another sex, than the addressee's.

    One salutation for several is wrong where it is wrong for each.
    """
    if reading.is_note:
        return
    found = [
        (place, _wrong(one, said, reading.language))
        for one, said, place in _salutations(reading.letter)
    ]
    for index, (place, what) in enumerate(found):
        for_all = place != "salutation" or (index == 0 and all(one for _, one in found))
        if what is not None and for_all:
            yield problem("salutation-rank", place, *what)


def _wrong(one: Addressed, said: str, language: Language) -> tuple[str, str] | None:
    """Say what is wrong with a salutation, and what to do; None if nothing can be told."""
    person = one.person
    sex = sex_of(said, language)
    right = f'the salutation by title and post is "{one.by_rank}"' if one.by_rank else ""
    if person is not None and sex and person.gender and sex != person.gender:
        who = "a man" if person.gender == "m" else "a woman"
        message = f'"{said}" is not said to {who}'
        return message, f"{right or 'correct it'}, or correct title or gender"
    rank = rank_of(said, language)
    due = "" if _is_charge(one, language) or not rank else _due(one, language)
    if not due or due == rank:
        return None
    leave = f"{right}: leave salutation: out" if right else "correct the salutation"
    if due == "high":
        return f'"{said}" is below the rank of an Excellency', f"{leave}, or correct the title"
    message = f'"{said}" is above the rank of one who is given no H.E.'
    return message, f"{leave}, or give the title of an Excellency"


def _due(one: Addressed, language: Language) -> str:
    """Tell the rank of an addressee: "high", "low", or "" where it cannot be told."""
    if one.person is not None:
        high = is_high(one.person, language)
        return "" if high is None else "high" if high else "low"
    if one.by_rank:
        return rank_of(one.by_rank, language)
    return "high" if _has_high_line(one.lines, language) else ""


def _has_high_line(lines: tuple[str, ...], language: Language) -> bool:
    high = tuple(heads(language, high=True))
    for line in lines:
        folded = fold(line)
        if folded in high or folded.startswith(tuple(f"{one} " for one in high)):
            return True
        if language.title_after and folded.endswith(high):
            return True
    return False


def _title_below(reading: Reading) -> Iterator[Problem]:
    """Find the head of a permanent mission who is plain Mr. or Ms."""
    titles = reading.language.titles
    for one in people(reading.letter):
        if one.post_key not in _HEADS_OF_MISSIONS or not one.title_key:
            continue
        known = titles.get(one.title_key)
        if known is None or known.excellency:
            continue
        message = f'the head of a permanent mission is given the title "{one.title}"'
        more = f"H.E. {one.title_key}"
        named = f'"{more}"' if more in titles else "H.E. with a title"
        hint = f"one is commonly {named}; see how the mission itself names its head"
        yield problem("title-below-rank", f"{one.path}.title", message, hint)


def _excellency_for_charge(reading: Reading) -> Iterator[Problem]:
    """Find a chargé d'affaires who is called an Excellency, but for one who is an ambassador."""
    language, letter = reading.language, reading.letter
    message = "a chargé d'affaires is called an Excellency"
    hint = (
        "give title: Mr. or Ms., and no salutation of an Excellency, unless the chargé personally "
        "has the rank of ambassador: then excuse it"
    )
    for one in people(letter):
        charged = _is_charged(one.post_key, one.post, language) and is_high(one, language)
        if charged and not _has_any(one.title, words(language.language).ambassador):
            yield problem("excellency-for-charge", f"{one.path}.title", message, hint)
    for block, said, place in _salutations(letter):
        high = block.person is not None and is_high(block.person, language)
        if not high and _is_charge(block, language) and rank_of(said, language) == "high":
            yield problem("excellency-for-charge", place, message, hint)
            return
    for block in _in_lines(letter):
        if _is_charge(block, language) and _has_high_line(block.lines, language):
            yield problem("excellency-for-charge", f"{block.path}.lines", message, hint)


def _is_charge(one: Addressed, language: Language) -> bool:
    if one.person is not None:
        return _is_charged(one.person.post_key, one.person.post, language)
    return any(_is_charged(one.post_key, line, language) for line in one.lines)


def _is_charged(key: str, post: str, language: Language) -> bool:
    if key:
        return key == "charge-daffaires"
    known = words(language.language)
    return _has_any(post, known.charge) and not _has_any(post, known.ambassador)


def _has_any(text: str, of: tuple[str, ...]) -> bool:
    folded = fold(text)
    return any(one in folded for one in of)


def _title_without_name(reading: Reading) -> Iterator[Problem]:
    """Find a title that stands where a name is to stand, or with no name after it."""
    language, letter = reading.language, reading.letter
    ranks = words(language.language).ranks
    hint = "give the name, or address the post by itself: post: without name:"
    for one in people(letter):
        name = fold(one.name)
        if name in ranks or one.name in language.titles or f"{one.name}." in language.titles:
            message = f'"{one.name}" is a title, and no name'
            yield problem("title-without-name", f"{one.path}.name", message, hint)
        elif one.post and name == fold(one.post):
            message = f'"{one.name}" is a post, and no name'
            yield problem("title-without-name", f"{one.path}.name", message, hint)
    for block in _in_lines(letter):
        for line in _heads_alone(block.lines, letter.office.place, language):
            message = f'no name stands after "{line}"'
            place = f"{block.path}.lines"
            hint = "add the name after it, or leave the title out: the post is addressed by itself"
            yield problem("title-without-name", place, message, hint)


def _heads_alone(lines: tuple[str, ...], place: str, language: Language) -> Iterator[str]:
    """Give the lines that are a title alone, after which comes a post, the city or nothing."""
    titles = heads(language)
    ranks = words(language.language).ranks
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        folded = fold(line)
        # A rank may stand below the name; the first line has no name above it.
        alone = folded in titles or (folded in ranks and line == lines[0])
        if alone and (not below or below in place or _is_post(below, language)):
            yield line


def _is_post(line: str, language: Language) -> bool:
    """Tell whether a line begins as a post's does; "President" may well stand before a name."""
    folded = fold(line)
    for post in language.posts.values():
        if post.held_for == "state":
            continue
        for written in {post.written.m, post.written.f, post.addressed.m} - {""}:
            bare = fold(written.replace("{of}", "").replace("{state}", "")).strip()
            if folded.endswith(bare) if language.title_after else folded.startswith(bare):
                return True
    return False


def _rank_not_function(reading: Reading) -> Iterator[Problem]:
    """Find an addressee of whom a rank is told, and no function."""
    language, letter = reading.language, reading.letter
    ranks = words(language.language).ranks
    hint = "give the function in post:, such as permanent-representative"
    for block in letter.addressed:
        one = block.person
        if one is None or one.post_key:
            continue
        if fold(one.post) in ranks:
            message = f'"{one.post}" is a rank, and no function'
            yield problem("rank-not-function", f"{one.path}.post", message, hint)
        elif not one.post and len(block.lines) < 3 and _rank_in(one.title, ranks):
            message = f'"{one.title}" is a rank, and no function is given'
            yield problem("rank-not-function", f"{one.path}.title", message, hint)
    for block in _in_lines(letter):
        if line := _rank_line(block.lines, letter.office.place, language):
            message = f'"{line}" tells a rank, and no line tells the function'
            hint = "add the function in a line of its own, such as the post and its State"
            yield problem("rank-not-function", f"{block.path}.lines", message, hint)


def _rank_in(title: str, ranks: frozenset[str]) -> bool:
    return bool(title) and fold(title.removeprefix("H.E.")).strip() in ranks


def _rank_line(lines: tuple[str, ...], place: str, language: Language) -> str:
    """Give the line of a rank, where the block has besides it a name and a city at most."""
    titles = heads(language)
    told = [one for one in lines if fold(one) not in titles and one not in place]
    known = words(language.language)
    if len(told) == 1:
        # "General" may begin the name of an office.
        begins = tuple(f"{one} " for one in known.ranks if _has_any(one, known.ambassador))
        return told[0] if fold(told[0]).startswith(begins) and told[0].istitle() else ""
    return told[1] if len(told) == 2 and fold(told[1]) in known.ranks else ""


def _vacant_named(reading: Reading) -> Iterator[Problem]:
    """Find a name or a post that says that nobody holds it."""
    code, letter = "vacant-post-named", reading.letter
    by_itself = "address the post by itself: post: and state:, and no name"
    for block in letter.addressed:
        one = block.person
        if one is not None:
            for key, text in (("name", one.name), ("post", one.post)):
                if is_vacant(text):
                    message = f'"{text}" says that nobody holds the post'
                    yield problem(code, f"{one.path}.{key}", message, by_itself)
            continue
        for line in block.lines:
            if is_vacant(line):
                message = f'"{line}" says that nobody holds the post'
                hint = "leave it out, and address the post by itself"
                key = "post" if block.in_text else "lines"
                yield problem(code, f"{block.path}.{key}", message, hint)
    for one in _of_kind(letter):
        if is_vacant(one.name):
            message = f'"{one.name}" is nobody\'s name'
            yield problem(code, f"{one.path}.name", message, "give the name of the person")


RULES: tuple[Rule, ...] = (
    Rule("salutation-rank", _salutation_rank, at="reader", languages=SIX),
    Rule("title-below-rank", _title_below, at="reader"),
    Rule("excellency-for-charge", _excellency_for_charge, at="reader", languages=SIX),
    Rule("title-without-name", _title_without_name, at="reader", languages=SIX),
    Rule("rank-not-function", _rank_not_function, at="reader", languages=SIX),
    Rule("vacant-post-named", _vacant_named, at="reader", languages=SIX),
)
