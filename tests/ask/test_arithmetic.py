"""Arithmetic is exact, and the unit of every result follows from the units that went in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain import Outcome
from tests.ask.ledger import Asker, asker
from tests.ledger.batches import batch, figure

_VALUES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3) | st.integers(
    -(10**15), 10**15
).map(Decimal)
_COUNTS = st.integers(1, 10**12).map(Decimal)
_EXAMPLES = settings(max_examples=40, deadline=None)


def _two(red: Decimal, blue: Decimal, unit: str = "tonnes") -> Asker:
    """A ledger of two figures, for the codes red and blue, and their total."""
    values: Mapping[str, Decimal] = {"red": red, "blue": blue}
    figures = [
        figure(f"{value:f}", "harvest", (("colour", code),), "2022", unit=unit) for code, value in values.items()
    ]
    return asker(batch(*figures, figure(f"{red + blue:f}", "harvest", (), "2022", unit=unit)))


def _half_up(value: Fraction, places: int) -> Decimal:
    """A fraction rounded half up, away from zero, without ever being a float."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


@given(_VALUES, _VALUES)
@_EXAMPLES
def test_differences_are_exact(red: Decimal, blue: Decimal) -> None:
    answer = _two(red, blue).ask("difference in harvest between red and blue in 2022")
    assert answer.value is not None
    assert Decimal(answer.value) == abs(red - blue)
    assert answer.unit == "tonnes"


@given(_VALUES, _VALUES)
@_EXAMPLES
def test_sums_are_exact(red: Decimal, blue: Decimal) -> None:
    answer = _two(red, blue).ask("harvest of red and blue combined in 2022")
    assert answer.value is not None
    assert Decimal(answer.value) == red + blue
    assert answer.unit == "tonnes"


@given(_COUNTS, _COUNTS)
@_EXAMPLES
def test_shares_are_rounded_once_from_the_exact_quotient(red: Decimal, blue: Decimal) -> None:
    exact = Fraction(red) * 100 / Fraction(red + blue)
    assume(exact >= Fraction(1, 10))
    answer = _two(red, blue).ask("what share of the harvest was red in 2022?")
    assert answer.value is not None
    assert Decimal(answer.value) == _half_up(exact, 1)
    assert answer.unit == "percent"


def test_a_small_share_is_not_rounded_to_nothing() -> None:
    answer = _two(Decimal(3), Decimal(999_997)).ask("what share of the harvest was red in 2022?")
    assert (answer.value, answer.unit) == ("0.0003", "percent")


@given(_VALUES)
@_EXAMPLES
def test_a_figure_is_given_as_it_was_written(value: Decimal) -> None:
    desk = asker(batch(figure(f"{value:f}", "harvest", (), "2022", unit="tonnes")))
    assert desk.ask("harvest in 2022").value == f"{value:f}"


@pytest.mark.parametrize(("value", "half"), [("0.125", "12.5"), ("0.1245", "12.5"), ("0.0005", "0.1")])
def test_halves_go_up(value: str, half: str) -> None:
    red = Decimal(value) * 10_000
    answer = _two(red, 10_000 - red).ask("what share of the harvest was red in 2022?")
    assert answer.value == half == str(_half_up(Fraction(value) * 100, 1))
    assert answer.value == str((Decimal(value) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))


_OPERATIONS = (
    "harvest of red in 2022",
    "difference in harvest between red and blue in 2022",
    "harvest of red and blue combined in 2022",
    "average harvest of red and blue in 2022",
    "median harvest of red and blue in 2022",
    "how many times as much harvest did red have as blue in 2022?",
    "which colour had the highest harvest in 2022?",
    "compare the harvest of red vs blue in 2022",
    "what share of the harvest was red in 2022?",
    "harvest of red as a share of blue in 2022",
)
_KNOWN = {"percent", "percentage points", "times"}


@pytest.mark.parametrize("unit", ["tonnes", "people", "percent", "percentage points", "times", "dollars a week"])
@pytest.mark.parametrize("question", _OPERATIONS)
def test_the_unit_of_a_result_is_known_or_that_of_its_figures(question: str, unit: str) -> None:
    answer = _two(Decimal("30.5"), Decimal("20.5"), unit).ask(question)
    if answer.outcome is Outcome.ANSWERED:
        assert answer.unit in _KNOWN | {unit}
    if unit == "percent" and "difference" in question:
        assert answer.unit == "percentage points"
