"""What day it is, is told by the newsroom's calendar, wherever the machine stands and whatever zone a time comes in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.ask.pipeline import Desk
from bot.domain import KeyDate
from bot.periods import PartialDate
from tests.ask.ledger import Asker, answered, of_table, refused
from tests.ledger.batches import batch

AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
_EVENING = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)
"""08:30 on Sunday the 29th in Auckland, 11:30 on the 28th in Los Angeles."""
_AT_THE_TURN = datetime(2026, 12, 31, 18, tzinfo=UTC)
"""07:00 on New Year's Day in Auckland, 10:00 on New Year's Eve in Los Angeles."""
_SMALL_HOURS = datetime(2026, 12, 1, 4, tzinfo=UTC)
"""17:00 on 1 December in Auckland, 20:00 on 30 November in Los Angeles."""
_CSV = """
    indicator,period,value,unit
    harbour crossings,2026-11-26,26,crossings
    harbour crossings,2026-11-27,27,crossings
    harbour crossings,2026-11-28,28,crossings
    harbour crossings,2026-11-29,29,crossings
    harbour crossings,2026-11-30,30,crossings
    rain,2026-10,10,mm
    rain,2026-11,11,mm
    rain,2026-12,12,mm
    rain,2027-01,1,mm
    snow,2025,2025,mm
    snow,2026,2026,mm
    snow,2027,2027,mm
    hail,2026-Q4,4,mm
    hail,2027-Q1,1,mm
"""


@pytest.fixture(scope="module")
def ledger() -> Asker:
    asker = of_table(_CSV)
    dates = batch(
        key_dates=(
            KeyDate("count", "recount of the harbour poll", at=PartialDate("2026-11-30"), zone=AUCKLAND),
            KeyDate("fair", "winter fair", at=PartialDate("2026-11-30")),
        )
    )
    asker.add(dates)
    return asker


def _in(zone: str, ledger: Asker, now: datetime) -> Asker:
    return Asker(Desk(ledger.desk.engine, zone=zone), now)


@pytest.mark.parametrize(
    ("question", "now", "zone", "value"),
    [
        ("how many harbour crossings today?", _EVENING, AUCKLAND, "29"),
        ("how many harbour crossings today?", _EVENING, LOS_ANGELES, "28"),
        ("how many harbour crossings yesterday?", _EVENING, AUCKLAND, "28"),
        ("how many harbour crossings yesterday?", _SMALL_HOURS, LOS_ANGELES, "29"),
        ("harbour crossings three days ago", _EVENING, AUCKLAND, "26"),
        ("harbour crossings two days ago", _EVENING, LOS_ANGELES, "26"),
        ("harbour crossings on 29 November", _EVENING, AUCKLAND, "29"),
        ("rain this month", _SMALL_HOURS, AUCKLAND, "12"),
        ("rain this month", _SMALL_HOURS, LOS_ANGELES, "11"),
        ("rain last month", _SMALL_HOURS, AUCKLAND, "11"),
        ("rain last month", _SMALL_HOURS, LOS_ANGELES, "10"),
        ("rain two months ago", _SMALL_HOURS, AUCKLAND, "10"),
        ("rain this month", _AT_THE_TURN, AUCKLAND, "1"),
        ("snow this year", _AT_THE_TURN, AUCKLAND, "2027"),
        ("snow this year", _AT_THE_TURN, LOS_ANGELES, "2026"),
        ("snow last year", _AT_THE_TURN, LOS_ANGELES, "2025"),
        ("hail this quarter", _AT_THE_TURN, AUCKLAND, "1"),
        ("hail this quarter", _AT_THE_TURN, LOS_ANGELES, "4"),
        ("hail last quarter", _AT_THE_TURN, AUCKLAND, "4"),
        ("how many days until the recount of the harbour poll?", _EVENING, AUCKLAND, "1"),
        ("how many days until the recount of the harbour poll?", _EVENING, LOS_ANGELES, "2"),
        ("how many days until the winter fair?", _EVENING, AUCKLAND, "1"),
        ("how many days until the winter fair?", _SMALL_HOURS, AUCKLAND, "-1"),
        ("how many days until the winter fair?", _SMALL_HOURS, LOS_ANGELES, "0"),
    ],
)
def test_it_is_the_newsroom_s_day(ledger: Asker, question: str, now: datetime, zone: str, value: str) -> None:
    asker = _in(zone, ledger, now)
    assert answered(asker.ask(question))[0] == value
    abroad = now.astimezone(timezone(timedelta(hours=-11)))
    assert Asker(asker.desk, abroad).ask(question) == asker.ask(question)


def test_tomorrow_is_not_held_yet(ledger: Asker) -> None:
    assert "29 November" in refused(
        _in(LOS_ANGELES, of_table(_CSV.replace("2026-11-29", "2026-11-25")), _EVENING).ask(
            "how many harbour crossings tomorrow?"
        )
    )


def test_a_follow_up_goes_by_the_same_day(ledger: Asker) -> None:
    first, second = _in(AUCKLAND, ledger, _EVENING).thread("how many harbour crossings today?", "and yesterday?")
    assert (first.value, second.value) == ("29", "28")
