"""Meanings of any kind, for hypothesis."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from bot.ask.meaning import (
    Asks,
    Breakdown,
    Change,
    Count,
    Crossing,
    Difference,
    Extreme,
    Lookup,
    Mean,
    Meaning,
    Members,
    PercentChange,
    Periods,
    Range,
    Ranked,
    Ratio,
    Selection,
    Several,
    Share,
    Side,
    Sum,
)
from bot.domain import Status
from bot.periods import Period

PERIODS = st.sampled_from(("", "2020", "2020-Q2", "2021-03", "2019-08/2020-07", "1980/..", "2020-11-06")).map(Period)
BOUNDS = st.sampled_from(("0", "12.5", "-3", "1000000"))
_PLACES = st.integers(1, 12)


def selections(
    indicators: tuple[str, ...], codes: dict[str, tuple[str, ...]], agents: tuple[str, ...], sources: tuple[str, ...]
) -> st.SearchStrategy[Selection]:
    """Selections of what a ledger knows by these ids."""
    pairs = st.fixed_dictionaries({}, optional={key: st.sampled_from(own) for key, own in codes.items()})
    return st.builds(
        Selection,
        st.sampled_from(indicators),
        pairs.map(lambda found: tuple(sorted(found.items()))),
        st.none() | PERIODS,
        st.frozensets(st.sampled_from(list(Status)), max_size=2),
        st.none() | st.sampled_from(agents),
        st.none() | st.sampled_from(sources),
    )


def _without(of: st.SearchStrategy[Selection], dimension: str) -> st.SearchStrategy[Selection]:
    """What a group goes through is not selected as well."""
    return of.map(lambda one: replace(one, dimensions=tuple(pair for pair in one.dimensions if pair[0] != dimension)))


def meanings(of: st.SearchStrategy[Selection], codes: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Meaning]:
    """Meanings over such selections."""
    members = st.sampled_from(sorted(codes)).flatmap(
        lambda key: st.builds(
            Members,
            _without(of, key),
            st.just(key),
            st.lists(st.sampled_from(codes[key]), unique=True, max_size=3).map(tuple),
        )
    )
    several = st.builds(Several, st.lists(of, min_size=1, max_size=3).map(tuple))
    times = st.builds(Periods, of.map(lambda one: replace(one, period=None)), st.none() | PERIODS)
    group = members | times | several
    sides = st.sampled_from(list(Side))
    pairs = [st.builds(kind, of, of) for kind in (Difference, Change, PercentChange, Ratio)]
    return st.one_of(
        st.builds(Lookup, of),
        *pairs,
        st.builds(Share, st.lists(of, min_size=1, max_size=3).map(tuple), of | members),
        st.builds(Sum, group | st.builds(Ranked, members, st.booleans(), _PLACES)),
        st.builds(Mean, group),
        st.builds(Extreme, group, st.booleans(), _PLACES, _PLACES, st.sampled_from(list(Asks))),
        st.builds(Count, group, sides, BOUNDS | of),
        st.builds(Range, group),
        st.builds(Crossing, times, sides, BOUNDS | of),
        st.builds(Breakdown, group),
    )
