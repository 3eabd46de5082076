"""Times, and what else is told of a run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TypeVar

_T = TypeVar("_T")


def seconds(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """In milliseconds, of times in seconds."""
    ordered = sorted(times)
    last = len(ordered) - 1
    found = {"p50": ordered[last // 2], "p99": ordered[round(last * 0.99)], "max": ordered[-1]}
    return {name: round(value * 1000, 3) for name, value in found.items()}


@contextmanager
def frozen() -> Iterator[None]:
    """Keeps the collector of garbage out of the figures that the questions are made of: they are not the desk's."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def alone(action: Callable[..., _T], *arguments: object) -> _T:
    """What an action gives in a process of its own, which holds nothing else in memory."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(action, *arguments).result()


def resident() -> dict[str, int]:
    """Megabytes of memory of this process, now and at the most; nothing where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    told = dict(line.split(":", 1) for line in lines)
    names = {"end": "VmRSS", "most": "VmHWM"}
    return {name: int(told[key].split()[0]) // 1024 for name, key in names.items() if key in told}
