"""Forms that are open on the demo's page: drawn as each look has them, and read as its platform sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from adapters.discordbot import form as discord
from adapters.slackbot import form as slack
from bot.cards.card import Tone
from bot.cards.form import Form
from bot.chat.nouns import Press, Reply

Json = dict[str, Any]


class Look(StrEnum):
    """As which platform the page shows the newsroom."""

    SLACK = "slack"
    DISCORD = "discord"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that was asked for in a channel: by a `press` that it is to be sent with, or by an order."""

    form: Form
    channel: str
    thread: str | None = None
    press: Press | None = None


def as_json(id_: str, asked: Asked) -> Json:
    return {
        "id": id_,
        Look.SLACK.value: slack.view(asked.form, slack.Origin(asked.form.order, asked.channel)),
        Look.DISCORD.value: discord.modal(asked.form),
    }


def written(asked: Asked, look: Look, sent: Any) -> dict[str, str]:
    """What was filled in, by field. `sent` is what the platform sends: Slack a view's `values`, Discord a modal's
    components. Nothing is read from what is neither."""
    if look is Look.SLACK:
        return slack.written(_view(asked, sent), asked.form)
    rows = [row for row in sent if _is_row(row)] if isinstance(sent, list) else []
    return discord.written({"components": rows})


def errors(asked: Asked, look: Look, sent: Any, reply: Reply) -> dict[str, str]:
    """Why nothing came of it, by what shows it: a block of Slack's, or a field; empty: something did."""
    card = reply.card
    if card.tone not in (Tone.REFUSED, Tone.FAILED):
        return {}
    if look is Look.SLACK:
        found = slack.errors_of(_view(asked, sent), asked.form, reply.faults) if reply.faults else {}
    else:
        found = {fault.field: fault.text for fault in reply.faults}
    why = " ".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])
    return found or {asked.form.fields[0].id: why}


def _view(asked: Asked, sent: Any) -> Json:
    view = slack.view(asked.form, slack.Origin(asked.form.order, asked.channel))
    return {**view, "state": {"values": sent if isinstance(sent, Mapping) else {}}}


def _is_row(row: Any) -> bool:
    return isinstance(row, Mapping) and isinstance(row.get("component"), Mapping)
