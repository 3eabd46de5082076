"""Figures of a ledger laid out as a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from bot.ask.meaning import Selection
from bot.ask.prove.wholes import is_group, is_total
from bot.ask.style import HouseStyle
from bot.ask.vocabulary.frame import INDICATOR, Facet, Frame, Item, Kind, Row, Wording
from bot.domain import Catalogue, Concept, Figure, Status
from bot.ledger.vintage import vintages
from bot.periods import Period


class Scope(NamedTuple):
    """What a question says of the figures it wants, whatever they are of: how settled they are, and who says so."""

    statuses: frozenset[Status] = frozenset()
    source: str | None = None


EVERYTHING = Scope()


@dataclass(frozen=True)
class Ledger:
    """A frame, and what each of its cells selects."""

    frame: Frame
    selections: tuple[Selection, ...]

    def within(self, scope: Scope) -> Ledger:
        """The same cells, each selected within a scope."""
        if scope == EVERYTHING:
            return self
        kept = (replace(one, statuses=scope.statuses, source=scope.source) for one in self.selections)
        return Ledger(self.frame, tuple(kept))


def laid_out(figures: Iterable[Figure], catalogue: Catalogue, style: HouseStyle) -> Ledger:
    """A cell for each series and period of these figures, by its latest vintage; a record comes before a claim."""
    latest: dict[tuple[str, tuple[tuple[str, str], ...], Period], tuple[tuple[bool, bool], Figure]] = {}
    for kind, chain in vintages(figures).items():
        where = (kind.series.indicator, kind.series.dimensions, kind.period)
        rank = (kind.attributed_to is not None, kind.unit is None)
        if where not in latest or rank < latest[where][0]:
            latest[where] = (rank, chain[-1].rivals[0])
    held = [figure for _, figure in latest.values()]
    made = _Making(catalogue, style, held)
    rows = [Row(made.items_of(figure), float(figure.value)) for figure in held]
    selections = tuple(Selection(figure.indicator, figure.dimensions, figure.period) for figure in held)
    return Ledger(Frame(made.facets, made.items.values(), rows), selections)


def wording(figures: Sequence[Figure], catalogue: Catalogue, style: HouseStyle) -> Wording:
    """The words of these figures, of all vintages: what `laid_out` has words of, and less work."""
    made = _Making(catalogue, style, figures)
    for figure in figures:
        made.items_of(figure)
    return Wording(made.items.values())


@dataclass
class _Making:
    catalogue: Catalogue
    style: HouseStyle
    figures: Sequence[Figure]
    items: dict[tuple[int, str], Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        dimensions = dict.fromkeys(dimension for figure in self.figures for dimension, _ in figure.dimensions)
        known = self.catalogue.dimensions
        self.facets = (
            Facet(Kind.INDICATOR, "indicator"),
            *(Facet(Kind.DIMENSION, id_, _labels(known.get(id_), id_)) for id_ in dimensions),
            Facet(Kind.PERIOD, "period"),
            Facet(Kind.UNIT, "unit"),
            Facet(Kind.BASE, "base"),
        )
        self._place = {id_: place for place, id_ in enumerate(dimensions, 1)}
        self._period = len(dimensions) + 1
        used = {pair for figure in self.figures for pair in figure.dimensions}
        codes = (self.catalogue.codes.get(pair) for pair in used)
        self._parents = {(code.dimension, code.broader) for code in codes if code is not None and code.broader}
        self._named = _periods_by_name(self.catalogue)
        # In order of time, so that the last of a series can be told by its number.
        for period in sorted({figure.period for figure in self.figures}, key=_time):
            if period.iso:
                labels = (self.style.period(period), period.iso, *self._named.get(period, ()))
                self.items[self._period, period.iso] = Item(self._period, period.iso, labels)

    def items_of(self, figure: Figure) -> Mapping[int, str]:
        indicator = self.catalogue.indicators[figure.indicator]
        found = {INDICATOR: figure.indicator, **{self._place[dimension]: code for dimension, code in figure.dimensions}}
        if figure.period.iso:
            found[self._period] = figure.period.iso
        unit, universe = figure.unit or indicator.unit, figure.universe or indicator.universe
        if unit:
            found[self._period + 1] = unit
        if universe:
            found[self._period + 2] = universe
        for pair in found.items():
            if pair not in self.items:
                self.items[pair] = self._item(*pair)
        return found

    def _item(self, place: int, id_: str) -> Item:
        facet = self.facets[place]
        match facet.kind:
            case Kind.INDICATOR:
                return Item(place, id_, _labels(self.catalogue.indicators[id_], id_))
            case Kind.DIMENSION:
                labels = _labels(self.catalogue.codes.get((facet.id, id_)), id_)
                whole = (facet.id, id_) in self._parents or is_total(labels[0]) or is_group(labels[0])
                return Item(place, id_, labels, whole)
            case Kind.BASE:
                return Item(place, id_, _labels(self.catalogue.universes.get(id_), id_))
            case _:
                return Item(place, id_, (id_,))


def _labels(concept: Concept | None, id_: str) -> tuple[str, ...]:
    return (concept.label, *concept.alt_labels) if concept is not None else (id_,)


def _periods_by_name(catalogue: Catalogue) -> dict[Period, list[str]]:
    found: dict[Period, list[str]] = {}
    for named in catalogue.periods.values():
        found.setdefault(named.period, []).extend((named.label, *named.alt_labels))
    return found


def _time(period: Period) -> tuple[date, date, str]:
    """Periods by their end, so that the latest comes last; one with an open end comes after all others."""
    return period.end or date.max, period.start or date.min, period.iso
