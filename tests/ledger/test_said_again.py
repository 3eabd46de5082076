"""What was found wrong does not come back as another figure, but on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.domain import Figure, Indicator, Review, Source, Status
from bot.errors import ImportRefused, UnclearChange
from bot.ledger.correct import Amendment, correct
from bot.ledger.record import record
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.ledger.batches import NOW, batch, figure
from tests.ledger.test_correct import ACT, LATER, public

_AREA = (("region", "north"),)


def _wrong(**others: Any) -> Figure:
    given = {"unit": "percent", "source": "survey", "locator": "p1", "published_on": "2026-06-01", **others}
    return figure("45", "jobless", _AREA, "2026-Q1", **given)


def _take_back(engine: Engine, how: str) -> None:
    record(engine, batch(_wrong()), NOW)
    if how == "withdrawn":
        withdraw(engine, _wrong().id, ACT)
    else:
        correct(engine, _wrong().id, Amendment(value="4.5"), ACT)


@pytest.mark.parametrize("how", ["withdrawn", "corrected"])
@pytest.mark.parametrize(
    "others",
    [
        {"locator": None},
        {"locator": "p2"},
        {"published_on": "2026-07-01"},
        {"source": "gazette", "unit": None},
        {"status": Status.FINAL},
    ],
)
def test_a_row_that_says_it_again_is_refused_with_when_and_why(
    engine: Engine, how: str, others: dict[str, Any]
) -> None:
    _take_back(engine, how)
    before = public(engine)
    row = _wrong(**others)
    with pytest.raises(ImportRefused) as caught:
        record(engine, batch(row, lines={("figures", row.id): ("f.csv", 2)}), LATER)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("f.csv", 2, "value")
    assert problem.wrong == f"figure {_wrong().id} said the same, and was {how} on 2024-05-03 (typing error)"
    assert problem.right == "leave the row out, or, if it is right after all, import with --bring-back"
    assert public(engine) == before
    assert record(engine, batch(row), LATER, bring_back=True).new == 1
    assert public(engine) == {**before, row.id: "45"}


def test_under_another_name_it_is_the_same(engine: Engine) -> None:
    _take_back(engine, "withdrawn")
    row = figure("45.0", "jobless-rates", (("area", "north"),), "2026-01/2026-03")
    with pytest.raises(ImportRefused):
        record(engine, batch(row, indicators=(Indicator("jobless-rates", "Of the Jobless"),)), LATER)


@pytest.mark.parametrize(
    "row",
    [
        figure("4.5", "jobless", _AREA, "2026-Q1"),
        figure("45", "jobless", _AREA, "2026-Q2"),
        figure("45", "jobless", (("region", "south"),), "2026-Q1"),
        figure("45", "jobless", _AREA, "2026-Q1", unit="people"),
    ],
)
def test_another_value_series_or_unit_is_taken(engine: Engine, row: Figure) -> None:
    _take_back(engine, "withdrawn")
    assert record(engine, batch(row), LATER).new == 1


def test_what_was_corrected_in_its_place_alone_may_be_said_again(engine: Engine) -> None:
    record(engine, batch(_wrong()), NOW)
    correct(engine, _wrong().id, Amendment(locator="p3"), ACT)
    assert record(engine, batch(_wrong(locator="p4")), LATER).new == 1


def test_a_draft_may_say_it_and_is_not_published(engine: Engine) -> None:
    _take_back(engine, "withdrawn")
    draft = _wrong(locator="p2", review=Review.DRAFT)
    record(engine, batch(draft), LATER)
    said = replace(draft, review=Review.PUBLISHED)
    with pytest.raises(ImportRefused):
        record(engine, batch(said, said_published=frozenset({said.id})), LATER)
    assert public(engine) == {}


def test_an_embargo_does_not_bring_it_back_either(engine: Engine) -> None:
    _take_back(engine, "withdrawn")
    with pytest.raises(ImportRefused):
        record(engine, batch(_wrong(locator="p2", embargo_until=LATER + timedelta(days=1))), LATER)


def test_no_correction_brings_back_what_was_withdrawn(engine: Engine) -> None:
    _take_back(engine, "withdrawn")
    same = {"unit": "percent", "source": "survey", "locator": "p1"}
    other = figure("44", "jobless", _AREA, "2026-Q1", "2026-06-01", **same)
    record(engine, batch(other), NOW)
    with pytest.raises(UnclearChange) as caught:
        correct(engine, other.id, Amendment(value="45"), ACT)
    assert str(caught.value) == (
        f"That is figure {_wrong().id}, which was withdrawn on 2024-05-03 (typing error) and stays so; write the place "
        "in the source that is right as well (--locator), or import the figure that is right"
    )
    assert public(engine) == {other.id: "44"}


def test_the_revision_stays_where_nothing_is_taken(engine: Engine) -> None:
    _take_back(engine, "withdrawn")
    before = Reader(engine, LATER).revision()
    row = _wrong(locator="p2")
    sources = (Source("survey", title="Survey of work", published_on=PartialDate("2026-06-01")),)
    with pytest.raises(ImportRefused):
        record(engine, batch(row, sources=sources), LATER)
    assert Reader(engine, LATER).revision() == before
