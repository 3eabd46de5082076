"""What follows the answer to an interaction, through its token: valid for 15 minutes."""

from __future__ import annotations

from tests.servers.discord.checks import specification
from tests.servers.discord.checks.messages import EDIT_KEYS, WEBHOOK_KEYS, is_empty
from tests.servers.discord.errors import Json, empty_message, expired_token, unknown
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.posts import delete_message
from tests.servers.discord.rest.answers import fill_answer, follow_up
from tests.servers.discord.rest.call import Call, Route
from tests.servers.discord.rest.validation import require_message

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ONE = f"{_WEBHOOK}/messages/{{message_id}}"


def _interaction(call: Call) -> Interaction:
    one = call.state.by_token.get(call.path["webhook_token"])
    if one is None or call.path["webhook_id"] != call.state.world.application_id or not one.acknowledged:
        raise unknown("Webhook")
    if one.token_expired:
        raise expired_token()
    return one


def _message(call: Call, one: Interaction) -> Json:
    """The answer (@original) or one of the follow-ups."""
    named = call.path["message_id"]
    key = one.original_id if named == "@original" else named
    message = call.state.messages.get(key) if key and key in (one.original_id, *one.followup_ids) else None
    if message is None:
        raise unknown("Message")
    return message


def create(call: Call) -> object:
    one = _interaction(call)
    require_message(call, WEBHOOK_KEYS, specification.WEBHOOK_CREATE)
    if is_empty(call.fields, len(call.files)):
        raise empty_message()
    return follow_up(call.state, one, call.fields, call.files)


def get(call: Call) -> object:
    return _message(call, _interaction(call))


def edit(call: Call) -> object:
    one = _interaction(call)
    message = _message(call, one)
    require_message(call, EDIT_KEYS, specification.WEBHOOK_EDIT, edited=message)
    if is_empty(message | call.fields, len(call.files) or len(call.state.uploaded.get(message["id"], []))):
        raise empty_message()
    return fill_answer(call.state, one, message, call.fields, call.files)


def delete(call: Call) -> None:
    delete_message(call.state, _message(call, _interaction(call)))


ROUTES = (
    Route("POST", _WEBHOOK, create, authorized=False),
    Route("GET", _ONE, get, authorized=False),
    Route("PATCH", _ONE, edit, authorized=False),
    Route("DELETE", _ONE, delete, authorized=False),
)
