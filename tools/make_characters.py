"""Makes two lists of characters: those that the fonts have, and those that only the Chinese has.

The first is src/verbale/rules/data/characters.txt, the second src/verbale/typeset/data/chinese.txt.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from verbale.typeset import chinese
from verbale.typeset.fonts import FACES, font_file

SOURCE = Path(__file__).parent.parent / "src/verbale"
COVERED = SOURCE / "rules/data/characters.txt"
CHINESE = SOURCE / "typeset/data/chinese.txt"


def usual() -> set[int]:
    """Give the characters that one face or another has which every letter is set in."""
    return {point for face in FACES for point in points(font_file(face))}


def of_chinese() -> set[int]:
    """Give the characters that the Chinese font has."""
    source = chinese.source()
    assert source is not None, f"install {chinese.PACKAGE}"
    return {point for point in points(source) if chinese.has(point)}


def points(file: Path) -> set[int]:
    """Give the characters of a font."""
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())


def ranges(wanted: set[int], others: set[int]) -> list[tuple[int, int]]:
    """Give the ranges of the characters that are wanted.

    Args:
        wanted: the characters.
        others: those that end a range; any that are in neither do not, so that ranges are few.
    """
    found: list[tuple[int, int]] = []
    goes_on = False
    for point in sorted(wanted | others):
        if point in wanted and goes_on:
            found[-1] = (found[-1][0], point)
        elif point in wanted:
            found.append((point, point))
        goes_on = point in wanted
    return found


def covered() -> str:
    """Write the ranges of all that some font has."""
    wanted = usual() | of_chinese()
    head = "# The characters that the bundled fonts have. Made by tools/make_characters.py.\n"
    return head + written(ranges(wanted, set(range(max(wanted))) - wanted))


def only_chinese() -> str:
    """Write the ranges of what only the Chinese font has, together with what no font has."""
    head = "# What only the Chinese font has, if any. Made by tools/make_characters.py.\n"
    return head + written(ranges(of_chinese() - usual(), usual()))


def written(found: list[tuple[int, int]]) -> str:
    """Write ranges, one a line."""
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in found)


if __name__ == "__main__":
    COVERED.write_text(covered(), encoding="ascii")
    CHINESE.write_text(only_chinese(), encoding="ascii")
