"""The local Slack refuses what Slack refuses, and says why."""

from __future__ import annotations

import copy
from typing import Any

import aiohttp
import pytest

from tests.servers.slack import ANA, BEN, ManualClock, SlackServer, Workspace
from tests.servers.slack.blockkit.blocks import check_message_blocks, check_view_blocks
from tests.servers.slack.blockkit.views import check_view
from tests.servers.slack.running import app_of, client_of, connected, error_of, in_loop, refusal

NEWS = "C0000NEWS"


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def select(options: list[dict[str, Any]]) -> dict[str, Any]:
    return actions({"type": "static_select", "options": options})


def option(text: str, value: str) -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def section(text: str = "t", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def image(**more: Any) -> dict[str, Any]:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a", **more}


TAKEN: list[list[dict[str, Any]]] = [
    [{"type": "divider"}] * 50,
    [section("x" * 3000)],
    [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [mrkdwn("x")] * 9 + [image()]}],
    [actions(*(button(action_id=str(number)) for number in range(25)))],
    [actions(button(text=plain("x" * 75), value="x" * 2000, action_id="x" * 255, url="https://" + "x" * 2992))],
    [actions(button(action_id="same")), actions(button(action_id="same"))],
    [select([option("x" * 75, "x" * 150)] * 100)],
    [image(alt_text="x" * 2000, title=plain("t"))],
    [section(accessory=button(style="primary")), section(block_id="x" * 255)],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}],
]

REFUSED: list[tuple[list[dict[str, Any]], str, str]] = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed", "/blocks"),
    ([{"type": "sektion"}], "unsupported type: sektion", "/blocks/0/type"),
    ([{"type": "section"}], "must define either text or fields", "/blocks/0"),
    ([section("x" * 3001)], "must be less than 3001 characters", "/blocks/0/text/text"),
    ([section("")], "must be more than 0 characters", "/blocks/0/text/text"),
    ([section(), section(colour="red")], "invalid additional property: colour", "/blocks/1"),
    ([{"type": "section", "text": "bare"}], "unsupported type: None", "/blocks/0/text/type"),
    (
        [section() | {"text": {**mrkdwn("x"), "emoji": True}}],
        "invalid additional property: emoji",
        "/blocks/0/text",
    ),
    ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "no more than 10 items allowed", "/blocks/0/fields"),
    ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "must be less than 2001", "/blocks/0/fields/0/text"),
    ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters", "/blocks/0/text/text"),
    ([{"type": "header", "text": mrkdwn("x")}], "unsupported type: mrkdwn", "/blocks/0/text/type"),
    ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "no more than 10 items allowed", "/blocks/0/elements"),
    ([actions(*[button()] * 26)], "no more than 25 items allowed", "/blocks/0/elements"),
    ([actions()], "no less than 1 items allowed", "/blocks/0/elements"),
    ([actions(button(text=plain("x" * 76)))], "must be less than 76 characters", "/blocks/0/elements/0/text/text"),
    ([actions(button(text=mrkdwn("x")))], "unsupported type: mrkdwn", "/blocks/0/elements/0/text/type"),
    ([actions(button(value="x" * 2001))], "must be less than 2001 characters", "/blocks/0/elements/0/value"),
    ([actions(button(action_id="x" * 256))], "must be less than 256 characters", "/blocks/0/elements/0/action_id"),
    ([actions(button(url="x" * 3001))], "must be less than 3001 characters", "/blocks/0/elements/0/url"),
    ([actions(button(style="red"))], "must be one of: primary, danger", "/blocks/0/elements/0/style"),
    ([actions(button(action_id="a"), button(action_id="a"))], 'action_id "a" already exists', "/blocks/0"),
    ([section(block_id="b"), section(block_id="b")], 'block_id "b" already exists', "/blocks/1/block_id"),
    ([section(block_id="x" * 256)], "must be less than 256 characters", "/blocks/0/block_id"),
    ([select([option("x", "v")] * 101)], "no more than 100 items allowed", "/blocks/0/elements/0/options"),
    ([select([option("x" * 76, "v")])], "must be less than 76 characters", "/elements/0/options/0/text/text"),
    ([select([option("x", "v" * 151)])], "must be less than 151 characters", "/elements/0/options/0/value"),
    ([actions({"type": "static_select"})], "must define exactly one of: options", "/blocks/0/elements/0"),
    ([image(alt_text="x" * 2001)], "must be less than 2001 characters", "/blocks/0/alt_text"),
    ([image(image_url="x" * 3001)], "must be less than 3001 characters", "/blocks/0/image_url"),
    ([{"type": "image", "alt_text": "a"}], "must define exactly one of: image_url, slack_file", "/blocks/0"),
    ([{"type": "context", "elements": [button()]}], "unsupported type: button", "/blocks/0/elements/0/type"),
]


@pytest.mark.parametrize("blocks", TAKEN)
def test_blocks_at_the_limits_are_taken(blocks: list[dict[str, Any]]) -> None:
    assert check_message_blocks(blocks) == []


@pytest.mark.parametrize(("blocks", "reason", "pointer"), REFUSED)
def test_blocks_beyond_the_limits_are_refused(blocks: list[dict[str, Any]], reason: str, pointer: str) -> None:
    problem = check_message_blocks(blocks)[0]
    assert reason in problem
    assert pointer in problem


def test_a_view_takes_a_hundred_blocks() -> None:
    assert check_view_blocks([{"type": "divider"}] * 100) == []
    assert "no more than 100 items" in check_view_blocks([{"type": "divider"}] * 101)[0]


_MODAL = {"type": "modal", "title": plain("Report"), "blocks": [section()]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        ({"submit": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/submit/text]"),
        ({"titel": "x"}, "invalid additional property: titel [json-pointer:/view]"),
        (
            {"blocks": [section("")]},
            "must be more than 0 characters [json-pointer:/view/blocks/0/text/text]",
        ),
        (
            {"blocks": [{"type": "input", "label": plain("l"), "element": {"type": "plain_text_input"}}]},
            "missing required field: submit [json-pointer:/view]",
        ),
    ],
)
def test_views_beyond_the_limits_are_refused(change: dict[str, Any], reason: str) -> None:
    assert check_view(_MODAL) == []
    assert check_view({**_MODAL, **change}) == [f"[ERROR] {reason}"]


@in_loop
async def test_bad_blocks_are_answered_with_where_and_why() -> None:
    async with SlackServer() as slack:
        call = client_of(slack).chat_postMessage(channel=NEWS, text="t", blocks=[section("x" * 3001)])
        response = (await refusal(call)).response
        assert response["error"] == "invalid_blocks"
        expected = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        assert response["response_metadata"]["messages"] == [f"[ERROR] {expected}"]
        assert slack.rejections[0].messages == [f"[ERROR] {expected}"]
        assert slack.messages(NEWS) == []


@in_loop
async def test_a_lenient_server_takes_any_blocks() -> None:
    async with SlackServer(strict=False) as slack:
        await client_of(slack).chat_postMessage(channel=NEWS, text="t", blocks=[section("x" * 3001)])
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
        assert await error_of(client.views_open(trigger_id="0.0", view=_MODAL)) == "invalid_trigger_id"
        opened = await client.views_open(trigger_id=trigger, view=_MODAL)
        assert list(slack.views) == [opened["view"]["id"]]
        assert await error_of(client.views_open(trigger_id=trigger, view=_MODAL)) == "exchanged_trigger_id"
        late = slack.command("/figure").payload["trigger_id"]
        clock.advance(3.1)
        assert await error_of(client.views_open(trigger_id=late, view=_MODAL)) == "expired_trigger_id"


@in_loop
async def test_a_view_that_is_not_there_or_not_of_its_kind_is_refused() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        assert await error_of(client.views_update(view_id="V0", view=_MODAL)) == "not_found"
        bad = copy.deepcopy(_MODAL) | {"title": plain("x" * 25)}
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
        assert await answer(second, {"text": "t", "blocks": [section("x" * 3001)]}) == (400, "invalid_blocks")
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
