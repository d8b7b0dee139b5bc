"""Rules on spelling, abbreviations, spaces and quotation marks."""

from __future__ import annotations

from verbale.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
