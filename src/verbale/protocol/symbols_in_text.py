"""Finds symbols of documents in running text, to link them and keep them whole."""

from __future__ import annotations

__all__ = ["IN_TEXT"]

# A/RES/71/1, A/RES/217(III)[A], S/RES/2250 (2015), E/RES/2016/1, A/HRC/RES/32/1, A/71/L.1,
# A/C.3/71/L.20/Rev.1, S/2016/1234, A/47/60-S/23329, S/PRST/2016/1: ST/SGB/2013/3, A/CONF.231/3.
_HEAD = r"(?:A|S|E|ST|T|HRI|CERD|CCPR|CAT|CEDAW|CRC|DP|UNEP)"
# Bounded in length and number, so that no text makes the search long.
_PART = (
    r"(?:[A-Z]{1,6}(?:\.\d{1,4})?|(?:Add|Corr|Rev)\.\d{1,3}|(?:S|ES)-\d{1,3}|\d{1,5}(?:\.\d{1,3})?)"
)
_TAIL = r"(?:[\s\u00a0]?\((?:[IVXL]{1,8}|(?:S|ES)-[IVXL]{1,6}|(?:19|20)\d\d)\))?(?:\[[A-Z]\])?"
_ONE = rf"{_HEAD}(?=[^\s\d]{{0,20}}\d)(?:/{_PART}){{1,8}}"
IN_TEXT = rf"(?<![\w/.-]){_ONE}(?:-{_ONE})?{_TAIL}(?![\w/]|-\w|\.\d)"
"""The pattern that finds symbols in running text."""
