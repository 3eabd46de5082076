"""A small run of `hostile`. How long the slowest took is only told."""

from __future__ import annotations

import json
from functools import cache
from itertools import islice

import pytest

from adapters.cli.counter import FAILED
from bot.ask.prove.tolerance import LOOSE
from bot.ingest import read
from tests.ask.ledger import asker
from tests.proofs.hostile.__main__ import LEDGERS, main
from tests.proofs.hostile.asking import Found
from tests.proofs.hostile.names import Names, names_of
from tests.proofs.hostile.questions import KINDS, Question, questions

_OWN = LEDGERS[1]


@cache
def _names() -> Names:
    return names_of(_OWN)


def _made(seed: int, count: int) -> list[Question]:
    return list(islice(questions(_names(), seed), count))


def test_each_gets_an_object_and_none_about_an_invented_name_a_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "7", "--questions", "120"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - a line that is seen in every run
    found = json.loads(line)
    assert (found["raised"], found["without_an_object"], found["invented_answered"]) == (0, 0, 0)
    assert sum(found["statuses"].values()) == 120
    assert found["statuses"]["answered"]
    assert found["about_invented_names"] > 10


def test_none_raises_in_a_thread() -> None:
    made = [question.text for question in _made(11, 120)]
    desk = asker(read(_OWN), tolerance=LOOSE)
    for start in range(0, len(made), 6):
        assert all(answer.text for answer in desk.thread(*made[start : start + 6]))


def test_a_seed_makes_the_same_questions_and_all_kinds() -> None:
    made = _made(3, 120)
    assert made == _made(3, 120)
    assert made != _made(4, 120)
    assert {question.kind for question in made} == set(KINDS)
    assert all(b"\n" not in question.line for question in made)
    assert all((question.kind == "nobody") == (question.nobody is not None) for question in made)


def test_invented_names_are_like_none_of_the_ledger() -> None:
    known = _names().known
    assert {"northmere", "population", "how"} <= known
    assert known.isdisjoint(question.nobody.lower() for question in _made(5, 120) if question.nobody)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set()),
        ({"status": "answered"}, {"invented"}),
        ({"understood_as": FAILED}, {"raised"}),
        ({"question": "another"}, {"lost"}),
    ],
)
def test_what_goes_wrong_is_found(changed: dict[str, str], wrong: set[str]) -> None:
    found, sound = Found(), {"question": "Xarg?", "status": "abstained", "understood_as": "", "text": "No."}
    found.take(Question("nobody", b"Xarg?", "Xarg"), json.dumps({**sound, **changed}).encode(), 0.1)
    assert {name for name in ("raised", "lost", "invented") if getattr(found, name)} == wrong
    assert found.holds == (not wrong)
    assert found.times == [(0.1, "Xarg?")]


def test_a_command_that_ended_has_lost_the_rest() -> None:
    found = Found()
    found.take(Question("noise", b"one"), b"", 0.1)
    assert found.lost == ["one"]
