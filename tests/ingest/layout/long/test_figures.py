"""What a long table is read as becomes figures as it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.domain import Qualifier, Status
from bot.ingest.concepts import Concepts
from bot.ingest.faults import Faults
from bot.ingest.identity import slug
from bot.ingest.layout.long import read_long
from bot.ingest.observations import read_figures
from bot.ingest.orders import Orders
from bot.ingest.table import Table
from tests.ingest.layout.long.sheets import read, sheet_of


def test_rows_become_figures() -> None:
    faults = Faults()
    text = """
        Elm jobs
        Region,Week,Jobs 000s,Status,Source
        North,2020-W05,"1,234",p,Elm Office
        North,2019/20,<5,b,Elm Office
        South,H1 2020,"(7)",,Elm Office
        South,year ended June 2020,12e,,Elm Office
    """
    reading = read_long(sheet_of(text), Orders(columns={"period": "Week"}), faults)
    assert reading is not None
    concepts = Concepts.named_by(slug)
    table = Table(reading.file, reading.columns, tuple(reading.rows()))
    figures = sorted(read_figures(table, concepts, faults, reading.indicator).figures, key=lambda one: one.period.iso)
    faults.refuse_if_any()
    assert [(one.period.iso, one.value, one.status, one.qualifier, one.note) for one in figures] == [
        ("2019-07/2020-06", Decimal(12), Status.ESTIMATE, Qualifier.EXACT, None),
        ("2019/2020", Decimal(5), Status.NORMAL, Qualifier.LESS_THAN, "break in the series"),
        ("2020-01-27/2020-02-02", Decimal(1234), Status.PROVISIONAL, Qualifier.EXACT, None),
        ("2020-01/2020-06", Decimal(-7), Status.NORMAL, Qualifier.EXACT, None),
    ]
    assert {one.unit for one in figures} == {"thousands of jobs"}
    assert [one.label for one in concepts.indicators.items.values()] == ["Elm jobs"]
    assert [one.title for one in concepts.sources.items.values()] == ["Elm Office"]


def test_figures_of_columns_left_aside_are_counted() -> None:
    years = read("town,2018,2019,Visits per head,Growth\nElm,40,44,1.5,10\nAsh,50,50,2.5,..\n")
    assert [one["value"] for one in years.observations] == ["40", "44", "50", "50"]
    assert years.left_out == {
        "a figure of column “Visits per head”, which is left aside": 2,
        "a figure of column “Growth”, which is left aside": 1,
    }
    value = read("town,year,value,Lower CI\nElm,2018,40,38.5\nAsh,2018,50,47.1\n")
    assert value.left_out == {"a figure of column “Lower CI”, which is left aside": 2}


@pytest.mark.parametrize(
    ("title", "cell", "unit"),
    [
        ("Budget, € million", "€1.5", "millions of euros"),
        ("Budget (US$ billion)", "$1.5", "billions of US dollars"),
        ("Budget (000s)", "€1.5", "thousands of euros"),
        ("Budget, € million", "€1.5bn", "billions of euros"),
        ("Budget, € million", "1.5%", "percent"),
        ("Budget", "€1.5", "euros"),
    ],
)
def test_a_sign_of_a_currency_goes_with_the_scale_in_the_title(title: str, cell: str, unit: str) -> None:
    rows = "".join(f"{name},{cell},{cell}\n" for name in ("Defence", "Health"))
    found = read(f'"{title}",,\nMinistry,2021,2022\n{rows}')
    assert {(one["value"], one["unit"]) for one in found.observations} == {("1.5", unit)}
