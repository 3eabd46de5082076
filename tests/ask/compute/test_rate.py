"""Rates: an average for each month, from a figure for a year."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_a_count_is_divided_by_its_months(ferries: Asker) -> None:
    answer = ferries.ask("on average how many ferry passengers a month were there in 2023?")
    assert answered(answer) == ("75", "passengers")
    assert answer.computation is not None
    assert answer.computation.expression == "900 ÷ 12 = 75"
    assert any("no source" in caveat for caveat in answer.caveats)


def test_a_share_is_not_divided(ferries: Asker) -> None:
    assert "no figure for each month" in refused(ferries.ask("average punctual sailings a month on North in 2023"))


def test_a_quoted_value_tells_which_figure_is_divided(ferries: Asker) -> None:
    answer = ferries.ask("averaged over twelve months, how many ferry passengers a month do the 900 in 2023 come to?")
    assert answered(answer) == ("75", "passengers")
