"""Which roles somebody has by now, asked for where what they sent is answered later than it came."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from adapters.discordbot.rest import Lost, NotSent, Rest
from bot.chat.nouns import Inbound


async def with_roles_of_now(rest: Rest, event: Inbound) -> Inbound:
    """The event, whose asker may have lost the roles that it came with, or left. Where Discord does not say, no rights
    come of any."""
    guild = event.place.address.workspace
    if not guild or event.asker.outside:
        return event  # Nobody has a role in a direct message, and none that says anything where the bot is no member.
    roles = await _roles(rest, guild, event.asker.user)
    return replace(event, asker=replace(event.asker, groups=roles or (), groups_known=roles is not None))


async def _roles(rest: Rest, guild: str, user: str) -> tuple[str, ...] | None:
    """None: Discord does not say."""
    try:
        answer = await rest.call("GET", f"/guilds/{guild}/members/{user}")
    except (NotSent, Lost):
        return None
    if answer.status == HTTPStatus.NOT_FOUND:
        return ()
    return tuple(map(str, answer.body["roles"])) if answer.ok else None
