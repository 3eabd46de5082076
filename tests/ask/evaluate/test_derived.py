"""Figures that a source reports ready-made: what they are made of decides, and what was reported is told."""

from __future__ import annotations

import pytest

from bot.ask.derivation import Derivation
from bot.ask.meaning import Change, Lookup, Selection
from bot.domain import Agent, Indicator, Source, Status
from bot.periods import Period
from tests.ask.evaluate.ledgers import Evaluator, of, with_status
from tests.ask.ledger import asker
from tests.ledger.batches import batch, figure

_UPPER, _LOWER = (("town", "upper"),), (("town", "lower"),)


def _ledger(derivation: str, reported: str, unit: str = "percentage points") -> Evaluator:
    """Turnout in two towns at two counts, and what a paper made of it."""
    found = batch(
        figure("50.5", "turnout", _UPPER, status=Status.PRELIMINARY, published_on="2020-03-01"),
        figure("52.0", "turnout", _UPPER, status=Status.FINAL, published_on="2020-04-01"),
        figure("44.0", "turnout", _LOWER, status=Status.PRELIMINARY, published_on="2020-03-01"),
        figure("43.0", "turnout", _LOWER, status=Status.FINAL, published_on="2020-04-01"),
        figure("60", "turnout", _UPPER, period="2024", status=Status.FINAL),
        figure(reported, "swing", source="echo", attributed_to="reeve"),
        indicators=(
            Indicator("turnout", "turnout of voters", unit="percent"),
            Indicator("swing", "swing in turnout", unit=unit, derivation=derivation),
        ),
        agents=(Agent("reeve", "the reeve"),),
        sources=(Source("echo", "The Echo"),),
    )
    return Evaluator(asker(found))


@pytest.mark.parametrize(
    ("derivation", "right", "off", "unit"),
    [
        ("change(turnout; town=upper; 2020 -> 2024)", "8.0", "9", "percentage points"),
        ("fall(turnout; town=lower; preliminary -> final)", "1.0", "2", "percentage points"),
        ("percent change(turnout; town=upper; 2020 -> 2024)", "15.4", "16", "percent"),
        ("difference(turnout; town=upper - lower)", "9.0", "7", "percentage points"),
        ("change of gap(turnout; town=upper - lower; preliminary -> final)", "2.5", "4", "percentage points"),
    ],
)
def test_the_components_decide(derivation: str, right: str, off: str, unit: str) -> None:
    agreed = _ledger(derivation, right, unit)
    assert agreed.value(Lookup(of("swing"))) == (right, unit)
    assert agreed.result(Lookup(of("swing"))).caveats == ()
    told = _ledger(derivation, off, unit).result(Lookup(of("swing")))
    assert f"{told.value:f}" == right
    assert told.caveats[0].startswith(f"The reeve, in The Echo, gives {off}")
    assert [one.attributed_to for one in told.beside] == ["reeve"]


def test_a_claim_that_is_asked_for_is_given_as_it_is() -> None:
    ledger = _ledger("change(turnout; town=upper; 2020 -> 2024)", "9")
    assert ledger.value(Lookup(Selection("swing", agent="reeve"))) == ("9", "percentage points")


def test_a_change_that_a_source_reports_otherwise_says_so() -> None:
    ledger = _ledger("change(turnout; town=upper; preliminary -> final)", "1.9")
    upper = Selection("turnout", _UPPER, Period("2020"))
    found = ledger.result(Change(with_status(upper, Status.PRELIMINARY), with_status(upper, Status.FINAL)))
    assert f"{found.value:f}" == "1.5"
    assert "1.9 percentage points; its own components give 1.5 percentage points" in found.caveats[0]


@pytest.mark.parametrize(
    "derivation",
    [
        "change(turnout; town=middle; preliminary -> final)",
        "change(turnout; town=upper; whenever -> final)",
        "change(turnout; town=upper)",
        "difference(turnout; town=upper)",
        "change(moons; town=upper; 2020 -> 2024)",
        "guess(turnout)",
        "change turnout",
        "change(turnout; upper)",
    ],
)
def test_where_it_cannot_be_computed_the_reported_figure_stands(derivation: str) -> None:
    assert _ledger(derivation, "9").value(Lookup(of("swing"))) == ("9", "percentage points")


def test_taken_apart() -> None:
    assert Derivation.parse("difference( turnout ; town = upper - lower )") == Derivation(
        "difference", "turnout", {"town": ("upper", "lower")}, None
    )
