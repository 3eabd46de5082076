"""The same questions over signed HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

import aiohttp
import pytest
from sqlalchemy import Engine

from tests.adapters.slack.office import NEWS, QUESTION, newsroom
from tests.adapters.slack.shown import elements, plain
from tests.adapters.slack.trouble import database_away
from tests.servers.slack.running import in_loop

HTTP = {"app_token": None, "signing_secret": "signing-secret"}


def signed(body: str | bytes, secret: str = "signing-secret") -> dict[str, str]:
    at = str(int(time.time()))
    raw = body.encode() if isinstance(body, str) else body
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + raw, hashlib.sha256).hexdigest()
    return {"X-Slack-Signature": f"v0={digest}", "X-Slack-Request-Timestamp": at, "Content-Type": "application/json"}


@in_loop
async def _asked(engine: Engine) -> None:
    async with newsroom(engine, **HTTP) as office:
        slack = office.slack
        private = await office.answered(slack.command("/figure", QUESTION))
        assert "was 700 in" in plain(private["blocks"])
        (public,) = await office.posted(slack.mention(QUESTION))
        assert "was 700 in" in plain(public["blocks"])
        wrong = elements(public, "button")[-1]["action_id"]
        await office.done(slack.press(public["ts"], wrong))
        (view,) = slack.views
        sent = slack.submit_view(view, {"note": "no"})
        assert (await sent.acknowledged).payload is None
        await office.done()
        assert slack.rejections == []


def test_questions_buttons_and_forms(sqlite_engine: Engine) -> None:
    _asked(sqlite_engine)


@in_loop
async def _away(engine: Engine) -> None:
    async with newsroom(engine, **HTTP) as office:
        slack = office.slack
        with database_away(engine):
            act = slack.mention(QUESTION)
            await slack.wait_for(lambda: act.last_failure is not None)
            assert act.acknowledgements == 0
        slack.advance(61)
        assert len(await office.posted(act)) == 1
        assert len(slack.posts(NEWS.channel)) == 1


def test_while_the_database_is_away_slack_is_asked_to_come_again(sqlite_engine: Engine) -> None:
    _away(sqlite_engine)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b'"text"', 400),
        (b'{"event": 5}', 503),
        (b"payload=nonsense", 400),
        (b'{"type": "event_callback", "team_id": "T1", "event": {"type": "app_mention"}}', 200),
        (b'{"type": "event_callback", "team_id": "T1", "event": {"type": "team_join"}}', 200),
    ],
)
def test_malformed_bodies(sqlite_engine: Engine, body: bytes, status: int) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine, **HTTP) as office:
            assert office.bot.url is not None
            async with (
                aiohttp.ClientSession() as session,
                session.post(office.bot.url, data=body, headers=signed(body)) as answer,
            ):
                assert answer.status == status
            assert office.deliveries() == []

    run()


@pytest.mark.parametrize("secret", ["another secret", ""])
def test_a_request_that_slack_did_not_sign_is_refused(sqlite_engine: Engine, secret: str) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine, **HTTP) as office:
            assert office.bot.url is not None
            mention = {"type": "app_mention", "user": "U1", "text": QUESTION, "ts": "1.1", "channel": NEWS.channel}
            body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": mention})
            async with (
                aiohttp.ClientSession() as session,
                session.post(office.bot.url, data=body, headers=signed(body, secret)) as answer,
            ):
                assert answer.status == 401
            assert office.deliveries() == []

    run()
