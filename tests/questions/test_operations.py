"""Questions for a table, a range, a share of all and the like, over the sample and the four made ledgers.

Where they have a value it follows from the figures (`from`, see `golds`); `must` are patterns of the text, and what is
to be refused or asked back is never answered.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.domain import Outcome
from tests.questions.desks import Ask, desk_over
from tests.questions.golds import Figures, gold, read_bodies, read_figures

ROOT = Path(__file__).parents[2]
BODIES = read_bodies(Path(__file__).with_name("operations.jsonl"))


@cache
def _desk(ledger: str) -> Ask:
    return desk_over(ROOT / ledger)


@cache
def _figures(ledger: str) -> Figures:
    return read_figures(ROOT / ledger)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body["q"])
def test_an_operation(body: dict[str, Any]) -> None:
    answer = _desk(body["ledger"])(body["q"])
    assert answer.outcome is Outcome(body["expect"]), answer.text
    if "from" in body:
        wanted = gold(body["from"], _figures(body["ledger"])).value
        assert wanted is not None
        assert answer.value is not None
        value = Decimal(answer.value)
        assert abs(value) == abs(round(wanted, max(0, -int(value.as_tuple().exponent))))
    for pattern in body.get("must", ()):
        assert re.search(pattern, answer.text), answer.text


def test_every_operation_has_questions_over_three_ledgers() -> None:
    for operation in {body["operation"] for body in BODIES}:
        own = [body for body in BODIES if body["operation"] == operation]
        assert len(own) >= 6
        assert len({body["ledger"] for body in own}) >= 3
        assert any(body["expect"] == "answered" for body in own) or operation == "part"
        assert any(body["expect"] != "answered" for body in own)
