"""What a number format prints, written out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.files.formats import show
from bot.ingest.files.formats.dates import Epoch
from bot.ingest.files.formats.general import as_decimal

ACCOUNTING = '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("0.1", "General", "0.1"),
        ("1E-7", "General", "0.0000001"),
        ("1e20", "General", "100000000000000000000"),
        ("12345678901234567890", "0", "12345678901234567890"),
        ("0.123", "0.0%", "12.3%"),
        ("0.125", "0%", "13%"),
        ("0.123", "0.0 %", "12.3%"),
        ("12.34", '0.0"%"', "12.3%"),
        ("2.5", "0", "3"),
        ("2.25", "0.0", "2.3"),
        ("-0.04", "0.0", "0.0"),
        ("1.5", "0.00", "1.50"),
        ("1.5", "0.##", "1.5"),
        ("0.5", "#.##", "0.5"),
        ("1234567", "#,##0", "1234567"),
        ("1234567.89", "# ##0.0", "1234567.9"),
        ("1234567", "#,##0,", "1235"),
        ("1234567", '0.0,," million"', "1.2 million"),
        ("7", "000", "007"),
        ("123456", "0.00E+00", "123000"),
        ("1.5", "# ?/?", "1.5"),
        ("12", '0"r"', "12r"),
        ("5", "@", "5"),
        ("-1234.5", "[$£-809]#,##0.00", "-£1234.50"),
        ("-1234.5", ACCOUNTING, "-£1234.50"),
        ("1234.5", ACCOUNTING, "£1234.50"),
        ("0", ACCOUNTING, "£0"),
        ("0", '0.0;-0.0;"–"', "0"),
        ("-1234.5", '"$"#,##0_);\\("$"#,##0\\)', "-$1235"),
        ("-5", "#,##0_);(#,##0)", "-5"),
        ("-5", "0;[Red]0", "-5"),
        ("5", "+0.0;-0.0;0.0", "5.0"),
        ("7", '[<5]"*";0', "7"),
        ("43921", "mmm-yy", "2020-03"),
        ("43921", "mmmm\\ yyyy", "2020-03"),
        ("43921", "dd/mm/yyyy", "2020-03-31"),
        ("43921", "[$-F800]dddd, mmmm dd, yyyy", "2020-03-31"),
        ("43921", "yyyy", "2020"),
        ("43921", "yyyy-mm-dd h:mm:ss", "2020-03-31"),
        ("43921.5", "yyyy-mm-dd h:mm:ss", "2020-03-31T12:00"),
        ("1", "dd/mm/yyyy", "1900-01-01"),
    ],
)
def test_numbers_and_dates_are_in_plain_form(value: str, code: str, text: str) -> None:
    assert show(Decimal(value) if value[-1] == "0" else as_decimal(value) or Decimal(0), code)[:2] == (text, True)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("3", '[<5]"*";0', "*"),
        ("5", ";;;", ""),
        ("0", "0;-0;;@", ""),
        ("-1", '0;"..";0', ".."),
        ("0", '0;-0;"n/a"', "n/a"),
        ("201920", '0000"/"00', "2019/20"),
        ("43921", "d-mmm", "31-Mar"),
        ("43921", "mmm", "Mar"),
        ("43921", 'dddd d "of" mmmm', "Tuesday 31 of March"),
        ("43921", '"year ended "mmm yyyy', "year ended Mar 2020"),
        ("43921", '"FY"yyyy', "FY2020"),
        ("0.5", "h:mm AM/PM", "12:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("60", "dd/mm/yyyy", "########"),
        ("99999999", "yyyy", "########"),
        ("-1", "yyyy", "########"),
    ],
)
def test_all_else_stands_as_printed(value: str, code: str, text: str) -> None:
    assert show(Decimal(value), code)[:2] == (text, False)


@pytest.mark.parametrize(
    ("value", "code", "text", "unit"),
    [
        ("81720000", "#,##0,", "81720", "thousands"),
        ("81720000", "0.0,,", "81.7", "millions"),
        ("-81720000", "#,##0,;[Red](#,##0,)", "-81720", "thousands"),
        ("81720000", '0.0,,"m"', "81.7 million", None),
        ("81720000", '0.00,," Mio. €"', "81.72 million €", None),
        ("81720000", '#,##0,"K"', "81720 thousand", None),
        ("81720000", '[>=1000000]0.0,,"M";[>=1000]0.0,"k";0', "81.7 million", None),
        ("7200", '[>=1000000]0.0,,"M";[>=1000]0.0,"k";0', "7.2 thousand", None),
        ("720", '[>=1000000]0.0,,"M";[>=1000]0.0,"k";0', "720", None),
        ("81720000", '#,##0,\\ "kg"', "81720", "thousands of kg"),
        ("7.25", '0.00" kg"', "7.25", "kg"),
        ("-7.25", '0.00"km"', "-7.25", "km"),
        ("12", '0\\ "sheep"', "12", "sheep"),
        ("12", '0" est."', "12 (est.)", None),
        ("12", '#,##0\\ "€"', "12 €", None),
        ("12", '0"m"', "12m", None),
        ("4", '0"th"', "4th", None),
    ],
)
def test_what_a_format_counts_in_is_told_beside_the_number(value: str, code: str, text: str, unit: str | None) -> None:
    assert show(Decimal(value), code) == (text, True, unit)


def test_numbers_that_print_as_others_do_so_without_their_sign() -> None:
    assert show(Decimal(-5), "0;0") == ("5", True, None)


def test_old_macs_count_days_from_1904() -> None:
    assert show(Decimal(42459), "yyyy-mm-dd", Epoch.Y1904) == ("2020-03-31", True, None)


@pytest.mark.parametrize("text", ["1E+999999999", "nan", "inf", "9" * 1_000, "one", ""])
def test_what_no_spreadsheet_could_hold_is_no_number(text: str) -> None:
    assert as_decimal(text) is None


@given(
    value=st.floats(allow_nan=False, allow_infinity=False).map(repr),
    code=st.text('0#?.,%E+-/ymdhs;[]"\\_*@ $£()<>=1Generalx', max_size=12),
)
def test_any_format_prints_something(value: str, code: str) -> None:
    number = as_decimal(value)
    assert number is not None
    assert len(show(number, code).text) < 2_000


@given(value=st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_plain_form_is_the_number_rounded(value: Decimal) -> None:
    text, typed, _ = show(value, "#,##0.00")
    assert typed
    assert abs(Decimal(text) - value) <= Decimal("0.005")
