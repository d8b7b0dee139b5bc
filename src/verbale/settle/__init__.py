"""Settles a spec: every word of a letter that does not depend on its template."""

from verbale.settle.desk import Known
from verbale.settle.letter import letter

__all__ = ["Known", "letter"]
