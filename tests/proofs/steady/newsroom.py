"""A Slack and a Discord whose people ask at a steady rate, and what came of each question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from multiprocessing.connection import Connection
from typing import Any, Protocol

from tests.benchmarks.chat_platforms import COMMAND, NOTICE, discord_world, slack_workspace
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.server import DiscordServer
from tests.servers.slack.records import Dispatch
from tests.servers.slack.server import SlackServer

_BEAT_SECONDS = 3.0
"""Between two heartbeats: Discord wants one every 41 seconds, which would be one in a short proof."""
_PATIENCE = 300.0
_LOOK = 0.25

Kind = str
SLACK_COMMAND, SLACK_MENTION, DISCORD_COMMAND, DISCORD_MENTION = (
    "slack command",
    "slack mention",
    "discord command",
    "discord mention",
)
_MIX = (SLACK_COMMAND, DISCORD_MENTION, DISCORD_COMMAND, SLACK_COMMAND, DISCORD_COMMAND, SLACK_MENTION, DISCORD_MENTION)
"""Slack lets a workspace post five times a second, and commands are not posts."""


class Asked(Protocol):
    """A question. `acknowledged`: seconds until it was; None: it has not been, or its platform knows no such thing.
    `answers`: how many there are by now."""

    kind: Kind

    @property
    def acknowledged(self) -> float | None: ...

    @property
    def answers(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Offered:
    """What came of all of them. `lag`: by how many seconds the newsroom itself was late in asking, at the most, which
    tells how busy the machine was."""

    asked: int
    acknowledged: dict[Kind, list[float]]
    unacknowledged: int
    lost: int
    doubled: int
    heartbeats: int
    beat_late: float
    lag: float


@dataclass(frozen=True, slots=True)
class _InSlack:
    kind: Kind
    dispatch: Dispatch
    server: SlackServer
    channel: str

    @property
    def acknowledged(self) -> float | None:
        done = self.dispatch.is_acknowledged and self.dispatch.failure is None
        return self.dispatch.acknowledged.result().seconds if done else None

    @property
    def answers(self) -> int:
        if self.kind == SLACK_COMMAND:
            texts = [str(response.body.get("text", "")) for response in self.dispatch.responses]
            return sum(not text.startswith(NOTICE) for text in texts)
        asked = self.dispatch.payload["event"]["ts"]
        return sum(post.get("thread_ts") == asked for post in self.server.posts(self.channel))


@dataclass(frozen=True, slots=True)
class _InteractionInDiscord:
    interaction: Interaction
    kind: Kind = DISCORD_COMMAND

    @property
    def acknowledged(self) -> float | None:
        return self.interaction.callback.seconds if self.interaction.callback else None

    @property
    def answers(self) -> int:
        filled = self.interaction.acknowledged and not self.interaction.loading
        return filled + len(self.interaction.followup_ids)


@dataclass(frozen=True, slots=True)
class _MentionInDiscord:
    server: DiscordServer
    message: dict[str, Any]
    kind: Kind = DISCORD_MENTION
    acknowledged: None = None

    @property
    def answers(self) -> int:
        said = self.server.messages(self.message["channel_id"])
        return sum((one.get("message_reference") or {}).get("message_id") == self.message["id"] for one in said)


@dataclass(slots=True)
class _People:
    slack: SlackServer
    discord: DiscordServer
    asked: list[Asked] = field(default_factory=list)

    def ask(self, kind: Kind, text: str) -> None:
        """By the users and in the channels in turn."""
        asker = self._in_slack if kind in (SLACK_COMMAND, SLACK_MENTION) else self._in_discord
        self.asked.append(asker(kind, text, len(self.asked)))

    def _in_slack(self, kind: Kind, text: str, number: int) -> Asked:
        users, channels = self.slack.state.workspace.users[1:], self.slack.state.workspace.channels
        where = {"user": users[number % len(users)].id, "channel": channels[number % len(channels)].id}
        slack = self.slack
        sent = slack.command(COMMAND, text, **where) if kind == SLACK_COMMAND else slack.mention(text, **where)
        return _InSlack(kind, sent, slack, where["channel"])

    def _in_discord(self, kind: Kind, text: str, number: int) -> Asked:
        members, channels = self.discord.world.guilds[0].members[1:], self.discord.world.guilds[0].channels
        user, channel = members[number % len(members)].user, channels[number % len(channels)]
        if kind == DISCORD_COMMAND:
            given = self.discord.command("figure", "ask", {"question": text}, user=user, channel=channel)
            return _InteractionInDiscord(given)
        return _MentionInDiscord(self.discord, self.discord.say(text, user, channel, mention_bot=True))


def run(told: Connection) -> None:
    """A process: tells its addresses; for each (questions, rate) that it is told, asks them and tells what came."""
    asyncio.run(_serve(told))


async def _serve(told: Connection) -> None:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlackServer(slack_workspace(), strict=False))
        interval = int(_BEAT_SECONDS * 1000)
        discord = DiscordServer(discord_world(), strict=False, heartbeat_interval=interval)
        await stack.enter_async_context(discord)
        told.send((slack.api_url, discord.api_url, discord.gateway_url))
        loop = asyncio.get_running_loop()
        while (order := await loop.run_in_executor(None, told.recv)) is not None:
            questions, rate = order
            await slack.wait_for(lambda: bool(slack.sockets.open))
            await discord.wait_connected()
            told.send(await _offer(_People(slack, discord), questions, rate))


async def _offer(people: _People, questions: Iterable[str], rate: float) -> Offered:
    """Ask at a rate, whatever was answered, and wait until everything is, or for so long as nobody would."""
    loop = asyncio.get_running_loop()
    began, lag = loop.time(), 0.0
    for number, (text, kind) in enumerate(zip(questions, cycle(_MIX), strict=False)):
        due = began + number / rate
        await asyncio.sleep(due - loop.time())
        lag = max(lag, loop.time() - due)
        people.ask(kind, text)
    ended = loop.time()
    while any(not one.answers for one in people.asked) and loop.time() < ended + _PATIENCE:  # noqa: ASYNC110
        await asyncio.sleep(_LOOK)  # Neither server tells of what happens in the other one.
    return _found(people, began, loop.time(), lag)


def _found(people: _People, began: float, ended: float, lag: float) -> Offered:
    acknowledged: dict[Kind, list[float]] = {}
    awaited = [one for one in people.asked if one.kind != DISCORD_MENTION]
    for one in awaited:
        if one.acknowledged is not None:
            acknowledged.setdefault(one.kind, []).append(one.acknowledged)
    answers = [one.answers for one in people.asked]
    beats = [at for at in people.discord.gateway.beaten_at if began <= at <= ended]
    return Offered(
        asked=len(people.asked),
        acknowledged=acknowledged,
        unacknowledged=len(awaited) - sum(map(len, acknowledged.values())),
        lost=answers.count(0),
        doubled=sum(count > 1 for count in answers),
        heartbeats=len(beats),
        beat_late=max(_late([began, *beats, ended]), default=0.0),
        lag=lag,
    )


def _late(moments: list[float]) -> Iterator[float]:
    """By how many seconds each heartbeat came later than it had to after the last one."""
    return (max(0.0, after - before - _BEAT_SECONDS) for before, after in pairwise(moments))
