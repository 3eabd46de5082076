"""Everything a ledger knows except its figures, without what only withheld figures would tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, Table, select

from bot.domain import Catalogue, Code, Dimension, Indicator, KeyDate, Universe
from bot.store import rows, tables
from bot.store.visibility import Hidden

_Noun = TypeVar("_Noun")


def load_catalogue(connection: Connection, hidden: Hidden) -> Catalogue:
    """Ordered by id. A reference to something hidden is left out of what is shown."""
    meta = connection.execute(select(tables.ledger)).one()
    dimensions = _all(connection, tables.dimension, rows.dimension_from)
    codes = _all(connection, tables.code, rows.code_from)
    return Catalogue(
        revision=meta.revision,
        indicators={
            found.id: _shown_indicator(found, hidden)
            for found in _all(connection, tables.indicator, rows.indicator_from)
            if found.id not in hidden.indicators
        },
        dimensions=_shown_dimensions(dimensions, codes, hidden),
        codes={
            (found.dimension, found.id): _shown_code(found, hidden)
            for found in codes
            if (found.dimension, found.id) not in hidden.codes
        },
        universes={
            found.id: _shown_universe(found, hidden)
            for found in _all(connection, tables.universe, rows.universe_from)
            if found.id not in hidden.universes
        },
        periods={found.id: found for found in _all(connection, tables.named_period, rows.period_from)},
        agents={
            found.id: found
            for found in _all(connection, tables.agent, rows.agent_from)
            if found.id not in hidden.agents
        },
        sources={
            found.id: found
            for found in _all(connection, tables.source, rows.source_from)
            if found.id not in hidden.sources
        },
        key_dates={
            found.id: _shown_key_date(found, hidden) for found in _all(connection, tables.key_date, rows.key_date_from)
        },
        language=meta.language,
        scope=meta.scope,
    )


def _all(connection: Connection, table: Table, noun: Callable[[RowMapping], _Noun]) -> list[_Noun]:
    return [noun(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def _unless(hidden: frozenset[str], reference: str | None) -> str | None:
    return None if reference in hidden else reference


def _shown_indicator(indicator: Indicator, hidden: Hidden) -> Indicator:
    if not hidden:
        return indicator
    told = any(name in (indicator.derivation or "") for name in hidden.indicators)
    return replace(
        indicator,
        universe=_unless(hidden.universes, indicator.universe),
        numerator=_unless(hidden.indicators, indicator.numerator),
        denominator=_unless(hidden.indicators, indicator.denominator),
        derivation=None if told else indicator.derivation,
    )


def _shown_dimensions(dimensions: list[Dimension], codes: list[Code], hidden: Hidden) -> dict[str, Dimension]:
    """A dimension whose codes are all hidden is hidden with them."""
    shown = {code.dimension for code in codes if (code.dimension, code.id) not in hidden.codes}
    only_hidden = {dimension for dimension, _ in hidden.codes} - shown
    return {dimension.id: dimension for dimension in dimensions if dimension.id not in only_hidden}


def _shown_code(code: Code, hidden: Hidden) -> Code:
    told = code.broader is not None and (code.dimension, code.broader) in hidden.codes
    return replace(code, broader=None) if told else code


def _shown_universe(universe: Universe, hidden: Hidden) -> Universe:
    if not hidden:
        return universe
    return replace(
        universe,
        broader=_unless(hidden.universes, universe.broader),
        size=_unless(hidden.indicators, universe.size),
    )


def _shown_key_date(key_date: KeyDate, hidden: Hidden) -> KeyDate:
    told = key_date.brings in hidden.indicators
    return replace(key_date, brings=None) if told else key_date
