"""A small run of `fanout`: each channel gets its digest once; how long it took is only told."""

from __future__ import annotations

import json

import pytest

from tests.proofs.fanout.__main__ import bound_seconds, main
from tests.proofs.platforms import DISCORD, SLACK, Plan


def test_each_channel_gets_the_digest_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--channels", "80", "--workspaces", "4"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - a line that is seen in every run
    report = json.loads(line)
    assert report["enqueued"] == 80
    assert (report["lost"], report["doubled"], report["early"]) == (0, 0, 0)


@pytest.mark.parametrize(("slack", "discord", "seconds"), [((10, 500), (10, 500), 100), ((1, 30), (2, 500), 20)])
def test_the_bound_is_that_of_the_slower_platform(
    slack: tuple[int, int], discord: tuple[int, int], seconds: float
) -> None:
    assert bound_seconds(Plan(SLACK, *slack), Plan(DISCORD, *discord)) == seconds
