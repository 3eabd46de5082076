"""Questions to Discord outside of a running bot: one at a time, with a connection of their own."""

from __future__ import annotations

from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.errors import DiscordRefused, DiscordUnreachable
from adapters.discordbot.rest import Lost, NotSent, Response, Rest

_NO_GUILD = ""


async def guild_of(config: DiscordConfig, channel: str) -> str:
    """The server that a channel is in; empty for a direct message. Raises DiscordRefused or DiscordUnreachable."""
    answer = await get(config, f"/channels/{channel}")
    if not answer.ok:
        raise DiscordRefused(f"the bot cannot see the Discord channel {channel}; invite it there, or name another")
    return str(answer.body.get("guild_id") or _NO_GUILD)


async def get(config: DiscordConfig, path: str) -> Response:
    """An answer that is Discord's own, good or bad. Raises DiscordRefused for the token, and DiscordUnreachable."""
    rest = Rest(config.api_url, config.token)
    rest.open()
    try:
        answer = await rest.call("GET", path)
    except (NotSent, Lost) as error:
        raise _unreachable(config, str(error)) from error
    finally:
        await rest.close()
    if answer.status == 401:
        raise DiscordRefused("Discord refused the token; set FACTDESK_DISCORD_TOKEN to the bot's own")
    if answer.status >= 500 or answer.body is None:
        raise _unreachable(config, answer.reason)
    return answer


def _unreachable(config: DiscordConfig, why: str) -> DiscordUnreachable:
    return DiscordUnreachable(f"Discord did not answer at {config.api_url} ({why}); check the network and the address")
