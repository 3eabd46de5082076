"""The rate limits that Slack enforces, where the test asks for them."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from tests.servers.slack.errors import SlackError


@dataclass(slots=True)
class RateLimits:
    """None and 0 mean: not enforced. `history_objects` caps how much one read of a history gives."""

    seconds_between_posts: float = 0.0
    posts_a_minute: int | None = None
    reads_a_minute: int | None = None
    history_objects: int | None = None
    _last_post: dict[str, float] = field(default_factory=dict)
    _posts: deque[float] = field(default_factory=deque)
    _reads: deque[float] = field(default_factory=deque)

    def post(self, channel: str, now: float) -> None:
        """Count a message to a channel, or refuse it."""
        if self.seconds_between_posts:
            wait = self._last_post.get(channel, -math.inf) + self.seconds_between_posts - now
            if wait > 0:
                raise rate_limited(wait)
        if self.posts_a_minute is not None:
            _count(self._posts, self.posts_a_minute, now)
        self._last_post[channel] = now

    def read(self, now: float) -> None:
        """Count a read of a history, or refuse it."""
        if self.reads_a_minute is not None:
            _count(self._reads, self.reads_a_minute, now)


def _count(times: deque[float], most: int, now: float) -> None:
    while times and times[0] <= now - 60:
        times.popleft()
    if len(times) >= most:
        raise rate_limited(times[0] + 60 - now)
    times.append(now)


def rate_limited(seconds: float) -> SlackError:
    return SlackError("ratelimited", status=429, retry_after=max(1, math.ceil(seconds)))
