"""The codes of the rule book, by family: what each rule asks of a letter, and how much it matters.

The rules themselves are in :mod:`verbale.rules`, one small function each; here is what settings and
specs name, so that both are checked without loading the rules.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["FAMILIES"]

_ADDRESS = {
    "close-vocative": ("warning", "Salutation and close call the reader the same."),
    "salutation-rank": ("warning", "A salutation is neither above nor below the reader's rank."),
    "title-below-rank": ("advice", "Who heads a permanent mission is commonly an Excellency."),
    "excellency-for-charge": ("warning", "A chargé d'affaires ad interim is no Excellency."),
    "title-without-name": ("warning", "A title stands before a name."),
    "rank-not-function": ("warning", "A person is addressed by function, not by rank."),
    "vacant-post-named": ("warning", "A post that nobody holds is addressed by itself."),
    "thanked-by-other-name": ("warning", "Who is named again bears the name given before."),
}
_WORDING = {
    "stop-in-fragment": (
        "warning",
        "A text that the template sets in a sentence has no full stop of its own.",
    ),
    "doubled-words": ("warning", "No word or phrase stands twice by mistake."),
    "honour-missing": ("advice", "A letter's first sentence has the form that its sender owes."),
    "honour-repeated": ("warning", "The form of the first sentence stands there and nowhere else."),
    "first-person-in-note": ("warning", "A note verbale is in the third person."),
    "note-not-a-letter": ("warning", "A note verbale has no salutation, close or signature."),
    "note-pronoun": ("warning", "In a note an office is it, and a person is he or she."),
    "note-to-private-body": ("warning", "A note verbale does not go to private bodies."),
    "note-language": ("advice", "A note is in the working language of the mission addressed."),
    "contraction": ("warning", "Official letters have no contractions."),
    "ampersand": ("warning", "An ampersand is written out."),
    "abbreviation": ("advice", "An abbreviation is spelled out where it first stands."),
    "state-informal-name": ("warning", "A State is named as the United Nations names it."),
    "spelling-mixed": ("advice", "A letter keeps to one spelling, British or American."),
    "organ-missing": ("advice", "A resolution cited by number is cited with its organ."),
    "spaces": ("advice", "No space stands before a comma or a stop, or twice."),
    "quotes-foreign": ("advice", "Quotation marks are those of the letter's language."),
}
_REFERENCES = {
    "symbol-form": ("advice", "A symbol is written as documents bear it."),
    "symbol-in-text": ("warning", "A symbol in a sentence is the symbol of a document."),
    "session-not-begun": (
        "error",
        "A document is of a session that had begun on the letter's day.",
    ),
    "date-not-of-session": (
        "error",
        "What was adopted was adopted during its session and in its year.",
    ),
    "adopted-later": ("error", "What a letter rests on was adopted by the letter's day."),
    "figures-turned": ("warning", "A document in the text is the one in the references."),
    "two-dates": ("warning", "A document has one date wherever the letter names it."),
    "title-differs": ("warning", "A document bears the title that the office's list gives it."),
    "draft-as-adopted": ("warning", "A draft resolution is not cited as one that was adopted."),
}
_FACTS = {
    "role-number": ("warning", "A role's number agrees with the number of those appointed."),
    "times-reversed": ("error", "What begins at a time ends after it."),
    "listed-twice": ("warning", "What is listed is listed once."),
    "reply-to-many": ("warning", "A letter to several says whose letter it answers."),
    "reply-before-letter": ("error", "A letter answers one that was written before it."),
    "day-past": ("error", "What is to be done or held lies after the letter's day."),
    "day-far": ("warning", "A deadline is within a year of the letter."),
    "day-at-weekend": ("advice", "Deadlines and letters are of working days."),
    "date-in-future": ("advice", "A letter is dated when it is sent."),
    "day-out-of-time": ("warning", "A day in the text is one that the letter can speak of."),
    "weekday-wrong": ("warning", "A weekday and its date agree."),
    "state-name-of-day": ("warning", "A State bears the name that it had on the letter's day."),
    "state-not-yet-member": ("warning", "A State is called a Member from its admission on."),
    "two-for-one-state": ("warning", "Of those appointed one is of each State."),
}
_ENCLOSURES = {
    "enclosure-twice": ("error", "An enclosure is listed once."),
    "enclosure-not-listed": ("warning", "What a letter says it encloses is listed at its foot."),
    "enclosure-not-mentioned": ("advice", "What is listed at the foot is mentioned in the text."),
    "enclosure-count": ("warning", "As many enclosures are mentioned as are listed."),
    "copy-not-listed": ("advice", "Who the text says gets a copy is listed at the foot."),
    "classification-misplaced": ("warning", "A classification stands below the reference."),
}
_PAGE = {
    "address-collides": ("error", "The address at the foot of the first page touches no text."),
    "address-misplaced": ("error", "The address stands at the foot of the first page."),
    "address-off-place": ("advice", "The address stands flush left, in its own place."),
    "signature-alone": ("error", "A signature is never alone on a page."),
    "last-page-short": ("advice", "The last page has more than one line of the text."),
    "line-too-wide": ("warning", "No line runs over the right margin."),
    "slot-shrunk": ("advice", "A line of an address stands in one line."),
    "table-split": ("advice", "A table or list is parted where both pages keep some of it."),
    "line-ends-alike": ("advice", "No more than two lines in a row end in the same word."),
}

FAMILIES = MappingProxyType(
    {
        "address": _ADDRESS,
        "wording": _WORDING,
        "references": _REFERENCES,
        "facts": _FACTS,
        "enclosures": _ENCLOSURES,
        "page": _PAGE,
    }
)
"""Severity and rule of each code, by family."""
