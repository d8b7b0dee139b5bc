"""Issues a letter over and over, killed a step later each time: ``python -m tests.killed SPEC``.

A step is a call that changes the disk. The loaded program is forked for each try; the child ends
itself with SIGKILL just before the step, and another child then issues the letter unharmed. A line
of JSON tells, for each step, what the archive holds after both.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verbale.archive.record_v1 import LetterKept
from verbale.archive.store import Store
from verbale.archive.verify import check
from verbale.cli import main

STEPS = ("replace", "link", "unlink")
ARCHIVE, BEFORE = Path("archive"), Path("before")


def _killed_before(step: int, told: int) -> None:
    """Let this process be killed before its ``step``-th change of the disk."""
    left = step

    def counted(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def instead(*words: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.write(told, name.encode())
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*words, **more)

        return instead

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name), name))


def _issue(step: int = 0) -> str:
    """Issue the letter in a process of its own; what it was killed before, or ""."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            if step:
                _killed_before(step, writes)
            main(["issue", *sys.argv[1:]])
        finally:
            os._exit(1)
    os.close(writes)
    os.waitpid(child, 0)
    with os.fdopen(reads) as said:
        return said.read()


def _held() -> dict[str, object]:
    found = check(Store(ARCHIVE))
    numbers = [one.reference for one in found.records if isinstance(one, LetterKept)]
    return {"numbers": numbers, "problems": [one.message for one in found.problems]}


def run() -> None:
    """Try every step, and print what came of it."""
    with contextlib.suppress(SystemExit):  # Here, so that the children have all that it loads.
        main(["issue", *sys.argv[1:]])
    shutil.copytree(ARCHIVE, BEFORE)
    step, killed = 0, "not yet"
    while killed:
        step += 1
        shutil.rmtree(ARCHIVE)
        shutil.copytree(BEFORE, ARCHIVE)
        killed = _issue(step)
        after = _held()
        _issue()
        print(json.dumps({"before": killed, "after": after, "again": _held()}), flush=True)


if __name__ == "__main__":
    run()
