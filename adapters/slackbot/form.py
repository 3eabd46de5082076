"""Forms as modals, and what these carry until they are submitted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from adapters import limits
from adapters.slackbot.blockkit import Json, plain
from adapters.slackbot.cut import shorten
from adapters.slackbot.payload import Malformed
from adapters.slackbot.pickers import block_of, halves, inputs, said_of, text_of
from bot.cards.form import Fault, Form
from bot.chat.nouns import Visibility

CALLBACK = "factdesk:form"


@dataclass(frozen=True, slots=True)
class Origin:
    """What sending a form orders, where it was asked for, and `response_url`, where its sender is answered. Of a report
    also the button that asked for it: what it was pressed for, on which message, and who sees that."""

    order: str
    channel: str
    thread: str | None = None
    response_url: str | None = field(default=None, repr=False)
    ref: str = ""
    message_ref: str | None = None
    visibility: Visibility = Visibility.PRIVATE

    @classmethod
    def from_metadata(cls, text: str) -> Origin | None:
        """From what `view` put there; None for what is not of its making."""
        try:
            body = json.loads(text)
            return cls(**{**body, "visibility": Visibility(body["visibility"])})
        except (ValueError, TypeError, KeyError):
            return None


def view(form: Form, origin: Origin) -> Json:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(asdict(origin)),
        "title": plain(shorten(form.title, limits.SLACK_FORM_TITLE)),
        "submit": plain(shorten(form.submit, limits.SLACK_FORM_TITLE)),
        "close": plain("Cancel"),
        "blocks": [block for one in form.fields for block in inputs(one)],
    }


def written(submitted: Mapping[str, Any], form: Form | None) -> dict[str, str]:
    """What a submitted view says, by field of its form; nothing is an empty text, and what is in no field of it is
    passed over."""
    values = _values(submitted)
    return {one.id: text_of(one, values) for one in form.fields} if form else {}


def errors_of(submitted: Mapping[str, Any], form: Form | None, faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by block: of a field that is filled by half, what is missing; of others, their faults. What is
    wrong with nothing in the view is not among them."""
    fields = {one.id: one for one in form.fields} if form else {}
    values = _values(submitted)
    found = {one.id: halves(one, values) for one in fields.values()}
    errors = {block: text for half in found.values() for block, text in half.items()}
    for fault in faults:
        field = fields.get(fault.field.partition(":")[0])
        if field is not None and not found[field.id]:
            errors[block_of(field, fault)] = said_of(field, fault)
    shown = {block.get("block_id") for block in submitted["blocks"]}
    return {block: text for block, text in errors.items() if block in shown}


def first_block(submitted: Mapping[str, Any]) -> str:
    """Where a modal shows what is wrong with the whole of it. Raises Malformed where it has no field."""
    try:
        return str(submitted["blocks"][0]["block_id"])
    except (LookupError, TypeError):
        raise Malformed("a form without fields") from None


def _values(submitted: Mapping[str, Any]) -> Mapping[str, Any]:
    state = submitted.get("state")
    values = state.get("values") if isinstance(state, Mapping) else None
    return values if isinstance(values, Mapping) else {}
