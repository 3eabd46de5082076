"""What a form for a figure has in its fields before anybody types: what its series says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select

from bot.domain import Figure, SeriesKey
from bot.ingest.faults import BadCell
from bot.ledger.checks.held import Held
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry, entry_of, series_of
from bot.ledger.vintage import latest, standing
from bot.store.engine import snapshot
from bot.store.tables import series
from bot.zones import day_in

_MOST = 500
"""Series that are looked at: a form has room for fewer."""


def filled(engine: Engine, entry: Entry, editor: Editor) -> Entry:
    """The unit of the last figure of the series that an entry names, its source unless that is one of a day, and today
    as the day of publication; none of its value or period. Raises StoreUnavailable."""
    with snapshot(engine) as connection:
        held = Held(connection, editor.at, editor.style)
        today = day_in(editor.at, editor.zone).isoformat()
        try:
            key = series_of(entry, held)
        except BadCell:
            return Entry(published_on=today)
        last = latest_of(held, key)
        source = held.catalogue.sources.get(last.source or "") if last else None
    lasting = source.id if source is not None and source.published_on is None else ""
    return Entry(unit=(last.unit or "") if last else "", source=lasting, published_on=today)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A series that is to get a figure: its codes, as an entry has them, and the figure that stood until now, with its
    value in words."""

    codes: str
    figure: Figure
    was: str


def awaited(engine: Engine, indicator: str, editor: Editor) -> list[Awaited]:
    """The series of an indicator that have a figure for the latest period that any has, by their codes. Raises
    StoreUnavailable."""
    with snapshot(engine) as connection:
        held = Held(connection, editor.at, editor.style)
        keys = connection.scalars(select(series.c.key).where(series.c.indicator == indicator).limit(_MOST)).all()
        stand = [one for one in latest(held.published(*map(SeriesKey.parse, keys))) if one.attributed_to is None]
        last = max((one.period.iso for one in stand), default="")
        found = [Awaited(entry_of(one, held).codes, one, _value(one, held)) for one in stand if one.period.iso == last]
    return sorted({one.codes: one for one in found}.values(), key=lambda one: one.codes)


def _value(figure: Figure, held: Held) -> str:
    status = held.prose.status(figure)
    return held.prose.value(figure) + (f", {status}" if status else "")


def latest_of(held: Held, key: SeriesKey) -> Figure | None:
    """The published figure of a series that is of the latest period, and stands there."""
    found = held.published(key)
    return max(found, key=lambda one: (one.period.iso, standing(one), one.id), default=None)
