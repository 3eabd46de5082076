"""A small run of `corrections` on each database. What happened is asserted, never how fast."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.delivery.nouns import Address
from tests.proofs.corrections.__main__ import audit, bound_seconds, main
from tests.proofs.corrections.newsroom import MARK, REPLY
from tests.proofs.databases import DATABASES
from tests.proofs.platforms import DISCORD, SLACK, Plan, Post

_SMALL = ["--receipts", "40", "--workspaces", "4", "--kills", "4"]
_PLACES = [Address("slack", "T1", "C1"), Address("discord", "2", "3")]


@pytest.mark.parametrize("database", DATABASES)
def test_each_channel_is_told_once(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", database, *_SMALL]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - a line that is seen in every run
    report = json.loads(line)
    wrong = {name: report[name] for name in ("lost", "unmarked", "doubled", "strange")}
    assert not any(wrong.values()), wrong
    assert (report["receipts"], report["kills"]) == (40, 4)
    assert report["states"] == {"sent": 80}


def _stand() -> list[Post]:
    answers = [Post(place, "was 461", "a", 1.0, f"was 461\n{MARK}484") for place in _PLACES]
    return [*answers, *(Post(place, REPLY, "b", 2.0, f"{REPLY}; …") for place in _PLACES)]


def test_what_the_audit_finds() -> None:
    answer, other, reply, _ = stand = _stand()
    assert audit(_PLACES, stand).flawless
    assert audit(_PLACES, stand[:3]).lost == 1
    assert audit(_PLACES, [*stand, reply]).doubled == 1
    assert audit(_PLACES, [replace(answer, body="was 461"), *stand[1:]]).unmarked == 1
    assert audit(_PLACES, [*stand, replace(other, body="something else")]).strange == 1


def test_the_bound_is_of_two_sends_each() -> None:
    assert bound_seconds(Plan(SLACK, 10, 500), Plan(DISCORD, 10, 500)) == 200
