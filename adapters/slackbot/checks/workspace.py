"""Whether the workspace of the token is one that is answered."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.checkup.finding import Finding
from adapters.settings import Settings
from adapters.slackbot.identity import Identity
from adapters.variables import variable


def of_workspace(settings: Settings, who: Identity) -> Iterator[Finding]:
    allowed = settings.allowed_workspaces
    if allowed and f"slack:{who.team}" not in allowed:
        yield Finding(
            "Slack workspace",
            f"nobody is answered in Slack, as {variable('allowed_workspaces')} does not name its workspace",
            f"add slack:{who.team} to it, or leave the Slack tokens out",
        )
