"""The answer to an interaction."""

from __future__ import annotations

from tests.servers.discord.checks.answers import (
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MESSAGE,
    UPDATE,
    allowed_answers,
    check_answer,
)
from tests.servers.discord.checks.messages import is_empty
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.checks.specification import CALLBACKS, check_specification
from tests.servers.discord.errors import Json, already_acknowledged, empty_message, unknown
from tests.servers.discord.interactions import SECONDS_TO_ANSWER, Interaction
from tests.servers.discord.posts import edit_message
from tests.servers.discord.rest.answers import answer_message
from tests.servers.discord.rest.call import Call, Route
from tests.servers.discord.rest.validation import file_names, raise_if_any
from tests.servers.discord.state import EPHEMERAL


def answer(call: Call) -> object:
    state = call.state
    one = state.interactions.get(call.path["interaction_id"])
    if one is None or one.token != call.path["webhook_token"]:
        raise unknown("interaction")
    if one.acknowledged:
        raise already_acknowledged()
    if state.clock() - one.created_at > SECONDS_TO_ANSWER:
        raise unknown("interaction")
    body = call.fields
    _require_valid(call, one)
    kind, data = body["type"], body.get("data") or {}
    if kind == MESSAGE and is_empty(data, len(call.files)):
        raise empty_message()
    one.acknowledge(kind, data)
    _carry_out(call, one, kind, data)
    state.changes.happened()
    return _callback_object(one) if call.query.get("with_response") in ("1", "true", "True") else None


def _require_valid(call: Call, one: Interaction) -> None:
    problems = Problems()
    allowed = allowed_answers(one.type, from_message=one.source_message_id is not None)
    problems.choice(("type",), call.fields.get("type"), allowed)
    if not problems.errors and call.state.strict:
        edited = one.original or call.state.messages.get(one.source_message_id or "")
        names = file_names(call.state, call.fields.get("data") or {}, call.files)
        check_answer(problems, call.fields, len(call.files), edited=edited, names=names)
    if not problems.errors and call.state.strict:
        check_specification(problems, CALLBACKS[call.fields["type"]], call.fields)
    raise_if_any(problems)


def _carry_out(call: Call, one: Interaction, kind: int, data: Json) -> None:
    if kind in (MESSAGE, DEFERRED_MESSAGE):
        message = answer_message(call.state, one, data, call.files, loading=kind == DEFERRED_MESSAGE)
        one.original_id = message["id"]
    elif kind in (DEFERRED_UPDATE, UPDATE):
        one.original_id = one.source_message_id
        source = one.original
        if source is not None:
            one.ephemeral = bool(source["flags"] & EPHEMERAL)
            if kind == UPDATE:
                edit_message(call.state, source, data, call.files)


def _callback_object(one: Interaction) -> Json:
    assert one.callback is not None
    kind = one.callback.type
    about: Json = {"id": one.id, "type": one.type}
    if one.original_id is not None:
        about |= {
            "response_message_id": one.original_id,
            "response_message_loading": one.loading,
            "response_message_ephemeral": one.ephemeral,
        }
    result: Json = {"interaction": about}
    if kind in (MESSAGE, DEFERRED_MESSAGE, UPDATE):
        result["resource"] = {"type": kind, "message": one.original}
    return result


ROUTES = (Route("POST", "/interactions/{interaction_id}/{webhook_token}/callback", answer, authorized=False),)
