"""What new figures change about the series that they continue: which vintages end, and which figures are disputed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from bot.domain import Figure
from bot.ingest.identity import claim
from bot.ledger.disputes import dispute_warnings
from bot.ledger.embargoes import is_on
from bot.ledger.foreseen import Pair, to_come
from bot.ledger.overtaken import Overtaken
from bot.ledger.vintage import Vintage, vintages
from bot.store.chunks import chunks
from bot.store.figure_changes import FigureChange, LoggedChange, log
from bot.store.figures import figures_of_series
from bot.store.visibility import DESK

_PORTION = 64
"""Series that are gone through at a time: each may have hundreds of figures."""
_MANY = 5_000
"""Changes that are written down at a time."""


def follow(
    connection: Connection, new: Container[str], series_ids: Iterable[int], by: str, now: datetime
) -> tuple[str, ...]:
    """Log what becomes of figures held before, as the `new` ones (ids) take their place or disagree with them; warnings
    about those that disagree, and about new ones that are superseded at once. `series_ids` are the series in which
    there may be such."""
    found: list[LoggedChange] = []
    disputed: list[tuple[Figure, ...]] = []
    late = Overtaken()
    for part in chunks(sorted(series_ids), _PORTION):
        for chain in _chains(connection, part, now):
            late.look_at(chain, new)
            for vintage in chain:
                if _is_news(vintage.rivals, new):
                    disputed.append(vintage.rivals)
                if _is_disputed(vintage.rivals, new):
                    held = next(figure for figure in vintage.rivals if figure.id not in new)
                    came = (figure for figure in vintage.rivals if figure.id in new)
                    found += [LoggedChange(held.id, FigureChange.DISPUTED, by, now, rival.id) for rival in came]
            found += [
                LoggedChange(old, FigureChange.SUPERSEDED, by, now, other) for old, other in _replaced(chain, new, now)
            ]
        if len(found) >= _MANY:
            _write_down(connection, found)
            found.clear()
    _write_down(connection, found)
    return dispute_warnings(disputed) + late.warnings()


def _write_down(connection: Connection, found: Iterable[LoggedChange]) -> None:
    log(connection, sorted(found, key=attrgetter("figure")))  # In the order of their index they are written at once.


def _chains(connection: Connection, part: Sequence[int], now: datetime) -> Iterator[Sequence[Vintage]]:
    # Whoever imports figures is told of those under embargo too.
    figures = figures_of_series(connection.connection.cursor(), connection.dialect, DESK, part, now)
    for _, members in groupby(figures, key=attrgetter("series")):
        yield from vintages(members).values()


def _is_disputed(rivals: Sequence[Figure], new: Container[str]) -> bool:
    """Whether a new figure disagrees with one held."""
    return len(rivals) > 1 and 0 < sum(figure.id in new for figure in rivals) < len(rivals)


def _is_news(rivals: Sequence[Figure], new: Container[str]) -> bool:
    """Whether a new figure disagrees with any. New ones that differ in nothing but value are for their importer to
    tell."""
    among_new = any(figure.id in new for figure in rivals) and len({claim(figure) for figure in rivals}) > 1
    return _is_disputed(rivals, new) or among_new


def _replaced(chain: Sequence[Vintage], new: Container[str], now: datetime) -> Sequence[tuple[str, str]]:
    """The ids of what stood, or is to stand until the end of an embargo, each with that of what takes its place."""
    members = [figure for vintage in chain for figure in vintage.figures]
    shown = [figure for figure in members if not is_on(figure.embargo_until, now)]
    if len(shown) == len(members):
        return [(old.id, other.id) for old, other in _by_new(chain, new)]
    found = [pair for visible in vintages(shown).values() for pair in _by_new(visible, new)]
    # What is under embargo itself may have been given before that.
    found += [(old, other) for old, other in _by_new(chain, new) if is_on(old.embargo_until, now)]
    found += [(old, other) for old, other in to_come(members, now) if old.id in new or other.id in new]
    return list(dict.fromkeys((old.id, other.id) for old, other in found))


def _by_new(chain: Sequence[Vintage], new: Container[str]) -> Iterator[Pair]:
    stands = chain[-1].rivals[0]
    if stands.id in new and len(chain) > 1:
        yield from ((old, stands) for old in _superseded(chain, new))


def _superseded(chain: Sequence[Vintage], new: Container[str]) -> Sequence[Figure]:
    """The figures that stood before, where new ones alone stand in their place."""
    if any(figure.id not in new for figure in chain[-1].figures):
        return ()
    before = [figure for vintage in chain[:-1] for figure in vintage.figures]
    held = [figure for figure in before if figure.id not in new]
    if len(held) == len(before):
        return chain[-2].figures
    # New figures came in between: what stood before is what stands without them.
    return next((earlier[-1].figures for earlier in vintages(held).values()), ())
