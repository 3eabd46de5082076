"""The benchmark of chats, small: no question stays unanswered or is answered twice. How fast is never asserted."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from tests.benchmarks import chat
from tests.benchmarks.chat_questions import questions


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_a_small_run_answers_every_question_once(platform: str, capsys: pytest.CaptureFixture[str]) -> None:
    chat.main(["--platform", platform, "--requests", "40", "--rounds", "2", "--outstanding", "8", "--rate", "100"])
    (line,) = capsys.readouterr().out.splitlines()
    report = json.loads(line)[platform]
    asked = 40 + 40 + (40 if platform == "slack" else 0)
    assert report["count"] == {"requests": asked, "unanswered": 0, "doubled": 0}
    assert report["answered"]["ratio"] > 0
    assert ("acknowledged" in report) == (platform == "slack")


def test_questions_come_again_or_never() -> None:
    again, never = (list(islice(questions(repeat=repeat), 1_000)) for repeat in (True, False))
    assert len(set(again)) < 1_000
    assert len(set(never)) == 1_000
