"""The command line. It only translates: what a command does is in :mod:`verbale.pipeline`."""

from verbale.cli.app import main

__all__ = ["main"]
