"""The local platforms of the benchmark of chats, each with users that ask: a program of its own beside the bot's.

`python -m tests.benchmarks.chat_platforms slack` prints its addresses as a line of JSON, and then answers each line of
JSON on standard input with one: {"requests": N, "outstanding": M} has N questions asked, M at a time; with "rate": R
they are asked at R a second instead, whatever has been answered. {"count": true} counts the answers to all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.benchmarks.chat_questions import questions
from tests.servers.discord.errors import Json
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import BOT, Channel, Guild, Intent, Member, User, World
from tests.servers.slack.records import Dispatch
from tests.servers.slack.server import SlackServer
from tests.servers.slack.workspace import BOT_USER, Workspace
from tests.servers.slack.workspace import Channel as SlackChannel
from tests.servers.slack.workspace import User as SlackUser

COMMAND = "/figure"
NOTICE = "On its way"
"""How the message begins that tells of an answer to come."""
_USERS = 40
_CHANNELS = 16
_PATIENCE = 120.0
_TEAM = "1100000000000000021"


@dataclass(slots=True)
class Asked:
    """A question, with when it was acknowledged and answered; seconds since it was asked."""

    answered: asyncio.Future[float]
    began: float = field(default_factory=time.perf_counter)
    acknowledged: float | None = None
    answers: int = 0

    def answer(self) -> None:
        self.answers += 1
        if not self.answered.done():
            self.answered.set_result(time.perf_counter() - self.began)


class Platform(Protocol):
    """A platform under load. `ask` is done by the users and channels in turn."""

    def addresses(self) -> dict[str, str]: ...

    async def connected(self) -> None: ...

    def ask(self, number: int, text: str) -> Asked: ...


class SlackLoad:
    """Slash commands. A bot that only acknowledges has answered with that (`acknowledging`)."""

    def __init__(self, server: SlackServer, *, acknowledging: bool) -> None:
        self._server = server
        self._acknowledging = acknowledging

    def addresses(self) -> dict[str, str]:
        return {"api_url": self._server.api_url}

    async def connected(self) -> None:
        await self._server.wait_for(lambda: bool(self._server.sockets.open))

    def ask(self, number: int, text: str) -> Asked:
        workspace = self._server.state.workspace
        user = workspace.users[1 + number % _USERS].id
        channel = workspace.channels[number % _CHANNELS].id
        asked = Asked(asyncio.get_running_loop().create_future())
        dispatch = self._server.command(COMMAND, text, user=user, channel=channel)
        dispatch.responses = _Answers(asked)  # type: ignore[assignment]
        dispatch.acknowledged.add_done_callback(lambda _: self._acknowledge(dispatch, asked))
        return asked

    def _acknowledge(self, dispatch: Dispatch, asked: Asked) -> None:
        if dispatch.failure is None:
            asked.acknowledged = dispatch.acknowledged.result().seconds
            if self._acknowledging:
                asked.answer()


class _Answers(list[Any]):
    """The answers to a command, which are told of as they come."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked

    def append(self, response: Any) -> None:
        super().append(response)
        if not str(response.body.get("text", "")).startswith(NOTICE):
            self._asked.answer()


class DiscordLoad:
    """Mentions in channels; what replies to one is its answer."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._asked: dict[str, Asked] = {}
        self._publish = server.state.publish
        server.state.publish = self

    def addresses(self) -> dict[str, str]:
        return {"api_url": self._server.api_url, "gateway_url": self._server.gateway_url}

    async def connected(self) -> None:
        await self._server.wait_connected()

    def ask(self, number: int, text: str) -> Asked:
        world = self._server.world
        asked = Asked(asyncio.get_running_loop().create_future())
        user, channel = world.guilds[0].members[1 + number % _USERS].user, world.guilds[0].channels[number % _CHANNELS]
        said = self._server.say(text, user, channel, mention_bot=True)
        self._asked[said["id"]] = asked
        return asked

    def message(self, event: str, message: Json) -> None:
        self._publish.message(event, message)
        replied = (message.get("message_reference") or {}).get("message_id")
        if event == "MESSAGE_CREATE" and replied in self._asked:
            self._asked[replied].answer()

    def event(self, event: str, data: Json, guild_id: str | None, intent: int | Intent) -> None:
        self._publish.event(event, data, guild_id, intent)


class Load:
    """Has questions asked of one bot, and keeps what became of each."""

    def __init__(self, platform: Platform, texts: Iterator[str]) -> None:
        self._platform = platform
        self._texts = texts
        self._all: list[Asked] = []

    async def run(self, requests: int, outstanding: int = 0, rate: float = 0.0) -> dict[str, Any]:
        first, began = len(self._all), time.perf_counter()
        if rate:
            await self._at_rate(requests, rate)
        else:
            left = iter(range(requests))
            await asyncio.gather(*(self._one_after_another(left) for _ in range(outstanding)))
        seconds = time.perf_counter() - began
        asked = self._all[first:]
        return {
            "per_second": round(requests / seconds, 1),
            "answered_ms": _milliseconds([one.answered.result() for one in asked]),
            "acknowledged_ms": _milliseconds([one.acknowledged for one in asked if one.acknowledged is not None]),
        }

    def count(self) -> dict[str, int]:
        return {
            "requests": len(self._all),
            "unanswered": sum(one.answers == 0 for one in self._all),
            "doubled": sum(one.answers > 1 for one in self._all),
        }

    async def _at_rate(self, requests: int, rate: float) -> None:
        loop, waiting = asyncio.get_running_loop(), []
        began = loop.time()
        for number in range(requests):
            await asyncio.sleep(began + number / rate - loop.time())
            waiting.append(self._ask().answered)
        await asyncio.wait_for(asyncio.gather(*waiting), _PATIENCE)

    async def _one_after_another(self, left: Iterator[int]) -> None:
        for _ in left:
            await asyncio.wait_for(self._ask().answered, _PATIENCE)

    def _ask(self) -> Asked:
        asked = self._platform.ask(len(self._all), next(self._texts))
        self._all.append(asked)
        return asked


def slack_workspace() -> Workspace:
    users = [BOT_USER, *(SlackUser(f"U{number:08}", f"user{number}") for number in range(_USERS))]
    members = {user.id for user in users}
    channels = [SlackChannel(f"C{number:08}", f"channel{number}", set(members)) for number in range(_CHANNELS)]
    return Workspace(users=users, channels=channels)


def discord_world() -> World:
    users = [User(f"{1100000000000001000 + number}", f"user{number}") for number in range(_USERS)]
    channels = tuple(Channel(f"{1100000000000002000 + number}", f"channel{number}") for number in range(_CHANNELS))
    members = (Member(BOT), *map(Member, users))
    return World(guilds=(Guild(_TEAM, "Newsroom", users[0].id, channels=channels, members=members),))


def _milliseconds(seconds: list[float]) -> dict[str, float] | None:
    if not seconds:
        return None
    ordered = sorted(seconds)
    found = {"p50": ordered[len(ordered) // 2], "p99": ordered[round((len(ordered) - 1) * 0.99)], "max": ordered[-1]}
    return {name: round(value * 1000, 2) for name, value in found.items()}


async def _serve(platform: Platform) -> None:
    load = Load(platform, questions())
    _tell(platform.addresses())
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        if order.pop("count", False):
            _tell(load.count())
            continue
        await platform.connected()
        _tell(await load.run(**order))


def _tell(what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - the program's answer.


async def _run(options: argparse.Namespace) -> None:
    if options.platform == "slack":
        async with SlackServer(slack_workspace(), strict=False) as slack:
            await _serve(SlackLoad(slack, acknowledging=options.acknowledging))
    else:
        async with DiscordServer(discord_world(), strict=False) as discord:
            await _serve(DiscordLoad(discord))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.chat_platforms", description=__doc__)
    parser.add_argument("platform", choices=["slack", "discord"])
    parser.add_argument("--acknowledging", action="store_true", help="an acknowledgement is an answer")
    asyncio.run(_run(parser.parse_args()))
