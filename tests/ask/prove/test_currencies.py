"""What is asked in one currency is not told in another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.ask.prove import currencies
from bot.ask.prove.finding import Asked, Given, Measure, Verdict
from bot.ask.text import tokenize

SALES = Measure("sales", (("sale",),), frozenset(("sale",)))
EXPORTS = Measure("dollar exports", (("dollar", "export"),), frozenset(("dollar", "export")))


@pytest.mark.parametrize(
    ("question", "unit", "measure", "verdict"),
    [
        ("sales of North in dollars in 2024", "million euros", SALES, Verdict.VETOED),
        ("how many yen were the sales of North", "million euros", SALES, Verdict.VETOED),
        ("sales of North in euros in 2024", "million euros", SALES, Verdict.PROVEN),
        ("dollar exports of North in 2024", "million euros", EXPORTS, Verdict.PROVEN),
        ("sales per cent", "million euros", SALES, Verdict.PROVEN),
        ("how many dollar shops", "shops", SALES, Verdict.PROVEN),
    ],
)
def test_the_currency_is_that_of_the_unit(question: str, unit: str, measure: Measure, verdict: Verdict) -> None:
    tokens = tokenize(question)
    asked = Asked(*(tuple(getattr(token, part) for token in tokens) for part in ("norm", "stem", "text")))
    given = Given("lookup", Decimal(195), unit, (), (measure,))
    assert currencies.check(asked, given).verdict is verdict
