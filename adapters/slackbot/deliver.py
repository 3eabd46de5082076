"""Slack as a port of the outbox: send once, look up, edit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.failures import log_setback
from adapters.slackbot import upload
from adapters.slackbot.history import file_name, find, metadata
from adapters.slackbot.outcomes import is_busy, outcome, retry_after, told
from adapters.slackbot.render import message
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Failed, LeftOut, Outcome, Rejected, Sent, Uncertain, Unknown

Png = Callable[[Chart], bytes]


@dataclass(frozen=True, slots=True)
class SlackPort:
    """A payload has a "card" or a "chart", and may have a "thread"; with "message_ref" it edits that message, or is
    posted where that can no longer be edited."""

    client: AsyncWebClient
    session: aiohttp.ClientSession
    png: Png

    @property
    def limits(self) -> Limits:
        return limits.SLACK

    async def send(self, delivery: Delivery) -> Outcome:
        """What it raises leaves it uncertain whether the message stands."""
        if "card" not in delivery.payload:
            return await self._send_chart(delivery)
        async with asyncio.timeout(limits.SLACK_SEND_SECONDS):
            if not _edits(delivery):
                return await self._post(delivery)
            found = await self._edit(delivery)
            # What cannot be changed stays as it is, and what was to be said there is said below.
            return await self._post(delivery) if isinstance(found, Rejected) else found

    async def look_up(self, delivery: Delivery) -> str | Unknown | None:
        """Of what was to edit a message: whether it was posted instead. If not, it is edited again: twice is once."""
        async with asyncio.timeout(limits.SLACK_SEND_SECONDS):
            return await self._find(delivery)

    async def _post(self, delivery: Delivery) -> Outcome:
        payload = delivery.payload
        try:
            answer = await self.client.chat_postMessage(
                channel=delivery.address.channel,
                thread_ts=payload.get("thread"),
                metadata=metadata(delivery),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
                **message(Card.from_json(payload["card"])),
            )
        except Exception as error:  # noqa: BLE001 - each is mapped; what is not known is uncertain
            return outcome(error)
        return Sent(str(answer["ts"]))

    async def _edit(self, delivery: Delivery) -> Outcome:
        """Where it is uncertain whether it was done, it is done again."""
        payload = delivery.payload
        ref = str(payload["message_ref"])
        try:
            await self.client.chat_update(
                channel=delivery.address.channel, ts=ref, **message(Card.from_json(payload["card"]))
            )
        except Exception as error:  # noqa: BLE001 - as above
            return _surely_not(outcome(error))
        return Sent(ref)

    async def _send_chart(self, delivery: Delivery) -> Outcome:
        """Its answer stands without it already, and what is said next in its channel waits for it: it is tried for
        seconds, and then left out."""
        try:
            chart = Chart.from_json(delivery.payload["chart"])
            content = await asyncio.to_thread(self.png, chart)
            picture = upload.Picture(file_name(delivery), chart.title, chart.alt, content)
            async with asyncio.timeout(limits.SLACK_CHART_SECONDS):
                return await self._show(delivery, picture)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, the figure is what was asked for
            log_setback("a chart was left out", error)
            return LeftOut(told(error))

    async def _show(self, delivery: Delivery, picture: upload.Picture) -> Outcome:
        file_id = await upload.put(self.client, self.session, picture, limits.SLACK_ALT)
        channel, thread = delivery.address.channel, delivery.payload.get("thread")
        try:
            await upload.show(self.client, file_id, picture.title, channel, thread)
        except Exception as error:
            if isinstance(outcome(error), Uncertain) and await find(self.client, delivery):
                return Sent(file_id)
            raise
        return Sent(file_id)

    async def _find(self, delivery: Delivery) -> str | Unknown | None:
        try:
            return await find(self.client, delivery)
        except SlackApiError as error:
            return Unknown(retry_after(error) if is_busy(error) else None)


def _edits(delivery: Delivery) -> bool:
    return bool(delivery.payload.get("message_ref"))


def _surely_not(found: Outcome) -> Outcome:
    """Where doing it again changes nothing: tried again, and given up in the end."""
    return Failed(found.reason) if isinstance(found, Uncertain) else found
