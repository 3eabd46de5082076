"""A secret is the same under other names, and what is withheld in vain is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.domain import Code, Dimension, Figure, Indicator, KeyDate, Review, Source, Status
from bot.errors import ImportRefused, Problem
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.ledger.batches import NOW, batch, figure

_SOON = NOW + timedelta(days=1)
_WITHHELD: dict[str, dict[str, Any]] = {"embargo": {"embargo_until": _SOON}, "draft": {"review": Review.DRAFT}}


def _jobless(value: str = "9.9", area: str = "north", dimension: str = "region", **others: Any) -> Figure:
    return figure(value, "jobless", ((dimension, area),), "2026-Q2", unit="percent", **others)


def _called(label: str, row: Figure) -> Batch:
    return batch(row, indicators=(Indicator(row.indicator, label),))


def _refused(engine: Engine, imported: Batch) -> Problem:
    with pytest.raises(ImportRefused) as caught:
        record(engine, imported, NOW)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture(params=_WITHHELD)
def secret(request: pytest.FixtureRequest, engine: Engine) -> Figure:
    """The rate in the north, under embargo or a draft, in a ledger of its own."""
    one = _jobless(source="survey", **_WITHHELD[request.param])
    record(engine, _called("unemployment rate", one), NOW)
    return one


@pytest.mark.parametrize(
    ("label", "indicator", "pairs"),
    [
        ("unemployment rate", "jobless", (("area", "north"),)),
        ("Unemployment rates", "unemployment-rates", (("region", "north"),)),
        ("rate of unemployment", "rate-of-unemployment", (("geo", "north"),)),
        ("unemployment rate (North)", "unemployment-rate-north", ()),
        ("unemployment rate in the north", "x1", ()),
    ],
)
@pytest.mark.parametrize("value", ["9.9", "9.8"])
def test_another_name_for_a_measure_or_a_breakdown_is_no_way_out(
    engine: Engine, secret: Figure, label: str, indicator: str, pairs: tuple[tuple[str, str], ...], value: str
) -> None:
    row = figure(value, indicator, pairs, "2026-Q2")
    problem = _refused(engine, _called(label, row))
    assert problem.column == ("review" if secret.review is Review.DRAFT else "embargo_until")
    assert secret.id in problem.wrong


@pytest.mark.parametrize(
    ("label", "pairs"),
    [
        ("unemployment rate", (("region", "northland"),)),
        ("unemployment rate (South)", ()),
        ("employment rate", (("region", "north"),)),
    ],
)
def test_another_measure_or_place_is_taken(
    engine: Engine, secret: Figure, label: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert record(engine, _called(label, figure("8", f"of {label}", pairs, "2026-Q2")), NOW).new == 1


def test_a_draft_is_published_by_saying_so_under_another_identity(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(_jobless(review=Review.DRAFT)), NOW)
    row = _jobless(source="gazette")
    problem = _refused(sqlite_engine, batch(row))
    assert problem.right == "write published if it is public, or draft"
    record(sqlite_engine, batch(row, said_published=frozenset({row.id})), NOW)
    assert [one.id for one in Reader(sqlite_engine, NOW).figures_page()] == [row.id]


def test_no_order_to_lift_embargoes_publishes_a_draft(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(_jobless(review=Review.DRAFT)), NOW)
    with pytest.raises(ImportRefused):
        record(sqlite_engine, batch(_jobless(source="gazette")), NOW, lift_embargo=True)


@pytest.mark.parametrize("how", _WITHHELD)
def test_a_rival_in_the_same_file_is_refused_and_an_earlier_vintage_is_not(engine: Engine, how: str) -> None:
    source = Source("survey", title="Survey", published_on=PartialDate("2026-05-01"))
    hidden = _jobless("9.9", source="survey", **_WITHHELD[how])
    rival = _jobless("9.1", source="survey", locator="p2")
    assert hidden.id in _refused(engine, batch(hidden, rival, sources=(source,))).wrong
    dated = replace(rival, source="gazette", published_on=PartialDate("2026-05-01"))
    assert hidden.id in _refused(engine, batch(hidden, dated, sources=(source, Source("gazette", title="G")))).wrong
    earlier = (
        _jobless("9.1", source="survey", published_on="2026-04-01"),
        _jobless("9.1", source="survey", status=Status.PRELIMINARY),
    )
    assert record(engine, batch(hidden, *earlier, sources=(source,)), NOW).new == len(earlier) + 1


@pytest.mark.parametrize("how", _WITHHELD)
def test_what_is_public_all_the_same_is_told(engine: Engine, how: str) -> None:
    public = _jobless(source="survey", locator="p1")
    record(engine, batch(public), NOW)
    hidden = replace(_jobless(dimension="area", source="survey", locator="p2"), **_WITHHELD[how])
    recorded = record(engine, batch(hidden), NOW)
    (warning,) = recorded.warnings
    said = f"Figure {public.id} says the same as figure {hidden.id} (jobless;area=north, 2026-Q2), which is withheld"
    assert warning == f"{said}, and is public."
    assert record(engine, batch(hidden), NOW).warnings == ()


def test_what_the_import_withholds_with_it_is_not_told(engine: Engine) -> None:
    one, other = _jobless(source="survey"), _jobless(source="gazette")
    record(engine, batch(one, other), NOW)
    both = batch(*(replace(each, embargo_until=_SOON) for each in (one, other)))
    assert record(engine, both, NOW).warnings == ()


def test_a_key_date_that_is_public_all_the_same_is_told(engine: Engine) -> None:
    public = KeyDate("k1", "Budget raid", at=PartialDate("2027-03-01"))
    record(engine, Batch(key_dates=(public,)), NOW)
    hidden = KeyDate("k2", "The budget  raid", at=PartialDate("2027-03-01"), embargo_until=_SOON)
    recorded = record(engine, Batch(key_dates=(hidden,)), NOW)
    assert recorded.warnings == (
        "Key date k1 has the same title and day as key date k2, which is under embargo, and is public.",
    )
    assert record(engine, Batch(key_dates=(hidden,)), NOW).warnings == ()


def test_labels_that_the_import_gives_are_counted_too(engine: Engine, secret: Figure) -> None:
    row = figure("9.1", "u", (("d", "c"),), "2026-Q2")
    imported = Batch(
        figures=(row,),
        indicators=(Indicator("u", "rate of unemployment"),),
        dimensions=(Dimension("d", "Where"),),
        codes=(Code("c", "The North", dimension="d"),),
    )
    assert secret.id in _refused(engine, imported).wrong
