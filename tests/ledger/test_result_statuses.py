"""The states of a result of an election: one supersedes the other in their order, and each is said in an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain import Status
from bot.ingest.cells.flags import read_flag
from bot.ingest.layout.titled_status import without_status
from bot.ingest.words import parse_status
from tests.ingest.running import inside

ELECTION = (
    Status.PRE_ELECTION, Status.UNOFFICIAL_PARTIAL, Status.UNOFFICIAL_COMPLETE, Status.OFFICIAL, Status.RECOUNT,
    Status.CERTIFIED, Status.AMENDED,
)  # fmt: skip
STATISTICS = (Status.FORECAST, Status.ESTIMATE, Status.PROVISIONAL, Status.NORMAL, Status.FINAL)


@pytest.mark.parametrize("statuses", [ELECTION, STATISTICS])
def test_the_states_stand_in_their_order(statuses: tuple[Status, ...]) -> None:
    assert [status.rank for status in statuses] == sorted({status.rank for status in statuses})


def test_what_is_settled_begins_where_somebody_declared_it() -> None:
    assert [status.is_settled for status in ELECTION] == [False, False, False, True, True, True, True]


@pytest.mark.parametrize("status", ELECTION)
def test_each_is_read_however_it_is_written(status: Status) -> None:
    for text in (status, status.upper(), status.replace(" ", "-"), status.replace(" ", "_").replace("-", "_")):
        assert parse_status(text) is status
    assert read_flag(status.replace("-", " ")).status is status


@pytest.mark.parametrize(
    ("title", "label", "status"),
    [
        ("Unofficial partial results 2023", "Results 2023", Status.UNOFFICIAL_PARTIAL),
        ("Unofficial results 2023", "Results 2023", Status.PRELIMINARY),
        ("Results 2023 (judicial recount)", "Results 2023", Status.RECOUNT),
        ("Official results 2023", "Results 2023", Status.OFFICIAL),
        ("Official statistics on births", "Official statistics on births", None),
    ],
)
def test_a_title_says_a_state_and_an_office_does_not(title: str, label: str, status: Status | None) -> None:
    assert without_status(title)[:2] == (label, status)


def test_every_later_state_supersedes_and_is_told(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    told = []
    for votes, status in enumerate(ELECTION, 100):
        path = tmp_path / "votes.csv"
        path.write_text(
            f"indicator,seat,period,value,status,source\nvotes,Elm,2023,{votes},{status},Returns\n", "utf-8"
        )
        done = inside(["import", "--yes", str(path)], ledger)
        assert done.returncode == 0, done.stderr.decode()
        answer = json.loads(inside(["ask", "--json", "How many votes in Elm in 2023?"], ledger).stdout)
        assert (answer["value"], answer["figures"][0]["status"]) == (str(votes), status)
        told.append(" ".join([answer["text"], *answer["caveats"]]))

    assert "Not final: unofficial, of a partial count." in told[1]
    assert "Not final" not in told[3]
    asked = json.loads(inside(["ask", "--json", "How many votes did the recount give Elm?"], ledger).stdout)
    assert asked["value"] == "104"
    asked = json.loads(inside(["ask", "--json", "What was the unofficial number of votes in Elm?"], ledger).stdout)
    assert asked["value"] == "102"


def test_an_older_state_that_comes_late_supersedes_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    for votes, status in ((120, "certified"), (100, "unofficial complete")):
        path = tmp_path / "votes.csv"
        path.write_text(
            f"indicator,seat,period,value,status,source\nvotes,Elm,2023,{votes},{status},Returns\n", "utf-8"
        )
        assert inside(["import", "--yes", str(path)], ledger).returncode == 0
    assert json.loads(inside(["ask", "--json", "How many votes in Elm?"], ledger).stdout)["value"] == "120"
