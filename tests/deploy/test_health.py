"""`factdesk health`: 0 or 1 and one line, by what is in the database alone."""

from __future__ import annotations

import socket
from datetime import datetime, timedelta

import pytest
import time_machine
from click.testing import Result
from sqlalchemy import Engine, update

from adapters.cli import health
from bot.calendar.heartbeat import note_stop
from bot.calendar.tick import tick
from bot.delivery.limits import Limits, Rate
from bot.delivery.manage import cancel, pause, resume
from bot.delivery.nouns import Address
from bot.delivery.ports import RetryAfter, Scope
from bot.store.engine import writing
from bot.store.revisions import REVISIONS, version
from tests.adapters.conftest import PROGRAM, Home
from tests.delivery.office import START, Office

NEWS = Address("board", "w1", "news")
WAITS = "A message to Board has waited for {}; see the log of `factdesk serve`.\n"


@pytest.fixture
def office(engine: Engine) -> Office:
    """A ledger that was ticked now."""
    tick(engine, START)
    return Office(engine)


class Look:
    """`factdesk health` on the office's database, by the office's clock."""

    def __init__(self, home: Home, office: Office) -> None:
        self._home = home
        self._office = office

    def __call__(self, **later: float) -> Result:
        """After so much time, in which `factdesk serve` ticked."""
        self._office.clock.now += timedelta(**later)
        tick(self._office.engine, self._office.clock.now)
        return self.without_tick()

    def without_tick(self, **later: float) -> Result:
        now = self._office.clock.now + timedelta(**later)
        with time_machine.travel(now, tick=False):
            url = self._office.engine.url.render_as_string(hide_password=False)
            return self._home.run("health", FACTDESK_DATABASE_URL=url)


@pytest.fixture
def look(home: Home, office: Office) -> Look:
    return Look(home, office)


def _is_well(result: Result) -> bool:
    assert result.stdout.count("\n") + result.stderr.count("\n") == 1
    assert result.exit_code == (0 if result.stdout else 1)
    return result.exit_code == 0


def test_a_desk_that_ticks_is_well(look: Look) -> None:
    result = look.without_tick(seconds=70)
    assert _is_well(result)
    assert result.stdout.startswith("Well: revision ")
    assert result.stdout.endswith(", ticked 70 s ago, no message waits.\n")


def test_a_service_that_was_told_to_stop_alarms_nobody_until_it_should_be_back(look: Look, office: Office) -> None:
    note_stop(office.engine, START + timedelta(seconds=30))
    assert look.without_tick(minutes=2).stdout.startswith("Well: "), "another one may go on"
    stopped = look.without_tick(minutes=10)
    assert _is_well(stopped)
    assert stopped.stdout == "Stopped: `factdesk serve` was stopped in good order 9 minutes ago; start it again.\n"
    forgotten = look.without_tick(minutes=16)
    assert not _is_well(forgotten)
    assert forgotten.stderr == (
        "Nothing serves: `factdesk serve` was stopped in good order 15 minutes ago, and was not started again; start "
        "it.\n"
    )


def test_one_that_went_on_after_another_was_stopped_alarms(look: Look, office: Office) -> None:
    note_stop(office.engine, START)
    assert _is_well(look(minutes=2))
    assert look.without_tick(minutes=5).stderr.startswith("Nothing serves: `factdesk serve` last ticked 5 minutes ago;")


def test_ticks_that_stopped(look: Look) -> None:
    assert _is_well(look.without_tick(minutes=3))
    result = look.without_tick(minutes=3, seconds=1)
    assert not _is_well(result)
    assert result.stderr == ("Nothing serves: `factdesk serve` last ticked 3 minutes ago; start it, or read its log.\n")
    assert "ticked 2 days ago" in look.without_tick(days=2, hours=7).stderr


def test_clocks_that_differ(look: Look) -> None:
    assert _is_well(look.without_tick(minutes=-3))
    result = look.without_tick(minutes=-4)
    assert not _is_well(result)
    assert result.stderr.startswith("The clocks differ: `factdesk serve` last ticked 4 minutes ahead")


def test_never_served(home: Home, engine: Engine) -> None:
    result = home.run("health", FACTDESK_DATABASE_URL=engine.url.render_as_string(hide_password=False))
    assert not _is_well(result)
    assert "has not run with this database yet" in result.stderr


def test_an_empty_database_stays_empty(home: Home, empty_url: str) -> None:
    for _ in range(2):
        result = home.run("health", FACTDESK_DATABASE_URL=empty_url)
        assert not _is_well(result)
        assert result.stderr == "The database is empty: `factdesk serve` has not run with it yet.\n"


def test_a_schema_that_is_behind(look: Look, engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(version).values(version_num=REVISIONS[-2]))
    result = look.without_tick()
    assert not _is_well(result)
    assert result.stderr.startswith(f"The database is not up to date: revision {REVISIONS[-2]}, behind ")
    assert result.stderr.endswith("; `factdesk db upgrade` brings it up to date.\n")


def test_a_message_that_nobody_sends(look: Look, office: Office) -> None:
    office.put("one")
    assert _is_well(look(minutes=4, seconds=59))
    result = look(minutes=7)
    assert not _is_well(result)
    assert result.stderr == WAITS.format("11 minutes")
    office.run()
    assert _is_well(look())


def test_a_message_that_nobody_records_as_missed(look: Look, office: Office) -> None:
    office.put("one", due_at=START + timedelta(seconds=59), expires_at=START + timedelta(minutes=1))
    assert _is_well(look(minutes=5, seconds=58))
    assert look(seconds=2).stderr == WAITS.format("5 minutes")
    office.run()
    assert office.states() == {"one": "missed"}
    assert _is_well(look())


def test_a_message_whose_worker_died(look: Look, office: Office) -> None:
    office.put("one")
    assert office.claim() is not None
    lease = office.policy.lease
    assert _is_well(look(seconds=lease.total_seconds() + 299))
    assert look(seconds=1).stderr == WAITS.format("5 minutes")


def test_a_message_to_a_paused_channel_waits_for_a_person(look: Look, office: Office) -> None:
    office.put("one")
    pause(office.engine, NEWS, "gone", START)
    assert _is_well(look(hours=1))
    resume(office.engine, NEWS, office.clock.now)
    assert _is_well(look(minutes=4))
    assert not _is_well(look(minutes=1))


def test_a_cancelled_message_waits_no_more(look: Look, office: Office) -> None:
    office.put("one")
    assert not _is_well(look(minutes=5))
    cancel(office.engine, office.row("one").id, office.clock.now)
    assert _is_well(look())


def test_a_platform_that_asks_for_patience(look: Look, office: Office) -> None:
    office.board.script = [RetryAfter(3600, Scope.WORKSPACE)]
    office.put("one")
    office.put("two", channel="sport")
    office.run()
    assert _is_well(look(minutes=59))
    assert not _is_well(look(minutes=6))


def test_a_long_queue_that_moves(look: Look, office: Office) -> None:
    office.board.limits = Limits(workspace=Rate(1, 60))
    for number in range(20):
        office.put(f"message {number}", channel=f"channel {number}")
    office.play(START + timedelta(minutes=10))
    assert len(office.board.posts) == 11
    assert _is_well(look(minutes=1))
    assert look(minutes=6).stderr == WAITS.format("17 minutes")


def test_a_database_that_hangs_is_not_waited_for(home: Home) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"postgresql://desk:secret@127.0.0.1:{silent.getsockname()[1]}/factdesk?connect_timeout=3600"
        code = f"import adapters.health as health\nhealth.ANSWER_SECONDS = 0.5\n{PROGRAM}"
        hung = Home(home.folder, {**home.environment, "FACTDESK_DATABASE_URL": url})
        done = hung.start("health", code=code)
    assert done.returncode == 1
    assert done.stderr.decode() == "The database did not answer within 0.5 seconds; check that it runs.\n"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://desk:secret@127.0.0.1:9/factdesk", "The database factdesk at 127.0.0.1 cannot be reached"),
        ("mysql://desk:secret@host/factdesk", "Factdesk cannot keep a ledger in “mysql”"),
        ("sqlite:////nowhere/at/all.sqlite", "The folder /nowhere/at does not exist"),
    ],
)
def test_a_database_that_cannot_be_used(home: Home, url: str, told: str) -> None:
    result = home.run("health", FACTDESK_DATABASE_URL=url)
    assert not _is_well(result)
    assert result.stderr.startswith(told)
    assert "secret" not in result.output


def test_a_failure_of_ours_is_1_with_a_reference(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_now: datetime) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(health, "_look", fail)
    result = home.run("health")
    assert not _is_well(result)
    assert "reference" in result.stderr
