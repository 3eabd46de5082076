"""Withdrawing a figure: it was wrong, and nothing takes its place."""

from __future__ import annotations

from sqlalchemy import Engine

from bot.domain import Figure, Review
from bot.errors import UnclearChange
from bot.ledger.embargoes import is_on
from bot.ledger.retracting import Act, taking
from bot.ledger.telling import withdrawn_untold
from bot.store.figure_changes import FigureChange, LoggedChange, log


def withdraw(engine: Engine, id_: str, act: Act) -> Figure:
    """Withdraw a figure; the figure as it was. Nobody is given it from now on. What it had replaced stands again, and
    answers that give that say so.

    Raises UnknownFigure, AlreadyRetracted, UnclearChange for a draft, and StoreUnavailable.
    """
    with taking(engine, id_, act) as (connection, figure):
        if figure.review is Review.DRAFT:
            raise UnclearChange(f"Figure {figure.id} is a draft, which nobody was given: there is nothing to withdraw")
        until = figure.embargo_until
        embargo = until if is_on(until, act.at) else None
        if embargo is not None:
            withdrawn_untold(connection, figure, act.at)
        log(connection, [LoggedChange(figure.id, FigureChange.WITHDRAWN, act.by, act.at, was=embargo, why=act.why)])
    return figure
