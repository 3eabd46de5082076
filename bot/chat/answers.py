"""What was answered lately: while a story breaks, many ask the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

_KEPT = 5_000
"""Answers; those that were not asked for longest are dropped first."""


@dataclass(frozen=True, slots=True)
class _Key:
    """All that an answer depends on besides embargoes: the words, and the ledger's revision and the day they are read
    at. An answer in a chat is one that everybody may have."""

    question: str
    last: Conversation | None
    revision: int
    today: date


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer with what its thread is to remember, good from `since` until an embargo lifts; None: none will."""

    answer: Answer
    conversation: Conversation | None
    since: datetime
    until: datetime | None

    def holds_at(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)


class Answers:
    """Answers as the desk does, and again without its work for as long as it would answer the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def follow(self, question: str, last: Conversation | None, now: datetime) -> tuple[Answer, Conversation | None]:
        """As `Desk.follow`. Raises StoreUnavailable."""
        reader = Reader(self._desk.engine, now)
        key = _Key(question, last, reader.revision(), now.date())
        found = self._find(key, now)
        if found is None:
            until = self._desk.knowledge(reader, PUBLIC, now).until
            answer, conversation = self._desk.follow(question, last, now)
            # How each word was read is never told in a chat, and would keep all that the question was answered from.
            found = _Kept(replace(answer, words=None), conversation, now, until)
            self._keep(key, found)
        return found.answer, found.conversation

    def ask(self, question: str, now: datetime) -> Answer:
        """As `Desk.ask`. Raises StoreUnavailable."""
        return self.follow(question, None, now)[0]

    def _find(self, key: _Key, now: datetime) -> _Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None or not found.holds_at(now):
                return None
            self._kept.move_to_end(key)
            return found

    def _keep(self, key: _Key, answered: _Kept) -> None:
        with self._lock:
            self._kept[key] = answered
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
