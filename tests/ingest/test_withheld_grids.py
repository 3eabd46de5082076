"""A table with headers on two sides that seems to be withheld is not imported, whatever else it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ImportRefused
from bot.ingest import Orders, read

HEAD = "Jobs by region,,\n,,\nregion,,2019\n"
BODY = "North,men,10\n,women,20\nSouth,men,30\n,women,40\n"
EMBARGO = "EMBARGOED until 9.30am 5 May 2027,,\n"


def refused(folder: Path, text: str, orders: Orders | None = None) -> list[str]:
    path = folder / "jobs.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefused) as error:
        read(path, orders)
    return [problem.wrong for problem in error.value.problems]


@pytest.mark.parametrize(
    "text", [EMBARGO + HEAD + BODY, HEAD + BODY + EMBARGO, HEAD + BODY + ",,\nNot for release,,\n"]
)
def test_a_line_that_announces_an_embargo_refuses_the_table(tmp_path: Path, text: str) -> None:
    assert any("seems to withhold the table" in wrong for wrong in refused(tmp_path, text))


def test_without_such_a_line_it_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(HEAD + BODY, encoding="utf-8")
    assert len(read(path).figures) == 4


def test_an_embargo_that_is_ordered_holds_or_is_refused(tmp_path: Path) -> None:
    """Never is it passed over."""
    path = tmp_path / "jobs.csv"
    path.write_text(EMBARGO + HEAD + BODY, encoding="utf-8")
    try:
        batch = read(path, Orders(columns={"embargo_until": "2027-05-05T09:30+12:00"}))
    except ImportRefused:
        return
    assert all(figure.embargo_until for figure in batch.figures)
