"""Subscriptions as a card: what each brings, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ask.prose import Prose
from bot.calendar.nouns import Subscription
from bot.calendar.wording import rules_text, subscription_text, topics_text
from bot.cards.card import Action, Button, Card, Person, Row, Tone, labelled

_HOW = "“subscribe to turnout reminders 1 day, 1 hour digest weekdays 08:30”, or “subscribe” alone for a form"

NOT_TOLD = Card(
    Tone.TOLD,
    "Which channels you are in could not be found out, so no subscriptions are shown here.",
    (Row("See them", "ask for “subscriptions” in their channel"),),
)
"""In place of the subscriptions of whoever asks outside of any channel, where their channels are not known."""


def subscriptions_card(found: Sequence[Subscription], prose: Prose, *, whole: bool) -> Card:
    """`whole`: of all channels that the reader is in, where each has to name its own."""
    if not found:
        where = "None of your channels is subscribed." if whole else "This channel is not subscribed to anything."
        return Card(Tone.TOLD, where, (Row("Subscribe", _HOW),))
    rows = [Row(str(one.id), subscription_text(one, prose, with_channel=whole)) for one in found]
    buttons = [button for one in found for button in _buttons(one)]
    count = "one subscription" if len(found) == 1 else f"{len(found)} subscriptions"
    told = f"Your channels have {count}." if whole else f"This channel has {count}."
    return Card(Tone.TOLD, told, tuple(rows), buttons=tuple(buttons))


def subscribed_card(one: Subscription, listed: Card, prose: Prose) -> Card:
    """The list of a channel's subscriptions, which says what has become of it."""
    return replace(listed, headline=f"Subscribed to {topics_text(one, prose)}. {listed.headline}")


def announcement(one: Subscription, by: Person, prose: Prose) -> Card:
    """What a channel is told that somebody subscribed."""
    rows = (*labelled("Comes", rules_text(one)), Row("Change it", "“subscriptions” lists, pauses and removes it"))
    headline = f"{by.text} subscribed this channel to {topics_text(one, prose)}."
    return Card(Tone.TOLD, headline, rows, people=(by,))


def announced_without_topics(by: Person) -> Card:
    """The same, where its topics are not for everybody any more."""
    return Card(Tone.TOLD, f"{by.text} subscribed this channel.", people=(by,))


def _buttons(one: Subscription) -> tuple[Button, ...]:
    paused = one.paused_at is not None
    turn = Button(Action.RESUME, f"Resume {one.id}", str(one.id)) if paused else None
    return (
        turn or Button(Action.PAUSE, f"Pause {one.id}", str(one.id)),
        Button(Action.REMOVE, f"Remove {one.id}", str(one.id)),
    )
