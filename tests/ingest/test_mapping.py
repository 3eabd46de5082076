"""What the desk says of a file: typed on one line, or written in a small file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnclearOrders
from bot.ingest.checked_orders import checked
from bot.ingest.map_text import map_text, parse_map
from bot.ingest.mapping import from_toml, to_toml
from bot.ingest.orders import Orders

ALL = Orders(
    columns={"period": "Year", "area of land": 'the "big" one, all'},
    ignored=("Notes", "Code"),
    unit="percent",
    source="Elm Office",
    url="https://elm.example/a",
    licence="CC BY 4.0",
    published="2024-05-01",
    status="provisional",
    sheet="Table 1",
    header_rows=(3, 5),
    missing=("-99", "#"),
    decimal=",",
    day_first=False,
    series_break="2019",
    anew=("published",),
)


@pytest.mark.parametrize(
    ("text", "columns", "ignored"),
    [
        ("period=Year", {"period": "Year"}, ()),
        ('period=Year,value=Value,indicator="GDP",region="Country Name",ignore="Country Code"',
         {"period": "Year", "value": "Value", "indicator": "GDP", "region": "Country Name"}, ("Country Code",)),
        ('value="a, b=c"', {"value": "a, b=c"}, ()),
        ('value="say ""so"""', {"value": 'say "so"'}, ()),
        (" period = Year , region=Country Name ", {"period": "Year", "region": "Country Name"}, ()),
        ("ignore=a,ignore=b", {}, ("a", "b")),
        ('"age group"=Age', {"age group": "Age"}, ()),
    ],
)  # fmt: skip
def test_a_line_of_columns(text: str, columns: dict[str, str], ignored: tuple[str, ...]) -> None:
    assert parse_map(text) == (columns, ignored)


@pytest.mark.parametrize("text", ["", "period", "period=", "=Year", "a=b=c", 'a="b', 'a="b"c', "a=b,,c=d", "a=b,", ","])
def test_what_is_no_line_of_columns(text: str) -> None:
    with pytest.raises(UnclearOrders, match=r"period=Year"):
        parse_map(text)


def test_a_column_is_meant_once() -> None:
    with pytest.raises(UnclearOrders, match="says twice what “period” is"):
        parse_map("period=Year,period=Date")


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
_TEXTS = _TEXTS.filter(lambda text: unicodedata.is_normalized("NFC", text))


@given(st.dictionaries(_TEXTS.filter(lambda name: name != "ignore"), _TEXTS), st.lists(_TEXTS).map(tuple))
def test_any_line_reads_back(columns: dict[str, str], ignored: tuple[str, ...]) -> None:
    if columns or ignored:
        written = map_text(*parse_map(map_text(columns, ignored)))
        assert written == map_text(columns, ignored)


def test_a_file_holds_all_that_can_be_said() -> None:
    assert from_toml(to_toml(ALL), "mapping.toml") == ALL
    assert to_toml(Orders()) == ""
    assert from_toml("", "mapping.toml") == Orders()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("unit = ", "mapping.toml is not TOML"),
        ('unt = "percent"', "did you mean “unit”"),
        ("unit = 3", "“unit” cannot be “3”"),
        ('header_rows = "3:5"', "“header_rows” cannot be"),
        ('day_first = "yes"', "“day_first” cannot be"),
        ("[columns]\nperiod = 2", "“columns” cannot be"),
        ('published = "May"', "mapping.toml, published: “May” is not a date"),
        ('ignored = ["a"]', "did you mean “ignore”"),
        ('say_anew = ["publishd"]', "say_anew: nothing is called “publishd”; did you mean “published”"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, wrong: str) -> None:
    with pytest.raises(UnclearOrders, match=wrong):
        from_toml(text, "mapping.toml")


def test_what_is_said_is_brought_to_the_ledger_s_words() -> None:
    said = checked(Orders(unit=" % ", published="1 May 2024", status="Provisional", series_break="2019 Q1"))
    assert (said.unit, said.published, said.status, said.series_break) == (
        "percent", "2024-05-01", "provisional", "2019-Q1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (Orders(published="soon"), "--published: “soon” is not a date"),
        (Orders(status="maybe"), "--status: “maybe” is not a status"),
        (Orders(url="elm"), "--url: “elm” is not a web address"),
        (Orders(decimal=";"), "--decimal: “;” parts no decimals; write , or ."),
        (Orders(unit=" "), "--unit: it is blank"),
        (Orders(header_rows=(5, 3)), "--header-rows: there are no rows 5 to 3"),
        (Orders(header_rows=(0, 1)), "--header-rows: there are no rows 0 to 1"),
        (Orders(source="a\x1b[2J"), "--source: .* control character"),
    ],
)
def test_what_cannot_be_said(said: Orders, wrong: str) -> None:
    with pytest.raises(UnclearOrders, match=wrong):
        checked(said)


def test_what_is_said_now_goes_before_what_is_kept() -> None:
    kept = Orders(columns={"period": "Year", "value": "Total"}, ignored=("a",), unit="people", day_first=True)
    now = Orders(columns={"value": "Sum"}, ignored=("b",), unit="percent", day_first=False)
    both = now.over(kept)
    assert both.columns == {"period": "Year", "value": "Sum"}
    assert (both.ignored, both.unit, both.day_first) == (("a", "b"), "percent", False)
    assert Orders().over(kept) == kept
