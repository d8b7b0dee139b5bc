"""Whether words suit the letter's language: the script of a name, one text given for several.

Neither stops a letter: a name may have no other form, and a text may be the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from verbale.protocol.languages import Language

__all__ = ["in_other_script", "is_sentence"]

_SCRIPTS = {"ARABIC": "Arabic", "CJK": "Chinese", "CYRILLIC": "Cyrillic", "LATIN": "Latin"}
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}\s+(?:.*\s)?[^\W\d_]{2,}|[\u3400-\u9fff]{2}")


def in_other_script(name: str, language: Language) -> str:
    """Give the script of a name that has no letter of its language's script; "" if it has.

    Args:
        name: a person's name.
        language: the letter's language.

    Returns:
        "Arabic", "Latin" and the like.
    """
    own = _scripts("".join((*language.months, *language.weekdays)))
    # Initials tell nothing: "A. B." stands for a name in tables and trials.
    found = _scripts(" ".join(re.findall(r"[^\W\d_]{2,}", name)))
    return found[0] if own and found and not set(own) & set(found) else ""


@lru_cache(maxsize=10_000)
def _scripts(text: str) -> tuple[str, ...]:
    """Give the scripts of a text's letters, those known here, in order."""
    names = (unicodedata.name(one, "").split(" ")[0] for one in text if one.isalpha())
    return tuple(dict.fromkeys(_SCRIPTS[name] for name in names if name in _SCRIPTS))


def is_sentence(text: str) -> bool:
    """Tell whether a text has words that a translator would translate, and is no address."""
    return "@" not in text and _TWO_WORDS.search(text) is not None
