"""What the desk is told of its deliveries, as a card."""

from __future__ import annotations

from typing import Any

from bot.cards.card import Card, Row, Tone
from bot.delivery.notices import LEFT_OUT
from bot.delivery.nouns import Payload


def notice_card(payload: Payload) -> Card:
    """From the payload of a message of `bot.delivery.notices`: a destination was paused, a message given up, some were
    not sent in time, or something is left out of the calendar. The last row says what a person can do."""
    match payload["event"]:
        case "paused":
            place = channel_of(payload["destination"])
            return _card(
                f"Nothing can be posted in {place} any more",
                Row("Why", str(payload["reason"]), warns=True),
                "invite the bot there again, then resume the channel; what waits for it is kept",
            )
        case "parked":
            number, place = payload["delivery"], channel_of(payload["destination"])
            return _card(
                f"Delivery {number} to {place} was given up",
                Row("Why", str(payload["reason"]), warns=True),
                f"look whether it stands there; factdesk deliveries show {number}, then retry {number} or cancel it",
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
                "One delivery was not sent in time" if count == 1 else f"{count:,} deliveries were not sent in time",
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


def channel_of(destination: str) -> str:
    """The text of an address as people write it: "slack:T1/C1"."""
    platform, _, place = destination.partition("/")
    return f"{platform}:{place.removeprefix('/')}"


def _card(headline: str, row: Row, to_do: str) -> Card:
    return Card(Tone.FAILED, headline, (row, Row("To do", to_do)))


def _numbers(listed: list[Any], count: int) -> str:
    more = f" and {count - len(listed):,} more" if count > len(listed) else ""
    return ", ".join(map(str, listed)) + more
