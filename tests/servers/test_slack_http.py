"""Signed HTTP of the local Slack with a bare Bolt app: verification, redelivery, malformed and forged requests."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web

from tests.servers.slack import ManualClock, SlackServer
from tests.servers.slack.running import app_of, client_of, in_loop, served

NEWS = "C0000NEWS"


class Listener:
    """An app without a library: answers the challenge, and every other request with what the test says."""

    def __init__(self, *answers: web.Response | None) -> None:
        self.answers = list(answers)
        self.requests: list[web.Request] = []
        self.arrived = asyncio.Event()

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if b"url_verification" in body:
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        self.requests.append(request)
        self.arrived.set()
        answer = self.answers.pop(0)
        if answer is None:
            await asyncio.Event().wait()
            raise AssertionError
        return answer

    async def next(self) -> web.Request:
        await self.arrived.wait()
        self.arrived.clear()
        return self.requests[-1]


async def listening(listener: Listener) -> tuple[web.AppRunner, str]:
    app = web.Application()
    app.router.add_post("/", listener.__call__)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/"


@in_loop
async def test_commands_events_and_buttons_arrive_signed() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}

        @app.command("/figure")
        async def command(ack: Any) -> None:
            await ack(text="private", blocks=[{"type": "actions", "elements": [button]}])

        @app.event("app_mention")
        async def mention(event: dict[str, Any], say: Any) -> None:
            await say(text="public", thread_ts=event["ts"])

        @app.action("go")
        async def go(ack: Any, respond: Any) -> None:
            await ack()
            await respond(text="pressed", replace_original=True)

        async with served(app) as url:
            await slack.use_http(url)
            await slack.command("/figure", "Māori & others").acknowledged
            (private,) = slack.ephemerals(NEWS)
            await slack.press(private, "go").acknowledged
            await slack.wait_for(lambda: private["text"] == "pressed")
            await slack.mention("hello").acknowledged
            await slack.wait_for(lambda: [message["text"] for message in slack.posts(NEWS)] == ["public"])


@in_loop
async def test_a_url_that_does_not_answer_the_challenge_is_not_used() -> None:
    async with SlackServer() as slack:
        with pytest.raises(AssertionError, match="did not answer the challenge"):
            await slack.use_http(f"{slack.base_url}/nowhere")


@in_loop
async def test_an_event_answered_with_an_error_comes_again_and_says_so() -> None:
    async with SlackServer(clock=ManualClock()) as slack:
        listener = Listener(web.Response(status=500), web.Response())
        runner, url = await listening(listener)
        await slack.use_http(url)
        dispatch = slack.mention("hello")
        assert "X-Slack-Retry-Num" not in (await listener.next()).headers
        await slack.wait_for(lambda: dispatch.last_failure == "http_error")
        slack.advance(0)
        again = await listener.next()
        assert (again.headers["X-Slack-Retry-Num"], again.headers["X-Slack-Retry-Reason"]) == ("1", "http_error")
        await dispatch.acknowledged
        await runner.cleanup()


@in_loop
async def test_an_event_not_answered_in_three_seconds_comes_again() -> None:
    async with SlackServer(clock=ManualClock()) as slack:
        listener = Listener(None, web.Response())
        runner, url = await listening(listener)
        await slack.use_http(url)
        dispatch = slack.mention("hello")
        await listener.next()
        slack.advance(3)
        assert (await listener.next()).headers["X-Slack-Retry-Reason"] == "http_timeout"
        await dispatch.acknowledged
        await runner.cleanup()


@in_loop
async def test_an_app_may_ask_not_to_be_sent_an_event_again() -> None:
    async with SlackServer(clock=ManualClock()) as slack:
        listener = Listener(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
        runner, url = await listening(listener)
        await slack.use_http(url)
        dispatch = slack.mention("hello")
        await slack.wait_for(lambda: dispatch.failure is not None)
        assert len(dispatch.attempts) == 1
        await runner.cleanup()


@in_loop
async def test_an_event_to_an_app_that_is_away_comes_again() -> None:
    async with SlackServer(clock=ManualClock()) as slack:
        runner, url = await listening(Listener())
        await slack.use_http(url)
        await runner.cleanup()
        dispatch = slack.mention("hello")
        await slack.wait_for(lambda: dispatch.last_failure == "connection_failed")
        slack.advance(0)
        assert [attempt.reason for attempt in dispatch.attempts] == ["", "connection_failed"]


@in_loop
async def test_forged_stale_and_malformed_requests_reach_the_app() -> None:
    async with SlackServer() as slack:
        async with served(app_of(slack)) as url:
            http = await slack.use_http(url)
            json_type = "application/json"
            forged = await http.post(b"{}", json_type, {"X-Slack-Signature": "v0=forged"})
            stale = await http.post(b"{}", json_type, {}, timestamp=1)
            malformed = await http.post(b'{"type": "event_callback"}', json_type, {})
        assert (forged[0], stale[0]) == (401, 401)
        assert malformed[0] == 404
        assert await client_of(slack).auth_test()
