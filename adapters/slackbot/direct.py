"""The direct message that a user has with the bot."""

from __future__ import annotations

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.in_person import OpenDirect
from adapters.slackbot.outcomes import outcome
from bot.delivery.ports import Outcome


def opener(client: AsyncWebClient) -> OpenDirect:
    async def open_direct(user: str) -> str | Outcome:
        try:
            async with asyncio.timeout(limits.SLACK_SEND_SECONDS):
                answer = await client.conversations_open(users=user)
        except Exception as error:  # noqa: BLE001 - each is mapped
            return outcome(error)
        return str(answer["channel"]["id"])

    return open_direct
