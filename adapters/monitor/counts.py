"""What a process counts while it serves. Labels are platforms, outcomes and states; never a text of anybody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram

from adapters.async_port import AsyncPort
from bot.chat.nouns import Reply
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, RetryAfter, Sent, Unknown

_ANSWER_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0)
_LATE_SECONDS = (0.1, 0.5, 1.0, 3.0, 10.0, 30.0, 60.0, 300.0, 900.0)
_NO_ANSWER = "none"
"""What is no answer with figures or without: an order, a refusal to let somebody ask, thanks."""


class Counts:
    """Safe in any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "factdesk_questions", "Messages that were served.", ("platform", "outcome"), registry=self.registry
        )
        self._answering = Histogram(
            "factdesk_answer_seconds",
            "From a message's arrival to its answer, which may still have to be posted.",
            ("platform",),
            buckets=_ANSWER_SECONDS,
            registry=self.registry,
        )
        self._sends = Counter(
            "factdesk_sends", "Attempts to post a delivery.", ("platform", "outcome"), registry=self.registry
        )
        self._lateness = Histogram(
            "factdesk_lateness_seconds",
            "Of what stands: from when it was due until the platform had it.",
            ("platform",),
            buckets=_LATE_SECONDS,
            registry=self.registry,
        )
        self._waits = Counter(
            "factdesk_rate_limit_waits", "Times that a platform told to wait.", ("platform",), registry=self.registry
        )

    def served(self, platform: str, reply: Reply | None, seconds: float) -> None:
        """A message was served; None: another process had taken it, which is not counted."""
        if reply is None:
            return
        outcome = reply.outcome.value if reply.outcome is not None else _NO_ANSWER
        self._questions.labels(platform, outcome).inc()
        self._answering.labels(platform).observe(seconds)

    def sent(self, delivery: Delivery, outcome: Outcome, at: datetime) -> None:
        platform = delivery.address.platform
        self._sends.labels(platform, type(outcome).__name__).inc()
        if isinstance(outcome, Sent):
            self._lateness.labels(platform).observe(max((at - delivery.due_at).total_seconds(), 0.0))
        elif isinstance(outcome, RetryAfter):
            self._waits.labels(platform).inc()

    def failed(self, delivery: Delivery, error: Exception) -> None:
        """Sending raised."""
        self._sends.labels(delivery.address.platform, type(error).__name__).inc()


@dataclass(frozen=True, slots=True)
class CountedPort:
    """A platform whose sends are counted."""

    port: AsyncPort
    counts: Counts
    clock: Callable[[], datetime]

    @property
    def limits(self) -> Limits:
        return self.port.limits

    async def send(self, delivery: Delivery) -> Outcome:
        try:
            outcome = await self.port.send(delivery)
        except Exception as error:
            self.counts.failed(delivery, error)
            raise
        self.counts.sent(delivery, outcome, self.clock())
        return outcome

    async def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return await self.port.look_up(delivery)
