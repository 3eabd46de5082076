"""The small pieces of Block Kit that messages and forms are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str) -> Json:
    return {"type": "section", "text": plain(text)}


def context(elements: list[Json]) -> Json:
    return {"type": "context", "elements": elements}


def actions(elements: Iterable[Json]) -> Json:
    return {"type": "actions", "elements": list(elements)}


def folded(title: str, children: list[Json]) -> Json:
    """Blocks under a title that unfolds them. Not every workspace takes it."""
    return {
        "type": "container",
        "title": plain(title),
        "child_blocks": children,
        "is_collapsible": True,
        "default_collapsed": True,
    }


def rich_text(parts: Iterable[tuple[str, bool]]) -> Json:
    """Pieces of a line, each bold or not. Their text is shown as it is: no sign in it means anything to Slack."""
    elements = [
        {"type": "text", "text": text, **({"style": {"bold": True}} if bold else {})} for text, bold in parts if text
    ]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
