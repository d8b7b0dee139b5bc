"""Reads old letters' files: plain text, PDF, DOCX and mails, told by their content."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from verbale.problems import Outcome, Place, problem
from verbale.transcribe import read_text
from verbale.transcribe.sniff import form_of
from verbale.transcribe.source import Refused, Source, pages_of
from verbale.transcribe.worker import SECONDS, Worker

__all__ = ["MOST_BYTES", "Reader", "read"]

MOST_BYTES = 50 * 1024**2
"""The largest file that is read."""


class Reader:
    """Reads one file after another; what takes apart PDF, DOCX and mail is started once for all.

    Use it with ``with``. One file is read at a time: it is not for several threads at once.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._worker = Worker(seconds)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that takes files apart."""
        self._worker.close()

    def read(self, path: Path, shown: str) -> Outcome[Source]:
        """Read a file.

        Args:
            path: the file.
            shown: how messages name it.

        Returns:
            Its lines, or what is wrong with it.
        """
        try:
            raw = _bytes(path)
            form = form_of(raw, path.suffix)
            source = read_text.read(raw) if form == "text" else self._apart(raw, form)
        except Refused as refused:
            found = problem(refused.code, Place(file=shown), refused.message, refused.hint)
            return Outcome(None, (found,))
        return Outcome(source)

    def _apart(self, raw: bytes, form: str) -> Source:
        answer = self._worker.read(raw, form)
        if "code" in answer:
            raise Refused(answer["code"], answer["message"], answer["hint"])
        return _source(answer["source"])


def read(path: Path, shown: str) -> Outcome[Source]:
    """Read one file; for more of them a :class:`Reader` is quicker.

    Args:
        path: the file.
        shown: how messages name it.

    Returns:
        Its lines, or what is wrong with it.
    """
    with Reader() as reader:
        return reader.read(path, shown)


def _source(parts: dict[str, Any]) -> Source:
    return Source(
        pages=pages_of([(text, style) for text, style in page] for page in parts["pages"]),
        wrapped=parts["wrapped"],
        form=parts["form"],
        encoding=parts["encoding"],
        title=parts["title"],
        day=date(*parts["day"]) if parts["day"] else None,
        headers=tuple((name, value) for name, value in parts["headers"]),
        attachments=tuple(parts["attachments"]),
        noted=tuple(parts["noted"]),
    )


def _bytes(path: Path) -> bytes:
    """Read a file that is one; neither a folder nor a pipe, which nobody may ever write to."""
    try:
        # Without waiting: what opens a pipe waits for someone at its other end.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | os.O_CLOEXEC)
    except FileNotFoundError:
        raise _unreadable("the file is not there", "check its name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no file's name"
        hint = "check its name and its permissions"
        raise _unreadable(f"the file cannot be opened: {reason}", hint) from None
    kind = os.fstat(handle).st_mode
    if not stat.S_ISREG(kind):
        os.close(handle)
        if stat.S_ISDIR(kind):
            raise _unreadable("this is a folder", "name the letters' files in it")
        raise _unreadable("this is no file, but a pipe or a device", "name a file")
    try:
        with os.fdopen(handle, "rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "no reason is given"
        raise _unreadable(f"the file cannot be read: {reason}", "check the disk") from None
    if len(raw) > MOST_BYTES:
        raise Refused(
            "source-too-large",
            f"the file has more than {MOST_BYTES // 1024**2} MB",
            "take the letter out of it, or its pictures, and save it in a file of its own",
        )
    if not raw:
        raise Refused("no-text", "the file is empty", "check that it is the right file")
    return raw


def _unreadable(message: str, hint: str) -> Refused:
    return Refused("source-unreadable", message, hint)
