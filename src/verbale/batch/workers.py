"""Where parts are made: here, in other processes, or on a cluster. The bytes are the same."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from verbale.batch.make import MadeCopy, make
from verbale.batch.plan import Part

__all__ = ["Makes", "Unreachable", "of"]

Made = tuple[int, tuple[MadeCopy, ...]]
Makes = Callable[[Sequence[Part]], Iterator[Made]]
"""Makes parts, wherever: gives each part's number and copies, in any order."""
_SECONDS = 10
"""How long a cluster may take to answer."""


class Unreachable(Exception):
    """The cluster does not answer."""


@contextmanager
def of(jobs: int, cluster: str | None = None) -> Iterator[Makes]:
    """Give what makes parts.

    Args:
        jobs: how many processes; 1 makes them here.
        cluster: the address of a Dask scheduler, ``tcp://...``, if one is to make them.

    Raises:
        Unreachable: the cluster does not answer, or the extra ``verbale[cluster]`` is not there.
    """
    if cluster is not None:
        with _cluster(cluster) as makes:
            yield makes
    elif jobs > 1:
        with _processes(jobs) as makes:
            yield makes
    else:
        yield _here


def _here(parts: Sequence[Part]) -> Iterator[Made]:
    for number, part in enumerate(parts):
        if number:
            gc.collect()  # What the part before has left.
        if number == 1:
            gc.freeze()  # What has lasted so far lasts to the end, and need not be looked at.
        yield number, make(part)


@contextmanager
def _processes(jobs: int) -> Iterator[Makes]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Started anew, not forked: Pango's font map does not outlive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:

        def makes(parts: Sequence[Part]) -> Iterator[Made]:
            # In the order of the list, and no more at once than are being made: memory is bounded.
            waiting = []
            todo = iter(enumerate(parts))
            for number, part in todo:
                waiting.append((number, pool.submit(make, part)))
                if len(waiting) > jobs:
                    first, done = waiting.pop(0)
                    yield first, done.result()
            for number, done in waiting:
                yield number, done.result()

        yield makes


@contextmanager
def _cluster(address: str) -> Iterator[Makes]:
    try:
        from distributed import Client
    except ImportError:
        message = "what speaks to clusters is not installed: pip install 'verbale[cluster]'"
        raise Unreachable(message) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"the cluster at {address} does not answer: {type(error).__name__}"
        raise Unreachable(message) from None
    with client:

        def makes(parts: Sequence[Part]) -> Iterator[Made]:
            from distributed import as_completed

            at_once = max(2, 2 * len(client.scheduler_info().get("workers", {})))
            todo = iter(enumerate(parts))
            numbers = {}
            running = as_completed([], loop=client.loop)

            def more() -> None:
                for number, part in todo:
                    # By its content: a part that is lost with its worker is made again, the same.
                    future = client.submit(make, part, key=f"part-{part.key}", pure=True)
                    numbers[future.key] = number
                    running.add(future)
                    return

            for _ in range(at_once):
                more()
            for future in running:
                yield numbers[future.key], future.result()
                future.release()
                more()

        yield makes
