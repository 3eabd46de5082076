"""Times, people and channels of a card as Discord shows them: by the reader's own clock, by the names there."""

from __future__ import annotations

import re
from typing import Any

from adapters.discordbot.escape import escape
from bot.cards.card import Card

_PLATFORM = "discord"
_CHANNEL = re.compile(r"discord:[0-9]+/([0-9]+)")
_TEXTS = ("content", "description")


def native(card: Card, body: dict[str, Any]) -> dict[str, Any]:
    """The body of a message with timestamps where it tells of the card's moments, and mentions where it names its
    people by their ids alone: both are shorter than the words, and no message of ours notifies whom it mentions."""
    return {name: _shown(card, name, part) for name, part in body.items()}


def _shown(card: Card, name: str, part: Any) -> Any:
    if isinstance(part, list):
        return [native(card, one) if isinstance(one, dict) else one for one in part]
    if isinstance(part, str) and name in _TEXTS:
        for moment in card.moments:
            part = part.replace(escape(moment.text), f"<t:{int(moment.at.timestamp())}:f>")
        for person in card.people:
            platform, _, user = person.id.split("/")
            if platform == _PLATFORM and person.text == person.id:
                part = part.replace(escape(person.text), f"<@{user}>")
        for channel in card.channels:
            if found := _CHANNEL.fullmatch(channel):
                part = part.replace(escape(channel), f"<#{found[1]}>")
    return part
