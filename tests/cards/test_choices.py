"""What is written on the buttons of choices."""

from __future__ import annotations

import json

import pytest

from bot.cards.card import Action, Button, Card, Row, Tone
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
        # What all begin with leaves no brackets behind, and no comma within brackets parts them.
        (
            ["Punctual sailings (North), in 2022: 90.5 per cent", "Punctual sailings (Island), in 2022: 84 per cent"],
            ["North: 90.5 per cent", "Island: 84 per cent"],
        ),
        (
            ["Boats counted (small, moored), 2022: 12 boats", "Boats counted (large, moored), 2022: 30 boats"],
            ["Small, moored: 12 boats", "Large, moored: 30 boats"],
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


def test_what_is_small_and_what_is_short_is_kept_and_the_version_before_can_read_it() -> None:
    rows = (Row("Was", "Thursday", small=True), Row("Id", "the-vote"))
    card = Card(Tone.TOLD, "Moved.", rows, (Button(Action.PICK, "March 2020: 16 %", "r:0", short="March 2020"),))
    body = json.loads(json.dumps(card.as_json()))
    assert Card.from_json(body) == card
    assert all(set(row) == {"label", "text", "url", "warns", "ask"} for row in body["rows"])
    del body["small"]
    assert Card.from_json(body).rows == (Row("Was", "Thursday"), Row("Id", "the-vote"))
