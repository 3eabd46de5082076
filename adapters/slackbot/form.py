"""Forms as modals, and what these carry until they are submitted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from adapters import limits
from adapters.slackbot.blockkit import Json, plain
from adapters.slackbot.cut import shorten
from adapters.slackbot.payload import Malformed
from bot.cards.form import Field, Form
from bot.chat.forms import NOTE
from bot.chat.nouns import Visibility

CALLBACK = "factdesk:form"
_INPUT = "text"


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
        "blocks": [_input(one) for one in form.fields],
    }


def written(submitted: Mapping[str, Any]) -> dict[str, str]:
    """What was written in a submitted view, by field; nothing is an empty text."""
    try:
        values = submitted["state"]["values"]
        return {str(name): str(inputs[_INPUT]["value"] or "") for name, inputs in values.items()}
    except (AttributeError, KeyError, TypeError):
        return {}


def first_field(submitted: Mapping[str, Any]) -> str:
    """Where a modal shows what is wrong with the whole of it. Raises Malformed where it has no field."""
    try:
        return str(submitted["blocks"][0]["block_id"])
    except (LookupError, TypeError):
        raise Malformed("a form without fields") from None


def _input(one: Field) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": _INPUT,
        "multiline": one.id == NOTE,
        "max_length": limits.SLACK_NOTE,
    }
    if one.value:
        element["initial_value"] = one.value
    block: Json = {
        "type": "input",
        "block_id": one.id,
        "optional": not one.required,
        "label": plain(shorten(one.label, limits.SLACK_FORM_TEXT)),
        "element": element,
    }
    return {**block, "hint": plain(shorten(one.hint, limits.SLACK_FORM_TEXT))} if one.hint else block
