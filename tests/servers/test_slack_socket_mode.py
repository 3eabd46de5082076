"""Socket Mode of the local Slack with a bare Bolt app: acknowledgements, redelivery, and sockets that go away."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.servers.slack import ManualClock, NotAcknowledged, SlackServer
from tests.servers.slack.running import app_of, client_of, connected, in_loop

NEWS = "C0000NEWS"


class RawSocket:
    """A socket without a library, which acknowledges what it is told to."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection

    async def next(self) -> dict[str, Any]:
        received: dict[str, Any] = await self._connection.receive_json()
        return received

    async def acknowledge(self, envelope: dict[str, Any], payload: Any = None) -> None:
        answer = {"envelope_id": envelope["envelope_id"]}
        await self._connection.send_json(answer if payload is None else {**answer, "payload": payload})

    async def ended(self) -> bool:
        frame = await self._connection.receive()
        return frame.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def raw_socket(slack: SlackServer, session: aiohttp.ClientSession) -> RawSocket:
    opened = await client_of(slack).apps_connections_open(app_token=slack.state.workspace.app_token)
    socket = RawSocket(await session.ws_connect(opened["url"]))
    assert (await socket.next())["type"] in ("hello", "disconnect")
    return socket


@in_loop
async def test_a_command_is_acknowledged_and_answered_through_its_response_url() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)

        @app.command("/figure")
        async def answer(ack: Any, command: dict[str, str], respond: Any) -> None:
            await ack()
            await respond(text=f"you asked {command['text']}", response_type="in_channel")

        async with connected(slack, app):
            dispatch = slack.command("/figure", "seats")
            acknowledgement = await dispatch.acknowledged
            await slack.wait_for(lambda: bool(dispatch.responses))
        assert acknowledgement.payload is None
        assert acknowledgement.seconds > 0
        assert [message["text"] for message in slack.posts(NEWS)] == ["you asked seats"]
        assert dispatch.responses[0].message == slack.posts(NEWS)[0]


@in_loop
async def test_an_acknowledgement_may_carry_the_answer() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)

        @app.command("/figure")
        async def answer(ack: Any) -> None:
            await ack("for your eyes")

        async with connected(slack, app):
            dispatch = slack.command("/figure")
            await dispatch.acknowledged
        assert [message["text"] for message in slack.ephemerals(NEWS)] == ["for your eyes"]
        assert dispatch.responses[0].via == "acknowledgement"


@in_loop
async def test_a_mention_is_answered_in_its_thread() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)

        @app.event("app_mention")
        async def answer(event: dict[str, Any], say: Any) -> None:
            await say(text="here", thread_ts=event["ts"])

        async with connected(slack, app):
            await slack.mention("seats?").acknowledged
            await slack.wait_for(lambda: bool(slack.posts(NEWS)))
        asked, answered = slack.messages(NEWS)
        assert asked["text"] == "<@U0000BOT> seats?"
        assert slack.messages(NEWS, asked["ts"]) == [asked, answered]


@in_loop
async def test_an_event_without_acknowledgement_comes_again_and_says_so() -> None:
    async with SlackServer(clock=ManualClock()) as slack, aiohttp.ClientSession() as session:
        socket = await raw_socket(slack, session)
        dispatch = slack.mention("hello")
        first = await socket.next()
        assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
        slack.advance(3)
        second = await socket.next()
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
        assert second["payload"]["event_id"] == first["payload"]["event_id"]
        assert second["envelope_id"] != first["envelope_id"]
        await socket.acknowledge(second)
        await dispatch.acknowledged
        slack.advance(3600)
        assert [attempt.number for attempt in dispatch.attempts] == [0, 1]


@in_loop
async def test_an_event_is_given_up_after_three_retries() -> None:
    async with SlackServer(clock=ManualClock()) as slack, aiohttp.ClientSession() as session:
        socket = await raw_socket(slack, session)
        dispatch = slack.mention("hello")
        for seconds in (3, 3, 60, 3, 300, 3):
            slack.advance(seconds)
        assert [(await socket.next())["retry_attempt"] for _ in range(4)] == [0, 1, 2, 3]
        assert [attempt.number for attempt in dispatch.attempts] == [0, 1, 2, 3]
        with pytest.raises(NotAcknowledged, match="operation_timeout"):
            await dispatch.acknowledged


@in_loop
async def test_a_command_without_acknowledgement_fails_for_its_user_and_does_not_come_again() -> None:
    async with SlackServer(clock=ManualClock()) as slack, aiohttp.ClientSession() as session:
        socket = await raw_socket(slack, session)
        dispatch = slack.command("/figure")
        assert (await socket.next())["type"] == "slash_commands"
        slack.advance(3)
        assert dispatch.failure == "operation_timeout"
        assert len(dispatch.attempts) == 1


@in_loop
async def test_commands_come_again_where_the_test_asks_for_it() -> None:
    async with (
        SlackServer(clock=ManualClock(), retried=("slash_commands",)) as slack,
        aiohttp.ClientSession() as session,
    ):
        socket = await raw_socket(slack, session)
        dispatch = slack.command("/figure")
        first = await socket.next()
        slack.advance(3)
        second = await socket.next()
        assert (second["payload"], second["retry_attempt"]) == (first["payload"], 1)
        await socket.acknowledge(second)
        await dispatch.acknowledged


@in_loop
async def test_without_a_socket_a_command_fails_and_an_event_waits_for_one() -> None:
    async with SlackServer(clock=ManualClock()) as slack, aiohttp.ClientSession() as session:
        assert slack.command("/figure").failure == "dispatch_failed"
        dispatch = slack.mention("hello")
        slack.advance(0)
        socket = await raw_socket(slack, session)
        slack.advance(60)
        envelope = await socket.next()
        assert envelope["retry_attempt"] == 2
        await socket.acknowledge(envelope)
        await dispatch.acknowledged


@in_loop
async def test_an_event_in_flight_when_the_socket_breaks_comes_through_the_next_one() -> None:
    async with SlackServer(clock=ManualClock()) as slack, aiohttp.ClientSession() as session:
        first = await raw_socket(slack, session)
        dispatch = slack.mention("hello")
        await first.next()
        slack.drop_sockets()
        assert await first.ended()
        second = await raw_socket(slack, session)
        slack.advance(3)
        envelope = await second.next()
        assert envelope["retry_reason"] == "timeout"
        await second.acknowledge(envelope)
        await dispatch.acknowledged


@in_loop
async def test_each_event_goes_to_one_of_several_sockets() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        sockets = [await raw_socket(slack, session) for _ in range(2)]
        dispatches = [slack.mention(str(number)) for number in range(4)]
        for socket in sockets:
            for _ in range(2):
                await socket.acknowledge(await socket.next())
        for dispatch in dispatches:
            await dispatch.acknowledged
        assert all(dispatch.acknowledgements == 1 for dispatch in dispatches)
        assert len({dispatch.attempts[0].through for dispatch in dispatches}) == 2


@in_loop
async def test_the_same_envelope_can_come_twice() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        socket = await raw_socket(slack, session)
        dispatch = slack.mention("hello")
        first = await socket.next()
        await socket.acknowledge(first)
        await dispatch.acknowledged
        slack.dispatcher.repeat(dispatch)
        assert await socket.next() == first


@in_loop
async def test_an_eleventh_socket_is_one_too_many_and_a_ticket_serves_once() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        ten = [await raw_socket(slack, session) for _ in range(10)]
        opened = await client_of(slack).apps_connections_open(app_token=slack.state.workspace.app_token)
        connection = await session.ws_connect(opened["url"])
        assert (await connection.receive_json())["reason"] == "too_many_websockets"
        assert (await connection.receive()).type is aiohttp.WSMsgType.CLOSE
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        assert len(slack.sockets.open) == len(ten)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
@in_loop
async def test_an_app_that_is_asked_to_leave_comes_back(reason: str) -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        app.event("app_mention")(_nothing)
        async with connected(slack, app):
            (before,) = slack.sockets.open
            await slack.disconnect(reason)
            assert slack.sockets.open == []
            await slack.wait_for(lambda: len(slack.sockets.open) == 1)
            assert slack.sockets.open != [before]
            await slack.mention("still there?").acknowledged


@in_loop
async def test_a_socket_that_does_not_leave_is_closed() -> None:
    async with SlackServer(clock=ManualClock()) as slack, aiohttp.ClientSession() as session:
        socket = await raw_socket(slack, session)
        await slack.disconnect("warning")
        assert (await socket.next())["reason"] == "warning"
        slack.advance(10)
        assert await socket.ended()


@in_loop
async def test_an_app_whose_socket_breaks_comes_back() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        app.event("app_mention")(_nothing)
        async with connected(slack, app):
            slack.drop_sockets()
            await slack.wait_for(lambda: len(slack.sockets.open) == 1)
            await slack.mention("still there?").acknowledged


@in_loop
async def test_malformed_messages_reach_the_app_as_they_are() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        opened = await client_of(slack).apps_connections_open(app_token=slack.state.workspace.app_token)
        connection = await session.ws_connect(opened["url"])
        assert (await connection.receive_json())["num_connections"] == 1
        await slack.send_raw("{nonsense")
        await slack.send_raw(b"\x00\xff")
        await slack.send_raw(json.dumps({"type": "events_api", "envelope_id": "e", "payload": {}}))
        assert (await connection.receive()).data == "{nonsense"
        assert (await connection.receive()).data == b"\x00\xff"
        assert (await connection.receive_json())["payload"] == {}


@in_loop
async def test_any_payload_can_be_delivered_and_is_acknowledged_like_the_others() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        socket = await raw_socket(slack, session)
        for kind, payload in (
            ("slash_commands", {}),
            ("interactive", {"type": "view_submission"}),
            ("events_api", {"event": None, "team_id": "T0000ELSE"}),
            ("interactive", []),
        ):
            dispatch = slack.deliver(kind, payload)
            envelope = await socket.next()
            assert (envelope["type"], envelope["payload"]) == (kind, payload)
            await socket.acknowledge(envelope, {"text": "what?"})
            assert (await dispatch.acknowledged).payload == {"text": "what?"}
        assert slack.ephemerals() == []


@in_loop
async def test_nonsense_from_the_app_ends_nothing() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        opened = await client_of(slack).apps_connections_open(app_token=slack.state.workspace.app_token)
        connection = await session.ws_connect(opened["url"])
        socket = RawSocket(connection)
        await socket.next()
        for nonsense in ("{", "[]", '{"envelope_id": "unknown"}'):
            await connection.send_str(nonsense)
        dispatch = slack.command("/figure")
        await socket.acknowledge(await socket.next(), {"text": ""})
        await asyncio.wait_for(dispatch.acknowledged, 60)
        assert dispatch.responses[0].error == "no_text"
        assert slack.sockets.nonsense == ["{", "[]"]


async def _nothing() -> None:
    """Being acknowledged is all that is asked for."""
