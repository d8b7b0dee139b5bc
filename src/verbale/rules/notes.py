"""Rules on notes verbales (ST/DCS/4/Rev.1, paras. 116-118)."""

from __future__ import annotations

from verbale.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
