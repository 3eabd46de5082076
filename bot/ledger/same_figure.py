"""Which figures a reader would take for the same: the same series and period, however they are written down.

A figure's identity holds its source, its unit and the scale of that, its locator and more; an indicator may go by
another id, a breakdown under another name, and a code may stand in the indicator's label. So figures are compared by
the words of all of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from heapq import merge
from typing import TypeVar

from sqlalchemy import Connection, select

from bot.ask.text import fold, tokenize
from bot.ask.words import STRUCTURE
from bot.domain import Figure, SeriesKey
from bot.ingest.batch import Batch
from bot.ledger.vintage import measured, standing
from bot.periods import PartialDate, Period
from bot.store import tables

_BETWEEN = re.compile(r"[\W_]+")
_REMEMBERED = 20_000
_Key = TypeVar("_Key")
_Found = TypeVar("_Found")

Bag = frozenset[str]
"""The roots of the words of a text, in no order."""


def bag(text: str) -> Bag:
    """“Unemployment rates” and “the rate of unemployment” are one; a text of nothing that can be read is itself."""
    roots = frozenset(token.stem for token in tokenize(text.replace("_", " ")) if token.stem not in STRUCTURE)
    return roots or frozenset({_BETWEEN.sub(" ", fold(text)).strip()})


def values_of(figure: Figure) -> tuple[Decimal, ...]:
    """Its value as it is written, and in the unit without its scale."""
    plain = measured(figure)
    return (figure.value,) if plain == figure.value else (figure.value, plain)


def is_of_value(figure: Figure, values: tuple[Decimal, ...]) -> bool:
    """Whether a figure has one of the values of another."""
    return any(value in values for value in values_of(figure))


class Words:
    """What things are called, in the ledger and in the batch, which may call them otherwise."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._labels: dict[str, set[Bag]] = defaultdict(set)
        self._names: dict[str, set[Bag]] = defaultdict(set)
        for one in (*connection.execute(select(tables.indicator)), *batch.indicators):
            self._labels[one.id].add(bag(one.label))
            self._names[one.id].update(bag(name) for name in (one.id, one.label, *one.alt_labels))
        codes = (*connection.execute(select(tables.code)), *batch.codes)
        self._codes = {(one.dimension, one.id): bag(one.label) for one in codes}
        query = select(tables.source.c.id, tables.source.c.published_on)
        self._dates = {id_: PartialDate(day) if day else None for id_, day in connection.execute(query)}
        self._dates |= {one.id: one.published_on for one in batch.sources if one.published_on is not None}
        self._breakdowns: dict[SeriesKey, frozenset[Bag]] = {}
        self._wholes: dict[tuple[SeriesKey, bool], set[Bag]] = {}

    def are_one(self, indicator: str, other: str) -> bool:
        """Whether two indicators are the same by their names, of which one of the two is a label."""
        if indicator == other:
            return True
        return not (
            self._labels[indicator].isdisjoint(self._names[other])
            and self._labels[other].isdisjoint(self._names[indicator])
        )

    def breakdown(self, figure: Figure) -> frozenset[Bag]:
        """The codes, whatever they break down by."""
        found = self._breakdowns.get(figure.series)
        if found is None:
            found = frozenset(self._codes.get(pair) or bag(pair[1]) for pair in figure.dimensions)
            _remember(self._breakdowns, figure.series, found)
        return found

    def wholes(self, figure: Figure, *, labels_alone: bool) -> set[Bag]:
        """All words of a figure's series, for each name of its indicator."""
        found = self._wholes.get((figure.series, labels_alone))
        if found is None:
            named = self._labels if labels_alone else self._names
            codes: Bag = frozenset().union(*self.breakdown(figure))
            found = {name | codes for name in named.get(figure.indicator) or {bag(figure.indicator)}}
            _remember(self._wholes, (figure.series, labels_alone), found)
        return found

    def are_rivals(self, one: Figure, other: Figure) -> bool:
        """Whether neither of two figures of one period is a later vintage than the other."""
        return standing(self._dated(one)) == standing(self._dated(other))

    def _dated(self, figure: Figure) -> Figure:
        return replace(figure, published_on=figure.published_on or self._dates.get(figure.source or ""))


class _OneSeries:
    """Figures of one series, in the order in which they were added, found by their times."""

    __slots__ = ("_any_time", "_by_time", "_figures")

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._by_time: dict[tuple[date | None, date | None], list[int]] = {}
        self._any_time: list[int] = []

    def add(self, figure: Figure) -> None:
        period = figure.period
        places = self._by_time.setdefault((period.start, period.end), []) if period.iso else self._any_time
        places.append(len(self._figures))
        self._figures.append(figure)

    def of_the_time_of(self, row: Figure) -> Iterable[Figure]:
        """As `_is_same` has it."""
        period = row.period
        if not period.iso:
            return self._figures
        of_its_time = self._by_time.get((period.start, period.end), ())
        return (self._figures[place] for place in merge(of_its_time, self._any_time))


class SameFigures:
    """Figures, found by what a row says."""

    def __init__(self, words: Words, figures: Sequence[Figure]) -> None:
        self._words = words
        self._indicators = {figure.indicator for figure in figures}
        self._kin: dict[str, set[str]] = {}
        self._by_label: dict[Bag, _OneSeries] = defaultdict(_OneSeries)
        self._by_name: dict[Bag, _OneSeries] = defaultdict(_OneSeries)
        self._by_value: dict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
        self._times = {(one.period.start, one.period.end) for one in figures if one.period.iso}
        self._any_time = any(not one.period.iso for one in figures)
        self._values = frozenset(value for one in figures for value in values_of(one))
        for figure in figures:
            for index, labels_alone in ((self._by_label, True), (self._by_name, False)):
                for whole in words.wholes(figure, labels_alone=labels_alone):
                    index[whole].add(figure)
            for value in values_of(figure):
                self._by_value[figure.indicator, value].append(figure)

    def may_have_one_for(self, row: Figure) -> bool:
        """Whether one of them has the row's time or value. Of most rows of a long import none has, which is told at
        once."""
        period = row.period
        timed = self._any_time or not period.iso or (period.start, period.end) in self._times
        return timed or not self._values.isdisjoint(values_of(row))

    def of_the_time_of(self, row: Figure) -> Iterator[Figure]:
        """Those of the same series and period; a period that is not said may be any."""
        for index, labels_alone in ((self._by_name, True), (self._by_label, False)):
            for whole in self._words.wholes(row, labels_alone=labels_alone):
                if whole in index:
                    yield from index[whole].of_the_time_of(row)

    def of_the_value_of(self, row: Figure) -> Iterator[Figure]:
        """Those of the same value that are of the same time, or of a period within the row's or around it and broken
        down no differently, but perhaps further or less."""
        values = values_of(row)
        yield from (one for one in self.of_the_time_of(row) if is_of_value(one, values))
        parts = self._words.breakdown(row)
        for indicator in self._kin_of(row):
            for one in (one for value in values for one in self._by_value.get((indicator, value), ())):
                others = self._words.breakdown(one)
                if (parts <= others or others <= parts) and _meet(row.period, one.period):
                    yield one

    def _kin_of(self, row: Figure) -> set[str]:
        """The indicators of these figures that the row's is one with."""
        found = self._kin.get(row.indicator)
        if found is None:
            found = {one for one in self._indicators if self._words.are_one(row.indicator, one)}
            self._kin[row.indicator] = found
        return found


def _remember(found: dict[_Key, _Found], key: _Key, one: _Found) -> None:
    """An import may bring more series than are worth it."""
    if len(found) >= _REMEMBERED:
        found.clear()
    found[key] = one


def _is_same(one: Period, other: Period) -> bool:
    return not one.iso or not other.iso or (one.start, one.end) == (other.start, other.end)


def _meet(one: Period, other: Period) -> bool:
    return _is_same(one, other) or one.covers(other) or other.covers(one)
