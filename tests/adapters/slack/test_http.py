"""The same questions over signed HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import pytest
from sqlalchemy import Engine

from adapters import listener
from adapters.failures import log_path
from adapters.logline import Line
from adapters.slackbot.form import CALLBACK
from adapters.slackbot.signature import is_signed
from tests.adapters.slack.office import NEWS, QUESTION, newsroom
from tests.adapters.slack.shown import elements, plain
from tests.adapters.slack.trouble import database_away
from tests.servers.slack.running import in_loop

HTTP = {"app_token": None, "signing_secret": "signing-secret"}


def signed(body: str | bytes, secret: str = "signing-secret", at: str | None = None) -> dict[str, str]:
    at = at or str(int(time.time()))
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


META = json.dumps({"order": "report", "channel": "C1", "visibility": "private"})


def _form(payload: dict[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


def _kind_of(body: bytes) -> dict[str, str]:
    is_form = body.startswith((b"payload=", b"command="))
    return {"Content-Type": "application/x-www-form-urlencoded"} if is_form else {}


@pytest.fixture
def told() -> Iterator[StringIO]:
    """The log, with tracebacks."""
    stream = StringIO()
    handler, log = logging.StreamHandler(stream), logging.getLogger()
    handler.setFormatter(Line(tracebacks=True))
    ours = logging.getLogger("factdesk")
    before = ours.level, ours.propagate
    ours.setLevel(logging.INFO)
    ours.propagate = True
    log.addHandler(handler)
    yield stream
    log.removeHandler(handler)
    ours.setLevel(before[0])
    ours.propagate = before[1]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b'"text"', 400),
        (b'{"event": 5}', 400),
        (b"[" * 1_000_000, 400),
        (b'{"a":' * 100_000, 400),
        (b"payload=" + b"[" * 100_000, 400),
        (b'{"type": ' + b"9" * 5_000 + b"}", 400),
        (b"x" * (1 << 20) + b"x", 413),
        (b"payload=nonsense", 400),
        (b'{"type": "event_callback", "team_id": "T1", "event": {"type": "app_mention"}}', 400),
        (b'{"type": "event_callback", "team_id": "T1", "event": {"type": "message", "channel_type": "im"}}', 400),
        (b'{"type": "event_callback", "team_id": "T1", "event": {"type": "message", "subtype": 5}}', 200),
        (b'{"type": "event_callback", "team_id": "T1", "event": {"type": "team_join"}}', 200),
        (
            (
                b'{"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "app_mention", '
                b'"user": "U1", "channel": "C1", "text": "x"}}'
            ),
            400,
        ),
        (
            (
                b'{"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "app_mention", '
                b'"user": "U1", "channel": "C1", "ts": "1.1"}}'
            ),
            400,
        ),
        (
            (
                b'{"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "app_home_opened", '
                b'"tab": "home"}}'
            ),
            400,
        ),
        (_form({"type": "block_actions", "actions": []}), 400),
        (_form({"type": "block_actions", "actions": [5]}), 400),
        (_form({"type": "block_actions", "actions": 5}), 400),
        (_form({"type": "block_actions"}), 404),
        (_form({"type": "block_actions", "actions": [{"action_id": "factdesk:pick"}]}), 400),
        (_form({"type": "block_actions", "actions": [{"action_id": ["factdesk:pick"]}]}), 400),
        (_form({"type": "view_submission"}), 404),
        (_form({"type": "view_submission", "view": 5}), 400),
        (_form({"type": "view_submission", "view": {"callback_id": CALLBACK}}), 400),
        (
            _form(
                {
                    "type": "view_submission",
                    "view": {"callback_id": CALLBACK, "id": "V1", "private_metadata": META},
                    "user": {"id": "U1"},
                }
            ),
            400,
        ),
        (b"command=/figure&text=dates&user_id=U1&channel_id=C1&team_id=T1", 400),
        (b"command=/figure&trigger_id=1.1&text=dates&team_id=T1", 400),
    ],
)
def test_malformed_bodies(sqlite_engine: Engine, told: StringIO, body: bytes, status: int) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine, **HTTP) as office:
            assert office.bot.url is not None
            async with (
                aiohttp.ClientSession() as session,
                session.post(office.bot.url, data=body, headers={**signed(body), **_kind_of(body)}) as answer,
            ):
                assert answer.status == status
            assert office.deliveries() == []

    run()
    lines = told.getvalue().splitlines()
    said = {400: "Slack sent something malformed, which is dropped (", 404: "that nothing here handles"}
    assert len(lines) == (status in said)
    assert all(said[status] in line for line in lines)


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


# What strangers send


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """All that was logged, by us and by the libraries."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    told = StringIO()
    handler = logging.StreamHandler(told)
    loggers = [logging.getLogger(name) for name in ("aiohttp", "asyncio", "slack_bolt", "factdesk.slack")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: told.getvalue() + (log_path().read_text() if log_path().exists() else "")
    for logger in loggers:
        logger.removeHandler(handler)


def _asked_of(engine: Engine, ask: Callable[[str], Coroutine[Any, Any, None]], **settings: Any) -> None:
    """`ask` is given the address."""

    @in_loop
    async def run() -> None:
        async with newsroom(engine, **HTTP, **settings) as office:
            assert office.bot.url is not None
            await ask(office.bot.url)

    run()


@pytest.mark.parametrize("body", [b"[" * 1_000_000, b"{", b"\xff\xfe", b"payload=%7B", b"x" * 100])
def test_what_is_not_signed_is_not_even_read(sqlite_engine: Engine, said: Callable[[], str], body: bytes) -> None:
    async def ask(url: str) -> None:
        async with aiohttp.ClientSession() as session, session.post(url, data=body) as answer:
            assert answer.status == 401
            assert answer.headers["Server"] == "Factdesk"

    _asked_of(sqlite_engine, ask)
    assert said() == ""


_AGES = ["abc", "", "-1", "1e9", "٣٤٥", "9" * 12, "9" * 5_000, "1700000000.0", " 1"]


@pytest.mark.parametrize("at", _AGES)
def test_a_time_that_is_none_or_another_one_is_refused(sqlite_engine: Engine, said: Callable[[], str], at: str) -> None:
    async def ask(url: str) -> None:
        headers = {**signed(b"{}", at=at), "X-Slack-Request-Timestamp": at}
        async with aiohttp.ClientSession() as session, session.post(url, data=b"{}", headers=headers) as answer:
            assert answer.status == 401

    _asked_of(sqlite_engine, ask)
    assert said() == ""


@pytest.mark.parametrize("signature", ["", "v0=", "é", "v1=00", "\udcff"])
def test_a_signature_that_is_none_is_refused(signature: str) -> None:
    assert not is_signed("secret", "1700000000", signature, b"{}", 1700000000)


def test_a_test_of_the_certificate_is_answered_and_nothing_else_comes_of_it(sqlite_engine: Engine) -> None:
    async def ask(url: str) -> None:
        async with aiohttp.ClientSession() as session:
            for body, status in (
                ("ssl_check=1&token=x", 200),
                ("ssl_check=1&x=" + "x" * 2000, 401),
                ("a=ssl_check", 401),
            ):
                async with session.post(url, data=body) as answer:
                    assert (answer.status, await answer.text()) == (status, "")

    _asked_of(sqlite_engine, ask)


def test_other_addresses_and_methods_are_told_so(sqlite_engine: Engine) -> None:
    async def ask(url: str) -> None:
        async with aiohttp.ClientSession() as session:
            for method, path, status in (
                ("GET", "", 405),
                ("PUT", "", 405),
                ("POST", "/more", 404),
                ("GET", "/..", 404),
            ):
                async with session.request(method, url + path) as answer:
                    assert answer.status == status

    _asked_of(sqlite_engine, ask)


_HEAD = b"POST /slack/events HTTP/1.1\r\nHost: desk\r\n"


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (b"", b""),
        (b"PO", b""),
        (_HEAD, b""),
        (_HEAD + b"Content-Length: 100\r\n\r\n{", b"408"),
        (_HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{", b"408"),
        (_HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),
        (b"nonsense\r\n\r\n", b"400"),
        (_HEAD + b"X: " + b"x" * 20_000 + b"\r\n\r\n", b"400"),
        (_HEAD + b"Content-Length: -5\r\n\r\n", b"400"),
    ],
    ids=lambda value: repr(value[:40]),
)
def test_what_is_slow_or_no_http_is_turned_away(
    sqlite_engine: Engine, said: Callable[[], str], sent: bytes, answered: bytes
) -> None:
    async def ask(url: str) -> None:
        reader, writer = await _connected(url)
        writer.write(sent)
        told = await reader.read()  # Until the other side closes it.
        assert told.split()[1:2] == ([answered] if answered else [])
        assert b"Python" not in told
        assert b"aiohttp" not in told
        writer.close()

    _asked_of(sqlite_engine, ask, request_within=0.2)
    assert said() == ""


def test_no_more_connections_are_held_than_there_is_room_for(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "CONNECTIONS", 3)

    async def ask(url: str) -> None:
        silent = [await _connected(url) for _ in range(6)]
        async with aiohttp.ClientSession() as session, session.post(url, data=b"{}") as answer:
            assert answer.status == 401
        # The oldest made way; the last ones are held still.
        assert [await reader.read() for reader, _ in silent[:3]] == [b"", b"", b""]
        for _, writer in silent:
            writer.close()

    _asked_of(sqlite_engine, ask, request_within=60.0)


async def _connected(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(url)
    return await asyncio.open_connection(address.hostname, address.port)
