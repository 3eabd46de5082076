"""Asking a channel whether a message of the outbox stands in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from bot.delivery.nouns import Delivery

EVENT_TYPE = "factdesk_delivery"

Json = dict[str, Any]


def metadata(delivery: Delivery) -> Json:
    """What a message carries so that it is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"marker": delivery.marker}}


def file_name(delivery: Delivery) -> str:
    """An uploaded file has no metadata: its name is found again instead."""
    return f"factdesk-{delivery.marker}.png"


async def find(client: AsyncWebClient, delivery: Delivery) -> str | None:
    """The message's timestamp, or the file's id, once everything since its sending was begun is looked through; None:
    it does not stand. Raises what the client raises."""
    assert delivery.sending_at is not None
    async for message in _messages(client, delivery, delivery.sending_at):
        found = _ref(message, delivery)
        if found:
            return found
    return None


async def _messages(client: AsyncWebClient, delivery: Delivery, since: datetime) -> AsyncIterator[Json]:
    """A channel's history leaves the replies of threads out: those are asked for by their thread."""
    thread = delivery.payload.get("thread")
    method = "conversations.replies" if thread else "conversations.history"
    page: Json = {
        "channel": delivery.address.channel,
        "oldest": f"{since.timestamp() - limits.SLACK_CLOCK_SECONDS:.6f}",
        "inclusive": True,
        "include_all_metadata": True,
        "limit": limits.SLACK_PAGE,
        **({"ts": thread} if thread else {}),
    }
    cursor = None
    while True:
        answer = await client.api_call(
            method, http_verb="GET", params={**page, **({"cursor": cursor} if cursor else {})}
        )
        for message in answer["messages"]:
            yield message
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _ref(message: Json, delivery: Delivery) -> str | None:
    carried = message.get("metadata") or {}
    payload = carried.get("event_payload") or {}
    if carried.get("event_type") == EVENT_TYPE and payload.get("marker") == delivery.marker:
        return str(message["ts"])
    named = (file for file in message.get("files") or () if file.get("name") == file_name(delivery))
    return next((str(file["id"]) for file in named), None)
