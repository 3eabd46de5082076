"""Times and people of a card as Slack shows them: by the reader's own clock, by the name that people go by there.

Both are control sequences, which mrkdwn alone takes. A text that would change its look there stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters import limits
from adapters.slackbot.escape import escape, length
from bot.cards.card import Card

Json = dict[str, Any]

_FORM = "{date_long_pretty} {time}"
_CHANGES_LOOK = re.compile(r"(?<!\w)[*_~`]\S|@|:[^\s:]+:|^(?:&gt;|[-•] |\d+\. )|https?:", re.MULTILINE)
"""What mrkdwn reads as markup, or links by itself."""
_HOLDS_TEXT = ("section", "context")


def native(card: Card, blocks: list[Json]) -> list[Json]:
    """The blocks of a card, with control sequences where they tell of its moments and people."""
    known = _sequences(card)
    return [_shown(block, known) for block in blocks] if known else blocks


def _sequences(card: Card) -> Mapping[str, str]:
    """By the words, escaped, that they stand for."""
    times = {escape(one.text): f"<!date^{int(one.at.timestamp())}^{_FORM}|{_plain(one.text)}>" for one in card.moments}
    people = [(escape(one.text), *one.id.split("/")) for one in card.people]
    return times | {text: f"<@{user}>" for text, platform, _, user in people if platform == "slack"}


def _plain(text: str) -> str:
    return escape(text).replace("|", "/").replace("^", " ")


def _shown(block: Json, known: Mapping[str, str]) -> Json:
    if block["type"] not in _HOLDS_TEXT:
        return block
    if "text" in block:
        return {**block, "text": _element(block["text"], known)}
    return {**block, "elements": [_element(one, known) for one in block["elements"]]}


def _element(element: Json, known: Mapping[str, str]) -> Json:
    if element.get("type") != "plain_text":
        return element
    words = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    marked, text = re.compile(rf"(?<!\w)(?:{words})(?!\w)"), element["text"]
    if marked.search(text) is None or _CHANGES_LOOK.search(marked.sub("", text)):
        return element
    told = marked.sub(lambda found: known[found[0]], text)
    return {"type": "mrkdwn", "text": told, "verbatim": True} if length(told) <= limits.SLACK_TEXT else element
