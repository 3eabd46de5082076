"""What a reader of a Slack message sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from adapters.slackbot.escape import unescape

Json = dict[str, Any]
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


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
    """The plain text, as Slack shows it, of all text objects in a part of a message, and of its rich text; times as
    they fall back."""
    return "\n".join(_plain(part))


def _piece(element: Any) -> str:
    if element["type"] == "channel":
        return f"<#{element['channel_id']}>"
    return element.get("text") or element.get("fallback") or f"<@{element['user_id']}>"


def _plain(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for inner in part:
            yield from _plain(inner)
    elif isinstance(part, dict) and part.get("type") == "rich_text":
        # Its text is no markup, and is not escaped.
        elements = (element for section in part["elements"] for element in section["elements"])
        yield "".join(map(_piece, elements))
    elif isinstance(part, dict) and part.get("type") in ("plain_text", "mrkdwn"):
        if not _is_link(part):
            yield unescape(_DATE.sub(r"\1", part["text"]))
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _plain(inner)


def _in_text(element: Json) -> str:
    """A piece of rich text, with times as they fall back."""
    match element:
        case {"type": "user", "user_id": user}:
            return f"<@{user}>"
        case {"type": "date", "fallback": text}:
            return str(text)
        case _:
            return str(element["text"])


def _is_link(text: Json) -> bool:
    return text["type"] == "mrkdwn" and text["text"].startswith("<http")


def bold(message: Json) -> list[str]:
    """What stands in bold in a message."""
    sections = (line for block in message["blocks"] if block["type"] == "rich_text" for line in block["elements"])
    return [one["text"] for line in sections for one in line["elements"] if one.get("style") == {"bold": True}]


def of_type(message: Json, *kinds: str) -> list[Json]:
    """The blocks of a message that are of these types."""
    return [block for block in message["blocks"] if block["type"] in kinds]


def links(part: Any) -> list[str]:
    return [text["text"] for text in texts(part) if _is_link(text)]


def elements(message: Json, kind: str) -> list[Json]:
    """The interactive elements of one kind in a message."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row if element["type"] == kind]


def with_button(message: Json, action: str) -> str:
    """The name of a message's button; one that leads to what is shown already is put there first, as it stands under
    the messages of earlier versions."""
    names = [element["action_id"] for element in elements(message, "button")]
    found = next((name for name in names if name.startswith(f"factdesk:{action}:")), None)
    if found is not None:
        return str(found)
    (*_, last) = of_type(message, "actions")
    ref = next(element["value"] for element in last["elements"] if "value" in element)
    name = f"factdesk:{action}:{len(last['elements'])}"
    text = {"type": "plain_text", "text": action, "emoji": False}
    last["elements"].append({"type": "button", "action_id": name, "text": text, "value": ref.partition(":")[0]})
    return name
