"""What an acknowledgement does besides acknowledging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.servers.slack.api.views import change_view, read_view, show_view
from tests.servers.slack.errors import SlackError
from tests.servers.slack.records import Dispatch, Response
from tests.servers.slack.responses import respond
from tests.servers.slack.state import ResponseUrl, State


def effects_of_acknowledgements(state: State) -> Callable[[Dispatch, dict[str, Any] | None], None]:
    def apply(dispatch: Dispatch, payload: dict[str, Any] | None) -> None:
        sent = dispatch.payload if isinstance(dispatch.payload, dict) else {}
        try:
            if dispatch.kind == "slash_commands" and payload and "response_url" in sent:
                _answer_command(state, dispatch, payload)
            elif sent.get("type") == "view_submission" and "view" in sent:
                _answer_submission(state, dispatch, payload or {})
        except SlackError as refused:
            dispatch.responses.append(Response("acknowledgement", payload or {}, None, refused.code))

    return apply


def _answer_command(state: State, dispatch: Dispatch, payload: dict[str, Any]) -> None:
    channel, user = dispatch.payload["channel_id"], dispatch.payload["user_id"]
    respond(state, ResponseUrl(dispatch, channel, user, expires_at=state.clock()), payload, "acknowledgement")


def _answer_submission(state: State, dispatch: Dispatch, payload: dict[str, Any]) -> None:
    view_id, user = dispatch.payload["view"]["id"], dispatch.payload["user"]["id"]
    action = payload.get("response_action")
    if action == "update":
        change_view(state, state.views[view_id], read_view(state, payload.get("view"), "modal"))
    elif action == "push":
        show_view(state, read_view(state, payload.get("view"), "modal"), user)
    elif action == "clear":
        modals = [key for key, opened in state.views.items() if opened.user == user and opened.view["type"] == "modal"]
        for key in modals:
            del state.views[key]
    elif action == "errors":
        _check_errors(dispatch.payload["view"], payload.get("errors"))
    else:
        state.views.pop(view_id, None)
    if payload:
        dispatch.responses.append(Response("acknowledgement", payload, None))


def _check_errors(view: dict[str, Any], errors: Any) -> None:
    """Slack shows them under the input blocks that they name, and takes no others."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    said = isinstance(errors, dict) and errors and all(isinstance(text, str) and text for text in errors.values())
    if not said or not errors.keys() <= inputs:
        raise SlackError("invalid_errors")
