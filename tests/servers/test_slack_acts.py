"""What users of the local Slack can do with the messages and views of a bare Bolt app."""

from __future__ import annotations

from typing import Any

import pytest

from tests.servers.slack import ANA, BEN, SlackServer
from tests.servers.slack.running import app_of, client_of, connected, error_of, in_loop

NEWS = "C0000NEWS"


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def buttons(*values: str) -> list[dict[str, Any]]:
    elements = [
        {"type": "button", "action_id": f"pick_{value}", "text": plain(value), "value": value} for value in values
    ]
    return [{"type": "actions", "block_id": "choices", "elements": elements}]


_OPTIONS = [{"text": plain(name), "value": name.lower()} for name in ("Labour", "National")]
_SELECT = [
    {
        "type": "section",
        "block_id": "party",
        "text": {"type": "mrkdwn", "text": "Which?"},
        "accessory": {"type": "static_select", "action_id": "choose", "options": _OPTIONS},
    }
]
_MODAL = {
    "type": "modal",
    "callback_id": "report",
    "title": plain("Wrong?"),
    "submit": plain("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": plain("What is wrong?"),
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "who",
            "optional": True,
            "label": plain("Which?"),
            "element": {"type": "static_select", "action_id": "party", "options": _OPTIONS},
        },
    ],
}


@in_loop
async def test_a_button_of_a_public_message_is_pressed_and_replaces_it() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        seen: list[dict[str, Any]] = []

        @app.action("pick_b")
        async def picked(ack: Any, body: dict[str, Any], respond: Any) -> None:
            await ack()
            seen.append(body)
            await respond(text="b it is", replace_original=True)

        async with connected(slack, app):
            posted = await client_of(slack).chat_postMessage(channel=NEWS, text="?", blocks=buttons("a", "b"))
            pressed = slack.press(posted["ts"], "pick_b", user=BEN.id)
            await pressed.acknowledged
            await slack.wait_for(lambda: bool(pressed.responses))
        (body,) = seen
        assert (body["user"]["id"], body["channel"]["id"]) == (BEN.id, NEWS)
        assert body["actions"][0]["value"] == "b"
        assert body["container"] == {
            "type": "message",
            "message_ts": posted["ts"],
            "channel_id": NEWS,
            "is_ephemeral": False,
        }
        assert body["message"]["text"] == "?"
        (message,) = slack.posts(NEWS)
        assert (message["ts"], message["text"], message.get("blocks")) == (posted["ts"], "b it is", None)


@in_loop
async def test_a_button_of_a_private_message_is_pressed_by_who_sees_it() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        seen: list[dict[str, Any]] = []

        @app.action("pick_a")
        async def picked(ack: Any, body: dict[str, Any], respond: Any) -> None:
            await ack()
            seen.append(body)
            await respond(delete_original=True)
            await respond(text="shared", response_type="in_channel")

        async with connected(slack, app):
            await client_of(slack).chat_postEphemeral(channel=NEWS, user=BEN.id, text="?", blocks=buttons("a"))
            (private,) = slack.ephemerals(NEWS, BEN.id)
            pressed = slack.press(private, "pick_a")
            await slack.wait_for(lambda: len(pressed.responses) == 2)
        assert seen[0]["user"]["id"] == BEN.id
        assert seen[0]["container"]["is_ephemeral"]
        assert "message" not in seen[0]
        assert slack.ephemerals() == []
        assert [message["text"] for message in slack.posts(NEWS)] == ["shared"]


@in_loop
async def test_a_button_that_is_not_there_cannot_be_pressed() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        posted = await client.chat_postMessage(channel=NEWS, text="?", blocks=buttons("a"))
        with pytest.raises(LookupError, match="pick_a"):
            slack.press(posted["ts"], "pick_z")
        with pytest.raises(LookupError):
            slack.press("1.000000", "pick_a")


@in_loop
async def test_an_option_is_selected_and_stands_in_the_state() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        seen: list[dict[str, Any]] = []

        @app.action("choose")
        async def chosen(ack: Any, body: dict[str, Any]) -> None:
            seen.append(body)
            await ack()

        async with connected(slack, app):
            posted = await client_of(slack).chat_postMessage(channel=NEWS, text="?", blocks=_SELECT)
            await slack.select(posted["ts"], "choose", "National").acknowledged
        assert seen[0]["actions"][0]["selected_option"]["value"] == "national"
        assert seen[0]["state"]["values"]["party"]["choose"]["selected_option"]["value"] == "national"


@in_loop
async def test_a_modal_is_opened_from_a_button_filled_in_and_submitted() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        submitted: list[dict[str, Any]] = []

        @app.action("pick_wrong")
        async def wrong(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=_MODAL)

        @app.view("report")
        async def report(ack: Any, view: dict[str, Any]) -> None:
            submitted.append(view["state"]["values"])
            await ack()

        async with connected(slack, app):
            posted = await client_of(slack).chat_postMessage(channel=NEWS, text="?", blocks=buttons("wrong"))
            slack.press(posted["ts"], "pick_wrong")
            await slack.wait_for(lambda: bool(slack.views))
            (view_id,) = slack.views
            with pytest.raises(ValueError, match="text is empty"):
                slack.submit_view(view_id, {"who": "labour"})
            with pytest.raises(ValueError, match="nothing_like_it"):
                slack.submit_view(view_id, {"what": "x", "nothing_like_it": "y"})
            await slack.submit_view(view_id, {"what": "the base", "party": "Labour"}).acknowledged
        assert submitted[0]["what"]["text"] == {"type": "plain_text_input", "value": "the base"}
        assert submitted[0]["who"]["party"]["selected_option"]["value"] == "labour"
        assert slack.views == {}


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "errors", "errors": {"what": "Say more."}}, ["Wrong?"]),
        ({"response_action": "update", "view": {**_MODAL, "title": plain("Again")}}, ["Again"]),
        ({"response_action": "push", "view": {**_MODAL, "title": plain("Next")}}, ["Wrong?", "Next"]),
        ({"response_action": "clear"}, []),
    ],
)
@in_loop
async def test_a_submission_may_be_answered_with_what_becomes_of_the_modal(
    answer: dict[str, Any], titles: list[str]
) -> None:
    async with SlackServer() as slack:
        app = app_of(slack)

        @app.command("/figure")
        async def opened(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=_MODAL)

        @app.view("report")
        async def report(ack: Any) -> None:
            await ack(**answer)

        async with connected(slack, app):
            slack.command("/figure")
            await slack.wait_for(lambda: bool(slack.views))
            submission = slack.submit_view(next(iter(slack.views)), {"what": "x"})
            await submission.acknowledged
        assert [view["title"]["text"] for view in slack.views.values()] == titles
        assert submission.responses[0].body["response_action"] == answer["response_action"]


@in_loop
async def test_an_open_modal_is_changed_by_its_id_or_by_the_apps_own() -> None:
    async with SlackServer() as slack:
        client = client_of(slack)
        trigger = slack.command("/figure").payload["trigger_id"]
        opened = (await client.views_open(trigger_id=trigger, view={**_MODAL, "external_id": "mine"}))["view"]
        for name, title in (({"view_id": opened["id"]}, "One"), ({"external_id": "mine"}, "Two")):
            changed = {**_MODAL, "external_id": "mine", "title": plain(title)}
            await client.views_update(**name, view=changed)
            assert slack.views[opened["id"]]["title"]["text"] == title
        again = client.views_open(trigger_id=slack.command("/figure").payload["trigger_id"], view=changed)
        assert await error_of(again) == "duplicate_external_id"


@in_loop
async def test_the_app_is_not_told_of_mentions_where_it_is_not() -> None:
    async with SlackServer() as slack:
        with pytest.raises(ValueError, match="not in elsewhere"):
            slack.mention("hello", channel="C0000ELSE")


@in_loop
async def test_a_button_of_a_home_tab_is_pressed() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)
        seen: list[dict[str, Any]] = []

        @app.event("app_home_opened")
        async def home(event: dict[str, Any], client: Any) -> None:
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": buttons("a")})

        @app.action("pick_a")
        async def picked(ack: Any, body: dict[str, Any]) -> None:
            seen.append(body)
            await ack()

        async with connected(slack, app):
            slack.open_home(user=BEN.id)
            await slack.wait_for(lambda: bool(slack.views))
            (view_id,) = slack.views
            await slack.press(view_id, "pick_a").acknowledged
        assert seen[0]["container"] == {"type": "view", "view_id": view_id}
        assert seen[0]["user"]["id"] == BEN.id


@in_loop
async def test_a_direct_message_reaches_the_app_and_its_answer_the_user() -> None:
    async with SlackServer() as slack:
        app = app_of(slack)

        @app.event("message")
        async def answer(event: dict[str, Any], say: Any) -> None:
            await say(text=f"{event['channel_type']}: {event['text']}")

        async with connected(slack, app):
            await slack.direct_message("seats?", user=ANA.id).acknowledged
            channel = slack.direct_channel(ANA.id)
            await slack.wait_for(lambda: bool(slack.posts(channel)))
        assert [message["text"] for message in slack.messages(channel)] == ["seats?", "im: seats?"]
