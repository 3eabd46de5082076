"""The one place that reads the environment."""

from __future__ import annotations

import os
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.secrets import is_like_a_secret
from adapters.variables import PREFIX, InvalidSetting, of_field, strangers, variable, wrong_value
from bot.errors import UnknownZone
from bot.zones import zone_of

_URL = r"^https?://[^\s/]+"
_A_URL = "an address that begins with http:// or https://"
_SOCKET = r"^wss?://[^\s/]+"
_A_SOCKET = "an address that begins with ws:// or wss://"
_CHANNEL = "a platform and a channel id, such as slack:C0123456789 or discord:123456789012345678"
_WORKSPACES = "a list such as slack:T0123,discord:123456789, between commas"
_CHANNELS = "a list such as slack:C0123,discord:123456789, between commas"
_YES_OR_NO = "yes or no"
_PERCENT = "per cent, percent or %"
_THOUSANDS = "a comma, a full stop, an apostrophe, a space or none"
_Thousands = Literal[",", ".", "'", "’", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "none"]


def _names(text: object) -> object:
    return tuple(name.strip() for name in text.split(",") if name.strip()) if isinstance(text, str) else text


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)]
"""Names between commas."""


class Settings(BaseSettings):
    """Made by `load_settings` when a command runs, never on import. An empty variable counts as not set.

    The description of a field says what its variable may hold. A style that is None is left to the ledger's language.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, hide_input_in_errors=True)

    database_url: SecretStr | None = None
    """A SQLAlchemy URL of SQLite or PostgreSQL; without one the embedded ledger is used."""

    slack_bot_token: SecretStr | None = Field(default=None, description="the bot token of the Slack app (xoxb-…)")
    slack_app_token: SecretStr | None = Field(default=None, description="the app-level token (xapp-…), for Socket Mode")
    slack_signing_secret: SecretStr | None = Field(default=None, description="the signing secret, for HTTP")
    slack_api_url: str = Field(default="https://slack.com/api/", pattern=_URL, description=_A_URL)
    discord_token: SecretStr | None = Field(default=None, description="the token of the Discord bot")
    discord_api_url: str = Field(default="https://discord.com/api/v10", pattern=_URL, description=_A_URL)
    discord_gateway_url: str | None = Field(default=None, pattern=_SOCKET, description=_A_SOCKET)
    http_bind: str = Field(default="127.0.0.1:3000", pattern=r"^.+:\d{1,5}$", description="a host and port")
    """Where Slack's HTTP requests are listened for, under /slack/events, when there is no app token."""
    desk_channel: str | None = Field(default=None, pattern=r"^(slack|discord):\w+$", description=_CHANNEL)
    """The desk's own channel: reports of wrong answers, deliveries that need a person, and all open questions in its
    digests."""
    command_visibility: Literal["private", "public"] = Field(default="private", description="private or public")
    """Who sees the answer to a slash command."""
    tolerance: Literal["strict", "default", "loose"] = Field(default="default", description="strict, default or loose")
    """How sure a reading that was learned must be to be answered, or offered to choose from."""
    allowed_workspaces: Names = Field(default=(), description=_WORKSPACES)
    """The workspaces of Slack and servers of Discord that are answered; without any, all that the bot is in. People of
    other organisations, in channels that Slack Connect shares, only where their own workspace is listed as well."""
    allowed_channels: Names = Field(default=(), description=_CHANNELS)
    """The channels that are answered; without any, all of them."""
    allowed_groups: Names = Field(default=(), description="ids of user groups or roles, between commas")
    """Whose members are answered: user groups of Slack, roles of Discord; without any, everybody."""
    editor_groups: Names = Field(default=(), description="ids of user groups or roles, between commas")
    """Who may change key dates and subscriptions in chats, enter and publish figures there, and see what is under
    embargo; without any, all who may ask change dates and subscriptions, and nobody does the others."""
    four_eyes: bool = Field(default=True, description=_YES_OR_NO)
    """Whether a draft is published by somebody else than whoever entered it; a desk of one says no."""
    time_zone: str | None = Field(default=None, description="an IANA time zone such as Pacific/Auckland")
    """The newsroom's, whose calendar says what “today” and “in two days” are; without one, this machine's."""
    questions_a_minute: int = Field(default=20, ge=1, le=10_000, description="a number from 1 to 10000")
    """How many questions one user may ask; a channel four times as many."""
    retention_days: int = Field(default=90, ge=1, le=3650, description="a number of days from 1 to 3650")
    """How long questions and receipts are kept."""
    correct_private_days: int = Field(default=30, ge=0, le=3650, description="a number of days from 0 to 3650")
    """For how long somebody who was answered in private is told in person that a figure of it has changed."""
    keep_questions: bool = Field(default=True, description=_YES_OR_NO)
    """Whether the text of questions is kept at all; without it, follow-ups, the desk's open questions and what was
    picked of questions back are off."""
    log_tracebacks: bool = Field(default=False, description=_YES_OR_NO)
    """Whether the log has Python's own traceback under the line of an error. The line names every place that the error
    came through in any case."""

    log_format: Literal["logfmt", "json"] = Field(default="logfmt", description="logfmt or json")
    """How a line of the log is written: pairs of a key and a value, or an object of JSON."""
    monitor_bind: str | None = Field(default=None, pattern=r"^.+:\d{1,5}$", description="a host and port")
    """Where /healthz, /readyz and /metrics are served, for whatever watches over services; without one, nowhere. They
    tell numbers and states, no text of anybody's, and ask nobody who they are."""

    style_language: str | None = Field(default=None, description="a BCP 47 tag such as en-GB")
    """How numbers and dates are written."""
    style_percent: Literal["per cent", "percent", "%"] | None = Field(default=None, description=_PERCENT)
    """The word or sign after a share."""
    style_words_below: int | None = Field(default=None, ge=0, le=10, description="a number from 0 to 10")
    """Whole counts below it are written as words."""
    style_thousands: _Thousands | None = Field(default=None, description=_THOUSANDS)
    """What parts thousands."""
    style_decimal: Literal[".", ","] | None = Field(default=None, description="a full stop or a comma")
    """What parts decimals."""
    style_month_first: bool | None = Field(default=None, description=_YES_OR_NO)
    """November 6, 2020 rather than 6 November 2020."""
    style_macrons: bool | None = Field(default=None, description=_YES_OR_NO)
    """Māori rather than Maori."""
    style_scale_words: bool | None = Field(default=None, description=_YES_OR_NO)
    """3.89 trillion US dollars in sentences: money from ten million and counts from a billion are rounded there."""


def load_settings() -> Settings:
    """The settings of the environment. Raises InvalidSetting for a value that cannot be."""
    settings, wrong = read_settings()
    for error in wrong:
        raise error
    return settings


def read_settings() -> tuple[Settings, list[InvalidSetting]]:
    """The settings of the environment, those that cannot be at their defaults, and what is said of each of these."""
    wrong: dict[str, InvalidSetting] = {}
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = {name: _wrong(name, one["input"]) for one in error.errors() for name in (str(one["loc"][0]),)}
        settings = Settings(**{name: Settings.model_fields[name].default for name in wrong})
    if settings.time_zone is not None:
        try:
            zone_of(settings.time_zone)
        except UnknownZone as error:
            wrong["time_zone"] = _no_zone(settings.time_zone, error)
            settings = settings.model_copy(update={"time_zone": None})
    return settings, list(wrong.values())


def unknown_variables() -> list[str]:
    """Variables that are set, are called as a setting is, and are none, by name."""
    return strangers((name for name, value in os.environ.items() if value), Settings.model_fields)


def _no_zone(zone: str, error: UnknownZone) -> InvalidSetting:
    return (
        _wrong("time_zone", zone)
        if is_like_a_secret(zone)
        else of_field("time_zone", f"{variable('time_zone')}: {error}")
    )


def _wrong(name: str, value: object) -> InvalidSetting:
    return wrong_value(name, value, Settings.model_fields[name].description)
