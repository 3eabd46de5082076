"""Whether the channels of the settings are there, and the bot is in them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from adapters.checkup.finding import Finding
from adapters.settings import Settings
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.lookup import NotTold, conversation
from adapters.variables import variable

_PREFIX = "slack:"
_DESK, _ALLOWED = "desk channel", "allowed channel"


async def of_desk_channel(settings: Settings, config: SlackConfig) -> AsyncIterator[Finding]:
    """Raises SlackUnreachable."""
    name = settings.desk_channel or ""
    if name.startswith(_PREFIX):
        yield await _of_channel(config, _DESK, name, "desk_channel", posts=True)


async def of_allowed_channels(settings: Settings, config: SlackConfig) -> AsyncIterator[Finding]:
    """Raises SlackUnreachable."""
    for name in settings.allowed_channels:
        if name.startswith(_PREFIX):
            yield await _of_channel(config, _ALLOWED, name, "allowed_channels", posts=False)


async def _of_channel(config: SlackConfig, what: str, name: str, field: str, *, posts: bool) -> Finding:
    """`posts`: the bot posts there unasked, and so has to be in it."""
    other = f"name another in {variable(field)}"
    try:
        found = await conversation(config, name.removeprefix(_PREFIX))
    except NotTold as error:
        if error.code == "missing_scope":
            return Finding(what, f"{name}: Slack does not tell of it for want of a scope", "see Slack scopes above")
        told = f"{name} is not known to Slack, or is private and the bot is not in it ({error.code})"
        return Finding(what, told, f"invite the bot there (/invite), or {other}")
    title = f"#{found['name']} ({name})" if found.get("name") else name
    if found.get("is_archived"):
        return Finding(what, f"{title} is archived", f"unarchive it, or {other}")
    if not _is_in(found):
        told = f"the bot is not in {title}"
        return Finding(what, told, f"invite it there (/invite), or {other}") if posts else _told_only(what, told)
    return Finding(what, title)


def _told_only(what: str, told: str) -> Finding:
    return Finding(what, f"{told}: only /figure works there")


def _is_in(found: dict[str, Any]) -> bool:
    """Slack says nothing of a direct message, which the bot is always in."""
    return bool(found.get("is_im") or found.get("is_member", False))
