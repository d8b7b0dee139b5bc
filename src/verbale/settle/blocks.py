"""Settles addressees: the block on the first page, the vocative, the name in a sentence."""

from __future__ import annotations

from verbale.faults import put
from verbale.letter import Addressed, Named
from verbale.problems import did_you_mean
from verbale.protocol.languages import ListWords, PostWords, TitleWords
from verbale.protocol.states import sort_key
from verbale.settle.desk import Desk
from verbale.settle.people import held, known_post, named, title_key, title_of
from verbale.spec.model import Addressee, Person

__all__ = ["addressed"]


def addressed(addressee: Addressee, path: str, desk: Desk) -> Addressed:
    """Settle whom the letter is addressed to: the lines of the block, and the vocative."""
    language = desk.language
    excellency = language.vocatives.get("excellency", "")
    in_text, person = "", None
    if addressee.person is not None:
        person = named(addressee.person, path, desk)
        lines, vocative, in_text = _person_block(addressee.person, person, path, desk)
    elif addressee.post is not None:
        lines, vocative, in_text = _office_block(addressee, path, desk)
    elif addressee.to_list is not None:
        named_list = _list_words(addressee.to_list, path, desk)
        lines, vocative = (*named_list.lines, *_place(desk)), excellency
        in_text = named_list.in_text
    elif addressee.mission is not None:
        lines, in_text = _mission_block(addressee.mission, f"{path}.mission", desk)
        vocative = excellency
    elif addressee.states is not None:
        lines, vocative, in_text = _states_block(addressee.states, f"{path}.states", desk)
    else:
        lines, vocative = tuple(desk.prose(addressee.lines, f"{path}.lines").splitlines()), ""
    own = desk.text(addressee.salutation, f"{path}.salutation").rstrip(",:：،!！ ")
    block = tuple(line.strip() for line in lines if line.strip())
    post = known_post(addressee.post, path, desk) if addressee.post is not None else None
    return Addressed(
        block,
        own or vocative,
        in_text,
        several=_several(addressee),
        path=path,
        person=person,
        post_key=desk.language.key_of(post),
        state_code=desk.code_of(addressee.mission or addressee.state),
        by_rank=vocative,
    )


def _several(addressee: Addressee) -> bool:
    """Tell whether more than one is addressed in a block."""
    return addressee.to_list is not None or len(addressee.states or ()) > 1


def _mission_block(mission: str, path: str, desk: Desk) -> tuple[tuple[str, ...], str]:
    """Give the lines of a mission, and how a sentence names it: an observer State's is one too."""
    language = desk.language
    state = desk.state(mission, path)
    if state is None:
        return ("",), ""
    if desk.status(state) == "observer":
        lines, in_text = language.observer_mission, language.observer_mission_in_text
    else:
        desk.hold_for(state, path, "member")
        lines, in_text = language.mission, language.mission_in_text
    if not lines:
        desk.lacking("mission", path)
    words = {"state": state.runs, "of": state.of}
    return (*(put(line, **words) for line in lines), *_place(desk)), put(in_text, **words)


def _states_block(
    states: tuple[str, ...], path: str, desk: Desk
) -> tuple[tuple[str, ...], str, str]:
    """Give the lines of those whom States send, the vocative, and how a sentence names them.

    In alphabetical order of the States in the letter's language, those of observers last.
    """
    language = desk.language
    found = [desk.state(named, f"{path}.{i}") for i, named in enumerate(states)]
    known = sorted(
        {one for one in found if one is not None},
        key=lambda one: sort_key(one.short, language.language),
    )
    observers = [one for one in known if desk.status(one) == "observer"]
    members = [one for one in known if one not in observers]
    for i, one in enumerate(found):
        if one is not None and one in members:
            desk.hold_for(one, f"{path}.{i}", "member")
    lines: list[str] = []
    in_text: list[str] = []
    for group, one_line, one_text, many_lines, many_text in (
        (
            members,
            language.representative,
            language.representative_in_text,
            language.representatives,
            language.representatives_in_text,
        ),
        (
            observers,
            language.observer,
            language.observer_in_text,
            language.observers,
            language.observers_in_text,
        ),
    ):
        if not group:
            continue
        if not one_line or not many_lines:
            desk.lacking("representative", path)
        runs, of = language.join([s.runs for s in group]), language.join([s.of for s in group])
        of_all = language.join([group[0].of, *(s.runs for s in group[1:])])
        words = {"state": runs, "of": of, "states": runs, "ofs": of, "of_all": of_all}
        lines += [put(line, **words) for line in (one_line if len(group) == 1 else many_lines)]
        in_text.append(put(one_text if len(group) == 1 else many_text, **words))
    vocative = language.vocatives.get("excellency", "")
    if len(known) != 1:
        vocative = language.vocatives.get("many", vocative)
    return (*lines, *_place(desk)), vocative, language.join(in_text)


def _office_block(addressee: Addressee, path: str, desk: Desk) -> tuple[tuple[str, ...], str, str]:
    """Give the lines of a post that nobody holds, which is addressed by itself."""
    language = desk.language
    post = known_post(addressee.post, path, desk)
    words = held(addressee.post, addressee.state, post, None, path, desk, addressed=True)
    line = language.vacant.put(words)
    at = post.at if post is not None else ""
    in_text = _within(line, at)
    excellency = post is not None and post.held_for in ("member", "observer")
    vocative = language.vocatives.get("excellency", "") if excellency else ""
    # Who holds another post may sit anywhere: the spec says where, in lines.
    place = _place(desk) if at or post is None else ()
    return (line, at, *place), vocative, in_text


def _person_block(
    person: Person, settled: Named, path: str, desk: Desk
) -> tuple[tuple[str, ...], str, str]:
    """Give the lines of one person, the vocative, and how the person is named in a sentence.

    Title and name stand on lines of their own, then the post and the city (ST/DCS/4/Rev.1,
    paras. 87-88: the function, not the rank).
    """
    title = title_of(person.title, person.gender, path, desk)
    pronouns = desk.language.pronouns.get("f" if settled.gender == "f" else "m")
    if settled.gender is None and title.differs:
        _gender_needed(settled, desk)
    his = pronouns.possessive.capitalize() if pronouns else ""
    own = person.name_in_address
    name = own.words(desk.language.language) if own is not None else None
    lines = [put(line, name=name or settled.name, his=his) for line in title.lines(settled.gender)]
    known = not person.title or title_key(person.title, desk) is not None
    if not known:
        lines = _unknown_title(settled, his, title, desk)
    post = known_post(person.post, path, desk)
    if post is not None and post.titled.m and title.excellency and not title.prevails:
        lines = [f"{settled.title} {name or settled.name}"]
    of_post = [_held_line(person, settled, post, path, desk), settled.at]
    # Where the title stands after the name, the post stands before it.
    lines = [*of_post, *lines] if desk.language.title_after else [*lines, *of_post]
    if person.address is not None:
        lines += desk.prose(person.address, f"{path}.address").splitlines()
    elif post is not None and post.at:
        # Who holds another post may sit anywhere: the spec says where.
        lines += _place(desk)
    # A sentence names the function, not the person (paras. 87-88).
    function = desk.language.vacant.put(settled.post, settled.gender) if settled.post else ""
    in_text = _within(function, settled.at) or settled.full
    return tuple(lines), _vocative(settled, title if known else None, post, desk), in_text


def _held_line(
    person: Person, settled: Named, post: PostWords | None, path: str, desk: Desk
) -> str:
    """Give the line of the post under the name, in the case that it needs there."""
    if post is None or not post.addressed.m:
        return settled.post
    gender = settled.gender
    return held(person.post, person.state, post, gender, path, desk, addressed=True)


def _unknown_title(person: Named, his: str, title: TitleWords, desk: Desk) -> list[str]:
    """Write out a title that is not known: as it was typed, but for what "H.E." stands for."""
    high = desk.language.titles.get("H.E.")
    if not title.excellency or high is None:
        return [person.full]
    rest = f"{person.title.removeprefix('H.E.').strip()} {person.name}"
    return [put(line, name=rest, his=his) for line in high.lines(person.gender)]


def _place(desk: Desk) -> list[str]:
    """Give the lines of where the office's letters go."""
    return desk.prose(desk.office.place, desk.of_office("place")).splitlines()


def _within(words: str, at: str) -> str:
    """Put a post into a sentence: "the Permanent Representative of ... to the United Nations"."""
    return " ".join(part for part in (words[:1].lower() + words[1:], at) if part)


def _vocative(person: Named, title: TitleWords | None, post: PostWords | None, desk: Desk) -> str:
    """Give what a person is called: Excellency, by the post ("Mr. President"), or Sir and Madam.

    It is asked for where it cannot be told: "Your Eminence" is not guessed.
    """
    excellency = desk.language.vocatives.get("excellency", "")
    if person.gender == "f":
        excellency = desk.language.vocatives.get("excellency_f", excellency)
    if post is not None:
        excellency = post.excellency.of(person.gender) or excellency
    if title is not None and title.excellency:
        return excellency
    if title is None:
        return excellency if _is_high(person) else ""
    if person.gender is None:
        return ""
    by_post = post.vocative.of(person.gender) if post is not None else ""
    return by_post or desk.language.vocatives.get("f" if person.gender == "f" else "m", "")


def _is_high(person: Named) -> bool:
    return person.title.startswith("H.E.")


def _gender_needed(person: Named, desk: Desk) -> None:
    message = f"{person.full} is written with a word that follows the gender"
    desk.report("gender-needed", person.path, message, "add gender: f or gender: m")


def _list_words(name: str, path: str, desk: Desk) -> ListWords:
    words = desk.language.lists.get(name)
    if words is not None:
        return words
    known = list(desk.language.lists)
    hint = did_you_mean(name, known, f"known: {', '.join(known)}; or give lines: as they stand")
    desk.report("unknown-list", path, f'"{name}" is not a mailing list', hint)
    return ListWords.model_construct(lines=("",))
