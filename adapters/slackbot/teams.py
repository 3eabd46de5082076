"""Which workspace somebody belongs to who acts in ours: in channels that Slack Connect shares, people of others do.

Slack says so in several places, and not in all that it sends:

- `user_team` of an event is the user's own. Without it, `team` is: where both are told, `team` may be the workspace
  that receives a mention, and `source_team` the one that a user of ours came through.
- `user.team_id` of an interaction is the user's own. `team` is where it took place: for a form the user's own as well,
  with the app's in `view.app_installed_team_id`.
- A command names the workspace that it was given in. The home tab's event names none, but what it comes in does.

Where one of several says that somebody is of another workspace, they are. On Enterprise Grid the user's own may be the
id of the organisation, which is not that of any workspace.
"""

from __future__ import annotations

from adapters.slackbot.payload import Json, told

UNKNOWN = ""
"""A workspace that is not ours, whichever it is."""


def guest_of_event(body: Json, event: Json, home: str) -> str | None:
    """The workspace that whoever caused an event comes from, or UNKNOWN; None: they belong to `home`."""
    own = told(event, "user_team") + told(event.get("user_profile"), "team")
    if own:
        return _other(own, home)
    named = told(event, "team") + told(event, "source_team")
    other = _other(named + told(body, "team_id") + _authorized(body), home)
    is_shared = body.get("is_ext_shared_channel") not in (None, False)
    return UNKNOWN if is_shared and not named and other is None else other


def guest_of_interaction(body: Json, home: str) -> str | None:
    """The same of a button, a choice or a form."""
    return _other(told(body.get("user"), "team_id") + told(body.get("team"), "id"), home)


def guest_of_command(body: Json, home: str) -> str | None:
    return _other(told(body, "team_id"), home)


def installed_in(body: Json) -> str | None:
    """The workspace that the app is installed in, as a payload says: in a channel shared between two, `team_id` may be
    the other one."""
    named = _authorized(body) or told(body.get("view"), "app_installed_team_id")
    named = named or told(body.get("team"), "id") or told(body, "team_id")
    return named[0] if named else None


def _authorized(body: Json) -> list[str]:
    authorizations = body.get("authorizations")
    return told(authorizations[0], "team_id") if isinstance(authorizations, list) and authorizations else []


def _other(named: list[str], home: str) -> str | None:
    return next((team for team in named if team != home), None)
