"""Who the app is, its connections and its reactions."""

from __future__ import annotations

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import State


@method("auth.test")
def test_token(state: State, arguments: Arguments) -> Answer:
    workspace = state.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.team_name,
        "user": state.user(workspace.bot_user_id).name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", app_token=True)
def open_connection(state: State, arguments: Arguments) -> Answer:
    ticket = state.new_id("K")
    state.tickets.add(ticket)
    return {"url": f"{state.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={state.workspace.app_id}"}


@method("reactions.add", scope="reactions:write", arguments="channel name timestamp")
def add_reaction(state: State, arguments: Arguments) -> Answer:
    channel, ts = arguments.required("channel"), arguments.required("timestamp")
    state.readable(channel).get(ts)
    names = state.reactions.setdefault((channel, ts), [])
    name = arguments.required("name").strip(":")
    if name in names:
        raise SlackError("already_reacted")
    names.append(name)
    return {}
