"""What whoever watches is told, over real sockets."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, insert

from adapters.health import Health
from adapters.monitor.counts import Counts
from adapters.monitor.monitor import Monitor
from adapters.monitor.server import MonitorServer
from adapters.variables import InvalidSetting
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Message, State
from bot.delivery.ports import Failed, RetryAfter, Sent
from bot.store.calendar_tables import tick
from bot.store.engine import writing

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
ANYWHERE = "127.0.0.1:0"
PLACES = [Address("slack", "T1", f"C{number}") for number in range(3)]

Get = Callable[[str], Coroutine[Any, Any, tuple[int, str, Any]]]


def _with(server: MonitorServer, work: Callable[[Get], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        await server.open()
        try:
            async with aiohttp.ClientSession() as session:

                async def get(path: str, method: str = "GET") -> tuple[int, str, Any]:
                    async with session.request(method, f"{server.url}{path}") as response:
                        return response.status, await response.text(), response.headers

                await work(get)
        finally:
            await server.close()

    asyncio.run(main())


def _server(health: Callable[[], Health] = lambda: Health(True, "Well.")) -> MonitorServer:
    return MonitorServer(ANYWHERE, health, CollectorRegistry())


def _numbers(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_process_whose_loop_turns_is_alive() -> None:
    async def work(get: Get) -> None:
        status, text, headers = await get("/healthz")
        assert (status, text) == (200, "alive\n")
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Server"] == "Factdesk"

    _with(_server(), work)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/", "GET", 404), ("/metrics/..%2fhealthz", "GET", 404), ("/healthz", "POST", 405), ("/HEALTHZ", "GET", 404)],
)
def test_nothing_else_is_served(path: str, method: str, status: int) -> None:
    async def work(get: Any) -> None:
        assert (await get(path, method))[0] == status

    _with(_server(), work)


def _raise(error: Exception) -> Health:
    raise error


@pytest.mark.parametrize(
    ("health", "status", "told"),
    [
        (lambda: Health(True, "Well."), 200, "Well."),
        (lambda: Health(False, "Nothing serves."), 503, "Nothing serves."),
        (lambda: _raise(InvalidSetting("It is wrong")), 503, "It is wrong."),
        (lambda: _raise(RuntimeError("secret words")), 503, "Something failed; the log says more."),
    ],
)
def test_whether_it_is_ready(health: Callable[[], Health], status: int, told: str) -> None:
    async def work(get: Get) -> None:
        assert (await get("/readyz"))[:2] == (status, f"{told}\n")

    _with(_server(health), work)


def test_an_address_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(InvalidSetting, match=f"FACTDESK_MONITOR_BIND is {bind}, which cannot be listened on"):
            _with(MonitorServer(bind, lambda: Health(True, ""), CollectorRegistry()), _nothing)


async def _nothing(_get: Get) -> None:
    pass


def test_a_port_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="a port is at most 65535"):
        MonitorServer("127.0.0.1:70000", lambda: Health(True, ""), CollectorRegistry())


@pytest.fixture
def monitor(engine: Engine) -> Monitor:
    return Monitor(ANYWHERE, engine, lambda: 0, lambda: NOW)


def _enqueue(engine: Engine, *due: datetime) -> None:
    messages = [Message("notice", "a", "1", place, {}, due_at=at) for place, at in zip(PLACES, due, strict=False)]
    with writing(engine) as connection:
        enqueue(connection, messages, NOW)


def test_what_waits_is_counted(engine: Engine, monitor: Monitor) -> None:
    _enqueue(engine, NOW - timedelta(seconds=90), NOW - timedelta(seconds=30), NOW + timedelta(hours=1))

    async def work(get: Get) -> None:
        numbers = _numbers((await get("/metrics"))[1])
        assert numbers["factdesk_database_answers",] == 1
        assert numbers["factdesk_deliveries", State.DUE.value, "slack"] == 3
        assert numbers["factdesk_queue_age_seconds", "slack"] == 90
        assert numbers["factdesk_index_behind_revisions",] == numbers["factdesk_ledger_revision",]

    _with(monitor.server, work)


def test_the_manual_names_every_number_and_no_other(monitor: Monitor) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "operating.md").read_text(encoding="utf-8")
    told = {family.name for family in monitor.counts.registry.collect()}
    assert set(re.findall(r"^\| `(factdesk_\w+)`", manual, re.MULTILINE)) == told


def test_it_is_ready_while_it_serves(engine: Engine, monitor: Monitor) -> None:
    with writing(engine) as connection:
        connection.execute(insert(tick).values(id=1, ticked_at=NOW))

    async def work(get: Get) -> None:
        assert (await get("/readyz"))[:2] == (503, "It starts, or it stops.\n")
        monitor.serving = True
        status, text, _ = await get("/readyz")
        assert status == 200, text
        assert text.startswith("Well: ")

    _with(monitor.server, work)


def test_sends_are_counted_by_what_came_of_them(engine: Engine) -> None:
    counts = Counts()
    _enqueue(engine, NOW)
    (delivery,) = deliveries(engine)
    counts.sent(delivery, Sent("1.2"), NOW + timedelta(seconds=2))
    counts.sent(delivery, RetryAfter(3.0), NOW)
    counts.sent(delivery, Failed("secret words"), NOW)
    counts.failed(delivery, TimeoutError("secret words"))

    async def work(get: Get) -> None:
        text = (await get("/metrics"))[1]
        numbers = _numbers(text)
        assert [numbers["factdesk_sends_total", kind, "slack"] for kind in ("Sent", "RetryAfter", "Failed")] == [1] * 3
        assert numbers["factdesk_sends_total", "TimeoutError", "slack"] == 1
        assert numbers["factdesk_lateness_seconds_sum", "slack"] == 2
        assert numbers["factdesk_rate_limit_waits_total", "slack"] == 1
        assert "secret" not in text

    _with(MonitorServer(ANYWHERE, lambda: Health(True, ""), counts.registry), work)
