"""Rules on whom a letter addresses, and how (ST/DCS/4/Rev.1, paras. 87-91, 104-106)."""

from __future__ import annotations

from verbale.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
