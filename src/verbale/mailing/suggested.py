"""In which language a mission may be written to: what is suggested, until the office knows.

A suggestion is a language's code with a question mark: ``fr?``. Whoever has asked the mission takes
the mark away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from verbale.mailing.model import MailingList, Recipient
from verbale.problems import Place, Problem, problem

__all__ = ["MARK", "only_suggested", "suggested"]

MARK = "?"
"""What stands behind a language that is only suggested."""
_OTHERWISE = "en"


def suggested(state: str) -> str:
    """Suggest a language for a State's mission.

    Args:
        state: the State's two-letter code.

    Returns:
        The language's code with the mark of a suggestion, such as ``fr?``. The source is
        ``mailing/data/languages.yaml``; no suggestion is verified.
    """
    return _languages().get(state, _OTHERWISE) + MARK


def only_suggested(mailing: MailingList, recipients: Sequence[Recipient]) -> Iterator[Problem]:
    """Tell once how many recipients' languages are only suggested.

    Args:
        mailing: the list.
        recipients: those of its recipients that count.
    """
    found = [one for one in recipients if one.language_is_suggested]
    if found:
        many = f"{len(found)} recipients" if len(found) > 1 else "1 recipient"
        like = f"{found[0].language}{MARK}"
        message = f'of {many} the language is only suggested, as "{like}" of "{found[0].id}"'
        hint = "ask the mission, and take the question mark away"
        yield problem("language-suggested", Place(file=mailing.name), message, hint)


@cache
def _languages() -> Mapping[str, str]:
    import yaml

    path = Path(__file__).parent / "data" / "languages.yaml"
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {code: language for language, codes in read.items() for code in codes.split()}
