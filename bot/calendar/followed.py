"""What stands, for everybody, of the figures that somebody follows, and what has become of those that stood before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from sqlalchemy import Connection, select, tuple_

from bot.calendar.nouns import Place
from bot.domain import Figure, SeriesKey
from bot.ledger.vintage import Kind, kind_of, latest, measured
from bot.periods import Period
from bot.store.chunks import chunks
from bot.store.figure_changes import FigureChange, Retraction, retractions
from bot.store.figures import figures_from, select_figures
from bot.store.tables import observation, series
from bot.store.visibility import PUBLIC, Visibility

_PLACES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Turn:
    """What stood of one kind of figures, and what stands in its place: ids, in order; none: nothing does."""

    was: tuple[str, ...]
    now: tuple[str, ...]

    def as_json(self) -> dict[str, list[str]]:
        return {"was": list(self.was), "now": list(self.now)}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Self:
        return cls(tuple(body["was"]), tuple(body["now"]))


class Known:
    """What everybody may know of some places at a time (UTC): the figures that are shown, and those that were public
    until they were corrected or withdrawn. Nothing of what is withheld, nor of what took its place there."""

    def __init__(self, connection: Connection, places: Iterable[Place], now: datetime) -> None:
        self._connection = connection
        self._retracted: dict[str, Retraction] | None = None
        self._shown: dict[str, Figure] = {}
        self._at: dict[Place, list[Figure]] = {}
        wanted = sorted({(str(place.series), place.period.iso) for place in places})
        for part in chunks(wanted, _PLACES_AT_ONCE):
            here = tuple_(series.c.key, observation.c.period).in_(part)
            for figure in figures_from(connection.execute(select_figures(here, Visibility(now, PUBLIC).shown())).all()):
                self._shown[figure.id] = figure
                self._at.setdefault(Place.of(figure), []).append(figure)

    def standing(self, place: Place) -> list[Figure]:
        """Rivals side by side, of every kind there is, by id."""
        return sorted(latest(self._at.get(place, ())), key=lambda figure: figure.id)

    def figure(self, id_: str) -> Figure | None:
        """None for one that is withheld, or that there never was."""
        retracted = self._retractions.get(id_) if id_ not in self._shown else None
        return self._shown.get(id_) if retracted is None else retracted.figure

    def change(self, id_: str) -> Retraction | None:
        """What took a figure out of answers."""
        return None if id_ in self._shown else self._retractions.get(id_)

    def is_accounted_for(self, id_: str) -> bool:
        """Whether everybody may know what became of a figure: it is shown, was withdrawn while it was public, or was
        corrected and what is right is shown. Otherwise an embargo has come over it, and nothing may be told of that."""
        seen = set[str]()
        while id_ not in self._shown:
            found = self._retractions.get(id_)
            if found is None or id_ in seen:
                return False
            if found.change.change is FigureChange.WITHDRAWN:
                return found.was_public
            if found.change.other is None:
                return False
            seen.add(id_)
            id_ = found.change.other
        return True

    def last_change(self, id_: str) -> Retraction | None:
        """What took a figure out of answers, or in the end what a correction had put in its place."""
        last, seen = self.change(id_), {id_}
        while last is not None and last.change.other is not None and last.change.other not in seen:
            seen.add(last.change.other)
            following = self.change(last.change.other)
            if following is None:
                break
            last = following
        return last

    def became(self, id_: str) -> Turn | None:
        """What stands in the place of a figure that is accounted for: what a correction put there, or else what is of
        its kind. None: it stands itself, or what stands says the same."""
        figure = self.figure(id_)
        if figure is None:
            return None
        last = self.last_change(id_)
        right = self.figure(last.change.other) if last is not None and last.change.other is not None else None
        kind = kind_of(right or figure)
        now = [one for one in self.standing(Place.of(figure)) if kind_of(one) == kind]
        return _turn([figure], now) if _news([figure], now) else None

    @property
    def _retractions(self) -> dict[str, Retraction]:
        """Read only where something is missing, which is seldom."""
        if self._retracted is None:
            self._retracted = {one.figure.id: one for one in retractions(self._connection)}
        return self._retracted


def places_of(connection: Connection, figures: Collection[str]) -> dict[str, Place]:
    """Where figures (ids) are."""
    found: dict[str, Place] = {}
    for part in chunks(sorted(figures), _PLACES_AT_ONCE):
        where = select(observation.c.id, series.c.key, observation.c.period).join(series)
        for id_, key, period in connection.execute(where.where(observation.c.id.in_(part))):
            found[id_] = Place(SeriesKey.parse(key), Period(period))
    return found


def standing_ids(connection: Connection, place: Place, now: datetime) -> tuple[str, ...]:
    """The ids of what stands for everybody, in order."""
    return tuple(figure.id for figure in Known(connection, [place], now).standing(place))


def turns(known: Known, place: Place, stood: Collection[str]) -> list[Turn] | None:
    """What is news for whoever knows of what stood: none where it still says the same. None: what became of it is not
    for everybody, so that nothing can be told yet.

    A figure of another kind beside those that stand, such as somebody's claim, is no vintage of theirs and no news.
    """
    if not all(map(known.is_accounted_for, stood)):
        return None
    before = _by_kind(figure for id_ in stood if (figure := known.figure(id_)))
    after = _by_kind(known.standing(place))
    found = [_turn(was, after[kind]) for kind, was in before.items() if kind in after and _news(was, after[kind])]
    lost = [figure for kind in before.keys() - after.keys() for figure in before[kind]]
    gained = [figure for kind in after.keys() - before.keys() for figure in after[kind]]
    if lost or not before:
        # A correction may put it in another unit: then another kind stands in its place.
        found += [_turn(lost, gained)] if lost or gained else []
    return found


def still_so(known: Known, place: Place, news: Iterable[Turn]) -> bool:
    """Whether what was news still is, and says all that there is to say."""
    told = list(news)
    then = [id_ for turn in told for id_ in turn.now]
    if then and turns(known, place, then) != []:
        return False
    ended = _by_kind(figure for turn in told if not turn.now for id_ in turn.was if (figure := known.figure(id_)))
    return ended.keys().isdisjoint(_by_kind(known.standing(place)))


def _turn(was: Sequence[Figure], now: Sequence[Figure]) -> Turn:
    old, new = (tuple(sorted(figure.id for figure in figures)) for figures in (was, now))
    return Turn(old, new)


def _by_kind(figures: Iterable[Figure]) -> dict[Kind, list[Figure]]:
    found: dict[Kind, list[Figure]] = {}
    for figure in figures:
        found.setdefault(kind_of(figure), []).append(figure)
    return found


def _news(was: Sequence[Figure], now: Sequence[Figure]) -> bool:
    return set(map(_statement, was)) != set(map(_statement, now))


def _statement(figure: Figure) -> tuple[Decimal, str, str]:
    """What a figure says among those of its kind: one that says the same again, elsewhere, is no news."""
    return measured(figure).normalize(), figure.qualifier.value, figure.status.value


def ids_in(found: Iterable[Turn]) -> Iterator[str]:
    for turn in found:
        yield from (*turn.was, *turn.now)
