"""Values are compared in one scale: 0.41 thousands of dollars are 410 dollars, held or said, public or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from bot.domain import Figure, Indicator, Qualifier, Review
from bot.errors import ImportRefused
from bot.ingest.collected import Collected
from bot.ingest.spool import Common
from bot.ledger.mending import offers
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.vintage import contradicted_by, latest, superseded_by
from bot.ledger.withdraw import withdraw
from bot.scales import parted, unscaled, without_scale
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.ledger.batches import NOW, batch, figure

LATER = NOW + timedelta(hours=1)
ACT = Act("terminal:ana", "a slip of the pen", LATER)


def cost(value: str, unit: str | None = "dollars", **more: object) -> Figure:
    said = {"period": "2024", "published_on": "2024-05-01", "source": "elm", **more}
    return figure(value, "cost", unit=unit, **said)  # type: ignore[arg-type]


def spooled(*figures: Figure) -> Collected:
    found = Collected("file")
    for line, one in enumerate(figures, 2):
        common = Common.of(replace(one, id="", locator=None))
        found.add(common, one.period.iso, f"{one.value:f}", one.locator, line)
    return found


def shown(engine: Engine) -> list[str]:
    return [f"{one.value:f} {one.unit}" for one in latest(Reader(engine, LATER).figures_page())]


@pytest.mark.parametrize(
    ("unit", "power", "plain"),
    [
        ("dollars", 0, "dollars"),
        ("thousands of dollars", 3, "dollars"),
        ("Million dollars", 6, "dollars"),
        ("billions of euros, chain linked volumes (2010)", 9, "euros, chain linked volumes (2010)"),
        ("thousands", 3, "number"),
        ("tens of thousands of people", 4, "people"),
        ("hundredths of percent", -2, "percent"),
        ("lakhs of rupees", 5, "rupees"),
        ("$m", 6, "$"),
        ("per thousand", 0, "per thousand"),
        ("tenants", 0, "tenants"),
        ("tens", 1, "number"),
    ],
)
def test_a_unit_is_parted_from_its_scale(unit: str, power: int, plain: str) -> None:
    assert parted(unit) == (power, plain)
    assert without_scale(unit) == plain


def test_no_digit_is_lost() -> None:
    long = "1" * 60 + ".000000000000000001"
    assert unscaled(Decimal(long), "millions") == Decimal("1" * 60 + "000000.000000000001")


def test_figures_of_one_kind_are_compared_in_one_scale() -> None:
    held, same, other = cost("410"), cost("0.41", "thousands of dollars"), cost("0.42", "thousands of dollars")
    assert contradicted_by([held, same]) == {}
    assert set(contradicted_by([held, other])) == {held.id, other.id}
    later = replace(other, published_on=None, source=None)
    assert superseded_by([later, held])[later.id] == (held,)


def test_a_rounded_one_restates_an_exact_one_in_another_scale() -> None:
    about = cost("0.4", "thousands of dollars", qualifier=Qualifier.ABOUT)
    assert contradicted_by([cost("410"), about]) == {}
    assert contradicted_by([cost("460"), about]) != {}


@pytest.mark.parametrize(
    "again", [cost("0.41", "thousands of dollars"), cost("0.00041", "millions of dollars"), cost("410", None)]
)
@pytest.mark.parametrize("as_spool", [True, False])
def test_the_same_figure_in_another_scale_is_held_already(engine: Engine, again: Figure, *, as_spool: bool) -> None:
    said = batch(cost("410"), indicators=(Indicator("cost", "Cost", unit="dollars"),))
    record(engine, said, NOW)
    more = cost("7", "thousands of dollars", period="2023")
    figures = spooled(again, more).figures if as_spool else (again, more)
    coming = replace(batch(again, more), figures=figures)
    assert offers(engine, coming, LATER) == []
    done = record(engine, coming, LATER)
    assert (done.new, done.unchanged, done.updated, done.warnings) == (1, 1, 0, ())
    assert record(engine, coming, LATER).new == 0
    assert sorted(shown(engine)) == ["410 dollars", "7 thousands of dollars"]


def test_another_value_in_another_scale_is_offered_and_takes_the_place(engine: Engine) -> None:
    record(engine, batch(cost("410")), NOW)
    right = batch(cost("0.42", "thousands of dollars"))
    (offer,) = offers(engine, right, LATER)
    assert (offer.held.value, offer.said.value) == (Decimal(410), Decimal("0.42"))
    assert len(record(engine, right, LATER, correcting=ACT).corrected) == 1
    assert shown(engine) == ["0.42 thousands of dollars"]
    assert offers(engine, right, LATER) == []
    again = record(engine, right, LATER)
    assert (again.new, again.unchanged) == (0, 1)


def test_what_says_more_is_a_figure_of_its_own(engine: Engine) -> None:
    record(engine, batch(cost("410")), NOW)
    others = [
        cost("0.41", "thousands of dollars", **more)
        for more in ({"locator": "page 3"}, {"published_on": "2024-06-01"}, {"source": "ash"})
    ]
    assert record(engine, batch(*others), LATER).new == 3
    assert len(shown(engine)) == 1, "they say the same again"


def test_what_it_says_of_its_review_goes_for_the_one_held(engine: Engine) -> None:
    record(engine, batch(cost("410", review=Review.DRAFT)), NOW)
    same = cost("0.41", "thousands of dollars")
    done = record(engine, batch(same, said_published=frozenset({same.id})), LATER)
    assert (done.new, done.updated) == (0, 1)
    assert shown(engine) == ["410 dollars"]


def test_a_longer_embargo_goes_for_the_one_held(engine: Engine) -> None:
    until = LATER + timedelta(days=1)
    record(engine, batch(cost("410", embargo_until=until)), NOW)
    longer = cost("0.41", "thousands of dollars", embargo_until=until + timedelta(days=1))
    record(engine, batch(longer), LATER)
    (held,) = Reader(engine, LATER, EVERYTHING).figures_page()
    assert (held.unit, held.embargo_until) == ("dollars", until + timedelta(days=1))


def test_what_is_withheld_is_not_told_in_another_scale(engine: Engine) -> None:
    until = LATER + timedelta(days=1)
    record(engine, batch(cost("410", period="2024-05", embargo_until=until)), NOW)
    telling = cost("0.41", "thousands of dollars", source="ash")
    with pytest.raises(ImportRefused) as refused:
        record(engine, batch(telling), LATER)
    assert "is under embargo until" in str(refused.value.problems[0])


def test_what_was_withdrawn_does_not_come_back_in_another_scale(engine: Engine) -> None:
    record(engine, batch(cost("410")), NOW)
    (held,) = Reader(engine, NOW, EVERYTHING).figures_page()
    withdraw(engine, held.id, ACT)
    with pytest.raises(ImportRefused) as refused:
        record(engine, batch(cost("0.41", "thousands of dollars")), LATER)
    assert "said the same, and was withdrawn" in str(refused.value.problems[0])
    assert record(engine, batch(cost("0.42", "thousands of dollars")), LATER).new == 1
