"""A small run of `chaos` on each database. What happened is asserted, never how fast."""

from __future__ import annotations

import json

import pytest

from tests.proofs.chaos.__main__ import main
from tests.proofs.chaos.worker import POINTS
from tests.proofs.databases import DATABASES

_SMALL = ["--deliveries", "40", "--kills", "6", "--pauses", "1", "--each", "1"]


@pytest.mark.parametrize("database", DATABASES)
def test_every_message_stands_once_and_in_order(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", database, *_SMALL]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - a line that is seen in every run
    report = json.loads(line)
    wrong = {name: report[name] for name in ("lost", "doubled", "strange", "out_of_order", "early")}
    assert not any(wrong.values()), wrong
    assert report["deliveries"] >= 40
    assert all(report["killed"][point] for point in POINTS)
    assert report["paused_past_lease"] == 1
    assert report["database_restarts"] == (database == "postgresql")
