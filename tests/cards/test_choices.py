"""What is written on the buttons of choices."""

from __future__ import annotations

import pytest

from bot.cards.choices import shortened_labels

NONE = ["", ""]


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (
            [
                "Ferry passengers, Devonport, March 2020: 16 % (Stats)",
                "Ferry passengers, Devonport, June 2020: 18 % (Stats)",
            ],
            ["March 2020: 16 %", "June 2020: 18 %"],
        ),
        (
            ["Ferry passengers in March 2020: 16 % of trips", "Ferry passengers in June 2020: 18 % of trips"],
            ["March 2020: 16 % of trips", "June 2020: 18 % of trips"],
        ),
        (
            ["Turnout of the whole country, 2020: 16 % (Stats)", "Turnout of the whole country, 2020: 16 % (Police)"],
            ["16 % (Stats)", "16 % (Police)"],
        ),
        (
            [
                "The difference between women and men, lone parents, 2016",
                "The ratio of women to men, lone parents, 2016",
            ],
            ["Difference between women and men", "Ratio of women to men"],
        ),
        # Short as they are, they say all.
        (["March 2020: 16 %", "June 2020: 18 %"], NONE),
        (["Turnout", "A measure of passengers of ferries, 2020: 16 %"], NONE),
        # Nothing tells them apart.
        (["Ferry passengers in March of 2020: 16 %", "Ferry passengers in March of 2020: 16 %"], NONE),
        (["Ferry passengers of all of the country", "Ferry passengers of all of the country, 2020"], NONE),
        (["Ferry passengers of all of the country, 2020: 16 %"], [""]),
        ([], []),
    ],
)
def test_labels_are_what_tells_choices_apart(texts: list[str], labels: list[str]) -> None:
    assert shortened_labels(texts) == labels
