"""Whether what is said in Slack reaches the bot."""

from __future__ import annotations

from adapters.checkup.finding import Finding
from adapters.slackbot.config import HTTP_PATH, SlackConfig
from adapters.slackbot.endpoint import can_listen, is_ours
from adapters.slackbot.errors import SlackRefused
from adapters.slackbot.lookup import try_app_token
from bot.errors import as_sentence

_WHAT = "Slack events"


async def of_events(config: SlackConfig) -> Finding:
    """Raises SlackUnreachable."""
    try:
        return await (_of_socket(config) if config.app_token else _of_http(config))
    except SlackRefused as error:
        return Finding(_WHAT, "do not arrive", as_sentence(error), of_setting=not config.app_token)


async def _of_socket(config: SlackConfig) -> Finding:
    await try_app_token(config)
    return Finding(_WHAT, "Socket Mode: the app token opens a connection")


async def _of_http(config: SlackConfig) -> Finding:
    way = f"HTTP on {config.bind[0]}:{config.bind[1]}, path {HTTP_PATH}"
    try:
        await can_listen(config.bind)
    except SlackRefused:
        # Beside a service that runs, the address is taken by that.
        if await is_ours(config):
            return Finding(_WHAT, f"{way}: `factdesk serve` listens there")
        raise
    return Finding(_WHAT, f"{way}: it is free to listen on")
