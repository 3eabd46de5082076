"""Letting the bot in, and keeping it out: what an operator is told, and that no token is."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.slackbot import app
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.errors import SlackRefused, SlackUnreachable
from adapters.slackbot.scopes import SCOPES, USER_GROUPS
from adapters.slackbot.wire import library_logger
from tests.adapters.slack.office import newsroom
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import Workspace


def refused(engine: Engine, **settings: Any) -> str:
    """The sentence with which the bot does not start."""
    sentences: list[str] = []

    @in_loop
    async def run() -> None:
        with pytest.raises(SlackRefused) as caught:
            async with newsroom(engine, **settings):
                pass
        sentences.append(str(caught.value))

    run()
    return sentences[0]


def test_a_wrong_bot_token(sqlite_engine: Engine) -> None:
    told = refused(sqlite_engine, bot_token="xoxb-wrong")
    assert told.startswith("Slack refused the bot token (Slack: invalid_auth); set FACTDESK_SLACK_BOT_TOKEN to ")
    assert "xoxb" not in told


def test_a_wrong_app_token(sqlite_engine: Engine) -> None:
    told = refused(sqlite_engine, app_token="xapp-wrong")
    assert told.startswith("Slack refused the app token (Slack: invalid_auth); set FACTDESK_SLACK_APP_TOKEN to ")
    assert "xapp" not in told


def test_neither_socket_mode_nor_http(sqlite_engine: Engine) -> None:
    assert refused(sqlite_engine, app_token=None).startswith("Slack cannot reach the bot: set FACTDESK_SLACK_APP_TOKEN")


def test_an_address_that_is_taken(sqlite_engine: Engine) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = other.getsockname()
        told = refused(sqlite_engine, app_token=None, signing_secret="s", bind=address)
    assert told == (
        f"127.0.0.1:{address[1]} cannot be listened on for Slack (address already in use); set FACTDESK_HTTP_BIND to a "
        "free address of this machine"
    )


@pytest.mark.parametrize("api_url", ["http://127.0.0.1:9/api/", "http://nowhere.invalid/api/"])
def test_a_slack_that_is_not_there(sqlite_engine: Engine, api_url: str) -> None:
    @in_loop
    async def run() -> None:
        with pytest.raises(SlackUnreachable, match=f"did not answer within 15 seconds at {api_url}; check the network"):
            async with newsroom(sqlite_engine, api_url=api_url):
                pass

    run()


def test_a_slack_that_does_not_answer(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            await office.bot.stop()
            office.slack.faults.hold("auth.test")
            office.settings["start_within"] = 0.1
            with pytest.raises(SlackUnreachable):
                await office.start()
            office.slack.faults.clear()
            office.slack.faults.fail("auth.test")
            with pytest.raises(SlackUnreachable):
                await office.start()
            office.settings["start_within"] = 15.0
            await office.start()

    run()


def test_missing_scopes_are_named(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(app, "log_setback", lambda _what, error: told.append(str(error)))

    @in_loop
    async def run() -> None:
        few = Workspace(scopes=frozenset({"chat:write", "commands"}))
        async with newsroom(sqlite_engine, workspace=few) as office:
            missing = sorted(set(SCOPES) - {"chat:write", "commands"})
            assert office.bot.identity.missing(user_groups=True) == missing
            assert USER_GROUPS not in office.bot.identity.missing(user_groups=False)
        needed = (
            "app_mentions:read, assistant:write, channels:history, channels:read, files:write, groups:history, "
            "groups:read, im:history, im:read, im:write, mpim:history, mpim:read, reactions:write"
        )
        assert told == [f"add {needed} on the app's page “OAuth & Permissions” and install it again"]

    run()


def test_the_bot_knows_who_it_is(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            identity, workspace = office.bot.identity, office.slack.state.workspace
            assert (identity.team, identity.bot_user) == (workspace.team_id, workspace.bot_user_id)
            assert identity.missing(user_groups=True) == []

    run()


def test_run_lasts_until_the_bot_is_stopped(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            running = asyncio.create_task(office.bot.run())
            await office.done()
            assert not running.done()
            await office.bot.stop()
            await running
            await office.slack.wait_for(lambda: office.slack.sockets.open == [])

    run()


def test_no_token_is_seen_in_a_configuration() -> None:
    shown = repr(SlackConfig(bot_token="xoxb-1", app_token="xapp-1", signing_secret="hush"))
    assert not any(secret in shown for secret in ("xoxb-1", "xapp-1", "hush"))


def test_no_token_is_seen_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    logger = library_logger()
    child = logging.getLogger("slack_bolt.Testing")
    child.addFilter(logger.filters[0])
    for writer in (logger, child):
        try:
            raise ValueError("wss://wss.example/link/?ticket=abc-123&app_id=4")
        except ValueError:
            writer.exception("failed with %s and %s", "xoxb-12-ab", "xapp-1-A-2")
    assert "***" in caplog.text
    assert not any(secret in caplog.text for secret in ("xoxb-12", "xapp-1", "abc-123"))
