"""Everything a ledger knows except its figures, as far as a reader is shown it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, MappingResult, RowMapping, Table, select

from bot.domain import Catalogue, Code, Concept, Indicator, KeyDate, Source, Universe
from bot.store import rows, tables
from bot.store.concepts import Concepts, Ids, ids_in
from bot.store.shown import shown_concepts
from bot.store.visibility import Visibility

_Noun = TypeVar("_Noun", bound=Concept | Source)
_Key = TypeVar("_Key")


def load_catalogue(connection: Connection, visibility: Visibility) -> Catalogue:
    """Ordered by id. A reference to something that is not shown is left out of what is."""
    meta = connection.execute(select(tables.ledger)).one()
    held = held_concepts(connection, visibility)
    shown = shown_concepts(connection, visibility, held)
    return Catalogue(
        revision=meta.revision,
        indicators={id_: _indicator(one, held, shown) for id_, one in _only(held.indicators, shown.indicators)},
        dimensions=dict(_only(held.dimensions, shown.dimensions)),
        codes={key: _code(one, shown) for key, one in _only(held.codes, shown.codes)},
        universes={id_: _universe(one, shown) for id_, one in _only(held.universes, shown.universes)},
        periods=dict(_only(held.periods, shown.periods)),
        agents=dict(_only(held.agents, shown.agents)),
        sources=dict(_only(held.sources, shown.sources)),
        key_dates={id_: _key_date(one, shown) for id_, one in held.key_dates.items()},
        language=meta.language,
        scope=meta.scope,
    )


def held_concepts(connection: Connection, visibility: Visibility) -> Concepts:
    """All that is described, whoever is shown it, and the key dates that a reader knows of."""
    return Concepts(
        indicators=_by_id(connection, tables.indicator, rows.indicator_from),
        dimensions=_by_id(connection, tables.dimension, rows.dimension_from),
        codes={(code.dimension, code.id): code for code in _all(connection, tables.code, rows.code_from)},
        universes=_by_id(connection, tables.universe, rows.universe_from),
        periods=_by_id(connection, tables.named_period, rows.period_from),
        agents=_by_id(connection, tables.agent, rows.agent_from),
        sources=_by_id(connection, tables.source, rows.source_from),
        key_dates=rows.workable_key_dates(_rows(connection, tables.key_date, visibility.shown_key_dates())),
    )


def _all(connection: Connection, table: Table, noun: Callable[[RowMapping], _Noun]) -> list[_Noun]:
    return [noun(row) for row in _rows(connection, table)]


def _rows(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> MappingResult:
    return connection.execute(select(table).where(*conditions).order_by(*table.primary_key)).mappings()


def _by_id(connection: Connection, table: Table, noun: Callable[[RowMapping], _Noun]) -> dict[str, _Noun]:
    return {one.id: one for one in _all(connection, table, noun)}


def _only(concepts: Mapping[_Key, _Noun], shown: Set[_Key]) -> list[tuple[_Key, _Noun]]:
    return [(key, one) for key, one in concepts.items() if key in shown]


def _if_shown(reference: str | None, shown: Set[str]) -> str | None:
    return reference if reference in shown else None


def _indicator(indicator: Indicator, held: Concepts, shown: Ids) -> Indicator:
    return replace(
        indicator,
        universe=_if_shown(indicator.universe, shown.universes),
        numerator=_if_shown(indicator.numerator, shown.indicators),
        denominator=_if_shown(indicator.denominator, shown.indicators),
        derivation=indicator.derivation if _tells_only_shown(indicator.derivation, held, shown) else None,
    )


def _tells_only_shown(derivation: str | None, held: Concepts, shown: Ids) -> bool:
    if derivation is None:
        return True
    told = ids_in(derivation)
    codes, shown_codes = ({code for _, code in keys} for keys in (held.codes, shown.codes))
    hidden = (held.indicators.keys() - shown.indicators) | (codes - shown_codes)
    return told.isdisjoint(hidden)


def _code(code: Code, shown: Ids) -> Code:
    return code if (code.dimension, code.broader) in shown.codes else replace(code, broader=None)


def _universe(universe: Universe, shown: Ids) -> Universe:
    broader, size = _if_shown(universe.broader, shown.universes), _if_shown(universe.size, shown.indicators)
    return replace(universe, broader=broader, size=size)


def _key_date(key_date: KeyDate, shown: Ids) -> KeyDate:
    return replace(key_date, brings=_if_shown(key_date.brings, shown.indicators))
