"""Settles persons and addressees: titles, posts, the block at the foot, the vocative."""

from __future__ import annotations

import re

from verbale.faults import put
from verbale.letter import Addressed, Named
from verbale.protocol.languages import PostWords, TitleWords
from verbale.settle.desk import Desk, did_you_mean
from verbale.spec.model import Addressee, Person

__all__ = ["addressed", "named"]

_ID = re.compile(r"[a-z]+(-[a-z]+)*")


def named(person: Person, path: str, desk: Desk) -> Named:
    """Settle a person as a sentence names one.

    Args:
        person: the person of the spec.
        path: where the spec names the person, such as ``appointees.0``.
        desk: the language, the day and the problems.
    """
    title = _title(person, path, desk)
    post = _known_post(person, path, desk)
    return Named(
        name=desk.text(person.name, f"{path}.name"),
        title=" ".join((person.title or "").split()),
        surname=desk.text(person.surname, f"{path}.surname"),
        post=_post_words(person, post, path, desk),
        gender=person.gender or title.gender,
        again_title=(post.again if post else "") or title.again,
        again_title_many=post.again_many if post else "",
        called=desk.text(person.called, f"{path}.called"),
        path=path,
    )


def addressed(addressee: Addressee, path: str, desk: Desk) -> Addressed:
    """Settle whom the letter is addressed to: the lines of the block, and the vocative."""
    excellency = desk.language.vocatives.get("excellency", "")
    many = desk.language.vocatives.get("many", excellency)
    place = tuple(_place(desk))
    if addressee.person is not None:
        lines, vocative = _person_block(addressee.person, path, desk)
    elif addressee.to_list is not None:
        lines, vocative = (*_list_lines(addressee.to_list, path, desk), *place), excellency
    elif addressee.mission is not None:
        state = desk.state(addressee.mission, f"{path}.mission")
        lines = tuple(put(line, state=state) for line in desk.language.mission) + place
        vocative = excellency
    elif addressee.states is not None:
        found = [desk.state(s, f"{path}.states.{i}") for i, s in enumerate(addressee.states)]
        joined = desk.language.join(found)
        lines = tuple(put(line, states=joined) for line in desk.language.representatives) + place
        vocative = many
    else:
        lines, vocative = tuple(desk.prose(addressee.lines, f"{path}.lines").splitlines()), ""
    own = desk.text(addressee.salutation, f"{path}.salutation")
    return Addressed(tuple(line.strip() for line in lines if line.strip()), own or vocative)


def _person_block(person: Person, path: str, desk: Desk) -> tuple[tuple[str, ...], str]:
    """Give the lines and the vocative of one person.

    Title and name stand on lines of their own, then the post and the city (ST/DCS/4/Rev.1,
    paras. 87-88: the function, not the rank).
    """
    settled = named(person, path, desk)
    title = _title(person, path, desk, report=False)
    pronouns = desk.language.pronouns.get("f" if settled.gender == "f" else "m")
    if settled.gender is None and any("{his}" in line for line in title.written_out):
        _gender_needed(settled, desk)
    his = pronouns.possessive.capitalize() if pronouns else ""
    lines = [put(line, name=settled.name, his=his) for line in title.written_out]
    if settled.title not in desk.language.titles:
        lines = [settled.full]  # A title that is not known stands as it was typed.
    post = _known_post(person, path, desk, report=False)
    lines += [settled.post, post.at if post else ""]
    if person.address is not None:
        lines += desk.prose(person.address, f"{path}.address").splitlines()
    else:
        lines += _place(desk)
    return tuple(lines), _vocative(settled, title, desk)


def _place(desk: Desk) -> list[str]:
    """Give the lines of where the office's letters go."""
    return desk.prose(desk.office.place, desk.of_office("place")).splitlines()


def _vocative(person: Named, title: TitleWords, desk: Desk) -> str:
    if title.excellency:
        return desk.language.vocatives.get("excellency", "")
    if person.gender is None:
        return ""
    return desk.language.vocatives.get("f" if person.gender == "f" else "m", "")


def _gender_needed(person: Named, desk: Desk) -> None:
    message = f"{person.full} is written with a word that follows the gender"
    desk.report("gender-needed", person.path, message, "add gender: f or gender: m")


def _title(person: Person, path: str, desk: Desk, *, report: bool = True) -> TitleWords:
    if person.title is None:
        return TitleWords(written_out=("{name}",))
    title = " ".join(person.title.split())
    known = desk.language.titles.get(title)
    if known is None:
        if person.gender is None and report:
            add = "add gender: f or gender: m"
            near = did_you_mean(title, list(desk.language.titles))
            hint = f"{near} Or {add}" if near else add
            desk.report("unknown-title", f"{path}.title", f'"{title}" is not a known title', hint)
        again = title.removeprefix("H.E.").strip()
        high = title.startswith("H.E.")
        return TitleWords(written_out=("{name}",), excellency=high, again=again)
    if report and person.gender and known.gender and person.gender != known.gender:
        hint = "one of the two is wrong"
        message = f'"{title}" and gender: {person.gender} disagree'
        desk.report("bad-value", f"{path}.gender", message, hint)
    return known


def _known_post(person: Person, path: str, desk: Desk, *, report: bool = True) -> PostWords | None:
    if person.post is None or (key := person.post.plain) is None or not _ID.fullmatch(key):
        return None
    post = desk.language.posts.get(key)
    if post is None and report:
        known = list(desk.language.posts)
        hint = did_you_mean(key, known, f"known: {', '.join(known)}; or write the post in words")
        desk.report("unknown-post", f"{path}.post", f'"{key}" is not a known post', hint)
    return post


def _post_words(person: Person, post: PostWords | None, path: str, desk: Desk) -> str:
    if person.post is None:
        if person.state is not None:
            hint = "add post: permanent-representative, or the post in words"
            desk.report("state-without-post", f"{path}.state", "a State, but no post", hint)
        return ""
    if person.state is None:
        if post is not None and "{state}" in post.written:
            hint = "add state: with its code or its name"
            desk.report(
                "post-needs-state",
                f"{path}.post",
                "this post is held for a State, and none is given",
                hint,
            )
        return post.written if post else desk.text(person.post, f"{path}.post")
    state = desk.state(person.state, f"{path}.state")
    if post is not None:
        return put(post.written, state=state)
    words = desk.text(person.post, f"{path}.post")
    return put(desk.language.post_of, post=words, state=state)


def _list_lines(name: str, path: str, desk: Desk) -> tuple[str, ...]:
    words = desk.language.lists.get(name)
    if words is not None:
        return words.lines
    known = list(desk.language.lists)
    hint = did_you_mean(name, known, f"known: {', '.join(known)}; or give lines: as they stand")
    desk.report("unknown-list", path, f'"{name}" is not a mailing list', hint)
    return ()
