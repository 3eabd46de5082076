"""The outbox through Slack's port, over sockets, with all that goes wrong: each message stands once, in order."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import Engine

from adapters import limits
from adapters.clock import now
from adapters.desk.ports import LoopPort
from adapters.slackbot.deliver import SlackPort
from adapters.slackbot.newblocks import NewBlocks
from adapters.slackbot.wire import open_session, web_client
from bot.cards.card import Card, Row, Tone
from bot.cards.chart import Chart, Point
from bot.delivery.manage import paused
from bot.delivery.nouns import Delivery, State
from bot.delivery.ports import Outcome, RetryAfter, Scope, Unknown
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from tests.adapters.slack.office import DESK, NEWS, POLITICS, Office, newsroom
from tests.adapters.slack.shown import plain
from tests.servers.slack import SlackError
from tests.servers.slack.running import in_loop

POST = "chat.postMessage"
CHART = Chart(
    "Ferry passengers",
    "by route",
    "bars",
    "passengers",
    tuple(Point(name, Decimal(value), "", value) for name, value in (("North", "700"), ("South", "400"))),
    "Harbour Office",
    "final",
    "Bars of ferry passengers: North 700, South 400.",
).as_json()


def in_newsroom(test: Callable[[Office], object]) -> Callable[[Engine], None]:
    """The test in an event loop, with a bot that runs."""

    def run(sqlite_engine: Engine) -> None:
        @in_loop
        async def body() -> None:
            async with newsroom(sqlite_engine) as office:
                await test(office)  # type: ignore[misc]

        body()

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


class Crash(BaseException):
    """The worker dies here: nothing of ours may catch it."""


@dataclasses.dataclass(frozen=True)
class DyingPort:
    """The worker dies right after Slack took the message."""

    port: LoopPort

    limits = limits.SLACK

    def send(self, delivery: Delivery) -> Outcome:
        self.port.send(delivery)
        raise Crash

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return self.port.look_up(delivery)


async def crash(office: Office) -> None:
    port = DyingPort(LoopPort(office.bot.port, asyncio.get_running_loop()))
    relay = Relay(office.engine, {"slack": port}, "dying", office.now, Terms(lambda: 0.5))
    with pytest.raises(Crash):
        await asyncio.to_thread(relay.run_once)


@in_newsroom
async def test_a_post_carries_its_marker_and_no_markup(office: Office) -> None:
    office.enqueue("<!channel> *one*", thread=None)
    await office.relay()
    (call,) = office.slack.calls(POST)
    (row,) = office.deliveries()
    assert call.body["mrkdwn"] in ("0", False)
    assert call.body["unfurl_links"] in ("0", False)
    (post,) = office.slack.posts(NEWS.channel)
    assert post["metadata"] == {"event_type": "factdesk_delivery", "event_payload": {"marker": row.marker}}
    assert plain(post["blocks"]) == "<!channel> *one*"
    assert post["text"] == "&lt;!channel&gt; *one*"
    assert row.message_ref == post["ts"]


@in_newsroom
async def test_a_channel_gets_one_a_second_in_order(office: Office) -> None:
    office.enqueue(*(f"message {number}" for number in range(5)))
    office.slack.state.limits.seconds_between_posts = 1.0
    await office.relay()
    assert office.posts() == [f"message {number}" for number in range(5)]
    assert office.slack.rejections == []


@in_newsroom
async def test_429_is_obeyed_and_nothing_overtakes(office: Office) -> None:
    office.enqueue("one", "two")
    office.enqueue("elsewhere", address=POLITICS)
    office.slack.faults.rate_limit(POST, retry_after=7)
    await office.relay()
    refused, *later = [call for call in office.slack.calls(POST) if call.body["channel"] == NEWS.channel]
    assert refused.fault == "ratelimited"
    assert later[0].at - refused.at >= 7
    assert office.posts() == ["one", "two"]
    assert office.posts(POLITICS) == ["elsewhere"]


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("fault", ["fail", "drop"])
def test_a_lost_answer_leads_to_one_post(sqlite_engine: Engine, fault: str, taken: bool) -> None:
    @in_newsroom
    async def run(office: Office) -> None:
        office.enqueue("one", "two")
        getattr(office.slack.faults, fault)(POST, taken=taken)
        await office.relay()
        assert office.posts() == ["one", "two"]
        assert office.states() == [State.SENT, State.SENT]
        assert len(office.slack.calls("conversations.history")) == 1
        assert len(office.slack.calls(POST)) == (2 if taken else 3)

    run(sqlite_engine)


def test_a_post_that_is_taken_after_we_gave_up_stands_once(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    @in_newsroom
    async def run(office: Office) -> None:
        office.enqueue("one")
        held = office.slack.faults.hold(POST)
        monkeypatch.setattr(limits, "SLACK_SEND_SECONDS", 0.2)
        await office.relay(until=lambda: office.states() == [State.SENDING])
        assert office.posts() == []
        held.release()
        await office.slack.wait_for(lambda: office.posts() == ["one"])
        monkeypatch.undo()
        await office.relay()
        assert office.posts() == ["one"]
        assert office.states() == [State.SENT]

    run(sqlite_engine)


@in_newsroom
async def test_a_worker_that_dies_after_the_post_leaves_it_once(office: Office) -> None:
    office.enqueue("one", "two")
    await crash(office)
    await office.relay()
    assert office.posts() == ["one", "two"]
    assert [row.message_ref for row in office.deliveries()] == [post["ts"] for post in office.slack.posts(NEWS.channel)]


@in_newsroom
async def test_a_reply_is_looked_for_in_its_thread(office: Office) -> None:
    said = office.slack.say(office.slack.state.conversations[NEWS.channel], "a question", "U0000ANA")
    office.enqueue("one", thread=said["ts"])
    await crash(office)
    await office.relay()
    assert office.posts() == ["one"]
    assert office.slack.calls("conversations.history") == []
    assert len(office.slack.calls("conversations.replies")) == 1


def test_everything_since_the_sending_is_looked_through(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SLACK_PAGE", 3)

    @in_newsroom
    async def run(office: Office) -> None:
        news = office.slack.state.conversations[NEWS.channel]
        office.enqueue("one")
        await crash(office)
        for number in range(10):
            office.slack.say(news, f"noise {number}", "U0000ANA")
        await office.relay()
        assert office.posts() == ["one"]
        assert len(office.slack.calls("conversations.history")) == 4

    run(sqlite_engine)


@in_newsroom
async def test_while_the_channel_cannot_say_nothing_is_sent(office: Office) -> None:
    office.enqueue("one")
    await crash(office)
    office.slack.faults.rate_limit("conversations.history", retry_after=60, times=2)
    office.slack.faults.fail("conversations.history")
    await office.relay()
    assert office.posts() == ["one"]
    times = [call.at for call in office.slack.calls("conversations.history")]
    assert len(times) == 4
    assert all(later - earlier >= 60 for earlier, later in pairwise(times[:3]))
    assert len(office.slack.calls(POST)) == 1


@pytest.mark.parametrize("code", ["is_archived", "not_in_channel", "channel_not_found", "restricted_action"])
def test_a_channel_that_is_gone_is_paused_and_the_desk_told_once(sqlite_engine: Engine, code: str) -> None:
    @in_newsroom
    async def run(office: Office) -> None:
        office.enqueue("one", "two")
        office.slack.faults.refuse(POST, SlackError(code))
        await office.relay(until=lambda: bool(paused(office.engine)))
        assert paused(office.engine) == {NEWS: code}
        assert office.posts() == []
        assert office.states()[:2] == [State.DUE, State.DUE]
        assert [row.kind for row in office.deliveries() if row.address == DESK] == ["notice"]

    run(sqlite_engine)


@in_newsroom
async def test_what_slack_does_not_take_is_parked_and_holds_nobody_up(office: Office) -> None:
    office.enqueue("poison", "two")
    office.slack.faults.refuse(POST, SlackError("invalid_blocks"))
    await office.relay(until=lambda: office.states()[:2] == [State.PARKED, State.SENT])
    assert office.posts() == ["two"]
    assert office.deliveries()[0].last_error == "invalid_blocks"


@in_newsroom
async def test_a_revoked_token_loses_nothing(office: Office) -> None:
    office.enqueue("one")
    office.enqueue("elsewhere", address=POLITICS)
    office.slack.faults.refuse(POST, SlackError("token_revoked"), times=3)
    await office.relay()
    assert office.posts() == ["one"]
    assert office.posts(POLITICS) == ["elsewhere"]
    assert all(row.attempts == 0 for row in office.deliveries())


@in_newsroom
async def test_an_unknown_refusal_is_held_for_uncertain(office: Office) -> None:
    office.enqueue("one")
    office.slack.faults.refuse(POST, SlackError("internal_error"))
    office.slack.faults.refuse(POST, SlackError("some_news_of_slack"))
    await office.relay()
    assert office.posts() == ["one"]
    assert len(office.slack.calls("conversations.history")) == 2


@in_loop
async def test_nobody_there_closes_the_platform_and_asks_nobody() -> None:
    session = open_session()
    try:
        client = web_client("xoxb-nobody", "http://127.0.0.1:9/api/", session)
        outcome = await SlackPort(client, session, lambda _chart: b"", NewBlocks(now)).send(_delivery())
    finally:
        await session.close()
    assert outcome == RetryAfter(None, Scope.PLATFORM)


def test_a_port_whose_loop_has_ended_sends_nothing() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    port = LoopPort(SlackPort(None, None, lambda _chart: b"", NewBlocks(now)), loop)  # type: ignore[arg-type]
    assert port.send(_delivery()) == RetryAfter(None, Scope.PLATFORM)
    assert port.look_up(_delivery()) == Unknown()


def _delivery() -> Delivery:
    values = dict.fromkeys(field.name for field in dataclasses.fields(Delivery))
    card = Card(Tone.TOLD, "one", (Row("", "two"),)).as_json()
    given = {"kind": "reminder", "address": NEWS, "payload": {"card": card}, "marker": "m"}
    return Delivery(**{**values, **given})  # type: ignore[arg-type]


@in_newsroom
async def test_a_chart_is_a_file_with_alternative_text(office: Office) -> None:
    said = office.slack.say(office.slack.state.conversations[NEWS.channel], "a question", "U0000ANA")
    office.enqueue("chart", kind="chart", chart=CHART, thread=said["ts"])
    await office.relay()
    (post,) = office.slack.posts(NEWS.channel)
    (file,) = post["files"]
    (row,) = office.deliveries()
    assert (file["title"], file["alt_txt"]) == (CHART["title"], CHART["alt"])
    assert file["name"] == f"factdesk-{row.marker}.png"
    assert post["thread_ts"] == said["ts"]
    assert row.message_ref == file["id"]
    assert office.slack.files[file["id"]].content[:4] == b"\x89PNG"


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["fail", "drop"])
@pytest.mark.parametrize("taken", [False, True])
def test_a_chart_is_shown_at_most_once_whatever_step_goes_wrong(
    sqlite_engine: Engine, step: str, fault: str, taken: bool
) -> None:
    @in_newsroom
    async def run(office: Office) -> None:
        office.enqueue("chart", kind="chart", chart=CHART)
        getattr(office.slack.faults, fault)(step, taken=taken)
        await office.relay()
        (row,) = office.deliveries()
        posts = office.slack.posts(NEWS.channel)
        if step == "files.completeUploadExternal" and not taken:
            # It may yet come to stand: nothing waits for that.
            assert (row.state, posts) == (State.CANCELLED, [])
        else:
            assert (row.state, row.message_ref) == (State.SENT, posts[0]["files"][0]["id"])
            assert len(posts) == 1

    run(sqlite_engine)


@in_newsroom
async def test_a_worker_that_dies_after_a_chart_leaves_it_once(office: Office) -> None:
    office.enqueue("chart", kind="chart", chart=CHART)
    await crash(office)
    await office.relay()
    (post,) = office.slack.posts(NEWS.channel)
    assert office.deliveries()[0].message_ref == post["files"][0]["id"]


@in_newsroom
async def test_a_chart_that_cannot_be_drawn_is_left_out(office: Office) -> None:
    office.enqueue("chart", kind="chart", chart={**CHART, "kind": "no such kind"})
    office.bot._port = dataclasses.replace(
        office.bot.port,
        port=dataclasses.replace(office.bot.port.port, png=_broken),  # type: ignore[type-var]
    )
    await office.relay()
    (row,) = office.deliveries()
    assert (row.state, row.last_error) == (State.CANCELLED, "ValueError")
    assert office.posts() == []


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["missing scope", "429", "500", "cut", "slow"])
def test_what_goes_wrong_with_a_chart_holds_no_answer_back(
    sqlite_engine: Engine, step: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLACK_CHART_SECONDS", 0.2 if fault == "slow" else limits.SLACK_CHART_SECONDS)

    @in_newsroom
    async def run(office: Office) -> None:
        faults = office.slack.faults
        faulty = {
            "missing scope": lambda: faults.refuse(step, SlackError("missing_scope"), times=100),
            "429": lambda: faults.rate_limit(step, retry_after=120, times=100),
            "500": lambda: faults.fail(step, status=500, times=100),
            "cut": lambda: faults.drop(step, times=100),
            "slow": lambda: faults.hold(step, times=100),
        }
        faulty[fault]()
        began = office.now()
        office.enqueue("before")
        office.enqueue("chart", kind="chart", chart=CHART)
        office.enqueue("after")
        await office.relay()
        assert office.posts() == ["before", "after"]
        assert office.now() - began <= 2 * limits.SLACK.gap
        assert office.states() == [State.SENT, State.CANCELLED, State.SENT]

    run(sqlite_engine)


def _broken(_chart: Chart) -> bytes:
    raise ValueError("cannot be drawn")


@pytest.mark.parametrize("taken", [False, True])
def test_an_edit_is_made_again_until_it_is_known_to_stand(sqlite_engine: Engine, taken: bool) -> None:
    @in_newsroom
    async def run(office: Office) -> None:
        office.enqueue("one")
        await office.relay()
        (post,) = office.slack.posts(NEWS.channel)
        office.slack.faults.drop("chat.update", taken=taken)
        changed = Card(Tone.TOLD, "one, corrected").as_json()
        office.enqueue("edit", kind="edit", card=changed, message_ref=post["ts"])
        await office.relay()
        assert office.posts() == ["one, corrected"]
        assert office.slack.posts(NEWS.channel)[0]["metadata"] == post["metadata"]
        assert office.states() == [State.SENT, State.SENT]

    run(sqlite_engine)


def test_limits_known_beforehand_are_kept(sqlite_engine: Engine) -> None:
    @in_newsroom
    async def run(office: Office) -> None:
        office.slack.state.limits.posts_a_minute = limits.SLACK.workspace.count if limits.SLACK.workspace else 0
        office.slack.state.limits.seconds_between_posts = 1.0
        for number in range(30):
            office.enqueue(f"message {number}", address=POLITICS if number % 2 else NEWS)
        await office.relay()
        assert len(office.posts()) == len(office.posts(POLITICS)) == 15
        assert office.slack.rejections == []

    run(sqlite_engine)
