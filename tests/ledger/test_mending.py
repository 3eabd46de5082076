"""The corrected file of a source puts right what the ledger has of it, and what may be true as well is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from bot.domain import Figure, Qualifier, Review, Source, Status
from bot.ingest.batch import Batch
from bot.ingest.identity import figure_id
from bot.ledger.history import change_log
from bot.ledger.mending import offers
from bot.ledger.record import Recorded, record
from bot.ledger.retracting import Act
from bot.ledger.vintage import latest
from bot.periods import PartialDate
from bot.store.figure_changes import FigureChange
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.ledger.batches import NOW, batch, figure

ACT = Act("terminal:ana", "a slip of the pen", NOW + timedelta(hours=1))
SAID = {"source": "elm", "published_on": "2024-05-01"}


def of_elm(value: str, **more: object) -> Figure:
    return figure(value, "jobs", **{"period": "2024", **SAID, **more})  # type: ignore[arg-type]


def held(engine: Engine) -> list[Figure]:
    return Reader(engine, ACT.at, EVERYTHING).figures_page()


def shown(engine: Engine) -> list[str]:
    return [f"{one.value:f}" for one in latest(Reader(engine, ACT.at).figures_page())]


def corrected(engine: Engine, *figures: Figure) -> Recorded:
    return record(engine, batch(*figures), ACT.at, correcting=ACT)


def test_another_value_of_the_same_source_and_day_is_offered(engine: Engine) -> None:
    record(engine, batch(of_elm("40")), NOW)
    (offer,) = offers(engine, batch(of_elm("4.0")), ACT.at)
    assert (str(offer.held.value), str(offer.said.value), offer.withheld) == ("40", "4.0", False)
    assert shown(engine) == ["40"]


def test_the_right_one_takes_the_place_of_the_wrong_one_and_the_log_says_so(engine: Engine) -> None:
    record(engine, batch(of_elm("40")), NOW)
    before = Reader(engine, NOW).revision()
    done = corrected(engine, of_elm("4.0"))
    assert (done.new, done.unchanged, len(done.corrected)) == (0, 0, 1)
    assert shown(engine) == ["4.0"]
    assert Reader(engine, NOW).revision() == before + 1
    (change,), _ = change_log(engine, None, None)
    old, new = done.corrected[0].held, done.corrected[0].said
    assert (change.change, change.figure, change.other) == (FigureChange.CORRECTED, old.id, new.id)
    assert (change.by, change.why) == ("terminal:ana", "a slip of the pen")


def test_importing_the_corrected_file_again_changes_nothing(engine: Engine) -> None:
    record(engine, batch(of_elm("40")), NOW)
    corrected(engine, of_elm("4.0"))
    assert offers(engine, batch(of_elm("4.0")), ACT.at) == []
    again = corrected(engine, of_elm("4.0"))
    assert (again.new, again.unchanged, again.corrected) == (0, 1, ())


def test_importing_the_wrong_file_again_brings_nothing_back(engine: Engine) -> None:
    record(engine, batch(of_elm("40")), NOW)
    corrected(engine, of_elm("4.0"))
    assert offers(engine, batch(of_elm("40")), ACT.at) == []
    record(engine, batch(of_elm("40")), ACT.at)
    assert shown(engine) == ["4.0"]


@pytest.mark.parametrize(
    "other",
    [
        of_elm("4.0", source="ash"),
        of_elm("4.0", source=None),
        of_elm("4.0", published_on="2024-06-01"),
        of_elm("4.0", period="2023"),
        of_elm("4.0", status=Status.FINAL),
        of_elm("4.0", unit="percent"),
        of_elm("4.0", attributed_to="ana"),
        of_elm("40.0"),
        of_elm("40", locator="page 3"),
        of_elm("4.0", embargo_until=ACT.at + timedelta(days=1)),
        of_elm("4.0", review=Review.DRAFT),
    ],
)
def test_what_may_be_true_beside_it_or_is_withheld_is_not(engine: Engine, other: Figure) -> None:
    record(engine, batch(of_elm("40"), other_of("ash")), NOW)
    assert offers(engine, batch(other), ACT.at) == []


def other_of(source: str) -> Figure:
    """So that the ledger knows the source."""
    return of_elm("1", source=source, period="1999")


def test_what_the_file_still_says_is_right(engine: Engine) -> None:
    """A file with both values has rivals of its own."""
    record(engine, batch(of_elm("40")), NOW)
    assert offers(engine, batch(of_elm("40"), of_elm("4.0")), ACT.at) == []


def test_where_several_may_be_meant_somebody_has_to_say_which(engine: Engine) -> None:
    record(engine, batch(of_elm("40"), of_elm("41")), NOW)
    assert offers(engine, batch(of_elm("4.0")), ACT.at) == []


def test_a_day_that_the_source_has_is_that_of_its_figures(engine: Engine) -> None:
    dated = Source("elm", title="Elm", published_on=PartialDate("2024-05-01"))
    record(engine, replace(batch(of_elm("40", published_on=None)), sources=(dated,)), NOW)
    (offer,) = offers(engine, replace(batch(of_elm("4.0")), sources=(Source("elm", title="Elm"),)), ACT.at)
    assert offer.held.value == Decimal(40)
    corrected(engine, of_elm("4.0"))
    assert shown(engine) == ["4.0"]


def test_qualifier_and_place_are_those_of_the_file(engine: Engine) -> None:
    record(engine, batch(of_elm("40", locator="page 3")), NOW)
    right = of_elm("4.0", locator="page 4", qualifier=Qualifier.ABOUT)
    corrected(engine, right)
    (new,) = [one for one in held(engine) if one.review is Review.PUBLISHED]
    assert (new.id, new.locator, new.qualifier) == (figure_id(right), "page 4", Qualifier.ABOUT)


def test_one_under_embargo_is_put_right_under_it_and_is_marked_as_withheld(engine: Engine) -> None:
    until = ACT.at + timedelta(days=2)
    record(engine, batch(of_elm("40", embargo_until=until)), NOW)
    (offer,) = offers(engine, batch(of_elm("4.0")), ACT.at)
    assert offer.withheld
    corrected(engine, of_elm("4.0"))
    assert shown(engine) == []
    (new,) = [one for one in held(engine) if one.review is Review.PUBLISHED]
    assert (str(new.value), new.embargo_until) == ("4.0", until)


def test_a_draft_stays_one(engine: Engine) -> None:
    record(engine, batch(of_elm("40", review=Review.DRAFT)), NOW)
    assert offers(engine, batch(of_elm("4.0")), ACT.at)[0].withheld
    corrected(engine, of_elm("4.0"))
    assert [one.review for one in held(engine) if one.value == Decimal("4.0")] == [Review.DRAFT]


def test_what_else_the_file_has_is_recorded_with_it(engine: Engine) -> None:
    record(engine, batch(of_elm("40"), of_elm("7", period="2023")), NOW)
    done = corrected(engine, of_elm("4.0"), of_elm("7", period="2023"), of_elm("9", period="2022"))
    assert (done.new, done.unchanged, len(done.corrected)) == (1, 1, 1)


def test_nothing_is_put_right_where_the_rest_is_refused(engine: Engine) -> None:
    record(engine, batch(of_elm("40")), NOW)
    broken = Batch(figures=(replace(of_elm("4.0"), id="x"), figure("1", "unheard", source="nowhere")))
    with pytest.raises(Exception, match="Nothing was imported"):
        record(engine, broken, ACT.at, correcting=ACT)
    assert shown(engine) == ["40"]


def test_without_the_order_both_are_kept(engine: Engine) -> None:
    record(engine, batch(of_elm("40")), NOW)
    done = record(engine, batch(of_elm("4.0")), ACT.at)
    assert (done.new, done.corrected) == (1, ())
    assert sorted(shown(engine)) == ["4.0", "40"]
