"""New figures that are superseded as they come: the ledger holds later ones, or ones of a higher status."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime

from sqlalchemy import Engine

from bot.domain import Review
from bot.ingest.batch import Batch
from bot.ingest.spool import portions_of
from bot.ledger.claims import Claims, held_in
from bot.ledger.embargoes import is_on
from bot.ledger.vintage import Vintage, vintages
from bot.store import writer
from bot.store.engine import snapshot

_SHOWN = 3
"""Figures that are told one by one."""


class Overtaken:
    """Counts the new figures that do not stand, where one that is held does."""

    def __init__(self) -> None:
        self._count = 0
        self._undated = 0
        self._first: list[str] = []

    def look_at(self, chain: Sequence[Vintage], new: Container[str]) -> None:
        """The vintages of one kind; `new` are ids."""
        if len(chain) < 2 or all(one.id in new for one in chain[-1].rivals):
            return
        for one in (one for vintage in chain[:-1] for one in vintage.figures if one.id in new):
            self._count += 1
            self._undated += one.published_on is None
            if len(self._first) < _SHOWN:
                self._first.append(f"{one.series}, {one.period}" if one.period.iso else str(one.series))

    def warnings(self) -> tuple[str, ...]:
        """A sentence about them, and what to do; none where there is none."""
        if not self._count:
            return ()
        more = f" and {self._count - _SHOWN:,} more" if self._count > _SHOWN else ""
        undated = self._undated == self._count
        why = "no day of publication is said of them" if undated else "they are older, or of a lower status"
        right = "; --published says it" if undated else ""
        count = "1 new figure is" if self._count == 1 else f"{self._count:,} new figures are"
        listed = "; ".join(self._first)
        return (f"{count} superseded at once by figures held, for {why}: {listed}{more}{right}.",)


def overtaken(engine: Engine, batch: Batch, now: datetime) -> tuple[str, ...]:
    """What is to be told of a batch that is not recorded yet; nothing of figures that everybody is not given yet.
    Raises StoreUnavailable."""
    found = Overtaken()
    with snapshot(engine) as connection:
        claims = Claims(connection, batch)
        for portion in portions_of(batch.figures):
            known = writer.held(connection, [row[0] for row in portion.rows])
            fresh = [claims.spelt_out(portion.figure(row)) for row in portion.rows if row[0] not in known]
            series = writer.find_series(connection, dict.fromkeys(one.series for one in fresh))
            new = {one.id for one in fresh}
            held = [claims.spelt_out(one) for one in held_in(connection, series.values(), now)] if series else []
            public = (one for one in held if one.review is Review.PUBLISHED and not is_on(one.embargo_until, now))
            for chain in vintages([*public, *(one for one in fresh if one.series in series)]).values():
                found.look_at(chain, new)
    return found.warnings()
