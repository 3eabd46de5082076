"""Key dates and subscriptions in Slack: by form, by a line of words, by buttons, and on the home tab."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters import limits
from bot.calendar import subscriptions
from bot.chat.access import Access
from bot.chat.nouns import Visibility
from bot.ledger.record import record
from tests.adapters.slack.office import DESK, ELSEWHERE, NEWS, Office, again, newsroom
from tests.adapters.slack.shown import elements, plain
from tests.adapters.slack.test_buttons import CHAT, press
from tests.adapters.slack.trouble import database_away, writers_wait
from tests.ledger.batches import batch, figure
from tests.servers.slack import ANA, BEN, SlackError
from tests.servers.slack.running import in_loop

HOUR = 3600.0
SUBSCRIBE = "subscribe reminders 1 day, 1 hour zone Pacific/Auckland"
# It is 11:13 on Wednesday 15 November 2023 in Auckland.
ADD = "dates add “Ferry report” at 2023-11-17 14:00 zone Pacific/Auckland brings ferry passengers"


async def ordered(office: Office, text: str, **where: Any) -> str:
    """What the sender of a command is told."""
    return plain((await office.answered(office.slack.command("/figure", text, **where)))["blocks"])


async def form_of(office: Office, text: str, **where: Any) -> dict[str, Any]:
    """The form that a command opens."""
    before = set(office.slack.views)
    await office.done(office.slack.command("/figure", text, **where))
    (name,) = set(office.slack.views) - before
    return office.slack.views[name]


async def sent(office: Office, view: dict[str, Any], /, **values: Any) -> dict[str, Any] | None:
    """What keeps a form open that is submitted; None: it is closed."""
    act = office.slack.submit_view(view, values)
    await office.done(act)
    payload: dict[str, Any] | None = (await act.acknowledged).payload
    return payload


HOW = "Ask for a figure: you get it with its base"


async def home(office: Office, user: str = ANA.id) -> dict[str, Any]:
    """The home tab, once it has been opened."""
    await office.done(office.slack.open_home(user=user))
    return office.slack.views[office.slack.state.homes[user]]


def names(message: dict[str, Any]) -> list[str]:
    return [button["text"]["text"] for button in elements(message, "button")]


@in_loop
async def _weeks(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        await _subscribed_by_form(office)
        await _planned_by_form(office)

        # A day before, at 14:00.
        await office.tick()
        await office.tick(26.775 * HOUR)
        _, reminder = slack.posts(NEWS.channel)
        assert plain(reminder["blocks"]).startswith("Ferry report: in 24 hours\nWhen: Friday, 17 November 2023, 14:00")
        assert "Awaited: a new figure: ferry passengers" in plain(reminder["blocks"])

        # Moved, and said where the reminder was given.
        told = await ordered(office, "dates move Ferry report to 2023-11-21 14:00")
        assert told.startswith("Moved: Ferry report, Tuesday, 21 November 2023, 14:00")
        await office.tick()
        moved = plain(slack.posts(NEWS.channel)[-1]["blocks"])
        assert moved.startswith("Moved: Ferry report, now Tuesday, 21 November 2023, 14:00")
        assert "\nWas: Friday, 17 November 2023, 14:00" in moved

        # After a restart, and an hour too late.
        await office.restart()
        await office.tick(97 * HOUR)
        late = slack.posts(NEWS.channel)[-1]
        assert plain(late["blocks"]).startswith(
            "Ferry report: in 23 hours\nLate: this could not be sent when it was due"
        )
        assert str(late["blocks"]).lower().count("was due") == 1

        await _paused_by_button_and_resumed_at_home(office)
        assert slack.rejections == []
        assert office.failures == []


async def _subscribed_by_form(office: Office) -> None:
    view = await form_of(office, "subscribe")
    inputs = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert list(inputs) == ["topics", "reminders", "digest", "digest:time", "quiet", "quiet:time", "zone"]
    assert [one["value"] for one in inputs["reminders"]["initial_options"]] == ["1 day", "1 hour"]
    kept = await sent(office, view, topics=["trams"], zone="Pacific/Auckland")
    assert kept is not None
    assert kept["response_action"] == "errors"
    assert list(kept["errors"]) == ["topics"]
    assert await sent(office, view, zone="Pacific/Auckland", topics=["ferry passengers"]) is None
    told = office.slack.ephemerals(NEWS.channel, ANA.id)[-1]
    assert plain(told["blocks"]).startswith("Subscribed to ferry passengers. This channel has one subscription.\n")
    assert (await office.posted())[-1]["text"].startswith("ana subscribed this channel to ferry passengers.\n")
    assert names(told) == ["Pause 1", "Remove 1"]


async def _planned_by_form(office: Office) -> None:
    view = await form_of(office, "dates add")
    assert [block["block_id"] for block in view["blocks"] if not block["optional"]] == ["title", "at"]
    values = {"title": "Ferry report", "brings": "ferry passengers"}
    kept = await sent(office, view, at="2020-01-01", **values)
    assert kept is not None
    assert "has passed" in kept["errors"]["at"]
    assert await sent(office, view, **values, **{"at": "2023-11-17", "at:time": "14:00"}) is None
    told = plain(office.slack.ephemerals(NEWS.channel, ANA.id)[-1]["blocks"])
    assert told.startswith("Added: Ferry report, Friday, 17 November 2023, 14:00 (Pacific/Auckland).")


async def _paused_by_button_and_resumed_at_home(office: Office) -> None:
    slack = office.slack
    listed = (await office.posted(slack.mention("subscriptions")))[-1]
    posts = len(slack.posts(NEWS.channel))
    await office.done(slack.press(listed["ts"], "factdesk:pause:0", user=BEN.id))
    changed = slack.state.place(listed["ts"]).message
    assert "paused" in plain(changed["blocks"])
    assert names(changed) == ["Resume 1", "Remove 1"]
    await office.tick(22 * HOUR)
    assert len(slack.posts(NEWS.channel)) == posts

    view = await home(office)
    assert plain(view["blocks"]).startswith(HOW)
    assert "\nNext: Ferry report, Tuesday, 21 November 2023, 01:00 (UTC)" in plain(view["blocks"])
    assert "Your channels have one subscription." in plain(view["blocks"])
    assert "paused" in plain(view["blocks"])
    await office.done(slack.press(view, "factdesk:resume:0"))
    view = slack.views[view["id"]]
    assert names(view) == ["Pause 1", "Remove 1"]
    assert "paused" not in plain(view["blocks"])
    await office.done(slack.press(view, "factdesk:remove:1"))
    assert "None of your channels is subscribed." in plain(slack.views[view["id"]]["blocks"])


def test_weeks_of_a_subscription(engine: Engine) -> None:
    _weeks(engine)


@in_loop
async def _too_late(engine: Engine) -> None:
    async with newsroom(engine) as office:
        office.slack.faults.refuse("views.open", SlackError("expired_trigger_id"))
        told = await ordered(office, "dates add")
        assert told.startswith("Add a key date: say more, as “dates add …” followed by\nTitle: Final result")
        assert office.slack.views == {}


def test_a_form_that_does_not_open_in_time_is_said_in_words(sqlite_engine: Engine) -> None:
    _too_late(sqlite_engine)


@in_loop
async def _public(engine: Engine) -> None:
    async with newsroom(engine, command_visibility=Visibility.PUBLIC) as office:
        view = await form_of(office, "subscribe")
        assert await office.posted() == []
        await sent(office, view, reminders=["1 day"])
        assert len(subscriptions.listed(engine)) == 1
        post = (await office.posted(office.slack.mention("dates add")))[-1]
        assert plain(post["blocks"]).startswith("Add a key date: say more")
        before = set(office.slack.views)
        await press(office, post, "fill", BEN.id)
        (name,) = set(office.slack.views) - before
        assert await sent(office, office.slack.views[name], title="Ferry report", at="2027-05-20") is None


def test_a_form_is_for_the_one_who_asked_for_it(sqlite_engine: Engine) -> None:
    _public(sqlite_engine)


@in_loop
async def _cannot_post(engine: Engine) -> None:
    async with newsroom(engine) as office:
        there = ELSEWHERE.channel
        refusal = "The bot cannot post in this channel; invite it here, and subscribe again."
        assert await ordered(office, SUBSCRIBE, channel=there) == refusal
        view = await form_of(office, "subscribe", channel=there)
        kept = await sent(office, view)
        assert kept is not None
        assert kept["errors"] == {"topics": refusal}
        assert subscriptions.listed(engine) == []
        looks = len(office.slack.calls("conversations.history"))
        assert "Added" in await ordered(office, ADD, channel=there)
        assert len(office.slack.calls("conversations.history")) == looks, "other orders need not know"


def test_a_channel_that_the_bot_is_not_in_is_not_subscribed(sqlite_engine: Engine) -> None:
    _cannot_post(sqlite_engine)


@in_loop
async def _away(engine: Engine) -> None:
    async with newsroom(engine) as office:
        view = await form_of(office, "subscribe")
        with database_away(engine):
            kept = await sent(office, view)
            shown = await home(office)
        assert kept is not None
        assert kept["errors"]["topics"].endswith("Try again. Reference: ref-0")
        assert plain(shown["blocks"]).startswith("Factdesk failed")
        act = office.slack.submit_view(view, {})
        await office.done(act)
        await office.done(again(office, act))
        assert len(subscriptions.listed(engine)) == 1
        assert "\nThe ledger holds no key dates." in plain((await home(office))["blocks"])


def test_what_is_written_in_a_form_survives_a_database_that_is_away(sqlite_engine: Engine) -> None:
    _away(sqlite_engine)


@in_loop
async def _slow(engine: Engine) -> None:
    async with newsroom(engine) as office:
        view = await form_of(office, "subscribe")
        with writers_wait(engine):
            act = office.slack.submit_view(view, {})
            assert (await act.acknowledged).payload is None
        await office.done()
        told = office.slack.ephemerals(NEWS.channel, ANA.id)[-1]
        assert plain(told["blocks"]).startswith("Subscribed to everything. This channel has one subscription.")


def test_an_order_that_takes_long_is_acknowledged_in_time(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLACK_ACKNOWLEDGE_SECONDS", 0.0)
    _slow(sqlite_engine)


@in_loop
async def _editors(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(editors=frozenset({"S0000DESK"})))
    async with newsroom(engine, chat=chat, user_groups=("S0000DESK",)) as office:
        refusal = "Only the desk's editors change key dates and subscriptions; ask one of them."
        assert await ordered(office, "subscribe", user=BEN.id) == refusal
        assert (await ordered(office, SUBSCRIBE)).startswith("Subscribed to everything.")
        listed = (await office.posted(office.slack.mention("subscriptions")))[-1]
        before = plain(listed["blocks"])
        await press(office, listed, "pause", BEN.id)
        assert plain(office.slack.ephemerals(NEWS.channel, BEN.id)[-1]["blocks"]) == refusal
        assert plain(office.slack.state.place(listed["ts"]).message["blocks"]) == before
        assert "Pause 1" in plain((await home(office, ANA.id))["blocks"])
        assert "Pause 1" not in plain((await home(office, BEN.id))["blocks"])
        # Somebody who is no editor any more has what they were shown before.
        view = await home(office, ANA.id)
        await office.done(office.slack.press(view, "factdesk:pause:0", user=BEN.id))
        shown = plain(office.slack.views[office.slack.state.homes[BEN.id]]["blocks"])
        assert shown.startswith(f"{refusal}\n")


def test_only_editors_change_anything_and_the_list_stands(sqlite_engine: Engine) -> None:
    _editors(sqlite_engine)


@in_loop
async def _strangers(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(groups=frozenset({"S0000DESK"}), channels=frozenset({("slack", NEWS.channel)})))
    async with newsroom(engine, chat=chat, user_groups=("S0000DESK",)) as office:
        assert "\nThe ledger holds no key dates." in plain((await home(office))["blocks"])
        assert plain((await home(office, BEN.id))["blocks"]).startswith("This desk answers the members of")


def test_the_home_tab_is_for_those_who_may_ask(sqlite_engine: Engine) -> None:
    _strangers(sqlite_engine)


@in_loop
async def _members(engine: Engine) -> None:
    async with newsroom(engine) as office:
        for channel in (NEWS.channel, DESK.channel):
            await ordered(office, "subscribe to ferry passengers reminders 1 day", channel=channel)
        members = office.slack.state.conversations[DESK.channel].channel.members
        view = deepcopy(await home(office, BEN.id))
        assert "Your channels have 2 subscriptions." in plain(view["blocks"])
        members.remove(BEN.id)
        await office.done(office.slack.press(view, "factdesk:remove:1", user=BEN.id))
        shown = plain(office.slack.views[view["id"]]["blocks"])
        (desk,) = [one for one in subscriptions.listed(engine) if one.address == DESK]
        assert shown.startswith(f"There is no subscription {desk.id}; list them to see their numbers.")
        assert "Your channels have one subscription." in shown
        assert DESK.channel not in shown
        assert len(subscriptions.listed(engine)) == 2


def test_who_has_left_a_channel_neither_sees_nor_changes_its_subscriptions(sqlite_engine: Engine) -> None:
    _members(sqlite_engine)


@in_loop
async def _direct(engine: Engine) -> None:
    async with newsroom(engine) as office:
        direct = office.slack.direct_channel(BEN.id)
        await office.done(office.slack.direct_message("subscribe reminders 1 day", user=BEN.id))
        assert direct in plain((await home(office, BEN.id))["blocks"])
        assert direct not in plain((await home(office))["blocks"])


def test_what_somebody_subscribed_to_by_themselves_is_theirs_alone(sqlite_engine: Engine) -> None:
    _direct(sqlite_engine)


@in_loop
async def _pages(engine: Engine) -> None:
    async with newsroom(engine) as office:
        await ordered(office, SUBSCRIBE)
        assert "Your channels have one subscription." in plain((await home(office))["blocks"])
        assert len(office.slack.calls("users.conversations")) > 2


def test_somebody_may_be_in_more_channels_than_slack_tells_at_once(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLACK_PAGE", 1)
    _pages(sqlite_engine)


@in_loop
async def _not_told(engine: Engine) -> None:
    async with newsroom(engine) as office:
        await ordered(office, SUBSCRIBE)
        seen = deepcopy(await home(office))
        office.slack.state.workspace.scopes -= {"groups:read"}
        unsure = "Which channels you are in could not be found out, so no subscriptions are shown here."
        view = await home(office)
        assert unsure in plain(view["blocks"])
        assert "ask for “subscriptions” in their channel" in plain(view["blocks"])
        assert names(view) == []
        office.slack.views[view["id"]].update(seen)
        await office.done(office.slack.press(view["id"], "factdesk:remove:1"))
        assert plain(office.slack.views[view["id"]]["blocks"]).startswith("There is no subscription 1;")
        office.slack.state.workspace.scopes |= {"groups:read"}
        office.slack.faults.fail("users.conversations")
        assert unsure in plain((await home(office))["blocks"])
        assert len(subscriptions.listed(engine)) == 1
        office.chat = replace(office.chat, access=Access(channels=frozenset({("slack", NEWS.channel)})))
        await office.restart()
        office.slack.faults.fail("users.conversations")
        shown = plain((await home(office))["blocks"])
        assert shown == "This desk answers in certain channels only; ask in one of them."
        assert "\nThe ledger holds no key dates." in plain((await home(office))["blocks"])


def test_where_slack_does_not_say_who_is_where_nothing_is_shown(sqlite_engine: Engine) -> None:
    _not_told(sqlite_engine)


@in_loop
async def _many(engine: Engine) -> None:
    async with newsroom(engine) as office:
        for zone in ("UTC", "Europe/Berlin", "Asia/Tokyo"):
            for channel in (NEWS.channel, DESK.channel):
                await ordered(office, f"subscribe to coldest water digest daily 07:00 zone {zone}", channel=channel)
        view = await home(office)
        assert "Your channels have 2 subscriptions." in plain(view["blocks"])
        assert [button["value"] for button in elements(view, "button")] == ["2", "2", "1", "1"]


def test_the_home_tab_has_the_subscriptions_of_all_channels(sqlite_engine: Engine) -> None:
    _many(sqlite_engine)


@in_loop
async def _embargoed(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(editors=frozenset({"S0000DESK"})))
    settings = {"user_groups": ("S0000DESK",), "command_visibility": Visibility.PUBLIC}
    async with newsroom(engine, chat=chat, **settings) as office:
        record(engine, batch(figure("9.99", "layoffs", embargo_until=office.now() + timedelta(days=1))), office.now())
        told = await ordered(office, "embargoed")
        assert told.startswith("Not public yet; keep it to yourself.")
        assert "9.99 (under embargo until" in told
        assert (await ordered(office, "embargoed", user=BEN.id)).startswith("Only the desk's editors see what")
        await office.relay()
        assert office.slack.posts(NEWS.channel) == []
        (posted,) = await office.posted(office.slack.mention("embargoed"))
        assert plain(posted["blocks"]).startswith("That is told to one alone")


def test_what_is_under_embargo_is_told_to_one_alone(sqlite_engine: Engine) -> None:
    """Also where the answers to commands are for all to see."""
    _embargoed(sqlite_engine)
