"""What of an import has to be judged figure by figure.

A file that says something of embargoes or reviews is judged as a whole. Of any other one, figures that the ledger holds
and does not withhold stay as they are, and those that it does not hold are public.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.ingest.spool import Spool
from bot.store import writer


@dataclass(frozen=True, slots=True)
class Incoming:
    """`judged` is the batch with those of its figures that are to be judged one by one: all, or those that the ledger
    holds and withholds, or withheld once. `others` gives, anew each time, those that are public and that the ledger
    does not hold. Where one of these stands, the batch tells while it is the last that was given.

    `public` is the spool of the others and of those that need no judging, if there are any.
    """

    judged: Batch
    others: Callable[[], Iterator[Figure]]
    public: Spool | None = None


def incoming(connection: Connection, batch: Batch) -> Incoming:
    """Of an import that is not written yet."""
    if not isinstance(batch.figures, Spool):
        return Incoming(batch, lambda: iter(()))
    spool, file = batch.figures, batch.figures.file
    met: list[Figure] = []
    lines: dict[tuple[str, str], tuple[str, int | None]] = {}
    last: dict[tuple[str, str], tuple[str, int | None]] = {}
    if writer.any_restricted(connection):
        for portion in spool.portions():
            found = writer.held(connection, [row[0] for row in portion.rows], once_withheld=True)
            for row in portion.rows if found else ():
                if row[0] in found:
                    met.append(portion.figure(row))
                    lines["figures", row[0]] = (file, row[-1])

    def others() -> Iterator[Figure]:
        for portion in spool.portions():
            found = writer.held(connection, [row[0] for row in portion.rows])
            rows = [row for row in portion.rows if row[0] not in found]
            last.clear()
            last.update((("figures", row[0]), (file, row[-1])) for row in rows)
            yield from map(portion.figure, rows)

    judged = replace(batch, figures=tuple(met), lines=ChainMap(last, lines, dict(batch.lines)))
    return Incoming(judged, others, spool if len(met) < len(spool) else None)
