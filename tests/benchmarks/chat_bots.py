"""The bots of the benchmark of chats, each a program of its own: Factdesk, and the least that could stand in its place.

`python -m tests.benchmarks.chat_bots slack ours FOLDER ADDRESSES`: `baseline` acknowledges, inserts one row and posts a
fixed answer by the same client library; `noop` acknowledges only. ADDRESSES is the platform's line of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import aiohttp
import discord
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Column, Engine, Integer, MetaData, Table, Text, insert

from adapters import clock
from adapters.async_desk import AsyncDesk
from adapters.platforms import Bot
from adapters.serve import Service, run, serve
from adapters.settings import Settings
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, Unknown
from bot.ingest import read
from bot.ledger.record import record
from bot.store.engine import open_engine, writing
from bot.store.schema import prepare
from tests.benchmarks.chat_platforms import COMMAND
from tests.servers.discord.client import Quick, pointed_at
from tests.servers.discord.world import World
from tests.servers.slack.workspace import Workspace

_SAMPLE = Path(__file__).resolve().parents[2] / "data" / "nz-drug-law"
_ANSWER = "The share of the vote was 48.4 per cent in 2020 (final)."
_OURS = ("ours", "forgetful")
_MANY = 10_000
"""Questions a minute that one user may ask: as many as can be."""

Insert = Callable[[str], None]
Addresses = Mapping[str, str]


class _UnlimitedBot:
    """A bot whose platform allows any number of posts."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.port = self

    limits = Limits()

    async def send(self, delivery: Delivery) -> Outcome:
        return await self._bot.port.send(delivery)

    async def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return await self._bot.port.look_up(delivery)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bot, name)


class _Unbounded(Service):
    """`factdesk serve`, in every other respect as it runs in newsrooms."""

    def _bot(self, part: str, desk: AsyncDesk) -> Bot:
        return _UnlimitedBot(super()._bot(part, desk))


def ledger(folder: Path) -> Engine:
    """One with the sample in it."""
    engine = open_engine(f"sqlite:///{folder / 'ledger.sqlite'}")
    prepare(engine)
    record(engine, read(_SAMPLE), clock.now())
    return engine


async def ours(platform: str, folder: Path, addresses: Addresses, *, remembers: bool) -> None:
    """Without `remembers` no question is kept, and so every answer is worked out anew."""
    tokens: dict[str, Any] = {"slack_bot_token": SecretStr("xoxb-test"), "slack_app_token": SecretStr("xapp-test")}
    if platform == "discord":
        tokens = {"discord_token": SecretStr(World().token)}
    known = {f"{platform}_{name}": address for name, address in addresses.items()}
    settings = Settings(**tokens, **known, questions_a_minute=_MANY, keep_questions=remembers)
    await serve(_Unbounded(settings, ledger(folder), [platform]), lambda: None)


def _row_inserter(folder: Path) -> Insert:
    """Inserts one row in a transaction, as the outbox's own engine does."""
    engine = open_engine(f"sqlite:///{folder / 'rows.sqlite'}")
    row = Table("row", MetaData(), Column("id", Integer, primary_key=True), Column("text", Text))
    row.metadata.create_all(engine)

    def insert_row(text: str) -> None:
        with writing(engine) as connection:
            connection.execute(insert(row), {"text": text})

    return insert_row


async def slack_baseline(insert_row: Insert | None, addresses: Addresses) -> None:
    """Without `insert_row` it does nothing but acknowledge."""
    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(8)
    workspace = Workspace()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(workspace.bot_token, addresses["api_url"], session=session)
        app = AsyncApp(client=client, signing_secret=workspace.signing_secret)

        async def answer(body: dict[str, Any], ack: AsyncAck) -> None:
            await ack()
            if insert_row is None:
                return
            await loop.run_in_executor(pool, insert_row, body["text"])
            async with session.post(body["response_url"], json={"text": _ANSWER}) as answered:
                await answered.read()

        app.command(COMMAND)(answer)
        handler = AsyncSocketModeHandler(app, workspace.app_token)
        await handler.connect_async()
        await _told_to_stop()
        await handler.close_async()


class _Replier(Quick):
    def __init__(self, insert_row: Insert) -> None:
        super().__init__(max_messages=None)
        self._pool = ThreadPoolExecutor(8)
        self._insert = insert_row

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None and self.user.mentioned_in(message) and not message.author.bot:
            await asyncio.get_running_loop().run_in_executor(self._pool, self._insert, message.content)
            await message.reply(_ANSWER)


async def discord_baseline(insert_row: Insert, addresses: Addresses) -> None:
    with pointed_at(addresses["api_url"], addresses["gateway_url"]):
        async with _Replier(insert_row) as client:
            connection = asyncio.create_task(client.start(World().token))
            await _told_to_stop()
            await client.close()
            await connection


async def _told_to_stop() -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()


def _program(platform: str, kind: str, folder: Path, addresses: Addresses) -> Any:
    if kind in _OURS:
        return ours(platform, folder, addresses, remembers=kind == "ours")
    if platform == "discord":
        return discord_baseline(_row_inserter(folder), addresses)
    return slack_baseline(None if kind == "noop" else _row_inserter(folder), addresses)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.chat_bots", description=__doc__)
    parser.add_argument("platform", choices=["slack", "discord"])
    parser.add_argument("kind", choices=["ours", "forgetful", "baseline", "noop"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("addresses", type=json.loads)
    given = parser.parse_args()
    program = _program(given.platform, given.kind, given.folder, given.addresses)
    (run if given.kind in _OURS else asyncio.run)(program)
