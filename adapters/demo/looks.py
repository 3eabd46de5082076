"""A message of the demo as Slack's and as Discord's renderers make it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from adapters.demo.board import Message
from adapters.discordbot.cut import fit
from adapters.discordbot.drawn import Drawn, Line
from adapters.discordbot.escape import plain
from adapters.discordbot.rest import Upload
from adapters.limits import DISCORD_ALT_TEXT
from adapters.slackbot import render
from bot.cards.card import Card

Json = dict[str, Any]

PICTURE = "chart.png"
_EPHEMERAL = 64


def as_json(message: Message) -> Json:
    """All that a page shows of a message: in both looks, where it is the bot's."""
    body: Json = {
        "ref": message.ref,
        "channel": message.channel,
        "thread": message.thread,
        "by": message.by,
        "at": message.at.isoformat(),
        "alone": message.alone,
        "edited": message.edited,
        "reactions": list(message.reactions),
        "drop": message.drop,
    }
    if message.card is None:
        return {**body, "text": message.text}
    card = _by_name(message.card)
    return {**body, **_slack(message, card), "discord": _discord(message, card)}


def _by_name(card: Card) -> Card:
    """People as both platforms show them: by the name that they go by, not by the log's."""
    for person in card.people:
        *place, name = person.id.split("/")
        if person.text == person.id and place:
            rows = tuple(replace(one, text=one.text.replace(person.text, name)) for one in card.rows)
            card = replace(card, headline=card.headline.replace(person.text, name), rows=rows)
    return card


def _slack(message: Message, card: Card) -> Json:
    """A chart that Slack does not draw itself is a picture right after the message, for all to see."""
    sent = render.message(card, message.chart, anew=True)
    chart = message.chart
    lacks = chart is not None and not message.alone and not render.has(sent, render.CHART)
    return {"slack": sent["blocks"], "picture": chart.alt if chart is not None and lacks else None}


def _discord(message: Message, card: Card) -> Json:
    """The best way of those that Discord is tried with. The picture of a chart is fetched by itself."""
    chart = message.chart
    upload = None if chart is None else Upload(PICTURE, b"", "image/png", fit(chart.alt, DISCORD_ALT_TEXT, plain))
    drawn = Line(card) if message.line else Drawn(card, message.footer, upload, message.awaited)
    way = next(drawn.ways())
    body = dict(way.body)
    if message.alone:
        body["flags"] = body.get("flags", 0) | _EPHEMERAL
    return body
