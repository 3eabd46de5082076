"""What a message says, whether in its content and embeds or in a layout."""

from __future__ import annotations

from tests.servers.discord.checks.layouts import TEXT_DISPLAY, walk
from tests.servers.discord.errors import Json


def texts(message: Json) -> list[str]:
    """All its texts from the top down, without bold."""
    embeds = message.get("embeds") or []
    said = [message.get("content") or "", *(_embed(embed) for embed in embeds)]
    said += [one.get("content") or "" for one in walk(message.get("components") or []) if one["type"] == TEXT_DISPLAY]
    return [text.replace("**", "") for text in said if text]


def text(message: Json) -> str:
    return "\n".join(texts(message))


def sentence(message: Json) -> str:
    """What it begins with."""
    return next(iter(texts(message)), "")


def _embed(embed: Json) -> str:
    parts = (embed.get("author") or {}).get("name"), embed.get("description"), (embed.get("footer") or {}).get("text")
    return "\n".join(filter(None, parts))


def pictures(message: Json) -> list[Json]:
    """Those that it shows, as {"url", "description"}: attached, or in a layout."""
    items = [item for one in walk(message.get("components") or []) for item in one.get("items") or []]
    shown = [{"url": item["media"]["url"], "description": item.get("description")} for item in items]
    attached = [{"url": one["url"], "description": one.get("description")} for one in message.get("attachments") or []]
    return shown + attached
