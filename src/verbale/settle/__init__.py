"""Settles a spec: every word of a letter that does not depend on its template."""

from verbale.settle.letter import letter

__all__ = ["letter"]
