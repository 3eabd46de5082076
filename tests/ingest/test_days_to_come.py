"""A day to come that stands beside a table may be when it is public, in whatever language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from bot.ingest import Orders, read
from bot.ingest.days_to_come import day_beside
from bot.ledger.unreleased import unreleased

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TABLE = "region,year,rate\nNorth,2024,4.3\nSouth,2024,3.9\n"
GRID = "Region,2023,2024\nNorth,4.3,4.5\nSouth,3.9,4.0\n"
ORDERS = [
    "解禁日時:2031年3月12日",
    "Julkaisuvapaa 12.3.2031 klo 8.00",
    "Не публиковать до 12 марта 2031",  # noqa: RUF001 - it is Russian
    "请勿在2031年3月12日前发布",
    "2031년 3월 12일까지 보도 금지",
    "لا ينشر قبل ١٢ مارس ٢٠٣١",
    "१२ मार्च २०३१ से पहले प्रकाशित न करें",
    "Nezveřejňovat před 12. března 2031",
    "2031. március 12. előtt nem közölhető",
]


@pytest.mark.parametrize("text", ORDERS)
def test_a_day_is_read_in_any_script(text: str) -> None:
    assert day_beside(text) == date(2031, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Population projections 2031",
        "Population projections to 30 June 2031",
        "Forecast to 2050",
        "Прогноз на 12 марта 2031",
        "Next release: 12 March 2031",
        "次回公表: 2031年3月12日",
        "Year ending 30 June 2031",
        "12 March 2031",
        "2031年3月12日",
        "Catalogue 20310312",
        "Section 12.3.31",
    ],
)
def test_what_figures_are_about_is_none(text: str) -> None:
    assert day_beside(text) is None


def told(path: Path, orders: Orders | None = None) -> list[str]:
    return [one.wrong for one in unreleased(read(path, orders), NOW, "UTC")]


@pytest.mark.parametrize("text", ORDERS[:4])
@pytest.mark.parametrize("table", [TABLE, GRID])
def test_a_line_above_the_table_is_refused(tmp_path: Path, table: str, text: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(f"{text}\n{table}", encoding="utf-8")
    assert "names a day to come, 2031-03-12" in told(path)[0]
    assert told(path, Orders(not_withheld=True)) == []


def test_a_comment_of_a_workbook_is_refused_and_a_day_that_is_past_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Region", 2023, 2024], ["North", 4.3, 4.5], ["South", 3.9, 4.0]):
        book.active.append(row)
    for day, count in ((2031, 1), (2021, 0)):
        book.active["B2"].comment = Comment(ORDERS[2].replace("2031", str(day)), "Office")
        book.save(tmp_path / "rates.xlsx")
        assert len(told(tmp_path / "rates.xlsx")) == count
