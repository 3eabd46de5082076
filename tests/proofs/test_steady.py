"""A small run of `steady`. Nothing is lost; how fast it is acknowledged is only told."""

from __future__ import annotations

import json

import pytest

from tests.proofs.steady.__main__ import main


def test_every_question_is_acknowledged_and_answered_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--rate", "20", "--seconds", "1.5", "--series", "300"])
    (line,) = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - a line that is seen in every run
    report = json.loads(line)
    assert report["asked"] == 30
    assert (report["lost"], report["doubled"], report["unacknowledged"]) == (0, 0, 0)
    assert set(report["acknowledged_ms"]) == {"all", "slack command", "slack mention", "discord command"}
    assert report["ended_seconds"] < 90
