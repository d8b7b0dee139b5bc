"""In which of a letter's languages each recipient gets it, and what is told of that, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.mailing import MailingList, Recipient, only_suggested
from verbale.problems import Place, Problem, problem

__all__ = ["chosen", "findings"]


def chosen(recipient: Recipient, languages: Sequence[str]) -> str | None:
    """Choose the language of a recipient's copy.

    Args:
        recipient: the line of the list.
        languages: those of the letter, the first the one of who names none.

    Returns:
        The language's code; None if the recipient asks for one in which the letter is not written.
    """
    asked = recipient.language
    if asked in languages or (asked and len(languages) > 1 and not recipient.language_is_suggested):
        return asked if asked in languages else None
    return languages[0]


def findings(
    recipients: Sequence[Recipient], languages: Sequence[str], mailing: MailingList
) -> Iterator[Problem]:
    """Tell whose languages the list does not give, or gives and the letter lacks.

    A suggestion is no wish: of a letter in one language nothing is told of it.

    Args:
        recipients: those who get a letter.
        languages: those of the letter.
        mailing: the list.
    """
    first = languages[0]
    if len(languages) == 1:
        asked = [
            one
            for one in recipients
            if one.language not in ("", first) and not one.language_is_suggested
        ]
        if asked:
            many = f"{len(asked)} recipients are" if len(asked) > 1 else "1 recipient is"
            message = f'{many} to be written to in "{asked[0].language}" or others'
            hint = f'the letter is in "{first}" alone: name more under languages in the spec'
            yield problem("other-language", mailing.place(asked[0]), message, hint)
        return
    yield from only_suggested(mailing, [one for one in recipients if one.language in languages])
    lacking = [one for one in recipients if one.language not in languages]
    if lacking:
        many = f"{len(lacking)} recipients get" if len(lacking) > 1 else "1 recipient gets"
        message = f'{many} the letter in "{first}", the first of its languages'
        hint = "the list names none of its languages for them: fill in the column language"
        yield problem("language-not-given", Place(file=mailing.name), message, hint)
