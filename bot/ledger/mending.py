"""Figures held that the corrected file of their source gives another value: what would be put right, and doing so.

A later day or a higher status makes a new vintage, and another source a rival; the same source cannot say two things
of one day, so that one of them was wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.domain import Figure, Review
from bot.ingest.batch import Batch
from bot.ingest.spool import Portion, portions_of
from bot.ledger.claims import Claim, Claims, held_in
from bot.ledger.correct import as_imported, put_in_place
from bot.ledger.embargoes import is_on
from bot.ledger.foreseen import foresee
from bot.ledger.retracting import Act
from bot.ledger.vintage import contradicted_by
from bot.store import writer
from bot.store.engine import snapshot


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure held, and what the import says in its place. `withheld`: nobody but the desk may know the held one."""

    held: Figure
    said: Figure
    withheld: bool


def offers(engine: Engine, batch: Batch, now: datetime) -> list[Offer]:
    """What importing the batch would put right, in its order; nothing is changed. Raises StoreUnavailable."""
    with snapshot(engine) as connection:
        return _offers(connection, batch, now)


def mend(connection: Connection, batch: Batch, act: Act) -> list[Offer]:
    """Puts all of that right, in the caller's transaction; as `bot.ledger.correct`, but for the ledger's revision.
    Raises UnclearChange."""
    found = _offers(connection, batch, act.at)
    for offer in found:
        stated, recorded_at = as_imported(connection, offer.held)
        said = offer.said
        right = replace(
            stated,
            value=said.value,
            unit=said.unit,
            qualifier=said.qualifier,
            locator=said.locator,
            published_on=said.published_on,
        )
        put_in_place(connection, offer.held, right, recorded_at, act)
        writer.amend_figure(connection, offer.held.id, review=Review.RETRACTED.value)
    foresee(connection, [offer.held.id for offer in found], act.by, act.at)
    return found


def _offers(connection: Connection, batch: Batch, now: datetime) -> list[Offer]:
    """One to one alone: of several that may be meant, somebody has to say which. What the import withholds takes no
    other figure's place."""
    claims = Claims(connection, batch)
    said: dict[Claim, list[Figure]] = defaultdict(list)
    held: dict[Claim, list[Figure]] = {}
    for portion in portions_of(batch.figures) if claims.known_sources else ():
        fresh = claims.by_claim(_fresh(connection, portion, claims.known_sources, now))
        series = writer.find_series(connection, dict.fromkeys(claim.kind.series for claim in fresh))
        beside = claims.by_claim(held_in(connection, series.values(), now)) if series else {}
        for claim in fresh.keys() & beside.keys():
            said[claim] += fresh[claim]
            held[claim] = beside[claim]
    if not said:
        return []
    beside_said = {one.id for ones in held.values() for one in ones}
    still_said = {row[0] for portion in portions_of(batch.figures) for row in portion.rows if row[0] in beside_said}
    pairs = (([one for one in held[claim] if one.id not in still_said], ones) for claim, ones in said.items())
    return list(_of_pairs(pairs, claims, now))


def _fresh(
    connection: Connection, portion: Portion, sources: Collection[str | None], now: datetime
) -> Iterator[Figure]:
    """The figures of a portion from these sources that the ledger does not hold yet."""
    rows = [row for row in portion.rows if portion.common[row[1]].figure.source in sources]
    known = writer.states(connection, [row[0] for row in rows]) if rows else {}
    found = (portion.figure(row) for row in rows if row[0] not in known)
    return (one for one in found if not _is_withheld(one, now))


def _of_pairs(pairs: Iterable[tuple[list[Figure], list[Figure]]], claims: Claims, now: datetime) -> Iterator[Offer]:
    for held, said in pairs:
        if len(held) == len(said) == 1 and contradicted_by(map(claims.spelt_out, (held[0], said[0]))):
            yield Offer(held[0], said[0], _is_withheld(held[0], now))


def _is_withheld(figure: Figure, now: datetime) -> bool:
    return figure.review is Review.DRAFT or is_on(figure.embargo_until, now)
