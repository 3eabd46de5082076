"""What a form for a figure has in its fields before anybody types: what its series says."""

from __future__ import annotations

from sqlalchemy import Engine

from bot.domain import Figure, SeriesKey
from bot.ingest.faults import BadCell
from bot.ledger.checks.held import Held
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry, series_of
from bot.ledger.vintage import standing
from bot.store.engine import snapshot
from bot.zones import day_in


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


def latest_of(held: Held, key: SeriesKey) -> Figure | None:
    """The published figure of a series that is of the latest period, and stands there."""
    found = held.published(key)
    return max(found, key=lambda one: (one.period.iso, standing(one), one.id), default=None)
