"""A local Slack that speaks the protocol to the real client libraries over real sockets.

In an asynchronous test `async with SlackServer() as slack`, elsewhere `with SlackThread() as slack`, and as a program
`python -m tests.servers.slack --port 3300`.
"""

from tests.servers.slack.clock import ManualClock
from tests.servers.slack.errors import SlackError
from tests.servers.slack.limits import RateLimits
from tests.servers.slack.records import Acknowledgement, ApiCall, Dispatch, NotAcknowledged
from tests.servers.slack.server import SlackServer
from tests.servers.slack.thread import SlackThread
from tests.servers.slack.workspace import ANA, BEN, BOT_USER, Channel, User, Workspace

__all__ = [
    "ANA",
    "BEN",
    "BOT_USER",
    "Acknowledgement",
    "ApiCall",
    "Channel",
    "Dispatch",
    "ManualClock",
    "NotAcknowledged",
    "RateLimits",
    "SlackError",
    "SlackServer",
    "SlackThread",
    "User",
    "Workspace",
]
