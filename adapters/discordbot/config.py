"""What Discord is run with, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.chat.nouns import Visibility

API_URL = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class DiscordConfig:
    """`api_url` is the whole address of REST v10. A `gateway_url` that is set takes every connection; without one the
    gateway is where the API says.

    slow_after: seconds after which a channel is shown that an answer is on its way.
    start_within: seconds in which Discord has to let the bot in.
    stop_within: seconds that what is under way has to end in.
    retake_every: seconds between two looks for what was left unanswered.
    look_back: how old a mention may be that came while the bot was away, to be answered; of no length: none is looked
    for.
    """

    token: str = field(repr=False)
    api_url: str = API_URL
    gateway_url: str | None = None
    command_visibility: Visibility = Visibility.PRIVATE
    slow_after: float = 2.0
    start_within: float = 20.0
    stop_within: float = 10.0
    retake_every: float = 5.0
    look_back: timedelta = timedelta(hours=1)
