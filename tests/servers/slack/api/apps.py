"""Who the app is, its connections and its reactions."""

from __future__ import annotations

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.content import decoded
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


_PROMPTS = 4


@method(
    "assistant.threads.setSuggestedPrompts",
    scope="assistant:write",
    newer="channel_id prompts title",  # An app with an agent_view names no thread.
)
def suggest_prompts(state: State, arguments: Arguments) -> Answer:
    channel = arguments.required("channel_id")
    if not state.conversation(channel).channel.is_im:
        raise SlackError("channel_not_found")
    prompts = decoded(arguments.values.get("prompts"), "invalid_arguments")
    shaped = isinstance(prompts, list) and all(
        isinstance(prompt, dict) and set(prompt) == {"title", "message"} and all(prompt.values()) for prompt in prompts
    )
    if not shaped or not 1 <= len(prompts) <= _PROMPTS:
        raise SlackError("invalid_arguments", ["[ERROR] invalid prompts [json-pointer:/prompts]"])
    state.prompts[channel] = prompts
    return {}
