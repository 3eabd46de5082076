"""What a walk through all doors looks at: what a stranger must not be told, and what must not be changed for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, select

from bot.cards.card import Action, Tone
from bot.chat.forms import WRONG
from bot.delivery.limits import Rate
from bot.store.all_tables import metadata
from bot.store.engine import snapshot

TITLE = "Secret merger"
DOCKS = "indicator,period,dock,value,unit\n" + "".join(f"queue length,2022,Dock {n},{n}5,boats\n" for n in range(1, 9))
MANY = "queue length in 2022"
"""A question that more figures answer than there are buttons for."""
WITHHELD = "Hidden raid"
"""A key date under embargo."""
SECRETS = (
    *("passengers", "punctual", "coldest", "queue", "North", "Dock", "90.5"),
    *(TITLE, WITHHELD, "reminders 1 day", "w1/news"),
)
"""Labels, groups, figures and titles of the ledger, and a subscription and its channel."""
REFUSALS = (
    "This desk does not answer in this workspace",
    "This desk does not answer people of other organisations",
    "This desk answers in certain channels only",
    "This desk does not answer in this channel",
    "This desk answers the members of certain groups only",
    "Only the desk's editors change key dates and subscriptions",
    "Only the desk's editors see what is under embargo",
    "Nobody sees what is under embargo in a chat",
    "Only the desk's editors enter and publish figures",
    "Nobody enters figures in a chat",
)

FOLLOWED = "follow ferry passengers on North in 2022"
"""An order that has a channel follow a figure."""
PRIVATE = "an answer that its asker alone sees"
PLENTY = Rate(2_000, 60, burst=1_000)
PRESSED = {
    Action.SOURCE: "90.5",
    Action.WORKINGS: "90.5",
    Action.COPY: "punctual",
    Action.SHARE: "Shared in the channel",
    Action.WRONG: "What is wrong?",
    Action.PICK: "punctual",
    Action.PAUSE: "paused",
    Action.RESUME: "subscriptions",
    Action.REMOVE: "subscri",
    Action.FOLLOW: "follow",
    Action.UNFOLLOW: "not follow",
    Action.FILL: "Subscribe this channel",
}
"""What whoever may press a button is told, among others."""

_OF_ARRIVALS = ("inbound", "delivery", "destination", "budget")
"""What a refusal may leave behind: that something came, and the refusal itself on its way."""


def sent(at: str) -> dict[str, tuple[dict[str, str], str]]:
    """What is filled in each form, a day in `at` where one is asked for, and what whoever may send it is told."""
    return {
        "dates add": ({"title": "By form", "at": at}, "Added: By form"),
        "subscribe": ({"digest": "daily 07:00", "reminders": ""}, "subscription"),
        WRONG.order: ({"note": "wrong year"}, "Sent to the desk"),
    }


def state(engine: Engine) -> dict[str, list[Any]]:
    """All that is stored, but for what a refusal leaves behind."""
    with snapshot(engine) as connection:
        held = {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in metadata.tables.items()
            if name not in _OF_ARRIVALS
        }
        posts = connection.execute(select(metadata.tables["delivery"].c["payload"])).scalars()
        held["posts"] = sorted(repr(post) for post in posts if post.get("card", {}).get("tone") != Tone.REFUSED)
    return held
