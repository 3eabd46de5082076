"""The desk in threads beside an event loop: questions are answered, what is due is sent, what hangs is left alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters import clock
from adapters.async_desk import AsyncDesk
from adapters.desk import watch as watching
from adapters.desk import work as desk_work
from adapters.desk.watch import Hung, watch
from adapters.desk.work import DeskThreads
from adapters.desk.workers import Workers
from bot.ask.style import HouseStyle
from bot.cards.card import Action, Button, Card, Row, Tone
from bot.chat.access import Access
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from bot.chat.service import ChatConfig, ChatDesk
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.delivery.limits import Limits
from bot.delivery.manage import deliveries, one
from bot.delivery.nouns import Address, Delivery, Message, State
from bot.delivery.ports import Outcome, Sent, Unknown
from bot.ledger.drafts import enter
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.record import record
from bot.store.engine import writing
from bot.store.schema import prepare
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES

NOW = datetime(2024, 5, 1, tzinfo=UTC)
KEPT = timedelta(days=90)
NEWS = Address("board", "w1", "news")
QUESTION = "ferry passengers on North in 2022"
_BOUND_SECONDS = 60
"""For what takes a moment: a test fails then instead of hanging."""

CARD = Card(Tone.ANSWERED, "700", (Row("Base", "all", warns=True),), (), (Button(Action.SHARE, "Share", "r"),))
ANYBODY = (Asker("u1"), NEWS)
EVENT = Inbound("board/1", Asker("u1", "Ana", ("g1",)), Place(NEWS, "t"), QUESTION, Visibility.PRIVATE)


class Board:
    """A platform that takes everything; or nothing, while it is `held`."""

    limits = Limits()

    def __init__(self) -> None:
        self.taken: list[Delivery] = []
        self.all_taken = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()
        self.asked = asyncio.Event()

    async def send(self, delivery: Delivery) -> Outcome:
        self.asked.set()
        await self.open.wait()
        self.taken.append(delivery)
        self.all_taken.set()
        return Sent(f"m{len(self.taken)}")

    async def look_up(self, _delivery: Delivery) -> str | Unknown | None:
        return None


@pytest.fixture
def ferries(sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Its ledger, whose index has a folder of its own, too."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    prepare(sqlite_engine)
    record(sqlite_engine, tidy(FERRIES), NOW)
    return sqlite_engine


@asynccontextmanager
async def threads(engine: Engine, **chat: Any) -> AsyncIterator[DeskThreads]:
    desk = DeskThreads()
    await desk.open(engine, ChatConfig(**chat))
    try:
        yield desk
    finally:
        await desk.stop(_BOUND_SECONDS)


def played(work: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(_BOUND_SECONDS):
            await work

    asyncio.run(bounded())


def _due(subject: str, told: Told, engine: Engine) -> None:
    payload = {"card": CARD.as_json(), **told.as_json()}
    with writing(engine) as connection:
        enqueue(connection, [Message("answer", subject, "", NEWS, payload, due_at=NOW)], NOW)


# What it does


def test_a_question_is_answered_and_its_receipt_stays_here(ferries: Engine) -> None:
    async def work() -> None:
        async with threads(ferries) as beside:
            desk = AsyncDesk(beside, lambda: NOW)
            reply = await desk.serve(EVENT, taken=False)
            assert reply is not None
            assert "was 700 in" in reply.card.headline
            assert reply.given is None
            assert await desk.serve(EVENT, taken=False) is None, "it was taken before"
            await desk.shown("board/1", reached=True)
            assert await desk.autocomplete(*ANYBODY, "ferry") == ["ferry passengers"]
            with pytest.raises(KeyError, match="nobody asked"):
                await desk.shown("nobody asked", reached=True)

    played(work())


def test_who_comes_before_the_desk_is_open_waits(ferries: Engine) -> None:
    async def work() -> None:
        beside = DeskThreads()
        early = asyncio.create_task(AsyncDesk(beside, lambda: NOW).autocomplete(*ANYBODY, "ferry"))
        impatient = asyncio.create_task(AsyncDesk(beside, lambda: NOW).autocomplete(*ANYBODY, "ferry"))
        await asyncio.sleep(0)
        impatient.cancel()
        await beside.open(ferries, ChatConfig())
        assert await early == ["ferry passengers"]
        await beside.stop(_BOUND_SECONDS)

    played(work())


def test_what_arrives_is_stored_while_every_answer_hangs(ferries: Engine) -> None:
    async def work() -> None:
        async with threads(ferries) as beside:
            free = threading.Event()
            hanging = [beside.run(_hang, free) for _ in range(desk_work.ANSWERERS + 1)]
            answers = asyncio.gather(*hanging)
            assert await AsyncDesk(beside, lambda: NOW).take(EVENT)
            free.set()
            await answers

    played(work())


def test_one_person_s_long_matters_hold_up_nobody_else(ferries: Engine) -> None:
    async def work() -> None:
        async with threads(ferries) as beside:
            free, begun = threading.Event(), list[int]()
            desk = AsyncDesk(beside, lambda: NOW)
            orders = [replace(EVENT, key=f"board/{number}") for number in range(3 * desk_work.ANSWERERS)]
            long = [asyncio.create_task(beside.run(_long, order, free, begun)) for order in orders]
            other = replace(EVENT, key="board/other", asker=Asker("u2", "Ben"))
            reply = await desk.serve(other, taken=False)
            assert reply is not None
            assert "was 700 in" in reply.card.headline
            assert len(begun) <= desk_work.OF_ONE
            long[-1].cancel()
            free.set()
            await asyncio.gather(*long, return_exceptions=True)
            assert sorted(begun) == list(range(len(orders) - 1))
            assert await desk.autocomplete(*ANYBODY, "ferry") == ["ferry passengers"]

    played(work())


def _long(_desk: ChatDesk, event: Inbound, free: threading.Event, begun: list[int]) -> None:
    begun.append(int(event.key.removeprefix("board/")))
    assert free.wait(_BOUND_SECONDS)


def _hang(_desk: ChatDesk, free: threading.Event) -> None:
    assert free.wait(_BOUND_SECONDS)


def test_what_falls_due_is_sent(ferries: Engine) -> None:
    async def work() -> None:
        board = Board()
        async with threads(ferries) as beside:
            _due("one", Told(), ferries)
            beside.relay({"board": board}, KEPT)
            await board.all_taken.wait()
        (row,) = deliveries(ferries)
        assert (row.state, row.message_ref) == (State.SENT, "m1")
        assert [sent.subject for sent in board.taken] == ["one"]

    played(work())


def test_what_falls_due_for_a_place_that_is_not_served_stays_here(ferries: Engine) -> None:
    async def work() -> None:
        board = Board()
        _due("an answer", Told(asked=QUESTION, said="an answer"), ferries)
        _due("why not", Told(), ferries)
        async with threads(ferries, access=Access(channels=frozenset({("board", "another")}))) as beside:
            beside.relay({"board": board}, KEPT)
            await board.all_taken.wait()
        kept, sent = sorted(deliveries(ferries), key=lambda row: row.id)
        async with threads(ferries, keep_questions=False) as beside:
            # Words are blanked at the start, and every minute from then on.
            beside.relay({"board": board}, KEPT)
            while one(ferries, sent.id).payload:  # noqa: ASYNC110 - a database tells nobody of its changes
                await asyncio.sleep(0.01)
        assert (kept.state, sent.state) == (State.CANCELLED, State.SENT)
        assert "no longer, among those that this desk serves" in (kept.last_error or "")
        assert [taken.subject for taken in board.taken] == ["why not"]

    played(work())


def test_a_draft_of_a_terminal_is_shown_to_the_desk_s_own_channel(ferries: Engine) -> None:
    async def work() -> None:
        board = Board()
        editor = Editor("terminal:ana", clock.now(), HouseStyle())
        enter(ferries, [Entry("ferry passengers", period="2024", value="950")], editor)
        async with threads(ferries, desk=NEWS, access=Access(editors=frozenset({"editors"}))) as beside:
            beside.relay({"board": board}, KEPT)
            await board.all_taken.wait()
        (post,) = board.taken
        assert post.address == NEWS
        assert Card.from_json(post.payload["card"]).headline == "Draft: ferry passengers, in 2024: 950 passengers"

    played(work())


# What hangs


def test_what_is_being_sent_is_settled_before_it_stops(ferries: Engine) -> None:
    async def work() -> None:
        board = Board()
        board.open.clear()
        beside = DeskThreads()
        await beside.open(ferries, ChatConfig())
        _due("one", Told(), ferries)
        beside.relay({"board": board}, KEPT)
        await board.asked.wait()
        stopping = asyncio.create_task(beside.stop(_BOUND_SECONDS))
        await asyncio.sleep(0)
        board.open.set()
        assert await stopping
        assert [row.state for row in deliveries(ferries)] == [State.SENT]

    played(work())


def test_a_call_that_hangs_is_not_waited_for_at_the_end(ferries: Engine) -> None:
    async def work() -> None:
        free, begun = threading.Event(), list[int]()
        beside = DeskThreads()
        await beside.open(ferries, ChatConfig())
        hanging = asyncio.create_task(beside.run(_long, replace(EVENT, key="board/1"), free, begun))
        while not begun:  # noqa: ASYNC110 - it is another thread that begins
            await asyncio.sleep(0.01)
        assert beside.longest() > 0
        assert not await beside.stop(0.0)
        free.set()
        await hanging

    played(work())


def test_a_tick_that_hangs_is_not_waited_for_either(ferries: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    free, begun = threading.Event(), threading.Event()

    def tick(*_: object, **__: object) -> bool:
        begun.set()
        return free.wait(_BOUND_SECONDS)

    monkeypatch.setattr(desk_work, "tick", tick)

    async def work() -> None:
        beside = DeskThreads()
        await beside.open(ferries, ChatConfig())
        beside.relay({}, KEPT)
        await asyncio.to_thread(begun.wait, _BOUND_SECONDS)
        assert beside.longest() > 0
        assert not await beside.stop(0.0)
        free.set()

    played(work())


def test_whoever_watches_tells_of_a_call_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """And calls the process alive until then."""
    alive = list[float]()
    monkeypatch.setattr(watching, "still_alive", alive.append)
    monkeypatch.setattr(watching, "_LOOK_EVERY", 0)
    monkeypatch.setattr(watching.faulthandler, "dump_traceback", lambda: None)
    ages = iter([0.0, watching.HUNG_SECONDS - 1, watching.HUNG_SECONDS + 1])

    async def work() -> None:
        with pytest.raises(Hung, match="has been under way for 5 minutes, and hangs"):
            await watch(lambda: next(ages))

    played(work())
    assert len(alive) == 3


def test_workers_are_no_more_than_was_said_and_do_what_waits_in_turn() -> None:
    workers, free, done = Workers(2, "test"), threading.Event(), list[int]()
    first = [workers.submit(free.wait, _BOUND_SECONDS) for _ in range(2)]
    rest = [workers.submit(done.append, number) for number in range(3)]
    names = [thread.name for thread in threading.enumerate() if thread.name.startswith("test ")]
    assert len(names) == 2
    assert not any(future.done() for future in rest)
    rest[1].cancel()
    free.set()
    assert [future.result(_BOUND_SECONDS) for future in first] == [True, True]
    assert workers.stop(_BOUND_SECONDS)
    assert sorted(done) == [0, 2]
    assert workers.longest() == 0
    with pytest.raises(RuntimeError, match="nothing new"):
        workers.submit(done.append, 4)


def test_workers_tell_what_a_call_raised() -> None:
    workers = Workers(1, "test")
    failed: Future[int] = workers.submit(int, "no number")
    with pytest.raises(ValueError, match="no number"):
        failed.result(_BOUND_SECONDS)
    assert workers.submit(int, "1").result(_BOUND_SECONDS) == 1
