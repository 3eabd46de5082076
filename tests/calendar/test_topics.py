"""Topics, as people name several at once."""

from __future__ import annotations

import pytest

from bot.calendar.subscriptions import topics_in
from bot.domain import Catalogue, Indicator, KeyDate
from bot.periods import PartialDate

_INDICATORS = (
    Indicator("cpi", "inflation, consumer prices", ("inflation, consumer prices, annual",)),
    Indicator("consumer-prices", "consumer prices"),
    Indicator("turnout", "turnout"),
)
_DATE = KeyDate("report", "Report, final", at=PartialDate("2027-05-20"))
CATALOGUE = Catalogue(0, {one.id: one for one in _INDICATORS}, {}, {}, {}, {}, {}, {}, {_DATE.id: _DATE})


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("", ()),
        (" , ", ()),
        ("turnout", ("turnout",)),
        ("turnout, consumer prices", ("turnout", "consumer prices")),
        ("Inflation, consumer prices", ("Inflation, consumer prices",)),
        ("inflation, consumer prices, turnout", ("inflation, consumer prices", "turnout")),
        ("inflation, consumer prices, annual", ("inflation, consumer prices, annual",)),
        ("turnout,report, final,trams", ("turnout", "report, final", "trams")),
        ("inflation, turnout", ("inflation", "turnout")),
    ],
)
def test_a_name_with_commas_is_one_topic(text: str, topics: tuple[str, ...]) -> None:
    assert topics_in(CATALOGUE, text) == topics
