"""Withdrawing a figure, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from bot.domain import Figure, Review, Status
from bot.errors import AlreadyRetracted, UnclearChange, UnknownFigure
from bot.ledger.correct import Amendment, correct
from bot.ledger.history import history
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.vintage import latest
from bot.ledger.withdraw import withdraw
from bot.store.engine import writing
from bot.store.figure_changes import FigureChange, LoggedChange
from bot.store.reader import Reader
from bot.store.tables import observation
from bot.store.visibility import EVERYTHING, Rights
from tests.ledger.batches import NOW, batch, figure
from tests.ledger.test_correct import ACT, LATER, changes, public

EARLY = figure("3", published_on="2024-01-01", status=Status.PRELIMINARY)
MIDDLE = figure("4", published_on="2024-02-01", status=Status.PRELIMINARY)
LATE = figure("5", published_on="2024-03-01", status=Status.FINAL)


@pytest.fixture
def chain(engine: Engine) -> Engine:
    """A ledger with three vintages of one figure."""
    for one in (EARLY, MIDDLE, LATE):
        record(engine, batch(one), NOW)
    return engine


def stands(engine: Engine) -> list[Figure]:
    return latest(Reader(engine, LATER).figures([1]))


def test_nobody_is_given_it_any_more(engine: Engine) -> None:
    record(engine, batch(figure("3")), NOW)
    assert withdraw(engine, f" {figure('3').id.upper()} ", ACT) == figure("3")
    assert public(engine) == {}
    assert changes(engine) == [
        LoggedChange(figure("3").id, FigureChange.WITHDRAWN, "terminal:ana", LATER, why="typing error")
    ]
    reader = Reader(engine, LATER)
    assert (reader.revision(), reader.series_count(), reader.catalogue().indicators) == (2, 0, {})


def test_the_last_of_a_chain_gives_way_to_the_one_before(chain: Engine) -> None:
    withdraw(chain, LATE.id, ACT)
    assert stands(chain) == [MIDDLE]
    assert [one.figure.id for one in Reader(chain, LATER).withdrawn()] == [LATE.id]
    assert history(chain, LATE.id).stands_at(LATER) == [MIDDLE]


def test_one_that_was_superseded_leaves_the_last_one_standing(chain: Engine) -> None:
    withdraw(chain, MIDDLE.id, ACT)
    assert stands(chain) == [LATE]
    assert history(chain, LATE.id).before == [EARLY, replace(MIDDLE, review=Review.RETRACTED)]


def test_all_of_a_chain(chain: Engine) -> None:
    for one in (MIDDLE, LATE, EARLY):
        withdraw(chain, one.id, ACT)
    assert public(chain) == {}
    assert history(chain, LATE.id).stands_at(LATER) == []


def test_the_wrong_file_imported_again_brings_nothing_back(chain: Engine) -> None:
    withdraw(chain, LATE.id, ACT)
    again = record(chain, batch(EARLY, MIDDLE, LATE), LATER)
    assert (again.new, again.unchanged) == (0, 3)
    assert again.warnings == (
        f"1 figure was corrected or withdrawn before, and stays so: {LATE.id} (withdrawn on 2024-05-03: typing error).",
    )
    assert stands(chain) == [MIDDLE]


def test_a_later_vintage_takes_the_place_of_all(chain: Engine) -> None:
    withdraw(chain, LATE.id, ACT)
    new = figure("6", published_on="2024-04-30", status=Status.FINAL)
    record(chain, batch(new), LATER)
    assert stands(chain) == [new]
    assert [(one.figure, one.change, one.other) for one in changes(chain)[-1:]] == [
        (MIDDLE.id, FigureChange.SUPERSEDED, new.id)
    ], "what was withdrawn was not in place"


@pytest.mark.parametrize(
    "again",
    [lambda engine, id_: withdraw(engine, id_, ACT), lambda engine, id_: correct(engine, id_, Amendment("4"), ACT)],
    ids=["withdraw", "correct"],
)
def test_what_is_withdrawn_is_not_changed_again(engine: Engine, again: Callable[[Engine, str], object]) -> None:
    record(engine, batch(figure("3")), NOW)
    withdraw(engine, figure("3").id, ACT)
    with pytest.raises(AlreadyRetracted) as caught:
        again(engine, figure("3").id)
    assert str(caught.value) == (
        f"Figure {figure('3').id} was withdrawn on 2024-05-03 by terminal:ana (typing error), and no figure is in its "
        "place; there is nothing left to change"
    )
    assert len(changes(engine)) == 1
    assert Reader(engine, LATER).revision() == 2


def test_what_was_retracted_before_there_was_a_log(engine: Engine) -> None:
    record(engine, batch(figure("3")), NOW)
    with writing(engine) as connection:
        connection.execute(update(observation).values(review=Review.RETRACTED.value))
    with pytest.raises(AlreadyRetracted, match="was withdrawn before; nobody is given it any more"):
        withdraw(engine, figure("3").id, ACT)
    assert Reader(engine, LATER).withdrawn() == []


def test_a_draft_is_not_withdrawn(engine: Engine) -> None:
    """Nobody was given it, and nobody is to be told of it."""
    record(engine, batch(figure("3", review=Review.DRAFT)), NOW)
    with pytest.raises(UnclearChange, match="is a draft, which nobody was given: there is nothing to withdraw"):
        withdraw(engine, figure("3").id, ACT)
    assert [one.change for one in changes(engine)] == [FigureChange.DRAFTED]
    assert Reader(engine, LATER).revision() == 1
    assert Reader(engine, LATER, EVERYTHING).figure(figure("3").id).review is Review.DRAFT


def test_an_unknown_figure(engine: Engine) -> None:
    with pytest.raises(UnknownFigure):
        withdraw(engine, "nosuch", ACT)


@pytest.mark.parametrize(("by", "why"), [("", "x"), ("terminal:ana", ""), ("terminal:ana", " \t"), ("a\x00", "x")])
def test_who_and_why_are_said(by: str, why: str) -> None:
    with pytest.raises(UnclearChange):
        Act.of(by, why, LATER)


def test_what_was_withdrawn_under_embargo_is_told_to_the_desk_alone(engine: Engine) -> None:
    """Its embargo would have been over by now; nobody but the desk ever saw it."""
    lifts = LATER + timedelta(days=1)
    record(engine, batch(EARLY, replace(LATE, embargo_until=lifts)), NOW)
    withdraw(engine, LATE.id, ACT)
    record(engine, batch(LATE), LATER)  # Whatever becomes of its embargo now.
    for now in (LATER, lifts, lifts + timedelta(days=1)):
        assert Reader(engine, now).withdrawn() == []
        assert [one.figure.id for one in Reader(engine, now, Rights(embargoed=True)).withdrawn()] == [LATE.id]


def test_what_everybody_was_given_is_told_whatever_becomes_of_its_embargo(engine: Engine) -> None:
    record(engine, batch(EARLY, LATE), NOW)
    withdraw(engine, LATE.id, ACT)
    record(engine, batch(replace(LATE, embargo_until=LATER + timedelta(days=1))), LATER)
    assert [one.figure.id for one in Reader(engine, LATER).withdrawn()] == [LATE.id]


def test_what_is_corrected_is_not_withdrawn(engine: Engine) -> None:
    record(engine, batch(EARLY, LATE), NOW)
    new = correct(engine, LATE.id, Amendment("6"), ACT)[1]
    assert Reader(engine, LATER).withdrawn() == []
    withdraw(engine, new.id, ACT)
    assert [one.figure.id for one in Reader(engine, LATER).withdrawn()] == [new.id]
