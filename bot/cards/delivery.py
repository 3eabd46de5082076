"""A delivery in words: where it stands, why, and what can be done about it."""

from __future__ import annotations

from bot.ask.style import HouseStyle
from bot.cards.card import Card, Row, Tone
from bot.cards.dates import instant_text
from bot.cards.notice import channel_of, opening
from bot.delivery.nouns import Delivery, State

_CLAIMED = "taken up by a worker just now; if that one stops, another takes it up after {lease}"
_SENDING = (
    "being sent, or its answer was lost; after {lease} the channel is asked whether it stands, before it is sent again"
)


def delivery_line(delivery: Delivery, zone: str, style: HouseStyle) -> str:
    """One line of a list: number, state, when, what, where."""
    due = instant_text(delivery.due_at, zone, style)
    late = ", late" if delivery.late else ""
    where = channel_of(str(delivery.address))
    return f"{delivery.id}  {delivery.state}{late}  {due}  {delivery.kind} {delivery.subject} to {where}"


def delivery_card(delivery: Delivery, paused: str | None, zone: str, style: HouseStyle) -> Card:
    """`paused` is why nothing is sent to its channel, `zone` the reader's."""
    rows = [
        Row("Stands", _standing(delivery, paused, zone, style)),
        Row("Due", instant_text(delivery.due_at, zone, style) + (", taken up late" if delivery.late else "")),
        Row("About", f"{delivery.subject}, {delivery.occurrence}"),
    ]
    if delivery.expires_at is not None:
        rows.append(Row("Not after", instant_text(delivery.expires_at, zone, style)))
    if delivery.attempts:
        rows.append(Row("Failed", "once" if delivery.attempts == 1 else f"{delivery.attempts} times"))
    if delivery.last_error is not None:
        rows.append(Row("Because", delivery.last_error, warns=True))
    if delivery.message_ref is not None:
        rows.append(Row("Message", delivery.message_ref))
    headline = f"Delivery {delivery.id}: {delivery.kind} to {channel_of(str(delivery.address))}"
    return Card(Tone.TOLD, headline, (*rows, Row("To do", _to_do(delivery, paused))))


def _standing(delivery: Delivery, paused: str | None, zone: str, style: HouseStyle) -> str:
    settled = instant_text(delivery.settled_at, zone, style) if delivery.settled_at else ""
    lease = instant_text(delivery.lease_until, zone, style) if delivery.lease_until else ""
    match delivery.state:
        case State.DUE if paused is not None:
            return f"waiting: nothing is sent to its channel, {paused}"
        case State.DUE:
            return "waiting for its time, or for its turn in its channel"
        case State.CLAIMED:
            return _CLAIMED.format(lease=lease)
        case State.SENDING:
            return _SENDING.format(lease=lease)
        case State.SENT:
            return f"sent, known since {settled}"
        case State.MISSED:
            return f"missed: it was too late to send it when that was noticed, {settled}"
        case State.PARKED:
            return f"given up, {settled}"
        case State.CANCELLED:
            return f"cancelled, {settled}"


def _to_do(delivery: Delivery, paused: str | None) -> str:
    match delivery.state:
        case State.DUE if paused is not None:
            resume = f"factdesk deliveries resume {channel_of(str(delivery.address))}"
            return f"{opening(paused)}, then {resume}; or factdesk deliveries cancel {delivery.id}"
        case State.DUE | State.CLAIMED:
            return f"nothing; factdesk deliveries cancel {delivery.id} stops it"
        case State.PARKED:
            return f"look whether it stands in its channel; if not, factdesk deliveries retry {delivery.id}"
        case State.MISSED | State.CANCELLED:
            return f"nothing; factdesk deliveries retry {delivery.id} sends it still"
        case _:
            return "nothing"
