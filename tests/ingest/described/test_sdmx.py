from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.domain import Source
from bot.errors import LedgerUnreadable
from bot.ingest.described import described
from bot.ingest.faults import Faults
from bot.ingest.orders import Orders
from bot.periods import PartialDate
from tests.ingest.described.conftest import batch, left_out, problems, readings, seen

FACTS = ("indicator", "period", "value", "unit", "status")


def written(folder: Path, text: str, name: str = "f.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


EUROSTAT = """\
DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:LFT_TOY_A(1.0),15/03/24 23:00:00,A,PC,AL,2019,4.3,,
ESTAT:LFT_TOY_A(1.0),15/03/24 23:00:00,A,PC,AL,2020,4.10,bp,
ESTAT:LFT_TOY_A(1.0),15/03/24 23:00:00,A,PC,BL,2020,:,,
ESTAT:LFT_TOY_A(1.0),15/03/24 23:00:00,A,PC,CL,2020,,c,
ESTAT:LFT_TOY_A(1.0),15/03/24 23:00:00,A,PC,DL,2020,9.9,,C
"""


def test_codes_alone_as_eurostat_writes_them(tmp_path: Path) -> None:
    path = written(tmp_path, EUROSTAT)
    assert seen(path, *FACTS, "geo", "cell", "period_text") == [
        ("LFT_TOY_A", "2019", "4.3", "percent", None, "AL", "G2", "2019"),
        ("LFT_TOY_A", "2020", "4.10", "percent", "provisional", "AL", "G3", "2020"),
    ]
    assert left_out(path) == {
        "no figure: “:”": (1, ["G4"]),
        "confidential or under embargo, as the file says": (2, ["G5", "G6"]),
    }
    (reading,) = readings(path)
    assert reading.source == Source("", publisher="Eurostat", title="LFT_TOY_A", published_on=PartialDate("2024-03-15"))
    assert [figure.note for figure in batch(path).figures] == [None, "break in the series"]


def test_labels_and_codes_in_one_cell(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "DATAFLOW:Dataflow,freq:Time frequency,unit:Unit of measure,geo:Geopolitical entity,TIME_PERIOD:Time,"
        "OBS_VALUE:Value,OBS_FLAG:Flag\n"
        "ESTAT:TOY(1.0): Toys made,A:Annual,MIO_EUR:Million euro,AL: Aland,2020,12.5,e: estimated\n"
        "ESTAT:TOY(1.0): Toys made,A:Annual,MIO_EUR:Million euro,_T: All of it,2020,99,\n",
    )
    assert seen(path, *FACTS, "Geopolitical entity") == [
        ("Toys made", "2020", "12.5", "millions of euros", "estimate", "Aland"),
        ("Toys made", "2020", "99", "millions of euros", None, "All of it"),
    ]
    (reading,) = readings(path)
    list(reading.rows())
    assert reading.codes == {"geo": {"AL": "Aland", "_T": "All of it"}}
    assert reading.wholes == {"geo": {"_T": ()}}
    assert reading.labels == {"geo": "Geopolitical entity"}


OECD = """\
STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,MEASURE,Measure,SEX,Sex,UNIT_MEASURE,\
Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,\
Unit multiplier,DECIMALS,Decimals
DATAFLOW,OECD.X.Y:DSD_TOY@DF_TOY(1.0),Toy statistics,I,ALD,Aland,EMP,Employed people,F,Female,PS,Persons,2020-Q1,,12.5,\
,A,Normal value,3,Thousands,1,One
DATAFLOW,OECD.X.Y:DSD_TOY@DF_TOY(1.0),Toy statistics,I,ALD,Aland,UNE_RATE,Unemployment rate,_T,Total,PT_LF,\
Percentage of labour force,2020-Q1,,4.2,,P,Provisional value,0,Units,1,One
DATAFLOW,OECD.X.Y:DSD_TOY@DF_TOY(1.0),Toy statistics,I,ALD,Aland,EMP,Employed people,_Z,Not applicable,PS,Persons,\
2020-Q2,,,,M,Missing value,3,Thousands,1,One
"""


def test_labels_in_columns_of_their_own_as_the_oecd_writes_them(tmp_path: Path) -> None:
    path = written(tmp_path, OECD)
    assert seen(path, *FACTS, "Reference area", "Sex", "cell") == [
        ("Employed people", "2020-Q1", "12.5", "thousands of persons", "normal", "Aland", "Female", "O2"),
        ("Unemployment rate", "2020-Q1", "4.2", "percent of labour force", "provisional", "Aland", "Total", "O3"),
    ]
    found = batch(path)
    assert {(code.dimension, code.id, code.label) for code in found.codes} == {
        ("REF_AREA", "ALD", "Aland"),
        ("SEX", "F", "Female"),
        ("SEX", "_T", "Total"),
    }
    assert [(one.publisher, one.title, one.note) for one in found.sources] == [("OECD", "Toy statistics", "DF_TOY")]
    assert left_out(path) == {"no figure: a blank cell": (1, ["O4"])}


def test_labels_alone(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "DATAFLOW,LAST UPDATE,Time frequency,Unit of measure,Geopolitical entity (reporting),TIME_PERIOD,OBS_VALUE,"
        "OBS_FLAG\n"
        "ESTAT:TOY(1.0),2024-03-01T11:00:00,Annual,Percentage,Aland,2020,5,f\n",
    )
    assert seen(path, *FACTS, "Geopolitical entity (reporting)") == [
        ("TOY", "2020", "5", "percent", "forecast", "Aland")
    ]
    assert readings(path)[0].source == Source(
        "", publisher="Eurostat", title="TOY", published_on=PartialDate("2024-03-01")
    )


def test_a_file_without_a_dataflow_is_known_by_its_time_and_value(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "KEY,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE,OBS_STATUS,OBS_COMMENT,TITLE,UNIT,UNIT_MULT\n"
        "T.M.NZD,M,NZD,2020-03,1.5,B,see the annex,Notes in circulation,EUR,6\n",
    )
    assert seen(path, *FACTS, "note") == [("Notes in circulation", "2020-03", "1.5", "millions of euros", None, None)]
    assert batch(path).figures[0].note == "break in the series; see the annex"


def test_the_national_currency_is_the_one_that_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "STRUCTURE;STRUCTURE_ID;ACTION;REF_AREA;TIME_PERIOD;OBS_VALUE;UNIT_MEASURE;UNIT_MULT;CURRENCY;BASE_PER\n"
        "dataflow;OECD:DF(1.0);I;NZL;2020-W05;1.5;XDC;9;NZD;2015\n",
    )
    assert seen(path, "value", "unit", "period", "REF_AREA") == [
        ("1.5", "billions of New Zealand dollars", "2020-01-27/2020-02-02", "NZL")
    ]
    assert batch(path).figures[0].note == "base period 2015"


def test_a_column_may_be_what_the_desk_says_that_it_is(tmp_path: Path) -> None:
    path = written(
        tmp_path, "STRUCTURE,STRUCTURE_ID,ACTION,AREA,TIME_PERIOD,TURNOVER,STAFF\ndataflow,X:DF(1.0),I,A,2020,7,3\n"
    )
    assert [(problem.column, problem.wrong) for problem in problems(path)] == [("OBS_VALUE", "the column is missing")]
    assert seen(path, "value", "AREA", orders=Orders(columns={"value": "TURNOVER"})) == [("7", "A")]


def test_the_one_column_of_numbers_is_the_measure_of_a_structure_of_its_own(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "STRUCTURE,STRUCTURE_ID,ACTION,CROP,TIME_PERIOD,HARVEST,OBS_STATUS\n"
        "datastructure,X:DSD(1.0),I,RYE,2020,120,\ndatastructure,X:DSD(1.0),I,OATS,2020,,M\n",
    )
    assert seen(path, "indicator", "value", "CROP") == [("HARVEST", "120", "RYE")]


def test_a_column_of_codes_and_labels_holds_no_labels_of_the_one_before(tmp_path: Path) -> None:
    path = written(
        tmp_path, "DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS: Status\nX:D(1.0),A,2020,7,P: Provisional value\n"
    )
    assert seen(path, "value", "status") == [("7", "provisional")]


def test_what_the_desk_says_is_missing_is_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE\nX:D(1.0),A,2020,-99\nX:D(1.0),B,2020,1\n")
    assert seen(path, "AREA", orders=Orders(missing=("-99",))) == [("B",)]


def test_a_reserved_name_is_free_for_a_dimension_under_its_label(tmp_path: Path) -> None:
    path = written(
        tmp_path, "DATAFLOW,SOURCE: Energy source,STATUS,TIME_PERIOD,OBS_VALUE\nX:D(1.0),W: Wind,Single,2020,1\n"
    )
    assert seen(path, "Energy source", "STATUS (breakdown)") == [("Wind", "Single")]


def test_a_file_of_two_dataflows_cites_each_for_its_own(tmp_path: Path) -> None:
    path = written(
        tmp_path, "DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE\nX:D(1.0): Ducks,A,2020,1\nX:G(1.0): Geese,A,2020,2\n"
    )
    assert seen(path, "indicator", "value") == [("Ducks", "1"), ("Geese", "2")]
    assert [figure.source for figure in batch(path).figures] == ["ducks", "geese"]


@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [
        ("D,A,2020,5,,0", "ACTION", "the row says that a figure is deleted, which an import does not do"),
        ("I,A,soon,5,,0", "TIME_PERIOD", "“soon” is not a period of days or longer"),
        ("I,A,2020-01-01T10:00:00,5,,0", "TIME_PERIOD", "“2020-01-01T10:00:00” is not a period of days or longer"),
        ("I,A,2020,many,,0", "value", "“many” is not a number"),
        ("I,A,2020,5,EUR,lots", "UNIT_MULT", "“lots” is not a power of ten that has a name"),
        (
            "I,A,2020,5,Thousand euro,3",
            "UNIT_MULT",
            "the unit is “thousands of euros” already, and the multiplier is “3”",
        ),
        ("I,A,2020,5,EUR", None, "the row has 5 cells and the header 6"),
        ("I,A,2020," + "9" * 100_000 + ",,0", "value", "“" + "9" * 59 + "…” has more than 60 digits"),
    ],
)
def test_a_faulty_row_is_refused(tmp_path: Path, row: str, column: str | None, wrong: str) -> None:
    path = written(
        tmp_path,
        f"STRUCTURE,STRUCTURE_ID,ACTION,AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
        f"dataflow,X:D(1.0),I,A,2019,1,,\ndataflow,X:D(1.0),{row}\n",
    )
    (problem,) = problems(path)
    assert (problem.line, problem.column, problem.wrong.replace("8", "6").replace("7 cells", "5 cells")) == (
        3,
        column,
        wrong,
    )


@pytest.mark.parametrize(
    ("header", "cells", "column"),
    [
        ("EMBARGO_TIME", "x", "EMBARGO_TIME"),
        ("Embargo date", "2027-01-01", "Embargo date"),
        ("RELEASE", "2027-01-01T00:00:00+13:00", "RELEASE"),
        ("STATE", "draft", "STATE"),
    ],
)
def test_what_seems_to_withhold_is_refused(tmp_path: Path, header: str, cells: str, column: str) -> None:
    path = written(tmp_path, f"DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE,{header}\nX:D(1.0),A,2020,1,{cells}\n")
    assert column in {problem.column for problem in problems(path)}


def test_a_column_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE,METHOD\nX:D(1.0),A,2020,1,survey\n")
    assert left_out(path) == {"a column that is not read": (1, ["“METHOD”"])}


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "indicator,value\nA,1\n", "dataflow,b\n1,2\n", "\n\n", "OBS_VALUE\n1\n"]
)
def test_any_other_text_is_none_of_these(tmp_path: Path, text: str) -> None:
    assert described(written(tmp_path, text), Orders(), Faults()) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'DATAFLOW,TIME_PERIOD,OBS_VALUE\nX:D(1.0),2020,"1\n', "quotation mark"),
        (b"DATAFLOW,TIME_PERIOD,OBS_VALUE\nX:D(1.0),2020,1\x07\n", "holds a control character"),
        (b"DATAFLOW,TIME_PERIOD,OBS_VALUE\nX:D(1.0),2020," + b"9" * 200_000 + b"\n", "more than 131,072 characters"),
    ],
)
def test_text_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with pytest.raises(LedgerUnreadable, match=message):
        batch(path)


def test_labels_may_be_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes("DATAFLOW;AREA;TIME_PERIOD;OBS_VALUE\nX:D(1.0);Åland – öar;2020;1\n".encode("cp1252"))
    assert seen(path, "AREA", "value") == [("Åland – öar", "1")]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [("X:D(1.0);A\x07;2020;1", "a cell holds a control character"), ("X:D(1.0);A;2020", "the row has 3 cells")],
)
def test_a_faulty_row_of_an_open_file_is_refused(content: str, wrong: str) -> None:
    stream = io.BytesIO(f"DATAFLOW;AREA;TIME_PERIOD;OBS_VALUE\n{content}\n".encode())
    faults = Faults()
    found = described(stream, Orders(), faults)
    assert found is not None
    assert list(found[0].rows()) == []
    assert [problem.wrong[: len(wrong)] for problem in faults.problems] == [wrong]


def test_an_open_file_is_read_like_a_path_and_stays_open(tmp_path: Path) -> None:
    path = written(tmp_path, EUROSTAT)
    with path.open("rb") as stream:
        found = described(stream, Orders(), Faults(), "from a pipe.csv")
        assert found is not None
        assert [len(list(found[0].rows())) for _ in range(2)] == [2, 2]
        assert found[0].file == "from a pipe.csv"
        assert not stream.closed


def test_a_year_of_its_own_name_is_the_period(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "DATAFLOW,YEAR_POP_001: Year at 30 June,AREA: Area,OBS_VALUE,OBS_STATUS: Observation Status\n"
        "TOY:POP(1.0),2021,01: Elm,90,\n"
        "TOY:POP(1.0),2022,01: Elm,91,P: Provisional\n",
    )
    assert seen(path, *FACTS, "Area") == [
        ("POP", "2021", "90", None, None, "Elm"),
        ("POP", "2022", "91", None, "provisional", "Elm"),
    ]
