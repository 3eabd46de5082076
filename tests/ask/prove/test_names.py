"""Cases of names, bands and what is asked of them are read by what was learned as well: no wrong number comes of it."""

from __future__ import annotations

import pytest

from bot.ask.prove.tolerance import LOOSE
from bot.ingest import read
from tests.ask.ledger import asker
from tests.questions.score_cases import CASES, NOW, asked, cases_of, outcome

KINDS = (
    "averages-of-what",
    "for-each-of-what",
    "losses-and-profits",
    "names-that-are-groups",
    "narrower-bands",
    "other-names",
    "other-things-counted",
    "parts-and-wholes",
    "sides-turned-round",
    "two-questions",
)


@pytest.mark.parametrize("kind", KINDS)
def test_learned_readings_come_to_no_wrong_number(kind: str) -> None:
    desk = asker(read(CASES / "ledgers" / f"{kind}.csv"), NOW, LOOSE)
    answers = [(case, asked(desk, case)) for case in cases_of(kind)]
    assert not [answer.text for case, answer in answers if outcome(case, answer) == "wrong"]
