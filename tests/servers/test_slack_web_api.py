"""The local Slack answers the real client in Slack's own shapes."""

from __future__ import annotations

import json

import aiohttp
import pytest

from tests.servers.slack import ANA, BEN, ManualClock, RateLimits, SlackServer
from tests.servers.slack.api import METHODS
from tests.servers.slack.running import client_of, error_of, in_loop
from tests.servers.slack.specification import PATH, load_arguments

NEWS = "C0000NEWS"
METADATA = {"event_type": "figure_given", "event_payload": {"key": "k1"}}


@in_loop
async def test_the_app_learns_who_it_is_and_which_scopes_it_has() -> None:
    async with SlackServer() as slack:
        answer = await client_of(slack).auth_test()
        assert (answer["user_id"], answer["team_id"]) == ("U0000BOT", "T0000TEAM")
        assert set(answer.headers["X-OAuth-Scopes"].split(",")) == slack.state.workspace.scopes


@in_loop
async def test_a_post_gives_the_message_with_a_timestamp_of_its_own() -> None:
    async with SlackServer(clock=ManualClock()) as slack:
        client = client_of(slack)
        first = await client.chat_postMessage(channel=NEWS, text="one", metadata=METADATA)
        second = await client.chat_postMessage(channel=NEWS, text="two")
        assert first["message"]["text"] == "one"
        assert first["message"]["bot_id"] == slack.state.workspace.bot_id
        assert (first["ts"], second["ts"]) == ("1700000000.000000", "1700000000.000001")
        assert [message["text"] for message in slack.messages(NEWS)] == ["one", "two"]


@in_loop
async def test_a_form_says_the_same_as_json() -> None:
    async with SlackServer() as slack, aiohttp.ClientSession() as session:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}]
        form = {"channel": NEWS, "text": "t", "blocks": json.dumps(blocks), "metadata": json.dumps(METADATA)}
        token = {"Authorization": f"Bearer {slack.state.workspace.bot_token}"}
        async with session.post(f"{slack.api_url}chat.postMessage", data=form, headers=token) as response:
            message = (await response.json())["message"]
        assert message["metadata"] == METADATA
        assert message["blocks"][0]["text"]["text"] == "hello"
        assert message["blocks"][0]["block_id"]


@in_loop
async def test_history_is_paged_newest_first_and_gives_metadata_when_asked() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        for number in range(5):
            await client.chat_postMessage(channel=NEWS, text=str(number), metadata=METADATA)
        page = await client.conversations_history(channel=NEWS, limit=2, include_all_metadata=True)
        assert [message["text"] for message in page["messages"]] == ["4", "3"]
        assert page["messages"][0]["metadata"] == METADATA
        assert page["has_more"]
        rest = await client.conversations_history(
            channel=NEWS, limit=10, cursor=page["response_metadata"]["next_cursor"]
        )
        assert [message["text"] for message in rest["messages"]] == ["2", "1", "0"]
        assert "metadata" not in rest["messages"][0]
        assert not rest["has_more"]


@in_loop
async def test_history_keeps_within_oldest_and_latest() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        stamps = [(await client.chat_postMessage(channel=NEWS, text=str(number)))["ts"] for number in range(4)]

        async def texts(**bounds: str | bool) -> list[str]:
            page = await client.conversations_history(channel=NEWS, **bounds)
            return [message["text"] for message in page["messages"]]

        assert await texts(oldest=stamps[0], latest=stamps[3]) == ["2", "1"]
        assert await texts(oldest=stamps[1], latest=stamps[2], inclusive=True) == ["2", "1"]


@in_loop
async def test_replies_are_in_the_thread_and_in_the_history_only_when_broadcast() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        parent = (await client.chat_postMessage(channel=NEWS, text="parent"))["ts"]
        await client.chat_postMessage(channel=NEWS, text="quiet", thread_ts=parent, metadata=METADATA)
        await client.chat_postMessage(channel=NEWS, text="loud", thread_ts=parent, reply_broadcast=True)
        thread = await client.conversations_replies(channel=NEWS, ts=parent, include_all_metadata=True)
        assert [message["text"] for message in thread["messages"]] == ["parent", "quiet", "loud"]
        assert thread["messages"][0]["reply_count"] == 2
        assert thread["messages"][1]["metadata"] == METADATA
        history = await client.conversations_history(channel=NEWS)
        assert [message["text"] for message in history["messages"]] == ["loud", "parent"]


@in_loop
async def test_an_update_with_text_alone_takes_the_blocks_away() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        divider = [{"type": "divider"}]
        posted = await client.chat_postMessage(channel=NEWS, text="a", blocks=divider, metadata=METADATA)
        changed = await client.chat_update(channel=NEWS, ts=posted["ts"], text="b")
        assert changed["text"] == "b"
        (message,) = slack.messages(NEWS)
        assert "blocks" not in message
        assert message["metadata"] == METADATA
        assert message["edited"]["user"] == "U0000BOT"


@in_loop
async def test_a_deleted_parent_leaves_a_tombstone_and_a_deleted_message_nothing() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        parent = (await client.chat_postMessage(channel=NEWS, text="parent"))["ts"]
        reply = (await client.chat_postMessage(channel=NEWS, text="reply", thread_ts=parent))["ts"]
        await client.chat_delete(channel=NEWS, ts=parent)
        assert slack.messages(NEWS)[0]["subtype"] == "tombstone"
        await client.chat_delete(channel=NEWS, ts=reply)
        assert [message["ts"] for message in slack.messages(NEWS)] == [parent]


@in_loop
async def test_a_private_message_reaches_one_user_and_no_history() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        await client.chat_postEphemeral(channel=NEWS, user=BEN.id, text="for you")
        assert [message["text"] for message in slack.ephemerals(NEWS, BEN.id)] == ["for you"]
        assert slack.ephemerals(NEWS, ANA.id) == []
        assert (await client.conversations_history(channel=NEWS))["messages"] == []


@in_loop
async def test_a_direct_message_opens_once_and_takes_a_users_id() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        opened = await client.conversations_open(users=ANA.id)
        posted = await client.chat_postMessage(channel=ANA.id, text="hi")
        assert posted["channel"] == opened["channel"]["id"] == slack.direct_channel(ANA.id)
        again = await client.conversations_open(users=ANA.id, return_im=True)
        assert again["already_open"]
        assert again["channel"]["user"] == ANA.id


@in_loop
async def test_people_and_places_are_described() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        assert (await client.users_info(user=ANA.id))["user"]["real_name"] == "Ana Rewi"
        assert (await client.bots_info(bot="B0000BOT"))["bot"]["user_id"] == "U0000BOT"
        assert (await client.team_info())["team"]["domain"] == "newsroom"
        assert (await client.usergroups_users_list(usergroup="S0000DESK"))["users"] == [ANA.id]
        channel = (await client.conversations_info(channel="C0000DESK", include_num_members=True))["channel"]
        assert (channel["name"], channel["is_private"], channel["num_members"]) == ("figures-desk", True, 3)
        page = await client.conversations_members(channel=NEWS, limit=2)
        rest = await client.conversations_members(channel=NEWS, cursor=page["response_metadata"]["next_cursor"])
        assert sorted(page["members"] + rest["members"]) == sorted(["U0000BOT", ANA.id, BEN.id])


@in_loop
async def test_whose_channels_these_are_is_told_in_pages_and_private_ones_only_where_the_app_is_in_them() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        every = {"types": "public_channel,private_channel,im", "user": ANA.id}
        page = await client.users_conversations(limit=2, **every)
        rest = await client.users_conversations(cursor=page["response_metadata"]["next_cursor"], **every)
        assert rest["response_metadata"]["next_cursor"] == ""
        found = [channel["id"] for channel in (*page["channels"], *rest["channels"])]
        assert found == ["C0000DESK", "C0000ELSE", "C0000GONE", NEWS, "C0000POLI"]
        await client.conversations_open(users=ANA.id)
        assert slack.direct_channel(ANA.id) in [
            channel["id"] for channel in (await client.users_conversations(**every))["channels"]
        ]
        assert await error_of(client.users_conversations(user="U0000NONE")) == "user_not_found"
        assert await error_of(client.users_conversations(user=ANA.id, types="rooms")) == "invalid_types"
        slack.state.workspace.scopes -= {"groups:read"}
        assert await error_of(client.users_conversations(**every)) == "missing_scope"


@in_loop
async def test_a_file_is_uploaded_in_two_steps_and_shared() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        answer = await client.files_upload_v2(
            content=b"\x89PNG",
            filename="chart.png",
            title="Chart",
            alt_txt="A chart",
            channel=NEWS,
            initial_comment="See",
        )
        (file,) = slack.files.values()
        assert (file.id, file.content, file.alt_text) == (answer["file"]["id"], b"\x89PNG", "A chart")
        (message,) = slack.posts(NEWS)
        assert (message["text"], message["files"][0]["title"]) == ("See", "Chart")


@in_loop
async def test_an_uploaded_file_can_be_shown_in_a_block() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        file = (await client.files_upload_v2(content=b"png", filename="chart.png"))["file"]
        image = {"type": "image", "slack_file": {"id": file["id"]}, "alt_text": "A chart"}
        posted = await client.chat_postMessage(channel=NEWS, text="chart", blocks=[image])
        assert posted["message"]["blocks"][0]["slack_file"]["id"] == file["id"]
        image["slack_file"] = {"id": "F0"}
        assert await error_of(client.chat_postMessage(channel=NEWS, text="chart", blocks=[image])) == "invalid_blocks"


@in_loop
async def test_a_reaction_is_added_once() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        ts = (await client.chat_postMessage(channel=NEWS, text="a"))["ts"]
        await client.reactions_add(channel=NEWS, timestamp=ts, name="eyes")
        assert await error_of(client.reactions_add(channel=NEWS, timestamp=ts, name="eyes")) == "already_reacted"
        assert slack.state.reactions == {(NEWS, ts): ["eyes"]}


@in_loop
async def test_home_tabs_are_published_and_published_again() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        first = (await client.views_publish(user_id=ANA.id, view=home))["view"]
        home["blocks"].append({"type": "divider"})
        second = (await client.views_publish(user_id=ANA.id, view=home, hash=first["hash"]))["view"]
        assert second["id"] == first["id"]
        assert len(slack.views[first["id"]]["blocks"]) == 2
        assert await error_of(client.views_publish(user_id=ANA.id, view=home, hash=first["hash"])) == "hash_conflict"


@in_loop
async def test_rate_limits_are_enforced_by_the_servers_clock() -> None:
    clock = ManualClock()
    limits = RateLimits(seconds_between_posts=1.0, posts_a_minute=2, reads_a_minute=1, history_objects=1)
    async with SlackServer(clock=clock, limits=limits) as slack:
        client = client_of(slack)
        await client.chat_postMessage(channel=NEWS, text="one")
        assert await error_of(client.chat_postMessage(channel=NEWS, text="too soon")) == "ratelimited"
        slack.advance(1)
        await client.chat_postMessage(channel=NEWS, text="two")
        assert await error_of(client.chat_postMessage(channel="C0000POLI", text="too many")) == "ratelimited"
        assert len((await client.conversations_history(channel=NEWS, limit=100))["messages"]) == 1
        assert await error_of(client.conversations_history(channel=NEWS)) == "ratelimited"
        slack.advance(60)
        await client.chat_postMessage(channel="C0000POLI", text="three")
        assert [message["text"] for message in slack.posts(NEWS)] == ["one", "two"]


@pytest.mark.skipif(not PATH.exists(), reason="no copy of Slack's specification at hand")
def test_the_arguments_taken_are_those_of_slacks_own_specification() -> None:
    specified = load_arguments()
    checked = [name for name in METHODS if name in specified]
    assert len(checked) > 15
    for name in checked:
        assert METHODS[name].arguments <= specified[name], name
        assert not METHODS[name].newer & specified[name], name
