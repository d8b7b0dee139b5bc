"""Verbale: official letters from facts, in PDF and HTML."""

__version__ = "0.1.0"
