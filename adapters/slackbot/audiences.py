"""Who may read a channel, asked for only where it matters, and remembered for minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.nouns import Audience

_KEPT = timedelta(minutes=5)
_UNKNOWN_KEPT = timedelta(minutes=1)
_PATIENCE = 3.0
"""Seconds that an answer waits for it."""


@dataclass(slots=True)
class _Asked:
    answer: asyncio.Task[Audience | None]
    until: datetime


class Audiences:
    """`clock` gives the time."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock
        self._asked: dict[str, _Asked] = {}

    def are_known(self, channel: str) -> bool:
        """Whether Slack need not be asked."""
        asked = self._asked.get(channel)
        return asked is not None and asked.answer.done() and self._holds(asked)

    async def of(self, channel: str) -> Audience:
        """Where Slack does not say, or not in time, it is the members alone."""
        asked = self._asked.get(channel)
        if asked is None or not self._holds(asked):
            # Mentions come in bursts: they wait for one question together.
            asked = self._asked[channel] = _Asked(asyncio.create_task(self._ask(channel)), self._clock() + _KEPT)
        try:
            found = await asyncio.wait_for(asyncio.shield(asked.answer), _PATIENCE)
        except TimeoutError:
            return Audience.MEMBERS
        if found is None:
            asked.until = min(asked.until, self._clock() + _UNKNOWN_KEPT)
        return found or Audience.MEMBERS

    def _holds(self, asked: _Asked) -> bool:
        """Neither too old, nor from the time before the clock was set back."""
        return asked.until - _KEPT <= self._clock() < asked.until

    async def _ask(self, channel: str) -> Audience | None:
        try:
            answer = await self._client.conversations_info(channel=channel)
            return audience_of(answer["channel"])
        except Exception:  # noqa: BLE001 - whatever it is, the question is answered, and nobody else is told of it
            return None


def audience_of(channel: Mapping[str, Any]) -> Audience:
    """Of a channel as Slack describes it. One that is not said to be public is not."""
    if channel.get("is_im") or channel.get("is_mpim"):
        return Audience.ALONE
    if channel.get("is_channel") is True and channel.get("is_private") is False:
        return Audience.EVERYONE
    return Audience.MEMBERS
