"""From a file to the ledger and back, on a real database of either kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine

from bot.domain import Figure
from bot.ingest import read
from bot.ledger.record import record
from bot.ledger.vintage import latest, superseded_by
from bot.store.reader import Reader
from tests.ingest.conftest import append, problems_of

NOW = datetime(2021, 1, 1, tzinfo=UTC)
Tidy = Callable[[str | bytes], Path]


def held(engine: Engine) -> tuple[int, list[Figure]]:
    reader = Reader(engine, NOW)
    return reader.revision(), reader.figures_page()


def test_a_package_reads_back_from_the_ledger_as_it_was(engine: Engine, libraries: Path) -> None:
    batch = read(libraries)
    assert record(engine, batch, NOW).new == len(batch.figures)
    figures = {figure.id: figure for figure in held(engine)[1]}
    assert {id_: str(figure.value) for id_, figure in figures.items()} == {
        figure.id: str(figure.value) for figure in batch.figures
    }
    catalogue = Reader(engine, NOW).catalogue()
    assert tuple(catalogue.indicators[one.id] for one in batch.indicators) == batch.indicators
    assert tuple(catalogue.key_dates[one.id] for one in batch.key_dates) == batch.key_dates
    assert (catalogue.language, catalogue.scope) == (batch.language, batch.scope)


def test_importing_again_changes_nothing(engine: Engine, libraries: Path) -> None:
    record(engine, read(libraries), NOW)
    before = held(engine)
    again = record(engine, read(libraries), NOW)
    assert (again.new, again.unchanged) == (0, len(before[1]))
    assert held(engine) == before


def test_an_import_with_three_bad_rows_reports_three_and_leaves_the_ledger_as_it_was(
    engine: Engine, libraries: Path
) -> None:
    record(engine, read(libraries), NOW)
    before = held(engine)
    append(
        libraries,
        "observations.csv",
        "members,2021,many,,,,,,,,,,,",
        "members,2021,2500,,,,,,,,,,,",
        "membrs,2021,2500,,,,,,,,,,,",
        "members,2021/22,2500,,,,,,,,,,,",
    )
    assert [(problem.line, problem.column) for problem in problems_of(libraries)] == [
        (6, "value"),
        (8, "indicator"),
        (9, "period"),
    ]
    assert held(engine) == before


def test_a_later_publication_is_a_new_vintage(engine: Engine, tidy: Tidy) -> None:
    header = "indicator,period,value,published_on\n"
    record(engine, read(tidy(header + "Visits,2020,100,2020-03\n")), NOW)
    record(engine, read(tidy(header + "Visits,2020,105,2020-09\n")), NOW)
    figures = held(engine)[1]
    assert [figure.value for figure in latest(figures)] == [Decimal(105)]
    assert len(superseded_by(figures)) == 1


def test_rivals_in_one_file_are_all_held(engine: Engine, tidy: Tidy) -> None:
    done = record(engine, read(tidy("indicator,value\nVisits,100\nVisits,105\n")), NOW)
    assert (done.new, len(done.warnings)) == (2, 1)
    assert sorted(figure.value for figure in latest(held(engine)[1])) == [Decimal(100), Decimal(105)]
