"""What a meaning is evaluated with: the figures of one ledger that a reader may see, and words for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from bot.ask.meaning import Selection
from bot.ask.outcome import Choice, Missing, Stop
from bot.ask.prose import Prose
from bot.ask.prove.wholes import is_total
from bot.ask.say import lacking
from bot.ask.say.sides import noun
from bot.ask.select import Absent, Picked, Wish, across, by_rivals, figures_of, pick
from bot.domain import Catalogue, Dimensions, Figure, Indicator, SeriesKey
from bot.periods import Period

_NEAREST = 3
"""Series that are shown in the place of one that is not held."""
_OPEN = 200
"""Series that are gone through where it is open which of them is meant."""


class Row(Protocol):
    """A series, by the number that the database knows it by."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> SeriesKey: ...


class Shelf(Protocol):
    """All series of an indicator: `by_key` by their codes, `codes` those of each dimension in their order."""

    @property
    def by_key(self) -> Mapping[Dimensions, Row]: ...
    @property
    def codes(self) -> Mapping[str, Mapping[str, None]]: ...


def _none(_indicator: str) -> Sequence[Indicator]:
    return ()


@dataclass
class Held:
    """The ledger as one reader sees it. `shelf_of` gives an indicator's series, None where it has none; `load` reads
    the figures of some series; `as_of` is the day by whose end a figure must have been published; `derived_from` gives
    the indicators that sources derive from one.

    Of figures that disagree it hands out the first, and keeps in mind that the outcome rests on a dispute.
    """

    prose: Prose
    shelf_of: Callable[[str], Shelf | None]
    load: Callable[[Sequence[int]], list[Figure]]
    as_of: date | None = None
    derived_from: Callable[[str], Sequence[Indicator]] = _none
    disputes: dict[str, Picked] = field(default_factory=dict)
    _loaded: dict[int, list[Figure]] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        return self.prose.catalogue

    def afresh(self) -> Held:
        """The same, with what was read, and without any dispute."""
        return replace(self, disputes={})

    def rest_on(self, picked: Iterable[Picked]) -> None:
        """Notes that the outcome depends on the values of these figures."""
        self.disputes |= by_rivals(picked)

    def figures(self, rows: Sequence[Row]) -> dict[int, list[Figure]]:
        """The figures of each series, read in one go."""
        lacking_ = [row for row in rows if row.id not in self._loaded]
        if lacking_:
            by_series: dict[SeriesKey, list[Figure]] = {}
            for figure in self.load([row.id for row in lacking_]):
                by_series.setdefault(figure.series, []).append(figure)
            for row in lacking_:
                self._loaded[row.id] = by_series.get(row.key, [])
        return {row.id: self._loaded[row.id] for row in rows}

    def shelf(self, indicator: str) -> Shelf:
        """Raises Stop where the ledger has no series of it."""
        found = self.shelf_of(indicator) if indicator in self.catalogue.indicators else None
        if found is None:
            raise Stop(lacking.indicator())
        return found

    def wish(self, of: Selection) -> Wish:
        return Wish(
            named=of.period,
            statuses=of.statuses or None,
            as_of=self.as_of,
            agent=of.agent,
            sources=self._sources(of.source),
        )

    def _sources(self, name: str | None) -> frozenset[str] | None:
        """A source by its id; by a publisher's name, all of theirs."""
        if name is None:
            return None
        sources = self.catalogue.sources
        if name in sources:
            return frozenset((name,))
        return frozenset(id_ for id_, source in sources.items() if source.publisher == name)

    def row(self, of: Selection) -> Row:
        """The series that is selected: with just these codes, every other dimension at its total, or at the only code
        that it has. Raises Stop where there is none, or several."""
        shelf, codes = self.shelf(of.indicator), tuple(sorted(of.dimensions))
        exact = shelf.by_key.get(codes)
        if exact is not None:
            return exact
        rows = _fewest([row for row in shelf.by_key.values() if set(codes) <= set(row.key.dimensions)])
        totals = [row for row in rows if all(self.is_left_out(shelf, pair) for pair in _beyond(row, codes))]
        if len(totals) == 1:
            return totals[0]
        if rows:
            raise Stop(self._open(rows, of))
        raise Stop(lacking.series(self.prose, of, self._nearest(shelf, set(codes), of)))

    def at(self, of: Selection, period: Period | None = None) -> Picked:
        """The figure that is selected, for another period where one is given. Raises Stop where there is none, or more
        than one fits."""
        wanted = of if period is None else replace(of, period=period)
        found = pick(self.figures([row := self.row(of)])[row.id], self.wish(wanted))
        if isinstance(found, Absent):
            raise Stop(self.absent(found, wanted))
        self.rest_on([found])
        return found

    def by_period(self, of: Selection) -> dict[Period, Picked]:
        """What is selected, for each period that is held."""
        row = self.row(of)
        figures = self.figures([row])[row.id]
        found = {}
        for period in dict.fromkeys(figure.period for figure in figures):
            alone = [figure for figure in figures if figure.period == period]
            one = pick(alone, replace(self.wish(of), named=None))
            if isinstance(one, Picked):
                found[period] = one
        return found

    def absent(self, absent: Absent, of: Selection) -> Missing | Choice:
        """What to say where a series holds nothing that fits: what it lacks, or which of several is meant."""
        if absent.slot == "several":
            return Choice("period", absent.nearest)
        indicator = self.catalogue.indicators[of.indicator]
        named = replace(indicator, label=self.prose.subject(of.indicator, of.dimensions))
        words, sentence = self.prose.absent(absent, self.wish(of), named)
        return Missing(words, sentence, absent.nearest)

    def is_left_out(self, shelf: Shelf, pair: tuple[str, str]) -> bool:
        """Whether a code need not be named: it is its dimension's total, or all that every series has of it."""
        code = self.catalogue.codes.get(pair)
        if is_total(code.label if code else pair[1]):
            return True
        return len(shelf.codes[pair[0]]) == 1 and all(any(name == pair[0] for name, _ in key) for key in shelf.by_key)

    def _open(self, rows: Sequence[Row], of: Selection) -> Choice | Missing:
        """Which of several series is meant: those that have a figure that fits."""
        found = [pick(figures, self.wish(of)) for figures in self.figures(rows[:_OPEN]).values()]
        held = [one for one in found if isinstance(one, Picked)]
        several = [one for one in found if isinstance(one, Absent) and one.slot == "several"]
        if not held and len(several) > 1:
            return Choice(f"{self._left_open([one.nearest[0] for one in several], of)} and period", across(several))
        if not held:
            absent = next(one for one in found if isinstance(one, Absent))
            return self.absent(absent, of)
        if len(held) == 1:
            return lacking.series(self.prose, of, held[0].figures)
        return Choice(self._left_open([one.figure for one in held], of), figures_of(held))

    def _left_open(self, figures: Sequence[Figure], of: Selection) -> str:
        """The dimension, in words, that tells figures apart and was not named."""
        named = {name for name, _ in of.dimensions}
        codes = [dict(figure.dimensions) for figure in figures]
        between = [key for key in codes[0] if key not in named and len({one.get(key) for one in codes}) > 1]
        return (noun(self.prose, between[0]) if between else None) or "figure"

    def _nearest(self, shelf: Shelf, codes: set[tuple[str, str]], of: Selection) -> tuple[Figure, ...]:
        """What is held of the series that have most of the codes."""
        rows = sorted(shelf.by_key.values(), key=lambda row: (-len(codes & set(row.key.dimensions)), row.id))[:_NEAREST]
        found = [pick(figures, replace(self.wish(of), statuses=None)) for figures in self.figures(rows).values()]
        return figures_of(one for one in found if isinstance(one, Picked))


def _beyond(row: Row, codes: Dimensions) -> list[tuple[str, str]]:
    return [pair for pair in row.key.dimensions if pair not in codes]


def _fewest(rows: Sequence[Row]) -> list[Row]:
    fewest = min((len(row.key.dimensions) for row in rows), default=0)
    return [row for row in rows if len(row.key.dimensions) == fewest]
