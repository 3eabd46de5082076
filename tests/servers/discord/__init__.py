"""A local Discord for tests and benchmarks: REST and gateway, version 10, over real sockets.

In an event loop: `async with DiscordServer() as discord_server`. From tests without one: `with ThreadedDiscordServer()
as discord_server`. As a program: `python -m tests.servers.discord --port 3400`, driven over HTTP (control.py).
`client.py` points discord.py at it; `world.py` is what exists at the start; `faults` and `gateway.faults` break things.
"""

from tests.servers.discord.command_input import CannotDoError
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.limits import Limit, RateLimits
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.snowflakes import ManualClock
from tests.servers.discord.threaded import ThreadedDiscordServer
from tests.servers.discord.world import World

__all__ = [
    "CannotDoError",
    "DiscordServer",
    "Interaction",
    "Limit",
    "ManualClock",
    "RateLimits",
    "ThreadedDiscordServer",
    "World",
]
