"""A small run of `burst`. None of ours is lost; how fast they are is only told."""

from __future__ import annotations

import json

import pytest

from tests.proofs.burst.__main__ import main


def test_none_is_lost_and_none_comes_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--reminders", "40"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - a line that is seen in every run
    runs = json.loads(line)["runs"]
    assert (runs["factdesk"]["lost"], runs["factdesk"]["doubled"]) == (0, 0)
    assert runs["apscheduler, no misfire limit"]["lost"] == 0
    assert all(0 <= run["late_p50"] <= run["late_p99"] for run in runs.values() if run["lost"] < 40)
