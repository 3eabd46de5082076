"""Figures that a source reports ready-made: computed from their components, with the reported one in a caveat."""

from __future__ import annotations

import pytest

from bot.domain import Agent, Indicator, Source, Status
from tests.ask.ledger import Asker, answered, asker
from tests.ledger.batches import batch, figure


def _desk(derivation: str, reported: str, unit: str = "percentage points") -> Asker:
    """Support for a bridge at two counts and in two districts, with a figure that somebody derived from them."""
    east, west = (("district", "east"),), (("district", "west"),)
    return asker(
        batch(
            figure("40.5", "support", east, "2021", status=Status.PRELIMINARY, published_on="2021-03-01"),
            figure("42.0", "support", east, "2021", status=Status.FINAL, published_on="2021-04-01"),
            figure("30.0", "support", west, "2021", status=Status.PRELIMINARY, published_on="2021-03-01"),
            figure("33.0", "support", west, "2021", status=Status.FINAL, published_on="2021-04-01"),
            figure(reported, "shift", (), "2021", source="post", attributed_to="bell"),
            indicators=(
                Indicator("support", "support for the bridge", unit="percent"),
                Indicator("shift", "swing in bridge opinion", unit=unit, derivation=derivation),
            ),
            agents=(Agent("bell", "Ana Bell"),),
            sources=(Source("post", "The Post"),),
        )
    )


@pytest.mark.parametrize(
    ("derivation", "right", "off", "unit"),
    [
        ("change(support; district=east; preliminary -> final)", "1.5", "1.9", "percentage points"),
        ("percent change(support; district=east; preliminary -> final)", "3.7", "4.4", "percent"),
        ("difference(support; district=east - west)", "9.0", "12", "percentage points"),
        ("change of gap(support; district=east - west; preliminary -> final)", "1.5", "1.9", "percentage points"),
    ],
)
def test_the_components_decide(derivation: str, right: str, off: str, unit: str) -> None:
    agreed = _desk(derivation, right, unit).ask("swing in bridge opinion in 2021")
    contradicted = _desk(derivation, off, unit).ask("swing in bridge opinion in 2021")
    assert answered(agreed)[0] is not None
    assert answered(agreed) == answered(contradicted)
    assert not any("components" in caveat for caveat in agreed.caveats)
    (caveat,) = [caveat for caveat in contradicted.caveats if "components" in caveat]
    assert caveat.startswith(f"Ana Bell, in The Post, gives {off}")


def test_the_components_are_cited_and_the_claim_is_not_the_answer() -> None:
    answer = _desk("change(support; district=east; preliminary -> final)", "1.9").ask("swing in bridge opinion in 2021")
    assert answered(answer) == ("1.5", "percentage points")
    assert [figure.value for figure in answer.figures] == ["40.5", "42.0"]


def test_a_computed_result_that_a_source_contradicts_says_so() -> None:
    desk = _desk("change(support; district=east; preliminary -> final)", "1.9")
    answer = desk.ask("how much did support for the bridge in east change between the preliminary and the final count?")
    assert answered(answer) == ("1.5", "percentage points")
    assert any("1.9 percentage points" in caveat for caveat in answer.caveats)


def test_without_its_components_the_reported_figure_stands() -> None:
    answer = _desk("change(support; district=north; preliminary -> final)", "1.9").ask(
        "swing in bridge opinion in 2021"
    )
    assert answered(answer) == ("1.9", "percentage points")
    assert answer.text.startswith("According to Ana Bell, ")
