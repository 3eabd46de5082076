"""Users, bots, user groups and the workspace itself."""

from __future__ import annotations

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import State


@method("users.info", scope="users:read", arguments="user include_locale")
def user_info(state: State, arguments: Arguments) -> Answer:
    user = state.user(arguments.required("user"))
    team = state.workspace.team_of(user.id)
    profile = {"real_name": user.real_name, "display_name": user.name, "team": team}
    return {
        "user": {
            "id": user.id,
            "team_id": team,
            "name": user.name,
            "real_name": user.real_name,
            "deleted": user.deleted,
            "is_bot": user.is_bot,
            "is_app_user": False,
            "tz": user.tz,
            "profile": profile,
            **({"locale": "en-NZ"} if arguments.flag("include_locale") else {}),
        }
    }


@method("bots.info", scope="users:read", arguments="bot")
def bot_info(state: State, arguments: Arguments) -> Answer:
    workspace = state.workspace
    if arguments.get("bot") not in (None, workspace.bot_id):
        raise SlackError("bot_not_found")
    bot = {
        "id": workspace.bot_id,
        "deleted": False,
        "name": state.user(workspace.bot_user_id).name,
        "app_id": workspace.app_id,
        "user_id": workspace.bot_user_id,
    }
    return {"bot": bot}


@method("usergroups.users.list", scope="usergroups:read", arguments="usergroup include_disabled")
def user_group_users(state: State, arguments: Arguments) -> Answer:
    group = arguments.required("usergroup")
    if group not in state.workspace.user_groups:
        raise SlackError("no_such_subteam")
    return {"users": list(state.workspace.user_groups[group])}


@method("team.info", scope="team:read", arguments="team", newer="domain")
def team_info(state: State, arguments: Arguments) -> Answer:
    workspace = state.workspace
    if arguments.get("team") not in (None, workspace.team_id):
        raise SlackError("team_not_found")
    return {"team": {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.domain}}
