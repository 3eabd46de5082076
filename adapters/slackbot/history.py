"""Asking a channel whether a message of the outbox stands in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.slackbot.blockkit import Json
from bot.delivery.nouns import Delivery

EVENT_TYPE = "factdesk_delivery"


def metadata(delivery: Delivery) -> Json:
    """What a message carries so that it is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"marker": delivery.marker}}


def thread_of(delivery: Delivery) -> str | None:
    """The thread that a message goes into: one that is there, or that of the message that it replies to."""
    thread: str | None = delivery.payload.get("thread") or delivery.payload.get("reply_to")
    return thread


def file_name(delivery: Delivery) -> str:
    """An uploaded file has no metadata: its name is found again instead."""
    return f"factdesk-{delivery.marker}.png"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a delivery: its message, and the id of its chart's file."""

    message: Json | None = None
    file: str | None = None


async def find(client: AsyncWebClient, delivery: Delivery) -> Standing:
    """What stands, once everything since its sending was begun is looked through. Raises what the client raises."""
    assert delivery.sending_at is not None
    # A chart comes after its message. Of a channel the latest is told first, of a thread the earliest.
    chart_comes_later = "chart" in delivery.payload and thread_of(delivery) is not None
    standing = Standing()
    async for message in _messages(client, delivery, delivery.sending_at):
        file = _file(message, delivery)
        if file is not None:
            standing = replace(standing, file=file)
        if _is_ours(message, delivery):
            standing = replace(standing, message=message)
        if standing.message is not None and (standing.file is not None or not chart_comes_later):
            break
    return standing


async def _messages(client: AsyncWebClient, delivery: Delivery, since: datetime) -> AsyncIterator[Json]:
    """A channel's history leaves the replies of threads out: those are asked for by their thread."""
    thread = thread_of(delivery)
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


def _is_ours(message: Json, delivery: Delivery) -> bool:
    carried = message.get("metadata") or {}
    payload = carried.get("event_payload") or {}
    return carried.get("event_type") == EVENT_TYPE and payload.get("marker") == delivery.marker


def _file(message: Json, delivery: Delivery) -> str | None:
    named = (file for file in message.get("files") or () if file.get("name") == file_name(delivery))
    return next((str(file["id"]) for file in named), None)
