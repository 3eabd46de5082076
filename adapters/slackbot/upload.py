"""Files, in Slack's two steps: a place to send the bytes to, then the completion, which alone makes them seen."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slackbot.cut import shorten
from adapters.slackbot.escape import unescape
from adapters.slackbot.outcomes import is_busy, is_refusal

_TRIES = 3


class UploadFailed(Exception):
    """The bytes did not get there; nobody has seen anything."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` is what those hear who do not see it."""

    name: str
    title: str
    alt: str
    content: bytes


async def put(client: AsyncWebClient, session: aiohttp.ClientSession, picture: Picture, alt_limit: int) -> str:
    """The id of the file, which nobody sees yet, so that what does not get there is sent again at once; a refusal is
    one. Raises what the client raises, or UploadFailed."""
    for _ in range(_TRIES - 1):
        try:
            return await _put(client, session, picture, alt_limit)
        except SlackApiError as error:
            if is_refusal(error) or is_busy(error):
                raise
        except (aiohttp.ClientError, UploadFailed):
            continue
    return await _put(client, session, picture, alt_limit)


async def _put(client: AsyncWebClient, session: aiohttp.ClientSession, picture: Picture, alt_limit: int) -> str:
    alt = unescape(shorten(picture.alt, alt_limit))
    place = await client.files_getUploadURLExternal(filename=picture.name, length=len(picture.content), alt_txt=alt)
    async with session.post(place["upload_url"], data=picture.content) as answer:
        if answer.status != HTTPStatus.OK:
            raise UploadFailed(f"HTTP {answer.status}")
    return str(place["file_id"])


async def show(client: AsyncWebClient, file_id: str, title: str, channel: str, thread: str | None) -> None:
    """Post the file in a channel, or a thread of it. Raises what the client raises."""
    await client.files_completeUploadExternal(
        files=[{"id": file_id, "title": title}], channel_id=channel, thread_ts=thread
    )
