"""Turns straight quotes into a language's own, nested, through all the runs of a block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.protocol.languages import Language

__all__ = ["Block", "Curl"]

_OPENS_AFTER = frozenset(" \u00a0\u202f\t\n([{-–—/“‘«„¿¡（《「『【〈")
_CLOSES_BEFORE = frozenset(" \u00a0\u202f\t\n.,;:!?)]}…，；：！？。）")
_PROCLITICS = frozenset("وفبكل")
"""Arabic words of one letter, which are written together with what follows."""
_HAN = "\u2e80"


@dataclass(slots=True)
class Block:
    """What the runs of text in one block tell the next: emphasis parts a sentence into several."""

    before: str = ""
    """The character before the run; "" at the block's start."""
    open: int = 0
    """How many pairs of double quotes are open."""
    single: bool = False
    """Whether a single quote is open."""
    turned: bool = False
    """Whether it stands from left to right in a page that runs from right to left."""

    def restart(self) -> None:
        """Begin another block."""
        self.before = ""
        self.open = 0
        self.single = False


def _after_apostrophe(last: str, following: str) -> bool:
    """Whether a quote opens after an elided word: l'"accord"."""
    return last == "’" and following.isalnum()


def _in_arabic(last: str, following: str) -> bool:
    return last in _PROCLITICS and following.isalpha()


def _in_chinese(last: str, following: str) -> bool:
    # A sign that was typed after Chinese becomes a wide one, with no space after it.
    return (last >= _HAN or last in ",;:?!") and following not in _CLOSES_BEFORE


_OPENS: dict[str | None, Callable[[str, str], bool]] = {
    None: _after_apostrophe,
    "arabic": _in_arabic,
    "chinese": _in_chinese,
}
"""Whether a quote opens although no space is before it, by the language's punctuation."""


class Curl:
    """Curls the quotes of one language."""

    def __init__(self, language: Language) -> None:
        outer, inner = language.quotes.outer, language.quotes.inner
        self._pairs = ((outer[0], outer[-1]), (inner[0], inner[-1]))
        self._joined = _OPENS[language.typography.punctuation]
        # A sign that opens in one language closes in another: “ in Russian, ” in Arabic.
        ends = {outer[-1], inner[-1]} - {outer[0], inner[0]}
        self._opens_after = _OPENS_AFTER - ends

    def text(self, text: str, block: Block) -> str:
        """Give a run with its quotes curled; those typed as they are printed are kept."""
        (opening, closing), _ = self._pairs
        if '"' not in text and "'" not in text:
            if not text.isascii() and opening != closing:
                count = text.count(opening) - text.count(closing)
                block.open = max(0, block.open + count)
            return text
        out: list[str] = []
        for index, sign in enumerate(text):
            last = out[-1] if out else block.before
            if sign == '"':
                sign = self._double(last, text[index + 1 : index + 2], block)
            elif sign == "'":
                sign = self._single(last, text[index + 1 : index + 2], block)
            elif sign == opening != closing:
                block.open += 1
            elif sign == closing != opening:
                block.open = max(0, block.open - 1)
            out.append(sign)
        return "".join(out)

    def _double(self, last: str, following: str, block: Block) -> str:
        opens = last == "" or last in self._opens_after
        if block.open:
            # A dash may end what is quoted, and then nothing is opened.
            opens = opens and not (last in "-–—" and following in _CLOSES_BEFORE)
        else:
            opens = opens or self._joined(last, following)
        if opens:
            block.open += 1
            return self._pairs[(block.open - 1) % 2][0]
        block.open = max(0, block.open - 1)
        return self._pairs[block.open % 2][1]

    def _single(self, last: str, following: str, block: Block) -> str:
        opens = last == "" or last in self._opens_after
        # No apostrophe stands in Chinese: what is not open opens.
        if not block.single and last >= _HAN and self._joined is _in_chinese:
            opens = following >= _HAN
        # An apostrophe before a digit stands for what is left out: '90s.
        if opens and not following.isdigit():
            block.single = True
            return self._pairs[1][0]
        if block.single and not following.isalnum():
            block.single = False
            return self._pairs[1][1]
        return "’"
