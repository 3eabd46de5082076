"""What goes wrong between a question and its answer: sent twice, late or broken, with the database or Discord away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine

from bot.cards.card import Action
from bot.chat.nouns import Inbound, Reply
from bot.delivery.nouns import State
from bot.ledger.picks import picked
from tests.adapters.discord.newsroom import ANSWER, QUESTION, Newsroom, button, labels, newsroom
from tests.servers.discord import ManualClock
from tests.servers.discord.reading import sentence, text
from tests.servers.discord.world import ALICE, BEN, GUILD, NEWSROOM, World

ORIGINAL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
CALLBACK = "POST /interactions/{interaction_id}/{webhook_token}/callback"
Work = Callable[[Newsroom], Awaitable[None]]


@pytest.fixture
def run(sqlite_engine: Engine) -> Callable[..., None]:
    """Runs a test's coroutine in a newsroom of its own, with a relay."""

    def running(work: Work, **options: Any) -> None:
        async def inside() -> None:
            async with newsroom(sqlite_engine, **options) as room:
                async with room.relaying():
                    await work(room)
                assert {row.state for row in room.rows()} <= {State.SENT}

        asyncio.run(inside())

    return running


Run = Callable[..., None]


async def _asked_again(room: Newsroom) -> None:
    """One more question, whose answer comes after everything that was still on its way."""
    before = len(room.mine())
    room.server.say("ferry passengers on South in 2022", BEN, NEWSROOM, mention_bot=True)
    answers = await room.posted(before + 1)
    assert "was 400 in" in sentence(answers[-1])
    assert len(answers) == before + 1


def test_a_mention_that_is_sent_twice_is_answered_once(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.faults.duplicate("MESSAGE_CREATE", copies=3)
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await room.posted(1)
        await _asked_again(room)
        assert len(room.rows()) == 2

    run(work)


def test_a_command_that_is_sent_twice_is_answered_once(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.faults.duplicate("INTERACTION_CREATE", copies=2)
        asked = await room.ask(QUESTION)
        await _asked_again(room)
        assert asked.followups == []
        assert len(room.server.requests_to(ORIGINAL)) == 1

    run(work)


def test_a_press_that_is_sent_twice_is_served_once(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        room.server.gateway.faults.duplicate("INTERACTION_CREATE", copies=2)
        await (await room.press(asked.original, Action.SHARE)).wait_answered()
        await room.posted(1)
        await _asked_again(room)
        assert len(room.mine()) == 2

    run(work)


def test_a_choice_that_is_sent_twice_is_kept_once(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = await room.ask("North in 2022")
        assert asked.original is not None
        offered = button(asked.original, Action.PICK)
        room.server.gateway.faults.duplicate("INTERACTION_CREATE", copies=2)
        room.server.press(asked.original, offered["custom_id"], ALICE)
        await asked.wait(lambda one: one.original and "Copy line" in labels(one.original))
        await _asked_again(room)
        (one,) = picked(room.engine)
        (pick,) = one.picks
        assert pick.question == "North in 2022"
        assert pick.option.casefold().endswith(offered["label"].removeprefix("1. ").casefold())
        assert pick.reading is not None
        user = f"discord/{GUILD.id}/{ALICE.id}"
        assert (pick.occasion.asker, pick.occasion.picker) == (user, user)

    run(work)


def test_a_mention_that_comes_late_is_answered(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        held = room.server.gateway.faults.hold("MESSAGE_CREATE")
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await _asked_again(room)
        held.release()
        answers = await room.posted(2)
        assert ANSWER in sentence(answers[-1])

    run(work)


def test_a_command_that_comes_too_late_changes_nothing(run: Run) -> None:
    clock = ManualClock()

    async def work(room: Newsroom) -> None:
        held = room.server.gateway.faults.hold("INTERACTION_CREATE")
        asked = room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
        clock.advance(10)
        held.release()
        await room.server.wait_for(lambda: room.server.requests_to(CALLBACK))
        await room.ask(QUESTION)
        assert asked.failed
        assert len(room.server.requests_to(ORIGINAL)) == 1

    run(work, server={"clock": clock})


@pytest.mark.parametrize("gone", ["author", "id", "content", "mentions", "channel_id"])
def test_a_mention_that_cannot_be_read_stops_nothing(run: Run, gone: str) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.faults.malform("MESSAGE_CREATE", lambda data: {**data, gone: None})
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await _asked_again(room)

    run(work)


@pytest.mark.parametrize(
    "change", [{"data": None}, {"data": {}}, {"token": None}, {"type": 99}, {"user": 1, "member": 1}]
)
def test_an_interaction_that_cannot_be_read_stops_nothing(run: Run, change: dict[str, Any]) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.faults.malform("INTERACTION_CREATE", lambda data: data | change)
        room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
        await room.ask(QUESTION)
        await _asked_again(room)

    run(work)


# Private answers


@pytest.mark.parametrize("fault", ["status", "drop", "rate_limited"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_private_answer_comes_through(run: Run, fault: str, after: bool) -> None:
    async def work(room: Newsroom) -> None:
        more: dict[str, Any] = {"status": 503} if fault == "status" else {}
        getattr(room.server.faults, fault)(ORIGINAL, after=after, **more)
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        assert ANSWER in sentence(asked.original)
        assert asked.followups == []
        await room.server.wait_for(lambda: len(room.server.requests_to(ORIGINAL)) == 2)
        assert room.failures == []

    run(work)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_acknowledgement_is_repeated_in_time(run: Run, after: bool) -> None:
    async def work(room: Newsroom) -> None:
        room.server.faults.drop(CALLBACK, after=after)
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        assert ANSWER in sentence(asked.original)

    run(work)


def test_an_answer_that_could_not_be_given_is_given_by_the_next_process(sqlite_engine: Engine) -> None:
    clock = ManualClock()

    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": clock}, stop_within=0.2) as room:
            held = room.server.faults.hold(ORIGINAL)
            asked = room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
            await room.server.wait_for(lambda: held.arrived)
            await room.bot.stop()
            clock.advance(31)
            await room.start()
            await asked.wait_answered()
            assert asked.original is not None
            assert ANSWER in sentence(asked.original)
            held.release()

    asyncio.run(work())


def test_an_answer_whose_token_is_over_comes_as_a_direct_message(sqlite_engine: Engine) -> None:
    clock = ManualClock()

    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": clock}, stop_within=0.2) as room:
            held = room.server.faults.hold(ORIGINAL)
            room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
            await room.server.wait_for(lambda: held.arrived)
            await room.bot.stop()
            clock.advance(16 * 60)
            await room.start()
            direct = room.server.state.direct_channel(ALICE)
            (answer,) = await room.posted(1, direct.id)
            assert ANSWER in sentence(answer)
            held.release()

    asyncio.run(work())


def test_an_answer_that_nobody_can_be_given_is_not_tried_for_ever(sqlite_engine: Engine) -> None:
    clock = ManualClock()
    world = World(closed_to_direct_messages=frozenset({ALICE.id}))

    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": clock, "world": world}, stop_within=0.2) as room:
            held = room.server.faults.hold(ORIGINAL)
            room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
            await room.server.wait_for(lambda: held.arrived)
            await room.bot.stop()
            clock.advance(16 * 60)
            finished = _watch(room, "finish")
            await room.bot.start()
            await asyncio.wait_for(finished.wait(), 60)
            clock.advance(31)
            assert room.desk.unfinished("discord", room.now()) == []
            held.release()

    asyncio.run(work())


def _watch(room: Newsroom, name: str) -> asyncio.Event:
    """A new bot, and an event that is set once its desk has done something."""
    done, loop = asyncio.Event(), asyncio.get_running_loop()
    room.bot = room.make_bot()
    original = getattr(room.desk, name)

    def watched(*arguments: Any) -> Any:
        result = original(*arguments)
        loop.call_soon_threadsafe(done.set)
        return result

    setattr(room.desk, name, watched)
    return done


# Failures of ours


def test_a_failure_is_told_with_the_reference_of_the_log(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        def broken(_event: Inbound, _now: object) -> Reply:
            raise RuntimeError("broken")

        room.desk.answer = broken  # type: ignore[method-assign]
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        assert "ref-1" in text(asked.original)
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        (told,) = await room.posted(1)
        assert "ref-2" in text(told)
        assert [str(error) for error in room.failures] == ["broken", "broken"]

    run(work)


def test_a_command_of_another_version_is_told_to_be_one(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        command = room.server.commands[GUILD.id][0]
        command["options"].append({"type": 1, "name": "old", "description": "no more", "options": []})
        asked = await room.server.command("figure", "old", user=ALICE, channel=NEWSROOM).wait_answered()
        assert asked.original is not None
        assert "ref-1" in text(asked.original)
        assert "old" in str(room.failures[0])

    run(work)


def test_a_press_that_fails_leaves_the_message_as_it_is(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.say("North in 2022", ALICE, NEWSROOM, mention_bot=True)
        (asked,) = await room.posted(1)
        before = dict(asked)

        def broken(*_arguments: object) -> object:
            raise RuntimeError("broken")

        room.desk.desk.ask = broken  # type: ignore[method-assign,assignment]
        pressed = await (await room.press(asked, Action.PICK, BEN)).wait(lambda one: one.followups)
        (told,) = pressed.followups
        assert told["flags"] & 64
        assert "ref-1" in text(told)
        assert sentence(room.mine()[0]) == sentence(before)

    run(work)


# The database away


@contextmanager
def _away(engine: Engine, server: Callable[[str], str]) -> Iterator[None]:
    """Nobody gets into the database, and everybody in it is put out."""
    name = engine.url.database
    with psycopg.connect(server("postgres"), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


def test_mentions_wait_for_the_database_and_commands_say_so(
    postgres_engine: Engine, postgres_server: Callable[[str], str]
) -> None:
    async def work() -> None:
        async with newsroom(postgres_engine) as room:
            with _away(postgres_engine, postgres_server):
                for _ in range(3):
                    room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
                asked = await room.ask(QUESTION)
                assert asked.original is not None
                assert "Try again" in sentence(asked.original)
                assert "ref-1" in text(asked.original)
            async with room.relaying():
                await room.posted(3)
                await _asked_again(room)
                again = await room.ask(QUESTION)
            assert again.original is not None
            assert ANSWER in sentence(again.original)
            assert "Copy line" in labels(again.original)
            assert [row.state for row in room.rows()] == [State.SENT] * 4

    asyncio.run(work())
