"""The local Slack refuses what Slack refuses, and says why."""

from __future__ import annotations

from typing import Any

import aiohttp

from tests.servers.slack import ANA, BEN, ManualClock, SlackServer, Workspace
from tests.servers.slack.running import app_of, client_of, connected, error_of, in_loop, refusal

NEWS = "C0000NEWS"
TOO_LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Report"},
    "blocks": [{"type": "divider"}],
}


@in_loop
async def test_bad_blocks_are_answered_with_where_and_why() -> None:
    async with SlackServer() as slack:
        call = client_of(slack).chat_postMessage(channel=NEWS, text="t", blocks=TOO_LONG)
        response = (await refusal(call)).response
        assert response["error"] == "invalid_blocks"
        expected = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        assert response["response_metadata"]["messages"] == [f"[ERROR] {expected}"]
        assert slack.rejections[0].messages == [f"[ERROR] {expected}"]
        assert slack.messages(NEWS) == []


@in_loop
async def test_a_lenient_server_takes_any_blocks() -> None:
    async with SlackServer(strict=False) as slack:
        await client_of(slack).chat_postMessage(channel=NEWS, text="t", blocks=TOO_LONG)
        assert len(slack.messages(NEWS)) == 1


@in_loop
async def test_tokens_are_checked() -> None:
    async with SlackServer() as slack:
        assert await error_of(client_of(slack, "xoxb-other").auth_test()) == "invalid_auth"
        assert await error_of(client_of(slack, "").auth_test()) == "not_authed"
        wrong = client_of(slack).apps_connections_open(app_token=slack.state.workspace.bot_token)
        assert await error_of(wrong) == "not_allowed_token_type"


@in_loop
async def test_an_unknown_argument_or_method_is_refused_and_written_down() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        refused = await refusal(client.chat_postMessage(channel=NEWS, text="t", treadts="1"))
        assert refused.response["error"] == "invalid_arguments"
        assert slack.rejections[0].messages == ["[ERROR] unknown argument: treadts"]
        assert await error_of(client.api_call("chat.post")) == "unknown_method"
        assert await error_of(client.api_call("chat.postMessage", json={"text": "t"})) == "invalid_arguments"


@in_loop
async def test_a_body_that_is_no_json_object_is_refused() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        for body, error in (("{", "invalid_json"), ("[]", "json_not_object")):
            headers = {"Content-Type": "application/json"}
            async with session.post(f"{slack.api_url}auth.test", data=body, headers=headers) as response:
                assert (await response.json())["error"] == error


@in_loop
async def test_a_missing_scope_is_named() -> None:
    async with SlackServer(Workspace(scopes=frozenset({"chat:write", "channels:history"}))) as slack:
        client = client_of(slack)
        await client.conversations_history(channel=NEWS)
        for call, scope in (
            (client.conversations_history(channel="C0000DESK"), "groups:history"),
            (client.users_info(user=ANA.id), "users:read"),
        ):
            response = (await refusal(call)).response
            assert (response["error"], response["needed"]) == ("missing_scope", scope)


@in_loop
async def test_channels_that_the_app_cannot_write_to_are_refused() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        for channel, error in (
            ("C0000NONE", "channel_not_found"),
            ("C0000SECR", "channel_not_found"),
            ("C0000ELSE", "not_in_channel"),
            ("C0000GONE", "is_archived"),
        ):
            assert await error_of(client.chat_postMessage(channel=channel, text="t")) == error, channel
        assert await error_of(client.conversations_history(channel="C0000ELSE")) == "not_in_channel"
        assert await error_of(client.users_info(user="U0")) == "user_not_found"
        assert await error_of(client.usergroups_users_list(usergroup="S0")) == "no_such_subteam"
        private = client.chat_postEphemeral(channel=slack.direct_channel(ANA.id), user=BEN.id, text="t")
        assert await error_of(private) == "user_not_in_channel"


@in_loop
async def test_contents_are_checked() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        await client.chat_postMessage(channel=NEWS, text="x" * 40_000)
        for content, error in (
            ({"text": "x" * 40_001}, "msg_too_long"),
            ({"text": ""}, "no_text"),
            ({"text": "t", "blocks": "no json"}, "invalid_blocks_format"),
            ({"text": "t", "metadata": "no json"}, "invalid_metadata_format"),
            ({"text": "t", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
            ({"text": "t", "metadata": {"event_type": "a", "event_payload": "b"}}, "invalid_metadata_schema"),
            ({"text": "t", "thread_ts": "1.000000"}, "thread_not_found"),
        ):
            assert await error_of(client.chat_postMessage(channel=NEWS, **content)) == error, content
        assert len(slack.messages(NEWS)) == 1


@in_loop
async def test_only_the_apps_own_messages_can_be_changed() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        slack.mention("hello")
        theirs = slack.messages(NEWS)[0]["ts"]
        assert await error_of(client.chat_update(channel=NEWS, ts=theirs, text="t")) == "cant_update_message"
        assert await error_of(client.chat_delete(channel=NEWS, ts=theirs)) == "cant_delete_message"
        assert await error_of(client.chat_update(channel=NEWS, ts="1.000000", text="t")) == "message_not_found"
        private = await client.chat_postEphemeral(channel=NEWS, user=ANA.id, text="t")
        changed = client.chat_update(channel=NEWS, ts=private["message_ts"], text="u")
        assert await error_of(changed) == "message_not_found"


@in_loop
async def test_pages_that_do_not_exist_are_refused() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        assert await error_of(client.conversations_history(channel=NEWS, limit=1000)) == "invalid_limit"
        assert await error_of(client.conversations_history(channel=NEWS, cursor="nonsense")) == "invalid_cursor"
        assert await error_of(client.conversations_history(channel=NEWS, oldest="now")) == "invalid_ts_oldest"
        assert await error_of(client.conversations_replies(channel=NEWS, ts="1.000000")) == "thread_not_found"


@in_loop
async def test_a_trigger_opens_one_modal_within_three_seconds() -> None:
    clock = ManualClock()
    async with SlackServer(clock=clock) as slack:
        client = client_of(slack)
        app = app_of(slack)

        @app.command("/figure")
        async def acknowledge(ack: Any) -> None:
            await ack()

        async with connected(slack, app):
            dispatch = slack.command("/figure")
            await dispatch.acknowledged
        trigger = dispatch.payload["trigger_id"]
        assert await error_of(client.views_open(trigger_id="0.0", view=MODAL)) == "invalid_trigger_id"
        opened = await client.views_open(trigger_id=trigger, view=MODAL)
        assert list(slack.views) == [opened["view"]["id"]]
        assert await error_of(client.views_open(trigger_id=trigger, view=MODAL)) == "exchanged_trigger_id"
        late = slack.command("/figure").payload["trigger_id"]
        clock.advance(3.1)
        assert await error_of(client.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"


@in_loop
async def test_a_view_that_is_not_there_or_not_of_its_kind_is_refused() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        assert await error_of(client.views_update(view_id="V0", view=MODAL)) == "not_found"
        bad = MODAL | {"title": {"type": "plain_text", "text": "x" * 25}}
        assert await error_of(client.views_publish(user_id=ANA.id, view=bad)) == "invalid_arguments"


@in_loop
async def test_a_response_url_takes_five_answers_within_half_an_hour() -> None:
    clock = ManualClock()
    async with SlackServer(clock=clock) as slack, aiohttp.ClientSession() as session:

        async def answer(url: str, body: Any) -> tuple[int, str]:
            async with session.post(url, json=body) as response:
                return response.status, await response.text()

        first = slack.command("/figure").payload["response_url"]
        for _ in range(5):
            assert await answer(first, {"text": "t"}) == (200, "ok")
        assert await answer(first, {"text": "t"}) == (404, "used_url")
        second = slack.command("/figure").payload["response_url"]
        assert await answer(second, {"txet": "t"}) == (400, "invalid_payload")
        assert await answer(second, {"text": "t", "blocks": TOO_LONG}) == (400, "invalid_blocks")
        clock.advance(30 * 60 + 1)
        assert await answer(second, {"text": "t"}) == (404, "expired_url")
        assert len(slack.ephemerals()) == 5


@in_loop
async def test_an_upload_of_the_wrong_length_or_never_made_is_refused() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        client = client_of(slack)
        asked = await client.files_getUploadURLExternal(filename="a.png", length=3)
        async with session.post(asked["upload_url"], data=b"four") as response:
            assert response.status == 400
        never = client.files_completeUploadExternal(files=[{"id": asked["file_id"], "title": "a"}], channel_id=NEWS)
        assert await error_of(never) == "file_not_found"
        assert slack.messages(NEWS) == []
