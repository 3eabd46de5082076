"""The history of a figure, as the desk sees it: what it took the place of, what took its place, by whom and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.domain import Figure, Review
from bot.ledger.vintage import contradicted_by, kind_of, latest, standing, superseded_by
from bot.store.chunks import chunks
from bot.store.engine import snapshot
from bot.store.figure_changes import RETRACTS, LoggedChange, latest_logged, logged_beside
from bot.store.figures import figures_from, one_figure, same_place, select_figures
from bot.store.tables import observation


@dataclass(frozen=True, slots=True)
class History:
    """A figure, the other figures of its series and period, and every change of them in the order it was made."""

    figure: Figure
    others: tuple[Figure, ...]
    changes: tuple[LoggedChange, ...]

    @property
    def before(self) -> list[Figure]:
        """The earlier vintages, the oldest first; those that were withdrawn as well."""
        return [one for one in self._of_its_kind() if standing(one) < standing(self.figure)]

    @property
    def after(self) -> list[Figure]:
        """The later ones."""
        return [one for one in self._of_its_kind() if standing(one) > standing(self.figure)]

    @property
    def beside(self) -> list[Figure]:
        """What else is held for the period: rivals of equal standing, what somebody claims, other units and bases."""
        chain = {one.id for one in (*self.before, *self.after)}
        return [one for one in self.others if one.id not in chain]

    @property
    def superseded_by(self) -> tuple[Figure, ...]:
        """The figure that stands in its place now as a later vintage, or the rivals that do."""
        published = [one for one in self.others if one.review is Review.PUBLISHED]
        return superseded_by([*published, self.figure]).get(self.figure.id, ())

    @property
    def disagrees_with(self) -> tuple[Figure, ...]:
        """What else is published and of equal standing, and says otherwise; nothing of a figure that is not."""
        if self.figure.review is not Review.PUBLISHED:
            return ()
        published = [one for one in self.others if one.review is Review.PUBLISHED]
        return contradicted_by([*published, self.figure]).get(self.figure.id, ())

    def stands_at(self, now: datetime) -> list[Figure]:
        """What of its kind everybody is given at a time: one figure, or rivals, or nothing."""
        public = (one for one in self._of_its_kind(with_itself=True) if one.review is Review.PUBLISHED)
        return latest(one for one in public if one.embargo_until is None or one.embargo_until <= now)

    def retraction(self, figure: Figure) -> LoggedChange | None:
        """The change that took one of the figures out of answers; None: it is in them, or nothing is logged."""
        if figure.review is not Review.RETRACTED:
            return None
        found = (one for one in reversed(self.changes) if one.figure == figure.id and one.change in RETRACTS)
        return next(found, None)

    def _of_its_kind(self, *, with_itself: bool = False) -> list[Figure]:
        kind, held = kind_of(self.figure), (*self.others, *([self.figure] if with_itself else []))
        return sorted((one for one in held if kind_of(one) == kind), key=lambda one: (standing(one), one.id))


def history(engine: Engine, id_: str) -> History:
    """Raises UnknownFigure and StoreUnavailable."""
    with snapshot(engine) as connection:
        figure = one_figure(connection, id_)
        held = figures_from(connection.execute(select_figures(*same_place(figure))).all())
        changes = logged_beside(connection, figure)
    return History(figure, tuple(one for one in held if one.id != figure.id), tuple(changes))


def change_log(
    engine: Engine, figure: str | None, limit: int | None
) -> tuple[Sequence[LoggedChange], Mapping[str, Figure]]:
    """The last changes of a figure, or of all, the latest first; and the figures that they are about. Raises
    UnknownFigure and StoreUnavailable."""
    with snapshot(engine) as connection:
        changes = latest_logged(connection, one_figure(connection, figure).id if figure else None, limit)
        ids = list(dict.fromkeys(change.figure for change in changes))
        rows = [
            row for part in chunks(ids) for row in connection.execute(select_figures(observation.c.id.in_(part))).all()
        ]
    return changes, {one.id: one for one in figures_from(rows)}
