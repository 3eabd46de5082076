"""Whether a row says again what was corrected or withdrawn, as another figure: with another source, place or day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from bot.domain import Figure, Review
from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.ledger.same_figure import SameFigures, Words, values_of
from bot.ledger.vintage import same_amount
from bot.store.figure_changes import Retraction, retractions
from bot.store.figures import figures_from, same_place, select_figures
from bot.store.tables import observation
from bot.zones import day_in

BRING_BACK = "--bring-back"
"""The option of `factdesk import` by which such rows are taken."""


def said_again(connection: Connection, batch: Batch, rows: Iterable[Figure], zone: str) -> Iterator[Problem]:
    """A problem for each of the rows, which the ledger does not hold, that says what was found wrong. What another
    figure goes on saying (where only the place in the source was corrected, say) was not."""
    gone = {one.figure.id: one for one in retractions(connection)}
    if not gone:
        return
    same = SameFigures(Words(connection, batch), [one.figure for one in gone.values()])
    values = frozenset(value for one in gone.values() for value in values_of(one.figure))
    for row in rows:
        if values.isdisjoint(values_of(row)):
            continue
        found = (one for one in same.of_the_time_of(row) if same_amount(row, one))
        other = next((one for one in found if not _stands(connection, one)), None)
        if other is not None:
            yield _problem(batch, row, gone[other.id], zone)


def _stands(connection: Connection, gone: Figure) -> bool:
    """Whether another figure that is in answers says it as well."""
    published = observation.c.review == Review.PUBLISHED.value
    held = figures_from(connection.execute(select_figures(*same_place(gone), published)).all())
    return any(same_amount(gone, one) for one in held)


def _problem(batch: Batch, row: Figure, gone: Retraction, zone: str) -> Problem:
    file, line = batch.lines.get(("figures", row.id), ("observations", None))
    change, day = gone.change, day_in(gone.change.at, zone).isoformat()
    wrong = f"figure {gone.figure.id} said the same, and was {change.change} on {day} ({change.why})"
    right = f"leave the row out, or, if it is right after all, import with {BRING_BACK}"
    return Problem(file, line, "value", wrong, right)
