"""The desk's process: what goes over the line, and what becomes of either end when the other is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.async_desk import AsyncDesk
from adapters.deskprocess.frames import Call, Frames, Raised, Returned, Unspeakable, packed, packed_error
from adapters.deskprocess.front import DeskGone, DeskProcess
from adapters.deskprocess.work import DeskWork, Setup, of_chat
from bot.cards.card import Action, Button, Card, Row, Tone
from bot.chat.access import Access
from bot.chat.nouns import Asker, Inbound, Place, Reply, Visibility
from bot.chat.service import ChatConfig, ChatDesk
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.delivery.limits import Limits
from bot.delivery.manage import deliveries, one
from bot.delivery.nouns import Address, Delivery, Message, State
from bot.delivery.ports import Outcome, Sent, Unknown
from bot.errors import StoreUnavailable
from bot.ledger.record import record
from bot.store.engine import open_engine, writing
from bot.store.schema import prepare
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES

NOW = datetime(2024, 5, 1, tzinfo=UTC)
NEWS = Address("board", "w1", "news")
QUESTION = "ferry passengers on North in 2022"
_BOUND_SECONDS = 60

CARD = Card(Tone.ANSWERED, "700", (Row("Base", "all", warns=True),), (), (Button(Action.SHARE, "Share", "r"),))
ANA = Asker("u1", "Ana", ("g1",))
ANYBODY = (Asker("u1"), NEWS)
EVENT = Inbound("board/1", ANA, Place(NEWS, "t"), QUESTION, Visibility.PRIVATE, handles={"token": "t1"})
FRAMES = [
    Call(1, of_chat, (ChatDesk.serve, EVENT, NOW), {"taken": False}),
    Returned(1, Reply(CARD, posted=True)),
    Returned(2, Sent("m1", 0.5)),
]


def command(text: str, key: str = "board/1") -> Inbound:
    return replace(EVENT, key=key, text=text)


# What goes over the line


@given(st.lists(st.integers(1, 700), min_size=1))
def test_frames_come_whole_however_they_are_cut(sizes: list[int]) -> None:
    content = b"".join(packed(frame) for frame in FRAMES)
    frames, found, place = Frames(), [], 0
    for size in sizes:
        found += frames.feed(content[place : place + size])
        place += size
    found += frames.feed(content[place:])
    assert found == FRAMES


class Stubborn(Exception):
    """Its pickle cannot be undone."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def _raised(error: Exception) -> Raised:
    try:
        raise error
    except Exception as raised:  # noqa: BLE001 - to have a traceback
        (frame,) = Frames().feed(packed_error(7, raised))
    assert isinstance(frame, Raised)
    return frame


def test_an_error_arrives_as_what_it_is_with_its_traceback() -> None:
    found = _raised(StoreUnavailable("The disk is full.")).as_error()
    assert isinstance(found, StoreUnavailable)
    assert str(found) == "The disk is full."
    assert "in _raised" in str(found.__cause__)


@pytest.mark.parametrize("error", [Stubborn("no", "way"), ValueError(threading.Lock())], ids=["undone", "done"])
def test_an_error_that_cannot_be_told_is_told_in_words(error: Exception) -> None:
    found = _raised(error).as_error()
    assert isinstance(found, Unspeakable)
    assert str(found).startswith(f"{type(error).__name__}: ")
    assert "in _raised" in str(found.__cause__)


# The process


class Board:
    """A platform that takes everything."""

    limits = Limits()

    def __init__(self) -> None:
        self.taken: list[Delivery] = []
        self.all_taken = asyncio.Event()

    async def send(self, delivery: Delivery) -> Outcome:
        self.taken.append(delivery)
        self.all_taken.set()
        return Sent(f"m{len(self.taken)}")

    async def look_up(self, _delivery: Delivery) -> str | Unknown | None:
        return None


@asynccontextmanager
async def process(folder: Path, board: Board | None = None, **chat: Any) -> AsyncIterator[DeskProcess]:
    """The desk of the ferries, in a process of its own."""
    database = f"sqlite:///{folder / 'ledger.sqlite'}"
    engine = open_engine(database)
    prepare(engine)
    record(engine, tidy(FERRIES), NOW)
    engine.dispose()

    async def serve(function: Callable[..., Coroutine[Any, Any, Any]], *arguments: Any) -> Any:
        return await function({"board": board}, *arguments)

    desk = DeskProcess(serve)
    await desk.start()
    try:
        await desk.call(DeskWork.open, Setup(database, ChatConfig(**chat), timedelta(days=90)))
        yield desk
    finally:
        await desk.end()


def played(work: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(_BOUND_SECONDS):
            await work

    asyncio.run(bounded())


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, for the process's index too."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def test_a_question_is_answered_there_and_its_receipt_stays_there(apart: Path) -> None:
    async def work() -> None:
        async with process(apart) as there:
            desk = AsyncDesk(there, lambda: NOW)
            reply = await desk.serve(command(QUESTION), taken=False)
            assert reply is not None
            assert "was 700 in" in reply.card.headline
            assert reply.given is None
            assert await desk.serve(command(QUESTION), taken=False) is None, "it was taken before"
            await desk.shown("board/1", reached=True)
            assert await desk.autocomplete(*ANYBODY, "ferry") == ["ferry passengers"]

    played(work())


def test_what_it_raises_is_raised_here(apart: Path) -> None:
    async def work() -> None:
        async with process(apart) as there:
            desk = AsyncDesk(there, lambda: NOW)
            with pytest.raises(KeyError, match="nobody asked") as failure:
                await desk.shown("nobody asked", reached=True)
            assert "in shown" in str(failure.value.__cause__)
            engine = open_engine(f"sqlite:///{apart / 'ledger.sqlite'}")
            with writing(engine) as connection:
                connection.exec_driver_sql("DROP TABLE inbound")
            with pytest.raises(Exception, match="no such table: inbound"):
                await desk.serve(command(QUESTION), taken=False)
            engine.dispose()

    played(work())


def test_what_falls_due_is_sent_from_here(apart: Path) -> None:
    async def work() -> None:
        board = Board()
        async with process(apart, board) as there:
            engine = open_engine(f"sqlite:///{apart / 'ledger.sqlite'}")
            payload = {"card": CARD.as_json(), **Told().as_json()}
            due = Message("answer", "one", "", NEWS, payload, due_at=NOW)
            with writing(engine) as connection:
                enqueue(connection, [due], NOW)
            await there.call(DeskWork.relay, {"board": board.limits})
            await board.all_taken.wait()
            await there.call(DeskWork.stop)
            (row,) = deliveries(engine)
            engine.dispose()
        assert (row.state, row.message_ref) == (State.SENT, "m1")
        assert [sent.subject for sent in board.taken] == ["one"]

    played(work())


def test_what_falls_due_for_a_place_that_is_not_served_stays_here(apart: Path) -> None:
    async def work() -> None:
        board = Board()
        elsewhere = Access(channels=frozenset({("board", "another")}))
        async with process(apart, board, access=elsewhere) as there:
            engine = open_engine(f"sqlite:///{apart / 'ledger.sqlite'}")
            answer, refusal = Told(asked=QUESTION, said="an answer"), Told()
            payloads = {name: told.as_json() for name, told in (("an answer", answer), ("why not", refusal))}
            due = [
                Message("answer", name, "", NEWS, {"card": CARD.as_json(), **body}, due_at=NOW)
                for name, body in payloads.items()
            ]
            with writing(engine) as connection:
                enqueue(connection, due, NOW)
            await there.call(DeskWork.relay, {"board": board.limits})
            await board.all_taken.wait()
            await there.call(DeskWork.stop)
            kept, sent = sorted(deliveries(engine), key=lambda row: row.id)
        async with process(apart, board, keep_questions=False) as there:
            # Words are blanked at the start, and every minute from then on.
            await there.call(DeskWork.relay, {"board": board.limits})
            while one(engine, sent.id).payload:  # noqa: ASYNC110 - a database tells nobody of its changes
                await asyncio.sleep(0.01)
            await there.call(DeskWork.stop)
            engine.dispose()
        assert (kept.state, sent.state) == (State.CANCELLED, State.SENT)
        assert "no longer, among those that this desk serves" in (kept.last_error or "")
        assert [taken.subject for taken in board.taken] == ["why not"]

    played(work())


def test_who_comes_before_the_desk_is_open_waits(apart: Path) -> None:
    work, told = DeskWork(lambda *_: None), list[list[str]]()
    early = threading.Thread(target=lambda: told.append(of_chat(work, ChatDesk.autocomplete, *ANYBODY, "ferry", NOW)))
    early.start()
    engine = open_engine(f"sqlite:///{apart / 'ledger.sqlite'}")
    prepare(engine)
    record(engine, tidy(FERRIES), NOW)
    work.open(Setup(str(engine.url), ChatConfig(), timedelta(days=90)))
    early.join(_BOUND_SECONDS)
    assert told == [["ferry passengers"]]


def test_when_it_is_killed_everybody_who_waits_is_told(apart: Path) -> None:
    async def work() -> None:
        async with process(apart) as there:
            pid = await there.call(_pid)
            os.kill(pid, signal.SIGSTOP)
            asked = asyncio.create_task(AsyncDesk(there, lambda: NOW).serve(command(QUESTION), taken=False))
            await asyncio.sleep(0)
            os.kill(pid, signal.SIGKILL)
            with pytest.raises(DeskGone, match="start Factdesk again"):
                await asked
            await there.ended
            with pytest.raises(DeskGone):
                await AsyncDesk(there, lambda: NOW).autocomplete(*ANYBODY, "ferry")

    played(work())


def _pid(_work: DeskWork) -> int:
    return os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process choose its processors")
def test_all_its_threads_keep_to_one_processor(apart: Path) -> None:
    async def work() -> None:
        async with process(apart) as there:
            pid = await there.call(_pid)
            processors = _processors(pid)
            assert len(processors) > 1
            assert len(set[int]().union(*processors)) == 1
            assert processors[0] <= os.sched_getaffinity(0)

    played(work())


def _processors(pid: int) -> list[set[int]]:
    """Those that each thread of a process may run on."""
    return [os.sched_getaffinity(int(thread.name)) for thread in Path(f"/proc/{pid}/task").iterdir()]
