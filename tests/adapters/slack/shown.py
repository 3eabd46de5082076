"""What a reader of a Slack message sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.slackbot.escape import unescape

Json = dict[str, Any]


def texts(part: Any) -> Iterator[Json]:
    """Every text object in a part of a message, in order."""
    if isinstance(part, dict):
        if part.get("type") in ("plain_text", "mrkdwn"):
            yield part
        for inner in part.values():
            yield from texts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from texts(inner)


def plain(part: Any) -> str:
    """The plain text, as Slack shows it, of all text objects in a part of a message."""
    return "\n".join(unescape(text["text"]) for text in texts(part) if text["type"] == "plain_text")


def links(part: Any) -> list[str]:
    return [text["text"] for text in texts(part) if text["type"] == "mrkdwn"]


def elements(message: Json, kind: str) -> list[Json]:
    """The interactive elements of one kind in a message."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row if element["type"] == kind]
