"""What a draft is set beside: the figures that are published, be it under embargo, and other drafts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, select

from bot.ask.prose import Prose
from bot.ask.style import HouseStyle
from bot.domain import Catalogue, Dimensions, Figure, Review, SeriesKey
from bot.ledger.claims import held_in
from bot.ledger.embargoes import is_on
from bot.ledger.vintage import latest
from bot.periods import Period
from bot.store.catalogue import load_catalogue
from bot.store.tables import observation, series, series_code
from bot.store.visibility import EVERYTHING, PUBLIC, Visibility
from bot.store.writer import find_series

_MOST_SERIES = 500


class Held:
    """A ledger within one transaction, as the desk sees it at a time (UTC)."""

    def __init__(self, connection: Connection, now: datetime, style: HouseStyle) -> None:
        self._connection = connection
        self._style = style
        self._figures: dict[SeriesKey, list[Figure]] = {}
        self.now = now
        self.met_secrets = False
        """Whether any figure that was looked at is under embargo."""

    @cached_property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self._connection, Visibility(self.now, EVERYTHING))

    @cached_property
    def prose(self) -> Prose:
        return Prose(self.catalogue, self._style)

    def of(self, *keys: SeriesKey) -> list[Figure]:
        """All figures of these series that are published or drafts, series by series."""
        missing = [key for key in keys if key not in self._figures]
        if missing:
            self._figures |= {key: [] for key in missing}
            numbers = find_series(self._connection, missing).values()
            for figure in held_in(self._connection, numbers, self.now):
                self._figures[figure.series].append(figure)
                self.met_secrets |= figure.review is Review.PUBLISHED and is_on(figure.embargo_until, self.now)
        return [figure for key in keys for figure in self._figures[key]]

    def published(self, *keys: SeriesKey) -> list[Figure]:
        """The same without drafts."""
        return [one for one in self.of(*keys) if one.review is Review.PUBLISHED]

    def beside(self, figure: Figure) -> list[Figure]:
        """The published figures of its series and period; it is not among them."""
        return [one for one in self.published(figure.series) if one.period == figure.period and one.id != figure.id]

    def standing(self, indicator: str, dimensions: Dimensions, period: Period, like: Figure) -> Figure | None:
        """The one figure of a series and period that stands, or will once the drafts are published; None where there
        is none, or where several disagree. What somebody claims stands beside claims of the same alone."""
        found = (one for one in self.of(SeriesKey(indicator, dimensions)) if one.period == period)
        stand = latest(one for one in found if one.attributed_to == like.attributed_to)
        if any(one.id == like.id for one in stand):
            return like
        return stand[0] if len(stand) == 1 else None

    def series_of(self, indicator: str) -> list[SeriesKey]:
        """The series of an indicator, as far as so many can be looked through."""
        query = select(series.c.key).where(series.c.indicator == indicator).order_by(series.c.key).limit(_MOST_SERIES)
        return [SeriesKey.parse(key) for key in self._connection.scalars(query)]

    def told_of(self, indicator: str) -> set[tuple[str | None, str | None]]:
        """The units and bases of what everybody is given of an indicator, whatever it is broken down by."""
        row, shown = observation.c, Visibility(self.now, PUBLIC).shown()
        query = select(row.unit, row.universe).join(series, series.c.id == row.series_id)
        query = query.where(series.c.indicator == indicator, shown).distinct()
        return {(unit, universe) for unit, universe in self._connection.execute(query)}

    def breakdowns(self, indicator: str) -> list[str]:
        """The dimensions by which any series of an indicator is broken down."""
        query = select(series_code.c.dimension).join(series, series.c.id == series_code.c.series_id)
        found = self._connection.execute(query.where(series.c.indicator == indicator).distinct())
        return sorted(found.scalars())

    def unit_of(self, figure: Figure) -> str | None:
        """Its own, or else its indicator's."""
        return figure.unit or self.catalogue.indicators[figure.indicator].unit

    def line(self, figure: Figure) -> str:
        """A figure in words, by which it is told apart from others; a draft as one."""
        draft = ", a draft" if figure.review is Review.DRAFT else ""
        return f"{self.prose.short(figure)} (figure {figure.id}{draft})"


def with_codes(indicator: str, dimension: str, others: Dimensions, codes: Iterable[str]) -> dict[str, SeriesKey]:
    """The series of each code of a dimension, whatever code of it the others have."""
    rest = [pair for pair in others if pair[0] != dimension]
    return {code: SeriesKey(indicator, tuple(sorted([*rest, (dimension, code)]))) for code in codes}
