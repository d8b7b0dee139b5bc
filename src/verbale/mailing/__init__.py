"""Mailing lists: who gets a copy of a letter, read, checked, and counted against the Members."""

from verbale.mailing.coverage import Coverage, coverage
from verbale.mailing.lists import built_in, named_lists
from verbale.mailing.model import KNOWN, MailingList, Recipient
from verbale.mailing.read import read
from verbale.mailing.suggested import MARK, only_suggested, suggested

__all__ = [
    "KNOWN",
    "MARK",
    "Coverage",
    "MailingList",
    "Recipient",
    "built_in",
    "coverage",
    "named_lists",
    "only_suggested",
    "read",
    "suggested",
]
