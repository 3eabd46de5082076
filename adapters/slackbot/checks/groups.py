"""Whether the user groups of the settings are there."""

from __future__ import annotations

from collections.abc import AsyncIterator

from adapters.checkup.finding import Finding
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.lookup import NotTold, members_of_group
from adapters.variables import variable


async def of_groups(config: SlackConfig) -> AsyncIterator[Finding]:
    """Where the scope for them is there. Raises SlackUnreachable."""
    fields = f"{variable('allowed_groups')} and {variable('editor_groups')}"
    for group in dict.fromkeys(config.user_groups):
        try:
            count = len(await members_of_group(config, group))
            yield Finding("user group", f"{group}, members: {count}")
        except NotTold as error:
            mend = f"look for it in {fields}; the id stands in the address of the group's page"
            yield Finding("user group", f"Slack does not say who is in {group} ({error.code})", mend)
