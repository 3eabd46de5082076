"""The bot, wired together: connect, answer, stop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
import discord

from adapters.again import Sleep
from adapters.async_desk import AsyncDesk
from adapters.discordbot import direct
from adapters.discordbot.commands import Handlers, tree_of
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.deliver import DiscordPort
from adapters.discordbot.drawn import Png
from adapters.discordbot.endpoints import point_to
from adapters.discordbot.errors import DiscordRefused, DiscordUnreachable
from adapters.discordbot.gateway import FATAL_CLOSES, GatewayClient
from adapters.discordbot.inbound import of_edit, of_message, of_sent_form
from adapters.discordbot.members import with_roles_of_now
from adapters.discordbot.missed import Missed
from adapters.discordbot.newcomers import Newcomers
from adapters.discordbot.orders import OrderTurns
from adapters.discordbot.refused_forms import RefusedForms
from adapters.discordbot.replies import Replies
from adapters.discordbot.rest import Rest
from adapters.discordbot.turns import Turns
from adapters.failures import Reference, log_setback
from adapters.in_person import InPerson
from bot.chat.nouns import Inbound
from bot.chat.orders import read

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_CLOSING_SECONDS = 5.0

Interaction = discord.Interaction[Any]


class DiscordBot:
    """One bot in one process. `start` connects it, `run` lasts as long as it is connected, `stop` ends both.

    `reference` writes a failure down, `png` draws charts, `sleep` waits between two tries.
    """

    def __init__(
        self,
        config: DiscordConfig,
        desk: AsyncDesk,
        reference: Reference,
        png: Png,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._config = config
        self._png = png
        self._rest = Rest(config.api_url, config.token)
        replies = Replies(self._rest, sleep)
        refused = RefusedForms()
        self._turns = Turns(config, desk, replies, reference, png, refused)
        self._orders = OrderTurns(desk, replies, reference, refused)
        self._newcomers = Newcomers(config, desk, sleep)
        self._missed = Missed(config, desk, self._rest, self._on_mention, sleep)
        self._client: GatewayClient | None = None
        self._port: InPerson | None = None
        self._connection: asyncio.Task[None] | None = None
        self._retaking: asyncio.Task[None] | None = None
        self._looks: set[asyncio.Task[None]] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False

    @property
    def port(self) -> InPerson:
        """For the outbox, from the start on until the bot is stopped; relays stop before it."""
        assert self._port is not None, "the bot has not been started"
        return self._port

    async def start(self) -> None:
        """Returns once Discord has let the bot in. Raises DiscordRefused or DiscordUnreachable, with nothing left
        running."""
        point_to(self._config.api_url, self._config.gateway_url)
        self._rest.open()
        try:
            async with asyncio.timeout(self._config.start_within):
                client = await self._log_in()
                self._connection = asyncio.create_task(self._stay_connected(client))
                await self._first_connection(client, self._connection)
        except (TimeoutError, OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
            await self.stop()
            raise DiscordUnreachable(
                f"Discord did not answer within {self._config.start_within:.0f} seconds at {self._config.api_url}; "
                "check the network, and the addresses if they are set"
            ) from error
        except BaseException:
            await self.stop()
            raise
        assert client.user is not None
        port = DiscordPort(self._rest, str(client.user.id), self._png)
        self._port = InPerson(port, direct.opener(self._rest))
        self._retaking = asyncio.create_task(self._retake())

    async def run(self) -> None:
        """Until the bot is stopped. Raises DiscordRefused when Discord puts it out for good."""
        assert self._connection is not None, "the bot has not been started"
        await asyncio.wait([self._connection])
        if not self._stopping:
            await self._connection

    async def drain(self) -> None:
        """Nothing new is taken, and what is under way ends, within bounds; posts can still be sent."""
        self._stopping = True
        for task in (self._retaking, *self._looks):
            if task:
                task.cancel()
        if self._client:
            await _within(_CLOSING_SECONDS, self._client.close())
        if self._connection:
            self._connection.cancel()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._config.stop_within)
            for task in late:
                task.cancel()

    async def stop(self) -> None:
        """Leave Discord. What is not done by then is left for the next start."""
        await self.drain()
        await self._rest.close()

    async def _log_in(self) -> GatewayClient:
        client = GatewayClient(self._on_message, self._on_edit, self._on_interaction, self._on_session, self._on_joined)
        handlers = Handlers(
            words=self._on_command,
            order=lambda interaction, order: self._spawn(self._orders.give(interaction, order)),
            unknown=lambda interaction, error: self._spawn(self._turns.unknown_command(interaction, error)),
            labels=self._turns.labels,
            titles=self._orders.titles,
        )
        tree_of(client, handlers)
        self._client = client
        try:
            await client.login(self._config.token)
        except discord.LoginFailure as error:
            raise DiscordRefused("Discord refused the token; set FACTDESK_DISCORD_TOKEN to the bot's own") from error
        return client

    async def _first_connection(self, client: GatewayClient, connection: asyncio.Task[None]) -> None:
        connected = asyncio.create_task(client.connected.wait())
        try:
            await asyncio.wait([connected, connection], return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                await connection
        finally:
            connected.cancel()

    async def _stay_connected(self, client: GatewayClient) -> None:
        """discord.py reconnects by itself; what it gives up is begun anew, unless nothing but a person can help."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await client.connect()
            except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as error:
                if not isinstance(error, discord.ConnectionClosed) or error.code in FATAL_CLOSES:
                    raise DiscordRefused(
                        f"Discord closed the connection for good ({error}); check the bot's token and its intents"
                    ) from error
                log_setback("the connection to Discord ended", error)
            except Exception as error:
                if not client.connected.is_set():
                    raise
                log_setback("the connection to Discord ended", error)
            if self._stopping:
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
            client = await self._log_in_again(client)

    async def _log_in_again(self, last: GatewayClient) -> GatewayClient:
        try:
            client = await self._log_in()
        except (OSError, aiohttp.ClientError, discord.HTTPException) as error:
            log_setback("Discord cannot be reached", error)
            return last
        client.connected.set()
        return client

    def _on_message(self, message: discord.Message) -> None:
        me = self._client.user if self._client else None
        event = of_message(message, me.id) if me else None
        if event is not None:
            self._on_mention(event)

    def _on_edit(self, message: discord.Message) -> None:
        me = self._client.user if self._client else None
        event = of_edit(message, me.id) if me else None
        if event is not None:
            self._on_mention(event)

    def _on_mention(self, event: Inbound) -> None:
        self._spawn(self._turns.mention(event))

    def _on_session(self, shard: int) -> None:
        if self._client is not None and not self._stopping:
            self._keep(self._looks, self._missed.look(self._client, shard))

    def _on_joined(self, guild: discord.Guild) -> None:
        self._spawn(self._newcomers.joined(guild))

    def _on_command(self, interaction: Interaction, text: str) -> None:
        order = read(text)
        if order is not None and order.is_for_one_alone:
            self._spawn(self._orders.give(interaction, order))
        else:
            self._spawn(self._turns.command(interaction, text))

    def _on_interaction(self, interaction: Interaction) -> None:
        """A button, a choice or a form that was sent."""
        sent = of_sent_form(interaction)
        self._spawn(self._orders.sent(interaction, *sent) if sent is not None else self._used(interaction))

    async def _used(self, interaction: Interaction) -> None:
        if not await self._orders.again(interaction):
            await self._turns.component(interaction)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._keep(self._under_way, work)

    def _keep(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_told(work))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    async def _retake(self) -> None:
        """What was left unanswered, now and for ever after."""
        while True:
            for event in await self._turns.unfinished():
                self._spawn(self._serve_again(event))
            await asyncio.sleep(self._config.retake_every)

    async def _serve_again(self, event: Inbound) -> None:
        await self._turns.serve(await with_roles_of_now(self._rest, event))


async def _told(work: Coroutine[Any, Any, None]) -> None:
    """Whatever goes wrong with one is written down, and stops nobody else."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - nobody awaits it
        log_setback("something that Discord sent was not answered", error)


async def _within(seconds: float, work: Coroutine[Any, Any, None]) -> None:
    try:
        await asyncio.wait_for(work, seconds)
    except (TimeoutError, OSError, aiohttp.ClientError) as error:
        log_setback("Discord was not left in time", error)
