"""Subscriptions as a card: what each brings, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.prose import Prose
from bot.calendar.nouns import Subscription
from bot.calendar.wording import subscription_text
from bot.cards.card import Action, Button, Card, Row, Tone

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


def _buttons(one: Subscription) -> tuple[Button, ...]:
    paused = one.paused_at is not None
    turn = Button(Action.RESUME, f"Resume {one.id}", str(one.id)) if paused else None
    return (
        turn or Button(Action.PAUSE, f"Pause {one.id}", str(one.id)),
        Button(Action.REMOVE, f"Remove {one.id}", str(one.id)),
    )
