"""What became of figures, into the outbox, to wherever they were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from bot.calendar.followed import Known, places_of
from bot.calendar.given import Given, given_by, told_in
from bot.calendar.nouns import CORRECTION, FOLLOWED, MARK, RECEIPTS, Policy
from bot.delivery.enqueue import enqueue, marker
from bot.delivery.limits import Rate, ready_at, spend
from bot.delivery.nouns import Address, Message, Payload
from bot.store import changes_to_tell as store
from bot.store.changes_to_tell import Pair
from bot.store.chunks import chunks
from bot.store.engine import snapshot, writing
from bot.store.writer import lock_ledger


@dataclass(slots=True)
class _Post:
    """A message that gave figures that have changed since, with what its receipts are to be told."""

    place: Given
    pairs: list[Pair] = field(default_factory=list)


@dataclass(slots=True)
class _Ear:
    """Who is told together: those who see some messages in a thread, or in a channel, or somebody who was answered in
    private, who has `alone` pairs. Whoever follows a figure is told of it by that: their posts are only marked."""

    address: Address
    thread: str | None = None
    posts: list[_Post] = field(default_factory=list)
    alone: list[Pair] = field(default_factory=list)
    marked_only: bool = False

    @property
    def pairs(self) -> list[Pair]:
        return [*self.alone, *(pair for post in self.posts for pair in post.pairs)]


@dataclass(frozen=True, slots=True)
class _Look:
    """`done` are changes of which everybody is told once the ears are."""

    ears: Sequence[_Ear]
    done: Sequence[int]


def enqueue_changes(engine: Engine, now: datetime, policy: Policy) -> int:
    """Enqueue what is to be told of figures that were superseded, corrected or withdrawn, for everybody to know by
    now, wherever they were given; how many messages were new.

    Each receipt is told of each change once: that is written down in the transaction that enqueues, batch by batch. A
    change is settled when nothing is left of it, and nothing that gives its figure is being sent. Quiet hours do not
    hold it back. Where a platform lets few messages be edited, the marks of many come one after the other, and what is
    said of them does not wait for that; it leaves room for what is asked meanwhile.
    """
    with snapshot(engine) as connection:
        still_open = store.open_changes(connection, now)
        unheard = set(store.unheard(connection, still_open))
        look = _look(connection, [change for change in still_open if change not in unheard], now, policy)
    new, marks, replies = 0, _Pace(policy.marks, now), _Pace(policy.replies, now)
    for part in chunks(look.ears, policy.batch):
        with writing(engine) as connection:
            lock_ledger(connection)  # Of two that look at once one comes second, and finds it told.
            new += _tell(connection, part, marks, replies, now)
    # An import may supersede a million figures that nobody ever asked for: others write meanwhile.
    for done in chunks([*unheard, *look.done]):
        with writing(engine) as connection:
            lock_ledger(connection)
            store.settle(connection, done, now)
    return new


class _Pace:
    """When the next message of a workspace may be edited, or sent."""

    def __init__(self, rates: Mapping[str, Rate], now: datetime) -> None:
        self._rates = rates
        self._now = now
        self._spent: dict[str, datetime] = {}

    def next_for(self, address: Address) -> datetime:
        rate, spent = self._rates.get(address.platform), self._spent.get(address.budget, self._now)
        due = max(self._now, ready_at(rate, spent))
        self._spent[address.budget] = spend(rate, spent, due)
        return due


def _look(connection: Connection, still_open: Sequence[int], now: datetime, policy: Policy) -> _Look:
    pairs = store.pairs_to_tell(connection, still_open, now)
    if not pairs:
        return _Look((), still_open)
    places = places_of(connection, {pair.figure for pair in pairs})
    known = Known(connection, places.values(), now)
    receipts = {pair.receipt for pair in pairs}
    given, told = given_by(connection, receipts), told_in(connection, receipts)
    waiting, found = set[int](), list[tuple[Pair, Given]]()
    for pair in pairs:
        place = given[pair.receipt]
        if not known.is_accounted_for(pair.figure) or place.is_under_way:
            waiting.add(pair.change)
        elif _is_news(known, pair, told[pair.receipt]):
            found.append((pair, place))
    return _Look(list(_ears(found, now - policy.private)), [one for one in still_open if one not in waiting])


def _is_news(known: Known, pair: Pair, told: set[str]) -> bool:
    """For whoever was told of a figure and of others: not where what took its place was told of beside it."""
    turn = known.became(pair.figure)
    if turn is None:
        return False
    was_wrong = known.change(pair.figure) is not None
    return was_wrong or told.isdisjoint({pair.other, *turn.now})


def _ears(found: Iterable[tuple[Pair, Given]], not_before: datetime) -> Iterator[_Ear]:
    posts: dict[tuple[Address, str | None], _Post] = {}
    people: dict[Address, _Ear] = {}
    for pair, place in found:
        if place.private and place.given_at >= not_before:
            person = Address.of_person(place.asker)
            people.setdefault(person, _Ear(person)).alone.append(pair)
        elif place.stands:
            # What was picked in a message, or edited into it, is in the same one.
            post = posts.setdefault((place.address, place.message_ref), _Post(place))
            post.place = place if post.place.thread is None else post.place
            post.pairs.append(pair)
    yield from people.values()
    yield from _by_thread(posts.values())


def _by_thread(posts: Iterable[_Post]) -> Iterator[_Ear]:
    together: dict[tuple[Address, str | None], _Ear] = {}
    for post in posts:
        place = post.place
        if place.kind == FOLLOWED:
            yield _Ear(place.address, posts=[post], marked_only=True)
        else:
            ear = together.setdefault((place.address, place.thread), _Ear(place.address, place.thread))
            ear.posts.append(post)
    yield from together.values()


def _tell(connection: Connection, ears: Sequence[_Ear], marked: _Pace, replied: _Pace, now: datetime) -> int:
    told = store.told_already(connection, [pair for ear in ears for pair in ear.pairs])
    messages, rows = list[Message](), list[dict[str, Any]]()
    for ear in ears:
        left = _untold(ear, told)
        if not left.pairs:
            continue
        reply = None if left.marked_only else _reply(left, replied.next_for(left.address), now)
        marks = [(_mark(post, marked.next_for(post.place.address), now), post) for post in left.posts]
        # A message is marked before what is said below it.
        messages += [*(message for message, _ in marks), *([reply] if reply else [])]
        named = marker(reply) if reply else None
        rows += _rows(left.alone, named, None)
        for message, post in marks:
            rows += _rows(post.pairs, named, marker(message))
    store.write_told(connection, rows)
    return enqueue(connection, messages, now)


def _untold(ear: _Ear, told: set[tuple[str, int]]) -> _Ear:
    def left(pairs: Iterable[Pair]) -> list[Pair]:
        return [pair for pair in pairs if (pair.receipt, pair.change) not in told]

    posts = [_Post(post.place, left(post.pairs)) for post in ear.posts]
    return _Ear(ear.address, ear.thread, [one for one in posts if one.pairs], left(ear.alone), ear.marked_only)


def _reply(ear: _Ear, due: datetime, now: datetime) -> Message:
    """Below the message where it is one, and otherwise in the thread, or the channel, that all of them are in. Its
    occurrence tells it from others that tell of the same figure there."""
    places = [post.place for post in ear.posts]
    below = places[0].message_ref if len(places) == 1 else None
    payload: Payload = {"thread": ear.thread, "reply_to": below, **_within(places)}
    asker = f"{ear.address.budget}/{ear.address.person}" if ear.address.person is not None else None
    occurrence = " ".join(part for part in (now.isoformat(), ear.thread or below) if part)
    return Message(CORRECTION, ear.pairs[0].figure, occurrence, ear.address, payload, due_at=due, asker=asker)


def _mark(post: _Post, due: datetime, now: datetime) -> Message:
    place = post.place
    receipts = sorted({pair.receipt for pair in post.pairs})
    payload: Payload = {"message_ref": place.message_ref, RECEIPTS: receipts, **_within([place])}
    return Message(MARK, place.receipt, now.isoformat(), place.address, payload, due_at=due)


def _within(places: Sequence[Given]) -> Mapping[str, str]:
    """The channel whose thread their channel is, whose rights hold in it."""
    channel = places[0].thread_of if places else None
    return {} if channel is None else {"thread_of": channel}


def _rows(pairs: Iterable[Pair], reply: str | None, mark: str | None) -> list[dict[str, Any]]:
    return [{"receipt": one.receipt, "change": one.change, "reply": reply, "mark": mark} for one in pairs]
