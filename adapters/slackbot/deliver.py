"""Slack as a port of the outbox: send once, look up, edit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters import limits
from adapters.failures import log_setback
from adapters.message_links import linked
from adapters.slackbot import upload
from adapters.slackbot.blockkit import Json
from adapters.slackbot.history import Standing, file_name, find, metadata, thread_of
from adapters.slackbot.identity import message_url
from adapters.slackbot.newblocks import NewBlocks, Seen
from adapters.slackbot.outcomes import is_busy, outcome, retry_after, told
from adapters.slackbot.render import CHART, has
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Failed, LeftOut, Outcome, Rejected, Sent, Uncertain, Unknown

Png = Callable[[Chart], bytes]


@dataclass(frozen=True, slots=True)
class SlackPort:
    """A payload has a "card", a "chart" or both, and may have a "thread", or "reply_to", a message whose own thread it
    goes into; with "message_ref" it edits that message; with "edits" too it is posted where that message can no longer
    be edited. `home` is where the workspace is, for links.

    A chart is drawn by Slack in the message itself, where it fits and the workspace takes it; otherwise it is a picture
    right after it, for which nothing is held back.
    """

    client: AsyncWebClient
    session: aiohttp.ClientSession
    png: Png
    new_blocks: NewBlocks
    home: str | None = None

    @property
    def limits(self) -> Limits:
        return limits.SLACK

    async def send(self, delivery: Delivery) -> Outcome:
        """What it raises leaves it uncertain whether the message stands."""
        if "card" not in delivery.payload:
            return await self._send_picture(delivery)
        async with asyncio.timeout(limits.SLACK_SEND_SECONDS):
            if _edits(delivery):
                found = await self._edit(delivery)
                if not (isinstance(found, Rejected) and _may_be_anew(delivery)):
                    return found
                # What cannot be changed stays as it is, and what was to be said there is said below.
            sent, found = await self._post(delivery)
        if isinstance(found, Sent) and _lacks_chart(delivery, sent):
            await self._send_picture(delivery)
        return found

    async def look_up(self, delivery: Delivery) -> str | Unknown | None:
        """A message that stands gets the picture that it lacks: whoever sent it did not come to that. Of what was to
        edit a message: whether it was posted instead; if not, it is edited again: twice is once."""
        if _edits(delivery) and not _may_be_anew(delivery):
            return None
        async with asyncio.timeout(limits.SLACK_SEND_SECONDS):
            standing = await self._find(delivery)
        if isinstance(standing, Unknown):
            return standing
        if "card" not in delivery.payload:
            return standing.file
        if standing.message is None:
            return None
        if standing.file is None and _lacks_chart(delivery, standing.message):
            await self._send_picture(delivery)
        return str(standing.message["ts"])

    async def _post(self, delivery: Delivery) -> tuple[Json, Outcome]:
        """The message that was taken, and what became of it."""

        async def post(sent: Json) -> AsyncSlackResponse:
            return await self.client.chat_postMessage(
                channel=delivery.address.channel,
                thread_ts=thread_of(delivery),
                metadata=metadata(delivery),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
                **sent,
            )

        try:
            sent, answer = await self._put(delivery, post)
        except Exception as error:  # noqa: BLE001 - each is mapped; what is not known is uncertain
            return {}, outcome(error)
        return sent, Sent(str(answer["ts"]))

    async def _edit(self, delivery: Delivery) -> Outcome:
        """Where it is uncertain whether it was done, it is done again."""
        ref = str(delivery.payload["message_ref"])

        async def update(sent: Json) -> AsyncSlackResponse:
            return await self.client.chat_update(channel=delivery.address.channel, ts=ref, **sent)

        try:
            await self._put(delivery, update)
        except Exception as error:  # noqa: BLE001 - as above
            return _surely_not(outcome(error))
        return Sent(ref)

    async def _put(
        self, delivery: Delivery, send: Callable[[Json], Awaitable[AsyncSlackResponse]]
    ) -> tuple[Json, AsyncSlackResponse]:
        channel = delivery.address.channel
        card = linked(Card.from_json(delivery.payload["card"]), lambda ts: message_url(self.home, channel, ts))
        return await self.new_blocks.put(delivery.address.workspace, Seen.BY_ALL, card, _chart(delivery), send)

    async def _send_picture(self, delivery: Delivery) -> Outcome:
        """Its answer stands without it already, and what is said next in its channel waits for it: it is tried for
        seconds, and then left out."""
        try:
            async with asyncio.timeout(limits.SLACK_CHART_SECONDS):
                chart = Chart.from_json(delivery.payload["chart"])
                content = await asyncio.to_thread(self.png, chart)
                picture = upload.Picture(file_name(delivery), chart.title, chart.alt, content)
                return await self._show(delivery, picture)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, the figure is what was asked for
            log_setback("a chart was left out", error)
            return LeftOut(told(error))

    async def _show(self, delivery: Delivery, picture: upload.Picture) -> Outcome:
        file_id = await upload.put(self.client, self.session, picture, limits.SLACK_ALT)
        channel, thread = delivery.address.channel, thread_of(delivery)
        try:
            await upload.show(self.client, file_id, picture.title, channel, thread)
        except Exception as error:
            if isinstance(outcome(error), Uncertain) and (await find(self.client, delivery)).file:
                return Sent(file_id)
            raise
        return Sent(file_id)

    async def _find(self, delivery: Delivery) -> Standing | Unknown:
        try:
            return await find(self.client, delivery)
        except SlackApiError as error:
            return Unknown(retry_after(error) if is_busy(error) else None)


def _chart(delivery: Delivery) -> Chart | None:
    """One that cannot be read, as another version wrote it, keeps no answer back."""
    try:
        return Chart.from_json(delivery.payload["chart"]) if "chart" in delivery.payload else None
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        log_setback("a chart was left out", error)
        return None


def _lacks_chart(delivery: Delivery, message: Json) -> bool:
    return "chart" in delivery.payload and not has(message, CHART)


def _edits(delivery: Delivery) -> bool:
    return bool(delivery.payload.get("message_ref"))


def _may_be_anew(delivery: Delivery) -> bool:
    """Whether what was to edit a message is as good as one of its own."""
    return "edits" in delivery.payload


def _surely_not(found: Outcome) -> Outcome:
    """Where doing it again changes nothing: tried again, and given up in the end."""
    return Failed(found.reason) if isinstance(found, Uncertain) else found
