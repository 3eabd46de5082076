"""What correcting and withdrawing share: the figure that it is about, who does it and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.domain import Figure, Review
from bot.errors import AlreadyRetracted, UnclearChange
from bot.ingest.faults import BadCell
from bot.ingest.table import typed
from bot.ledger.foreseen import foresee
from bot.store import writer
from bot.store.engine import writing
from bot.store.figure_changes import LoggedChange, last_retraction, retracted, retractions
from bot.store.figures import one_figure
from bot.zones import day_in

_LONGEST = 500
"""Characters of a reason or a name: they are told in answers and lists."""
_SHOWN = 10
"""Figures that a warning names; it counts the others."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes a figure, why, and when (UTC); `zone` (IANA) is where days are told for."""

    by: str
    why: str
    at: datetime
    zone: str = "UTC"

    @classmethod
    def of(cls, by: str, why: str, at: datetime, zone: str = "UTC") -> Act:
        """From what was typed. Raises UnclearChange."""
        return cls(_said(by, "Say who changes it"), reason(why, "Say why: readers are told the reason"), at, zone)


@contextmanager
def taking(engine: Engine, id_: str, act: Act) -> Iterator[tuple[Connection, Figure]]:
    """A transaction in which a figure is taken out of answers; the ledger's revision goes up by one with it. Raises
    UnknownFigure, AlreadyRetracted and StoreUnavailable; nothing is changed then."""
    with writing(engine) as connection:
        revision = writer.lock_ledger(connection)["revision"]
        figure = one_figure(connection, id_)
        if figure.review is Review.RETRACTED:
            raise AlreadyRetracted(_what_became(connection, figure, act))
        if figure.review is Review.REJECTED:
            raise AlreadyRetracted(f"Figure {figure.id} is a draft that was rejected: nobody was ever given it")
        yield connection, figure
        writer.amend_figure(connection, figure.id, review=Review.RETRACTED.value)
        foresee(connection, [figure.id], act.by, act.at)
        writer.update_ledger(connection, revision=revision + 1)


def _what_became(connection: Connection, figure: Figure, act: Act) -> str:
    change = last_retraction(connection, figure.id)
    if change is None:
        return f"Figure {figure.id} was withdrawn before; nobody is given it any more"
    day = day_in(change.at, act.zone).isoformat()
    said = f"Figure {figure.id} was {change.change} on {day} by {change.by or 'somebody'} ({change.why})"
    successor = _successor(connection, change)
    if successor is None:
        return f"{said}, and no figure is in its place; there is nothing left to change"
    return f"{said}, and figure {successor} is in its place; change that one"


def _successor(connection: Connection, change: LoggedChange) -> str | None:
    """The figure that is in place after a chain of corrections; None where that was withdrawn in the end."""
    while change.other is not None:
        # A figure that was taken out later than it came in: the chain goes on in time, so it ends.
        later = one_figure(connection, change.other).review is Review.RETRACTED
        following = last_retraction(connection, change.other) if later else None
        if following is None:
            return change.other
        change = following
    return None


def kept_out(connection: Connection, figures: Iterable[Figure], zone: str) -> tuple[str, ...]:
    """A sentence about those figures of an import that were taken out of answers before: they stay out."""
    out = retracted(connection)
    again = [figure.id for figure in figures if figure.id in out]
    if not again:
        return ()
    known = {one.figure.id: one.change for one in retractions(connection)}
    listed = ", ".join(f"{id_}{_when_and_why(known.get(id_), zone)}" for id_ in again[:_SHOWN])
    listed += f" and {len(again) - _SHOWN:,} more" if len(again) > _SHOWN else ""
    if len(again) == 1:
        return (f"1 figure was corrected or withdrawn before, and stays so: {listed}.",)
    return (f"{len(again):,} figures were corrected or withdrawn before, and stay so: {listed}.",)


def _when_and_why(change: LoggedChange | None, zone: str) -> str:
    return f" ({change.change} on {day_in(change.at, zone)}: {change.why})" if change else ""


def reason(why: str, otherwise: str = "Say why") -> str:
    """A reason as it is kept. Raises UnclearChange; `otherwise` is what is said where there is none."""
    return _said(why, otherwise)


def _said(text: str, otherwise: str) -> str:
    try:
        said = typed(text)
    except BadCell as bad:
        raise UnclearChange(str(bad)) from None
    if not said:
        raise UnclearChange(otherwise)
    if len(said) > _LONGEST:
        raise UnclearChange(f"“{said[:40]}…” has {len(said)} characters; say it in {_LONGEST} at most")
    return said
