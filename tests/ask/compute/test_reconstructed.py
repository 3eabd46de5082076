"""A vintage that no source prints: worked out from the one that is held and a reported change, and said to be."""

from __future__ import annotations

import pytest

from bot.domain import Indicator, Status, Universe
from tests.ask.ledger import Asker, answered, asker, refused
from tests.ledger.batches import batch, figure

_EAST, _WEST = (("district", "east"),), (("district", "west"),)


def _desk(derivation: str, reported: str = "0.4", period: str = "2021") -> Asker:
    """Final support for a bridge in two districts, and by how much it had moved since the preliminary count."""
    return asker(
        batch(
            figure("42.0", "support", _EAST, "2021", status=Status.FINAL, published_on="2021-04-01"),
            figure("33.0", "support", _WEST, "2021", status=Status.FINAL, published_on="2021-04-01"),
            figure(reported, "shift", (), period),
            indicators=(
                Indicator("support", "support for the bridge", unit="percent"),
                Indicator("shift", "swing in bridge opinion", unit="percentage points", derivation=derivation),
            ),
        )
    )


@pytest.mark.parametrize(
    ("derivation", "value"),
    [
        ("fall(support; district=east; preliminary -> final)", "42.4"),
        ("change(support; district=east; preliminary -> final)", "41.6"),
    ],
)
def test_the_other_end_of_a_reported_change(derivation: str, value: str) -> None:
    answer = _desk(derivation).ask("preliminary support for the bridge in east")
    assert answered(answer) == (value, "percent")
    assert [figure.value for figure in answer.figures] == ["42.0", "0.4"]
    assert answer.computation is not None
    assert answer.computation.operation == "reconstruction"
    assert any("No source held prints this figure" in caveat for caveat in answer.caveats)


def test_the_final_figure_is_worked_out_from_the_preliminary_one() -> None:
    desk = asker(
        batch(
            figure("40", "support", _EAST, "2021", status=Status.PRELIMINARY),
            figure("2", "shift", (), "2021"),
            indicators=(
                Indicator("support", "support for the bridge", unit="percent"),
                Indicator(
                    "shift",
                    "swing in bridge opinion",
                    unit="percentage points",
                    derivation="change(support; district=east; preliminary -> final)",
                ),
            ),
        )
    )
    assert answered(desk.ask("final support for the bridge in east")) == ("42", "percent")


def test_a_change_of_another_series_or_period_says_nothing() -> None:
    other = _desk("fall(support; district=east; preliminary -> final)")
    assert "preliminary" in refused(other.ask("preliminary support for the bridge in west"))
    elsewhen = _desk("fall(support; district=east; preliminary -> final)", period="2020")
    assert "preliminary" in refused(elsewhen.ask("preliminary support for the bridge in east"))


def test_a_held_vintage_is_given_as_it_is() -> None:
    answer = _desk("fall(support; district=east; preliminary -> final)").ask("final support for the bridge in east")
    assert answered(answer) == ("42.0", "percent")
    assert answer.computation is None


def _poll(size: tuple[object, ...] = ()) -> Asker:
    yes, no = (("answer", "yes"),), (("answer", "no"),)
    return asker(
        batch(
            figure("53.1", "poll-share", yes, "2021"),
            figure("46.0", "poll-share", no, "2021"),
            *size,  # type: ignore[arg-type]
            indicators=(
                Indicator("poll-share", "share of the harbour poll", unit="percent", universe="ballots"),
                Indicator("poll-size", "number of harbour poll ballots", unit="ballots"),
            ),
            universes=(Universe("ballots", "harbour poll ballots", size="poll-size"),),
        )
    )


def test_how_many_more_is_a_count_of_the_difference() -> None:
    desk = _poll((figure("1000", "poll-size", (), "2021", unit="ballots"),))
    answer = desk.ask("how many more ballots in the harbour poll were yes than no in 2021?")
    assert answered(answer) == ("71", "ballots")
    assert answer.qualifier == "about"
    assert answer.computation is not None
    assert answer.computation.expression == "(53.1 − 46.0) ÷ 100 × 1,000 = 71"
    assert any("between 70 and 72" in caveat for caveat in answer.caveats)


def test_without_a_base_there_is_no_such_count() -> None:
    assert "shares, not counts" in refused(_poll().ask("how many more people in the harbour poll were yes than no?"))
