"""What the database tells when it is asked: the outbox, and the ledger beside its search index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Engine

from bot.delivery.backlog import backlog
from bot.delivery.nouns import State
from bot.errors import StoreUnavailable
from bot.store.reader import Reader

_DUE = (State.DUE, State.CLAIMED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Stored(Collector):
    """`indexed` gives the revision that the search index is at; None: nothing has needed one yet. Each scrape reads
    anew; where the database is away, that is what it tells."""

    engine: Engine
    indexed: Callable[[], int | None]
    clock: Callable[[], datetime]

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: what is registered is not read beforehand."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        answers = GaugeMetricFamily("factdesk_database_answers", "1 if the database answered this scrape.")
        try:
            found = list(self._read())
        except StoreUnavailable:
            answers.add_metric((), 0)
            yield answers
            return
        answers.add_metric((), 1)
        yield answers
        yield from found

    def _read(self) -> Iterator[GaugeMetricFamily]:
        now = self.clock()
        counts = GaugeMetricFamily("factdesk_deliveries", "Deliveries that do not stand.", labels=("platform", "state"))
        ages = GaugeMetricFamily(
            "factdesk_queue_age_seconds", "Since when the oldest one is due that is to be sent.", labels=("platform",)
        )
        oldest: dict[str, float] = {}
        for waiting in backlog(self.engine):
            counts.add_metric((waiting.platform, waiting.state.value), waiting.count)
            if waiting.state in _DUE:
                age = max((now - waiting.oldest).total_seconds(), 0.0)
                oldest[waiting.platform] = max(oldest.get(waiting.platform, 0.0), age)
        for platform, age in oldest.items():
            ages.add_metric((platform,), age)
        yield counts
        yield ages
        revision, indexed = Reader(self.engine, now).revision(), self.indexed()
        yield GaugeMetricFamily("factdesk_ledger_revision", "Transactions that published anything.", value=revision)
        if indexed is not None:
            behind = max(revision - indexed, 0)
            told = "Revisions that the search index is behind; a question brings it up to date before it is answered."
            yield GaugeMetricFamily("factdesk_index_behind_revisions", told, value=behind)
