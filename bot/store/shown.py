"""Which concepts a reader is shown: those that something shown uses, by itself or through another concept.

What only withheld figures use would tell of them, and so would what was described for their sake and is used by nothing
yet. So a concept has to earn its place: a ledger shows the same names whatever it withholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, select

from bot.domain import Agent, Code, Dimension, Indicator, KeyDate, NamedPeriod, Source, Universe
from bot.periods import Period
from bot.store import tables
from bot.store.tables import observation, series, series_code
from bot.store.visibility import Visibility

CodeKey = tuple[str, str]
_Id = TypeVar("_Id")
_PARTS = re.compile(r"[;()=]| - ")
"""Between the ids in a derivation."""
_COLUMNS = {
    "universes": (tables.universe, observation.c.universe),
    "agents": (tables.agent, observation.c.attributed_to),
    "sources": (tables.source, observation.c.source),
}
"""The concepts that an observation names itself."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """All that a ledger describes, by id; codes by (dimension, id). `key_dates` are those that the reader is shown."""

    indicators: Mapping[str, Indicator]
    dimensions: Mapping[str, Dimension]
    codes: Mapping[CodeKey, Code]
    universes: Mapping[str, Universe]
    periods: Mapping[str, NamedPeriod]
    agents: Mapping[str, Agent]
    sources: Mapping[str, Source]
    key_dates: Mapping[str, KeyDate]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of concepts; codes as (dimension, id)."""

    indicators: frozenset[str]
    codes: frozenset[CodeKey]
    universes: frozenset[str]
    agents: frozenset[str]
    sources: frozenset[str]
    periods: frozenset[str] = frozenset()

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(dimension for dimension, _ in self.codes)

    def __sub__(self, others: Ids) -> Ids:
        return Ids(*(getattr(self, each.name) - getattr(others, each.name) for each in fields(Ids)))


def shown_concepts(connection: Connection, visibility: Visibility, concepts: Concepts) -> Ids:
    """The desk itself is shown what nothing uses as well: it is about to be used."""
    used = _used(connection, visibility, concepts.periods)
    withheld = _used_by_withheld(connection, visibility) - used
    if visibility.of_desk:
        return _all(concepts) - withheld
    return _followed(used, withheld, concepts)


def ids_in(derivation: str | None) -> frozenset[str]:
    """All that may be an id in a derivation, which is "OPERATION(indicator; dimension=code; ...)"."""
    return frozenset(part.strip() for part in _PARTS.split(derivation or ""))


def _used(connection: Connection, visibility: Visibility, named: Mapping[str, NamedPeriod]) -> Ids:
    """What shown figures use. Each concept is looked up by an index: there are few concepts and many figures."""
    code, seen = tables.code, series.c.id.not_in(visibility.hidden_series())
    of_indicator = select(series.c.id).where(series.c.indicator == tables.indicator.c.id, seen)
    of_code = select(series_code.c.series_id).where(
        series_code.c.dimension == code.c.dimension,
        series_code.c.code == code.c.id,
        series_code.c.series_id.not_in(visibility.hidden_series()),
    )
    return Ids(
        indicators=_ids(connection, select(tables.indicator.c.id).where(of_indicator.exists())),
        codes=_keys(connection, select(code.c.dimension, code.c.id).where(of_code.exists())),
        **{name: _named(connection, visibility, *columns) for name, columns in _COLUMNS.items()},
        periods=_periods(connection, visibility.shown(), named),
    )


def _named(connection: Connection, visibility: Visibility, concept: Table, column: Column[str]) -> frozenset[str]:
    figures = observation.alias()
    naming = select(figures.c.id).where(figures.c[column.name] == concept.c.id, visibility.shown(figures))
    return _ids(connection, select(concept.c.id).where(naming.exists()))


def _periods(connection: Connection, seen: ColumnElement[bool], named: Mapping[str, NamedPeriod]) -> frozenset[str]:
    """The named periods that a shown figure is for, or lies in."""
    unused = dict(named)
    rows = connection.scalars(select(observation.c.period).where(seen).distinct()) if named else ()
    for period in map(Period, rows):
        for id_ in [id_ for id_, one in unused.items() if one.period == period or one.period.covers(period)]:
            del unused[id_]
        if not unused:
            break
    return frozenset(named.keys() - unused.keys())


def _used_by_withheld(connection: Connection, visibility: Visibility) -> Ids:
    """What withheld figures use, whoever else does."""
    withheld = visibility.withheld()
    with_codes = observation.join(series_code, series_code.c.series_id == observation.c.series_id)
    of_series = select(series.c.indicator).select_from(observation.join(series))
    of_codes = select(series_code.c.dimension, series_code.c.code).select_from(with_codes)
    return Ids(
        indicators=_ids(connection, of_series.where(withheld).distinct()),
        codes=_keys(connection, of_codes.where(withheld).distinct()),
        **{
            name: _ids(connection, select(column).where(column.is_not(None), withheld).distinct())
            for name, (_, column) in _COLUMNS.items()
        },
    )


def _ids(connection: Connection, query: Select[Any]) -> frozenset[str]:
    return frozenset(connection.scalars(query))


def _keys(connection: Connection, query: Select[Any]) -> frozenset[CodeKey]:
    return frozenset((dimension, code) for dimension, code in connection.execute(query))


def _all(concepts: Concepts) -> Ids:
    return Ids(*(frozenset(getattr(concepts, each.name)) for each in fields(Ids)))


def _followed(used: Ids, withheld: Ids, concepts: Concepts) -> Ids:
    """What is used, and all that it refers to, but for what withheld figures use and no shown one does."""
    dates = concepts.key_dates.values()
    brought = _referred(key_date.brings for key_date in dates)
    indicators, universes = used.indicators | (brought - withheld.indicators), used.universes
    more = True
    while more:
        before = len(indicators) + len(universes)
        shown = [concepts.indicators[id_] for id_ in indicators]
        bases = [concepts.universes[id_] for id_ in universes]
        operands = _operands(shown) | _referred(base.size for base in bases)
        indicators |= (operands & concepts.indicators.keys()) - withheld.indicators
        # The base of a shown indicator is part of what it measures.
        universes |= _referred(one.universe for one in shown)
        universes |= _referred(base.broader for base in bases) - withheld.universes
        more = len(indicators) + len(universes) > before
    return Ids(
        indicators,
        _with_broader(used.codes, withheld.codes, concepts.codes),
        universes,
        used.agents,
        used.sources | _referred(key_date.source for key_date in dates),
        used.periods,
    )


def _operands(indicators: Iterable[Indicator]) -> frozenset[str]:
    return frozenset().union(
        *(_referred((one.numerator, one.denominator)) | ids_in(one.derivation) for one in indicators)
    )


def _with_broader(
    used: frozenset[CodeKey], withheld: frozenset[CodeKey], codes: Mapping[CodeKey, Code]
) -> frozenset[CodeKey]:
    shown, new = used, used
    while new:
        wholes = ((dimension, codes[dimension, code].broader) for dimension, code in new)
        new = frozenset((dimension, whole) for dimension, whole in wholes if whole) - withheld - shown
        shown |= new
    return shown


def _referred(ids: Iterable[_Id | None]) -> frozenset[_Id]:
    return frozenset(id_ for id_ in ids if id_ is not None)
