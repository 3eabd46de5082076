"""A secret in the wrong variable, or in what a library says, is told nobody."""

from __future__ import annotations

import logging
from io import StringIO

import pytest

from adapters.logline import Line
from adapters.secrets import is_like_a_secret, without_secrets
from adapters.settings import Settings
from adapters.variables import variable
from tests.adapters.conftest import Home

DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB"
SECRETS = [
    "xoxb-1234-abcd",
    "xoxe.xoxp-1-Mi0yLTEyMzQ",
    "xapp-1-A111-222-abc",
    DISCORD,
    "8f742231b10e8888abcd99eeecccaa85",
    "postgresql://desk:s3cret@database/ledger",
]
QUERY = "postgresql://u@127.0.0.1:1/x?password=s3cret"
_OF_SECRETS = ("database_url", "slack_bot_token", "slack_app_token", "slack_signing_secret", "discord_token")
_CHECKED_LATER = ("allowed_groups", "editor_groups", "style_language", "allowed_workspaces", "allowed_channels")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("field", [name for name in Settings.model_fields if name not in _OF_SECRETS])
def test_a_secret_in_the_wrong_variable_is_not_repeated(home: Home, field: str, secret: str) -> None:
    told = home.run("figures", **{variable(field): secret})
    assert secret not in told.output + told.stderr
    if field not in _CHECKED_LATER:
        assert told.exit_code == 2
        assert f"{variable(field)} holds what looks like a secret, which is not shown; set it to " in told.stderr


PASSWORDS = ["pa@s3cret", "pa@x@s3cret", "@s3cret", "pa@s3cret/9", "pa/s3cret", "p:s3cret", "p?s3cret", "p#s3cret"]


@pytest.mark.parametrize(
    "command", [("health",), ("ask", "jobless rate"), ("doctor",), ("db", "upgrade"), ("figures",)]
)
@pytest.mark.parametrize("url", [*(f"postgresql://u:{one}@127.0.0.1:1/x" for one in PASSWORDS), QUERY])
def test_no_part_of_a_database_s_password_is_told(home: Home, command: tuple[str, ...], url: str) -> None:
    told = home.run(*command, FACTDESK_DATABASE_URL=url)
    assert told.exit_code in (1, 2)
    assert "s3cret" not in told.output + told.stderr
    if "@s" in url or "@x" in url:
        assert "write %40 for each @ of a user or password" in told.output + told.stderr


@pytest.mark.parametrize("field", ["allowed_workspaces", "allowed_channels", "style_language"])
@pytest.mark.parametrize("secret", SECRETS)
def test_nor_is_one_that_is_looked_at_when_it_is_used(home: Home, field: str, secret: str) -> None:
    tokens = {"FACTDESK_DISCORD_TOKEN": "t", "FACTDESK_DISCORD_API_URL": "http://127.0.0.1:9"}
    told = home.run("doctor", **tokens, **{variable(field): secret})
    assert secret not in told.output + told.stderr


@pytest.mark.parametrize("secret", SECRETS[:4])
@pytest.mark.parametrize("field", ["slack_bot_token", "slack_app_token", "discord_token"])
def test_nor_is_the_token_of_another_platform(home: Home, field: str, secret: str) -> None:
    elsewhere = {"FACTDESK_DISCORD_API_URL": "http://127.0.0.1:9", "FACTDESK_SLACK_API_URL": "http://127.0.0.1:9"}
    both = {"FACTDESK_SLACK_BOT_TOKEN": "xoxb-other", "FACTDESK_SLACK_APP_TOKEN": "xapp-other"}
    told = home.run("doctor", **{**both, **elsewhere, variable(field): secret})
    assert secret not in told.output + told.stderr


@pytest.mark.parametrize(
    "text", ["pct", "11", "Pacific/Auckland", "slack.com/api", "C0123", "127.0.0.1:3000", "http://x/y"]
)
def test_what_is_no_secret_is_repeated(text: str) -> None:
    assert not is_like_a_secret(text)
    assert without_secrets(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("token=xoxb-1-a, then", "token=***, then"),
        (f"Bot {DISCORD}.", "Bot ***."),
        ("wss://x/link?ticket=abc-1&app=2", "wss://x/link?ticket=***&app=2"),
        ("connect to postgresql://desk:a:b@c/d failed", "connect to postgresql://***@c/d failed"),
        ("connect to postgresql://desk:a@b@c/d failed", "connect to postgresql://***@c/d failed"),
        ("connect to postgresql+psycopg://desk:a@b/c@d/e failed", "connect to postgresql+psycopg://***@d/e failed"),
        ("https://chat.example/users/@me failed", "https://chat.example/users/@me failed"),
        ("Password=abc host=x", "Password=*** host=x"),
        ("secret 8F742231B10E8888ABCD99EEECCCAA85!", "secret ***!"),
        ("figure qs4feonyaq of 2020", "figure qs4feonyaq of 2020"),
        ("sha256:" + "a" * 64, "sha256:" + "a" * 64),
    ],
)
def test_secrets_in_what_is_said(text: str, left: str) -> None:
    assert without_secrets(text) == left


def test_they_are_not_in_the_log_either() -> None:
    told = StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(Line(tracebacks=True))
    logger = logging.getLogger("a library")
    logger.addHandler(handler)
    try:
        raise ValueError(f"input_value='{DISCORD}'")
    except ValueError:
        logger.exception("connecting with %s", "xoxb-1-a")
    finally:
        logger.removeHandler(handler)
    assert "xoxb" not in told.getvalue()
    assert "MTIz" not in told.getvalue()
    assert "ValueError" in told.getvalue()
