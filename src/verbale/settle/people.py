"""Settles persons as sentences name them: titles, posts with their States, later mention."""

from __future__ import annotations

import re

from verbale.faults import put
from verbale.letter import Named
from verbale.problems import did_you_mean
from verbale.protocol.grammar import ByGender
from verbale.protocol.languages import PostWords, TitleWords
from verbale.settle.desk import Desk
from verbale.spec.model import Person
from verbale.spec.values import Text

__all__ = ["held", "known_post", "named", "opening", "title_key", "title_of"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLACE_OF_STATE = re.compile(r"\{(?:of|state)\}")


def named(person: Person, path: str, desk: Desk) -> Named:
    """Settle a person as a sentence names one.

    Args:
        person: the person of the spec.
        path: where the spec names the person, such as ``appointees.0``.
        desk: the language, the day and the problems.
    """
    title = title_of(person.title, person.gender, path, desk)
    gender = person.gender or title.gender
    if gender is None and title.written.differs:
        message = f'"{person.title}" is written with words that follow the gender'
        desk.report("gender-needed", f"{path}.title", message, "add gender: f or gender: m")
    post = known_post(person.post, path, desk)
    return Named(
        name=desk.name(person.name, f"{path}.name"),
        title=_title(person, title, post, gender),
        surname=desk.text(person.surname, f"{path}.surname", is_name=True),
        post=_post_words(person, post, gender, path, desk),
        gender=gender,
        again_title=_again(person, title, post, gender, desk),
        title_after=desk.language.title_after,
        again_title_many=_again_many(title, post),
        called=desk.text(person.called, f"{path}.called"),
        at=post.at if post is not None else "",
        path=path,
        title_key=(title_key(person.title, desk) or "") if person.title else "",
        post_key=desk.language.key_of(post),
        state_code=desk.code_of(person.state),
    )


def _title(person: Person, title: TitleWords, post: PostWords | None, gender: str | None) -> str:
    """Give the title before the name: where a language has it go by rank, that of the post."""
    by_rank = post.titled.of(gender) if post is not None and title.excellency else ""
    if by_rank and not title.prevails:
        return by_rank
    return title.written.of(gender) or " ".join((person.title or "").split())


def opening(person: Person | None, path: str, desk: Desk) -> str:
    """Give the words that a letter of this sender opens with: "I have the honour to".

    An Under-Secretary-General writes on behalf of the Secretary-General (ST/DCS/4/Rev.1,
    para. 106).
    """
    post = known_post(person.post, path, desk) if person is not None else None
    return post.opens if post is not None and post.opens else desk.language.opens


def _again(
    person: Person, title: TitleWords, post: PostWords | None, gender: str | None, desk: Desk
) -> str:
    """Give the title by which a person is named again: that of the post, where title and post go.

    An archbishop stays one at any post, and an ambassador is "H.E.".
    """
    by_title = title.again.of(gender)
    if title.prevails or not title.excellency:
        return by_title
    if post is not None:
        return _again_for(post, person.state, desk).of(gender) or by_title
    words = (person.post.words(desk.language.language) or "") if person.post is not None else ""
    begins = desk.language.again_by_words
    return next((begins[one].of(gender) for one in begins if words.startswith(one)), by_title)


def _again_for(post: PostWords, state: str | None, desk: Desk) -> ByGender:
    """Give how a post's holder is named again: of some States otherwise than of most."""
    if not post.again_for_state or state is None:
        return post.again
    found = desk.known.states.find(state, desk.as_of, desk.language.language)
    return post.again if found is None else post.again_for_state.get(found.code, post.again)


def _again_many(title: TitleWords, post: PostWords | None) -> str:
    return post.again_many if post is not None and title.excellency and not title.prevails else ""


def title_key(typed: str, desk: Desk) -> str | None:
    """Find a title, by its key or as the language writes it."""
    title = " ".join(typed.split())
    titles = desk.language.titles
    if title in titles or f"{title}." in titles:
        return title if title in titles else f"{title}."
    return next(
        (key for key, one in titles.items() if title in (one.written.m, one.written.f)), None
    )


def title_of(typed: str | None, gender: str | None, path: str, desk: Desk) -> TitleWords:
    """Find a title; one that is not known is reported, unless the gender is given, and taken."""
    if typed is None:
        return TitleWords.model_construct(written_out=("{name}",))
    title = " ".join(typed.split())
    key = title_key(title, desk)
    known = desk.language.titles.get(key) if key is not None else None
    if known is None:
        if gender is None:
            add = "add gender: f or gender: m"
            near = did_you_mean(title, list(desk.language.titles))
            hint = f"{near} Or {add}" if near else add
            desk.report("unknown-title", f"{path}.title", f'"{title}" is not a known title', hint)
        again = title.removeprefix("H.E.").strip()
        high = title.startswith("H.E.")
        spoken = ByGender.model_construct(m=again, f=again)
        return TitleWords.model_construct(written_out=("{name}",), excellency=high, again=spoken)
    if gender and known.gender and gender != known.gender:
        hint = "one of the two is wrong"
        message = f'"{title}" and gender: {gender} disagree'
        desk.report("bad-value", f"{path}.gender", message, hint)
    return known


def known_post(typed: Text | None, path: str, desk: Desk) -> PostWords | None:
    """Find a post by its key, or by the words it is written with; None if it is another."""
    posts = desk.language.posts
    if typed is None:
        return None
    words = " ".join((typed.words(desk.language.language) or "").split())
    key = re.sub(r"[\s_]+", "-", words.casefold())
    if key in posts:
        return posts[key]
    if typed.plain is not None and _ID.fullmatch(words):
        known = list(posts)
        hint = did_you_mean(words, known, f"known: {', '.join(known)}; or write the post in words")
        desk.report("unknown-post", f"{path}.post", f'"{words}" is not a known post', hint)
        return None
    folded = words.casefold()
    for post in posts.values():
        for one in (post.written.m, post.written.f):
            bare = _PLACE_OF_STATE.sub("", one).strip().casefold()
            if folded in (bare, f"{bare} {post.at}".strip().casefold()):
                return post
    return None


def _post_words(
    person: Person, post: PostWords | None, gender: str | None, path: str, desk: Desk
) -> str:
    if person.post is None:
        if person.state is not None:
            hint = "add post: permanent-representative, or the post in words"
            desk.report("state-without-post", f"{path}.state", "a State, but no post", hint)
        return ""
    if post is not None and post.written.differs and gender is None:
        message = "this post is written with words that follow the gender"
        desk.report("gender-needed", f"{path}.post", message, "add gender: f or gender: m")
    return held(person.post, person.state, post, gender, path, desk)


def held(
    typed: Text | None,
    state: str | None,
    post: PostWords | None,
    gender: str | None,
    path: str,
    desk: Desk,
    *,
    addressed: bool = False,
) -> str:
    """Give a post with its State: "Permanent Representative of Switzerland".

    Args:
        typed: the post as the spec has it.
        state: its State as the spec has it.
        post: the post, if it is a known one.
        gender: of its holder.
        path: where the spec names the holder.
        desk: the language, the day and the problems.
        addressed: whether it stands in an address, under the name.
    """
    known = post is not None and post.held_for is not None
    found = desk.state(state, f"{path}.state", post.held_for if post else None) if state else None
    if state is not None and post is not None and not known:
        message = "this post is held for no State"
        desk.report("post-takes-no-state", f"{path}.state", message, "leave state: out")
    if post is None:
        words = desk.text(typed, f"{path}.post")
    else:
        wordings = post.for_state.get(found.code, post.written) if found else post.written
        words = (addressed and post.addressed.of(gender)) or wordings.of(gender)
    if state is None and known:
        hint = "add state: with its code or its name"
        message = "this post is held for a State, and none is given"
        desk.report("post-needs-state", f"{path}.post", message, hint)
    if found is None:
        return _PLACE_OF_STATE.sub("", words).strip() if known else words
    state_words = {"state": found.runs, "of": found.of}
    if known:
        return put(words, **state_words)
    return put(desk.language.post_of, post=words, **state_words)
