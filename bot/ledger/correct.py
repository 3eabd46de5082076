"""Correcting a figure: it was wrong, and the one that is right takes its place at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from bot.domain import Figure, Qualifier, Review
from bot.errors import UnclearChange
from bot.ingest.decimals import is_percentage, parse_value
from bot.ingest.faults import BadCell
from bot.ingest.identity import figure_id
from bot.ingest.observations import UNITS_OF_PERCENTAGES
from bot.ingest.table import typed
from bot.ingest.words import parse_qualifier, parse_unit, quoted
from bot.ledger.drafted import keep_drafts
from bot.ledger.embargoes import is_on
from bot.ledger.retracting import Act, taking
from bot.periods import PartialDate
from bot.store import writer
from bot.store.drafts import discard
from bot.store.figure_changes import FigureChange, LoggedChange, last_retraction, log
from bot.store.figures import one_figure
from bot.store.tables import indicator, observation
from bot.zones import day_in


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is right, as the cells of an import say it; None: it is as it was. Blank, a unit is the indicator's own, a
    qualifier exact, and a locator not recorded."""

    value: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    locator: str | None = None


def correct(engine: Engine, id_: str, right: Amendment, act: Act) -> tuple[Figure, Figure]:
    """Put what is right in the place of a figure; the figure as it was, and the one that is in its place.

    The two differ in nothing else: the new one stands among its vintages where the old one stood, is under the same
    embargo, and counts as recorded when the old one was, as its source has brought nothing new. Raises UnknownFigure,
    AlreadyRetracted, UnclearChange and StoreUnavailable.
    """
    with taking(engine, id_, act) as (connection, old):
        stated, recorded_at = as_imported(connection, old)
        new = _amended(connection, stated, right)
        if figure_id(new) in (old.id, figure_id(stated)):
            raise UnclearChange(f"Figure {old.id} says that already: say what is right, or withdraw it")
        return old, put_in_place(connection, old, new, recorded_at, act)


def put_in_place(connection: Connection, old: Figure, new: Figure, recorded_at: datetime, act: Act) -> Figure:
    """The figure that is in the place of an old one from now on; the caller takes that one out. Raises
    UnclearChange."""
    new = replace(new, id=figure_id(new))
    if not _put_back(connection, new, act):
        writer.add_figure(connection, new, recorded_at)
    discard(connection, [old.id, new.id])
    if one_figure(connection, new.id).review is Review.DRAFT:
        keep_drafts(connection, [new.id], act.by, act.at, logged=False)
    log(connection, [LoggedChange(old.id, FigureChange.CORRECTED, act.by, act.at, other=new.id, why=act.why)])
    return one_figure(connection, new.id)


def as_imported(connection: Connection, figure: Figure) -> tuple[Figure, datetime]:
    """The figure without the date that it has from its source, which is no part of its identity; when it was
    recorded."""
    row = observation.c
    own, at = connection.execute(select(row.published_on, row.recorded_at).where(row.id == figure.id)).one()
    return replace(figure, published_on=PartialDate(own) if own else None), at


def _amended(connection: Connection, figure: Figure, right: Amendment) -> Figure:
    try:
        unit = figure.unit if right.unit is None else parse_unit(typed(right.unit)) or None
        value = figure.value
        if right.value is not None:
            written = typed(right.value)
            value = parse_value(written)
            unit = _unit_of(written, unit, connection, figure.indicator)
        qualifier = figure.qualifier
        if right.qualifier is not None:
            qualifier = parse_qualifier(typed(right.qualifier)) if right.qualifier.strip() else Qualifier.EXACT
        locator = figure.locator if right.locator is None else typed(right.locator) or None
    except BadCell as bad:
        raise UnclearChange(str(bad)) from None
    return replace(figure, value=value, unit=unit, qualifier=qualifier, locator=locator)


def _unit_of(written: str, unit: str | None, connection: Connection, measured: str) -> str | None:
    """The unit of a value as it is written: a % has to agree with it, and is one where there is none."""
    if not is_percentage(written):
        return unit
    own = unit or connection.scalar(select(indicator.c.unit).where(indicator.c.id == measured))
    if own is None:
        return "percent"
    if own not in UNITS_OF_PERCENTAGES:
        raise BadCell(f"The value has a % and the unit is {quoted(own)}", "drop the % or correct the unit")
    return unit


def _put_back(connection: Connection, new: Figure, act: Act) -> bool:
    """Whether the same is held already, as a rival or as what was corrected or withdrawn before: it is in place then.

    It is never less published than it was, nor under an embargo for a shorter time than what it takes the place of,
    unless everybody was given it before.
    """
    row = observation.c
    held = connection.execute(select(row.review, row.embargo_until).where(row.id == new.id)).one_or_none()
    if held is None:
        return False
    before = Review(held.review)
    if before is Review.RETRACTED:
        _require_not_withdrawn(connection, new, act)
    review = before if before is Review.PUBLISHED else new.review
    out = before in (Review.RETRACTED, Review.REJECTED)
    until = new.embargo_until if out else _longer(held.embargo_until, new, before, act.at)
    writer.amend_figure(connection, new.id, review=review.value, embargo_until=until)
    _log_embargo(connection, new.id, held.embargo_until, until, act)
    if before is Review.DRAFT and review is Review.PUBLISHED:
        log(connection, [LoggedChange(new.id, FigureChange.PUBLISHED, act.by, act.at, why=act.why)])
    return True


def _require_not_withdrawn(connection: Connection, new: Figure, act: Act) -> None:
    """What was corrected may have been right after all; what was withdrawn stays so. Raises UnclearChange."""
    change = last_retraction(connection, new.id)
    if change is None or change.change is FigureChange.WITHDRAWN:
        when = f" on {day_in(change.at, act.zone)} ({change.why})" if change else ""
        raise UnclearChange(
            f"That is figure {new.id}, which was withdrawn{when} and stays so; write the place in the source that is "
            "right as well (--locator), or import the figure that is right"
        )


def _longer(held: datetime | None, new: Figure, before: Review, now: datetime) -> datetime | None:
    """The embargo that holds longer, of what is held and what it takes the place of."""
    if before is Review.PUBLISHED and (held is None or held <= now):
        return held
    return max((until for until in (held, new.embargo_until) if until is not None), default=None)


def _log_embargo(connection: Connection, id_: str, was: datetime | None, now: datetime | None, act: Act) -> None:
    if was == now or not any(is_on(until, act.at) for until in (was, now)):
        return
    longer = now is not None and (was is None or now > was)
    change = FigureChange.EMBARGOED if longer else FigureChange.RELEASED
    log(connection, [LoggedChange(id_, change, act.by, act.at, was=was, now=now, why=act.why)])
