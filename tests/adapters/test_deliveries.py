"""`factdesk deliveries`: listed, explained, sent again, cancelled."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.delivery.nouns import State
from bot.delivery.ports import Failed, Gone, Rejected
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.adapters.conftest import Home
from tests.delivery.office import START, Office, die_before

UTC_HERE = {"TZ": "UTC"}


@pytest.fixture
def office(own: dict[str, str]) -> Office:
    engine = open_engine(own["FACTDESK_DATABASE_URL"])
    prepare(engine)
    return Office(engine)


def _one(home: Home, own: dict[str, str], id_: int = 1) -> str:
    result = home.run("deliveries", "show", str(id_), **own, **UTC_HERE)
    assert result.exit_code == 0
    return result.stdout


def test_what_waits_and_what_needs_a_person_is_listed(home: Home, own: dict[str, str], office: Office) -> None:
    assert home.run("deliveries", **own).stdout.startswith("Nothing waits to be posted")
    assert home.run("deliveries", "--state", "sent", **own).stdout == "There are no such deliveries.\n"
    office.put("vote", "count", channel="news")
    office.relay().run_once()
    assert home.run("deliveries", **own, **UTC_HERE).stdout == (
        "2  due  2 March 2026, 08:30  reminder count to board:w1/news\n"
    )
    sent = home.run("deliveries", "--state", "sent", **own, **UTC_HERE).stdout
    assert sent == "1  sent  2 March 2026, 08:30  reminder vote to board:w1/news\n"
    both = json.loads(home.run("deliveries", "--state", "sent", "--state", "due", "--json", **own).stdout)
    assert [(one["id"], one["state"], one["channel"], one["message"]) for one in both] == [
        (1, "sent", "board:w1/news", "m0"),
        (2, "due", "board:w1/news", None),
    ]
    limited = home.run("deliveries", "--state", "sent", "--state", "due", "--limit", "1", **own).stdout
    assert limited.startswith("1  sent")


def test_each_state_is_explained(home: Home, own: dict[str, str], office: Office) -> None:
    office.put("vote", expires_at=START + timedelta(hours=6))
    told = _one(home, own)
    assert told.startswith("Delivery 1: reminder to board:w1/news\n")
    assert "Stands      waiting for its time, or for its turn in its channel\n" in told
    assert "Not after   2 March 2026, 14:30\n" in told
    office.board.script = [Failed("invalid_blocks"), Gone("channel_not_found")]
    office.relay().run_once()
    assert "Failed      once\nBecause     invalid_blocks\n" in _one(home, own)
    office.clock.forward(60)
    office.relay().run_once()
    assert "Stands      waiting: nothing is sent to its channel, channel_not_found\n" in _one(home, own)
    office.clock.forward(86_400)
    office.run()
    told = _one(home, own)
    assert "Stands      missed: it was too late to send it when that was noticed, 3 March 2026, 08:31\n" in told
    assert "To do       nothing; factdesk deliveries retry 1 sends it still\n" in told


def test_what_is_in_doubt_and_what_was_given_up(home: Home, own: dict[str, str], office: Office) -> None:
    office.put("vote")
    office.board.script = [die_before]
    with pytest.raises(BaseException):  # noqa: B017, PT011  The worker dies.
        office.relay().run_once()
    assert "after 2 March 2026, 08:30 the channel is asked whether it stands" in _one(home, own)
    office.put("count", channel="sport")
    office.board.script = [Rejected("invalid_blocks")]
    office.play(START + timedelta(hours=1))
    told = _one(home, own, 2)
    assert "Stands      given up, 2 March 2026, " in told
    assert "To do       look whether it stands in its channel; if not, factdesk deliveries retry 2\n" in told


def test_cancelling_and_sending_again(home: Home, own: dict[str, str], office: Office) -> None:
    office.put("vote")
    assert home.run("deliveries", "cancel", "1", **own).stdout == "Delivery 1 is cancelled.\n"
    office.run()
    assert office.states() == {"vote": "cancelled"}
    assert "Stands      cancelled, " in _one(home, own)
    assert home.run("deliveries", "retry", "1", **own).stdout == "Delivery 1 is due again.\n"
    office.run()
    assert office.states() == {"vote": "sent"}
    assert "Stands      sent, known since 2 March 2026, 08:30\n" in _one(home, own)


@pytest.mark.parametrize("action", ["show", "retry", "cancel"])
def test_an_unknown_number_is_refused(home: Home, own: dict[str, str], action: str) -> None:
    result = home.run("deliveries", action, "7", **own)
    assert (result.exit_code, result.stderr) == (2, "There is no delivery 7; list them to see their numbers.\n")
    for number in ("99999999999999999999999", str(2**31)):
        result = home.run("deliveries", action, number, **own)
        assert (result.exit_code, result.stderr.startswith("There is no delivery ")) == (2, True)
    assert home.run("deliveries", action, "seven", **own).exit_code == 2


def test_what_has_gone_too_far_is_refused(home: Home, own: dict[str, str], office: Office) -> None:
    office.put("vote")
    refused = home.run("deliveries", "retry", "1", **own)
    assert refused.exit_code == 2
    assert refused.stderr == "Delivery 1 is due; only one that was parked, missed or cancelled can be sent again.\n"
    office.run()
    refused = home.run("deliveries", "cancel", "1", **own)
    assert refused.exit_code == 2
    assert refused.stderr == "Delivery 1 is sent; only one that is due or claimed can be cancelled.\n"


def test_an_unknown_state_is_refused(home: Home, own: dict[str, str]) -> None:
    result = home.run("deliveries", "--state", "lost", **own)
    assert result.exit_code == 2
    assert all(state.value in result.stderr for state in State)
