"""The bot, wired together: connect, answer, stop."""

from __future__ import annotations

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.again import Sleep
from adapters.async_desk import AsyncDesk
from adapters.failures import Reference, log_setback
from adapters.in_person import InPerson
from adapters.slackbot import direct
from adapters.slackbot.audiences import Audiences
from adapters.slackbot.buttons import Buttons
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.deliver import Png, SlackPort
from adapters.slackbot.endpoint import HttpEndpoint
from adapters.slackbot.errors import SlackRefused, SlackUnreachable
from adapters.slackbot.forms import Forms
from adapters.slackbot.groups import UserGroups
from adapters.slackbot.home import Home
from adapters.slackbot.identity import Identity, identify
from adapters.slackbot.membership import Membership
from adapters.slackbot.newblocks import NewBlocks
from adapters.slackbot.newcomers import Newcomers
from adapters.slackbot.private import Private
from adapters.slackbot.receiver import Receiver, bolt_app
from adapters.slackbot.rights import Rights
from adapters.slackbot.socketmode import SocketLine
from adapters.slackbot.tasks import Tasks
from adapters.slackbot.turns import Turns
from adapters.slackbot.wire import library_logger, open_session, web_client

_CLOSING_SECONDS = 5.0


class SlackBot:
    """One workspace in one process. `start` connects it, `run` lasts until it is stopped, `stop` ends both.

    `reference` writes a failure down, `png` draws charts, `sleep` waits between two tries.
    """

    def __init__(
        self,
        config: SlackConfig,
        desk: AsyncDesk,
        reference: Reference,
        png: Png,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._config = config
        self._sleep = sleep
        self._desk = desk
        self._reference = reference
        self._png = png
        self._tasks = Tasks()
        self._new_blocks = NewBlocks(desk.clock)
        self._stopped = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self._line: SocketLine | HttpEndpoint | None = None
        self._retaking: asyncio.Task[None] | None = None
        self._looking = asyncio.Lock()
        self._port: InPerson | None = None
        self._identity: Identity | None = None
        self._turns: Turns | None = None

    @property
    def port(self) -> InPerson:
        """For the outbox, from the start on until the bot is stopped; relays stop before it."""
        assert self._port is not None, "the bot has not been started"
        return self._port

    @property
    def identity(self) -> Identity:
        assert self._identity is not None, "the bot has not been started"
        return self._identity

    @property
    def url(self) -> str | None:
        """Where Slack has to post to; None in Socket Mode."""
        return self._line.url if isinstance(self._line, HttpEndpoint) else None

    async def start(self) -> None:
        """Returns once Slack has let the bot in. Raises SlackRefused or SlackUnreachable, with nothing left running."""
        try:
            async with asyncio.timeout(self._config.start_within):
                await self._connect()
        except (TimeoutError, OSError, aiohttp.ClientError, SlackApiError) as error:
            await self.stop()
            raise SlackUnreachable(
                f"Slack did not answer within {self._config.start_within:.0f} seconds at {self._config.api_url}; "
                "check the network, and FACTDESK_SLACK_API_URL if it is set"
            ) from error
        except BaseException:
            await self.stop()
            raise
        self._retaking = asyncio.create_task(self._keep_retaking())

    async def run(self) -> None:
        """Until the bot is stopped."""
        await self._stopped.wait()

    async def drain(self) -> None:
        """Nothing new is taken, and what is under way ends, within bounds; posts can still be sent."""
        if self._retaking is not None:
            self._retaking.cancel()
        await self._tasks.drain(self._config.stop_within)
        if self._line is not None:
            await _within(_CLOSING_SECONDS, self._line)
            self._line = None

    async def stop(self) -> None:
        """Leave Slack. What is not done by then is left for the next start."""
        await self.drain()
        if self._session is not None:
            await self._session.close()
        self._stopped.set()

    async def _connect(self) -> None:
        config = self._config
        self._session = open_session()
        client = web_client(config.bot_token, config.api_url, self._session)
        identity = self._identity = await identify(client)
        self._warn(identity)
        receiver = self._receiver(client, self._session, identity)
        # Bolt is told of the token together with the workspace, and warns of one that comes with its client as well.
        bare = web_client(None, config.api_url, self._session)
        app = bolt_app(config, identity, bare, receiver, library_logger())
        if config.app_token:
            self._line = SocketLine(app, config.app_token)
        elif config.signing_secret:
            self._line = HttpEndpoint(app, config)
        else:
            raise SlackRefused(
                "Slack cannot reach the bot: set FACTDESK_SLACK_APP_TOKEN for Socket Mode, "
                "or FACTDESK_SLACK_SIGNING_SECRET for HTTP"
            )
        await self._line.open()
        port = SlackPort(client, self._session, self._png, self._new_blocks, identity.url)
        self._port = InPerson(port, direct.opener(client))

    def _receiver(self, client: AsyncWebClient, session: aiohttp.ClientSession, identity: Identity) -> Receiver:
        config, desk, tasks, reference = self._config, self._desk, self._tasks, self._reference
        private = Private(client, session, self._new_blocks, self._sleep, identity.url)
        groups, audiences = UserGroups(client, config.user_groups, desk.clock), Audiences(client, desk.clock)
        rights = Rights(groups, private, Membership(client), audiences)
        forms = Forms(desk, private, rights, tasks, reference)
        home = Home(desk, private, rights, reference)
        self._turns = Turns(config, desk, private, rights, forms, reference)
        buttons = Buttons(desk, private, rights, forms, home, reference)
        newcomers = Newcomers(desk, client, rights)
        return Receiver(config, identity, self._turns, buttons, forms, home, newcomers, tasks)

    def _warn(self, identity: Identity) -> None:
        missing = identity.missing(user_groups=bool(self._config.user_groups))
        if missing:
            scopes = ", ".join(missing)
            lacking = SlackRefused(f"add {scopes} on the app's page “OAuth & Permissions” and install it again")
            log_setback("the Slack app may not do all that Factdesk does", lacking)

    async def _keep_retaking(self) -> None:
        while True:
            try:
                await self._retake()
            except Exception as error:  # noqa: BLE001 - the next look may go well
                log_setback("what was left unanswered in Slack was not found", error)
            await asyncio.sleep(self._config.retake_every)

    async def _retake(self) -> None:
        """What a crash or an absent database left is being answered from now on. One look at a time: what another one
        has found is being answered, too, when this one returns."""
        assert self._turns is not None, "the bot has not been started"
        async with self._looking:
            for event in await self._turns.unfinished():
                self._tasks.spawn(self._turns.serve(event))


async def _within(seconds: float, line: SocketLine | HttpEndpoint) -> None:
    try:
        await asyncio.wait_for(line.close(), seconds)
    except (TimeoutError, OSError, aiohttp.ClientError) as error:
        log_setback("Slack was not left in time", error)
