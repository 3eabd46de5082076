"""Whether a row tells what is withheld in another one, or withholds what another one tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection

from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.ledger.same_figure import SameFigures, Words, is_of_value, values_of
from bot.store.figures import figures_from, select_figures
from bot.store.tables import observation
from bot.store.visibility import PUBLIC, Visibility

Tells = Callable[[Figure, Figure], bool]
"""Whether a row, if it is the same as a withheld figure, would tell of it."""


def told_elsewhere(
    connection: Connection, batch: Batch, rows: Iterable[Figure], secret: Sequence[Figure], tells: Tells, now: datetime
) -> Iterator[tuple[Figure, Figure]]:
    """The rows of a batch that tell what is withheld, each with the figure that is: one of the ledger, or one of the
    `secret` figures that the batch brings itself.

    One file may hold what is public of a period and what is not yet: there, only the same value tells it, and a rival
    of equal standing.
    """
    held = figures_from(connection.execute(select_figures(Visibility(now, PUBLIC).held_back())).all())
    if not held and not secret:
        return
    words = Words(connection, batch)
    in_ledger, in_batch = SameFigures(words, held), SameFigures(words, secret)
    for row in rows:
        if not (in_ledger.may_have_one_for(row) or in_batch.may_have_one_for(row)):
            continue
        rivals = (one for one in in_batch.of_the_time_of(row) if words.are_rivals(row, one))
        found = chain(
            in_ledger.of_the_time_of(row),
            in_ledger.of_the_value_of(row),
            in_batch.of_the_value_of(row),
            rivals,
        )
        other = next((one for one in found if one.id != row.id and tells(row, one)), None)
        if other is not None:
            yield row, other


def public_all_the_same(
    connection: Connection, batch: Batch, secret: Sequence[Figure], now: datetime
) -> Iterator[tuple[Figure, Figure]]:
    """The secret rows of a batch of which everybody can see another figure that says the same, each with that one; what
    the batch itself withholds from now on is none."""
    if not secret:
        return
    periods = {figure.period.iso for figure in secret}
    same_time = observation.c.period.in_({*periods, ""}) if "" not in periods else observation.c.period.is_not(None)
    query = select_figures(Visibility(now, PUBLIC).shown(), same_time)
    withheld = {figure.id for figure in secret}
    public = [one for one in figures_from(connection.execute(query).all()) if one.id not in withheld]
    if not public:
        return
    same = SameFigures(Words(connection, batch), public)
    for row in secret:
        other = next((one for one in same.of_the_time_of(row) if is_of_value(one, values_of(row))), None)
        if other is not None:
            yield row, other
