"""Recording an import: all of it or nothing, and nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from bot.domain import (
    Code,
    Dimension,
    Indicator,
    KeyDate,
    KeyDateStatus,
    NamedPeriod,
    Qualifier,
    Review,
    Source,
    Status,
    Universe,
)
from bot.errors import ImportRefused
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.periods import PartialDate, Period
from bot.store.engine import writing
from bot.store.reader import Reader
from bot.store.tables import observation
from bot.store.visibility import Rights
from tests.ledger.batches import NOW, batch, figure

_AREA = (("area", "north"),)


def _reader(engine: Engine) -> Reader:
    return Reader(engine, NOW)


def test_a_batch_comes_back_as_it_went_in(engine: Engine) -> None:
    whole = Batch(
        indicators=(
            Indicator("rain", "Rain", ("rainfall",), "Water from above", "mm", "gauges", "wet", "dry", "sum(wet; dry)"),
            Indicator("wet", "Wet days"),
            Indicator("dry", "Dry days"),
        ),
        universes=(Universe("gauges", "Gauges", (), "places", "wet"), Universe("places", "Places")),
        dimensions=(Dimension("area", "Area", ("place",), whole=True),),
        codes=(Code("north", "North", ("up",), "area", "all"), Code("all", "All", dimension="area")),
        periods=(NamedPeriod("2019-08/..", "since the reform", (), Period("2019-08/..")),),
        sources=(Source("almanac", "Press", "Almanac", "Ann", "https://x.test", PartialDate("2021"), "CC0", "n"),),
        key_dates=(
            KeyDate(
                "report",
                "The report",
                ("rep",),
                PartialDate("2024-06-01"),
                datetime(2024, 6, 1, 2, tzinfo=UTC),
                "Pacific/Auckland",
                KeyDateStatus.MOVED,
                "almanac",
                "p. 1",
                "rain",
            ),
        ),
        figures=(figure("48.40", "rain", _AREA, "2020-Q2", "2020-11-06", status=Status.FINAL, source="almanac"),),
        language="mi",
        scope=("Aotearoa",),
    )
    assert record(engine, whole, NOW).new == 1
    found = _reader(engine).catalogue()
    for name in ("indicators", "universes", "dimensions", "periods", "sources", "key_dates"):
        assert getattr(found, name) == {concept.id: concept for concept in getattr(whole, name)}
    assert found.codes == {(code.dimension, code.id): code for code in whole.codes}
    assert (found.revision, found.language, found.scope) == (1, "mi", ("Aotearoa",))
    assert _reader(engine).figures_page() == list(whole.figures)


def test_recording_again_changes_nothing(engine: Engine) -> None:
    twice = batch(figure("1", dimensions=_AREA, source="almanac", attributed_to="ann"), figure("2", period="2021"))
    first = record(engine, twice, NOW)
    assert (first.new, first.unchanged, set(first.figures)) == (2, 0, {found.id for found in twice.figures})
    again = record(engine, twice, NOW + timedelta(days=1))
    assert (again.new, again.updated, again.unchanged, again.figures) == (0, 0, 2, ())
    assert _reader(engine).revision() == 1


def test_an_empty_batch_changes_nothing(engine: Engine) -> None:
    assert record(engine, Batch(), NOW).new == 0
    assert _reader(engine).revision() == 0


def test_a_figure_that_stands_twice_in_a_batch_is_one(engine: Engine) -> None:
    recorded = record(engine, replace(batch(figure("1")), figures=(figure("1"), figure("1"))), NOW)
    assert (recorded.new, recorded.unchanged) == (1, 1)


def test_a_new_label_is_taken_and_a_blank_keeps_what_is_held(engine: Engine) -> None:
    full = Indicator("rainfall", "Rain", ("rainfall",), "Water from above", "mm")
    record(engine, batch(figure("1"), indicators=(full,)), NOW)
    recorded = record(engine, batch(figure("1"), indicators=(Indicator("rainfall", "Rainfall"),)), NOW)
    assert recorded.new == 0
    reader = _reader(engine)
    assert reader.catalogue().indicators == {"rainfall": replace(full, label="Rainfall")}
    assert reader.revision() == 2


def test_a_key_date_is_replaced_whole(engine: Engine) -> None:
    noon = datetime(2024, 6, 1, 12, tzinfo=UTC)
    timed = KeyDate("report", "Report", at=PartialDate("2024-06-01"), at_time=noon, zone="UTC")
    moved = KeyDate("report", "Report", at=PartialDate("2024-07"), status=KeyDateStatus.MOVED)
    for key_date in (timed, moved):
        record(engine, Batch(key_dates=(key_date,)), NOW)
    assert _reader(engine).catalogue().key_dates == {"report": moved}


def test_one_concept_given_twice_in_a_batch(engine: Engine) -> None:
    record(engine, Batch(indicators=(Indicator("rain", "Rain", unit="mm"), Indicator("rain", "Rainfall"))), NOW)
    found = Reader(engine, NOW, Rights(embargoed=True)).catalogue()
    assert found.indicators == {"rain": Indicator("rain", "Rainfall", unit="mm")}


def test_references_resolve_in_the_ledger_too(engine: Engine) -> None:
    record(engine, batch(figure("1", dimensions=_AREA, source="almanac")), NOW)
    later = Batch(figures=(figure("2", dimensions=_AREA, source="almanac", period="2021"),))
    assert record(engine, later, NOW).new == 1


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (Batch(figures=(figure("1"),)), "observations, column indicator: “rainfall” is not in the ledger; add it to"),
        (
            batch(figure("1", dimensions=_AREA), codes=()),
            "observations, column area: “area=north” is not in the ledger",
        ),
        (
            batch(figure("1", universe="x"), universes=()),
            "column universe: “x” is not in the ledger; add it to universes",
        ),
        (batch(figure("1", source="x"), sources=()), "column source: “x” is not in the ledger; add it to sources"),
        (
            batch(figure("1", attributed_to="x"), agents=()),
            "column attributed_to: “x” is not in the ledger; add it to agents",
        ),
        (Batch(indicators=(Indicator("a", "A", universe="x"),)), "indicators, column universe: “x”"),
        (Batch(indicators=(Indicator("a", "A", numerator="x"),)), "indicators, column numerator: “x”"),
        (Batch(indicators=(Indicator("a", "A", denominator="x"),)), "indicators, column denominator: “x”"),
        (Batch(universes=(Universe("a", "A", broader="x"),)), "universes, column broader: “x”"),
        (Batch(universes=(Universe("a", "A", size="x"),)), "universes, column size: “x”"),
        (Batch(codes=(Code("a", "A", dimension="x"),)), "codes, column dimension: “x”"),
        (
            Batch(dimensions=(Dimension("d", "D"),), codes=(Code("a", "A", (), "d", "x"),)),
            "codes, column broader: “d=x”",
        ),
        (Batch(key_dates=(KeyDate("a", "A", source="x"),)), "key_dates, column source: “x”"),
        (Batch(key_dates=(KeyDate("a", "A", brings="x"),)), "key_dates, column brings: “x”"),
    ],
)
def test_a_reference_to_nothing_refuses_the_batch(sqlite_engine: Engine, wrong: Batch, problem: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        record(sqlite_engine, wrong, NOW)
    assert [problem in str(found) for found in caught.value.problems] == [True]
    assert _reader(sqlite_engine).revision() == 0


def test_a_refused_batch_leaves_nothing(engine: Engine) -> None:
    record(engine, batch(figure("1")), NOW)
    wrong = batch(figure("2"), figure("3", indicator="snow", source="x"), figure("4", attributed_to="y"))
    with pytest.raises(ImportRefused, match="Nothing was imported: 2 problems found") as caught:
        record(engine, replace(wrong, sources=(), agents=()), NOW)
    assert [found.column for found in caught.value.problems] == ["attributed_to", "source"]
    reader = _reader(engine)
    assert (len(reader.figures_page()), set(reader.catalogue().indicators), reader.revision()) == (1, {"rainfall"}, 1)


def test_rivals_of_held_figures_are_kept_with_a_warning(engine: Engine) -> None:
    held = figure("5", dimensions=_AREA, published_on="2020")
    rival = figure("7", dimensions=_AREA, published_on="2020")
    record(engine, batch(held), NOW)
    recorded = record(engine, batch(rival, warnings=("From the importer.",)), NOW)
    told, warning = recorded.warnings
    assert told == "From the importer."
    assert warning.startswith("Figures of equal standing disagree, and all are kept: rainfall;area=north, 2020: ")
    assert all(f"{found.value} ({found.id})" in warning for found in (held, rival))
    assert len(_reader(engine).figures_page()) == 2
    assert record(engine, batch(rival), NOW).warnings == ()


def test_a_new_vintage_is_no_rival(engine: Engine) -> None:
    record(engine, batch(figure("5", published_on="2020")), NOW)
    assert record(engine, batch(figure("7", published_on="2021")), NOW).warnings == ()


def test_a_rival_by_its_source_s_date(engine: Engine) -> None:
    """A figure without a date of its own is as old as its source."""
    dated = (Source("almanac", published_on=PartialDate("2020")),)
    record(engine, batch(figure("5", source="almanac"), sources=dated), NOW)
    assert len(record(engine, batch(figure("7", published_on="2020")), NOW).warnings) == 1


def test_rivals_of_two_sources_in_one_import_are_told(engine: Engine) -> None:
    day = {"published_on": "2020-03-01"}
    told = batch(figure("5", source="almanac", **day), figure("7", source="herald", **day), figure("9", period="2021"))
    (warning,) = record(engine, told, NOW).warnings
    assert "rainfall, 2020: " in warning
    assert warning.endswith("`factdesk ledger correct` or `factdesk ledger withdraw` puts it right.")


def test_rows_that_differ_in_nothing_but_value_are_told_by_their_importer_alone(engine: Engine) -> None:
    assert record(engine, batch(figure("5"), figure("7")), NOW).warnings == ()


def test_a_rough_figure_beside_the_exact_one_is_no_rival(engine: Engine) -> None:
    record(engine, batch(figure("4.3", published_on="2020")), NOW)
    rough = figure("4", published_on="2020", qualifier=Qualifier.ABOUT)
    assert record(engine, batch(rough), NOW).warnings == ()


def test_many_rivals_are_told_in_few_sentences(sqlite_engine: Engine) -> None:
    years = [str(year) for year in range(2000, 2020)]
    record(sqlite_engine, batch(*(figure("5", period=year) for year in years)), NOW)
    warnings = record(sqlite_engine, batch(*(figure("7", period=year) for year in years)), NOW).warnings
    assert len(warnings) == 11
    assert warnings[-1].startswith("Figures of equal standing disagree for 10 more periods; all are kept. ")
    assert all("`factdesk ledger correct` or `factdesk ledger withdraw`" in warning for warning in warnings)


def test_a_retracted_figure_is_not_published_by_importing_it_again(engine: Engine) -> None:
    record(engine, batch(figure("5")), NOW)
    with writing(engine) as connection:
        connection.execute(update(observation).values(review=Review.RETRACTED.value))
    assert record(engine, batch(figure("5")), NOW).unchanged == 1
    assert _reader(engine).figures_page() == []


def test_the_time_of_recording_is_kept(engine: Engine) -> None:
    record(engine, batch(figure("5")), NOW)
    with writing(engine) as connection:
        assert connection.execute(select(observation.c.recorded_at)).scalar_one() == NOW


def test_a_batch_of_all_indicators_sets_the_scope(engine: Engine) -> None:
    record(engine, batch(figure("1"), scope=("north", "island"), language="mi"), NOW)
    record(engine, batch(figure("1"), scope=("north",), language="en"), NOW)
    found = _reader(engine).catalogue()
    assert (found.scope, found.language) == (("north",), "en")


def test_a_batch_of_something_else_narrows_the_scope(engine: Engine) -> None:
    record(engine, batch(figure("1"), scope=("north", "island"), language="mi"), NOW)
    record(engine, batch(figure("1", indicator="snow"), language="en"), NOW)
    assert _reader(engine).catalogue().scope == ("north", "island")
    record(engine, batch(figure("1", indicator="frost"), scope=("south", "island")), NOW)
    found = _reader(engine).catalogue()
    assert (found.scope, found.language) == (("island",), "mi")


def test_progress_is_told_in_figures(sqlite_engine: Engine) -> None:
    told: list[tuple[int, int]] = []
    many = batch(*(figure(str(number)) for number in range(6_000)))
    record(sqlite_engine, many, NOW, progress=lambda done, total: told.append((done, total)))
    assert told == [(5_000, 6_000), (6_000, 6_000)]


def test_a_long_import_is_whole(engine: Engine) -> None:
    """More figures and series than one statement takes."""
    areas = [f"a{number}" for number in range(12_000)]
    many = batch(*(figure(str(number), dimensions=(("area", area),)) for number, area in enumerate(areas)))
    assert record(engine, many, NOW).new == 12_000
    assert record(engine, many, NOW).unchanged == 12_000
    reader = _reader(engine)
    assert reader.series_count() == 12_000
    assert len(reader.figures(range(1, 12_001))) == 12_000


def test_after_a_long_import_postgresql_knows_how_its_tables_are_filled(postgres_engine: Engine) -> None:
    record(postgres_engine, batch(figure("1")), NOW)
    assert _estimated(postgres_engine) == -1
    areas = [f"a{number}" for number in range(1_000)]
    record(postgres_engine, batch(*(figure("2", dimensions=(("area", area),)) for area in areas)), NOW)
    assert _estimated(postgres_engine) == 1_001


def _estimated(engine: Engine) -> int:
    """How many figures there are as PostgreSQL plans by; -1 where it has not looked."""
    with engine.connect() as connection:
        return int(
            connection.execute(text("SELECT reltuples FROM pg_class WHERE relname = 'observation'")).scalar_one()
        )


def test_imports_at_the_same_time_are_all_kept(engine: Engine) -> None:
    batches = [
        batch(*(figure(str(number), dimensions=(("area", f"a{number}"),)) for number in range(start, start + 30)))
        for start in range(0, 120, 20)
    ]
    with ThreadPoolExecutor(4) as pool:
        recorded = list(pool.map(lambda one: record(engine, one, NOW), batches))
    assert sum(one.new for one in recorded) == 130
    assert Reader(engine, NOW, Rights()).series_count() == 130
    assert _reader(engine).revision() == len([one for one in recorded if one.new])
