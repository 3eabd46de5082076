"""Correcting a figure, on both databases: what takes its place, what it inherits, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot.domain import Figure, Indicator, Qualifier, Review, Source, Status
from bot.errors import AlreadyRetracted, FactdeskError, UnclearChange, UnknownFigure
from bot.ledger.correct import Amendment, correct
from bot.ledger.history import change_log, history
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.vintage import latest, superseded_by
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate
from bot.store.engine import reading
from bot.store.figure_changes import FigureChange, LoggedChange
from bot.store.reader import Reader
from bot.store.tables import observation
from bot.store.visibility import EVERYTHING, Rights
from tests.ledger.batches import NOW, batch, figure

LATER = NOW + timedelta(days=2)
ACT = Act("terminal:ana", "typing error", LATER)
WRONG = figure("40", unit="percent", published_on="2024-04-01", source="almanac", locator="p. 3")
RIGHT = figure("4.0", unit="percent", published_on="2024-04-01", source="almanac", locator="p. 3")


def fix(engine: Engine, one: Figure, value: str | None = None, act: Act = ACT, **cells: str) -> Figure:
    """The figure that is in place of a corrected one."""
    return correct(engine, one.id, Amendment(value, **cells), act)[1]


def public(engine: Engine) -> dict[str, str]:
    """What everybody is given: id -> value."""
    return {one.id: f"{one.value:f}" for one in Reader(engine, LATER).figures_page()}


def changes(engine: Engine, one: Figure | None = None) -> list[LoggedChange]:
    """What is logged, in the order it was made."""
    return list(reversed(change_log(engine, one.id if one else None, None)[0]))


def told(engine: Engine) -> list[tuple[str, FigureChange, str | None]]:
    return [(one.figure, one.change, one.other) for one in changes(engine)]


def test_the_right_value_takes_the_place_of_the_wrong_one(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    old, new = correct(engine, WRONG.id, Amendment("4.0"), ACT)
    assert (old, new) == (WRONG, RIGHT)
    assert public(engine) == {RIGHT.id: "4.0"}
    assert changes(engine) == [
        LoggedChange(WRONG.id, FigureChange.CORRECTED, "terminal:ana", LATER, RIGHT.id, why="typing error")
    ]
    assert Reader(engine, LATER).revision() == 2
    assert Reader(engine, LATER, EVERYTHING).figure(WRONG.id).review is Review.RETRACTED


def test_importing_the_right_row_later_finds_it_held(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    fix(engine, WRONG, "4.0")
    again = record(engine, batch(RIGHT), LATER)
    assert (again.new, again.unchanged, again.warnings) == (0, 1, ())


def test_a_date_that_is_the_source_s_is_not_the_figure_s(engine: Engine) -> None:
    """The new one has the id that an import of the same row gives it."""
    dated = (Source("almanac", published_on=PartialDate("2024-04-01")),)
    wrong, right = (figure(value, source="almanac") for value in ("40", "4"))
    record(engine, batch(wrong, sources=dated), NOW)
    assert fix(engine, wrong, "4").id == right.id
    assert record(engine, batch(right, sources=dated), NOW).unchanged == 1
    assert Reader(engine, LATER).figure(right.id).published_on == PartialDate("2024-04-01")


def test_a_rival_that_is_right_is_the_one_in_place(engine: Engine) -> None:
    """The wrong file and the right one were both imported: the right figure is held already."""
    record(engine, batch(WRONG), NOW)
    record(engine, batch(RIGHT), NOW)
    assert set(public(engine).values()) == {"40", "4.0"}
    assert fix(engine, WRONG, "4") == RIGHT
    assert public(engine) == {RIGHT.id: "4.0"}
    assert told(engine)[-1] == (WRONG.id, FigureChange.CORRECTED, RIGHT.id)


def test_the_wrong_file_imported_again_brings_nothing_back(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    fix(engine, WRONG, "4.0")
    before = changes(engine)
    again = record(engine, batch(WRONG), LATER)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 1)
    (warning,) = again.warnings
    assert warning == (
        f"1 figure was corrected or withdrawn before, and stays so: {WRONG.id} (corrected on 2024-05-03: typing error)."
    )
    assert public(engine) == {RIGHT.id: "4.0"}
    assert changes(engine) == before


def test_a_package_with_both_is_imported_again_after_the_correction(engine: Engine) -> None:
    both = batch(WRONG, RIGHT)
    record(engine, both, NOW)
    fix(engine, WRONG, "4.0")
    record(engine, both, LATER)
    assert public(engine) == {RIGHT.id: "4.0"}


def test_many_that_stay_out_are_counted(sqlite_engine: Engine) -> None:
    wrong = [figure("1", period=str(year)) for year in range(2000, 2012)]
    record(sqlite_engine, batch(*wrong), NOW)
    for one in wrong:
        withdraw(sqlite_engine, one.id, ACT)
    (warning,) = record(sqlite_engine, batch(*wrong), NOW).warnings
    assert warning.startswith("12 figures were corrected or withdrawn before, and stay so: ")
    assert warning.endswith(" and 2 more.")


def test_corrected_twice(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    second = fix(engine, WRONG, "4.2")
    third = fix(engine, second, "4.0")
    assert third == RIGHT
    assert public(engine) == {RIGHT.id: "4.0"}
    with pytest.raises(AlreadyRetracted, match=f"figure {RIGHT.id} is in its place; change that one"):
        fix(engine, WRONG, "4.3")


def test_corrected_back_to_the_first_value(engine: Engine) -> None:
    """The first was right after all: the same figure is in place again, and may be corrected again."""
    record(engine, batch(WRONG), NOW)
    second = fix(engine, WRONG, "4.2")
    back = fix(engine, second, "40")
    assert back == WRONG
    assert public(engine) == {WRONG.id: "40"}
    assert fix(engine, WRONG, "4.2") == second
    assert public(engine) == {second.id: "4.2"}
    assert told(engine) == [
        (WRONG.id, FigureChange.CORRECTED, second.id),
        (second.id, FigureChange.CORRECTED, WRONG.id),
        (WRONG.id, FigureChange.CORRECTED, second.id),
    ]
    with pytest.raises(AlreadyRetracted, match=f"figure {second.id} is in its place"):
        fix(engine, WRONG, "4.1")


def test_what_was_withdrawn_is_not_put_in_place_of_a_rival(engine: Engine) -> None:
    record(engine, batch(WRONG, RIGHT), NOW)
    withdraw(engine, RIGHT.id, ACT)
    with pytest.raises(UnclearChange, match="which was withdrawn on 2024-05-03"):
        fix(engine, WRONG, "4.0")
    assert public(engine) == {WRONG.id: "40"}


def test_it_stands_among_its_vintages_where_the_old_one_stood(engine: Engine) -> None:
    early, late = (figure(value, published_on=day) for value, day in (("3", "2023-01-01"), ("5", "2025-01-01")))
    wrong = figure("40", published_on="2024-04-01", status=Status.NORMAL)
    record(engine, batch(early, wrong, late), NOW)
    new = fix(engine, wrong, "4")
    held = Reader(engine, LATER).figures([1])
    assert {id_: [one.id for one in now] for id_, now in superseded_by(held).items()} == {
        early.id: [late.id],
        new.id: [late.id],
    }
    withdraw(engine, late.id, ACT)
    assert latest(Reader(engine, LATER).figures([1])) == [new]


def test_it_is_no_news(engine: Engine) -> None:
    """A digest tells what was recorded since the last one, and a key date waits for what is recorded on its day."""
    record(engine, batch(WRONG), NOW)
    new = fix(engine, WRONG, "4.0")
    with reading(engine) as connection:
        found = connection.execute(select(observation.c.recorded_at).where(observation.c.id == new.id)).scalar_one()
    assert found == NOW


@pytest.mark.parametrize("days", [1, 30])
def test_an_embargo_is_inherited(engine: Engine, days: int) -> None:
    lifts = LATER + timedelta(days=days)
    record(engine, batch(replace(WRONG, embargo_until=lifts)), NOW)
    new = fix(engine, WRONG, "4.0")
    assert new.embargo_until == lifts
    assert public(engine) == {}
    assert [one.id for one in Reader(engine, lifts).figures_page()] == [RIGHT.id]


def test_a_rival_under_embargo_is_not_published_by_what_it_corrects(engine: Engine) -> None:
    first, second = LATER + timedelta(days=1), LATER + timedelta(days=5)
    record(engine, batch(replace(WRONG, embargo_until=second), replace(RIGHT, embargo_until=first)), NOW)
    assert fix(engine, WRONG, "4.0").embargo_until == second, "the longer one holds"
    assert public(engine) == {}
    assert [(one.change, one.was, one.now) for one in changes(engine, RIGHT)] == [
        (FigureChange.EMBARGOED, first, second),
        (FigureChange.CORRECTED, None, None),
    ]


def test_a_public_figure_corrected_to_one_under_embargo_waits_for_it(engine: Engine) -> None:
    lifts = LATER + timedelta(days=1)
    record(engine, batch(WRONG), NOW)
    record(engine, batch(replace(RIGHT, embargo_until=lifts)), NOW)
    assert fix(engine, WRONG, "4.0").embargo_until == lifts
    assert public(engine) == {}


def test_what_everybody_was_given_is_not_hidden(engine: Engine) -> None:
    record(engine, batch(RIGHT), NOW)
    record(engine, batch(replace(WRONG, embargo_until=LATER + timedelta(days=1))), NOW)
    assert fix(engine, WRONG, "4.0").embargo_until is None
    assert public(engine) == {RIGHT.id: "4.0"}


def test_back_in_place_it_is_under_the_embargo_of_what_it_corrects(engine: Engine) -> None:
    lifts = LATER + timedelta(days=1)
    record(engine, batch(WRONG), NOW)
    second = fix(engine, WRONG, "4.2")
    record(engine, batch(replace(second, embargo_until=lifts)), LATER)
    assert fix(engine, second, "40").embargo_until == lifts
    assert public(engine) == {}


def test_a_draft_stays_a_draft(engine: Engine) -> None:
    record(engine, batch(replace(WRONG, review=Review.DRAFT)), NOW)
    assert fix(engine, WRONG, "4.0").review is Review.DRAFT
    assert public(engine) == {}


def test_a_draft_that_says_what_is_right_is_published(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    record(engine, batch(replace(RIGHT, review=Review.DRAFT)), NOW)
    fix(engine, WRONG, "4.0")
    assert public(engine) == {RIGHT.id: "4.0"}
    assert told(engine) == [
        (RIGHT.id, FigureChange.DRAFTED, None),
        (RIGHT.id, FigureChange.PUBLISHED, None),
        (WRONG.id, FigureChange.CORRECTED, RIGHT.id),
    ]


def test_what_is_published_stays_so_where_a_draft_is_corrected_to_it(engine: Engine) -> None:
    record(engine, batch(RIGHT), NOW)
    record(engine, batch(replace(WRONG, review=Review.DRAFT)), NOW)
    fix(engine, WRONG, "4.0")
    assert public(engine) == {RIGHT.id: "4.0"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value": "1,234.50"}, {"value": "1234.50"}),
        ({"value": "\u22123"}, {"value": "-3"}),
        ({"value": " 4 % "}, {"value": "4", "unit": "percent"}),
        ({"unit": "pp"}, {"unit": "percentage points"}),
        ({"value": "5%", "unit": "pp"}, {"value": "5", "unit": "percentage points"}),
        ({"unit": " "}, {"unit": None}),
        ({"qualifier": "more_than"}, {"qualifier": Qualifier.MORE_THAN}),
        ({"qualifier": ""}, {"qualifier": Qualifier.EXACT}),
        ({"locator": "page  4"}, {"locator": "page 4"}),
        ({"locator": ""}, {"locator": None}),
    ],
)
def test_cells_are_read_as_in_an_import(sqlite_engine: Engine, cells: dict[str, str], expected: dict[str, Any]) -> None:
    wrong = figure("40", unit="percent", locator="p. 3", qualifier=Qualifier.ABOUT)
    record(sqlite_engine, batch(wrong), NOW)
    new = correct(sqlite_engine, wrong.id, Amendment(**cells), ACT)[1]
    for name, value in expected.items():
        assert (f"{new.value:f}" if name == "value" else getattr(new, name)) == value


def test_a_percentage_where_no_unit_is_known_is_one(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(figure("40")), NOW)
    assert fix(sqlite_engine, figure("40"), "4%").unit == "percent"


def test_a_percentage_in_the_indicator_s_own_unit_stays_so(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(figure("40"), indicators=(Indicator("rainfall", "Rain", unit="percent"),)), NOW)
    assert fix(sqlite_engine, figure("40"), "4%").unit is None


@pytest.mark.parametrize(
    ("amendment", "why", "said"),
    [
        (Amendment("40"), "x", "says that already: say what is right, or withdraw it"),
        (Amendment("40.00"), "x", "says that already"),
        (Amendment("40", locator="p. 3"), "x", "says that already"),
        (Amendment(), "x", "says that already"),
        (Amendment("4,5"), "x", "“4,5” is not a number; write 4.5 with a decimal point"),
        (Amendment(""), "x", "“” is not a number"),
        (Amendment("4\x07"), "x", "“4�” holds a control character; delete the character"),
        (Amendment("4%", unit="people"), "x", "The value has a % and the unit is “people”; drop the % or correct"),
        (Amendment(qualifier="abuot"), "x", "“abuot” is not a qualifier; did you mean “about”?"),
        (Amendment("4"), "  ", "Say why: readers are told the reason"),
        (Amendment("4"), "a\x1bb", "holds a control character"),
        (Amendment("4"), "x" * 501, "has 501 characters; say it in 500 at most"),
    ],
)
def test_what_is_refused(sqlite_engine: Engine, amendment: Amendment, why: str, said: str) -> None:
    record(sqlite_engine, batch(WRONG), NOW)
    with pytest.raises(UnclearChange) as caught:
        correct(sqlite_engine, WRONG.id, amendment, Act.of("terminal:ana", why, LATER))
    assert said in str(caught.value)
    assert public(sqlite_engine) == {WRONG.id: "40"}
    assert (changes(sqlite_engine), Reader(sqlite_engine, LATER).revision()) == ([], 1)


def test_a_percentage_of_people_is_refused_by_the_indicator_s_unit(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(figure("40"), indicators=(Indicator("rainfall", "Rain", unit="mm"),)), NOW)
    with pytest.raises(UnclearChange, match="the unit is “mm”"):
        fix(sqlite_engine, figure("40"), "4%")


def test_an_unknown_figure(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    with pytest.raises(UnknownFigure, match="no figure “nosuch” in the ledger; `factdesk figures` lists"):
        correct(engine, "nosuch", Amendment("4"), ACT)


def test_the_chain_of_one_that_was_corrected_and_then_withdrawn(engine: Engine) -> None:
    record(engine, batch(WRONG), NOW)
    withdraw(engine, fix(engine, WRONG, "4.0").id, Act("terminal:ben", "not theirs", LATER))
    with pytest.raises(AlreadyRetracted) as caught:
        fix(engine, WRONG, "4.1")
    assert str(caught.value) == (
        f"Figure {WRONG.id} was corrected on 2024-05-03 by terminal:ana (typing error), and no figure is in its place; "
        "there is nothing left to change"
    )


def test_two_who_correct_at_once(engine: Engine) -> None:
    """One of them is told that the other came first, and no figure is left standing beside another."""
    record(engine, batch(WRONG), NOW)

    def one(value: str) -> str | None:
        try:
            return fix(engine, WRONG, value).id
        except FactdeskError:
            return None

    with ThreadPoolExecutor(4) as pool:
        made = [id_ for id_ in pool.map(one, ["4.0", "4.1", "4.2", "4.3"]) if id_]
    assert len(made) == 1
    assert set(public(engine)) == set(made)
    assert len(changes(engine)) == 1
    assert Reader(engine, LATER).revision() == 2


def test_the_desk_sees_the_whole_history(engine: Engine) -> None:
    early = figure("3", unit="percent", published_on="2023-01-01")
    record(engine, batch(early), NOW)
    record(engine, batch(WRONG), NOW)
    new = fix(engine, WRONG, "4.0")
    found = history(engine, WRONG.id.upper())
    assert (found.before, found.after, found.beside) == ([early], [], [new])
    assert [one.change for one in found.changes] == [FigureChange.SUPERSEDED, FigureChange.CORRECTED]
    assert found.superseded_by == ()
    assert history(engine, early.id).superseded_by == (new,)
    assert Reader(engine, LATER, Rights()).figures_page() == [early, new]
