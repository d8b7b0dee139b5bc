"""Settles persons and addressees: titles, posts, the block at the foot, the vocative."""

from __future__ import annotations

import re

from verbale.faults import put
from verbale.letter import Addressed, Named
from verbale.problems import did_you_mean
from verbale.protocol.languages import ListWords, PostWords, TitleWords
from verbale.settle.desk import Desk
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
        again_title=_again(title, post, many=False),
        again_title_many=_again(title, post, many=True),
        called=desk.text(person.called, f"{path}.called"),
        path=path,
    )


def _again(title: TitleWords, post: PostWords | None, *, many: bool) -> str:
    """Give the title by which a person is named again: that of the post, where title and post go.

    An archbishop stays one at any post, and an ambassador is "H.E.".
    """
    if post is None or title.prevails or not title.excellency:
        return "" if many else title.again
    return post.again_many if many else post.again or title.again


def addressed(addressee: Addressee, path: str, desk: Desk) -> Addressed:
    """Settle whom the letter is addressed to: the lines of the block, and the vocative."""
    language = desk.language
    excellency = language.vocatives.get("excellency", "")
    many = language.vocatives.get("many", excellency)
    in_text = ""
    if addressee.person is not None:
        lines, vocative, in_text = _person_block(addressee.person, path, desk)
    elif addressee.to_list is not None:
        named_list = _list_words(addressee.to_list, path, desk)
        lines, vocative = (*named_list.lines, *_place(desk)), excellency
        in_text = named_list.in_text
    elif addressee.mission is not None:
        state = desk.state(addressee.mission, f"{path}.mission")
        lines = (*(put(line, state=state) for line in language.mission), *_place(desk))
        vocative, in_text = excellency, put(language.mission_in_text, state=state)
    elif addressee.states is not None:
        found = [desk.state(s, f"{path}.states.{i}") for i, s in enumerate(addressee.states)]
        states = language.join(found)
        one = len(found) == 1
        words = language.representative if one else language.representatives
        lines = (*(put(line, state=states, states=states) for line in words), *_place(desk))
        in_text = put(
            language.representative_in_text if one else language.representatives_in_text,
            state=states,
            states=states,
        )
        vocative = excellency if one else many
    else:
        lines, vocative = tuple(desk.prose(addressee.lines, f"{path}.lines").splitlines()), ""
    own = desk.text(addressee.salutation, f"{path}.salutation")
    block = tuple(line.strip() for line in lines if line.strip())
    return Addressed(block, own or vocative, in_text)


def _person_block(person: Person, path: str, desk: Desk) -> tuple[tuple[str, ...], str, str]:
    """Give the lines of one person, the vocative, and how the person is named in a sentence.

    Title and name stand on lines of their own, then the post and the city (ST/DCS/4/Rev.1,
    paras. 87-88: the function, not the rank).
    """
    settled = named(person, path, desk)
    title = _title(person, path, desk)
    pronouns = desk.language.pronouns.get("f" if settled.gender == "f" else "m")
    if settled.gender is None and any("{his}" in line for line in title.written_out):
        _gender_needed(settled, desk)
    his = pronouns.possessive.capitalize() if pronouns else ""
    lines = [put(line, name=settled.name, his=his) for line in title.written_out]
    if settled.title and settled.title not in desk.language.titles:
        lines = _unknown_title(settled, his, title, desk)
    post = _known_post(person, path, desk)
    lines += [settled.post, post.at if post else ""]
    if person.address is not None:
        lines += desk.prose(person.address, f"{path}.address").splitlines()
    elif post is not None and post.at:
        # Who holds another post may sit anywhere: the spec says where.
        lines += _place(desk)
    in_text = ", ".join(part for part in (settled.full, settled.post) if part)
    return tuple(lines), _vocative(settled, title, desk), in_text


def _unknown_title(person: Named, his: str, title: TitleWords, desk: Desk) -> list[str]:
    """Write out a title that is not known: as it was typed, but for what "H.E." stands for."""
    high = desk.language.titles.get("H.E.")
    if not title.excellency or high is None:
        return [person.full]
    rest = f"{person.title.removeprefix('H.E.').strip()} {person.name}"
    return [put(line, name=rest, his=his) for line in high.written_out]


def _place(desk: Desk) -> list[str]:
    """Give the lines of where the office's letters go."""
    return desk.prose(desk.office.place, desk.of_office("place")).splitlines()


def _vocative(person: Named, title: TitleWords, desk: Desk) -> str:
    if title.excellency:
        return desk.language.vocatives.get("excellency", "")
    if person.gender is None or (person.title and person.title not in desk.language.titles):
        return ""  # It is asked for: "Your Eminence" cannot be guessed.
    return desk.language.vocatives.get("f" if person.gender == "f" else "m", "")


def _gender_needed(person: Named, desk: Desk) -> None:
    message = f"{person.full} is written with a word that follows the gender"
    desk.report("gender-needed", person.path, message, "add gender: f or gender: m")


def _title(person: Person, path: str, desk: Desk) -> TitleWords:
    if person.title is None:
        return TitleWords(written_out=("{name}",))
    title = " ".join(person.title.split())
    known = desk.language.titles.get(title)
    if known is None:
        if person.gender is None:
            add = "add gender: f or gender: m"
            near = did_you_mean(title, list(desk.language.titles))
            hint = f"{near} Or {add}" if near else add
            desk.report("unknown-title", f"{path}.title", f'"{title}" is not a known title', hint)
        again = title.removeprefix("H.E.").strip()
        high = title.startswith("H.E.")
        return TitleWords(written_out=("{name}",), excellency=high, again=again)
    if person.gender and known.gender and person.gender != known.gender:
        hint = "one of the two is wrong"
        message = f'"{title}" and gender: {person.gender} disagree'
        desk.report("bad-value", f"{path}.gender", message, hint)
    return known


def _known_post(person: Person, path: str, desk: Desk) -> PostWords | None:
    if person.post is None or (key := person.post.plain) is None or not _ID.fullmatch(key):
        return None
    post = desk.language.posts.get(key)
    if post is None:
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


def _list_words(name: str, path: str, desk: Desk) -> ListWords:
    words = desk.language.lists.get(name)
    if words is not None:
        return words
    known = list(desk.language.lists)
    hint = did_you_mean(name, known, f"known: {', '.join(known)}; or give lines: as they stand")
    desk.report("unknown-list", path, f'"{name}" is not a mailing list', hint)
    return ListWords(lines=("",))
