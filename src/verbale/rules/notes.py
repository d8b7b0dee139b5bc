r"""Rules on how a note verbale is worded (ST\/DCS\/4\/Rev.1, paras. 116-118), and how a letter opens (para. 106)."""

from __future__ import annotations

from verbale.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
