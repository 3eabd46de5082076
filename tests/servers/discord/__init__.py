"""A local Discord for tests and benchmarks: REST and gateway, version 10, over real sockets."""

from tests.servers.discord.command_input import CannotDoError
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.limits import Limit, RateLimits
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.snowflakes import ManualClock
from tests.servers.discord.threaded import ThreadedDiscordServer

__all__ = [
    "CannotDoError",
    "DiscordServer",
    "Interaction",
    "Limit",
    "ManualClock",
    "RateLimits",
    "ThreadedDiscordServer",
]
