"""Those who come to the desk for the first time: a channel that it was invited to, and whoever opens its side panel."""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.async_desk import AsyncDesk
from adapters.failures import log_setback
from adapters.slackbot.cut import shorten
from adapters.slackbot.escape import unescape
from adapters.slackbot.outcomes import is_refusal
from adapters.slackbot.rights import Rights
from bot.chat.nouns import Asker
from bot.delivery.nouns import Address

_METHOD = "assistant.threads.setSuggestedPrompts"
_TITLE = "Ask for a figure"


class Newcomers:
    def __init__(self, desk: AsyncDesk, client: AsyncWebClient, rights: Rights) -> None:
        self._desk = desk
        self._client = client
        self._rights = rights
        self._has_prompts = True

    async def joined(self, address: Address) -> None:
        """The desk is in a channel now. Raises StoreUnavailable: then Slack is to tell of it again."""
        await self._desk.welcome(address)

    async def opened(self, asker: Asker, panel: Address) -> None:
        """Somebody opened their conversation with the desk: examples stand there to be picked. Without the right to
        put them there, nothing does until the next start."""
        if not self._has_prompts:
            return
        examples = await self._desk.examples(await self._rights.outside_of_channels(asker), panel._replace(channel=""))
        if not examples:
            return
        try:
            await self._client.api_call(
                _METHOD, json={"channel_id": panel.channel, "title": _TITLE, "prompts": list(map(_prompt, examples))}
            )
        except SlackApiError as error:
            self._has_prompts = not is_refusal(error)
            log_setback("the side panel has no examples", error)
        except (aiohttp.ClientError, TimeoutError) as error:
            log_setback("the side panel has no examples", error)


def _prompt(question: str) -> dict[str, Any]:
    return {"title": unescape(shorten(question, limits.SLACK_BUTTON)), "message": question}
