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
    """Counts questions. Several processes count each for themselves."""

    def __init__(self) -> None:
        self._spent: OrderedDict[str, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, buckets: Sequence[tuple[str, Rate]], now: datetime) -> int | None:
        """Take one from each bucket; None if all had one, otherwise the seconds until they have, and none is taken."""
        with self._lock:
            ready = max(ready_at(rate, self._spent.get(name, _LONG_AGO + rate.slack)) for name, rate in buckets)
            if ready > now:
                return math.ceil((ready - now).total_seconds())
            for name, rate in buckets:
                self._spent[name] = spend(rate, self._spent.get(name, _LONG_AGO), now)
                self._spent.move_to_end(name)
            while len(self._spent) > _REMEMBERED:
                self._spent.popitem(last=False)
        return None
