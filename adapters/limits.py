"""What the platforms allow, as far as it is known beforehand; whatever else they say when they refuse is obeyed."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.limits import Limits, Rate

SLACK = Limits(
    gap=timedelta(seconds=1),
    # Slack documents one message a second for a channel, and for a workspace only that there is a limit.
    workspace=Rate(300, 60, burst=10),
    # Reading a channel's history is in the tier of 50 and more a minute.
    look_up=Rate(50, 60, burst=5),
)

DISCORD = Limits(
    # For all requests of a bot; each channel's own limit comes with the answers, in their headers.
    platform=Rate(50, 1, burst=2),
)
