"""Questions to Slack outside of a running bot: one at a time, with a connection of their own."""

from __future__ import annotations

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slackbot.config import SlackConfig
from adapters.slackbot.errors import SlackUnreachable
from adapters.slackbot.identity import Identity, identify
from adapters.slackbot.wire import open_session, web_client


async def who_is(config: SlackConfig) -> Identity:
    """Whom the bot token belongs to. Raises SlackRefused or SlackUnreachable."""
    try:
        async with asyncio.timeout(config.start_within), open_session() as session:
            return await identify(web_client(config.bot_token, config.api_url, session))
    except (TimeoutError, OSError, aiohttp.ClientError, SlackApiError) as error:
        raise SlackUnreachable(
            f"Slack did not answer at {config.api_url}; check the network, and FACTDESK_SLACK_API_URL if it is set"
        ) from error
