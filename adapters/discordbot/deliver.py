"""Discord as the outbox sees it: send a message once, and look for one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from adapters.discordbot.drawn import Drawn, Png, Way, first_taken, picture
from adapters.discordbot.foot import footer_of
from adapters.discordbot.history import find, has_footer
from adapters.discordbot.outcomes import outcome_of
from adapters.discordbot.render import chart_message
from adapters.discordbot.rest import Lost, NotSent, Response, Rest
from adapters.failures import log_setback
from adapters.limits import DISCORD
from adapters.message_links import linked
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.chat.posts import WELCOME
from bot.chat.receipts import ANSWER, SHARE
from bot.delivery.limits import Limits
from bot.delivery.nouns import Address, Delivery
from bot.delivery.ports import Outcome, Rejected, RetryAfter, Scope, Uncertain, Unknown

_TIMEOUT = 20.0
"""Seconds for one call; longer than a request may take, shorter than the lease of a delivery."""

_CHANNELS = "https://discord.com/channels"
_NO_SERVER = "@me"
"""Where direct messages are."""

_AWAITED = (ANSWER, SHARE, WELCOME)
"""Kinds of what comes of what somebody did just now. All else comes unasked, and its notification has to say what it
is."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A request that has not been made: the ways to say it, and what is `beside` in each."""

    method: str
    path: str
    ways: Iterator[Way]
    beside: dict[str, Any]


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
        """What Discord refuses is sent in another way at once: nothing came of it."""

        async def call(way: Way) -> Response:
            return await self._rest.call(draft.method, draft.path, {**way.body, **draft.beside}, upload=way.upload)

        try:
            return outcome_of(await first_taken(draft.ways, call))
        except NotSent:
            return RetryAfter(None, Scope.PLATFORM)
        except Lost as error:
            return Uncertain(str(error))

    async def _draft(self, delivery: Delivery) -> _Draft | Rejected:
        payload = delivery.payload
        if "card" not in payload and "chart" not in payload:
            return Rejected("there is neither a card nor a chart in it")
        edited = payload.get("message_ref")
        ways = await self._ways(delivery, in_place=bool(edited))
        if ways is None:
            return Rejected("its chart cannot be drawn")
        path = f"/channels/{delivery.address.channel}/messages"
        if edited:
            return _Draft("PATCH", f"{path}/{edited}", ways, {})
        beside: dict[str, Any] = {"nonce": delivery.marker, "enforce_nonce": True}
        if payload.get("reply_to"):
            beside["message_reference"] = {"message_id": payload["reply_to"], "fail_if_not_exists": False}
        return _Draft("POST", path, ways, beside)

    async def _ways(self, delivery: Delivery, *, in_place: bool) -> Iterator[Way] | None:
        """None: nothing is left to be said."""
        payload, footer = delivery.payload, footer_of(delivery.marker)
        chart = _chart(payload.get("chart"))
        if "card" in payload:
            # What failed with a chart may go well without it.
            drawn = None if delivery.attempts else await picture(self._png, chart)
            card = linked(Card.from_json(payload["card"]), partial(_url, delivery.address))
            # Nobody is notified of an edit.
            awaited = delivery.kind in _AWAITED or in_place
            return Drawn(card, footer, drawn, awaited).ways(in_place=in_place)
        drawn = await picture(self._png, chart)
        return iter([Way(chart_message(chart.title, footer=footer), drawn)]) if chart and drawn else None


def _url(address: Address, message: str) -> str:
    return f"{_CHANNELS}/{address.workspace or _NO_SERVER}/{address.channel}/{message}"


def _may_be_anew(delivery: Delivery) -> bool:
    """Whether what was to edit a message is as good as one of its own."""
    return bool(delivery.payload.get("message_ref")) and "edits" in delivery.payload


def _chart(body: dict[str, Any] | None) -> Chart | None:
    """None for one that cannot be read: it keeps no answer back."""
    try:
        return Chart.from_json(body) if body is not None else None
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the figure is what was asked for
        log_setback("a chart could not be read", error)
        return None
