"""Modals and home tabs."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.blockkit.views import check_view
from tests.servers.slack.content import decoded, with_ids
from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import OpenView, State


@method("views.open", arguments="trigger_id view", newer="interactivity_pointer")
def open_view(state: State, arguments: Arguments) -> Answer:
    view = read_view(state, arguments.values.get("view"), "modal")
    user = state.use_trigger(arguments.required("trigger_id"))
    return {"view": show_view(state, view, user)}


@method("views.publish", arguments="user_id view hash")
def publish_view(state: State, arguments: Arguments) -> Answer:
    view = read_view(state, arguments.values.get("view"), "home")
    user = state.user(arguments.required("user_id")).id
    previous = state.views.get(state.homes.get(user, ""))
    if previous is not None:
        _check_hash(previous, arguments)
        return {"view": change_view(state, previous, view)}
    shown = show_view(state, view, user)
    state.homes[user] = shown["id"]
    return {"view": shown}


@method("views.update", arguments="view_id external_id view hash")
def update_view(state: State, arguments: Arguments) -> Answer:
    view_id, external_id = arguments.get("view_id"), arguments.get("external_id")
    opened = next(
        (
            opened
            for opened in state.views.values()
            if opened.view["id"] == view_id or (external_id and opened.view["external_id"] == external_id)
        ),
        None,
    )
    if opened is None:
        raise SlackError("not_found")
    view = read_view(state, arguments.values.get("view"), opened.view["type"])
    _check_hash(opened, arguments)
    return {"view": change_view(state, opened, view)}


def read_view(state: State, value: Any, kind: str) -> dict[str, Any]:
    """A view as the app hands it in, checked; `kind` is modal or home."""
    view = decoded(value, "invalid_arguments")
    if not isinstance(view, dict) or view.get("type") != kind:
        problem = f"must be one of: {kind} [json-pointer:/view/type]"
        raise SlackError("invalid_arguments", [f"[ERROR] {problem}"])
    problems = check_view(view) if state.strict else []
    if problems:
        raise SlackError("invalid_arguments", problems)
    return {**view, "blocks": with_ids(state, view["blocks"])}


def show_view(state: State, view: dict[str, Any], user: str) -> dict[str, Any]:
    """Put a new view before a user, and give it as Slack would describe it."""
    external_id = view.get("external_id", "")
    if external_id and any(opened.view["external_id"] == external_id for opened in state.views.values()):
        raise SlackError("duplicate_external_id")
    view_id = state.new_id("V")
    described = {
        "id": view_id,
        "team_id": state.workspace.team_id,
        "app_id": state.workspace.app_id,
        "bot_id": state.workspace.bot_id,
        "root_view_id": view_id,
        "previous_view_id": None,
        **_content(state, view),
    }
    state.views[view_id] = OpenView(described, user)
    return described


def change_view(state: State, opened: OpenView, view: dict[str, Any]) -> dict[str, Any]:
    opened.view.update(_content(state, view))
    return opened.view


def _content(state: State, view: dict[str, Any]) -> dict[str, Any]:
    defaults = {"callback_id": "", "private_metadata": "", "external_id": "", "submit": None, "close": None}
    return {**defaults, **view, "state": {"values": {}}, "hash": state.new_ts()}


def _check_hash(opened: OpenView, arguments: Arguments) -> None:
    if arguments.get("hash") not in (None, opened.view["hash"]):
        raise SlackError("hash_conflict")
