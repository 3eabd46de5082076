"""Recording a file in portions: it comes to the same as recording it as a whole, and is still all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from bot.errors import ImportRefused
from bot.ingest import Batch, read, spool
from bot.ingest.spool import Common, Spool
from bot.ledger.record import Recorded, record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store import tables
from bot.store.engine import reading
from bot.store.figure_changes import logged
from bot.store.reader import Reader
from bot.store.visibility import Rights
from tests.ledger.batches import batch, figure

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
SOON = datetime(2024, 6, 1, tzinfo=UTC)
HEADER = "indicator,region,period,value,published_on\n"
ROWS = [f"Rain,r{number % 7},{2000 + number},{number},2024\n" for number in range(20)]

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of three figures, and lists of what is common that are full at five."""
    monkeypatch.setattr(spool, "PORTION", 3)
    monkeypatch.setattr(spool, "_MOST_COMMON", 5)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*rows: str, header: str = HEADER) -> Path:
        path = tmp_path / "figures.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return written


def whole(path: Path) -> Batch:
    """The same file, with its figures held as one."""
    found = read(path)
    assert isinstance(found.figures, Spool)
    lines = {("figures", row[0]): (path.name, row[-1]) for part in found.figures.portions() for row in part.rows}
    return replace(found, figures=tuple(found.figures), lines=lines)


def ledger(engine: Engine) -> dict[str, Any]:
    """All that is in the ledger of figures, but for the numbers of series and the order of rows."""
    with reading(engine) as connection:
        changes = {(one.figure, one.change, one.other) for one in logged(connection)}
    reader = Reader(engine, NOW, Rights(embargoed=True))
    figures = sorted(reader.figures_page(), key=lambda one: one.id)
    return {"figures": figures, "catalogue": reader.catalogue(), "changes": changes, "count": reader.series_count()}


def told(recorded: Recorded) -> tuple[Any, ...]:
    counts = (recorded.new, recorded.updated, recorded.unchanged)
    return *counts, recorded.warnings, set(recorded.figures), recorded.withheld


FILES = [
    ROWS,
    [*ROWS, ROWS[2], ROWS[2].replace("2,2024", "99,2024")],
    [*ROWS, ROWS[4].replace("4,2024", "5,2025"), "Snow,,,1,\n", "Snow,,,2,\n"],
    [*ROWS[:9], *(row.replace(",2024\n", ",2025\n") for row in ROWS[:9])],
    [row.replace("Rain", "Hail") for row in ROWS],
]


def test_what_is_recorded_in_portions_is_what_is_recorded_whole(
    engine: Engine, another_engine: Engine, write: Write
) -> None:
    """File after file: each meets what those before have left."""
    for rows in [*FILES, *FILES]:
        path = write(*rows)
        portioned = record(engine, read(path), NOW)
        assert told(portioned) == told(record(another_engine, whole(path), NOW))
        assert ledger(engine) == ledger(another_engine)
        assert len(list(portioned.figures)) == portioned.new


def test_progress_is_told_portion_by_portion(sqlite_engine: Engine, write: Write) -> None:
    done: list[tuple[int, int]] = []
    record(sqlite_engine, read(write(*ROWS[:7], ROWS[0])), NOW, progress=lambda *told: done.append(told))
    assert done == [(3, 7), (6, 7), (7, 7)]


def test_an_import_that_is_interrupted_leaves_nothing(engine: Engine, write: Write) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done > 10:
            raise KeyboardInterrupt

    path = write(*ROWS)
    with pytest.raises(KeyboardInterrupt):
        record(engine, read(path), NOW, interrupt)
    with reading(engine) as connection:
        held = (tables.observation, tables.series, tables.series_code, tables.indicator, tables.code)
        assert [connection.scalar(select(func.count()).select_from(one)) for one in held] == [0] * 5
    assert Reader(engine, NOW).revision() == 0
    assert record(engine, read(path), NOW).new == 20


def test_a_file_under_embargo_is_withheld_as_ever(engine: Engine, write: Write) -> None:
    path = write(*(f"A,{number},2024-06-01T00:00Z\n" for number in range(9)), header="indicator,value,embargo_until\n")
    recorded = record(engine, read(path), NOW)
    assert recorded.withheld.figures == (SOON,) * 9
    assert Reader(engine, NOW).figures_page() == []


def test_a_later_portion_that_tells_what_is_withheld_is_refused_with_its_line(engine: Engine, write: Write) -> None:
    secret = figure("18", "rain", (("region", "r4"),), "2018", "2024", source="bureau", embargo_until=SOON)
    record(engine, batch(secret), NOW)
    path = write(*ROWS)
    with pytest.raises(ImportRefused) as refused:
        record(engine, read(path), NOW)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.column) == ("figures.csv", 20, "embargo_until")
    assert record(engine, read(path), NOW, lift_embargo=True).new == 20


def test_what_is_under_embargo_stays_so_and_is_lifted_by_order(engine: Engine, write: Write) -> None:
    embargoed = write(
        *(row.replace("\n", ",2024-06-01T00:00Z\n") for row in ROWS), header=HEADER.replace("\n", ",embargo_until\n")
    )
    record(engine, read(embargoed), NOW)
    path = write(*ROWS, "Rain,r0,1999,1,2024\n")
    recorded = record(engine, read(path), NOW)
    assert (recorded.new, recorded.updated, recorded.unchanged) == (1, 0, 20)
    assert recorded.withheld.figures == (SOON,) * 20
    assert [one.period.iso for one in Reader(engine, NOW).figures_page()] == ["1999"]
    lifted = record(engine, read(path), NOW, lift_embargo=True)
    assert (lifted.new, lifted.updated, lifted.unchanged, lifted.withheld.lifted) == (0, 20, 1, 20)
    assert len(Reader(engine, NOW).figures_page()) == 21


def test_what_was_withdrawn_stays_out_and_is_not_brought_back_in_other_words(engine: Engine, write: Write) -> None:
    record(engine, read(write(*ROWS)), NOW)
    gone = next(one for one in Reader(engine, NOW).figures_page() if one.period.iso == "2018")
    withdraw(engine, gone.id, Act.of("ana", "a slip", NOW))
    again = record(engine, read(write(*ROWS)), NOW)
    assert (again.new, again.unchanged) == (0, 20)
    (warning,) = again.warnings
    assert warning.startswith(f"1 figure was corrected or withdrawn before, and stays so: {gone.id} (withdrawn on ")
    path = write(*(row.replace(",2024\n", ",2024-03\n") for row in ROWS))
    with pytest.raises(ImportRefused) as refused:
        record(engine, read(path), NOW)
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [(20, "value")]
    assert record(engine, read(path), NOW, bring_back=True).new == 20


def test_what_only_withheld_rows_of_the_file_lead_to_is_kept(engine: Engine, write: Write) -> None:
    """The rows of “Hail” are held under embargo; the file says nothing of that, and tells of “Rain” alone."""
    hail = [row.replace("Rain", "Hail") for row in ROWS[:5]]
    embargoed = write(
        *(row.replace("\n", ",2024-06-01T00:00Z\n") for row in hail), header=HEADER.replace("\n", ",embargo_until\n")
    )
    record(engine, read(embargoed), NOW)
    record(engine, read(write(*hail, *ROWS)), NOW)
    assert set(Reader(engine, NOW).catalogue().indicators) == {"rain"}
    assert set(Reader(engine, SOON + timedelta(days=1)).catalogue().indicators) == {"rain", "hail"}


def test_two_figures_of_one_id_are_refused(engine: Engine) -> None:
    one, other = figure("1"), figure("2", period="2021")
    held = Spool("any.csv")
    for each in (one, other):
        held.add("aaaaaaaaaa", Common.of(each), each.period.iso, str(each.value), None, 2)
    brought = batch(one, other)
    with pytest.raises(ImportRefused) as refused:
        record(engine, Batch(figures=held, indicators=brought.indicators), NOW)
    assert "the same id" in str(refused.value.problems[0])
    assert Reader(engine, NOW).revision() == 0
