"""Edited questions in direct messages: answered anew in place, once, and only where their words changed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.slackbot.inbound import edited_message
from tests.adapters.slack.office import QUESTION, Office, newsroom
from tests.adapters.slack.shown import plain
from tests.adapters.slack.test_inbound import BODY, BOT
from tests.servers.slack import SlackError
from tests.servers.slack.records import Dispatch
from tests.servers.slack.running import in_loop

SECOND = "ferry passengers on South in 2022"


def _change(office: Office, asked: Dispatch, text: str, stamp: str | None = "9.1") -> Dispatch:
    """What Slack sends of a message that was changed: by its writer, or, without a stamp, by itself."""
    before = {name: part for name, part in asked.payload["event"].items() if name not in ("channel", "channel_type")}
    edited = {"edited": {"user": before["user"], "ts": stamp}} if stamp else {}
    message = {**before, "text": text, **edited}
    channel = asked.payload["event"]["channel"]
    alike = {"type": "message", "channel": channel, "channel_type": "im", "ts": office.slack.state.new_ts()}
    return office.slack.event({**alike, "subtype": "message_changed", "message": message, "previous_message": before})


async def _asked(office: Office) -> tuple[Dispatch, Any]:
    asked = office.slack.direct_message(QUESTION)
    await office.posted(asked)
    return asked, asked.payload["event"]["channel"]


def test_the_answer_is_edited(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            asked, channel = await _asked(office)
            for _ in range(2):
                await office.posted(_change(office, asked, SECOND))
            (post,) = office.slack.posts(channel)
            shown = plain(post["blocks"])
            assert "(South) was 400" in shown
            assert "Edited: the question was changed" in shown
            assert len(office.deliveries()) == 2

    run()


@pytest.mark.parametrize(
    ("text", "stamp"), [(QUESTION, None), (QUESTION, "9.1"), (f" {QUESTION} ", "9.2"), ("thanks", "9.3")]
)
def test_what_changes_no_words_changes_nothing(sqlite_engine: Engine, text: str, stamp: str | None) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            asked, channel = await _asked(office)
            await office.posted(_change(office, asked, text, stamp))
            assert len(office.deliveries()) == 1
            assert "Edited" not in plain(office.slack.posts(channel)[0]["blocks"])

    run()


@pytest.mark.parametrize("code", ["message_not_found", "edit_window_closed", "cant_update_message"])
def test_what_cannot_be_edited_is_answered_below_once(sqlite_engine: Engine, code: str) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            asked, channel = await _asked(office)
            office.slack.faults.refuse("chat.update", SlackError(code))
            office.slack.faults.drop("chat.postMessage", taken=True)
            await office.posted(_change(office, asked, SECOND))
            first, second = office.slack.posts(channel)
            assert "(North) was 700" in plain(first["blocks"])
            assert "(South) was 400" in plain(second["blocks"])
            assert "Edited: the question was changed" in plain(second["blocks"])

    run()


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_deleted"},
        {"message": None},
        {"message": "text"},
        {"message": {"bot_id": "B1", "text": "x", "ts": "1.1", "edited": {"user": "U1", "ts": "2"}}},
        {"message": {"user": BOT, "text": "x", "ts": "1.1", "edited": {"user": BOT, "ts": "2"}}},
        {"message": {"user": "U1", "text": "x", "ts": "1.1"}},
        {"channel_type": "channel"},
    ],
)
def test_other_changes_are_none(change: dict[str, Any]) -> None:
    message = {"user": "U1", "text": "x", "ts": "1.1", "edited": {"user": "U1", "ts": "2"}}
    event = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im", "message": message}
    found = edited_message({**BODY, "event": event}, BOT)
    assert found is not None
    assert (found.key, found.message_ref, found.edited) == ("slack/D1/1.1/2", "1.1", "2")
    assert edited_message({**BODY, "event": {**event, **change}}, BOT) is None
