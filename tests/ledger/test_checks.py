"""What speaks against a draft: each check with its sentence and its workings, and what it lets through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.ask.style import HouseStyle
from bot.domain import Code, Dimension, Dimensions, Figure, Indicator, Qualifier, Review, Source, Status, Universe
from bot.ledger.drafts import as_drafts
from bot.ledger.editor import Editor
from bot.ledger.record import record
from bot.ledger.review import waiting
from tests.ledger.batches import NOW, batch, figure

EDITOR = Editor("slack/T1/BEN", NOW, HouseStyle())
_NARROWING = "change of gap(cast; area=north - south; 2017 -> 2020)"
_INDICATORS = (
    Indicator("turnout", "turnout", unit="percent", numerator="cast", denominator="enrolled"),
    Indicator("cast", "votes cast", unit="votes"),
    Indicator("enrolled", "enrolled voters", unit="people"),
    Indicator("seats", "seats", unit="seats"),
    Indicator("income", "median income", unit="dollars"),
    Indicator("vote share", "share of votes", unit="percent"),
    Indicator("rise", "rise of votes cast", unit="votes", derivation="change(cast; 2017 -> 2020)"),
    Indicator("drop", "fall of votes cast", unit="votes", derivation="fall(cast; 2017 -> 2020)"),
    Indicator("growth", "growth of votes cast", unit="percent", derivation="percent change(cast; 2017 -> 2020)"),
    Indicator("shift", "shift on the night", unit="votes", derivation="change(cast; preliminary -> final)"),
    Indicator("lead", "lead of North", unit="votes", derivation="difference(cast; area=north - south)"),
    Indicator("narrowing", "narrowing", unit="votes", derivation=_NARROWING),
    Indicator("ferries", "ferries"),
)


def on(area: str) -> Dimensions:
    return (("area", area),)


def of(party: str) -> Dimensions:
    return (("party", party),)


def against(engine: Engine, held: Sequence[Figure], *drafts: Figure, **concepts: Any) -> list[str]:
    """What speaks against the last of the drafts, the first of which are there as drafts as well."""
    described = {
        "indicators": _INDICATORS,
        "sources": (Source("office", publisher="Office"), Source("paper", publisher="Daily Paper")),
        "universes": (Universe("adults", "adults"), Universe("all", "everybody")),
        "dimensions": (Dimension("area", "area"), Dimension("party", "party", whole=True)),
    }
    described |= concepts
    everything = batch(*held, *drafts, **described)
    record(engine, replace(everything, figures=tuple(held)), NOW)
    record(engine, as_drafts(replace(everything, figures=drafts)), NOW)
    return list(waiting(engine, drafts[-1].id, EDITOR).findings)


def steady(indicator: str, *values: str, first: int = 2010, **others: Any) -> list[Figure]:
    """A series, year by year."""
    return [figure(value, indicator, period=str(first + at), **others) for at, value in enumerate(values)]


def test_a_figure_like_those_before_it_has_nothing_against_it(sqlite_engine: Engine) -> None:
    held = steady("cast", "100", "104", "101", "107", source="office")
    assert against(sqlite_engine, held, figure("103", "cast", period="2014", source="office")) == []


def test_a_new_vintage_of_the_same_office_has_nothing_against_it(sqlite_engine: Engine) -> None:
    held = [figure("100", "cast", published_on="2020-10-17", status=Status.PRELIMINARY, source="office")]
    draft = figure("104", "cast", published_on="2020-11-06", status=Status.FINAL, source="office")
    assert against(sqlite_engine, held, draft) == []


# Units and bases


def test_a_unit_that_is_not_the_series_own(sqlite_engine: Engine) -> None:
    draft = figure("104", "cast", period="2011", unit="percent")
    found = against(sqlite_engine, steady("cast", "100"), draft)
    assert found[0].startswith(
        "Its unit is “percent”, and that of its series is “votes”: votes cast, in 2010: 100 votes"
    )


def test_another_scale_of_its_unit_is_its_unit(sqlite_engine: Engine) -> None:
    draft = figure("0.104", "cast", period="2011", unit="thousands of votes")
    assert against(sqlite_engine, steady("cast", "100"), draft) == []


def test_the_first_of_a_series_has_the_unit_of_its_indicator_s_others(sqlite_engine: Engine) -> None:
    held = [figure("12", "ferries", on("north"), unit="boats"), figure("9", "ferries", on("south"), unit="boats")]
    assert against(sqlite_engine, held, figure("7", "ferries", on("east"), unit="thousands of boats")) == []
    (found,) = against(sqlite_engine, [], figure("7", "ferries", on("west"), unit="trips"))
    assert found == "Its unit is “trips”, and that of the other figures of “ferries” is “boats”."


def test_what_is_measured_in_many_units_may_be_in_another(sqlite_engine: Engine) -> None:
    units = ("boats", "trips", "people", "cars", "bicycles")
    held = [figure("12", "ferries", on(unit), unit=unit) for unit in units]
    assert against(sqlite_engine, held, figure("7", "ferries", on("west"), unit="dollars")) == []


def test_a_base_that_is_not_the_series_own(sqlite_engine: Engine) -> None:
    draft = figure("104", "cast", period="2011", universe="all")
    found = against(sqlite_engine, steady("cast", "100", universe="adults"), draft)
    assert found[0].startswith("Its base is “everybody”, and that of its series is “adults”")


# Status and day


def test_a_status_that_goes_backwards(sqlite_engine: Engine) -> None:
    held = [figure("100", "cast", published_on="2020-11-06", status=Status.FINAL)]
    draft = figure("104", "cast", published_on="2020-12-01", status=Status.PROVISIONAL)
    (found,) = against(sqlite_engine, held, draft)
    assert found.startswith("Its status goes backwards: it is “provisional”, and votes cast, in 2020, final: 100 votes")
    assert found.endswith("is “final” already. It would not be answered.")


@pytest.mark.parametrize(
    ("day", "told"),
    [(None, "No day of publication is said"), ("2020-11-01", "It is older than what is published")],
)
def test_an_older_figure_would_not_be_answered(sqlite_engine: Engine, day: str | None, told: str) -> None:
    held = [figure("100", "cast", published_on="2020-11-06")]
    (found,) = against(sqlite_engine, held, figure("104", "cast", published_on=day))
    assert found.startswith(told)
    assert "6 November 2020" in found


# Other sources


def test_another_source_of_the_same_day(sqlite_engine: Engine) -> None:
    held = [figure("100", "cast", published_on="2020-11-06", source="office")]
    (found,) = against(sqlite_engine, held, figure("104", "cast", published_on="2020-11-06", source="paper"))
    assert found.startswith("Another source says otherwise: votes cast, in 2020: 100 votes (figure ")
    assert found.endswith("Office, 6 November 2020. The two would disagree.")


def test_the_same_source_of_the_same_day_is_for_a_correction(sqlite_engine: Engine) -> None:
    held = [figure("100", "cast", published_on="2020-11-06", source="office")]
    (found,) = against(sqlite_engine, held, figure("104", "cast", published_on="2020-11-06", source="office"))
    assert f"`factdesk ledger correct {held[0].id}` puts it right" in found


def test_another_source_that_takes_its_place(sqlite_engine: Engine) -> None:
    held = [figure("100", "cast", published_on="2020-11-06", source="office")]
    (found,) = against(sqlite_engine, held, figure("104", "cast", published_on="2020-11-07", source="paper"))
    assert found.startswith("It takes the place of another source's figure")
    assert against(sqlite_engine, [], figure("100", "cast", published_on="2020-11-08", source="paper")) == []


def test_where_one_came_from_nobody_knows_it_is_no_other_source(sqlite_engine: Engine) -> None:
    held = [figure("100", "cast", status=Status.PRELIMINARY)]
    assert against(sqlite_engine, held, figure("104", "cast", status=Status.FINAL, source="paper")) == []


# Shares


_ENROLLED, _CAST = figure("3010", "enrolled", period="2020"), figure("1234", "cast", period="2020")


@pytest.mark.parametrize("value", ["41.0", "41.00", "41", "40.997"])
def test_a_share_that_follows_as_it_is_rounded(sqlite_engine: Engine, value: str) -> None:
    assert against(sqlite_engine, [_ENROLLED, _CAST], figure(value, "turnout")) == []


def test_a_share_that_does_not_follow(sqlite_engine: Engine) -> None:
    (found,) = against(sqlite_engine, [_ENROLLED, _CAST], figure("43.1", "turnout"))
    assert found.startswith(
        "The share does not follow from its parts: 1,234 ÷ 3,010 × 100 = 41.00, and it says 43.1 per cent (turnout, in "
        "2020: 43.1 per cent (figure "
    )


def test_a_numerator_that_belies_the_share_that_stands(sqlite_engine: Engine) -> None:
    (found,) = against(sqlite_engine, [_ENROLLED, figure("41.0", "turnout")], figure("1300", "cast"))
    assert "1,300 ÷ 3,010 × 100 = 43.19, and it says 41.0 per cent" in found


def test_figures_that_are_entered_together_are_checked_together(sqlite_engine: Engine) -> None:
    """The share of final counts follows from final counts, which are drafts as it is."""
    held = [replace(one, status=Status.PRELIMINARY) for one in (_ENROLLED, figure("1000", "cast"))]
    cast, share = (figure(value, name, status=Status.FINAL) for value, name in (("1234", "cast"), ("41.0", "turnout")))
    assert against(sqlite_engine, held, cast, share) == []
    (found,) = against(sqlite_engine, [], figure("44.0", "turnout", status=Status.FINAL, locator="p. 2"))
    assert "a draft" in found


def test_a_share_of_a_whole_that_is_broken_down_less(sqlite_engine: Engine) -> None:
    held = [_ENROLLED, figure("602", "cast", on("north"))]
    assert against(sqlite_engine, held, figure("20.0", "turnout", on("north"))) == []
    (found,) = against(sqlite_engine, [], figure("25.0", "turnout", on("north"), locator="p. 2"))
    assert "602 ÷ 3,010 × 100 = 20.00" in found


def test_a_bound_makes_no_share(sqlite_engine: Engine) -> None:
    held = [_ENROLLED, figure("1000", "cast", qualifier=Qualifier.MORE_THAN)]
    assert against(sqlite_engine, held, figure("43.1", "turnout")) == []


# Parts and wholes


_BEFORE = [figure("60", "seats", on("north"), "2017"), figure("60", "seats", on("south"), "2017")]
_TOTAL_BEFORE = figure("120", "seats", period="2017")


def test_parts_that_added_up_before_and_do_not_now(sqlite_engine: Engine) -> None:
    held = [*_BEFORE, _TOTAL_BEFORE, figure("70", "seats", on("north")), figure("120", "seats")]
    (found,) = against(sqlite_engine, held, figure("52", "seats", on("south")))
    assert found.startswith(
        "The parts do not add up to their whole: 70 + 52 = 122, and the whole is seats, in 2020: 120"
    )
    assert against(sqlite_engine, [], figure("50", "seats", on("south"), locator="p. 2")) == []


def test_a_whole_that_its_parts_do_not_add_up_to(sqlite_engine: Engine) -> None:
    held = [*_BEFORE, _TOTAL_BEFORE, figure("70", "seats", on("north")), figure("50", "seats", on("south"))]
    (found,) = against(sqlite_engine, held, figure("121", "seats"))
    assert "70 + 50 = 120, and the whole is seats, in 2020: 121 seats" in found


def test_what_never_added_up_has_not_to(sqlite_engine: Engine) -> None:
    """Medians do not."""
    held = [figure("700", "income", on("north")), figure("650", "income")]
    assert against(sqlite_engine, held, figure("600", "income", on("south"))) == []


def test_parts_that_are_not_all_there_are_not_less_than_their_whole(sqlite_engine: Engine) -> None:
    held = [*_BEFORE, _TOTAL_BEFORE, figure("120", "seats"), figure("70", "seats", on("north"))]
    assert against(sqlite_engine, held, figure("40", "seats", on("south"))) != []
    third = [*held, figure("0", "seats", on("west"), "2017")]
    assert against(sqlite_engine, third, figure("40", "seats", on("south"), locator="p. 2")) == []


def test_shares_of_all_parties_are_all_of_it(sqlite_engine: Engine) -> None:
    held = [figure("50.01", "vote share", of("labour")), figure("25.58", "vote share", of("national"))]
    assert against(sqlite_engine, held, figure("24.41", "vote share", of("other"))) == []
    (found,) = against(sqlite_engine, [], figure("34.41", "vote share", of("other"), locator="p. 2"))
    assert "and all shares together are 100 per cent" in found
    assert against(sqlite_engine, [], figure("20.00", "vote share", of("other"), locator="p. 3")) == []


def test_one_share_that_is_more_than_all_there_is(sqlite_engine: Engine) -> None:
    (found,) = against(sqlite_engine, [], figure("269", "vote share", of("a")))
    assert found.startswith("It is more than all there is: share of votes (A), in 2020: 269 per cent")
    assert found.endswith(", and all shares together are 100 per cent.")


def test_shares_that_were_all_of_it_before_and_are_less_now(sqlite_engine: Engine) -> None:
    before = [figure(value, "vote share", of(name), "2017") for value, name in (("60.0", "labour"), ("40.0", "other"))]
    held = [*before, figure("50.0", "vote share", of("labour"))]
    (found,) = against(sqlite_engine, held, figure("45.0", "vote share", of("other")))
    assert "50.0 + 45.0 = 95.0" in found


def test_medians_of_parts_are_no_parts_of_the_median(sqlite_engine: Engine) -> None:
    """Also where all codes of a breakdown are the parts of one whole."""
    held = [figure("700", "income", of("labour")), figure("600", "income", of("other")), figure("650", "income")]
    assert against(sqlite_engine, held, figure("620", "income", of("national"))) == []


def test_parts_of_a_part(sqlite_engine: Engine) -> None:
    codes = (
        Code("island", "Island", dimension="area"),
        Code("north", "North", (), "area", "island"),
        Code("south", "South", (), "area", "island"),
    )
    held = [*_BEFORE, figure("120", "seats", on("island"), "2017"), figure("120", "seats", on("island"))]
    held.append(figure("70", "seats", on("north")))
    (found,) = against(sqlite_engine, held, figure("52", "seats", on("south")), codes=codes)
    assert "70 + 52 = 122, and the whole is seats (Island), in 2020: 120 seats" in found


# Changes


_ENDS = [figure("1000", "cast", period="2017"), figure("1234", "cast", period="2020")]


@pytest.mark.parametrize(
    ("indicator", "right", "wrong", "told"),
    [
        ("rise", "234", "324", "1,234 − 1,000 = 234"),
        ("drop", "-234", "234", "1,000 − 1,234 = −234"),
        ("growth", "23.4", "24.3", "(1,234 − 1,000) ÷ 1,000 × 100 = 23.40"),
    ],
)
def test_a_change_against_its_ends(sqlite_engine: Engine, indicator: str, right: str, wrong: str, told: str) -> None:
    assert against(sqlite_engine, _ENDS, figure(right, indicator)) == []
    (found,) = against(sqlite_engine, [], figure(wrong, indicator, locator="p. 2"))
    assert found.startswith(f"It does not follow from what it is made of: {told}")


@pytest.mark.parametrize(("value", "speaks"), [("235", True), ("234.4", False)])
def test_counts_are_exact_where_whole_numbers_are_told_of_them(sqlite_engine: Engine, value: str, speaks: bool) -> None:
    assert bool(against(sqlite_engine, _ENDS, figure(value, "rise"))) is speaks


def test_a_change_between_two_vintages(sqlite_engine: Engine) -> None:
    held = [figure("1000", "cast", status=Status.PRELIMINARY), figure("1234", "cast", status=Status.FINAL)]
    assert against(sqlite_engine, held, figure("234", "shift")) == []
    (found,) = against(sqlite_engine, [], figure("243", "shift", locator="p. 2"))
    assert "1,234 − 1,000 = 234" in found


def test_a_difference_between_two_codes(sqlite_engine: Engine) -> None:
    held = [figure("700", "cast", on("north")), figure("534", "cast", on("south"))]
    assert against(sqlite_engine, held, figure("166", "lead")) == []
    (found,) = against(sqlite_engine, [], figure("616", "lead", locator="p. 2"))
    assert "700 − 534 = 166" in found


_GAPS = [
    figure(value, "cast", on(area), period)
    for value, area, period in (("80", "north", "2017"), ("70", "south", "2017"), ("82", "north", "2020"))
]


@pytest.mark.parametrize(("value", "speaks"), [("2", False), ("-2", False), ("4", True)])
def test_the_change_of_a_gap_against_its_four_ends(sqlite_engine: Engine, value: str, speaks: bool) -> None:
    """A narrowing is reported as its size."""
    held = [*_GAPS, figure("74", "cast", on("south"), "2020")]
    found = against(sqlite_engine, held, figure(value, "narrowing"))
    assert [one.split(", and it says")[0] for one in found] == (
        ["It does not follow from what it is made of: (82 − 74) − (80 − 70) = −2.0"] if speaks else []
    )


def test_a_gap_that_is_not_held_whole_moves_nothing(sqlite_engine: Engine) -> None:
    assert against(sqlite_engine, _GAPS, figure("4", "narrowing")) == []


@pytest.mark.parametrize(
    ("held", "right", "wrong", "told"),
    [
        ([_ENDS[0], figure("234", "rise")], "1234", "1334", "1,334 − 1,000 = 334.0, and rise of votes cast, in 2020"),
        ([_ENDS[0], figure("23.4", "growth")], "1234", "1334", "(1,334 − 1,000) ÷ 1,000 × 100 = 33.40, and growth of"),
    ],
)
def test_an_end_that_belies_a_change_reported(
    sqlite_engine: Engine, held: list[Figure], right: str, wrong: str, told: str
) -> None:
    assert against(sqlite_engine, held, figure(right, "cast")) == []
    (found,) = against(sqlite_engine, [], figure(wrong, "cast", published_on="2021-01-01"))
    assert found.startswith(f"It does not bear out what is reported: {told}")


def test_a_side_that_belies_a_difference_reported(sqlite_engine: Engine) -> None:
    held = [figure("700", "cast", on("north")), figure("166", "lead")]
    (found,) = against(sqlite_engine, held, figure("634", "cast", on("south")))
    assert "700 − 634 = 66.0, and lead of North, in 2020: 166 votes" in found


# Jumps


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0.041", "about a hundred times as much or as little, as a fraction is of per cent"),
        ("41", "about ten times as much or as little"),
        ("4100", "about a thousand times as much or as little"),
        ("-4.1", "It is far from what its series says"),
        ("25", "6.1 times as much or as little"),
    ],
)
def test_a_jump_out_of_all_proportion(sqlite_engine: Engine, value: str, told: str) -> None:
    held = steady("turnout", "4.0", "4.2", "3.9", "4.1")
    (found,) = against(sqlite_engine, held, figure(value, "turnout", period="2014"))
    assert told in found
    assert "the largest step between two of its figures was 0.3" in found


@pytest.mark.parametrize("value", ["4.9", "3.0", "5.2"])
def test_a_step_is_no_jump(sqlite_engine: Engine, value: str) -> None:
    assert (
        against(sqlite_engine, steady("turnout", "4.0", "4.2", "3.9", "4.1"), figure(value, "turnout", period="2014"))
        == []
    )


def test_what_jumped_before_may_jump_again(sqlite_engine: Engine) -> None:
    assert against(sqlite_engine, steady("cast", "3", "28", "205"), figure("1500", "cast", period="2013")) == []


def test_a_vintage_is_set_beside_the_one_before(sqlite_engine: Engine) -> None:
    held = [figure("41.2", "turnout", status=Status.PRELIMINARY)]
    (found,) = against(sqlite_engine, held, figure("0.418", "turnout", status=Status.FINAL))
    assert "turnout, in 2020, preliminary: 41.2 per cent" in found
    assert "as a fraction is of per cent" in found


def test_a_month_is_not_set_beside_a_year(sqlite_engine: Engine) -> None:
    assert against(sqlite_engine, steady("cast", "1200", "1260"), figure("101", "cast", period="2012-01")) == []


def test_what_is_withdrawn_or_rejected_speaks_against_nothing(sqlite_engine: Engine) -> None:
    held = [replace(one, review=Review.DRAFT) for one in steady("cast", "5")]
    assert against(sqlite_engine, [], *held, figure("5000", "cast", period="2011")) == []
