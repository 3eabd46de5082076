from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.domain import Code, Dimension, Indicator, Qualifier, Source, Status
from bot.errors import LedgerUnreadable
from bot.ingest import read
from bot.periods import PartialDate, Period
from tests.ingest.conftest import problems_of

Tidy = Callable[[str | bytes], Path]


def test_indicator_and_value_are_enough(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value\nLibrary visits,12.50\n"))
    (figure,) = batch.figures
    assert str(figure.value) == "12.50"
    assert (figure.indicator, figure.dimensions, figure.period) == ("library-visits", (), Period(""))
    assert (figure.status, figure.qualifier, figure.unit, figure.source) == (Status.NORMAL, Qualifier.EXACT, None, None)
    assert batch.indicators == (Indicator("library-visits", "Library visits"),)
    assert batch.warnings == ()


def test_every_reserved_column_is_read(tidy: Tidy) -> None:
    batch = read(
        tidy(
            "indicator,period,value,unit,qualifier,status,universe,source,url,published_on,locator,attributed_to,embargo_until\n"
            "Visits,2019-Q3,5%,,at least,estimate,All adults,Annual report,https://example.org/r,1 Oct 2019,table 2,"
            "The Mayor,2019-10-02T09:00+13:00\n"
        )
    )
    (figure,) = batch.figures
    (source,) = [source for source in batch.sources if source.id == figure.source]
    assert (figure.period, figure.value, figure.unit) == (Period("2019-Q3"), Decimal(5), "percent")
    assert (figure.qualifier, figure.status) == (Qualifier.AT_LEAST, Status.ESTIMATE)
    assert (figure.universe, figure.attributed_to) == ("all-adults", "the-mayor")
    assert (figure.published_on, figure.locator) == (PartialDate("2019-10-01"), "table 2")
    assert figure.embargo_until == datetime(2019, 10, 1, 20, tzinfo=UTC)
    assert (source.title, source.url) == ("Annual report", "https://example.org/r")
    assert [universe.label for universe in batch.universes] == ["All adults"]
    assert [agent.label for agent in batch.agents] == ["The Mayor"]


def test_every_other_column_is_a_dimension_and_blank_is_its_total(tidy: Tidy) -> None:
    batch = read(tidy("indicator,Region,age group,value\nVisits,North,,1\nVisits,North,18 to 24,2\nVisits,,,3\n"))
    assert [figure.dimensions for figure in batch.figures] == [
        (("Region", "North"),),
        (("Region", "North"), ("age group", "18 to 24")),
        (),
    ]
    assert batch.dimensions == (Dimension("Region", "Region"), Dimension("age group", "age group"))
    assert batch.codes == (
        Code("North", "North", dimension="Region"),
        Code("18 to 24", "18 to 24", dimension="age group"),
    )


def test_a_table_names_its_concepts_and_describes_none(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value,town,source\nVisits,1,Nelson,Report\n"))
    assert batch.only_named == {
        ("indicators", "visits"),
        ("dimensions", "town"),
        ("codes", "town", "Nelson"),
        ("sources", "report"),
    }


def test_a_blank_indicator_falls_back_to_the_name_of_the_file(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value\n,1\n"))
    assert [indicator.label for indicator in batch.indicators] == ["figures"]


def test_reserved_columns_are_known_however_they_are_written(tidy: Tidy) -> None:
    batch = read(tidy("Indicator,VALUE,Published on,attributed-to\nVisits,1,2019,The Mayor\n"))
    assert batch.dimensions == ()
    assert batch.figures[0].published_on == PartialDate("2019")
    assert batch.figures[0].attributed_to == "the-mayor"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_line_ends_and_blank_lines_make_no_difference(tidy: Tidy, newline: str, mark: str) -> None:
    text = mark + newline.join(["indicator,value,town", "Visits,1,Nelson", "", ",,", "Visits,2,Picton", ""])
    assert [figure.dimensions for figure in read(tidy(text)).figures] == [(("town", "Nelson"),), (("town", "Picton"),)]


def test_equal_text_is_equal_however_it_is_encoded_and_spaced(tidy: Tidy) -> None:
    batch = read(
        tidy("indicator,value,people\nVisits,1, M\u0101ori \nVisits,2,Ma\u0304ori\nVisits,3,M\u0101ori\u00a0\n")
    )
    assert [code.id for code in batch.codes] == ["M\u0101ori"]


def test_sources_are_told_apart_by_their_address(tidy: Tidy) -> None:
    batch = read(
        tidy(
            "indicator,value,source,url\nA,1,Report,https://example.org/1\nB,2,Report,https://example.org/2\n"
            "C,3,Report,https://example.org/1\nD,4,,https://example.org/3\nE,5,Report,\n"
        )
    )
    one, two, again, address_only, bare = (figure.source for figure in batch.figures)
    assert len({one, two, address_only, bare}) == 4
    assert one == again
    sources = {source.id: source for source in batch.sources}
    assert sources[address_only or ""] == Source(address_only or "", url="https://example.org/3")
    assert sources[bare or ""].url is None


def test_rival_rows_are_kept_with_one_warning(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value,town\n" + "".join(f"A,{n},{n % 5}\n" for n in range(10)) + "A,7,other\n"))
    assert len(batch.figures) == 11
    (warning,) = batch.warnings
    assert warning == (
        "figures.csv: 5 sets of rows that differ in nothing but value kept as rival figures: "
        "lines 2, 7; lines 3, 8; lines 4, 9; and 2 more. "
        "`factdesk ledger correct` or `factdesk ledger withdraw` puts it right."
    )


def test_repeated_rows_are_counted_once_with_a_warning(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value\nA,1.50\nA,1.5\nB,2\n"))
    assert [str(figure.value) for figure in batch.figures] == ["1.50", "2"]
    assert batch.warnings == ("figures.csv: 1 row repeated another and counted once: line 3 (as line 2).",)


def test_a_status_or_a_date_of_its_own_makes_no_rival(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value,status,published_on\nA,1,provisional,2019\nA,2,final,2019\nA,3,final,2020\n"))
    assert len(batch.figures) == 3
    assert batch.warnings == ()


def test_ids_do_not_depend_on_the_order_of_rows_or_columns(tidy: Tidy) -> None:
    one = read(tidy("indicator,value,town,age\nA,1,x,y\nB,2,,z\n")).figures
    two = read(tidy("age,town,value,indicator\nz,,2,B\ny,x,1,A\n")).figures
    assert {figure.id for figure in one} == {figure.id for figure in two}


def test_every_fault_is_reported_at_once_with_its_line_and_column(tidy: Tidy) -> None:
    path = tidy(
        'indicator,value,period,status,town\nA,1,2019,final,"two\nlines"\nA,many,2019,final,x\n\n'
        "A,2,soon,fnal,x\nA,3,2019,final,x,y\nA,,2019,final,x\n"
    )
    found = [(problem.line, problem.column) for problem in problems_of(path)]
    assert found == [(4, "value"), (6, "period"), (6, "status"), (7, None)]
    assert str(problems_of(path)[0]) == (
        "figures.csv, line 4, column value: “many” is not a number; correct the cell, or say --missing if it "
        "means no figure"
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "wrong"),
    [
        ("indicator,value,town,Town\nA,1,x,y\n", 1, "Town", "two columns have this name"),
        ("indicator,value,VALUE\nA,1,2\n", 1, "VALUE", "two columns have this name"),
        ("indicator,value,\nA,1,x\n", 2, None, "the row has 3 cells and the header 2"),
        ("indicator,value\nA,1,2\n", 2, None, "the row has 3 cells and the header 2"),
        (
            "indicator,value,unit\nA,5%,people\n",
            2,
            "value",
            "“5%” and its column have different units, percent and people",
        ),
        ("indicator,value,published_on\nA,5,soon\n", 2, "published_on", "“soon” is not a date"),
        ("indicator,value,qualifier\nA,5,abot\n", 2, "qualifier", "“abot” is not a qualifier"),
        ("indicator,value,url\nA,5,example\n", 2, "url", "“example” is not a web address"),
        (
            "indicator,value,embargo_until\nA,5,2020-01-01T10:00\n",
            2,
            "embargo_until",
            "“2020-01-01T10:00” has no time zone",
        ),
    ],
)
def test_a_fault_names_what_is_wrong(tidy: Tidy, text: str, line: int | None, column: str | None, wrong: str) -> None:
    problem = problems_of(tidy(text))[0]
    assert (problem.line, problem.column, problem.wrong) == (line, column, wrong)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "figures.csv is empty"),
        (b"\n\n,,\n", "figures.csv holds no table"),
        (b"indicator,town\nA,x\n", "figures.csv holds no table"),
        (b"indicator,value\n", "figures.csv holds no table"),
        (b"indicator,value\nA\x1b[2J,1\n", "line 2, cell 1: “A�.2J” holds a control character"),
        (b"indicator,value\nA,1\nB\0,2\n", "line 3 holds a NUL byte"),
        (b'indicator,value\n"A,1\nB,2\n', "line 2 has a quotation mark that is not closed"),
        (b'indicator,value\n"A"b,1\n', "line 2 has a quotation mark that is not closed or stands inside a cell"),
        (b"indicator,value\n" + b"x" * 200_000 + b",1\n", "line 2 has a cell of more than 131,072 characters"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_refused_in_a_sentence(tidy: Tidy, content: bytes, message: str) -> None:
    with pytest.raises(LedgerUnreadable, match=message):
        read(tidy(content))


def test_a_path_to_nothing_that_can_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "figures.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "folder.csv").mkdir()
    for name, message in {
        "absent.csv": "absent.csv does not exist; check the path",
        "absent": "absent does not exist; check the path",
        "figures.xlsx": "figures.xlsx",
        "folder.csv": "has no datapackage.json",
        "nul\0.csv": "cannot be read",
    }.items():
        with pytest.raises(LedgerUnreadable, match=message):
            read(tmp_path / name)
