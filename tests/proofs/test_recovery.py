"""The whole table of `recovery`: what stands is asserted, and how long it took is told."""

from __future__ import annotations

import json

import pytest

from tests.proofs.recovery.__main__ import CASES, play, report
from tests.proofs.recovery.outage import FAULTS, LASTING


@pytest.mark.parametrize("platform", sorted(CASES))
def test_every_call_outlives_every_fault(platform: str, capsys: pytest.CaptureFixture[str]) -> None:
    results = play("sqlite", platform, CASES[platform])
    with capsys.disabled():
        print(f"\n{json.dumps(report(results))}")  # noqa: T201 - a line that is seen in every run
    assert [one for one in results if not one.holds] == []
    assert len(results) == len(CASES[platform]) * len(FAULTS) * len(LASTING)
    assert [one for one in results if not one.met] == [], "a fault that nothing met proves nothing"
