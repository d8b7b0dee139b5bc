"""Settles the documents that a letter rests on: the spec's words, and the office's own list."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.letter import Cited
from verbale.problems import did_you_mean
from verbale.protocol import symbols
from verbale.protocol.symbols import Symbol
from verbale.settle.desk import Desk
from verbale.spec.model import Reference
from verbale.spec.values import Text

__all__ = ["cited"]


def cited(references: Mapping[str, Reference], desk: Desk) -> tuple[Cited, ...]:
    """Settle references as sentences cite them.

    The General Assembly is not named, as in its Presidents' letters, unless another organ is cited
    beside it and a number alone would not tell whose it is (Editorial Manual: by organ and number).

    Args:
        references: the references of the spec, by their places in it.
        desk: the language, the office's list of references, and the problems.
    """
    found = {path: _symbol(one, path, desk) for path, one in references.items()}
    others = any(
        one.noun != "document" and one.organ != "general-assembly" for one in found.values()
    )
    return tuple(_cited(one, found[path], others, path, desk) for path, one in references.items())


def _symbol(reference: Reference, path: str, desk: Desk) -> Symbol:
    symbol = symbols.parse(reference.symbol)
    if symbol is not None:
        return symbol
    hint = "write a symbol such as A/RES/71/1; what has none is named in a paragraph"
    if near := symbols.suggestion(reference.symbol):
        hint = f'did you mean "{near}"?'
    elif reference.symbol.upper().startswith("S/RES/"):
        hint = "add the year in brackets, as S/RES/2250 (2015)"
    else:
        hint = did_you_mean(reference.symbol.upper(), desk.known.references, hint)
    message = f'"{reference.symbol}" is not the symbol of a document'
    desk.report("unknown-symbol", f"{path}.symbol", message, hint)
    return Symbol(reference.symbol)


def _cited(reference: Reference, symbol: Symbol, others: bool, path: str, desk: Desk) -> Cited:
    language = desk.language
    listed = desk.known.references.get(symbol.text)
    adopted = reference.adopted
    if listed is not None and listed.adopted is not None:
        if adopted is None:
            adopted = listed.adopted
        elif adopted != listed.adopted:
            message = (
                f"{symbol.text} is dated {adopted} here, and {listed.adopted} in the office's list"
            )
            hint = "correct the wrong one: the spec, or letters/_references.yaml"
            desk.report("dates-disagree", f"{path}.adopted", message, hint)
    whose = symbol.organ if symbol.noun != "document" else ""
    by_number = language.cites_by_number and symbol.noun in ("resolution", "decision")
    number = symbol.number if by_number and symbol.number else symbol.cited
    if whose == "general-assembly" and not (by_number or (others and symbol.by_number)):
        whose = ""
    return Cited(
        symbol=symbol.text,
        noun=symbol.noun,
        cited=language.cite(symbol.noun, whose, number),
        organ=whose,
        number=number,
        url=symbol.url,
        adopted=adopted,
        title=desk.text(_title(reference, listed), f"{path}.title"),
        by_which=desk.text(reference.by_which, f"{path}.by_which"),
        path=path,
        typed=reference.symbol,
    )


def _title(reference: Reference, listed: Reference | None) -> Text | None:
    """Give the title: the spec's; or the list's, unless the spec says by_which, or null."""
    if reference.title is not None or "title" in reference.model_fields_set:
        return reference.title
    return listed.title if listed is not None and reference.by_which is None else None
