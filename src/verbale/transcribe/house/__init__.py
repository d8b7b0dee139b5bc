"""Reads the kinds that Verbale words itself back into their facts, paragraph by paragraph.

Each pattern says what the kind's English template says, with a group for each fact; whether a
letter is of the kind is not decided here, but by rendering what was read and comparing the words.
"""

from verbale.transcribe.house.citing import replied
from verbale.transcribe.house.found import Read
from verbale.transcribe.house.kinds import read

__all__ = ["Read", "read", "replied"]
