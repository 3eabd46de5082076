"""Any number of processes may look at the calendar at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.calendar.nouns import Policy
from bot.calendar.tick import tick
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address
from tests.calendar.newsroom import DESK, Newsroom, utc

PROCESSES = 4
CHANNELS = 30


def test_processes_that_look_at_once_enqueue_each_message_once(newsroom: Newsroom) -> None:
    newsroom.plan("the vote", "2027-05-20 08:30")
    for number in range(CHANNELS):
        newsroom.subscribe(Address("slack", "T1", f"C{number}"), "1 day", "daily 8:30")
    newsroom.look()
    morning = utc(2027, 5, 18, 20, 30)
    with ThreadPoolExecutor(PROCESSES) as pool:
        looks = [pool.submit(tick, newsroom.engine, morning, Policy(batch=7), DESK) for _ in range(PROCESSES)]
        found = [look.result() for look in looks]
    assert sum(found) == 2 * CHANNELS
    rows = deliveries(newsroom.engine)
    assert len({(row.kind, row.subject, row.address) for row in rows}) == len(rows) == 2 * CHANNELS


def test_an_idle_look_writes_nothing_but_that_it_looked(newsroom: Newsroom) -> None:
    newsroom.plan("the vote", "2027-06-20 08:30")
    newsroom.subscribe(offsets="1 day", digest="daily 8:30")
    newsroom.look()
    before = deliveries(newsroom.engine)
    newsroom.look(utc(2027, 5, 18, 10), utc(2027, 5, 18, 10, 1))
    assert deliveries(newsroom.engine) == before == []
