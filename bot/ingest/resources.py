"""The resources of a data package that define concepts: their columns, and a row of each as the concept it defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Agent, Code, Dimension, Indicator, KeyDate, KeyDateStatus, NamedPeriod, Source, Universe
from bot.ingest.concepts import Concepts
from bot.ingest.dates import (
    is_date_time,
    parse_date,
    parse_day,
    parse_instant,
    parse_local_time,
    parse_period,
    parse_zone,
)
from bot.ingest.faults import BadCell
from bot.ingest.shelf import C, Shelf
from bot.ingest.table import Row, Shape
from bot.ingest.withholding import EMBARGO
from bot.ingest.words import parse_alt_labels, parse_flag, parse_key_date_status, parse_unit, parse_url
from bot.periods import PartialDate
from bot.zones import day_in


@dataclass(frozen=True, slots=True)
class Resource:
    """The columns of a resource, the one with its ids, and what puts a row of it onto its shelf."""

    shape: Shape
    key: str
    define: Callable[[Row, Concepts], None]


def _define_indicator(row: Row, concepts: Concepts) -> None:
    if (names := _names(row, "indicator")) is None:
        return
    indicator = Indicator(
        *names,
        definition=row.text("definition"),
        unit=row.parsed("unit", parse_unit),
        universe=row.text("universe"),
        numerator=row.text("numerator"),
        denominator=row.text("denominator"),
        derivation=row.text("derivation"),
    )
    _put(row, "indicator", concepts.indicators, indicator)


def _define_universe(row: Row, concepts: Concepts) -> None:
    if names := _names(row, "universe"):
        universe = Universe(*names, broader=row.text("broader"), size=row.text("size"))
        _put(row, "universe", concepts.universes, universe)


def _define_dimension(row: Row, concepts: Concepts) -> None:
    if names := _names(row, "dimension"):
        _put(row, "dimension", concepts.dimensions, Dimension(*names, whole=row.parsed("whole", parse_flag) or False))


def _define_code(row: Row, concepts: Concepts) -> None:
    dimension, names = row.required("dimension"), _names(row, "code")
    if dimension is not None and names is not None:
        code = Code(*names, dimension=dimension, broader=row.text("broader"))
        _put(row, "code", concepts.codes_of(dimension), code)


def _define_period(row: Row, concepts: Concepts) -> None:
    names, period = _names(row, "period"), row.parsed("period", parse_period)
    if names is not None and period is not None:
        _, label, alt_labels = names
        _put(row, "period", concepts.periods, NamedPeriod(period.iso, label, alt_labels, period=period))


def _define_agent(row: Row, concepts: Concepts) -> None:
    if names := _names(row, "agent"):
        _put(row, "agent", concepts.agents, Agent(*names))


def _define_source(row: Row, concepts: Concepts) -> None:
    if (source_id := row.required("source")) is None:
        return
    source = Source(
        source_id,
        publisher=row.text("publisher"),
        title=row.text("title"),
        author=row.text("author"),
        url=row.parsed("url", parse_url),
        published_on=row.parsed("published_on", parse_date),
        licence=row.text("licence"),
        note=row.text("note"),
    )
    _put(row, "source", concepts.sources, source)


def _define_key_date(row: Row, concepts: Concepts) -> None:
    names, zone = _names(row, "key_date"), row.parsed("zone", parse_zone)
    day, time = _moment(row, zone) if row.required("at") else (None, None)
    if names is None or day is None:
        return
    key_date = KeyDate(
        *names,
        at=day,
        at_time=time,
        zone=zone,
        status=row.parsed("status", parse_key_date_status) or KeyDateStatus.SCHEDULED,
        source=row.text("source"),
        locator=row.text("locator"),
        brings=row.text("brings"),
        embargo_until=row.parsed(EMBARGO, parse_instant),
    )
    _put(row, "key_date", concepts.key_dates, key_date)


def _moment(row: Row, zone: str | None) -> tuple[PartialDate | None, datetime | None]:
    """The day of a key date, and its instant in UTC where the row gives a time of day."""
    at = row.cells["at"]
    if not is_date_time(at):
        return row.parsed("at", parse_day), None
    if row.text("zone") is None:
        row.fault("zone", "a time of day has no time zone", "write an IANA time zone such as Pacific/Auckland")
    # Without a zone the row is refused: whether its time is at fault, too, any zone shows.
    instant = row.parsed("at", lambda text: parse_local_time(text, zone or "UTC"))
    # With an offset of its own, a time may be on another day in the zone.
    return (None, None) if instant is None else (PartialDate.of(day_in(instant, zone or "UTC")), instant)


def _names(row: Row, column: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The id in `column`, the label and the alternative labels."""
    name, label = row.required(column), row.required("label")
    alt_labels = row.parsed("alt_labels", parse_alt_labels) or ()
    return None if name is None or label is None else (name, label, alt_labels)


def _put(row: Row, column: str, shelf: Shelf[C], concept: C) -> None:
    try:
        shelf.define(concept, row.line)
    except BadCell as bad:
        row.fault(column, bad.wrong, bad.right)


def _resource(define: Callable[[Row, Concepts], None], required: str, optional: str) -> Resource:
    columns = tuple(required.split())
    return Resource(Shape(frozenset((*columns, *optional.split())), columns), columns[0], define)


RESOURCES: Mapping[str, Resource] = {
    "indicators": _resource(
        _define_indicator,
        "indicator label",
        "alt_labels definition unit universe numerator denominator derivation",
    ),
    "universes": _resource(_define_universe, "universe label", "alt_labels broader size"),
    "dimensions": _resource(_define_dimension, "dimension label", "alt_labels whole"),
    "codes": _resource(_define_code, "code dimension label", "alt_labels broader"),
    "periods": _resource(_define_period, "period label", "alt_labels"),
    "agents": _resource(_define_agent, "agent label", "alt_labels"),
    "sources": _resource(_define_source, "source", "publisher title author url published_on licence note"),
    "key_dates": _resource(
        _define_key_date, "key_date label at", f"alt_labels zone status source locator brings {EMBARGO}"
    ),
}
