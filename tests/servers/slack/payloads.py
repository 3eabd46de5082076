"""The payloads that Slack sends an app, in Slack's own shapes."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.state import Place, State

Payload = dict[str, Any]


def event(state: State, content: Payload) -> Payload:
    """The wrapper of an event. Of a user of another organisation it is that user's workspace that it names first; only
    a mention is told as the workspace that receives it has it."""
    workspace = state.workspace
    team = workspace.team_of(str(content.get("user")))
    is_guest = team != workspace.team_id
    if is_guest and content["type"] == "app_mention":
        team = workspace.team_id
    authorization = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": workspace.verification_token,
        "team_id": team,
        "context_team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "event": content,
        "type": "event_callback",
        "event_id": state.new_id("Ev"),
        "event_time": int(state.clock()),
        "authorizations": [authorization],
        "is_ext_shared_channel": is_guest,
    }


def command(state: State, name: str, text: str, user: str, channel: str) -> Payload:
    workspace = state.workspace
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team_of(user),
        "team_domain": workspace.domain,
        "channel_id": channel,
        "channel_name": _channel_name(state, channel),
        "user_id": user,
        "user_name": state.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "trigger_id": state.open_trigger(user),
    }


def block_action_in_message(state: State, place: Place, action: Payload, values: Payload, user: str) -> Payload:
    """A button or select of a message was used. A private message is not repeated in the payload."""
    message = place.message
    container: Payload = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": place.channel,
        "is_ephemeral": place.viewer is not None,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    return {
        **_interaction(state, "block_actions", user),
        "container": container,
        "channel": {"id": place.channel, "name": _channel_name(state, place.channel)},
        **({"message": message} if place.viewer is None else {}),
        "state": {"values": values},
        "actions": [action],
    }


def block_action_in_view(state: State, view: Payload, action: Payload, user: str) -> Payload:
    return {
        **_interaction(state, "block_actions", user),
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
        "actions": [action],
    }


def view_submission(state: State, view: Payload, user: str) -> Payload:
    """What a user of another organisation submits names their own workspace, and the app's beside it."""
    body = {**_interaction(state, "view_submission", user), "view": view, "response_urls": []}
    team = state.workspace.team_of(user)
    if team == state.workspace.team_id:
        return body
    return {
        **body,
        "team": {"id": team, "domain": "elsewhere"},
        "view": {**view, "team_id": team, "app_installed_team_id": state.workspace.team_id},
    }


def block_suggestion(state: State, view: Payload, block: str, action: str, typed: str, user: str) -> Payload:
    """Somebody types in a select whose options the app knows."""
    return {
        **_interaction(state, "block_suggestion", user),
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
        "block_id": block,
        "action_id": action,
        "value": typed,
    }


def _interaction(state: State, kind: str, user: str) -> Payload:
    workspace = state.workspace
    name = state.users[user].name
    return {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": workspace.team_of(user)},
        "api_app_id": workspace.app_id,
        "token": workspace.verification_token,
        "trigger_id": state.open_trigger(user),
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel_name(state: State, channel: str) -> str:
    found = state.conversations[channel].channel
    if found.is_im:
        return "directmessage"
    return "privategroup" if found.is_private and not found.is_mpim else found.name
