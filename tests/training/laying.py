"""Questions laid over their tables, on several processors."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import numpy as np

from bot.ask.propose.features import HARDEST
from bot.ask.propose.reading import Known, Laid, Question
from bot.ask.propose.weights import Weights
from tests.training.ranking import Example
from tests.training.tables import Case, Table, as_annotated

_CHUNK = 80
_WORKERS = 2
_HARD, _BY_CHANCE = 50, 30

Found = TypeVar("Found")
Look = Callable[[Laid, Table, Case], Found]


def laid_all(cases: Sequence[Case], tables: Mapping[str, Table], weights: Weights, look: Look[Found]) -> list[Found]:
    """What `look` makes of every case over its table, in the order of the cases."""
    order = sorted(range(len(cases)), key=lambda place: (cases[place].table, place))
    chunks = [order[start : start + _CHUNK] for start in range(0, len(order), _CHUNK)]
    found: dict[int, Found] = {}
    # Forked, so that the tables need not be sent to every process.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(_WORKERS, fork, _begin, (tables, weights, look)) as pool:
        for chunk, results in zip(
            chunks, pool.map(_lay, [[cases[place] for place in one] for one in chunks]), strict=True
        ):
            found.update(zip(chunk, results, strict=True))
    return [found[place] for place in range(len(cases))]


def example(laid: Laid, table: Table, case: Case) -> Example:
    """The right candidates and those that are hardest to tell from them, with some by chance."""
    right = np.array(as_annotated(table.frame, case, laid.candidates), dtype=bool)
    features, order = laid.features, np.random.RandomState(len(right))
    kept = {*np.nonzero(right)[0].tolist(), *order.randint(0, len(right), _BY_CHANCE).tolist()}
    for column in HARDEST:
        kept.update(np.argsort(-features[:, column], kind="stable")[:_HARD].tolist())
    chosen = sorted(kept)
    return Example(features[chosen].astype(np.float32), right[chosen])


class _State:
    """What a process works with."""

    tables: Mapping[str, Table]
    weights: Weights
    look: Look[object]


def _begin(tables: Mapping[str, Table], weights: Weights, look: Look[object]) -> None:
    _State.tables, _State.weights, _State.look = tables, weights, look


def _lay(cases: Sequence[Case]) -> list[object]:
    known: dict[str, Known] = {}
    found = []
    for case in cases:
        table = _State.tables[case.table]
        if case.table not in known:
            known = {case.table: Known.of(table.frame, _State.weights)}
        laid = Laid(Question(case.question, _State.weights), known[case.table], _State.weights)
        found.append(_State.look(laid, table, case))
    return found
