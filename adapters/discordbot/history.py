"""Looking for a message in the history of its channel."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from discord.utils import time_snowflake

from adapters.discordbot.foot import footers
from adapters.discordbot.rest import Response, Rest
from bot.delivery.ports import Unknown

_MARGIN = timedelta(minutes=1)
"""How far Discord's clock, which its ids are made from, may be behind ours."""
_PAGE = 100


async def find(rest: Rest, me: str, channel: str, footer: str, since: datetime) -> str | Unknown | None:
    """The id of the bot's own message with that foot among all since an instant; None if it surely does not stand."""
    begin = time_snowflake(since - _MARGIN)
    after = begin
    while True:
        answer = await rest.call(
            "GET", f"/channels/{channel}/messages", query={"after": str(after), "limit": str(_PAGE)}
        )
        if not answer.ok:
            return _unknown(answer)
        page: list[dict[str, Any]] = answer.body
        for posted in page:
            if posted["author"]["id"] == me and footer in footers(posted):
                return str(posted["id"])
        if len(page) < _PAGE:
            break
        after = max(int(posted["id"]) for posted in page)
    return None if page or after > begin else await _nothing_said(rest, channel, begin)


async def has_footer(rest: Rest, channel: str, message: str, footer: str) -> str | Unknown | None:
    """The same for one message that was edited."""
    answer = await rest.call("GET", f"/channels/{channel}/messages/{message}")
    if answer.ok:
        return message if footer in footers(answer.body) else None
    return None if answer.status == 404 else _unknown(answer)


async def _nothing_said(rest: Rest, channel: str, begin: int) -> Unknown | None:
    """Whoever may not read a channel's history is shown an empty one: its newest message tells whether that is so."""
    answer = await rest.call("GET", f"/channels/{channel}")
    if not answer.ok:
        return _unknown(answer)
    return Unknown() if int(answer.body.get("last_message_id") or 0) > begin else None


def _unknown(answer: Response) -> Unknown:
    return Unknown(answer.retry_after if answer.status == 429 else None)
