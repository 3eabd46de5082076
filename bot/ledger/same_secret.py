"""Whether a row tells what is under embargo in another one: the same series and period, however it is written down.

A figure's identity holds its source, its unit, its locator and more, and an indicator may go by another id: none of
that is the secret. So what is compared is what a reader would take for the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from bot.ask.text import fold
from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.periods import Period
from bot.store import tables
from bot.store.figures import figures_from, select_figures
from bot.store.tables import observation
from bot.store.visibility import PUBLIC, Visibility

_BETWEEN = re.compile(r"[\W_]+")


def told_elsewhere(
    connection: Connection, batch: Batch, rows: Sequence[Figure], secret: Sequence[Figure], now: datetime
) -> Iterator[tuple[Figure, Figure]]:
    """The rows of a batch that tell what is under embargo, each with the figure that is: one of the ledger, or one of
    the `secret` figures that the batch brings itself.

    One file may hold what is public of a period and what is not yet: there, only the same value tells it.
    """
    if not rows:
        return
    query = select_figures(Visibility(now, PUBLIC).held_back(), observation.c.embargo_until > now)
    held = figures_from(connection.execute(query).all())
    if not held and not secret:
        return
    words = _Words(connection, batch)
    in_ledger, in_batch = _Secrets(words, held), _Secrets(words, secret)
    for row in rows:
        other = in_ledger.of_the_time_of(row) or in_ledger.of_the_value_of(row) or in_batch.of_the_value_of(row)
        if other is not None:
            yield row, other


class _Words:
    """What things are called, in the ledger and in the batch, which may call them otherwise."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._labels: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        for one in (*connection.execute(select(tables.indicator)), *batch.indicators):
            self._labels[one.id].add(plain(one.label))
            self._names[one.id].update(plain(name) for name in (one.id, one.label, *one.alt_labels))
        dimensions = (*connection.execute(select(tables.dimension)), *batch.dimensions)
        self._dimensions: dict[str, str] = {one.id: one.label for one in dimensions}
        codes = (*connection.execute(select(tables.code)), *batch.codes)
        self._codes: dict[tuple[str, str], str] = {(one.dimension, one.id): one.label for one in codes}

    def are_one(self, indicator: str, other: str) -> bool:
        """Whether two indicators are the same by their names, of which one of the two is a label."""
        if indicator == other:
            return True
        return not (
            self._labels[indicator].isdisjoint(self._names[other])
            and self._labels[other].isdisjoint(self._names[indicator])
        )

    def breakdown(self, figure: Figure) -> frozenset[tuple[str, str]]:
        return frozenset(
            (plain(self._dimensions.get(dimension, dimension)), plain(self._codes.get((dimension, code), code)))
            for dimension, code in figure.dimensions
        )


class _Secrets:
    """Figures under embargo, found by what a row says."""

    def __init__(self, words: _Words, figures: Sequence[Figure]) -> None:
        self._words = words
        self._indicators = {figure.indicator for figure in figures}
        self._kin: dict[str, set[str]] = {}
        self._by_breakdown: dict[tuple[str, frozenset[tuple[str, str]]], list[Figure]] = defaultdict(list)
        self._by_value: dict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
        for figure in figures:
            self._by_breakdown[figure.indicator, words.breakdown(figure)].append(figure)
            self._by_value[figure.indicator, figure.value].append(figure)

    def of_the_time_of(self, row: Figure) -> Figure | None:
        """One of the same series and period; a period that is not said may be any."""
        parts = self._words.breakdown(row)
        found = (one for indicator in self._kin_of(row) for one in self._by_breakdown.get((indicator, parts), ()))
        return next((one for one in found if _is_same(row.period, one.period)), None)

    def of_the_value_of(self, row: Figure) -> Figure | None:
        """One of the same value, of a period within the row's or around it, that is broken down no differently, but
        perhaps further or less."""
        parts = self._words.breakdown(row)
        for indicator in self._kin_of(row):
            for one in self._by_value.get((indicator, row.value), ()):
                others = self._words.breakdown(one)
                if (parts <= others or others <= parts) and _meet(row.period, one.period):
                    return one
        return None

    def _kin_of(self, row: Figure) -> set[str]:
        """The indicators of secrets that the row's is one with."""
        found = self._kin.get(row.indicator)
        if found is None:
            found = {one for one in self._indicators if self._words.are_one(row.indicator, one)}
            self._kin[row.indicator] = found
        return found


def plain(text: str) -> str:
    """Without case, accents and whatever stands between words."""
    return _BETWEEN.sub(" ", fold(text)).strip()


def _is_same(one: Period, other: Period) -> bool:
    return not one.iso or not other.iso or (one.start, one.end) == (other.start, other.end)


def _meet(one: Period, other: Period) -> bool:
    return _is_same(one, other) or one.covers(other) or other.covers(one)
