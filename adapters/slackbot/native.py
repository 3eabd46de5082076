"""Times, people and channels of a card as Slack shows them: by the reader's own clock, by the names there.

Rich text has elements for both. Elsewhere they are control sequences, which mrkdwn alone takes: a text that would
change its look there stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adapters import limits
from adapters.slackbot.escape import escape, length
from bot.cards.card import Card

Json = dict[str, Any]

_CHANNEL = re.compile(r"slack:[^/]+/([CG][A-Z0-9]+)")
"""A direct message ("D…") has no name to be shown by."""
_FORM = "{date_long_pretty} {time}"
_CHANGES_LOOK = re.compile(r"(?<!\w)[*_~`]\S|@|:[^\s:]+:|^(?:&gt;|[-•] |\d+\. )|https?:", re.MULTILINE)
"""What mrkdwn reads as markup, or links by itself."""


def native(card: Card, blocks: list[Json]) -> list[Json]:
    """The blocks of a card, with control sequences, or elements of rich text, where they tell of its moments,
    people and channels."""
    people = {one.text: one.id.split("/") for one in card.people}
    users = {text: user for text, (platform, _, user) in people.items() if platform == "slack"}
    times = {one.text: int(one.at.timestamp()) for one in card.moments}
    channels = {text: found[1] for text in card.channels if (found := _CHANNEL.fullmatch(text))}
    known = _Known(times, users, channels)
    return [known.shown(block) for block in blocks] if times or users or channels else blocks


class _Known:
    """`times` are the moments (seconds since 1970), `users` and `channels` the ids of those, by the words for them."""

    def __init__(self, times: Mapping[str, int], users: Mapping[str, str], channels: Mapping[str, str]) -> None:
        self._times, self._users, self._channels = times, users, channels
        self._sequences = {escape(text): f"<!date^{at}^{_FORM}|{_plain(text)}>" for text, at in times.items()}
        self._sequences |= {escape(text): f"<@{user}>" for text, user in users.items()}
        self._sequences |= {escape(text): f"<#{channel}>" for text, channel in channels.items()}

    def shown(self, block: Json) -> Json:
        match block:
            case {"type": "rich_text", "elements": lines}:
                return {**block, "elements": [self._line(line) for line in lines]}
            case {"type": "section", "text": text}:
                return {**block, "text": self._object(text)}
            case {"type": "context", "elements": elements}:
                return {**block, "elements": [self._object(one) for one in elements]}
            case _:
                return block

    def _line(self, line: Json) -> Json:
        return {**line, "elements": [part for one in line["elements"] for part in self._parts(one)]}

    def _parts(self, element: Json) -> Iterator[Json]:
        """A piece of rich text, taken apart at what it tells of."""
        if element["type"] != "text":
            yield element
            return
        style = {name: value for name, value in element.items() if name == "style"}
        known = _words(self._times.keys() | self._users.keys() | self._channels.keys())
        for part in re.split(f"({known.pattern})", element["text"]):
            if part in self._times:
                at = self._times[part]
                yield {"type": "date", "timestamp": at, "format": _FORM, "fallback": part, **style}
            elif part in self._users:
                yield {"type": "user", "user_id": self._users[part], **style}
            elif part in self._channels:
                yield {"type": "channel", "channel_id": self._channels[part], **style}
            elif part:
                yield {**element, "text": part}

    def _object(self, element: Json) -> Json:
        if element.get("type") != "plain_text":
            return element
        marked, text = _words(self._sequences), element["text"]
        if marked.search(text) is None or _CHANGES_LOOK.search(marked.sub("", text)):
            return element
        told = marked.sub(lambda found: self._sequences[found[0]], text)
        return {"type": "mrkdwn", "text": told, "verbatim": True} if length(told) <= limits.SLACK_TEXT else element


def _words(known: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _plain(text: str) -> str:
    return escape(text).replace("|", "/").replace("^", " ")
