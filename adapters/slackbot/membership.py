"""Which channels somebody is in. It is asked anew each time: who has left a channel sees nothing of it any more."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.failures import log_setback

_KINDS = "public_channel,private_channel,im"
_MOST_PAGES = 50


class Membership:
    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def of(self, user: str) -> frozenset[str] | None:
        """The ids of the public channels that a user is in, of the private ones that the bot is in as well, and of
        their direct messages with it; None: Slack does not say."""
        try:
            return await self._all_of(user)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log_setback("Slack did not say which channels somebody is in", error)
            return None

    async def _all_of(self, user: str) -> frozenset[str] | None:
        found: set[str] = set()
        cursor: str | None = None
        for _ in range(_MOST_PAGES):
            page = await self._client.users_conversations(
                user=user, types=_KINDS, limit=limits.SLACK_PAGE, cursor=cursor
            )
            found.update(channel["id"] for channel in page["channels"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return frozenset(found)
        return None
