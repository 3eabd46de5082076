"""All weights of the reader, learned from tables with questions on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from bot.ask.propose.candidates import Candidate, Op
from bot.ask.propose.proposals import proposals, standing, unbound
from bot.ask.propose.reading import Known, Laid, Question
from bot.ask.propose.weights import Linear, Logistic, Weights
from bot.ask.vocabulary.arrays import Booleans, Floats
from tests.training import confidence, operations, ranking, words
from tests.training.laying import example, laid_all
from tests.training.tables import Case, Table, as_annotated, is_right

_FOLDS = 5
_MISS = 0.3
"""How much a near miss counts beside a question: there are as many, and the rules are there to catch them."""


def fold_of(table: str) -> int:
    return crc32(f"fold {table}".encode()) % _FOLDS


@dataclass(frozen=True)
class Given:
    """What the best proposal for a case looks like, whether it is right, and whether one of the first three is."""

    case: Case
    standing: Floats
    right: bool
    among: bool


def learned(tables: Mapping[str, Table], cases: Sequence[Case], misses: Sequence[Case]) -> tuple[Weights, list[Given]]:
    """The weights; and, to choose thresholds by, what comes of every case and near miss where its own table taught
    nothing.

    Ranking and confidence learn from what was laid out with what other tables taught: with what their own table
    taught, words and operations would look surer than they are.
    """
    folds = range(_FOLDS)
    bases = [basis(_outside(tables, fold), [case for case in cases if fold_of(case.table) != fold]) for fold in folds]
    inside = [[case for case in cases if fold_of(case.table) == fold] for fold in folds]
    laid = [laid_all(inside[fold], tables, bases[fold], example) for fold in folds]
    found: list[Given] = []
    seen: list[tuple[Case, list[tuple[str, bool]]]] = []
    for fold in folds:
        trees = ranking.candidates([one for other in folds if other != fold for one in laid[other]])
        weights = replace(bases[fold], candidates=trees)
        others = [case for case in misses if fold_of(case.table) != fold]
        loose = words.loose(laid_all(_some(inside, fold), tables, weights, _left), others)
        weights = replace(weights, loose=loose)
        asked = [*inside[fold], *(case for case in misses if fold_of(case.table) == fold)]
        found += laid_all(asked, tables, weights, _given)
        seen += laid_all(inside[fold], tables, weights, _left)
    whole = replace(
        basis(tables, cases),
        candidates=ranking.candidates([one for examples in laid for one in examples]),
        loose=words.loose(seen, misses),
    )
    weighed = [(one.standing, one.right, _MISS if one.case.swapped_in else 1.0) for one in found]
    return replace(whole, confidence=confidence.fitted(weighed)), found


def basis(tables: Mapping[str, Table], cases: Sequence[Case]) -> Weights:
    """All weights but the ranking of candidates and what follows it."""
    told, unknown = words.telling(tables.values(), cases)
    weights = Weights(
        told,
        unknown,
        words.equivalents(cases),
        {},
        operations.operations(cases),
        Linear(np.zeros(1), np.ones(1), np.zeros(1)),
        ranking.NOTHING,
        Logistic.nothing(),
    )
    return replace(weights, cells=ranking.cells(_cells(tables, cases, weights)))


def _outside(tables: Mapping[str, Table], fold: int) -> dict[str, Table]:
    return {name: table for name, table in tables.items() if fold_of(name) != fold}


def _some(inside: Sequence[Sequence[Case]], fold: int) -> list[Case]:
    """Two folds of the others: enough to see which words go without a label."""
    return [case for other in (1, 2) for case in inside[(fold + other) % _FOLDS]]


def _left(laid: Laid, table: Table, case: Case) -> tuple[Case, list[tuple[str, bool]]]:
    """For each word of a question whether the right reading left it without a label; nothing where none is right."""
    right = np.array(as_annotated(table.frame, case, laid.candidates), dtype=bool)
    if not right.any():
        return case, []
    best = laid.candidates[int(np.argmax(np.where(right, laid.probabilities, -1)))]
    left = {(term.place, term.stem) for term, _ in unbound(laid, best)}
    return case, [(term.word, (term.place, term.stem) in left) for term in laid.sheet.asked]


def _given(laid: Laid, table: Table, case: Case) -> Given:
    found = proposals(laid)
    good = [is_right(table.frame, case, one.candidate) for one in found]
    return Given(case, standing(laid, found), good[0], any(good))


def _cells(tables: Mapping[str, Table], cases: Sequence[Case], weights: Weights) -> Iterator[tuple[Floats, Booleans]]:
    known: dict[str, Known] = {}
    for case in cases:
        if case.answer is None or Op.LOOKUP not in case.operations:
            continue
        frame = tables[case.table].frame
        known.setdefault(case.table, Known.of(frame, weights))
        laid = Laid(Question(case.question, weights), known[case.table], weights)
        lookups = [Candidate(Op.LOOKUP, (cell,), -1, float(value)) for cell, value in enumerate(frame.values)]
        right = np.array(as_annotated(frame, case, lookups), dtype=bool)
        if right.any() and not right.all():
            yield laid.cells, right
