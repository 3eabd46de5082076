"""What Bolt hands over: read, stored where it has to be, and only then acknowledged.

Bolt is run with process_before_response: a listener returns before Slack is answered. A listener that raises has Slack
answered with a 503, over HTTP, or not at all, in Socket Mode: both times Slack sends it again.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.failures import log_news, log_setback
from adapters.slackbot.buttons import Buttons
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.form import CALLBACK, first_block
from adapters.slackbot.forms import Forms
from adapters.slackbot.home import Home
from adapters.slackbot.identity import Identity
from adapters.slackbot.inbound import (
    command,
    direct_message,
    edited_message,
    home_opened,
    joined,
    mention,
    panel_opened,
    pressed,
    submitted,
    suggesting,
)
from adapters.slackbot.newcomers import Newcomers
from adapters.slackbot.payload import Malformed
from adapters.slackbot.pickers import INPUT
from adapters.slackbot.render import ACTION_PREFIX
from adapters.slackbot.tasks import Closing, Tasks
from adapters.slackbot.turns import Turns
from adapters.terminal.text import printable
from adapters.whole import whole
from bot.chat.nouns import Inbound

COMMAND = "/figure"
_OURS = ("adapters", "bot")

Body = dict[str, Any]
Read = Callable[[Mapping[str, Any], str, str], Inbound | None]


class Receiver:
    def __init__(
        self,
        config: SlackConfig,
        identity: Identity,
        turns: Turns,
        buttons: Buttons,
        forms: Forms,
        home: Home,
        newcomers: Newcomers,
        tasks: Tasks,
    ) -> None:
        self._config = config
        self._identity = identity
        self._turns = turns
        self._buttons = buttons
        self._forms = forms
        self._home = home
        self._newcomers = newcomers
        self._tasks = tasks

    async def mention(self, body: Body) -> None:
        await self._event(mention, body)

    async def message(self, body: Body) -> None:
        await self._event(edited_message if body["event"].get("subtype") == "message_changed" else direct_message, body)

    async def home(self, body: Body) -> None:
        told = whole(body)
        opened, panel = home_opened(told, self._identity.team), panel_opened(told, self._identity.team)
        if opened is not None:
            self._start(self._home.show(*opened))
        if panel is not None:
            self._start(self._newcomers.opened(*panel))

    async def joined(self, body: Body) -> None:
        address = joined(whole(body), self._identity.bot_user, self._identity.team)
        if address is not None:
            with self._tasks.request():
                await self._tasks.kept(self._newcomers.joined(address))

    async def command(self, body: Body, ack: AsyncAck) -> None:
        event = command(whole(body), self._config.command_visibility, self._identity.team)
        self._start(self._turns.command(event))
        await ack()

    async def action(self, body: Body, ack: AsyncAck) -> None:
        self._start(self._buttons.press(pressed(whole(body), self._identity.team)))
        await ack()

    async def submission(self, body: Body, ack: AsyncAck) -> None:
        """The form stays open, with what was written in it, when nothing came of that."""
        sent = submitted(whole(body), self._identity.team)
        first_block(body["view"])  # Before anything comes of it.
        with self._tasks.request():
            wrong = await self._forms.submit(sent)
        if wrong:
            await ack(response_action="errors", errors=wrong)
        else:
            await ack()

    async def suggest(self, body: Body, ack: AsyncAck) -> None:
        await ack(options=await self._forms.options(suggesting(whole(body), self._identity.team)))

    async def ignored(self) -> None:
        """What the app is told of without having asked for it."""

    async def failed(self, error: Exception, request: AsyncBoltRequest) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            log_news(f"Slack sent a {_kind(error)} that nothing here handles")
            return BoltResponse(status=HTTPStatus.NOT_FOUND)
        if isinstance(error, Malformed) or not _came_to_us(error):
            return _dropped(error, request)
        if not isinstance(error, Closing):
            log_setback("something that Slack sent was not taken; Slack sends it again", error)
        return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)

    async def _event(self, read: Read, body: Body) -> None:
        event = read(whole(body), self._identity.bot_user, self._identity.team)
        if event is None:
            return
        with self._tasks.request():
            await self._tasks.kept(self._taken(event))

    async def _taken(self, event: Inbound) -> None:
        """What is stored is answered as well; otherwise it would wait until its lease is over."""
        if await self._turns.take(event):
            self._tasks.spawn(self._turns.serve(event))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            with self._tasks.request():
                self._tasks.spawn(work)
        except Closing:
            work.close()
            raise


class _App(AsyncApp):
    """What has a form that Slack never sends makes Bolt raise, also where it looks for whom to tell of it."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        try:
            return await super().async_dispatch(req)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            return _dropped(error, req)


def _dropped(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    log_malformed(error)
    # Down a socket only what is taken is acknowledged, and this is no better when it comes again.
    return BoltResponse(status=HTTPStatus.BAD_REQUEST if request.mode == "http" else HTTPStatus.OK)


def log_malformed(error: Exception) -> None:
    """What came is nobody's failure here: a line, and no more."""
    what = str(error) if isinstance(error, Malformed) else type(error).__name__
    log_news(f"Slack sent something malformed, which is dropped ({printable(what)})")


def _came_to_us(error: Exception) -> bool:
    """Whether it was raised in what we do: Bolt itself stumbles over nothing but what Slack never sends."""
    ways = (frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(name.partition(".")[0] in _OURS for name in ways)


def _kind(error: BoltUnhandledRequestError) -> str:
    """What came, by Slack's name for it: what it holds may be anybody's words."""
    body = error.request.body
    return printable(str(body.get("command") or body.get("type") or "payload"))


def bolt_app(
    config: SlackConfig, identity: Identity, client: AsyncWebClient, receiver: Receiver, logger: logging.Logger
) -> AsyncApp:
    """Bolt with our listeners. The workspace is known already: nothing is asked of Slack before a payload is stored."""
    known = AuthorizeResult(
        enterprise_id=None,
        team_id=identity.team,
        bot_user_id=identity.bot_user,
        bot_id=identity.bot_id or None,
        bot_token=config.bot_token,
    )

    async def authorize() -> AuthorizeResult:
        return known

    app = _App(
        name=logger.name,  # Bolt makes loggers of this name, with the level of ours.
        logger=logger,
        client=client,
        authorize=authorize,
        signing_secret=config.signing_secret or "",
        process_before_response=True,
        # Otherwise Bolt writes over many lines how a program could be made to handle it.
        raise_error_for_unhandled_request=True,
    )
    app.event("app_mention")(receiver.mention)
    app.event("message")(receiver.message)
    app.event("app_home_opened")(receiver.home)
    app.event("member_joined_channel")(receiver.joined)
    app.event(re.compile(""))(receiver.ignored)
    app.command(COMMAND)(receiver.command)
    app.action(re.compile(f"^{ACTION_PREFIX}"))(receiver.action)
    app.options(INPUT)(receiver.suggest)
    app.view(CALLBACK)(receiver.submission)
    app.error(receiver.failed)
    return app
