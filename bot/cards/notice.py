"""What the desk is told of its deliveries, as a card."""

from __future__ import annotations

from typing import Any

from bot.cards.card import Card, Row, Tone
from bot.delivery.notices import LEFT_OUT
from bot.delivery.nouns import Payload

_WHAT = {
    "answer": "answer",
    "share": "answer that was shared",
    "chart": "chart of an answer",
    "report": "report of a wrong answer",
    "draft": "draft that waits for a second person",
    "subscribed": "announcement of a subscription",
    "reminder": "reminder of a key date",
    "moved": "correction that a key date was moved",
    "cancelled": "correction that a key date was cancelled",
    "chase": "question for a figure that has not come",
    "digest": "digest",
    "followed": "news of a figure that is followed",
    "correction": "word that a figure given there has changed",
    "mark": "mark on a message whose figure has changed",
    "notice": "notice",
}
"""By the kind of a delivery, what it is to people."""


def notice_card(payload: Payload, title: str | None = None) -> Card:
    """From the payload of a message of `bot.delivery.notices`: a destination was paused, a message given up, some were
    not sent in time, or something is left out of the calendar. The last row says what a person can do. `title` is of
    the key date that a message given up is about, if it is about one that may be named."""
    match payload["event"]:
        case "paused":
            place = channel_of(payload["destination"])
            return _card(
                f"Nothing can be posted in {place} any more",
                Row("Why", str(payload["reason"]), warns=True),
                f"{opening(payload['reason'])}, then `factdesk deliveries resume {place}`; what waits for it is kept",
            )
        case "parked":
            number, place = payload["delivery"], channel_of(payload["destination"])
            return _card(
                f"{_given_up(payload, title)} to {place} was given up",
                Row("Why", str(payload["reason"]), warns=True),
                f"look whether it stands there; factdesk deliveries show {number} says more, factdesk deliveries retry "
                f"{number} sends it again",
            )
        case event if event == LEFT_OUT:
            return _card(
                f"The {payload['what']} “{payload['name']}” is left out",
                Row("Why", str(payload["why"]), warns=True),
                str(payload["mend"]),
            )
        case _:
            count, listed = payload["count"], payload["deliveries"]
            return _card(
                _missed(payload),
                Row("Numbers", _numbers(listed, count), warns=True),
                f"factdesk deliveries show {listed[0]} says more, factdesk deliveries retry {listed[0]} sends it still",
            )


def unreached_card(payload: Payload) -> Card:
    """From the payload of a message of `bot.delivery.unreached`: what somebody asked for could not be posted."""
    kept = "it is kept, and posted there once the desk's editors have resumed the channel; "
    return _card(
        f"What you asked for could not be posted in {channel_of(payload['destination'])}",
        Row("Why", str(payload["reason"]), warns=True),
        f"{kept if payload['waits'] else ''}ask again here, or tell the desk's editors",
    )


def _given_up(payload: Payload, title: str | None) -> str:
    what = _WHAT.get(payload.get("kind", ""), "delivery")
    about = f" (“{title}”)" if title else ""
    return f"The {what}{about}"


def _missed(payload: Payload) -> str:
    count = payload["count"]
    kinds = [(_WHAT.get(kind, kind), times) for kind, times in payload.get("kinds", {}).items()]
    told = [f"one {what}" if times == 1 else f"{times:,} {_plural(what)}" for what, times in kinds]
    if len(told) == 1 and count == 1:
        return f"{told[0][:1].upper()}{told[0][1:]} was not sent in time"
    listed = f": {', '.join(told)}" if told else ""
    number = "One delivery was" if count == 1 else f"{count:,} deliveries were"
    return f"{number} not sent in time{listed}"


def _plural(what: str) -> str:
    head, blank, rest = what.partition(" ")
    return f"{head}s{blank}{rest}"


def channel_of(destination: str) -> str:
    """The text of an address as people write it: "slack:T1/C1"."""
    platform, _, place = destination.partition("/")
    return f"{platform}:{place.removeprefix('/')}"


def opening(reason: str) -> str:
    """How a channel is opened that is paused for a reason, which a platform gave in its own words."""
    return "unarchive it" if "archived" in reason else "invite the bot there, or let it post there again"


def _card(headline: str, row: Row, to_do: str) -> Card:
    return Card(Tone.FAILED, headline, (row, Row("To do", to_do)))


def _numbers(listed: list[Any], count: int) -> str:
    more = f" and {count - len(listed):,} more" if count > len(listed) else ""
    return ", ".join(map(str, listed)) + more
