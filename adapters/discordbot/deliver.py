"""Discord as the outbox sees it: send a message once, and look for one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from adapters.discordbot.cut import fit
from adapters.discordbot.escape import plain
from adapters.discordbot.history import find, has_footer
from adapters.discordbot.outcomes import outcome_of
from adapters.discordbot.render import chart_message, footer_of, message
from adapters.discordbot.rest import Lost, NotSent, Rest, Upload
from adapters.failures import log_setback
from adapters.limits import DISCORD, DISCORD_ALT_TEXT
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, Rejected, RetryAfter, Scope, Uncertain, Unknown

_TIMEOUT = 20.0
"""Seconds for one call; longer than a request may take, shorter than the lease of a delivery."""

_REFUSED = (HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

Png = Callable[[Chart], bytes]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A request that has not been made."""

    method: str
    path: str
    body: dict[str, Any]
    upload: Upload | None = None
    is_worth_sending_without: bool = False
    """What it says stands without the upload."""


class DiscordPort:
    """A payload has a "card", a "chart" or both, and may have "reply_to"; with "message_ref" it edits that message;
    with "edits" too it is posted where that message can no longer be edited."""

    def __init__(self, rest: Rest, me: str, png: Png) -> None:
        """`me`: the bot's user id."""
        self._rest = rest
        self._me = me
        self._png = png

    @property
    def limits(self) -> Limits:
        return DISCORD

    async def send(self, delivery: Delivery) -> Outcome:
        """What it raises leaves it uncertain whether the message stands."""
        draft = await self._draft(delivery)
        if isinstance(draft, Rejected):
            return draft
        async with asyncio.timeout(_TIMEOUT):
            found = await self._send(draft)
            if isinstance(found, Rejected) and _may_be_anew(delivery):
                # What cannot be changed stays as it is, and what was to be said there is said below.
                anew = await self._draft(replace(delivery, payload={**delivery.payload, "message_ref": None}))
                return anew if isinstance(anew, Rejected) else await self._send(anew)
            return found

    async def look_up(self, delivery: Delivery) -> str | Unknown | None:
        if delivery.sending_at is None:
            return Unknown()
        channel, footer = delivery.address.channel, footer_of(delivery.marker)
        edited = delivery.payload.get("message_ref")
        async with asyncio.timeout(_TIMEOUT):
            stands = await has_footer(self._rest, channel, edited, footer) if edited else None
            if stands is not None or (edited and not _may_be_anew(delivery)):
                return stands
            return await find(self._rest, self._me, channel, footer, delivery.sending_at)

    async def _send(self, draft: _Draft) -> Outcome:
        """What Discord refuses with a chart, as where the bot may attach none, goes without it."""
        try:
            answer = await self._rest.call(draft.method, draft.path, draft.body, upload=draft.upload)
            if draft.upload and draft.is_worth_sending_without and answer.status in _REFUSED:
                log_setback("a chart was left out", Lost(answer.reason))
                answer = await self._rest.call(draft.method, draft.path, draft.body)
            return outcome_of(answer)
        except NotSent:
            return RetryAfter(None, Scope.PLATFORM)
        except Lost as error:
            return Uncertain(str(error))

    async def _draft(self, delivery: Delivery) -> _Draft | Rejected:
        payload = delivery.payload
        if "card" not in payload and "chart" not in payload:
            return Rejected("there is neither a card nor a chart in it")
        # What failed with a chart may go well without it.
        upload, title = await self._picture(None if "card" in payload and delivery.attempts else payload.get("chart"))
        if "card" not in payload and upload is None:
            return Rejected("its chart cannot be drawn")
        footer = footer_of(delivery.marker)
        card = Card.from_json(payload["card"]) if "card" in payload else None
        body = message(card, footer=footer) if card else chart_message(title, footer=footer)
        path = f"/channels/{delivery.address.channel}/messages"
        if payload.get("message_ref"):
            # Another answer has its own chart, or none: that which stands there goes.
            body |= {"attachments": []} if "edits" in payload and not upload else {}
            return _Draft("PATCH", f"{path}/{payload['message_ref']}", body, upload, card is not None)
        body |= {"nonce": delivery.marker, "enforce_nonce": True}
        if payload.get("reply_to"):
            body["message_reference"] = {"message_id": payload["reply_to"], "fail_if_not_exists": False}
        return _Draft("POST", path, body, upload, card is not None)

    async def _picture(self, chart: dict[str, Any] | None) -> tuple[Upload | None, str]:
        """A chart as a file, and its title. One that cannot be drawn does not keep its answer back."""
        if chart is None:
            return None, ""
        try:
            drawn = Chart.from_json(chart)
            picture = await asyncio.to_thread(self._png, drawn)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, the figure is what was asked for
            log_setback("a chart could not be drawn", error)
            return None, ""
        return Upload("chart.png", picture, "image/png", fit(drawn.alt, DISCORD_ALT_TEXT, plain)), drawn.title


def _may_be_anew(delivery: Delivery) -> bool:
    """Whether what was to edit a message is as good as one of its own."""
    return bool(delivery.payload.get("message_ref")) and "edits" in delivery.payload
