"""Which answers have a chart, and what it says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer, Citation, CitedFigure, Computation
from bot.ask.style import HouseStyle
from bot.cards.chart import MAX_ALT, Chart, axis, chart_of
from bot.domain import Outcome
from bot.ingest import read
from tests.ask.ledger import Asker, asker
from tests.questions.judge import read_questions

_TESTS = Path(__file__).parents[1]
REPORT = Citation("Harbour Office", "Landings", None, "2021-03", "table 4")


def landed(period: str, value: str, species: str | None = "Hoki", **others: str | None) -> CitedFigure:
    figure = CitedFigure(
        id=f"{species}-{period}-{value}",
        indicator="fish landed",
        dimensions=(("species", species),) if species else (),
        period=period,
        value=value,
        unit="tonnes",
        qualifier="exact",
        status="final",
        attributed_to=None,
        published_on="2021-03",
        source=REPORT,
    )
    return replace(figure, **others)  # type: ignore[arg-type]


def answer(figures: Sequence[CitedFigure], operation: str = "") -> Answer:
    computation = Computation(operation, "", ()) if operation else None
    return Answer("?", "", Outcome.ANSWERED, "", figures=tuple(figures), computation=computation)


def chart(figures: Sequence[CitedFigure], operation: str = "", style: HouseStyle | None = None) -> Chart:
    drawn = chart_of(answer(figures, operation), style or HouseStyle())
    assert drawn is not None
    return drawn


def no_chart(*figures: CitedFigure, operation: str = "") -> bool:
    return chart_of(answer(figures, operation), HouseStyle()) is None


YEARS = [landed(str(2016 + place), value) for place, value in enumerate(["9", "4", "12", "8", "1250.5", "7"])]
SPECIES = [landed("2020", value, name) for name, value in (("Hoki", "40"), ("Tarakihi", "15"), ("Mullet", "9"))]


def test_an_even_series_is_a_line_in_the_order_of_time() -> None:
    drawn = chart(YEARS[::-1])
    assert drawn.kind == "line"
    assert [point.label for point in drawn.points] == ["2016", "2017", "2018", "2019", "2020", "2021"]
    assert drawn.points[4].value == Decimal("1250.5")
    assert drawn.points[4].shown == "1,250.5"
    assert (drawn.title, drawn.subtitle, drawn.unit) == ("Fish landed (Hoki)", "2016 to 2021", "tonnes")
    assert (drawn.status, drawn.source) == ("final", "Harbour Office, March 2021")


def test_months_and_days_at_the_end_of_a_month_are_even() -> None:
    assert chart([landed(f"2020-0{month}", "1") for month in range(1, 6)]).kind == "line"
    ends = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31")
    assert chart([landed(day, "1") for day in ends]).kind == "line"


def test_few_or_uneven_periods_are_bars() -> None:
    assert chart(YEARS[:3]).kind == "bar"
    assert chart([*YEARS, landed("2030", "3")]).kind == "bar"
    assert not chart(YEARS[:3]).ticks


def test_too_few_periods_are_no_chart() -> None:
    assert no_chart()
    assert no_chart(YEARS[0])
    assert no_chart(*YEARS[:2], operation="change")


def test_periods_that_overlap_repeat_or_stay_open_are_no_series() -> None:
    assert no_chart(*YEARS[:3], landed("2017", "5"))
    assert no_chart(*YEARS[:3], landed("2018-07/2019-06", "5"))
    assert no_chart(*YEARS[:3], landed("2019/..", "5"))
    assert no_chart(*YEARS[:3], landed("", "5"))


def test_counts_of_long_periods_do_not_stand_beside_those_of_short_ones() -> None:
    uneven = [landed("2018", "50"), landed("2019", "40"), landed("2020-01/2021-03", "60")]
    assert no_chart(*uneven)
    shares = [replace(figure, unit="percent") for figure in uneven]
    assert [point.label for point in chart(shares).points][-1] == "January 2020 to March 2021"


def test_groups_keep_the_order_of_the_answer() -> None:
    drawn = chart(SPECIES, "highest")
    assert drawn.kind == "bar"
    assert [(point.label, point.shown) for point in drawn.points] == [
        ("Hoki", "40"),
        ("Tarakihi", "15"),
        ("Mullet", "9"),
    ]
    assert (drawn.title, drawn.subtitle) == ("Fish landed", "By species; 2020")


def test_two_groups_are_a_chart_where_the_answer_compares() -> None:
    assert len(chart(SPECIES[:2], "comparison").points) == 2
    assert no_chart(*SPECIES[:2], operation="sum")


def test_a_group_that_is_the_total_is_called_all() -> None:
    assert chart([*SPECIES, landed("2020", "64", None)]).points[-1].label == "all"


def test_units_indicators_and_two_dimensions_are_not_mixed() -> None:
    assert no_chart(*SPECIES, landed("2020", "1", "Eel", unit="boxes"))
    assert no_chart(*SPECIES, landed("2020", "1", "Eel", indicator="fish sold"))
    assert no_chart(*SPECIES, replace(SPECIES[0], dimensions=(("port", "North"), ("species", "Eel"))))
    assert no_chart(*SPECIES, landed("2019", "1", "Eel"))


def test_a_superseded_figure_is_left_out() -> None:
    old = replace(YEARS[2], value="11", status="preliminary", superseded_by=YEARS[2].id)
    assert chart([*YEARS, old]) == chart(YEARS)
    assert no_chart(*(replace(figure, superseded_by="x") for figure in YEARS))


def test_more_groups_than_can_be_read_are_no_chart() -> None:
    assert no_chart(*(landed("2020", str(number), f"species {number}") for number in range(25)))


def test_two_groups_over_time_are_two_lines() -> None:
    months = [f"2020-0{month}" for month in range(3, 7)]
    figures = [landed(month, "5", name) for month in months for name in ("Hoki", "Eel")]
    drawn = chart(figures, "widest gap")
    assert drawn.kind == "line"
    assert [(point.group, point.label) for point in drawn.points[3:5]] == [("Hoki", "June 2020"), ("Eel", "March 2020")]
    assert drawn.subtitle == "By species; March 2020 to June 2020"
    assert no_chart(*figures[:-1]), "one of the lines would have a hole"


def test_what_is_not_settled_is_marked() -> None:
    drawn = chart([*YEARS[:-1], replace(YEARS[-1], status="preliminary")])
    assert [point.note for point in drawn.points] == ["", "", "", "", "", "preliminary"]
    assert drawn.status == "final; preliminary where marked"
    every = chart([replace(figure, status="provisional") for figure in YEARS])
    assert (every.status, {point.note for point in every.points}) == ("provisional", {""})


def test_claims_and_bases_stand_where_they_hold() -> None:
    claimed = replace(SPECIES[0], attributed_to="the harbour master", universe="large boats")
    drawn = chart([claimed, *SPECIES[1:]])
    assert drawn.points[0].note == "claimed by the harbour master, base: large boats"
    assert drawn.points[1].note == "base: not recorded"
    same = chart([replace(figure, universe="large boats") for figure in SPECIES])
    assert same.subtitle == "By species; 2020; base: large boats"
    assert {point.note for point in same.points} == {""}


def test_house_style() -> None:
    figures = [replace(figure, unit="percent", qualifier="about") for figure in YEARS]
    drawn = chart(figures, style=HouseStyle(percent="%", decimal=",", thousands="."))
    assert drawn.points[4].shown == "about 1.250,5%"
    assert drawn.unit == "%"
    assert chart(figures).unit == "per cent"
    assert chart(figures).points[0].shown == "about 9", "digits, though the house writes small counts as words"
    assert drawn.ticks[-1].shown == "1.500%"


def test_a_source_stands_once_and_what_is_not_recorded_is_said() -> None:
    unknown = Citation(None, None, None, None, None)
    elsewhere = replace(REPORT, locator="table 5")
    drawn = chart([replace(SPECIES[0], source=unknown), replace(SPECIES[1], source=elsewhere), SPECIES[2]])
    assert drawn.source == "not recorded; Harbour Office, March 2021"


def test_alternative_text_of_few_points_gives_each() -> None:
    assert chart(SPECIES).alt == (
        "Bar chart. Fish landed. By species; 2020. Hoki: 40 tonnes; Tarakihi: 15 tonnes; Mullet: nine tonnes. "
        "Status: final. Source: Harbour Office, March 2021."
    )


def test_alternative_text_of_many_points_gives_the_telling_ones() -> None:
    figures = [
        landed(str(2000 + number), str(value)) for number, value in enumerate([50, 10, 20, 90, 30, 40, 60, 70, 80])
    ]
    assert (
        "2000 to 2008. 9 values; first 2000: 50 tonnes; last 2008: 80 tonnes; highest 2003: 90 tonnes; "
        in chart(figures).alt
    )
    assert "lowest 2001: 10 tonnes. Status" in chart(figures).alt


def test_what_was_not_answered_has_no_chart() -> None:
    for outcome in (Outcome.AMBIGUOUS, Outcome.ABSTAINED):
        assert chart_of(replace(answer(YEARS), outcome=outcome), HouseStyle()) is None


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("0", "65", "0 20 40 60 80"),
        ("1000", "1010", "1000 1005 1010"),
        ("-1.5", "2", "-2 -1 0 1 2"),
        ("7", "7", "0 2 4 6 8"),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low: str, high: str, ticks: str) -> None:
    assert [f"{tick:f}" for tick in axis(Decimal(low), Decimal(high))] == ticks.split()


_DECIMALS = st.decimals(-(10**15), 10**15, allow_nan=False, places=3)


@given(_DECIMALS, _DECIMALS)
def test_any_values_have_a_few_ticks_around_them(one: Decimal, other: Decimal) -> None:
    ticks = axis(min(one, other), max(one, other))
    assert ticks[0] <= min(one, other) <= max(one, other) <= ticks[-1]
    assert 2 <= len(ticks) <= 12


@given(st.lists(st.tuples(st.text(min_size=1), _DECIMALS), min_size=3, max_size=24, unique_by=lambda row: row[0]))
def test_any_label_survives_storing_and_fits_the_alternative_text(rows: list[tuple[str, Decimal]]) -> None:
    drawn = chart([landed("2020", f"{value:f}", label) for label, value in rows])
    assert Chart.from_json(json.loads(json.dumps(drawn.as_json()))) == drawn
    assert [point.value for point in drawn.points] == [value for _, value in rows]
    assert len(drawn.alt) <= MAX_ALT
    assert all("\n" not in point.label for point in drawn.points)


@pytest.fixture(scope="module")
def desks() -> dict[str, Asker]:
    with as_file(files("data") / "nz-drug-law") as starter:
        return {"nz-drug-law": asker(read(starter)), "harbour-city": asker(read(_TESTS / "ledgers" / "harbour-city"))}


QUESTIONS = {
    "nz-drug-law": _TESTS / "questions" / "nz-drug-law.jsonl",
    "harbour-city": _TESTS / "ledgers" / "harbour-city" / "questions.jsonl",
}


@pytest.mark.parametrize("ledger", QUESTIONS)
def test_of_real_answers_charts_show_cited_figures_alone(ledger: str, desks: dict[str, Asker]) -> None:
    drawn = 0
    for question in read_questions(QUESTIONS[ledger]):
        found = desks[ledger].ask(question.text)
        picture = chart_of(found, HouseStyle())
        if picture is None:
            continue
        drawn += 1
        standing = [figure for figure in found.figures if figure.superseded_by is None]
        assert sorted(point.value for point in picture.points) == sorted(Decimal(figure.value) for figure in standing)
        assert len({(figure.indicator, figure.unit) for figure in standing}) == 1
        assert len({(point.label, point.group) for point in picture.points}) == len(picture.points)
        assert picture.source in picture.alt
        assert Chart.from_json(picture.as_json()) == picture
    assert drawn >= 5


@pytest.mark.parametrize(
    ("question", "kind", "points"),
    [
        ("which party won the most seats?", "bar", 5),
        ("compare seats for Labour and National", "bar", 2),
        ("when was the gap between Māori and non-Māori prosecutions widest?", "line", 8),
        ("how many seats did Labour win?", None, 0),
        ("what share of drug users engaged with health services?", None, 0),
        ("how did drug prosecutions change over time?", None, 0),
    ],
)
def test_which_questions_bring_a_chart(question: str, kind: str | None, points: int, desks: dict[str, Asker]) -> None:
    found = chart_of(desks["nz-drug-law"].ask(question), HouseStyle())
    assert (found.kind, len(found.points)) == (kind, points) if found else kind is None
