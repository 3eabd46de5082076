"""An import tells nothing of what the ledger withholds, whoever hands in the file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Engine

from bot.ask.prose import Prose
from bot.ask.style import HouseStyle
from bot.cards.corrections import offer_lines
from bot.domain import Review
from bot.ingest.identity import figure_id
from bot.ledger.mending import offers
from bot.ledger.overtaken import overtaken
from bot.ledger.record import record
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.exits.twins import LIFTS, NOW, PUBLIC, SECRET, SECRET_WORDS


def test_what_would_be_put_right_says_nothing_of_what_is_withheld(engine: Engine) -> None:
    for batch in (PUBLIC, SECRET):
        record(engine, batch, NOW)
    guessed = [
        replace(one, value=one.value + Decimal(1), embargo_until=None, review=Review.PUBLISHED)
        for one in (*PUBLIC.figures, *SECRET.figures)
    ]
    guessed = [replace(one, id=figure_id(one)) for one in guessed]
    found = offers(engine, replace(PUBLIC, figures=tuple(guessed), sources=(*PUBLIC.sources, *SECRET.sources)), NOW)
    prose = Prose(Reader(engine, NOW, EVERYTHING).catalogue(), HouseStyle())
    told = list(offer_lines(found, prose))
    assert any(offer.withheld for offer in found)
    assert any(not offer.withheld for offer in found)
    assert not [word for word in SECRET_WORDS if word in "\n".join(told)]
    assert not any(offer.withheld for offer in offers(engine, replace(PUBLIC, figures=tuple(guessed)), LIFTS))


def test_what_would_be_superseded_at_once_says_nothing_of_what_is_withheld(engine: Engine) -> None:
    record(engine, PUBLIC, NOW)
    guessed = [
        replace(one, value=one.value + Decimal(1), embargo_until=None, review=Review.PUBLISHED, published_on=None)
        for one in (*PUBLIC.figures, *SECRET.figures)
    ]
    guessed = [replace(one, id=figure_id(one), source=None) for one in guessed]
    batch = replace(PUBLIC, figures=tuple(guessed), sources=())
    told = overtaken(engine, batch, NOW)
    record(engine, SECRET, NOW)
    assert told != ()
    assert overtaken(engine, batch, NOW) == told
    assert overtaken(engine, batch, LIFTS) != told
