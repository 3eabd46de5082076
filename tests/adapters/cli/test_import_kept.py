"""What was said of one file is held against what the next one of its kind says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.adapters.conftest import Home

IN_DOUBT = 2


@pytest.fixture
def run(home: Home, own: dict[str, str], tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Imports a file of this text, or one that is there, with options."""

    def _run(name: str, text: str | None, *options: str) -> tuple[int, str]:
        path = tmp_path / name
        if text is not None:
            path.write_text(text, encoding="utf-8")
        done = home.run("import", path, *options, **own)
        return done.exit_code, done.stderr + done.stdout

    return _run


FIRST = "Region,Year,Unemployment\nNorth,2023,4.3\nSouth,2023,5.1\n"


@pytest.mark.parametrize(
    ("line", "option", "said", "told"),
    [
        ("# Unit: thousands", "--unit", "percent", "The unit is “percent”, as was said of a file before, and this one"),
        ("# Status: provisional", "--status", "final", "The status is “final”"),
        ("# Source: Elm Office", "--source", "Oak Institute", "The source is “Oak Institute”"),
    ],
)
def test_a_kept_option_that_the_file_says_otherwise_is_in_doubt(
    run: Callable[..., tuple[int, str]], line: str, option: str, said: str, told: str
) -> None:
    assert run("ua_1.csv", FIRST, option, said, "--as-shown")[0] == 0
    second = f"{line}\n{FIRST.replace('2023', '2024')}"
    code, text = run("ua_2.csv", second)
    assert code == IN_DOUBT
    assert told in text
    assert f"{option} says it of this one" in text
    # Whoever says it of this very file knows, and is not asked of the next one.
    assert run("ua_2.csv", second, option, said)[0] == 0
    assert run("ua_3.csv", second.replace("2024", "2025"))[0] == 0


def test_a_kept_option_that_no_file_says_otherwise_is_not(run: Callable[..., tuple[int, str]]) -> None:
    assert run("ua_1.csv", FIRST, "--unit", "percent", "--as-shown")[0] == 0
    assert run("ua_2.csv", FIRST.replace("2023", "2024"))[0] == 0


PRICES = "Product;Month;Price\nMilk;2023-01;1,234\n"


def test_a_kept_decimal_comma_is_in_doubt_where_the_file_has_none(run: Callable[..., tuple[int, str]]) -> None:
    assert run("price_1.csv", PRICES, "--decimal", ",", "--unit", "EUR", "--as-shown")[0] == 0
    code, text = run("price_2.csv", PRICES.replace("2023-01;1,234", "2023-02;1.234"))
    assert code == IN_DOUBT
    assert "“--decimal ,” was said of a file before" in text
    assert "1234 where it gives 1.234 by itself" in text


@pytest.mark.parametrize("value", ["2,345", "12,5", "17"])
def test_a_kept_decimal_comma_is_not_where_its_values_are_written_as_before(
    run: Callable[..., tuple[int, str]], value: str
) -> None:
    assert run("price_1.csv", PRICES, "--decimal", ",", "--unit", "EUR", "--as-shown")[0] == 0
    assert run("price_2.csv", PRICES.replace("2023-01;1,234", f"2023-02;{value}"))[0] == 0


def occupancy(path: Path, month: str, value: float, shown: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Region", "Month", "Occupancy"])
    book.active.append(["North", month, value])
    book.active["C2"].number_format = shown
    book.save(path)


@pytest.mark.parametrize(("shown", "expected"), [("0.0%", 0), ("General", IN_DOUBT)])
def test_a_measure_that_comes_without_its_unit_is_in_doubt(
    run: Callable[..., tuple[int, str]], tmp_path: Path, shown: str, expected: int
) -> None:
    occupancy(tmp_path / "occ_jan.xlsx", "2024-01", 0.912, "0.0%")
    occupancy(tmp_path / "occ_feb.xlsx", "2024-02", 0.934, shown)
    assert run("occ_jan.xlsx", None, "--as-shown")[0] == 0
    code, text = run("occ_feb.xlsx", None)
    assert code == expected
    assert ("“occupancy” was in “percent” in the files before, and is without a unit in this one" in text) == bool(code)


TITLED = "Unemployment in the regions\nRegion;Year;Value\nNorth;2023;4.3\nSouth;2023;5.1\n"


def test_a_mapping_that_a_new_title_switches_off_is_told(run: Callable[..., tuple[int, str]]) -> None:
    assert run("ua_1.csv", TITLED, "--source", "Elm Office", "--as-shown")[0] == 0
    renamed = TITLED.replace("Unemployment in", "Joblessness in").replace("2023", "2024")
    code, text = run("ua_2.csv", renamed)
    assert code == IN_DOUBT
    assert "It is not read by the mapping “ua”, as “ua_1.csv” was, for what it measures is" in text
    assert "“joblessness in the regions”" in text
    assert "--kept ua reads it so, and --no-kept by itself" in text
    assert run("ua_2.csv", renamed, "--kept", "ua", "--as-shown")[0] == 0


def test_one_of_a_file_with_another_name_is_not(run: Callable[..., tuple[int, str]]) -> None:
    assert run("jobs_1.csv", TITLED, "--source", "Elm Office", "--as-shown")[0] == 0
    assert run("births.csv", TITLED.replace("Unemployment", "Births"))[0] == 0
