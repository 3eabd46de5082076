"""What has to be said twice: an order that somebody was asked about is meant when they give it again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from bot.chat.inbox import asker_id
from bot.chat.nouns import Inbound
from bot.chat.orders import Order

_KEPT = timedelta(minutes=10)
_REMEMBERED = 1_000
"""Orders; the oldest are forgotten first, and are asked about once more."""

_Name = tuple[str, str, str]


class Twice:
    """In this process's memory: where another one gets the second order, it is asked about again."""

    def __init__(self) -> None:
        self._asked: OrderedDict[_Name, tuple[str, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, order: Order, event: Inbound, now: datetime) -> None:
        """Somebody is asked whether they mean it."""
        with self._lock:
            self._asked[_name(order, event)] = (event.key, now)
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)

    def is_meant(self, order: Order, event: Inbound, now: datetime, *, form: bool) -> bool:
        """Whether they were asked lately, and have given it again since; a message that is answered anew has not. A
        `form` that stays open has one key, however often it is sent."""
        with self._lock:
            key, at = self._asked.pop(_name(order, event), ("", now))
        if not key or now - at > _KEPT:
            return False
        return form or key != event.key


def _name(order: Order, event: Inbound) -> _Name:
    return asker_id(event), str(event.place.address), repr(sorted({"": order.verb, **order.values}.items()))
