"""Questions to Slack outside of a running bot: one at a time, with a connection of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slackbot.config import SlackConfig
from adapters.slackbot.errors import SlackUnreachable
from adapters.slackbot.identity import Identity, identify
from adapters.slackbot.wire import open_session, web_client


async def who_is(config: SlackConfig) -> Identity:
    """Whom the bot token belongs to. Raises SlackRefused or SlackUnreachable."""
    async with _asking(config) as session:
        return await identify(web_client(config.bot_token, config.api_url, session))


async def date_of(config: SlackConfig) -> str | None:
    """The date of an answer, as HTTP writes it. Raises SlackUnreachable."""
    async with _asking(config) as session, session.post(f"{config.api_url}api.test") as answer:
        return answer.headers.get("Date")


@asynccontextmanager
async def _asking(config: SlackConfig) -> AsyncIterator[aiohttp.ClientSession]:
    try:
        async with asyncio.timeout(config.start_within), open_session() as session:
            yield session
    except (TimeoutError, OSError, aiohttp.ClientError, SlackApiError) as error:
        raise SlackUnreachable(
            f"Slack did not answer at {config.api_url}; check the network, and FACTDESK_SLACK_API_URL if it is set"
        ) from error
