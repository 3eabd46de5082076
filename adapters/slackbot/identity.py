"""Who the bot is in which workspace, as Slack says for its token."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slackbot.errors import SlackRefused
from adapters.slackbot.outcomes import is_refusal, told
from adapters.slackbot.scopes import SCOPES, USER_GROUPS

_SCOPES_HEADER = "x-oauth-scopes"


@dataclass(frozen=True, slots=True)
class Identity:
    """`scopes` are those of the token, `url` is where the workspace is; None: Slack did not say. `date` is when it said
    so, as HTTP writes it."""

    team: str
    bot_user: str
    bot_id: str
    scopes: frozenset[str] | None
    url: str | None = None
    date: str | None = None

    def missing(self, user_groups: bool) -> list[str]:
        """Scopes that the token lacks; that of user groups counts only where they are needed."""
        if self.scopes is None:
            return []
        needed = set(SCOPES) if user_groups else set(SCOPES) - {USER_GROUPS}
        return sorted(needed - self.scopes)


def message_url(home: str | None, channel: str, ts: str) -> str | None:
    """The address of a message; `home` is where its workspace is, None where Slack did not say."""
    return f"{home.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}" if home else None


async def identify(client: AsyncWebClient) -> Identity:
    """Raises SlackRefused, or what the client raises where Slack cannot be reached."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        if not is_refusal(error):
            raise
        raise SlackRefused(
            f"Slack refused the bot token ({told(error)}); set FACTDESK_SLACK_BOT_TOKEN to the one that the app's page "
            "“OAuth & Permissions” shows"
        ) from error
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = headers.get(_SCOPES_HEADER)
    scopes = None if granted is None else frozenset(scope.strip() for scope in granted.split(","))
    bot_id, url, date = answer.get("bot_id") or "", answer.get("url"), headers.get("date")
    return Identity(answer["team_id"], answer["user_id"], bot_id, scopes, url, date)
