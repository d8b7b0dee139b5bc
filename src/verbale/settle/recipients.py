"""Settles a letter for one line of a mailing list: whom this copy addresses, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from verbale.letter import Facts, Letter
from verbale.mailing import Recipient
from verbale.office import Office
from verbale.problems import Outcome
from verbale.protocol.languages import Language
from verbale.settle.blocks import addressed
from verbale.settle.desk import Desk, Known
from verbale.spec.model import Addressee, Person
from verbale.spec.values import Text

__all__ = ["Clerk"]


class Clerk:
    """Addresses copies of one settled letter, in its language."""

    def __init__(
        self,
        letter: Letter,
        language: Language,
        office: Office,
        known: Known,
        *,
        to_missions: bool,
    ) -> None:
        self._letter = letter
        self._language = language
        self._office = office
        self._known = known
        self._to_missions = to_missions

    def letter(self, recipient: Recipient) -> Outcome[Letter]:
        """Give a recipient's letter.

        Args:
            recipient: the line of the mailing list.

        Returns:
            The letter, with what is wrong with the line.
        """
        letter = self._letter
        desk = Desk(self._language, letter.as_of, letter.office.key, self._office, self._known)
        if recipient.address and not recipient.name and (recipient.state or recipient.post):
            message = "its address is not printed: it stands after a name, and none is given"
            desk.report("unused-key", "address", message, "name somebody, or leave it out")
        block = addressed(self._addressee(recipient), "recipient", desk)
        if not block.vocative and not self._to_missions:
            message = f'it is not said how "{recipient.id}" is to be addressed'
            desk.report("gender-needed", "", message, "add title or gender")
        settled = replace(
            letter,
            addressed=(block,),
            vocative=block.vocative,
            recipient=_facts(recipient),
        )
        stops = any(one.stops for one in desk.problems)
        return Outcome(None if stops else settled, tuple(dict.fromkeys(desk.problems)))

    def _addressee(self, one: Recipient) -> Addressee:
        """Say in a spec's terms who is addressed: a person, a mission, a post, or lines."""
        if self._to_missions and one.state:
            return Addressee.model_construct(mission=one.state)
        if one.name:
            return Addressee.model_construct(person=self._person(one))
        if one.post:
            return Addressee.model_construct(post=Text(one.post), state=one.state or None)
        if one.state:
            return Addressee.model_construct(states=(one.state,))
        return Addressee.model_construct(lines=Text(one.address))

    def _person(self, one: Recipient) -> Person:
        post = one.post
        if not post and one.state:
            status = self._known.states.status(one.state, self._letter.as_of)
            post = "permanent-observer" if status == "observer" else "permanent-representative"
        return Person.model_construct(
            name=Text(one.name),
            title=one.title or None,
            surname=Text(one.surname) if one.surname else None,
            post=Text(post) if post else None,
            state=one.state or None,
            gender=one.gender or None,
            address=Text(one.address) if one.address else None,
        )


def _facts(one: Recipient) -> Facts:
    fields = ("id", "state", "title", "name", "surname", "post", "gender", "language", "email")
    return Facts({name: getattr(one, name) for name in fields} | {"extra": Facts(one.extra)})
