"""First results are followed by later ones of the same series, in the order of their dates."""

from __future__ import annotations

from itertools import pairwise

from bot.domain import Figure, SeriesKey, Status
from bot.ledger.vintage import superseded_by, vintages

UNSETTLED = (Status.FORECAST, Status.PRELIMINARY, Status.PROVISIONAL)


def _by_series(figures: tuple[Figure, ...]) -> dict[SeriesKey, list[Figure]]:
    series: dict[SeriesKey, list[Figure]] = {}
    for figure in figures:
        series.setdefault(figure.series, []).append(figure)
    return series


def test_every_unsettled_figure_is_superseded_by_a_final_one(dated_figures: tuple[Figure, ...]) -> None:
    unsettled = 0
    for figures in _by_series(dated_figures).values():
        replaced = superseded_by(figures)
        for figure in figures:
            if figure.status in UNSETTLED:
                unsettled += 1
                (stands,) = replaced[figure.id]
                assert stands.status is Status.FINAL, figure
    assert unsettled == 14


def test_a_later_vintage_is_not_published_earlier_and_no_less_settled(dated_figures: tuple[Figure, ...]) -> None:
    longest = 0
    for figures in _by_series(dated_figures).values():
        for chain in vintages(figures).values():
            longest = max(longest, len(chain))
            for earlier, later in pairwise(chain):
                old, new = earlier.rivals[0], later.rivals[0]
                assert old.status.rank <= new.status.rank
                assert old.published_on is not None
                assert new.published_on is not None
                assert old.published_on.earliest <= new.published_on.earliest
    assert longest == 2


def test_no_two_figures_of_equal_standing_disagree(dated_figures: tuple[Figure, ...]) -> None:
    for figures in _by_series(dated_figures).values():
        for chain in vintages(figures).values():
            for vintage in chain:
                assert len({figure.value for figure in vintage.rivals}) == 1, vintage.rivals
