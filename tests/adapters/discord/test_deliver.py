"""The real relay and port against a Discord that fails in every way: each message stands once, or is known not to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Engine

from adapters.discordbot.foot import footer_of, footers
from adapters.discordbot.layout import LAYOUT
from bot.ask.style import HouseStyle
from bot.cards.card import Card, Tone
from bot.cards.chart import Chart, chart_of
from bot.delivery.manage import paused
from bot.delivery.nouns import Address, State
from bot.delivery.ports import RetryAfter, Scope
from tests.adapters.discord.cards import CARDS
from tests.adapters.discord.mailroom import EDIT, LOOK_UP, SEND, Mailroom, mailroom
from tests.adapters.discord.newsroom import DESK_ADDRESS, NEWS, PNG
from tests.ask.ledger import of_table
from tests.ask.samples import FERRIES
from tests.servers.discord import Limit, RateLimits
from tests.servers.discord.checks.components import interactive
from tests.servers.discord.faults import Fault, Kind
from tests.servers.discord.permissions import Permission
from tests.servers.discord.reading import pictures, sentence
from tests.servers.discord.world import ALICE, BOT, GUILD, NEWSROOM, PRIVATE, READ_ONLY, Overwrite

Work = Callable[[Mailroom], Awaitable[None]]


@pytest.fixture
def run(sqlite_engine: Engine) -> Callable[[Work], None]:
    """Runs a test's coroutine in a mail room of its own."""

    def running(work: Work) -> None:
        async def inside() -> None:
            async with mailroom(sqlite_engine) as room:
                await work(room)

        asyncio.run(inside())

    return running


Run = Callable[[Work], None]


async def _once(room: Mailroom, subject: str = "a") -> None:
    """The message stands once, and the outbox knows it as what it is."""
    row = room.row(subject)
    assert row.state is State.SENT
    assert [one["id"] for one in room.posted(row.address)] == [row.message_ref]


def test_a_message_is_sent_with_everything_that_finds_it_again(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        said = room.server.say("how much hoki?", ALICE, NEWSROOM)
        room.put("a", reply_to=said["id"])
        await room.play()
        (request,) = room.server.requests_to(SEND)
        row = room.row("a")
        assert request.body["nonce"] == row.marker
        assert request.body["enforce_nonce"] is True
        assert request.body["allowed_mentions"] == {"parse": []}
        assert request.body["message_reference"] == {"message_id": said["id"], "fail_if_not_exists": False}
        assert footers(room.posted()[-1])[0] == footer_of(row.marker)
        assert room.server.refusals == []

    run(work)


def test_a_reply_to_a_message_that_is_gone_is_a_message(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        said = room.server.say("how much hoki?", ALICE, NEWSROOM)
        room.server.delete(said)
        room.put("a", reply_to=said["id"])
        await room.play()
        await _once(room)

    run(work)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_error_of_the_server_before_and_after_it_took_the_message(run: Run, status: int, after: bool) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.status(SEND, status, after=after)
        room.put("a")
        await room.play()
        await _once(room)
        assert len(room.server.requests_to(SEND)) == (1 if after else 2)

    run(work)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_connection_dropped_before_and_after_the_server_took_the_message(run: Run, after: bool) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.drop(SEND, after=after)
        room.put("a")
        await room.play()
        await _once(room)
        assert len(room.server.requests_to(SEND)) == (1 if after else 2)

    run(work)


def test_a_message_is_found_when_its_history_comes_late(run: Run) -> None:
    """While the history lags it looks as if nothing stood there; then the nonce keeps the repeat from standing."""

    async def work(room: Mailroom) -> None:
        room.server.faults.lag_history()
        room.server.faults.drop(SEND, after=True)
        room.put("a")
        await room.play(minutes=1)
        room.server.faults.catch_up()
        await room.play()
        await _once(room)

    run(work)


def test_a_message_is_found_behind_many_others(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.drop(SEND, after=True)
        room.put("a")
        await room.play(minutes=0)
        for number in range(250):
            room.server.say(f"talk {number}", ALICE, NEWSROOM)
        await room.play()
        mine = [one["id"] for one in room.posted() if one["author"]["id"] == BOT.id]
        assert mine == [room.row("a").message_ref]
        assert len(room.server.requests_to(LOOK_UP)) == 1

    run(work)


def test_a_message_that_does_not_stand_is_looked_for_behind_all_others(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.drop(SEND)
        room.put("a")
        await room.play(minutes=0)
        for number in range(250):
            room.server.say(f"talk {number}", ALICE, NEWSROOM)
        await room.play()
        assert len(room.server.requests_to(LOOK_UP)) == 3
        assert room.row("a").state is State.SENT

    run(work)


def test_somebody_elses_message_with_our_foot_is_not_taken_for_ours(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.drop(SEND)
        room.put("a")
        await room.play(minutes=0)
        said = room.server.say("copied", ALICE, NEWSROOM)
        said["embeds"] = [{"footer": {"text": footer_of(room.row("a").marker)}}]
        await room.play()
        assert room.row("a").message_ref not in (None, said["id"])

    run(work)


def test_a_history_that_may_not_be_read_does_not_count_as_empty(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        hidden = Overwrite(BOT.id, deny=int(Permission.READ_MESSAGE_HISTORY), member=True)
        room.server.set_overwrites(NEWSROOM, hidden)
        room.server.faults.drop(SEND, after=True)
        room.put("a")
        await room.play(minutes=2)
        assert room.row("a").state is State.SENDING
        room.server.set_overwrites(NEWSROOM)
        await room.play(minutes=10)
        await _once(room)

    run(work)


def test_a_quiet_channel_with_a_hidden_history_holds_nothing(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        hidden = Overwrite(BOT.id, deny=int(Permission.READ_MESSAGE_HISTORY), member=True)
        room.server.set_overwrites(NEWSROOM, hidden)
        room.server.faults.drop(SEND)
        room.put("a")
        await room.play()
        await _once(room)

    run(work)


def test_a_look_up_that_fails_answers_nothing(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.drop(SEND, after=True)
        room.server.faults.status(LOOK_UP, 503)
        room.server.faults.rate_limited(LOOK_UP, retry_after=7)
        room.server.faults.drop(LOOK_UP)
        room.put("a")
        await room.play()
        await _once(room)
        assert len(room.server.requests_to(SEND)) == 1

    run(work)


# Limits


def test_a_limit_of_the_channel_is_waited_for(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        began = room.clock.seconds
        room.server.faults.rate_limited(SEND, retry_after=17.5)
        room.put("a")
        room.put("b", DESK_ADDRESS)
        await room.play()
        await _once(room)
        await _once(room, "b")
        assert [one.at - began >= 17.5 for one in room.server.requests_to(SEND)] == [False, False, True]
        assert room.row("a").attempts == 0

    run(work)


def test_a_limit_of_the_whole_bot_stops_every_channel(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        began = room.clock.seconds
        room.server.faults.rate_limited(SEND, retry_after=17.5, scope="global")
        room.put("a")
        room.put("b", DESK_ADDRESS)
        await room.play()
        await _once(room)
        await _once(room, "b")
        assert [one.at - began >= 17.5 for one in room.server.requests_to(SEND)] == [False, True, True]

    run(work)


def test_the_headers_pause_a_channel_before_it_refuses(sqlite_engine: Engine) -> None:
    async def work() -> None:
        limits = RateLimits(routes={SEND: Limit(2, 5.0)})
        async with mailroom(sqlite_engine, limits=limits) as room:
            for number in range(5):
                room.put(f"message {number}")
            await room.play()
            assert [row.state for row in room.rows()] == [State.SENT] * 5
            assert {one.status for one in room.server.requests_to(SEND)} == {200}

    asyncio.run(work())


# What is surely not posted


@pytest.mark.parametrize(
    ("channel", "told"), [(PRIVATE.id, "50001"), (READ_ONLY.id, "50013"), ("1100000000000000999", "10003")]
)
def test_a_channel_that_is_gone_is_paused_and_the_desk_told_once(run: Run, channel: str, told: str) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a", Address("discord", GUILD.id, channel))
        room.put("b", Address("discord", GUILD.id, channel))
        await room.play()
        assert [room.row(name).state for name in "ab"] == [State.DUE, State.DUE]
        assert told in (room.row("a").last_error or room.row("b").last_error or "")
        assert sum(row.kind == "notice" for row in room.rows()) == 1

    run(work)


def test_a_message_that_discord_refuses_is_parked(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        wrong = Card(Tone.TOLD, "x").as_json() | {"choices": [{"action": "pick", "label": "a", "ref": "r" * 120}]}
        room.put("a", only={"card": wrong})
        room.put("b")
        await room.play(minutes=30)
        assert room.row("a").state is State.PARKED
        assert "50035" in (room.row("a").last_error or "")
        assert room.row("b").state is State.SENT

    run(work)


def test_a_payload_with_nothing_in_it_is_refused_before_it_is_sent(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a", only={"thread": None})
        await room.play(minutes=30)
        assert room.row("a").state is State.PARKED
        assert not [one for one in room.server.requests_to(SEND) if NEWSROOM.id in one.path]

    run(work)


def test_a_token_that_is_refused_parks_nothing(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.status(SEND, 401, count=20)
        room.put("a")
        await room.play(minutes=10)
        await _once(room)
        assert room.row("a").attempts == 0

    run(work)


def test_what_never_left_is_sent_again_without_asking(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        await room.rest.close()
        room.put("a")
        await room.play(minutes=0)
        assert room.row("a").state is State.DUE
        room.rest.open()
        await room.play()
        await _once(room)
        assert room.server.requests_to(LOOK_UP) == []

    run(work)


def test_nothing_is_sent_once_the_loop_has_ended(sqlite_engine: Engine) -> None:
    async def work() -> Mailroom:
        async with mailroom(sqlite_engine) as room:
            room.put("a")
            return room

    room = asyncio.run(work())
    assert room.port.send(room.row("a")) == RetryAfter(None, Scope.PLATFORM)


# Charts and edits


def _chart() -> Chart:
    chart = chart_of(of_table(FERRIES).ask("trend of ferry passengers"), HouseStyle())
    assert chart is not None
    return chart


def test_a_chart_stands_in_the_message_of_its_answer(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a", chart=_chart().as_json())
        await room.play()
        await _once(room)
        (posted,) = room.posted()
        (shown,) = pictures(posted)
        assert shown["description"] == _chart().alt
        assert room.server.state.uploads[shown["url"].removeprefix(room.server.state.base_url)] == PNG
        assert footers(posted)[0] == footer_of(room.row("a").marker)

    run(work)


def test_a_chart_alone_is_a_message_that_is_found_again(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.drop(SEND, after=True)
        room.put("a", only={"chart": _chart().as_json(), "thread": None, "reply_to": None})
        await room.play()
        await _once(room)
        assert room.posted()[0]["attachments"]

    run(work)


@pytest.mark.parametrize("fault", ["may not attach", "too large", "on the way", "500", "cut"])
def test_what_goes_wrong_with_a_chart_keeps_no_answer_back(run: Run, fault: str) -> None:
    async def work(room: Mailroom) -> None:
        faults = room.server.faults
        if fault == "may not attach":
            denied = Overwrite(GUILD.id, deny=Permission.ATTACH_FILES)
            room.server.state.channels[NEWSROOM.id].overwrite((denied,))
        elif fault in ("too large", "on the way"):
            code = 40005 if fault == "too large" else 0
            faults.add(Fault(SEND, Kind.STATUS, status=413, body={"message": "too large", "code": code}))
        elif fault == "500":
            faults.status(SEND, 500)
        else:
            faults.drop(SEND)
        room.put("a", chart=_chart().as_json())
        await room.play()
        await _once(room)
        assert pictures(room.posted()[0]) == []
        assert not paused(room.engine)

    run(work)


def test_an_answer_whose_chart_cannot_be_drawn_is_sent_without_it(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a", chart={"title": "not a chart"})
        room.put("b", only={"chart": {"title": "not a chart"}})
        await room.play(minutes=30)
        await _once(room)
        assert pictures(room.posted()[0]) == []
        assert room.row("b").state is State.PARKED

    run(work)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_edit_is_made_though_its_answer_is_lost(run: Run, after: bool) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a")
        await room.play()
        ref = room.row("a").message_ref
        room.server.faults.drop(EDIT, after=after)
        room.put("b", card=CARDS["abstained"], message_ref=ref)
        await room.play()
        (posted,) = room.posted()
        assert sentence(posted).startswith("We don't hold that")
        assert (room.row("b").state, room.row("b").message_ref) == (State.SENT, ref)
        assert len(room.server.requests_to(EDIT)) == (1 if after else 2)

    run(work)


def test_an_edit_of_a_message_that_was_deleted_stops_nobody(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a")
        await room.play()
        room.server.delete(room.posted()[0])
        room.put("b", message_ref=room.row("a").message_ref)
        await room.play(minutes=30)
        assert room.row("b").state is State.PARKED
        room.put("c")
        await room.play()
        assert room.row("c").state is State.SENT

    run(work)


def test_messages_stand_in_the_order_they_were_written_in(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.faults.status(SEND, 503, skip=1)
        room.server.faults.rate_limited(SEND, retry_after=2)
        for number in range(4):
            room.put(f"m{number}", card=Card(Tone.TOLD, f"Message {number}."))
        await room.play()
        assert [sentence(one) for one in room.posted(NEWS)] == [f"Message {number}." for number in range(4)]

    run(work)


# Layouts, and what is there in their place


def test_an_answer_is_a_layout_and_what_comes_unasked_is_not(run: Run) -> None:
    """Discord's notifications show nothing of a layout: whoever asked is there, whoever is reminded is not."""

    async def work(room: Mailroom) -> None:
        kinds = {"answer": True, "share": True, "reminder": False, "digest": False, "notice": False, "report": False}
        for kind in kinds:
            room.put(kind, kind=kind)
        await room.play()
        found = {row.subject: row.message_ref for row in room.rows()}
        posted = {one["id"]: one for one in room.posted()}
        assert {kind: bool(posted[found[kind]]["flags"] & LAYOUT) for kind in kinds} == kinds
        assert all(footers(one) for one in posted.values())
        assert posted[found["reminder"]]["content"]
        assert room.server.refusals == []

    run(work)


@pytest.mark.parametrize("kind", ["answer", "reminder"])
@pytest.mark.parametrize("trouble", ["500", "cut", "late history"])
def test_both_are_found_again(run: Run, kind: str, trouble: str) -> None:
    async def work(room: Mailroom) -> None:
        if trouble == "500":
            room.server.faults.status(SEND, 500, after=True)
        else:
            room.server.faults.drop(SEND, after=True)
        if trouble == "late history":
            room.server.faults.lag_history()
        room.put("a", kind=kind, chart=_chart().as_json())
        await room.play(minutes=1)
        room.server.faults.catch_up()
        await room.play()
        await _once(room)

    run(work)


def test_a_message_of_the_version_before_is_found_again(run: Run) -> None:
    """It was sent as content with an embed, and its answer was lost; this version looks for it."""

    async def work(room: Mailroom) -> None:
        room.server.state.layouts = False
        room.server.faults.drop(SEND, after=True, skip=1)
        room.put("a")
        await room.play(minutes=0)
        room.server.state.layouts = True
        await room.play()
        await _once(room)
        assert room.posted()[0]["embeds"]

    run(work)


@pytest.mark.parametrize("with_chart", [False, True])
def test_a_discord_that_takes_no_layouts_gets_the_answer_all_the_same(run: Run, with_chart: bool) -> None:
    async def work(room: Mailroom) -> None:
        room.server.state.layouts = False
        chart = {"chart": _chart().as_json()} if with_chart else {}
        room.put("a", **chart)
        room.put("b", card=CARDS["ambiguous with 12 choices"])
        await room.play()
        assert [row.state for row in room.rows()] == [State.SENT] * 2
        answer, question = room.posted()
        assert sentence(answer).startswith("The boats landed")
        assert (len(pictures(answer)), answer["flags"]) == (int(with_chart), 0)
        assert len(list(interactive(question["components"]))) > 1
        assert footers(answer) == [footer_of(room.row("a").marker)]

    run(work)


def test_a_layout_is_tried_once_where_the_bot_may_not_write(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a", Address("discord", GUILD.id, READ_ONLY.id))
        await room.play(minutes=0)
        assert len(room.server.requests_to(SEND)) == 1

    run(work)


def test_a_message_of_the_version_before_is_changed_into_a_layout(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.server.state.layouts = False
        room.put("a", chart=_chart().as_json())
        await room.play()
        room.server.state.layouts = True
        assert pictures(room.posted()[0])
        room.put("b", card=CARDS["abstained"], message_ref=room.row("a").message_ref)
        await room.play()
        (posted,) = room.posted()
        assert (posted["content"], posted["embeds"], pictures(posted)) == ("", [], [])
        assert sentence(posted).startswith("We don't hold that")
        assert footers(posted) == [footer_of(room.row("b").marker)]

    run(work)


def test_a_layout_is_changed_into_another_and_its_chart_goes(run: Run) -> None:
    async def work(room: Mailroom) -> None:
        room.put("a", chart=_chart().as_json())
        await room.play()
        room.put("b", card=CARDS["abstained"], message_ref=room.row("a").message_ref)
        await room.play()
        (posted,) = room.posted()
        assert pictures(posted) == []
        assert sentence(posted).startswith("We don't hold that")
        assert room.server.refusals == []

    run(work)
