"""Subscriptions as a card: what each brings, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ask.prose import Prose
from bot.calendar.nouns import Subscription
from bot.calendar.wording import rules_text, subscription_text, topics_text
from bot.cards.card import Action, Button, Card, Person, Row, Tone, labelled

_HOW = "“subscribe to turnout reminders 1 day, 1 hour digest weekdays 08:30”, or “subscribe” alone for a form"

_BUTTONED = 6
"""Subscriptions that have buttons: those of more stand too far from their lines to tell which is whose."""

NOT_TOLD = Card(
    Tone.TOLD,
    "Which channels you are in could not be found out, so no subscriptions are shown here.",
    (Row("See them", "ask for “subscriptions” in their channel"),),
)
"""In place of the subscriptions of whoever asks outside of any channel, where their channels are not known."""


def subscriptions_card(
    found: Sequence[Subscription],
    prose: Prose,
    *,
    whole: bool,
    own: Sequence[Subscription] = (),
    changes: bool = True,
) -> Card:
    """`whole`: of all channels that the reader is in, where each has to name its own. `own`: what the reader follows in
    person. `changes`: the reader may change those of channels."""
    if own:
        listed = subscriptions_card(found, prose, whole=whole, changes=changes) if found else None
        return _with_own(listed, own, prose)
    if not found:
        where = "None of your channels is subscribed." if whole else "This channel is not subscribed to anything."
        return Card(Tone.TOLD, where, (Row("Subscribe", _HOW),))
    rows = [Row(str(one.id), subscription_text(one, prose, with_channel=whole)) for one in found]
    buttons = [button for one in found for button in _buttons(one)] if changes and len(found) <= _BUTTONED else []
    if changes and not buttons:
        last = found[-1].id
        rows.append(Row("Change one", f"“pause {last}”, “resume {last}” or “unsubscribe {last}”, by its number"))
    count = "one subscription" if len(found) == 1 else f"{len(found)} subscriptions"
    told = f"Your channels have {count}." if whole else f"This channel has {count}."
    return Card(Tone.TOLD, told, tuple(rows), buttons=tuple(buttons))


def _with_own(listed: Card | None, own: Sequence[Subscription], prose: Prose) -> Card:
    count = "one figure" if len(own) == 1 else f"{len(own)} figures"
    rows = tuple(Row(str(one.id), f"you; {subscription_text(one, prose, with_channel=False)}") for one in own)
    buttons = tuple(button for one in own for button in _buttons(one))
    told = f"You follow {count} in person."
    if listed is None:
        return Card(Tone.TOLD, told, rows, buttons=buttons)
    headline, all_rows = f"{listed.headline} {told}", (*listed.rows, *rows)
    return replace(listed, headline=headline, rows=all_rows, buttons=(*listed.buttons, *buttons))


def following_card(found: Sequence[Subscription], prose: Prose) -> Card:
    """What somebody follows, or their channel, from now on: at least one figure, of one address."""
    in_person = found[0].address.person is not None
    who, whom = ("You follow", "you in person") if in_person else ("This channel follows", "this channel")
    numbers = " or ".join(f"“unsubscribe {one.id}”" for one in found)
    rows = (
        Row("Comes", f"{whom} {'are' if in_person else 'is'} told of each new figure in its place, and of corrections"),
        Row("Stop", f"{numbers}; “subscriptions” lists it"),
    )
    what = prose.list_of([topics_text(one, prose) for one in found])
    return Card(Tone.TOLD, f"{who} {what}.", rows, buttons=_stops(found))


def followed_already_card(found: Sequence[Subscription], prose: Prose) -> Card:
    """Of what was followed before as it is now."""
    card = following_card(found, prose)
    return replace(card, headline=f"{card.headline.removesuffix('.')} already.")


def unfollowed_card(one: Subscription, prose: Prose) -> Card:
    who = "You do" if one.address.person is not None else "This channel does"
    return Card(Tone.TOLD, f"{who} not follow {topics_text(one, prose)} any more.")


def follow_announcement(found: Sequence[Subscription], by: Person, prose: Prose) -> Card:
    """What a channel is told that somebody has it follow something."""
    what = prose.list_of([topics_text(one, prose) for one in found])
    rows = (Row("Change it", "“subscriptions” lists, pauses and removes it"),)
    return Card(Tone.TOLD, f"{by.text} has this channel follow {what}.", rows, people=(by,))


def announced_without_figures(by: Person) -> Card:
    """The same, where the figures are not for everybody any more."""
    return Card(Tone.TOLD, f"{by.text} has this channel follow a figure.", people=(by,))


def _stops(found: Sequence[Subscription]) -> tuple[Button, ...]:
    if len(found) == 1:
        return (Button(Action.UNFOLLOW, "Stop following", str(found[0].id)),)
    return tuple(Button(Action.UNFOLLOW, f"Stop {one.id}", str(one.id)) for one in found)


def subscribed_card(one: Subscription, listed: Card, prose: Prose) -> Card:
    """The list of a channel's subscriptions, which says what has become of it."""
    return replace(listed, headline=f"Subscribed to {topics_text(one, prose)}. {listed.headline}")


def subscribed_already_card(one: Subscription, listed: Card, prose: Prose) -> Card:
    """The same, where nothing has changed by it."""
    headline = f"This channel is subscribed to {topics_text(one, prose)} already, just so. {listed.headline}"
    return replace(listed, headline=headline)


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
