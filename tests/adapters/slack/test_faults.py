"""Questions over Socket Mode while things go wrong: nothing is lost, and nothing public is said twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from adapters.slackbot import socketmode
from bot.chat.inbox import LEASE
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from tests.adapters.slack.office import GAP, NEWS, QUESTION, Office, again, newsroom
from tests.adapters.slack.shown import plain
from tests.adapters.slack.trouble import database_away, writers_wait
from tests.servers.slack import ANA, SlackError
from tests.servers.slack.running import in_loop

ANSWER = "The number of ferry passengers (North) was 700 in 2022."
LONG = LEASE + timedelta(seconds=1)


@in_loop
async def _duplicates(engine: Engine) -> None:
    async with newsroom(engine) as office:
        first = office.slack.mention(QUESTION)
        copies = [again(office, first) for _ in range(5)]
        await office.done(first, *copies)
        await office.restart()
        late = again(office, first)
        assert len(await office.posted(late)) == 1
        assert office.posts() == [ANSWER]


def test_a_repeated_event_is_answered_once_across_restarts(engine: Engine) -> None:
    _duplicates(engine)


@in_loop
async def _two_processes(engine: Engine) -> None:
    async with newsroom(engine) as office:
        other = Office(office.slack, engine, office.pool)
        await other.start()
        first = office.slack.mention(QUESTION)
        copies = [again(office, first) for _ in range(10)]
        await office.done(first, *copies)
        await other.done()
        assert {attempt.through for act in (first, *copies) for attempt in act.attempts} != {None}
        assert len(await office.posted()) == 1
        await other.bot.stop()


def test_two_processes_answer_once(engine: Engine) -> None:
    _two_processes(engine)


@in_loop
async def _disconnected(engine: Engine, how: str) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        (socket,) = slack.sockets.open
        with writers_wait(engine):
            act = slack.mention(QUESTION)
            if how == "refresh":
                await slack.disconnect()
            else:
                slack.drop_sockets()
            await slack.wait_for(lambda: bool(slack.sockets.open) and socket not in slack.sockets.open)
        await office.done()
        slack.advance(4)
        assert len(await office.posted(act)) == 1
        assert slack.calls("apps.connections.open")[1:] != []


@pytest.mark.parametrize("how", ["refresh", "drop"])
def test_a_disconnect_with_an_event_in_flight(sqlite_engine: Engine, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socketmode, "_PING_EVERY", 0.1)
    _disconnected(sqlite_engine, how)


@in_loop
async def _database_away(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        with database_away(engine):
            act = slack.mention(QUESTION)
            asked = slack.command("/figure", QUESTION)
            told = await office.answered(asked)
            assert plain(told["blocks"]) == ("Factdesk failed, and it is not your fault. Try again.\nReference: ref-0")
            assert len(office.failures) == 1
            assert act.acknowledgements == 0
        slack.advance(10)
        assert len(await office.posted(act)) == 1
        assert [attempt.number for attempt in act.attempts] == [0, 1]
        assert office.posts() == [ANSWER]


def test_while_the_database_is_away_events_are_sent_again_and_commands_told(sqlite_engine: Engine) -> None:
    _database_away(sqlite_engine)


@in_loop
async def _restarted_in_the_middle(engine: Engine) -> None:
    async with newsroom(engine) as office:
        said = office.slack.say(office.slack.state.conversations[NEWS.channel], QUESTION, ANA.id)
        event = Inbound("slack/Ev9", Asker(ANA.id), Place(NEWS, said["ts"]), QUESTION, Visibility.PUBLIC)
        assert office.desk.take(event, office.now())
        office.slack.advance(LONG.total_seconds())
        await office.restart()
        await office.slack.wait_for(lambda: bool(office.slack.sockets.open))
        await office.retaken()
        (post,) = await office.posted()
        assert post["thread_ts"] == said["ts"]
        await office.restart()
        await office.retaken()
        assert len(await office.posted()) == 1


def test_what_a_crash_left_is_answered_by_the_next_process(engine: Engine) -> None:
    _restarted_in_the_middle(engine)


@pytest.mark.parametrize("fault", ["fail", "drop"])
def test_a_private_answer_that_did_not_arrive_is_given_again(sqlite_engine: Engine, fault: str) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            for way in ("response_url", "chat.postEphemeral"):
                getattr(office.slack.faults, fault)(way, times=100)
            act = office.slack.command("/figure", QUESTION)
            await office.done(act)
            assert act.responses == []
            office.slack.faults.clear()
            office.slack.advance(LONG.total_seconds())
            await office.retaken()
            assert plain((await office.answered(act))["blocks"]).startswith(ANSWER)
            office.slack.advance(LONG.total_seconds())
            await office.retaken()
            assert len(act.responses) == 1

    run()


@in_loop
async def _still_under_way(engine: Engine) -> None:
    async with newsroom(engine) as office:
        held = office.slack.faults.hold("response_url")
        act = office.slack.command("/figure", QUESTION)
        await held.reached.wait()
        office.slack.advance(LONG.total_seconds())
        await office.bot._retake()
        held.release()
        await office.done(act)
        assert len(act.responses) == 1


def test_what_is_still_under_way_is_not_begun_beside_that(sqlite_engine: Engine) -> None:
    _still_under_way(sqlite_engine)


@in_loop
async def _expired(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        for way in ("response_url", "chat.postEphemeral"):
            slack.faults.fail(way, times=100)
        act = slack.command("/figure", QUESTION)
        await office.done(act)
        slack.faults.clear()
        slack.advance(31 * 60)
        await office.retaken()
        shown = await office.whispered(act)
        assert plain(shown["blocks"]).startswith(ANSWER)
        # Where the bot is not, nobody can be told any more, and it is not tried for ever.
        slack.faults.fail("response_url", times=100)
        lost = slack.command("/figure", QUESTION, channel="C0000ELSE")
        await office.done(lost)
        slack.faults.clear()
        slack.advance(31 * 60)
        await office.retaken()
        asked = len(slack.requests)
        slack.advance(31 * 60)
        await office.retaken()
        assert len(slack.requests) == asked
        assert office.desk.unfinished("slack", office.now()) == []


def test_an_answer_that_is_too_late_for_its_command_is_whispered(sqlite_engine: Engine) -> None:
    _expired(sqlite_engine)


@in_loop
async def _malformed(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        await slack.send_raw(b"\x00\xff")
        await slack.send_raw("{not json")
        await slack.send_raw('["a list"]')
        await slack.send_raw('{"type": "events_api", "envelope_id": "e1", "payload": {"event": 5}}')
        broken = [
            slack.event({"type": "app_mention", "text": 5}),
            slack.event({"type": "message", "channel_type": "im"}),
            slack.event({"type": "team_join", "user": {}}),
            slack.event({"type": "app_mention", "user": "U1", "channel": "C1", "text": "no ts"}),
        ]
        for act in broken:
            await act.acknowledged
        assert len(await office.posted(slack.mention(QUESTION))) == 1
        assert office.failures == []


def test_what_is_malformed_is_dropped_and_holds_nobody_up(sqlite_engine: Engine) -> None:
    _malformed(sqlite_engine)


@in_loop
async def _failing(engine: Engine) -> None:
    async with newsroom(engine) as office:

        def fail(*_arguments: object) -> None:
            raise RuntimeError("the engine fell over")

        office.desk.desk.follow = fail  # type: ignore[method-assign, assignment]
        private = await office.answered(office.slack.command("/figure", QUESTION))
        (public,) = await office.posted(office.slack.mention(QUESTION))
        for number, shown in enumerate((private, public)):
            assert plain(shown["blocks"]).startswith("Factdesk failed")
            assert plain(shown["blocks"]).endswith(f"Reference: ref-{number}")
        assert [str(failure) for failure in office.failures] == ["the engine fell over"] * 2
        office.slack.advance(LONG.total_seconds())
        assert office.desk.unfinished("slack", office.now()) == []


def test_a_failure_is_told_with_its_reference(sqlite_engine: Engine) -> None:
    _failing(sqlite_engine)


@in_loop
async def _slow(engine: Engine) -> None:
    async with newsroom(engine, slow_after=0.0) as office:
        act = office.slack.command("/figure", QUESTION)
        await office.done(act)
        notice, answer = [plain(response.body["blocks"]) for response in act.responses]
        assert notice == "On its way: the desk is still looking that up."
        assert answer.startswith(ANSWER)
        mention = office.slack.mention(GAP)
        shown = await office.whispered(mention)
        assert plain(shown["blocks"]) == notice
        (post,) = await office.posted(mention)
        assert shown["thread_ts"] == post["thread_ts"]


def test_a_slow_answer_shows_that_it_is_on_its_way(sqlite_engine: Engine) -> None:
    _slow(sqlite_engine)


@in_loop
async def _stopped(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        private = slack.command("/figure", QUESTION)
        await private.acknowledged
        await office.bot.stop()
        assert len(private.responses) == 1
        after = slack.mention(QUESTION)
        assert after.acknowledgements == 0
        await office.start()
        slack.advance(70)
        assert len(await office.posted(after)) == 1


def test_a_stop_finishes_what_is_in_flight_and_takes_nothing_new(sqlite_engine: Engine) -> None:
    _stopped(sqlite_engine)


@in_loop
async def _drained(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        await office.done(slack.mention(QUESTION))
        with writers_wait(engine):
            waiting = slack.command("/figure", QUESTION)
            await waiting.acknowledged
            draining = asyncio.create_task(office.bot.drain())
            assert waiting.responses == []
        await draining
        assert len(waiting.responses) == 1
        await slack.wait_for(lambda: slack.sockets.open == [])
        assert len(await office.posted()) == 1


def test_what_is_left_in_the_outbox_can_be_sent_after_a_drain(sqlite_engine: Engine) -> None:
    _drained(sqlite_engine)


@in_loop
async def _not_done_in_time(engine: Engine) -> None:
    async with newsroom(engine, stop_within=0.0) as office:
        slack = office.slack
        held = slack.faults.hold("response_url")
        asked = slack.command("/figure", QUESTION)
        await held.reached.wait()
        await office.bot.stop()
        assert asked.responses == []
        await office.start()
        slack.advance(LONG.total_seconds())
        await office.retaken()
        assert plain((await office.answered(asked))["blocks"]).startswith(ANSWER)


def test_what_is_not_done_in_time_is_left_for_the_next_start(sqlite_engine: Engine) -> None:
    _not_done_in_time(sqlite_engine)


@in_loop
async def _refused_with_status_200(engine: Engine) -> None:
    async with newsroom(engine) as office:
        office.slack.faults.refuse("response_url", SlackError("expired_url"))
        asked = office.slack.command("/figure", QUESTION)
        assert plain((await office.whispered(asked))["blocks"]).startswith(ANSWER)
        assert asked.responses == []


def test_a_response_url_that_says_no_is_no_answer(sqlite_engine: Engine) -> None:
    _refused_with_status_200(sqlite_engine)
