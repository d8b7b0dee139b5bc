"""Where parts are made: here, in other processes, or on a cluster. The bytes are the same."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from verbale.batch.make import MadeCopy, make
from verbale.batch.plan import Part
from verbale.processes import Lost, started
from verbale.typeset import chinese

__all__ = ["Lost", "Makes", "Unreachable", "of"]

Made = tuple[int, tuple[MadeCopy, ...]]
Makes = Callable[[Sequence[Part]], Iterator[Made]]
"""Makes parts, wherever: gives each part's number and copies, in any order."""
_LEFT = 500
"""After how many copies memory is cleared: to look through it takes as long as fifty copies."""
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
        Lost: raised while parts are made, when a process or the cluster ends.
    """
    if cluster is not None:
        with _cluster(cluster) as makes:
            yield makes
    elif jobs > 1:
        with started(jobs, make) as makes:

            def in_processes(parts: Sequence[Part]) -> Iterator[Made]:
                if any(part.needs_chinese for part in parts):
                    chinese.font()  # Made here, once, and not by each process at the same time.
                return makes(parts)

            yield in_processes
    else:
        yield _here


def _here(parts: Sequence[Part]) -> Iterator[Made]:
    left = 0
    for number, part in enumerate(parts):
        if left >= _LEFT:
            gc.collect()  # What the parts before have left.
            gc.freeze()  # What has lasted so far is not looked at again.
            left = 0
        yield number, make(part)
        left += len(part.copies)


@contextmanager
def _cluster(address: str) -> Iterator[Makes]:
    try:
        from distributed import Client
    except ImportError:
        message = "what speaks to clusters is not installed: pip install 'verbale[cluster]'"
        raise Unreachable(message) from None
    if not re.fullmatch(r"(?:tcp|tls|ws|wss|ucx)://\S+:\d+", address):
        message = f'"{address}" is not the address of a scheduler, such as tcp://127.0.0.1:8786'
        raise Unreachable(message)
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"the cluster at {address} does not answer: {type(error).__name__}"
        raise Unreachable(message) from None
    with client:

        def makes(parts: Sequence[Part]) -> Iterator[Made]:
            from concurrent.futures import CancelledError

            from distributed import KilledWorker, as_completed

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
            try:
                for future in running:
                    yield numbers[future.key], future.result()
                    future.release()
                    more()
            except (CancelledError, KilledWorker, OSError) as error:
                raise Lost(f"the cluster was lost: {type(error).__name__}") from None

        yield makes
