"""Every code a problem can have: its severity and the rule behind it.

A code is a promise to those who filter on it: it never changes its meaning, and none is used twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from verbale.rule_codes import FAMILIES

__all__ = ["CODES", "Code", "Severity"]


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """Stops: nothing is written, the last good output stays."""
    WARNING = "warning"
    """Shown; stops only under ``--strict``."""
    ADVICE = "advice"
    """Shown; never stops."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its name, how much it matters, and the rule in a sentence."""

    name: str
    severity: Severity
    rule: str
    family: str = ""
    """Of the rule book's: which rules it stands with. Others can be neither excused nor set."""


def _table(severity: Severity, rules: Mapping[str, str]) -> dict[str, Code]:
    return {name: Code(name, severity, rule) for name, rule in rules.items()}


def _book() -> dict[str, Code]:
    return {
        name: Code(name, Severity(severity), rule, family)
        for family, rules in FAMILIES.items()
        for name, (severity, rule) in rules.items()
    }


_ERRORS = {
    # The file.
    "file-missing": "A spec that is named must be there.",
    "file-unreadable": "A spec must be a file that can be read.",
    "file-too-large": "A spec is at most 256 kB, so that a letter takes bounded time.",
    "not-text": "A spec is text in UTF-8.",
    "control-character": "A spec holds no control characters and none that hide or reorder text.",
    "empty-file": "A spec holds a letter.",
    "yaml-syntax": "A spec is YAML.",
    "yaml-anchor": "A spec has no anchors and aliases: every value stands where it is read.",
    "yaml-tag": "A spec has no tags: every value is text, a list or a group of keys.",
    "yaml-depth": "A spec is nested at most 20 levels deep.",
    "yaml-documents": "A file holds one letter.",
    "repeated-key": "A key stands once in its group.",
    "key-not-text": "A key is one word.",
    "empty-value": "A key that is written has a value; null says on purpose that there is none.",
    # The spec.
    "unknown-key": "Only the keys of the letter's kind may be used.",
    "missing-key": "The keys that a letter cannot do without are there.",
    "wrong-shape": "A value has the shape its key asks for: text, a list, or a group of keys.",
    "empty-text": "A text says something.",
    "text-too-long": "A text and a list are of bounded length.",
    "bad-date": "A date is written year-month-day, as 2016-11-03, and exists.",
    "bad-time": "A time is written hours:minutes, as 15:00.",
    "bad-flag": "A yes-or-no value is true or false.",
    "bad-value": "A value is one of those its key knows.",
    "unknown-kind": "A kind is a folder in templates/.",
    "unknown-office": "An office is one of verbale.yaml.",
    "unknown-language": "A language is named by its code, and has words.",
    "unknown-rule": "A rule that is set or excused is one of the rule book.",
    "text-missing": "A text is there in every language of the letter.",
    "prose-unreadable": "A drafter's paragraphs are of bounded number and depth.",
    "undated": "A letter has a date, or says by as_of which day counts.",
    "unknown-list": "A mailing list that is named exists.",
    "unknown-state": "A State is named by its code or one of its names.",
    "not-a-member": "A post held for a Member State is held for one of that day.",
    "not-an-observer": "A post held for an observer State is held for one of that day.",
    "post-takes-no-state": "A post that is held for no State goes without one.",
    "unknown-symbol": "A document is cited by its symbol, or by organ and number.",
    "dates-disagree": "A document has one date: all that tell it agree.",
    "unknown-post": "A post is one of those known, or given in words.",
    "unknown-title": "A title is one of those known, or goes with a gender.",
    "post-needs-state": "A post that is held for a State says which.",
    "state-without-post": "A State goes with a post.",
    "missing-surname": "A person who is named again has a surname.",
    "gender-needed": "A word that follows a person's gender needs the gender.",
    "unknown-paragraph": "Only a paragraph that the template has can be replaced or left out.",
    "list-columns": "A mailing list names its columns; one is id or state, and each stands once.",
    "bad-row": "A row of a mailing list has the cells that the head names.",
    "bad-id": "A recipient's id can name a file on every disk.",
    "double-id": "A recipient's id stands once in its list.",
    "folder-busy": "One batch at a time writes into a folder.",
    "cluster-unreachable": "A cluster that is named answers.",
    "number-taken": "A number is given to one letter.",
    "old-letter": "An old letter is filed under its own number, and not issued anew.",
    "scan-refused": "A scan is a picture or a PDF, of at most 100 MB.",
    "unknown-letter": "A letter that is named is in the archive.",
    "archive-unwritable": "The archive's folder can be written to.",
    "record-spoilt": "A record is what it was when it was written.",
    "record-missing": "Records are numbered without a gap.",
    "chain-broken": "Each record names the hash of the one before it.",
    "blob-spoilt": "What a record needs is in the archive, as it was.",
    "register-differs": "The register says what the records say.",
    "not-the-same": "A letter that is made again is what it was.",
    "spec-exists": "A spec that is there already is not written over unasked.",
    "words-differ": "The spec of an old letter says what the letter says, word for word.",
    "not-a-letter": "What is transcribed is a letter or a note in one of the six languages.",
    "source-unreadable": "An old letter's file can be read.",
    "source-too-large": "An old letter's file is at most 50 MB, with 100 pages and 2 MB of text.",
    "source-encrypted": "An old letter's file is not locked by a password.",
    "no-text": "An old letter's file has text: a picture of one has to be read by OCR first.",
    "not-phrases": "A workbook of phrases is one that verbale phrases export has made.",
    "unknown-phrase": "A phrase that is corrected is one of the language's.",
    "phrase-twice": "A phrase stands once in its workbook.",
    "phrase-changed": "A phrase that was changed since the export is not changed unawares.",
    "lost-placeholder": "What stands for a fact in a phrase stays in it.",
    "unsigned": "A phrase is verified by somebody who is named.",
    "worker-lost": "What makes letters runs until they are made.",
    "output-collision": "Two letters are not written to one file.",
    "output-unwritable": "The output folder, and a spec that is to be fixed, can be written to.",
    # Templates and settings.
    "no-template": "A kind has a template in the letter's language.",
    "template-syntax": "A template follows Jinja2's syntax.",
    "template-value": "A template uses values that are there.",
    "template-fails": "A template runs without fault.",
    "no-letterhead": "An office's letterhead is a folder in templates/letterheads/.",
    "image-missing": "An image that a template or stylesheet names is there.",
    "asset-refused": "The typesetter reaches the project's named assets and nothing else.",
    "template-unreadable": "A file in templates/ can be read, and text in it is UTF-8.",
    "style-broken": "A stylesheet follows the syntax of CSS.",
    "glyph-missing": "Every character of a letter is in one of the bundled fonts.",
    "typesetter-missing": "The libraries that typesetting needs are there.",
    "typesetting-failed": "The page can be typeset.",
}

_WARNINGS = {
    "rule-failed": "A rule reads every letter; where it fails, the letter goes on without it.",
    "excuse-unused": "An excuse excuses something.",
    "one-text-for-all": "A letter in several languages has its sentences in each of them.",
    "other-script": "A name is written in the letters of the letter's language.",
    "to-settle": "What an old letter does not tell for sure is settled by somebody who knows.",
    "part-missing": "An old letter without salutation, date, address or close stays without.",
    "issued-before": "A spec is issued once.",
    "superseded": "A letter that was voided or corrected is not used unawares.",
    "placeholder": "What is still to be filled in is filled in before a letter is issued.",
    "before-1990": "Names of States are known since 1990.",
    "author-gender": "A note's author is an office (its), or a person (his or her).",
    "unknown-column": "A column is one of those known, or one for templates.",
    "other-sheets": "A list stands on the first sheet of its workbook, and there is no other.",
    "other-language": "A recipient gets the letter in the language that the list gives.",
    "language-suggested": "In which language a mission is written to is known, not guessed.",
    "language-not-given": "Of a letter in several languages the list says who gets which.",
    "same-for-all": "In a letter to many, the list says how each is addressed.",
    "name-as-printed": "A name is written as it is printed: first name and surname, without title.",
    "left-over": "A folder has the letters of one run, and none of an earlier one.",
    "coverage-missing": "Every Member State is written to.",
    "coverage-double": "A State is written to once.",
    "coverage-not-member": "A State that is written to was a Member or an observer that day.",
    "coverage-unknown": "Of a recipient it is known which State it is of.",
    "coverage-vacant": "A post is held by somebody who is named.",
    "unused-key": "What a spec says has a place in the letter.",
}

CODES: Mapping[str, Code] = MappingProxyType(
    _table(Severity.ERROR, _ERRORS) | _table(Severity.WARNING, _WARNINGS) | _book()
)
