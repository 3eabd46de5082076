"""Files that describe themselves, written by a test and read as observations."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ImportRefused, Problem
from bot.ingest.batch import Batch
from bot.ingest.described import described
from bot.ingest.faults import Faults
from bot.ingest.gathered import batch_of
from bot.ingest.laid_out import LaidOut
from bot.ingest.observation import observations
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading

UNSAID = Orders()


def readings(path: Path, orders: Orders = UNSAID, faults: Faults | None = None) -> list[Reading]:
    found = described(path, orders, Faults() if faults is None else faults)
    assert found is not None
    return found


def batch(path: Path, orders: Orders = UNSAID) -> Batch:
    faults = Faults()
    return batch_of(LaidOut(path.stem, tuple(readings(path, orders, faults)), orders, faults))


def seen(path: Path, *keys: str, orders: Orders = UNSAID) -> list[tuple[object, ...]]:
    """The observations in order, each as the values of `keys`: those of an observation, or labels of dimensions."""
    faults = Faults()
    laid_out = LaidOut(path.stem, tuple(readings(path, orders, faults)), orders, faults)
    found = [{**one["dimensions"], **one} for one in observations(laid_out)]
    faults.refuse_if_any()
    return [tuple(one.get(key) for key in keys) for one in found]


def problems(path: Path, orders: Orders = UNSAID) -> tuple[Problem, ...]:
    try:
        batch(path, orders)
    except ImportRefused as refused:
        return refused.problems
    raise AssertionError("nothing was refused")


def left_out(path: Path, orders: Orders = UNSAID) -> dict[str, tuple[int, list[str]]]:
    """Why what was left out, how often, and where first, after the rows were read twice."""
    found = {}
    for reading in readings(path, orders):
        for _ in range(2):
            list(reading.rows())
        found |= {left.reason: (left.count, left.examples) for left in reading.left_out}
    return found
