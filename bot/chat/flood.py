"""How much one user or one channel may ask: a token bucket for each, in this process's memory."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.delivery.limits import Rate, ready_at, spend

_REMEMBERED = 100_000
"""Buckets; the ones used longest ago are forgotten first, and they have filled up again by then."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Flood:
    """Counts questions, or orders. Several processes count each for themselves."""

    def __init__(self) -> None:
        self._spent: OrderedDict[str, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, buckets: Sequence[tuple[str, Rate]], now: datetime) -> int | None:
        """Take one from each bucket; None if all had one, otherwise the seconds until they have, and none is taken."""
        with self._lock:
            ready = max(ready_at(rate, self._spent_until(name, rate, now)) for name, rate in buckets)
            if ready > now:
                return math.ceil((ready - now).total_seconds())
            for name, rate in buckets:
                self._spent[name] = spend(rate, self._spent_until(name, rate, now), now)
                self._spent.move_to_end(name)
            while len(self._spent) > _REMEMBERED:
                self._spent.popitem(last=False)
        return None

    def _spent_until(self, name: str, rate: Rate, now: datetime) -> datetime:
        """Nobody can have spent so much by now as a bucket says that was used before the clock was set back: it is
        full."""
        full = _LONG_AGO + rate.slack
        spent = self._spent.get(name, full)
        return full if spent > now + rate.slack + rate.interval else spent
