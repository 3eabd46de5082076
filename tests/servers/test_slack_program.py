"""The local Slack in a thread, and as a program of its own that is driven over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import SlackError, SlackThread, Workspace
from tests.servers.slack.running import in_loop, served

NEWS = "C0000NEWS"
ROOT = Path(__file__).parents[2]


def test_a_thread_serves_tests_that_are_not_asynchronous() -> None:
    with SlackThread() as slack:
        client = WebClient(token=slack.state.workspace.bot_token, base_url=slack.api_url)
        client.chat_postMessage(channel=NEWS, text="from another thread")
        slack.wait_for(lambda: len(slack.posts(NEWS)) == 1)
        assert [message["text"] for message in slack.posts(NEWS)] == ["from another thread"]
        slack.run(lambda server: server.faults.refuse("auth.test", SlackError("token_revoked")))
        with pytest.raises(SlackApiError, match="token_revoked"):
            client.auth_test()
        assert [call.fault for call in slack.calls("auth.test")] == ["token_revoked"]
        assert slack.command("/figure").failure == "dispatch_failed"


class Program:
    """`python -m tests.servers.slack`, and its /_test/ URLs."""

    def __init__(self, api_url: str, session: aiohttp.ClientSession) -> None:
        self.api_url = api_url
        self._base = api_url.removesuffix("/api/")
        self._session = session

    async def get(self, path: str, **query: Any) -> Any:
        async with self._session.get(f"{self._base}/_test/{path}", params=query) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self._session.post(f"{self._base}/_test/{path}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()


@contextmanager
def _running() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.servers.slack", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
        assert process.wait(60) == 0


@asynccontextmanager
async def program() -> AsyncIterator[Program]:
    with _running() as api_url:
        async with aiohttp.ClientSession() as session:
            yield Program(api_url, session)


def app_at(api_url: str) -> AsyncApp:
    workspace = Workspace()
    client = AsyncWebClient(token=workspace.bot_token, base_url=api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=workspace.signing_secret)
    button = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}, "value": "1"}

    @app.command("/figure")
    async def figure(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="private", blocks=[{"type": "actions", "elements": [button]}])

    @app.action("share")
    async def share(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=body["channel"]["id"], text="shared")

    return app


@in_loop
async def test_the_program_is_driven_and_read_over_http() -> None:
    async with program() as slack:
        handler = AsyncSocketModeHandler(app_at(slack.api_url), Workspace().app_token, ping_interval=0.2)
        await handler.connect_async()
        assert await slack.get("sockets", at_least=1) == {"open": 1}
        act = await slack.post("acts/command", name="/figure", text="seats")
        asked = await slack.get(f"dispatches/{act['dispatch']}", wait=1, responses=1)
        assert (asked["acknowledgements"], asked["failure"]) == (1, None)
        (private,) = await slack.get("ephemerals", at_least=1)
        held = await slack.post("faults/hold", method="chat.postMessage")
        await slack.post("acts/press", target=private["ts"], action_id="share")
        assert await slack.get("messages", channel=NEWS) == []
        await slack.post(f"holds/{held['hold']}/release")
        (shared,) = await slack.get("messages", channel=NEWS, at_least=1)
        assert shared["text"] == "shared"
        assert [call["fault"] for call in await slack.get("requests", method="chat.postMessage")] == ["held"]
        await slack.post("sockets/disconnect", reason="refresh_requested")
        await slack.get("sockets", at_least=1)
        await slack.post("sockets/drop")
        await slack.get("sockets", at_least=1)
        await handler.close_async()
        await handler.client.aiohttp_client_session.close()


@in_loop
async def test_the_program_sends_signed_requests_where_it_is_told() -> None:
    async with program() as slack, served(app_at(slack.api_url)) as url:
        await slack.post("http", url=url)
        act = await slack.post("acts/command", name="/figure")
        asked = await slack.get(f"dispatches/{act['dispatch']}", wait=1)
        assert asked["attempts"][0]["through"] == url
        await slack.post("history/lag", channel=NEWS)
        await slack.post("history/release", channel=NEWS)
        assert await slack.get("views") == {}


@in_loop
async def test_an_act_or_fault_that_does_not_exist_is_not_found() -> None:
    async with program() as slack, aiohttp.ClientSession() as session:
        for path in ("acts/stop", "faults/clear"):
            address = f"{slack.api_url.removesuffix('/api/')}/_test/{path}"
            async with session.post(address, json={}) as response:
                assert response.status == 404
