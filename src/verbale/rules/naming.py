"""Rules on what States, organs and documents are called in a sentence."""

from __future__ import annotations

from verbale.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
