"""What imports change about figures held before is in the log: vintages that end, and figures that are disputed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.domain import Figure, Qualifier, Status
from bot.ledger.history import change_log
from bot.ledger.record import record
from bot.store.figure_changes import FigureChange, LoggedChange
from tests.ledger.batches import NOW, batch, figure

SUPERSEDED, DISPUTED = FigureChange.SUPERSEDED, FigureChange.DISPUTED
LATER = NOW + timedelta(days=1)


def vintage(value: str, day: str | None = None, status: Status = Status.NORMAL, **others: object) -> Figure:
    return figure(value, published_on=day, status=status, **others)


def imported(engine: Engine, *batches: tuple[Figure, ...]) -> set[tuple[str, FigureChange, str | None]]:
    """What the log holds after imports of these figures, one after the other."""
    for figures in batches:
        record(engine, batch(*figures), LATER, by="terminal:ana")
    return {(one.figure, one.change, one.other) for one in change_log(engine, None, None)[0]}


def test_who_and_when(engine: Engine) -> None:
    old, new = vintage("5", "2023"), vintage("6", "2024")
    record(engine, batch(old), NOW)
    record(engine, batch(new), LATER, by="terminal:ana")
    assert change_log(engine, old.id, None)[0] == [LoggedChange(old.id, SUPERSEDED, "terminal:ana", LATER, new.id)]
    assert change_log(engine, new.id, None)[0] == change_log(engine, None, None)[0]


def test_an_import_that_nobody_gave_a_name_for(engine: Engine) -> None:
    record(engine, batch(vintage("5", "2023")), NOW)
    record(engine, batch(vintage("6", "2024")), NOW)
    assert [one.by for one in change_log(engine, None, None)[0]] == ["import"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (vintage("5", "2023"), vintage("6", "2024")),
        (vintage("5", "2023", Status.PRELIMINARY), vintage("6", "2023", Status.FINAL)),
        (vintage("5", "2023", Status.PRELIMINARY), vintage("5", "2022", Status.FINAL)),
        (vintage("5"), vintage("6", "2024")),
        (vintage("5", "2023"), vintage("6", "2024", embargo_until=LATER + timedelta(days=3))),
    ],
    ids=["a later day", "a higher status", "the same value, final", "a day at all", "under embargo"],
)
def test_a_later_vintage_supersedes(engine: Engine, old: Figure, new: Figure) -> None:
    assert imported(engine, (old,), (new,)) == {(old.id, SUPERSEDED, new.id)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (vintage("5", "2023"), vintage("5", "2024")),
        (vintage("6", "2024"), vintage("5", "2023")),
        (vintage("6", "2023", Status.FINAL), vintage("5", "2024", Status.PRELIMINARY)),
        (vintage("5", "2023"), vintage("6", "2024", attributed_to="ana")),
        (vintage("5", "2023"), vintage("6", "2024", unit="mm")),
        (vintage("5", "2023"), vintage("6", "2024", period="2021")),
        (vintage("5", "2023"), vintage("5", "2023", qualifier=Qualifier.ABOUT)),
        (vintage("5", "2023"), vintage("6", "2024", indicator="snow")),
    ],
    ids=["says it again", "is older", "is less settled", "is a claim", "another unit", "period", "about", "indicator"],
)
def test_what_takes_no_place_changes_nothing(engine: Engine, old: Figure, new: Figure) -> None:
    assert imported(engine, (old,), (new,)) == set()


def test_importing_again_logs_nothing_more(engine: Engine) -> None:
    old, new = vintage("5", "2023"), vintage("6", "2024")
    once = imported(engine, (old,), (new,))
    assert imported(engine, (new,), (old, new)) == once
    assert len(change_log(engine, None, None)[0]) == 1


def test_the_figures_of_one_import_are_its_own(engine: Engine) -> None:
    assert imported(engine, (vintage("5", "2023"), vintage("6", "2024"), vintage("7", "2024"))) == set()


def test_all_that_said_the_same_give_way(engine: Engine) -> None:
    first, again, new = vintage("5", "2022"), vintage("5", "2023"), vintage("6", "2024")
    assert imported(engine, (first,), (again,), (new,)) == {
        (first.id, SUPERSEDED, new.id),
        (again.id, SUPERSEDED, new.id),
    }


def test_only_what_stood_gives_way(engine: Engine) -> None:
    first, second, third = vintage("4", "2022"), vintage("5", "2023"), vintage("6", "2024")
    assert imported(engine, (first,), (second,), (third,)) == {
        (first.id, SUPERSEDED, second.id),
        (second.id, SUPERSEDED, third.id),
    }


def test_several_new_vintages_leave_one_standing(engine: Engine) -> None:
    first, second, third = vintage("4", "2022"), vintage("5", "2023"), vintage("6", "2024")
    assert imported(engine, (first,), (second, third)) == {(first.id, SUPERSEDED, third.id)}


def test_new_figures_between_those_that_say_the_same(engine: Engine) -> None:
    """Before, the later one only said the first one again: both stood."""
    first, again = vintage("5", "2020"), vintage("5", "2022")
    between, new = vintage("6", "2021"), vintage("7", "2023")
    assert imported(engine, (first, again), (between, new)) == {
        (first.id, SUPERSEDED, new.id),
        (again.id, SUPERSEDED, new.id),
    }


def test_a_figure_of_equal_standing_disputes(engine: Engine) -> None:
    held, rival, third = vintage("5", "2023"), vintage("7", "2023"), vintage("8", "2023")
    found = imported(engine, (held,), (rival,))
    assert found == {(held.id, DISPUTED, rival.id)}
    added = imported(engine, (third,)) - found
    assert {(change, other) for _, change, other in added} == {(DISPUTED, third.id)}


def test_a_dispute_is_settled_by_what_comes_next(engine: Engine) -> None:
    held, rival, new = vintage("5", "2023"), vintage("7", "2023"), vintage("7", "2024")
    assert imported(engine, (held, rival), (new,)) == {(held.id, SUPERSEDED, new.id), (rival.id, SUPERSEDED, new.id)}


def test_a_dispute_about_an_earlier_vintage(engine: Engine) -> None:
    held, stands, rival = vintage("5", "2023"), vintage("6", "2024"), vintage("7", "2023")
    assert imported(engine, (held, stands), (rival,)) == {(held.id, DISPUTED, rival.id)}


def test_many_rivals_are_logged_once_each(sqlite_engine: Engine) -> None:
    """Rows without a period are all of one: the log grows with them, not with their pairs."""
    first = tuple(figure(str(number), period="") for number in range(300))
    second = tuple(figure(str(number), period="") for number in range(300, 600))
    assert len(imported(sqlite_engine, first, second)) == 300


def test_a_source_s_own_date_counts(engine: Engine) -> None:
    old = figure("5", source="almanac", published_on="2023")
    new = replace(figure("6", source="almanac"), published_on=None)
    record(engine, batch(old), NOW)
    record(engine, batch(new), NOW)
    assert change_log(engine, None, None)[0] == [], "without any date it is older than what has one"


def test_more_series_than_are_gone_through_at_a_time(engine: Engine) -> None:
    areas = [(("area", f"a{number}"),) for number in range(600)]
    olds, news = (
        tuple(figure(value, dimensions=area, published_on=day) for area in areas)
        for value, day in (("5", "2023"), ("6", "2024"))
    )
    expected = {(old.id, SUPERSEDED, new.id) for old, new in zip(olds, news, strict=True)}
    assert imported(engine, olds, news) == expected
