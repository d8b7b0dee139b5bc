"""Work done in other processes, each with a pipe of its own.

In concurrent.futures they share one pipe, and one that is killed with it in hand stops all others
for ever.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Lost", "Works", "started"]

Works = Callable[[Sequence[Any]], Iterator[tuple[int, Any]]]
"""Works on items: gives each one's number and what came of it, in any order."""


class Lost(Exception):
    """What did the work ended before it had done it all."""


@contextmanager
def started(jobs: int, work: Callable[[Any], Any]) -> Iterator[Works]:
    """Start processes that do one kind of work, and end them with the block.

    Args:
        jobs: how many.
        work: a function of a module, of one argument.

    Raises:
        Lost: raised while it works, when a process ends.
    """
    import multiprocessing
    from multiprocessing.connection import wait

    # Started anew, not forked: Pango's font map does not outlive a fork.
    context = multiprocessing.get_context("spawn")
    pipes = []
    processes = []
    for _ in range(jobs):
        ours, theirs = context.Pipe()
        process = context.Process(target=_worker, args=(theirs, work), daemon=True)
        process.start()
        theirs.close()  # So that its end is seen when the process ends.
        pipes.append(ours)
        processes.append(process)

    def works(items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        # No more at once than are being worked on: memory is bounded.
        todo = iter(enumerate(items))
        busy: dict[Connection, int] = {}

        def give(pipe: Connection) -> None:
            for number, item in todo:
                pipe.send(item)
                busy[pipe] = number
                return

        try:
            for pipe in pipes:
                give(pipe)
            while busy:
                ready = wait(list(busy))
                for pipe in [one for one in busy if one in ready]:
                    done = pipe.recv()
                    number = busy.pop(pipe)
                    give(pipe)
                    yield number, done
        except (EOFError, OSError):
            raise Lost("a process that makes letters was ended from outside") from None

    try:
        yield works
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _worker(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Do what is asked for, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started it.
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))
