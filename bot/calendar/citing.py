"""What a key date is cited to: a source that everybody may know of, or a new one with what was said of it.

A source that only withheld figures cite is as unknown as one that is nowhere, also where the desk names it: the date
would show it to everybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from bot.domain import Source
from bot.ingest.identity import distinct_slug, slug
from bot.store import tables
from bot.store.engine import reading
from bot.store.inserting import insert_new
from bot.store.reader import Reader
from bot.store.rows import row_of, source_from
from bot.store.visibility import PUBLIC, Rights

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def citable(engine: Engine, now: datetime, rights: Rights) -> Mapping[str, Source]:
    """The sources that everybody is shown, and of all others that a reader with these rights is shown, those that
    nothing cites yet."""
    shown = Reader(engine, now).catalogue().sources
    if rights == PUBLIC:
        return shown
    with reading(engine) as connection:
        unused = _unused(connection)
    others = Reader(engine, now, rights).catalogue().sources
    return {**shown, **{id_: source for id_, source in others.items() if id_ in unused}}


def source_called(sources: Mapping[str, Source], text: str) -> Source:
    """One of these, by its id or by its name; otherwise a new one, whose id is of its own kind."""
    new = distinct_slug(text)
    for id_ in (text, slug(text), new):
        if id_ in sources:
            return sources[id_]
    return Source(new, url=text) if _ADDRESS.fullmatch(text) else Source(new, publisher=text)


def write_source(connection: Connection, source: Source, now: datetime) -> Source:
    """As it is to be cited: one that is there and says the same is taken, and none that says more."""
    if insert_new(connection, tables.source, row_of(source)):
        return source
    held = connection.execute(select(tables.source).where(tables.source.c.id == source.id)).mappings().one()
    if source_from(held) == source:
        return source
    apart = replace(source, id=distinct_slug(source.id, now.isoformat()))
    insert_new(connection, tables.source, row_of(apart))
    return apart


def _unused(connection: Connection) -> set[str]:
    """Those that neither a figure nor a date cites, whoever may see it."""
    id_ = tables.source.c.id
    figures = select(tables.observation.c.id).where(tables.observation.c.source == id_)
    dates = select(tables.key_date.c.id).where(tables.key_date.c.source == id_)
    return set(connection.scalars(select(id_).where(~figures.exists(), ~dates.exists())))
