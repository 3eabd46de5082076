"""Figures in portions: what comes out is what went in, wherever a portion ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import LedgerUnreadable
from bot.ingest import read, spool
from bot.ingest.concepts import Concepts
from bot.ingest.faults import Faults
from bot.ingest.identity import slug
from bot.ingest.observations import read_figures
from bot.ingest.spool import Common, Spool, portions_of
from bot.ingest.table import Row, Table
from tests.ingest.conftest import problems_of
from tests.ledger.batches import figure

Tidy = Callable[[str | bytes], Path]
HEADER = "indicator,region,period,value,locator\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of three figures, and lists of what is common that are full at five."""
    monkeypatch.setattr(spool, "PORTION", 3)
    monkeypatch.setattr(spool, "_MOST_COMMON", 5)


def test_figures_come_out_as_they_went_in(small: None) -> None:
    figures = [
        figure(f"{number}.50", dimensions=(("area", f"a{number % 9}"),), period=str(2000 + number), locator="p. 1")
        for number in range(20)
    ]
    held = Spool("any.csv")
    for one in figures:
        held.add(one.id, Common.of(one), one.period.iso, str(one.value), one.locator, 1)
    assert held == figures
    assert figures == held
    assert (len(held), held[0], held[-1], held[3:5]) == (20, figures[0], figures[-1], tuple(figures[3:5]))
    assert [len(portion.rows) for portion in held.portions()] == [3] * 6 + [2]
    with pytest.raises(IndexError):
        held[20]


def test_the_stand_ins_refer_to_all_that_the_figures_do(small: None) -> None:
    figures = [
        figure(str(number), dimensions=(("area", f"a{number % 8}"),), period=str(2000 + number), source=f"s{number}")
        for number in range(11)
    ]
    held = Spool("any.csv")
    for one in figures:
        held.add(one.id, Common.of(one), one.period.iso, str(one.value), one.locator, 1)

    def used(those: object) -> tuple[set[object], set[object], set[object]]:
        assert isinstance(those, list)
        periods = {one.period for one in those if one.period.iso}
        return {one.dimensions for one in those}, {one.source for one in those}, periods

    assert used(list(held.stand_ins())) == used(figures)
    assert used(list(held.stand_ins({figures[4].id}))) == used([one for one in figures if one is not figures[4]])
    assert list(held.stand_ins({one.id for one in figures})) == []


def test_a_tuple_comes_in_portions_too_each_figure_once(small: None) -> None:
    figures = tuple(figure(str(number % 4)) for number in range(8))
    portions = list(portions_of(figures))
    assert [portion.figure(row) for portion in portions for row in portion.rows] == list(figures[:4])
    assert [portion.done for portion in portions] == [3, 6, 8]


def test_a_repeated_row_and_a_rival_in_other_portions_are_found(small: None, tidy: Tidy) -> None:
    rows = [f"Rain,r{number},2020,{number},\n" for number in range(10)]
    batch = read(tidy(HEADER + "".join(rows) + "Rain,r1,2020,1.0,\nRain,r5,2020,77,\nRain,r1,2020,01,\n"))
    assert isinstance(batch.figures, Spool)
    assert [str(one.value) for one in batch.figures] == [*map(str, range(10)), "77"]
    repeated, rivals = batch.warnings
    assert (
        repeated == "figures.csv: 2 rows repeated another and counted once: line 12 (as line 3), line 14 (as line 3)."
    )
    assert rivals == (
        "figures.csv: 1 set of rows that differ in nothing but value kept as rival figures: lines 7, 13. "
        "`factdesk ledger correct` or `factdesk ledger withdraw` puts it right."
    )


def test_faults_of_all_portions_are_told_at_once(small: None, tidy: Tidy) -> None:
    rows = [f"Rain,r{number},2020,{'many' if number in (2, 11) else number},\n" for number in range(12)]
    path = tidy(HEADER + "".join(rows))
    assert [(problem.line, problem.column) for problem in problems_of(path)] == [(4, "value"), (13, "value")]


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["Rain", "Snow", ""]),
            st.sampled_from(["north", "south", ""]),
            st.sampled_from(["2020", "March 2021", ""]),
            st.sampled_from(["1", "1.0", "-0", "007", "2 000", "3 %", "1e2"]),
            st.sampled_from(["", "p. 1"]),
        ),
        max_size=30,
    )
)
def test_a_file_in_portions_reads_as_one_that_is_held_whole(
    small: None, tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    """An embargo that is over, in the last row, has the file held as a whole."""
    path = tmp_path / "figures.csv"
    lines = [",".join(row) for row in [*rows, ("Last", "", "", "1", "")]]
    path.write_text("\n".join(["embargo_until," + HEADER.strip(), *("," + line for line in lines)]))
    portioned = read(path)
    path.write_text(path.read_text().replace("\n,Last", "\n2000-01-01T00:00Z,Last"))
    whole = read(path)
    assert isinstance(portioned.figures, Spool)
    assert isinstance(whole.figures, tuple)
    *before, last = whole.figures
    assert [*before, replace(last, embargo_until=None)] == list(portioned.figures)
    assert replace(whole, figures=(), lines={}) == replace(portioned, figures=(), lines={})
    of_rows = {row[0]: row[-1] for portion in portioned.figures.portions() for row in portion.rows}
    assert {id_: line for (_, id_), (_, line) in whole.lines.items()} == of_rows


def test_rows_that_withhold_something_are_held_whole(small: None, tidy: Tidy) -> None:
    for column, cell in (("embargo_until", "2030-01-01T00:00Z"), ("review", "draft")):
        batch = read(tidy(f"indicator,value,{column}\n" + "".join(f"A,{number},{cell}\n" for number in range(9))))
        assert isinstance(batch.figures, tuple)
        assert len(batch.figures) == 9


def test_a_folder_that_takes_no_temporary_files_is_told(
    small: None, tidy: Tidy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool.tempfile, "TemporaryFile", full)
    with pytest.raises(LedgerUnreadable, match="No space left on device"):
        read(tidy(HEADER + "Rain,r,2020,1,\n" * 4))


def test_a_note_or_a_status_of_one_row_is_of_that_row_alone() -> None:
    """Rows need not have all columns, and may have more that are reserved."""
    faults = Faults()
    base = {"indicator": "Rain", "value": "1", "period": "2020"}
    cells: list[dict[str, str]] = [
        base,
        {**base, "period": "2021", "note": "Estimated from gauges"},
        {**base, "period": "2022", "status": "final"},
        {**base, "period": "2023", "area": "north"},
        {"indicator": "Rain", "value": "2", "area": "north"},
        {**base, "period": "2024"},
    ]
    rows = [Row("any", number, one, faults) for number, one in enumerate(cells, 1)]
    table = Table("any", ("indicator", "period", "value", "area"), rows)
    found = read_figures(table, Concepts.named_by(slug), faults).figures
    north = (("area", "north"),)
    assert [one.note for one in found] == [None, "Estimated from gauges", None, None, None, None]
    assert [one.status for one in found] == ["normal", "normal", "final", "normal", "normal", "normal"]
    assert [one.dimensions for one in found] == [(), (), (), north, north, ()]
    assert [one.period.iso for one in found] == ["2020", "2021", "2022", "2023", "", "2024"]
