"""Every time that is named has a figure in the answer: what is not held is never answered with what lies between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from bot.ask.language.moves import began_at
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.vocabulary.terms import is_year, terms
from bot.domain import Figure
from bot.periods import Period

REFUSES = (
    "oat harvest in 2018 and 2022",
    "oat harvest 2018, 2022",
    "oat harvest from 2022 to 2018",
    "how many more logs sold in Aster in May than in Birch in June 2023?",
    "was the milk yield higher in Aster in March or in Birch in April 2020?",
)
LETS_THROUGH = (
    "barley harvest of Aster in 2020",
    "how did the barley harvest of Aster change from 2020 to 2021?",
    "what did the barley harvest of Aster rise from between 2020 and 2021?",
    "how many more logs sold in Aster than in Birch in June?",
    "how did logs sold in Aster change from May to June?",
)

_AT_ONE = "That asks for different times: ask for the figure of each by itself."
_ENDS_HELD = frozenset(("sum", "mean", "median"))
"""What is worked out of a whole stretch, which must not begin or end where no figure is."""


def check(asked: Asked, given: Given) -> Finding:
    if not asked.times or not given.figures:
        return PROVEN
    if not asked.is_span and _are_at_one(asked, given):
        return vetoed("one time for both", _AT_ONE)
    if began_at(asked.words) is not None and (_is_of_the_first(asked, given) or _is_before(asked, given)):
        return PROVEN
    if asked.is_span and not _is_single(given) and given.operation not in _ENDS_HELD:
        return PROVEN
    lacking = [
        time
        for time in asked.times
        if not any(is_of(figure, time) for figure in given.figures) and not _is_written(time, given)
    ]
    if not lacking:
        return PROVEN
    return none_for(lacking, asked, given.written)


def none_for(times: Sequence[Period], asked: Asked, written: Callable[[Period], str]) -> Finding:
    """What is found where an answer has no figure for these of the times that are named. The ledger may hold one that
    another answer would give: for one side alone, or for the month of another year."""
    if len(asked.times) > 1 and not asked.is_span:
        return vetoed("one time for both", _AT_ONE)
    words = " and ".join(map(written, times))
    if not asked.undated.isdisjoint(times):
        return vetoed(words, f"Say which year you mean: is it {words}?")
    return vetoed(words, f"We don't hold that: no figure {words} there.")


def _are_at_one(asked: Asked, given: Given) -> bool:
    """Whether the figures are of one longer time in which times lie that are named apart from each other."""
    if not _is_single(given):
        return False
    within = [time for time in asked.times if time != given.periods[0] and given.periods[0].covers(time)]
    return any(not one.covers(other) and not other.covers(one) for one, other in combinations(within, 2))


def _is_of_the_first(asked: Asked, given: Given) -> bool:
    """Whether the figure is of the first of the times that are named: what something fell from, between two of them."""
    starts = [time.start for time in asked.times if time.start is not None]
    first = next(time for time in asked.times if time.start is None or time.start == min(starts))
    return _is_single(given) and all(is_of_alone(figure, first) for figure in given.figures)


def _is_before(asked: Asked, given: Given) -> bool:
    """Whether the one figure is of a time before the one that is named: what something rose from in it."""
    if len(asked.times) != 1 or not _is_single(given):
        return False
    named, held = asked.times[0].start, given.periods[0].end
    return named is not None and held is not None and held < named


def _is_single(given: Given) -> bool:
    return len(given.periods) == 1


def _is_written(time: Period, given: Given) -> bool:
    """Whether figures of no period bear the years of a time: in what their members are called, or, where these bear no
    year, in what the figures are called."""
    if any(figure.period.iso for figure in given.figures):
        return False
    labels = [given.label(member) for figure in given.figures for member in figure.dimensions]
    written = years_in(labels) or years_in(measure.label for measure in given.measures)
    return bool(written) and years_in([time.iso]) <= written


def years_in(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for label in labels for stem in terms(label) if is_year(stem))


def is_of(figure: Figure, time: Period) -> bool:
    """Whether a figure is of a time, or of a longer one that this lies in."""
    return is_of_alone(figure, time) or figure.period.covers(time)


def is_of_alone(figure: Figure, time: Period) -> bool:
    """Whether a figure is of a time, or of one within it, or was published then."""
    published = figure.published_on
    return (
        time == figure.period
        or time.covers(figure.period)
        or (published is not None and time.covers(Period(published.iso)))
    )
