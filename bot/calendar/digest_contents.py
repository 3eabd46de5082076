"""What a digest tells: gathered from the ledger at the moment it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta

from bot.ask.pipeline import Desk
from bot.calendar.followed import Known
from bot.calendar.issues import Fresh, Issue, fresh_since, issue_told, last_issue, measured
from bot.calendar.nouns import Place, Policy, Subscription
from bot.calendar.occurrences import begins, passes
from bot.calendar.room import Room
from bot.calendar.telling_followers import change_of
from bot.calendar.wording import is_named
from bot.cards.digest import Contents, News, Several
from bot.cards.followed import Change
from bot.delivery.nouns import Payload
from bot.domain import Catalogue, Figure, KeyDate
from bot.ledger.open_questions import OpenQuestion, open_for, still_open
from bot.ledger.vintage import vintages
from bot.ledger.withdrawals import Withdrawals
from bot.store.engine import snapshot
from bot.store.figure_changes import retractions
from bot.store.key_dates import OPEN
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC
from bot.store.writer import find_series

_LISTED = 12
"""Figures that a digest lists, and indicators with many; it counts the others."""
_ONE_BY_ONE = 3
"""New figures of one indicator that are told one by one; of more it is told how many."""
LATELY = timedelta(days=7)
_ASKED = 5
"""Open questions that a digest lists."""


def gather(room: Room, wish: Subscription, policy: Policy, *, desk: bool) -> tuple[Contents, Payload]:
    """The contents of a subscription's digest, and what its payload has to keep of them, so that the next digest goes
    on from here once this one is sent. `desk`: it is for the desk's own channel, which is told of all questions."""
    engine = room.desk.engine
    last = last_issue(engine, wish)
    fresh = fresh_since(engine, last, _indicators(room, wish), room.now)
    news = list(_news(room.desk, room.reader, room.withdrawals, fresh.figures))
    changed = _retracted(room, last.upto, _indicators(room, wish), news)
    news = [*(_put_right(one) for one in changed if one.corrected), *news]
    news, several = _summed(news, fresh)
    questions = still_open(engine) if desk else _seen_from(room)
    contents = Contents(
        ahead=_ahead(room.catalogue, wish.wants, wish.zone, room.now + policy.outlook, room.now),
        news=news[:_LISTED],
        more=_uncounted(news, several),
        asked=[question.text for question in questions[:_ASKED]],
        open_questions=len(questions),
        newly_asked=sum(question.first_asked > last.upto for question in questions),
        withdrawn=[one for one in changed if not one.corrected][:_LISTED],
        several=several[:_LISTED],
    )
    return contents, issue_told(fresh, room.now)


def lately(desk: Desk, zone: str, now: datetime) -> Contents:
    """What came in the last days, and the key dates of the next ones, as the public may know it. No questions."""
    reader = Reader(desk.engine, now)
    with reader.session():
        known = desk.knowledge(reader, PUBLIC, now)
        since = now - LATELY
        fresh = fresh_since(desk.engine, Issue(since, since), None, now)
        news, several = _summed(list(_news(desk, reader, known.withdrawals, fresh.figures)), fresh)
    ahead = _ahead(known.catalogue, lambda _date: True, zone, now + LATELY, now)
    more = _uncounted(news, several)
    return Contents(ahead, news[:_LISTED], more, (), 0, 0, several=several[:_LISTED])


def _summed(news: Sequence[News], fresh: Fresh) -> tuple[list[News], list[Several]]:
    """The news to be told one by one, and those of indicators with many, or with more than was read, in one each. What
    is disputed, corrected or superseded is always told by itself."""
    new = measured(figure for one in news if one.is_new for figure in one.figures)
    read = measured(fresh.figures)
    several = []
    for indicator, came in fresh.measures.items():
        unread = came.count - read[indicator].count if indicator in read else came.count
        count = unread + (new[indicator].count if indicator in new else 0)
        if unread or count > _ONE_BY_ONE:
            several.append(Several(count, came.latest if unread else new[indicator].latest))
    summed = {one.latest.indicator for one in several}
    return [one for one in news if not (one.is_new and one.figures[0].indicator in summed)], several


def _uncounted(news: Sequence[News], several: Sequence[Several]) -> int:
    return len(news[_LISTED:]) + sum(one.count for one in several[_LISTED:])


def _ahead(
    catalogue: Catalogue, wants: Callable[[KeyDate], bool], zone: str, until: datetime, now: datetime
) -> list[KeyDate]:
    found = [
        key_date
        for key_date in catalogue.key_dates.values()
        if key_date.status in OPEN
        and wants(key_date)
        and passes(key_date, zone) > now
        and begins(key_date, zone) <= until
    ]
    return sorted(found, key=lambda key_date: (passes(key_date, zone), key_date.id))


def _seen_from(room: Room) -> list[OpenQuestion]:
    """The open questions that nobody learns of who could not see them being asked."""
    address = room.delivery.address
    return open_for(room.desk.engine, str(address), address.budget)


def _indicators(room: Room, wish: Subscription) -> Collection[str] | None:
    """The indicators that are topics, by themselves or through the dates that bring them; None: all."""
    if wish.indicators is None:
        return None
    dates = (room.catalogue.key_dates.get(id_) for id_ in wish.dates)
    return wish.indicators | {date.brings for date in dates if date is not None and date.brings is not None}


def _retracted(room: Room, since: datetime, indicators: Collection[str] | None, news: Sequence[News]) -> list[Change]:
    """What became of figures that were corrected or withdrawn after an instant, unless that is among the news."""
    told = {figure.id for one in news for figure in one.figures}
    prose = room.prose(None)
    with snapshot(room.desk.engine) as connection:
        found = [one for one in retractions(connection) if one.change.at > since]
        if indicators is not None:
            found = [one for one in found if one.figure.indicator in indicators]
        known = Known(connection, [Place.of(one.figure) for one in found], room.now)
        accounted = [one for one in found if known.is_accounted_for(one.figure.id)]
        # Of what nothing is left that would have its name nothing is said.
        named = [one for one in accounted if is_named(Place.of(one.figure), prose)]
        turns = [turn for one in named if (turn := known.became(one.figure.id)) and told.isdisjoint(turn.now)]
        return [change_of(known, turn, room.now) for turn in turns]


def _put_right(change: Change) -> News:
    return News(tuple(change.now), tuple(change.was), corrects=True)


def _news(desk: Desk, reader: Reader, withdrawals: Withdrawals, fresh: Sequence[Figure]) -> Iterator[News]:
    """The fresh figures that stand and say something new, each with its rivals and what it takes the place of."""
    ids = {figure.id for figure in fresh}
    with snapshot(desk.engine) as connection:
        numbers = find_series(connection, {figure.series for figure in fresh})
    for chain in vintages(reader.figures(list(numbers.values()))).values():
        now, before = chain[-1].rivals, chain[-2].rivals if len(chain) > 1 else ()
        if any(figure.id in ids for figure in now):
            corrects = bool(before) and before[0].status is now[0].status
            yield News(now, before, corrects, withdrawals.since(chain[-1].figures))
