"""Figures of a ledger, from their words to a frame."""

from __future__ import annotations

import pytest

from bot.ask.interpret import can_be_read
from bot.ask.prove.tolerance import DEFAULT
from bot.ask.style import HouseStyle
from bot.ask.vocabulary.ledger import laid_out, wording
from bot.ask.vocabulary.matching import Matcher
from bot.domain import Catalogue, Code, Dimension, Indicator, Status, Universe
from tests.ledger.batches import figure

CATALOGUE = Catalogue(
    1,
    indicators={"rides": Indicator("rides", "Ferry rides", ("crossings",), unit="passengers")},
    dimensions={"route": Dimension("route", "Route")},
    codes={("route", "n"): Code("n", "Northern line", dimension="route")},
    universes={"adults": Universe("adults", "Grown-ups on board")},
    periods={},
    agents={},
    sources={},
    key_dates={},
)
NORTH = (("route", "n"),)
FIGURES = [
    figure("3", "rides", NORTH, "2021", unit="tickets", universe="adults", status=Status.PRELIMINARY),
    figure("4", "rides", NORTH, "2021", unit="coupons", status=Status.FINAL),
    figure("5", "rides", (), "2022-06"),
]


def test_the_words_of_figures_hold_all_that_they_are_laid_out_with() -> None:
    words = wording(FIGURES, CATALOGUE, HouseStyle()).words
    frame = laid_out(FIGURES, CATALOGUE, HouseStyle()).frame
    assert frame.words.keys() <= words.keys()
    assert {"ferri", "cross", "northern", "2021", "june", "ticket", "coupon", "passeng"} <= words.keys()


@pytest.mark.parametrize(
    ("question", "can"),
    [
        ("How many crossings on the northern line in 2021?", True),
        ("How many crossings on the northern line in 1977?", False),
        ("How many crossings to Patagonia in 2021?", False),
        ("How many zeppelin crossings in 2021?", False),
        ("", False),
    ],
)
def test_what_no_label_accounts_for_cannot_be_read(question: str, can: bool) -> None:
    labels = Matcher(wording(FIGURES, CATALOGUE, HouseStyle()), {})
    assert can_be_read(question, frozenset(), labels, DEFAULT.among) is can
