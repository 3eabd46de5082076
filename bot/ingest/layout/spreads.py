"""Figures that say how exact others are: margins of error, bounds of intervals. Each gets an indicator of its own, so
that none of them is ever taken for a member of a breakdown, or for what it is the margin of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from itertools import islice

from bot.ingest.cells.spreads import Kind, Spread, is_estimate, spreads_among
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.reading import Assumption, Reading
from bot.ingest.table import Row
from bot.ingest.words import quoted

_SAMPLE = 1_000
_SHOWN = 4
_INDICATOR = "indicator"


def with_spreads(reading: Reading) -> Reading:
    """The reading, in which each figure that says how exact another one is goes by the other's name and what it is:
    "Smoking, lower bound of 95% confidence interval"."""
    if reading.own:
        return reading
    sample = list(islice(reading.rows(), _SAMPLE))
    names = [_INDICATOR, *(name for name in reading.columns if name not in OBSERVATIONS.known)]
    found = [one for name in names if (one := _named_in(name, names, sample))]
    if not found:
        return reading
    whole = reading.indicator or ""

    def rows() -> Iterator[Row]:
        for one in found:
            one.begin()
        for row in reading.rows():
            for one in found:
                one.rename(row, whole)
            yield row

    wholes = dict(reading.wholes)
    for one in found:
        if one.name in wholes:
            wholes[one.name] = _without(wholes[one.name], one)
    said = Assumption(_sentence(found), "--map ignore=COLUMN")
    return replace(reading, rows=rows, wholes=wholes, assumptions=(*reading.assumptions, said))


def _sentence(found: Sequence[_Named]) -> str:
    labels = [label for one in found for label in one.spreads]
    shown = ", ".join(map(quoted, labels[:_SHOWN])) + (
        f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    )
    if len(labels) == 1:
        return f"{shown} says how exact other figures are, and has an indicator of its own."
    return f"{shown} say how exact other figures are, and have indicators of their own."


def _without(wholes: Mapping[str, tuple[str, ...]], one: _Named) -> dict[str, tuple[str, ...]]:
    gone = one.spreads.keys() | one.estimates
    return {
        whole: tuple(part for part in parts if part not in gone) for whole, parts in wholes.items() if whole not in gone
    }


@dataclass(slots=True)
class _Named:
    """The labels of one column of rows that are spreads; `bases` what each is of where the sample shows it, and
    `estimates` the labels that say nothing beside them."""

    name: str
    names: Sequence[str]
    spreads: dict[str, Spread]
    bases: dict[str, str]
    estimates: frozenset[str]
    _last: tuple[tuple[str, ...], str] | None = field(default=None)
    """Of the figure before that is no spread: what else tells it apart, and its label."""

    def begin(self) -> None:
        self._last = None

    def rename(self, row: Row, whole: str) -> None:
        cells = row.cells
        label = cells.get(self.name, "")
        spread = self.spreads.get(label)
        key = _key(row, self.name, self.names)
        if spread is None:
            self._last = (key, label)
            if label in self.estimates:
                cells[self.name] = ""
            return
        near = self._last if self._last is not None and self._last[0] == key else None
        base = spread.of or (near[1] if near else self.bases.get(label, ""))
        base = "" if base in self.estimates else base
        of = base if self.name == _INDICATOR else cells.get(_INDICATOR, "")
        cells[_INDICATOR] = ", ".join(filter(None, (of or whole, spread.name)))
        if self.name != _INDICATOR:
            cells[self.name] = base


def _named_in(name: str, names: Sequence[str], sample: Sequence[Row]) -> _Named | None:
    labels = list(dict.fromkeys(row.cells.get(name, "") for row in sample))
    found = spreads_among(labels)
    if not found or len(found) == len(labels):
        return None
    bases = _bases(name, names, sample, found)
    between = _Between(found, bases, sample, name, names)
    sure = {label: one for label, one in found.items() if one.is_sure or between.holds(label)}
    if not sure:
        return None
    estimates = [] if "" in labels else [label for label in labels if label not in sure and is_estimate(label)]
    return _Named(name, names, sure, bases, frozenset(estimates))


def _key(row: Row, name: str, names: Sequence[str]) -> tuple[str, ...]:
    """What tells a row apart from others but for one of its names."""
    return (row.cells.get("period", ""), *(row.cells.get(one, "") for one in names if one != name))


def _bases(name: str, names: Sequence[str], sample: Sequence[Row], found: Mapping[str, Spread]) -> dict[str, str]:
    """What each spread is of: what stands before it, or after it where nothing does; none where that is not one."""
    before: dict[str, dict[str, None]] = defaultdict(dict)
    after: dict[str, dict[str, None]] = defaultdict(dict)
    labels = [row.cells.get(name, "") for row in sample]
    for at, label in enumerate(labels):
        if label not in found:
            continue
        key = _key(sample[at], name, names)
        for near_by, places in ((before, range(at - 1, -1, -1)), (after, range(at + 1, len(labels)))):
            near = next((place for place in places if labels[place] not in found), None)
            if near is not None and (_key(sample[near], name, names) == key or near_by is before):
                near_by[label][labels[near]] = None
    return {label: next(iter(held)) for label in found if len(held := before.get(label) or after.get(label) or {}) == 1}


@dataclass(frozen=True, slots=True)
class _Between:
    found: Mapping[str, Spread]
    bases: Mapping[str, str]
    sample: Sequence[Row]
    name: str
    names: Sequence[str]

    def holds(self, label: str) -> bool:
        """Whether figures called "low" and "high" have what they are of between them, wherever all three stand."""
        one = self.found[label]
        wanted = (one.of, _OTHER.get(one.kind))
        other = next((text for text, spread in self.found.items() if (spread.of, spread.kind) == wanted), None)
        base = one.of or self.bases.get(label)
        if other is None or base is None:
            return False
        low, high = (label, other) if one.kind is Kind.LOWER else (other, label)
        groups: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
        for row in self.sample:
            if (value := _decimal(row.cells.get("value", ""))) is not None:
                groups[_key(row, self.name, self.names)][row.cells.get(self.name, "")] = value
        full = [held for held in groups.values() if {low, high, base} <= held.keys()]
        return bool(full) and all(held[low] <= held[base] <= held[high] for held in full)


_OTHER = {Kind.LOWER: Kind.UPPER, Kind.UPPER: Kind.LOWER}


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
