"""The modal that asks what is wrong, and what it carries until it is submitted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from adapters import limits
from bot.chat.nouns import Visibility

CALLBACK = "factdesk:wrong"
INPUT_BLOCK = "note"
_INPUT = "text"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """Which answer the form is about and where its button hung; `response_url` is where its sender is answered."""

    ref: str
    channel: str
    thread: str | None
    message_ref: str | None
    visibility: Visibility
    response_url: str | None

    @classmethod
    def from_metadata(cls, text: str) -> Form | None:
        """From what `view` put there; None for what is not of its making."""
        try:
            body = json.loads(text)
            return cls(**{**body, "visibility": Visibility(body["visibility"])})
        except (ValueError, TypeError, KeyError):
            return None

    def view(self) -> Json:
        return {
            "type": "modal",
            "callback_id": CALLBACK,
            "private_metadata": json.dumps(asdict(self)),
            "title": _plain("What is wrong?"),
            "submit": _plain("Send to the desk"),
            "close": _plain("Cancel"),
            "blocks": [
                {
                    "type": "input",
                    "block_id": INPUT_BLOCK,
                    "optional": True,
                    "label": _plain("Your remark"),
                    "hint": _plain("The desk gets it with your name, the question, the answer and its figures."),
                    "element": {
                        "type": "plain_text_input",
                        "action_id": _INPUT,
                        "multiline": True,
                        "max_length": limits.SLACK_NOTE,
                    },
                }
            ],
        }

    @staticmethod
    def note(view: Mapping[str, Any]) -> str:
        """What was written in a submitted view; nothing is an empty remark."""
        try:
            return str(view["state"]["values"][INPUT_BLOCK][_INPUT]["value"] or "")
        except (KeyError, TypeError):
            return ""


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}
