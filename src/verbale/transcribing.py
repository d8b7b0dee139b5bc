"""An old letter's file becomes a spec that says the same, and the words are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from verbale import page as pages
from verbale import pipeline
from verbale.problems import Outcome, Place, Problem, problem
from verbale.project import Project
from verbale.protocol.languages import Language
from verbale.spec.parse import kind_of, parse
from verbale.spec.source import from_bytes
from verbale.transcribe.assembling import Attempt, Old, Sender, attempts, own_words
from verbale.transcribe.columns import decolumned
from verbale.transcribe.gathered import Gathered
from verbale.transcribe.gathering import gathered
from verbale.transcribe.hyphens import Hyphen, joined
from verbale.transcribe.language import language_of
from verbale.transcribe.parts import Parted
from verbale.transcribe.people import Known
from verbale.transcribe.proof import Difference, differences, tokens
from verbale.transcribe.source import Source
from verbale.transcribe.telling import parted
from verbale.transcribe.undo import Undone, undone
from verbale.transcribe.written import yaml

__all__ = ["FIELDS", "Transcript", "transcribe"]

_LEAST = 4
"""How much has to speak for a letter: a salutation and a close, or a note's formula and a date."""
_MOST = 120_000
"""The longest text, in characters: forty pages."""
_OTHER = re.compile(
    r"(?:tax )?(?:invoice|receipt|bill|minutes|agenda|press release|statement of account"
    r"|purchase order|quotation|estimate|curriculum vitae)\b",
    re.IGNORECASE,
)
"""How papers begin that are dated and addressed as letters are."""
FIELDS = (
    *("date", "reference", "classification", "salutation", "body", "close", "sender"),
    *("addressees", "references", "appointees", "role", "enclosures", "copies"),
)
"""The facts of which a report tells how many letters have them."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A spec made of an old letter, and what is to be said of it."""

    text: str
    """The spec."""
    kind: str
    language: str
    found: tuple[str, ...]
    """The keys of which something was found."""
    missing: tuple[str, ...]
    """What the letter lacks: salutation, date, address, close, signature."""
    unsure: tuple[str, ...]
    """What is to be settled."""
    differences: tuple[Difference, ...] | None
    """Where the words are not the same; None where they were not compared."""
    keys: dict[str, Any] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    """Page numbers and running heads that were taken away."""
    problems: tuple[Problem, ...] = ()
    """Of the spec, as ``check`` would tell them."""

    @property
    def equal(self) -> bool:
        """Whether the spec, rendered, says word for word what the letter says."""
        return self.differences == ()


def transcribe(
    project: Project, source: Source, shown: str, today: date, *, proof: bool = True
) -> Outcome[Transcript]:
    """Make a spec of an old letter.

    Args:
        project: the project whose kinds and offices may word it.
        source: its lines.
        shown: how messages name its file.
        today: the day of the transcription.
        proof: whether the spec is rendered and its words compared.

    Returns:
        The spec; or, where the text is no letter, what it lacks to be one.
    """
    where = Place(file=shown)
    text = "\n".join(line.text for page in source.pages for line in page)
    if len(text) > _MOST:
        message = f"the text has {len(text):,} characters; a spec of it takes {_MOST:,} at most"
        hint = "take the letter out of it, and file long annexes as scans"
        return Outcome(None, (problem("source-too-large", where, message, hint),))
    code, sure = language_of(text)
    if not code:
        message = (
            "its language is none of the six: Arabic, Chinese, English, French, Russian, Spanish"
        )
        hint = "letters in other languages are typed into a spec by hand"
        if not any(c.isalpha() for c in text):
            message, hint = "it holds no words", "see that it is the right file"
        return Outcome(None, (problem("not-a-letter", where, message, hint),))
    words = project.language(code)
    if words is None or words.value is None:
        return Outcome(None, words.problems if words else ())
    flat = undone(source)
    told = parted(flat, words.value)
    formal = told.is_note or told.get("salutation") or told.get("close")
    other = not formal and _OTHER.match(text.strip()) is not None
    if told.evidence < _LEAST or told.get("body") is None or other:
        message = "it does not read as a letter or a note: " + _lacks(told)
        hint = "see that it is the right file; a letter that is one can be typed into a spec"
        return Outcome(None, (problem("not-a-letter", where, message, hint),))
    states = project.states
    if states.value is None:
        return Outcome(None, states.problems)
    known = Known(words.value, states.value, today)
    told.parts = [decolumned(part) for part in told.parts]
    vocabulary = frozenset(re.findall(r"[\w'’-]+", text.casefold()))
    hyphens: list[Hyphen] = []
    texts = {unit: joined(unit, vocabulary, hyphens) for part in told.parts for unit in part.units}
    found = gathered(told, texts, source, known, today)
    known = Known(words.value, states.value, found.as_of or today)
    old = Old(told, texts, flat.width, found, known)
    if not sure:
        found.unsure.append(f"language: taken for {words.value.name}")
    if source.title and not found.subject:
        found.subject = source.title
    _mailed(source, found)
    found.unsure += [
        f"“{one.parted}” at the end of line {one.line} of page {one.page} is read as {one.read}"
        for one in hyphens
        if not one.sure
    ]
    for part in told.parts:
        if part.name == "other":
            found.unsure.append(f"other: it is not told what “{part.text[:80]}” is")
    return Outcome(_surest(project, source, flat, old, words.value, shown, hyphens, proof=proof))


def _mailed(source: Source, found: Gathered) -> None:
    """Say what a mail tells beside its text: it is the mail's, and not the letter's."""
    said = dict(source.headers)
    if source.form == "mail" and not found.signatories and said.get("From"):
        found.unsure.append(f"sender: nobody signs; the mail is from {said['From']}")
    if source.attachments and not found.enclosures:
        found.unsure.append(
            f"enclosures: attached to the mail were {', '.join(source.attachments)}"
        )


def _lacks(told: Parted) -> str:
    wanted = {"salutation": "salutation", "close": "close", "date": "date", "addressees": "address"}
    names = [words for name, words in wanted.items() if told.get(name) is None]
    return (
        f"there is no {', no '.join(names)}, and no formula of one" if names else "there is no text"
    )


def _surest(
    project: Project,
    source: Source,
    flat: Undone,
    old: Old,
    language: Language,
    shown: str,
    hyphens: Sequence[Hyphen],
    *,
    proof: bool,
) -> Transcript:
    """Choose the first spec that says the letter's words; the last one where none does."""
    default = project.default_office
    keys = [default, *(key for key in project.settings.offices if key != default)]
    offices = {key: _sender(project, key, language) for key in keys}
    templates = project.templates
    templated = [
        kind for kind in templates.kinds if language.language in templates.languages_of(kind)
    ]
    words = own_words(old)
    attempt = Attempt({})
    problems: tuple[Problem, ...] = ()
    own, said = words, None
    for attempt in attempts(old, offices, templated):
        if not proof and not attempt.house and attempt.keys["kind"] in ("letter", "note-verbale"):
            said = None
            break
        said, problems, letterhead = _rendered(project, yaml(attempt.keys, (), (), ()), language)
        own = _without_head(words, old, letterhead)
        if said is not None and tokens(own) == tokens(said):
            break
    # Of several that do not say the same, the last keeps everything as it stands.
    differ = None if said is None else differences(own, said)
    if proof and (lost := _lost(source, flat, words)):
        differ = (*(differ or ()), Difference(lost, "", "letters that came to no part"))
    found = old.found
    head = _head(source, flat, hyphens, found.missing, shown, _verdict(differ, proof=proof))
    unsure = list(dict.fromkeys(found.unsure))
    text = yaml(attempt.keys, attempt.guesses, head, unsure)
    if differ is None and proof:
        differ = (Difference(words[:80], "", "the spec cannot be rendered"),)
    return Transcript(
        text=text,
        kind=attempt.keys["kind"],
        language=language.language,
        found=_found(attempt.keys, found.salutation, found.close),
        missing=tuple(found.missing),
        unsure=tuple(unsure),
        differences=differ,
        keys=attempt.keys,
        removed=tuple(line.text.strip() for line in flat.removed),
        problems=problems,
    )


def _verdict(differ: Sequence[Difference] | None, *, proof: bool) -> str:
    if differ == ():
        return "Rendered, it says word for word what the letter says."
    if differ is None and not proof:
        return "Its words were not compared."
    return "Rendered, it does not say word for word what the letter says: see the report."


def _head(
    source: Source,
    flat: Undone,
    hyphens: Sequence[Hyphen],
    missing: Sequence[str],
    shown: str,
    verdict: str,
) -> list[str]:
    """Give the sentences at the top of the spec: where it is from, and what was done to it."""
    form = f"{source.form}, {source.encoding}" if source.encoding else source.form
    lines = [f"Transcribed from {shown} ({form}).", verdict]
    if flat.removed:
        taken = "; ".join(dict.fromkeys(" ".join(line.text.split()) for line in flat.removed))
        lines.append(f"Taken away as page numbers, running heads and drawn lines: {taken}.")
    if flat.unmarked:
        lines.append("Signs of quotation (>) were taken from the beginnings of lines.")
    if hyphens:
        told = ", ".join(dict.fromkeys(one.read for one in hyphens))
        lines.append(f"Words that were parted at line ends: {told}.")
    if missing:
        lines.append(f"The letter has no {', no '.join(missing)}.")
    return [*lines, *(f"{said[:1].upper()}{said[1:]}." for said in source.noted)]


def _sender(project: Project, key: str, language: Language) -> Sender:
    office = project.settings.offices[key]
    said = (office.place, office.author, office.author_person, office.name)
    place, *names = ((one.words(language.language) or "") if one else "" for one in said)
    signs = office.sender.name.words(language.language) if office.sender else None
    return Sender(place, tuple(name for name in names if name), signs or "")


def _lost(source: Source, flat: Undone, words: str) -> str:
    """Give the letters of a file that came neither to the spec nor to what was taken away.

    It trusts nothing of what lies between: letters and figures are counted on both sides.
    """
    whole = Counter(c for page in source.pages for line in page for c in line.text if c.isalnum())
    whole.subtract(c for line in flat.removed for c in line.text if c.isalnum())
    whole.subtract(c for c in words if c.isalnum())
    return "".join(sorted(c for c, count in whole.items() if count))


def _found(keys: dict[str, Any], salutation: str, close: str) -> tuple[str, ...]:
    names = [name for name in keys if keys[name] not in (None, [], "")]
    said = keys.get("mentions") or {}
    return tuple(
        dict.fromkeys(
            (*names, *(["salutation"] if salutation else []), *(["close"] if close else []), *said)
        )
    )


_HEADER = re.compile(r'<header class="letterhead furniture">(.*?)</header>', re.DOTALL)


def _rendered(
    project: Project, text: str, language: Language
) -> tuple[str | None, tuple[Problem, ...], str]:
    """Render a spec to its words; None with the problems where it cannot be."""
    read = from_bytes(text.encode(), "the spec")
    if read.value is None:
        return None, read.problems, ""
    model = project.model(kind_of(read.value))
    parsed = parse(read.value, model)
    if parsed.value is None:
        return None, parsed.problems, ""
    made = pipeline.made(project, parsed.value, language.language, typeset=False)
    if made.value is None:
        return None, made.problems, ""
    page = made.value.page
    header = _HEADER.search(page.screen)
    head = unescape(re.sub(r"<[^>]+>", " ", header[1])) if header else ""
    return pages.plain_text(page), made.problems, head


def _without_head(words: str, old: Old, head: str) -> str:
    """Leave out a letterhead that is the office's own: the page has it, and not the text."""
    if not old.headed or not head:
        return words
    part = old.told.parts[0]
    # Read off a page, what stands side by side comes in another order.
    there, own = (sorted(map(str.casefold, tokens(one))) for one in (part.text, head))
    return own_words(old, headed=False) if there == own else words
