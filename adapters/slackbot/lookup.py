"""Questions to Slack outside of a running bot: one at a time, with a connection of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slackbot.config import SlackConfig
from adapters.slackbot.errors import SlackUnreachable
from adapters.slackbot.identity import Identity, identify
from adapters.slackbot.outcomes import code_of, is_refusal
from adapters.slackbot.socketmode import issue
from adapters.slackbot.wire import open_session, web_client

T = TypeVar("T")


class NotTold(Exception):
    """Slack refuses to say something; `code` is its word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def who_is(config: SlackConfig) -> Identity:
    """Whom the bot token belongs to. Raises SlackRefused or SlackUnreachable."""
    return await _asked(config, identify)


async def try_app_token(config: SlackConfig) -> None:
    """Asks for the address of a connection, and leaves it unused: what is sent down a connection that is made would be
    lost. Raises SlackRefused or SlackUnreachable."""
    token = config.app_token or ""
    await _asked(config, lambda client: issue(client, token))


async def conversation(config: SlackConfig, channel: str) -> dict[str, Any]:
    """What Slack says of a channel. Raises NotTold or SlackUnreachable."""
    answer = await _told(config, lambda client: client.conversations_info(channel=channel))
    return dict(answer["channel"])


async def members_of_group(config: SlackConfig, group: str) -> list[str]:
    """The users in a user group. Raises NotTold or SlackUnreachable."""
    answer = await _told(config, lambda client: client.usergroups_users_list(usergroup=group))
    return list(answer["users"])


async def _asked(config: SlackConfig, question: Callable[[AsyncWebClient], Awaitable[T]]) -> T:
    async with _asking(config) as session:
        return await question(web_client(config.bot_token, config.api_url, session))


async def _told(config: SlackConfig, question: Callable[[AsyncWebClient], Awaitable[T]]) -> T:
    async def put(client: AsyncWebClient) -> T:
        try:
            return await question(client)
        except SlackApiError as error:
            if not is_refusal(error):
                raise
            raise NotTold(code_of(error) or "no reason") from error

    return await _asked(config, put)


@asynccontextmanager
async def _asking(config: SlackConfig) -> AsyncIterator[aiohttp.ClientSession]:
    try:
        async with asyncio.timeout(config.start_within), open_session() as session:
            yield session
    except (TimeoutError, OSError, aiohttp.ClientError, SlackApiError) as error:
        raise SlackUnreachable(
            f"Slack did not answer at {config.api_url}; check the network, and FACTDESK_SLACK_API_URL if it is set"
        ) from error
