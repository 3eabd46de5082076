"""What was answered lately: while a story breaks, many ask the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime

from bot.answer import Answer
from bot.ask.agenda import next_time
from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from bot.chat.known import Known, known
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

_KEPT = 5_000
"""Answers; those that were not asked for longest are dropped first."""


@dataclass(frozen=True, slots=True)
class _Key:
    """All that an answer depends on besides embargoes and the time of key dates: the words, and the ledger's revision
    and the newsroom's day they are read at. An answer in a chat is one that everybody may have."""

    question: str
    last: Conversation | None
    revision: int
    today: date


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer that is good from `since` until an embargo lifts or a key date passes; None: none will."""

    known: Known
    since: datetime
    until: datetime | None

    def holds_at(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)


class Answers:
    """Answers as the desk does, and again without its work for as long as it would answer the same."""

    def __init__(self, desk: Desk, *, remember: bool = True) -> None:
        """An answer holds its question: where none is to be kept, not to `remember` keeps none in memory either."""
        self._desk = desk
        self._most = _KEPT if remember else 0
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def follow(self, question: str, last: Conversation | None, now: datetime) -> Known:
        """As `Desk.follow`. Raises StoreUnavailable."""
        reader, key = self._at(question, last, now)
        found = self._find(key, now)
        if found is None:
            known_now = self._desk.knowledge(reader, PUBLIC, now)
            passing = next_time(known_now.catalogue.key_dates.values(), now)
            until = min(filter(None, (known_now.until, passing)), default=None)
            answer, conversation = self._desk.follow(question, last, now)
            # The revision was read before: what changed meanwhile is looked up again when it is posted.
            found = known(answer, conversation, self._desk.style, key.revision)
            self._keep(key, _Kept(found, now, until))
        return found

    def at_hand(self, question: str, last: Conversation | None, now: datetime) -> Known | None:
        """What `follow` gives without the desk's work; None: it has to be worked out. Raises StoreUnavailable."""
        return self._find(self._at(question, last, now)[1], now) if self._kept else None

    def ask(self, question: str, now: datetime) -> Answer:
        """As `Desk.ask`. Raises StoreUnavailable."""
        return self.follow(question, None, now).answer

    def _at(self, question: str, last: Conversation | None, now: datetime) -> tuple[Reader, _Key]:
        reader = Reader(self._desk.engine, now)
        return reader, _Key(question, last, reader.revision(), self._desk.today(now))

    def _find(self, key: _Key, now: datetime) -> Known | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None or not found.holds_at(now):
                return None
            self._kept.move_to_end(key)
            return found.known

    def _keep(self, key: _Key, answered: _Kept) -> None:
        with self._lock:
            self._kept[key] = answered
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
