"""Every fault of the local Slack does to the real client what it says, and leaves the state that it says."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator

from tests.servers.slack import ANA, SlackError, SlackServer
from tests.servers.slack.faults import EVERY_METHOD, RESPONSE_URL, UPLOAD
from tests.servers.slack.running import client_of, error_of, in_loop, refusal

NEWS = "C0000NEWS"
POST = "chat.postMessage"


def texts(slack: SlackServer) -> list[str]:
    return [message["text"] for message in slack.posts(NEWS)]


@in_loop
async def test_a_rate_limit_takes_nothing_and_says_when_to_come_back() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        slack.faults.rate_limit(POST, retry_after=7, times=2)
        for _ in range(2):
            response = (await refusal(client.chat_postMessage(channel=NEWS, text="a"))).response
            assert (response.status_code, response.headers["Retry-After"]) == (429, "7")
        await client.chat_postMessage(channel=NEWS, text="b")
        assert texts(slack) == ["b"]
        assert [call.fault for call in slack.calls(POST)] == ["ratelimited", "ratelimited", None]


@pytest.mark.parametrize("status", [500, 503])
@pytest.mark.parametrize("taken", [False, True])
@in_loop
async def test_a_server_error_comes_before_or_after_the_message_is_taken(status: int, taken: bool) -> None:
    async with SlackServer() as slack:
        slack.faults.fail(POST, status=status, taken=taken)
        with pytest.raises(SlackApiError) as failure:
            await client_of(slack).chat_postMessage(channel=NEWS, text="a")
        assert failure.value.response.status_code == status
        assert texts(slack) == (["a"] if taken else [])
        assert slack.calls(POST)[0].fault == f"http_{status}"
        assert slack.rejections == []


@pytest.mark.parametrize("taken", [False, True])
@in_loop
async def test_a_connection_breaks_before_or_after_the_message_is_taken(taken: bool) -> None:
    async with SlackServer() as slack:
        slack.faults.drop(POST, taken=taken)
        with pytest.raises(aiohttp.ClientError):
            await client_of(slack).chat_postMessage(channel=NEWS, text="a")
        assert texts(slack) == (["a"] if taken else [])


@in_loop
async def test_a_client_that_repeats_after_a_broken_connection_posts_twice() -> None:
    async with SlackServer() as slack:
        slack.faults.drop(POST, taken=True)
        at_once = FixedValueRetryIntervalCalculator(0)
        client = client_of(slack, retry_handlers=[AsyncConnectionErrorRetryHandler(interval_calculator=at_once)])
        await client.chat_postMessage(channel=NEWS, text="a")
        assert texts(slack) == ["a", "a"]


@pytest.mark.parametrize("taken", [False, True])
@in_loop
async def test_a_response_waits_until_it_is_released(taken: bool) -> None:
    async with SlackServer() as slack:
        hold = slack.faults.hold(POST, taken=taken)
        posting = asyncio.create_task(client_of(slack).chat_postMessage(channel=NEWS, text="a"))
        await hold.reached.wait()
        await slack.wait_for(lambda: texts(slack) == (["a"] if taken else []))
        assert not posting.done()
        hold.release()
        assert (await posting)["ok"]
        assert texts(slack) == ["a"]


@in_loop
async def test_a_message_is_taken_after_the_client_gave_up() -> None:
    async with SlackServer() as slack:
        hold = slack.faults.hold(POST)
        posting = asyncio.create_task(client_of(slack).chat_postMessage(channel=NEWS, text="late"))
        await hold.reached.wait()
        posting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await posting
        assert texts(slack) == []
        hold.release()
        await slack.wait_for(lambda: texts(slack) == ["late"])


@in_loop
async def test_a_token_can_be_refused_from_now_on() -> None:
    async with SlackServer() as slack:
        slack.faults.refuse(EVERY_METHOD, SlackError("token_revoked"), times=2)
        client = client_of(slack)
        assert await error_of(client.auth_test()) == "token_revoked"
        assert await error_of(client.chat_postMessage(channel=NEWS, text="a")) == "token_revoked"
        await client.auth_test()


@in_loop
async def test_faults_of_a_method_follow_one_another_and_spare_the_others() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        slack.faults.fail(POST, status=500)
        slack.faults.rate_limit(POST)
        await client.auth_test()
        statuses = [(await refusal(client.chat_postMessage(channel=NEWS, text="a"))).response.status_code for _ in "ab"]
        assert statuses == [500, 429]
        slack.faults.fail(POST)
        slack.faults.clear()
        await client.chat_postMessage(channel=NEWS, text="a")


@in_loop
async def test_response_urls_and_uploads_meet_faults_as_well() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        url = slack.command("/figure").payload["response_url"]
        slack.faults.fail(RESPONSE_URL, status=503, taken=True)
        async with session.post(url, json={"text": "a"}) as response:
            assert response.status == 503
        slack.faults.drop(RESPONSE_URL)
        with pytest.raises(aiohttp.ClientError):
            await session.post(url, json={"text": "b"})
        assert [message["text"] for message in slack.ephemerals(NEWS, ANA.id)] == ["a"]
        slack.faults.fail(UPLOAD, status=500)
        asked = await client_of(slack).files_getUploadURLExternal(filename="a.png", length=3)
        async with session.post(asked["upload_url"], data=b"png") as response:
            assert response.status == 500
        assert slack.files[asked["file_id"]].content is None


@in_loop
async def test_a_lagging_history_hides_new_messages_until_it_is_released() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        parent = (await client.chat_postMessage(channel=NEWS, text="old"))["ts"]
        slack.lag_history(NEWS)
        await client.chat_postMessage(channel=NEWS, text="new")
        await client.chat_postMessage(channel=NEWS, text="reply", thread_ts=parent)

        async def seen() -> tuple[list[str], list[str]]:
            history = await client.conversations_history(channel=NEWS)
            thread = await client.conversations_replies(channel=NEWS, ts=parent)
            return [message["text"] for message in history["messages"]], [
                message["text"] for message in thread["messages"]
            ]

        assert await seen() == (["old"], ["old"])
        assert texts(slack) == ["old", "new", "reply"]
        slack.release_history(NEWS)
        assert await seen() == (["new", "old"], ["old", "reply"])


@in_loop
async def test_waiting_for_what_does_not_happen_fails_with_what_is_recorded() -> None:
    async with SlackServer() as slack:
        await client_of(slack).chat_postMessage(channel=NEWS, text="the only one")
        with pytest.raises(AssertionError, match="the only one"):
            await slack.wait_for(lambda: len(slack.posts(NEWS)) == 2, seconds=0.01)
