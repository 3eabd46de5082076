"""Key dates and subscriptions on Discord: by the options of a command, by form, by a line of words and by buttons."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.discordbot.foot import footers
from bot.calendar import subscriptions
from bot.cards.card import Action
from bot.chat.access import Access
from bot.chat.nouns import Visibility
from bot.chat.service import ChatConfig
from bot.ledger.record import record
from tests.adapters.discord.newsroom import DESK_ADDRESS, Newsroom, buttons, labels, newsroom
from tests.adapters.slack.trouble import database_away
from tests.ledger.batches import batch, figure
from tests.servers.discord import ManualClock
from tests.servers.discord.errors import Json
from tests.servers.discord.reading import sentence, text
from tests.servers.discord.world import ALICE, BEN, EDITORS, NEWSROOM, READ_ONLY

HOUR = 3600.0
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[[Work], None]


def shown(iso: str) -> str:
    """A time by the reader's own clock."""
    return f"<t:{int(datetime.fromisoformat(iso).timestamp())}:f>"


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    """Runs a test's coroutine in a newsroom of its own, at 08:26 on Friday 29 May 2026 in Auckland."""
    return lambda work: _run(sqlite_engine, work)


def _run(engine: Engine, work: Work) -> None:
    async def inside() -> None:
        async with newsroom(engine, server={"clock": ManualClock()}) as room:
            await work(room)
            assert room.server.refusals == []

    asyncio.run(inside())


async def ordered(room: Newsroom, name: str, user: Any = ALICE, channel: Any = NEWSROOM, **options: str) -> Json:
    """The private answer to a command."""
    given = await room.server.command("figure", name, options, user=user, channel=channel).wait_answered()
    assert given.ephemeral
    assert given.original is not None
    return given.original


async def pressed(room: Newsroom, message: Json, name: str, user: Any = ALICE) -> None:
    """A button, once its message has changed."""
    before = ids(message)
    custom_id = next(one for one in before if one.startswith(f"factdesk:{name}:"))
    press = room.server.press(message, custom_id, user)
    await press.wait(lambda one: one.original and ids(one.original) != before)


def ids(message: Json) -> list[str]:
    return [one["custom_id"] for one in buttons(message)]


def told(message: Json) -> str:
    """All that a message says, as Discord shows it."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text(message))


def test_weeks_of_a_subscription(engine: Engine) -> None:
    async def weeks(room: Newsroom) -> None:
        await _subscribed_by_form(room)
        values = {"title": "Ferry report", "at": "2026-05-31 14:00", "brings": "ferry passengers"}
        added = await ordered(room, "date_add", **values)
        assert told(added).startswith(f"Added: Ferry report, {shown('2026-05-31T14:00+12:00')}.")

        # A day before, at 14:00.
        await room.tick()
        await room.tick(29.55 * HOUR)
        announced, reminder = room.mine()
        assert sentence(announced) == "Alice subscribed this channel to ferry passengers."
        assert sentence(reminder) == "Ferry report: in 24 hours"
        assert "a new figure: ferry passengers" in told(reminder)

        # Moved, and said where the reminder was given.
        moved = await ordered(room, "date_move", title="Ferry report", at="2026-06-04 14:00")
        assert shown("2026-06-04T14:00+12:00") in told(moved)
        await room.tick()
        assert sentence(room.mine()[-1]) == f"Moved: Ferry report, now {shown('2026-06-04T14:00+12:00')}."
        assert f"now **{shown('2026-06-04T14:00+12:00')}**." in room.mine()[-1]["content"]
        assert f"-# Was: {shown('2026-05-31T14:00+12:00')}" in told(room.mine()[-1])

        # After a restart, and an hour too late.
        await room.restart()
        await room.tick(97 * HOUR)
        late = room.mine()[-1]
        assert sentence(late) == "Ferry report: in 23 hours"
        assert told(late).lower().count("was due") == 1

        await _paused_and_resumed_by_buttons(room)
        await ordered(room, "date_cancel", title="ferry report")
        await room.tick()
        assert sentence(room.mine()[-1]) == "Cancelled: Ferry report"
        assert room.failures == []

    _run(engine, weeks)


async def _subscribed_by_form(room: Newsroom) -> None:
    asked = await room.server.command("figure", "subscribe", user=ALICE, channel=NEWSROOM).wait_acknowledged()
    assert asked.callback is not None
    inputs = [row["component"] for row in asked.callback.data["components"]]
    assert [one["custom_id"] for one in inputs] == ["topics", "reminders", "digest", "quiet", "zone"]
    assert [one["value"] for one in inputs[1]["options"] if one["default"]] == ["1 day", "1 hour"]
    refused = await room.server.submit_modal(asked, {"zone": "Mars/Olympus"}, ALICE).wait_answered()
    assert refused.original is not None
    assert "Mars/Olympus" in told(refused.original)
    values = {"zone": "Pacific/Auckland", "topics": "ferry passengers"}
    done = await room.server.submit_modal(asked, values, ALICE).wait_answered()
    assert done.original is not None
    assert done.ephemeral
    assert sentence(done.original) == "Subscribed to ferry passengers. This channel has one subscription."
    assert labels(done.original) == ["Pause 1", "Remove 1"]


async def _paused_and_resumed_by_buttons(room: Newsroom) -> None:
    posts = len(room.mine())
    listed = await ordered(room, "subscriptions")
    await pressed(room, listed, "pause")
    listed = room.server.state.messages[listed["id"]]
    assert labels(listed) == ["Resume 1", "Remove 1"]
    assert "paused" in told(listed)
    await room.tick(22 * HOUR)
    assert len(room.mine()) == posts
    listed = await ordered(room, "subscriptions")
    await pressed(room, listed, "resume")
    assert labels(room.server.state.messages[listed["id"]]) == ["Pause 1", "Remove 1"]


def test_options_are_a_form_as_well(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        values = {"topics": "coldest water", "digest": "weekdays 08:30", "quiet": "22:00-07:00", "zone": "Asia/Tokyo"}
        answer = await ordered(room, "subscribe", **values)
        assert told(answer).splitlines()[0] == "Subscribed to coldest water. This channel has one subscription."
        (held,) = subscriptions.listed(room.engine)
        assert (str(held.digest), str(held.quiet), held.zone) == (
            "weekdays 08:30 Asia/Tokyo",
            "22:00-07:00",
            "Asia/Tokyo",
        )
        assert held.created_by.endswith(ALICE.id)

    run(work)


def test_a_form_can_be_asked_for_in_words(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = room.server.command("figure", "ask", {"question": "dates add"}, user=BEN, channel=NEWSROOM)
        await asked.wait_acknowledged()
        values = {"title": "Report “on” ferries", "at": "tomorrow 10am", "zone": "Pacific/Auckland"}
        done = await room.server.submit_modal(asked, values, BEN).wait_answered()
        assert done.original is not None
        assert shown("2026-05-29T10:00+12:00") in told(done.original)
        title = {"title": "Report “on” ferries"}
        assert "Confirmed" in told(await ordered(room, "date_confirm", **title))

    run(work)


def test_options_that_are_wrong_are_told_each_at_its_field_and_are_in_the_form(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        answer = await ordered(room, "date_add", title=" ", at="soon", zone="Mars/Olympus", brings="trams")
        lines = told(answer).splitlines()
        assert lines[0] == "Add a key date: nothing was done, as 4 fields are wrong."
        for label in ("What happens", "When", "Time zone", "Which figure it brings"):
            assert any(f"{label}:" in line for line in lines[1:5])
        (button,) = buttons(answer)
        assert button["label"] == "Open the form again"
        form = await room.server.press(answer, button["custom_id"], ALICE).wait_acknowledged()
        assert form.callback is not None
        assert "Mars/Olympus" in str(form.callback.data)

    run(work)


def test_an_order_without_values_has_the_button_of_its_form(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.say("dates add", ALICE, NEWSROOM, mention_bot=True)
        async with room.relaying():
            (asked,) = await room.posted(1)
        form = await (await room.press(asked, Action.FILL, BEN)).wait_acknowledged()
        values = {"title": "Ferry report", "at": "tomorrow 10am", "zone": "UTC"}
        done = await room.server.submit_modal(form, values, BEN).wait_answered()
        assert done.original is not None
        assert told(done.original).startswith("Added: Ferry report")

    run(work)


def test_nothing_is_completed_for_those_who_may_not_ask_or_change(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        async def typed(command: str, option: str, **who: Any) -> list[str]:
            where: Any = {"user": BEN, "channel": NEWSROOM, **who}
            found = await room.server.autocomplete("figure", command, {option: ""}, option, **where)
            return [one["value"] for one in found]

        async def may(**access: Any) -> None:
            room.chat = ChatConfig(desk=DESK_ADDRESS, access=Access(**access))
            await room.restart()

        await ordered(room, "date_add", title="Secret merger", at="2026-05-31")
        changing = (("date_add", "brings"), ("date_move", "title"), ("date_confirm", "title"), ("subscribe", "topics"))
        await may(editors=frozenset({EDITORS.id}))
        assert "ferry passengers" in await typed("ask", "question")
        assert [await typed(*field) for field in changing] == [[]] * 4
        assert [await typed(*field, user=ALICE) for field in changing[1:3]] == [["Secret merger"]] * 2
        assert "Secret merger" in await typed("subscribe", "topics", user=ALICE)
        assert "ferry passengers" in await typed("date_add", "brings", user=ALICE)
        for closed in (
            {"groups": frozenset({EDITORS.id})},
            {"channels": frozenset({("discord", DESK_ADDRESS.channel)})},
            {"workspaces": frozenset({("discord", "1")})},
        ):
            await may(**closed)
            assert [await typed(*field) for field in (("ask", "question"), *changing)] == [[]] * 5

    run(work)


def test_what_is_typed_is_completed(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        async def typed(command: str, option: str, text: str) -> list[str]:
            where: Any = {"user": ALICE, "channel": NEWSROOM}
            found = await room.server.autocomplete("figure", command, {option: text}, option, **where)
            return [one["value"] for one in found]

        await ordered(room, "date_add", title="Ferry report", at="2026-05-31")
        await ordered(room, "date_add", title="Long report " * 20, at="2026-06-30")
        assert await typed("date_add", "brings", "ferry") == ["ferry passengers"]
        assert await typed("subscribe", "topics", "ferry") == ["ferry passengers", "Ferry report"]
        assert await typed("subscribe", "topics", "coldest water, fer") == [
            "coldest water, ferry passengers",
            "coldest water, Ferry report",
        ]
        assert await typed("date_move", "title", "report") == ["Ferry report"]
        assert await typed("date_cancel", "title", "nothing") == []
        with database_away(room.engine):
            assert await typed("date_move", "title", "report") == []

    run(work)


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("date_add", {"title": "Old", "at": "2020-01-01"}, "has passed"),
        ("date_move", {"title": "Unknown", "at": "tomorrow 10am"}, "Unknown"),
        ("subscribe", {"topics": "ferry passengers"}, "Nothing would ever come"),
        ("subscribe", {"digest": "never"}, "never"),
    ],
)
def test_what_cannot_be_done_says_what_to_write(run: Run, command: str, options: dict[str, str], why: str) -> None:
    async def work(room: Newsroom) -> None:
        assert why in told(await ordered(room, command, **options))
        assert subscriptions.listed(room.engine) == []

    run(work)


def test_a_channel_that_the_bot_may_not_write_in_is_not_subscribed(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        answer = await ordered(room, "subscribe", channel=READ_ONLY, reminders="1 day")
        assert (
            told(answer).splitlines()[0] == "The bot cannot post in this channel; invite it here, and subscribe again."
        )
        said = {"question": "subscribe reminders 1 day"}
        assert "cannot post" in told(await ordered(room, "ask", channel=READ_ONLY, **said))
        assert subscriptions.listed(room.engine) == []
        assert "subscription" in told(await ordered(room, "ask", **said))

    run(work)


def test_only_editors_change_anything_and_the_list_stands(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.chat = ChatConfig(desk=DESK_ADDRESS, access=Access(editors=frozenset({EDITORS.id})))
        await room.restart()
        refusal = "Only the desk's editors change key dates and subscriptions; ask one of them."
        assert sentence(await ordered(room, "subscribe", user=BEN, reminders="1 day")) == refusal
        await ordered(room, "subscribe", reminders="1 day")
        room.server.say("subscriptions", BEN, NEWSROOM, mention_bot=True)
        async with room.relaying():
            announced, listed = deepcopy(await room.posted(2))
        press = room.server.press(listed, ids(listed)[0], BEN)
        await press.wait(lambda one: one.followups)
        assert [sentence(one) for one in press.followups] == [refusal]
        assert room.mine() == [announced, listed]
        await pressed(room, listed, Action.PAUSE.value)
        _, changed = room.mine()
        assert labels(changed) == ["Resume 1", "Remove 1"]
        assert footers(changed) == footers(listed)

    run(work)


def test_what_is_under_embargo_is_told_to_one_alone(run: Run) -> None:
    """Also where the answers to commands are for all to see, and however it is ordered."""

    async def work(room: Newsroom) -> None:
        room.chat = ChatConfig(desk=DESK_ADDRESS, access=Access(editors=frozenset({EDITORS.id})))
        room.config = replace(room.config, command_visibility=Visibility.PUBLIC)
        await room.restart()
        secret = figure("9.99", "layoffs", embargo_until=room.now() + timedelta(days=1))
        record(room.engine, batch(secret), room.now())
        for name, options in (("embargoed", {}), ("ask", {"question": "embargoed"})):
            answer = await ordered(room, name, **options)
            assert told(answer).startswith("Not public yet; keep it to yourself.")
            assert "9.99 (under embargo until" in told(answer)
            assert not buttons(answer)
            refused = await ordered(room, name, user=BEN, **options)
            assert sentence(refused) == "Only the desk's editors see what is under embargo; ask one of them."
        assert room.rows() == []
        room.server.say("embargoed", ALICE, NEWSROOM, mention_bot=True)
        async with room.relaying():
            (posted,) = await room.posted(1)
        assert sentence(posted).startswith("That is told to one alone")

    run(work)


def test_a_failure_has_its_reference(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        with database_away(room.engine):
            answer = await ordered(room, "date_cancel", title="x")
        assert "ref-1" in told(answer)
        assert len(room.failures) == 1

    run(work)
