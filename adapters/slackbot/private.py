"""Messages outside the outbox: what one user alone sees, and changes of messages that stand.

They are sent without retries: who cannot be answered now is answered later, and may be twice."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slackbot.outcomes import outcome, told
from adapters.slackbot.render import message
from bot.cards.card import Card
from bot.chat.nouns import Asker, Place
from bot.delivery.ports import Gone, Rejected


class NotNow(Exception):
    """Slack could not be reached, or was too busy: worth another try."""


class Unreachable(Exception):
    """There is no way to this user any more, or Slack does not take what is said."""


class Private:
    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session

    async def tell(self, asker: Asker, place: Place, card: Card, response_url: str | None) -> None:
        """To one user, where they are. Raises NotNow or Unreachable.

        A response_url reaches channels that the bot is not in, but no thread, and works for half an hour.
        """
        if (
            response_url
            and not place.thread
            and await self._respond(response_url, {"response_type": "ephemeral"}, card)
        ):
            return
        try:
            await self._client.chat_postEphemeral(
                channel=place.address.channel, user=asker.user, thread_ts=place.thread, **message(card)
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise _failure(error) from error

    async def replace(self, card: Card, response_url: str) -> None:
        """In place of the private message that was acted on. Raises NotNow or Unreachable."""
        if not await self._respond(response_url, {"replace_original": True}, card):
            raise Unreachable("the message can no longer be changed")

    async def edit(self, place: Place, message_ref: str, card: Card) -> None:
        """In place of a public message of ours. Raises NotNow or Unreachable."""
        try:
            await self._client.chat_update(channel=place.address.channel, ts=message_ref, **message(card))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise _failure(error) from error

    async def may_post(self, channel: str) -> bool:
        """Whether the bot is in a channel; where Slack does not say, it is held to be."""
        try:
            await self._client.conversations_history(channel=channel, limit=1)
        except SlackApiError as error:
            return not isinstance(outcome(error), Gone)
        except (aiohttp.ClientError, TimeoutError):
            return True
        return True

    async def _respond(self, url: str, how: dict[str, Any], card: Card) -> bool:
        """False: the address is used up or too old. Raises NotNow."""
        try:
            async with self._session.post(url, json={"replace_original": False, **how, **message(card)}) as answer:
                status, said = answer.status, await answer.text()
        except aiohttp.InvalidURL:
            return False
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotNow(told(error)) from None  # The error's own words hold the address, which is a secret.
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NotNow(f"HTTP {status}")
        return status == HTTPStatus.OK and not _says_no(said)


def _says_no(body: str) -> bool:
    """A refusal may come with status 200, as an object; agreement is the word ok, or such an object."""
    try:
        answer = json.loads(body)
    except ValueError:
        return False
    return isinstance(answer, dict) and answer.get("ok") is False


def _failure(error: Exception) -> NotNow | Unreachable:
    return Unreachable(told(error)) if isinstance(outcome(error), Gone | Rejected) else NotNow(told(error))
