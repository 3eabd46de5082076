"""One clock for the ledger and for both platforms, which stands still until it is moved."""

from __future__ import annotations

from tests.servers.discord import ManualClock as DiscordClock
from tests.servers.slack import ManualClock as SlackClock


class StoryClock(SlackClock, DiscordClock):
    """What each platform's server takes for a clock that moves by hand."""

    @property
    def seconds(self) -> float:
        return self.now

    @seconds.setter
    def seconds(self, seconds: float) -> None:
        self.now = seconds
