"""Rate limits: a bucket per route and major parameter, and a global one, by the server's clock."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.servers.discord.snowflakes import Clock

MESSAGES = "POST /channels/{channel_id}/messages"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Limits by route ("POST /channels/{channel_id}/messages"), for every other route, and over all (`overall`)."""

    routes: Mapping[str, Limit] = field(default_factory=dict)
    otherwise: Limit = Limit(1_000_000, 60.0)
    overall: Limit | None = None

    @classmethod
    def like_discord(cls) -> RateLimits:
        """What is known of Discord's own: 5 messages in 5 seconds in a channel, 50 requests a second over all."""
        return cls({MESSAGES: Limit(5, 5.0)}, Limit(30, 5.0), Limit(50, 1.0))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`retry_after` is None when the request may pass. `scope`: "user", or "global"."""

    headers: dict[str, str]
    retry_after: float | None = None
    scope: str = "user"


@dataclass(slots=True)
class _Window:
    limit: Limit
    ends: float = 0.0
    used: int = 0

    def take(self, now: float) -> float | None:
        """Uses one request, or tells after how many seconds there is one."""
        if now >= self.ends:
            self.ends, self.used = now + self.limit.seconds, 0
        if self.used >= self.limit.requests:
            return self.ends - now
        self.used += 1
        return None


class Limiter:
    """Counts requests."""

    def __init__(self, limits: RateLimits, clock: Clock) -> None:
        self.limits = limits
        self._clock = clock
        self._windows: dict[tuple[str, str], _Window] = {}
        self._overall: _Window | None = None
        self._hashes: dict[str, str] = {}

    def take(self, route: str, major: str, *, counted_overall: bool) -> Verdict:
        """One request to a route; `major` is its channel, guild or webhook."""
        now = self._clock()
        if counted_overall and (wait := self._take_overall(now)) is not None:
            return Verdict(refusal_headers(wait, "global"), wait, "global")
        window = self._windows.get((route, major))
        if window is None:
            limit = self.limits.routes.get(route, self.limits.otherwise)
            window = self._windows[route, major] = _Window(limit)
        wait = window.take(now)
        headers = self._headers(route, window, now)
        if wait is None:
            return Verdict(headers)
        return Verdict(headers | refusal_headers(wait, "user"), wait)

    def _take_overall(self, now: float) -> float | None:
        if self.limits.overall is None:
            return None
        if self._overall is None or self._overall.limit != self.limits.overall:
            self._overall = _Window(self.limits.overall)
        return self._overall.take(now)

    def _headers(self, route: str, window: _Window, now: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(window.limit.requests),
            "X-RateLimit-Remaining": str(window.limit.requests - window.used),
            "X-RateLimit-Reset": f"{window.ends:.3f}",
            "X-RateLimit-Reset-After": f"{window.ends - now:.3f}",
            "X-RateLimit-Bucket": self._hash(route),
        }

    def _hash(self, route: str) -> str:
        if route not in self._hashes:
            self._hashes[route] = hashlib.sha256(route.encode()).hexdigest()[:32]
        return self._hashes[route]


def refusal_headers(wait: float, scope: str) -> dict[str, str]:
    """The headers of a 429. Without Via, clients take it for a ban at the edge and do not try again."""
    headers = {"Retry-After": f"{wait:.3f}", "X-RateLimit-Scope": scope, "Via": "1.1 local"}
    return headers | ({"X-RateLimit-Global": "true"} if scope == "global" else {})


def refusal_body(wait: float, scope: str) -> dict[str, object]:
    return {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": scope == "global"}
