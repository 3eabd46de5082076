"""The benchmark of chats, small: no question stays unanswered or is answered twice. How fast is never asserted."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import chat


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_a_small_run_answers_every_question_once(platform: str, capsys: pytest.CaptureFixture[str]) -> None:
    chat.main(["--platform", platform, "--requests", "40", "--rounds", "2", "--outstanding", "8", "--rate", "100"])
    (line,) = capsys.readouterr().out.splitlines()
    report = json.loads(line)[platform]
    asked = 40 + 40 + (40 if platform == "slack" else 0)
    assert report["count"] == {"requests": asked, "unanswered": 0, "doubled": 0}
    assert report["answered"]["ratio"] > 0
    assert ("acknowledged" in report) == (platform == "slack")
