"""Whether the database can be used, and the ledger in it answered from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from adapters.checkup.finding import Finding
from adapters.checkup.settings import refusal
from adapters.main import search_of
from adapters.refusals import wrong_database, wrong_style
from adapters.settings import Settings
from bot.ask.lexicon import Lexicon
from bot.calendar.left_out import left_out
from bot.store.reader import Reader
from bot.store.schema import check


def of_database(engine: Engine, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Nothing is changed: an empty database is left empty. Raises FactdeskError where it cannot be used."""
    state = check(engine)
    # What follows the question mark may be a password too.
    yield Finding("database", engine.url.set(query={}).render_as_string())
    yield from map(refusal, wrong_database(engine.url))
    yield Finding("schema", state.told, state.mend)
    if not state.is_current:
        return
    yield from map(refusal, wrong_style(settings, engine, now))
    yield from _of_ledger(engine, now)


def _of_ledger(engine: Engine, now: datetime) -> Iterator[Finding]:
    reader = Reader(engine, now)
    catalogue = reader.catalogue()
    if not catalogue.indicators:
        yield Finding("ledger", "empty", "`factdesk import PATH` fills it")
        return
    dates = len(catalogue.key_dates)
    yield Finding("ledger", f"{len(catalogue.indicators)} indicators, {dates} key dates, revision {reader.revision()}")
    for one in left_out(engine, now):
        yield Finding(one.kind, f"“{one.id}” is left out, as {one.why}", one.mend)
    index = search_of(engine)
    try:
        index.refresh(reader, Lexicon(catalogue), now)
        yield Finding("index", "up to date with the ledger")
    except OSError as error:
        yield Finding("index", f"cannot be written: {error}", "make room in the cache folder, or set XDG_CACHE_HOME")
