"""Slack as the rest of Factdesk has it: what of the settings concerns it, its checks and its bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from adapters.settings import Settings
from adapters.slackbot.config import SlackConfig
from adapters.variables import host_and_port, variable
from bot.chat.nouns import Visibility

if TYPE_CHECKING:
    from adapters.async_desk import AsyncDesk
    from adapters.checkup.finding import Finding
    from adapters.slackbot.app import SlackBot

NAME = "slack"
SECRETS = ("slack_bot_token", "slack_app_token", "slack_signing_secret")
WORKSPACE_ID = r"[TE][A-Z0-9]+"
USER_ID = r"[UW][A-Z0-9]+"
HOW = (
    "mention me: the answer is for all; /figure with a question, “/figure dates” or “/figure unsubscribe 2”: it is for"
    " you alone, until you share it"
)
"""How a question or an order is given here, for help."""
_START_WITHIN = 10.0
"""Seconds for Slack to answer in."""


def why_not(settings: Settings) -> str | None:
    """What has to be set before Slack can be served; None: nothing."""
    if settings.slack_bot_token is None:
        return f"{variable('slack_bot_token')} is not set"
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        return (
            f"neither {variable('slack_app_token')} (Socket Mode) nor {variable('slack_signing_secret')} (HTTP) is set"
        )
    return None


def refuse(settings: Settings) -> None:
    """Raises InvalidSetting."""
    host_and_port("http_bind", settings.http_bind)


def config(settings: Settings) -> SlackConfig:
    """Where nothing is missing. Raises InvalidSetting."""
    assert settings.slack_bot_token is not None
    return SlackConfig(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value() if settings.slack_app_token else None,
        signing_secret=settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None,
        api_url=settings.slack_api_url if settings.slack_api_url.endswith("/") else f"{settings.slack_api_url}/",
        bind=host_and_port("http_bind", settings.http_bind),
        command_visibility=Visibility(settings.command_visibility),
        start_within=_START_WITHIN,
        # Both kinds stand in one list; the ids of Discord's roles are numbers.
        user_groups=tuple(id_ for id_ in (*settings.allowed_groups, *settings.editor_groups) if not id_.isdecimal()),
    )


async def workspace_of(settings: Settings, _channel: str) -> str:
    """A token is of one workspace. Raises SlackRefused or SlackUnreachable."""
    from adapters.slackbot.lookup import who_is

    return (await who_is(config(settings))).team


def checks(settings: Settings) -> AsyncIterator[Finding]:
    from adapters.slackbot.checks import look

    return look(settings, config(settings))


def bot(settings: Settings, desk: AsyncDesk) -> SlackBot:
    from adapters.charts import png
    from adapters.failures import reference_of
    from adapters.slackbot.app import SlackBot

    return SlackBot(config(settings), desk, reference_of, png)
