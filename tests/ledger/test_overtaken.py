"""New figures that held ones supersede at once are told of, before they are recorded and as they are."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from bot.domain import Source, Status
from bot.ledger.overtaken import overtaken
from bot.ledger.record import record
from bot.periods import PartialDate
from tests.ledger.batches import NOW, batch, figure

LATER = NOW + timedelta(hours=1)
DATED = {"published_on": "2024-05-01"}


def test_an_undated_one_behind_a_dated_one_is_told_and_how_to_date_it(engine: Engine) -> None:
    record(engine, batch(figure("4", period="2020", **DATED), figure("5", period="2021", **DATED)), NOW)
    new = batch(figure("6", period="2020"), figure("7", period="2021"), figure("8", period="2022"))
    (told,) = overtaken(engine, new, LATER)
    assert told == (
        "2 new figures are superseded at once by figures held, for no day of publication is said of them: rainfall,"
        " 2020; rainfall, 2021; --published says it."
    )
    assert record(engine, new, LATER).warnings == (told,)
    assert overtaken(engine, new, LATER) == (), "they are held now"


def test_an_older_one_and_one_of_a_lower_status_are_told(engine: Engine) -> None:
    record(engine, batch(figure("4", period="2020", status=Status.FINAL, **DATED)), NOW)
    late = batch(figure("5", period="2020", published_on="2024-06-01", status=Status.PROVISIONAL))
    (told,) = overtaken(engine, late, LATER)
    assert told.startswith("1 new figure is superseded at once")
    assert "they are older, or of a lower status" in told


def test_one_whose_source_has_the_day_is_dated(engine: Engine) -> None:
    record(engine, batch(figure("4", period="2020", **DATED)), NOW)
    source = Source("elm", title="Elm", published_on=PartialDate("2024-06-01"))
    new = batch(figure("5", period="2020", source="elm"), sources=(source,))
    assert overtaken(engine, new, LATER) == ()
    assert record(engine, new, LATER).warnings == ()


def test_nothing_is_told_of_what_stands_restates_or_comes_with_what_supersedes_it(engine: Engine) -> None:
    record(engine, batch(figure("4", period="2020", **DATED)), NOW)
    old, new = figure("5", period="2021", published_on="2023"), figure("6", period="2021", published_on="2024")
    fine = batch(figure("4", period="2020"), old, new, figure("3", "snow"))
    assert overtaken(engine, fine, LATER) == ()
    assert record(engine, fine, LATER).warnings == ()


def test_many_are_counted(engine: Engine) -> None:
    years = [str(year) for year in range(2000, 2010)]
    record(engine, batch(*(figure("4", period=year, **DATED) for year in years)), NOW)
    (told,) = overtaken(engine, batch(*(figure("5", period=year) for year in years)), LATER)
    assert told.startswith("10 new figures are")
    assert " and 7 more" in told
