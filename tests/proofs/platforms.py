"""The local Slack and the local Discord as processes, with as many workspaces and channels as a proof asks for."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from bot.delivery.nouns import Address
from tests.proofs.faults import DiscordTrouble, SlackTrouble, Trouble
from tests.proofs.processes import start
from tests.servers.discord import DiscordServer
from tests.servers.discord import RateLimits as DiscordLimits
from tests.servers.discord.reading import sentence, text
from tests.servers.discord.snowflakes import EPOCH_MS
from tests.servers.discord.world import BOT, Channel, Guild, Member, World
from tests.servers.slack import BOT_USER, RateLimits, SlackServer, Workspace
from tests.servers.slack.workspace import Channel as SlackChannel

SLACK, DISCORD = "slack", "discord"
_FIRST_ID = 1_200_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """So many workspaces of a platform, with so many channels each. `strict` checks what is sent as the platforms do;
    `limited` refuses what is over the platforms' limits."""

    platform: str
    workspaces: int
    channels: int
    strict: bool = True
    limited: bool = False
    trouble: Trouble | None = None

    @property
    def addresses(self) -> list[Address]:
        return [
            Address(self.platform, self._workspace(w), self._channel(w, c))
            for w in range(self.workspaces)
            for c in range(self.channels)
        ]

    def _workspace(self, w: int) -> str:
        return f"T{w:08}" if self.platform == SLACK else str(_FIRST_ID + w)

    def _channel(self, w: int, c: int) -> str:
        number = w * self.channels + c
        return f"C{number:08}" if self.platform == SLACK else str(_FIRST_ID + self.workspaces + number)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where the platforms are: the Slack of each workspace, and Discord. `home` is where Slack's messages are read, for
    links to them."""

    slack: Mapping[str, str] = field(default_factory=dict)
    discord: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A message that stands on a platform. `mark` is the marker that it carries, or the part of it that is shown; `at`
    when the platform took it, in seconds since 1970; `body` all that it says by now."""

    address: Address
    text: str
    mark: str
    at: float
    body: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a platform saw: the posts of each channel in their order, the faults that requests met, and the errors of
    the caller's, by their code."""

    posts: list[Post]
    faults: Counter[str]
    refusals: Counter[str]


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that runs."""

    plan: Plan
    endpoints: Endpoints
    pipe: Connection

    def record(self) -> Record:
        self.pipe.send(None)
        found: Record = self.pipe.recv()
        return found


@contextmanager
def running(plan: Plan) -> Iterator[Platform]:
    process, pipe = start(_serve, plan)
    try:
        yield Platform(plan, pipe.recv(), pipe)
    finally:
        process.kill()
        process.join()


def _serve(plan: Plan, pipe: Connection) -> None:
    # Clients that die in the middle of a request are what a proof is about.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    asyncio.run(_serve_slack(plan, pipe) if plan.platform == SLACK else _serve_discord(plan, pipe))


async def _serve_slack(plan: Plan, pipe: Connection) -> None:
    teams: dict[str, list[str]] = {}
    for address in plan.addresses:
        teams.setdefault(address.workspace, []).append(address.channel)
    limits = {"seconds_between_posts": 1.0, "posts_a_minute": 300} if plan.limited else {}
    servers: dict[str, SlackServer] = {}
    async with AsyncExitStack() as stack:
        for team, names in teams.items():
            channels = [SlackChannel(name, name.lower(), {BOT_USER.id}) for name in names]
            server = SlackServer(
                Workspace(team_id=team, channels=channels), strict=plan.strict, limits=RateLimits(**limits)
            )
            if plan.trouble:
                server.faults = SlackTrouble(plan.trouble, team)
            servers[team] = await stack.enter_async_context(server)
        pipe.send(Endpoints({team: server.api_url for team, server in servers.items()}))
        await _tell_when_asked(pipe, lambda: _slack_record(servers))


async def _serve_discord(plan: Plan, pipe: Connection) -> None:
    guilds: dict[str, list[Channel]] = {}
    for address in plan.addresses:
        guilds.setdefault(address.workspace, []).append(Channel(address.channel, f"channel-{address.channel}"))
    world = World(
        guilds=tuple(Guild(id_, id_, BOT.id, tuple(channels), (), (Member(BOT),)) for id_, channels in guilds.items())
    )
    limits = DiscordLimits.like_discord() if plan.limited else None
    server = DiscordServer(world, strict=plan.strict, limits=limits)
    if plan.trouble:
        server.faults = DiscordTrouble(plan.trouble)
    async with server:
        pipe.send(Endpoints(discord=server.api_url))
        await _tell_when_asked(pipe, lambda: _discord_record(server))


async def _tell_when_asked(pipe: Connection, record: Callable[[], Record]) -> None:
    """Until whoever asks is gone."""
    while True:
        try:
            await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        except EOFError:
            return
        pipe.send(record())


def _slack_record(servers: Mapping[str, SlackServer]) -> Record:
    posts, faults, refusals = [], Counter[str](), Counter[str]()
    for team, server in servers.items():
        for name, conversation in server.state.conversations.items():
            for message in conversation.by_ts.values():
                mark = message["metadata"]["event_payload"]["marker"]
                said, at = message["text"], float(message["ts"])
                posts.append(Post(Address(SLACK, team, name), said, mark, at, said))
        if isinstance(server.faults, SlackTrouble):
            faults += server.faults.dice.met
        refusals.update(call.error for call in server.rejections if call.error)
    return Record(posts, faults, refusals)


def _discord_record(server: DiscordServer) -> Record:
    posts = [
        Post(
            Address(DISCORD, str(channel.guild_id), channel.id),
            sentence(message),
            _foot(message),
            _taken_at(key),
            text(message),
        )
        for channel in server.state.channels.values()
        for key in channel.history
        for message in (server.state.messages[key],)
    ]
    faults = server.faults.dice.met if isinstance(server.faults, DiscordTrouble) else Counter[str]()
    return Record(posts, faults, Counter(str(one.status) for one in server.refusals))


def _foot(message: Mapping[str, Any]) -> str:
    """The part of the marker that is shown; empty for a message that is not of the outbox."""
    shown = re.search(r"Factdesk · (\S+)$", text(message))
    return shown[1] if shown else ""


def _taken_at(snowflake: str) -> float:
    return ((int(snowflake) >> 22) + EPOCH_MS) / 1000
