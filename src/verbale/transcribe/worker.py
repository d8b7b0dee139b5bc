"""A process of its own in which PDFs, DOCX files and mails are taken apart.

They are untrusted, and what reads them may hang, take all memory or end without a word; here it
does so without harm. The process is started when it is first needed and reads one file after
another, since starting it takes longer than most files do. Run as a script, this file is that
process: it takes files on its input and gives back lines as JSON, never objects, so that one who
has got hold of it gets no further.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

__all__ = ["SECONDS", "Worker"]

SECONDS = 30.0
"""How long one file may take."""
_MEMORY = 2 * 1024**3
_LARGEST_ANSWER = 256 * 1024**2
_HEAD = struct.Struct(">cQ")
_FORMS = {"pdf": b"p", "docx": b"d", "mail": b"m"}


class Worker:
    """Reads files in a process of its own."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, raw: bytes, form: str) -> dict[str, Any]:
        """Read a file.

        Args:
            raw: its bytes.
            form: pdf, docx or mail.

        Returns:
            The parts of a Source, or a problem's code, message and hint.
        """
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = self._start()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, end)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(_HEAD.pack(_FORMS[form], len(raw)))
            process.stdin.write(raw)
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(_take(process.stdout))
        except (OSError, EOFError, ValueError):
            self.close()
            why = "it is spoilt, or asks for too much memory"
            if late.is_set():
                why = f"it takes more than {self._seconds:g} seconds"
            return {
                "code": "source-unreadable",
                "message": f"the file cannot be read: {why}",
                "hint": "open it in the program that made it, and save it anew",
            }
        except BaseException:
            self.close()  # Ctrl-C amid an answer: the next would be taken for this one.
            raise
        finally:
            timer.cancel()
        return answer

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the one that started it.
        )


def _take(pipe: Any) -> bytes:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    _, length = _HEAD.unpack(head)
    if length > _LARGEST_ANSWER:
        raise ValueError("too long an answer")
    return bytes(pipe.read(length))


def _child() -> None:
    """Read files until nobody gives any more."""
    import os
    import resource

    # What a library prints goes nowhere, and never among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    files = sys.stdin.buffer
    while True:
        head = files.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return
        form, length = _HEAD.unpack(head)
        raw = files.read(length)
        if len(raw) < length:
            return
        # In case the one that asked is gone and cannot end this process.
        used = sum(os.times()[:2])
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + 2 * SECONDS), hard))
        try:
            _answer(answers, _read(raw, form))
        except (MemoryError, RecursionError):
            return  # What is left of memory is not to be trusted; the next gets a new process.


def _read(raw: bytes, form: bytes) -> dict[str, Any]:
    from dataclasses import asdict

    from verbale.transcribe.source import Refused, Source

    try:
        source: Source
        if form == _FORMS["pdf"]:
            from verbale.transcribe import read_pdf

            source = read_pdf.read(raw)
        elif form == _FORMS["docx"]:
            from verbale.transcribe import read_docx

            source = read_docx.read(raw)
        else:
            from verbale.transcribe import read_mail

            source = read_mail.read(raw)
    except Refused as refused:
        return {"code": refused.code, "message": refused.message, "hint": refused.hint}
    parts = asdict(source)
    parts["pages"] = [[(line.text, line.style) for line in page] for page in source.pages]
    parts["day"] = source.day and [source.day.year, source.day.month, source.day.day]
    return {"source": parts}


def _answer(pipe: BinaryIO, told: dict[str, Any]) -> None:
    # Half a character, as broken files have them, is no UTF-8.
    text = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    pipe.write(_HEAD.pack(b"=", len(text)))
    pipe.write(text)
    pipe.flush()


if __name__ == "__main__":
    # Started by its path, without anything of the surroundings: it has to find its own package.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    _child()
