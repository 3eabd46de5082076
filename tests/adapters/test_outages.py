"""While something is away, a service's log has a line when it goes, one a minute, and one when it is back."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import aiohttp
import pytest

from adapters.logline import Line
from adapters.outages import Bounded
from bot.errors import StoreUnavailable

AWAY = StoreUnavailable("The database x cannot be reached; check that it runs.")


@dataclass
class Log:
    """A log whose clock a test moves on."""

    now: float = 1000.0
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bounded = Bounded(lambda: self.now)

    def tell(self, what: str, error: BaseException | None, name: str = "factdesk", line: int = 1) -> None:
        told = None if error is None else (type(error), error, None)
        record = logging.LogRecord(name, logging.WARNING, "file.py", line, "%s", (what,), told)
        if self.bounded.filter(record):
            self.lines.append(Line().format(record).partition(f"logger={name} ")[2])


@pytest.fixture
def log() -> Log:
    return Log()


def test_an_outage_of_the_database_is_a_line_a_minute(log: Log) -> None:
    for _ in range(600):  # Five minutes, at which several parts look twice a second.
        for what in ("the outbox cannot be reached", "the tick “calendar” failed", "the answer to slack/E1 is put off"):
            log.tell(what, AWAY)
        log.now += 0.5
    assert len(log.lines) == 5
    assert log.lines[0] == (
        'message="the outbox cannot be reached" error=StoreUnavailable '
        'detail="The database x cannot be reached; check that it runs."'
    )
    assert log.lines[1] == f"{log.lines[0]} left_out=359"
    assert log.bounded.back() == 300
    assert log.bounded.back() is None


def test_one_that_is_over_and_comes_again_at_once_says_no_more(log: Log) -> None:
    said = 0
    for _ in range(59):
        log.tell("the outbox cannot be reached", AWAY)
        log.now += 0.5
        said += log.bounded.back() is not None
        log.now += 0.5
    assert (len(log.lines), said) == (1, 1)
    log.now += 2
    log.tell("the outbox cannot be reached", AWAY)
    assert len(log.lines) == 2
    assert log.bounded.back() == 0


@pytest.mark.parametrize(
    "error", [aiohttp.ServerDisconnectedError(), ConnectionRefusedError("refused"), TimeoutError(), OSError("no route")]
)
def test_a_platform_that_is_away_is_a_line_a_minute(log: Log, error: Exception) -> None:
    for _ in range(120):
        log.tell("Discord cannot be reached", error)
        log.now += 1
    assert len(log.lines) == 2
    assert "\n" not in "".join(log.lines)


def test_what_libraries_say_again_and_again_is_bounded_too(log: Log) -> None:
    for number in range(120):
        log.tell(f"Failed to connect (session {number})", None, "slack_bolt.App", 7)
        log.tell("another line of it", None, "slack_bolt.App", 8)
        log.now += 1
    assert len(log.lines) == 4


def test_everything_else_is_told_in_full_each_time(log: Log) -> None:
    for _ in range(3):
        log.tell("failure 1234", ValueError("broken"))
        log.tell("slack/E1 is lost: the database is away", _caused(AWAY))
        log.tell("stopping", None)
    assert len(log.lines) == 9
    assert log.lines[0] == 'message="failure 1234" error=ValueError detail=broken'
    assert log.bounded.back() is None


def _caused(cause: Exception) -> Exception:
    error = RuntimeError("not taken")
    error.__cause__ = cause
    return error
