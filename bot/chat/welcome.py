"""What a channel is told when the desk comes into it, and whoever looks at the desk's own page: how to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards.card import Card, Row, Tone, labelled
from bot.chat.posts import WELCOME
from bot.delivery.nouns import Address, Message

_EVERYBODY = "everybody here may add, move and cancel key dates, and subscribe the channel to them"
_EDITORS = "the desk's editors add, move and cancel key dates, and subscribe the channel to them; everybody may look"
_ONCE = ""


def welcome_card(examples: Sequence[str], *, editors: bool, greets: bool = False) -> Card:
    """`examples` are questions that are answered; `editors`: only they change dates and subscriptions. `greets`: it is
    said to a channel that the desk has come into."""
    rows = (
        Row(
            "Ask",
            "mention me with your question, or use the command /figure; go on in the thread: “and in 2019?”",
        ),
        *labelled("Try", examples),
        Row("Dates", f"“dates” lists them; {_EDITORS if editors else _EVERYBODY}"),
        Row("More", "“help” says what else there is to ask"),
    )
    how = "Ask for a figure: you get it with its base, date, status and source, or “we don't hold that”."
    return Card(Tone.TOLD, f"The figures desk is here. {how}" if greets else how, rows)


def welcome(address: Address, now: datetime) -> Message:
    """For the outbox, which sends it to a channel once; what it says is made when it is sent."""
    return Message(WELCOME, str(address), _ONCE, address, {"thread": None, "reply_to": None}, due_at=now)
