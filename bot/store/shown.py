"""Which concepts a reader is shown: those that something shown uses, by itself or through another concept.

What was described for the sake of withheld figures alone would tell of them, and so would what is used by nothing yet.
So a concept has to earn its place: a ledger shows the same names whatever it withholds. What a shown concept or key
date refers to is shown as well, unless it was described for what is withheld (`bot.store.untold`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, Text, select, type_coerce

from bot.domain import NamedPeriod, Review, SeriesKey
from bot.periods import Period
from bot.store import tables
from bot.store.calendar_tables import FIGURE_TOPIC, INDICATOR_TOPIC, subscription
from bot.store.concepts import CodeKey, Concepts, Ids, named_in, reached
from bot.store.figure_changes import once_public
from bot.store.tables import observation, series, series_code
from bot.store.untold import untold_ids
from bot.store.visibility import Visibility

_COLUMNS = {
    "universes": (tables.universe, observation.c.universe),
    "agents": (tables.agent, observation.c.attributed_to),
    "sources": (tables.source, observation.c.source),
}
"""The concepts that an observation names itself."""


def shown_concepts(connection: Connection, visibility: Visibility, concepts: Concepts) -> Ids:
    """The desk itself is shown what nothing uses as well: it is about to be used.

    What channels subscribed to while it was public stays known to them when the last figure of it is withdrawn or put
    under embargo.
    """
    hidden = untold_ids(connection, visibility)
    told = {id_: one for id_, one in concepts.periods.items() if id_ not in hidden.periods}
    used = _used(connection, visibility, told)
    used = replace(used, indicators=used.indicators | _subscribed(connection, visibility))
    if visibility.of_desk:
        return concepts.ids - (hidden - used)
    return reached(used, hidden, concepts)


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
    rows = connection.scalars(select(observation.c.period).where(seen).distinct()) if named else ()
    return named_in(map(Period, rows), named)


def _subscribed(connection: Connection, visibility: Visibility) -> frozenset[str]:
    """The indicators of figures that are withheld and were public, of those that a channel is subscribed to."""
    figures = observation.join(series)
    recalled = (visibility.withheld(), observation.c.review != Review.DRAFT.value, once_public())
    query = select(series.c.indicator).select_from(figures).where(*recalled).distinct()
    # As text: nobody's topic that cannot be read may keep the ledger from being read.
    topics = "".join(connection.scalars(select(type_coerce(subscription.c.topics, Text)).distinct()))
    return frozenset(id_ for id_ in _ids(connection, query) if any(topic in topics for topic in _as_topics(id_)))


def _as_topics(indicator: str) -> tuple[str, ...]:
    """How a topic that is the indicator, or a figure of it, is or begins as text."""
    figure = json.dumps(f"{FIGURE_TOPIC}{SeriesKey(indicator, ())}", ensure_ascii=False).removesuffix('"')
    return json.dumps(f"{INDICATOR_TOPIC}{indicator}", ensure_ascii=False), f"{figure}@", f"{figure};"


def _ids(connection: Connection, query: Select[Any]) -> frozenset[str]:
    return frozenset(connection.scalars(query))


def _keys(connection: Connection, query: Select[Any]) -> frozenset[CodeKey]:
    return frozenset((dimension, code) for dimension, code in connection.execute(query))
