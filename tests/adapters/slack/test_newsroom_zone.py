"""What day it is in the newsroom, in Slack: mentions, commands, the list of dates and the home tab."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.ledger.record import record
from tests.adapters.slack.office import NEWS, Office, newsroom
from tests.adapters.slack.shown import plain
from tests.adapters.slack.test_orders import home, ordered
from tests.ask.ledger import tidy
from tests.servers.slack.running import in_loop

NOW = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)
"""08:30 on the 29th in Auckland, 11:30 on the 28th in Los Angeles."""
CSV = """
    indicator,period,value,unit
    harbour crossings,2026-11-27,27,crossings
    harbour crossings,2026-11-28,28,crossings
    harbour crossings,2026-11-29,29,crossings
"""
TODAY, YESTERDAY = "how many harbour crossings today?", "how many harbour crossings yesterday?"
DAYS = "how many days until the recount?"


async def _mentioned(office: Office, question: str) -> str:
    return str((await office.posted(office.slack.mention(question, channel=NEWS.channel)))[-1]["text"])


async def _newsroom_in(office: Office, zone: str) -> None:
    office.zone = zone
    await office.restart()


@in_loop
async def _days(engine: Engine) -> None:
    async with newsroom(engine) as office:
        record(engine, tidy(CSV), NOW)
        office.slack.advance((NOW - office.now()).total_seconds())
        await ordered(office, "dates add “Recount” at 2026-11-30 zone Pacific/Auckland")
        for zone, today, yesterday, days, told in (
            ("Pacific/Auckland", "crossings was 29", "crossings was 28", "in one day", "tomorrow"),
            ("America/Los_Angeles", "crossings was 28", "crossings was 27", "in two days", "in 2 days"),
        ):
            await _newsroom_in(office, zone)
            assert today in await _mentioned(office, TODAY)
            assert yesterday in await _mentioned(office, YESTERDAY)
            assert days in await _mentioned(office, DAYS)
            assert today in await ordered(office, TODAY)
            for shown in (await ordered(office, "dates"), await ordered(office, "dates show recount")):
                assert told in shown
            assert f"({told})" in plain((await home(office))["blocks"])


def test_today_is_the_newsroom_s(engine: Engine) -> None:
    _days(engine)
