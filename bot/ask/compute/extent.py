"""Range and sums of the first few: "the gap between the most and the fewest", "the top three together"."""

from __future__ import annotations

from bot.ask.compute.bench import Bench
from bot.ask.compute.meant import asks_else, group, members, result, spoken_of
from bot.ask.grammar.cue import Cue
from bot.ask.meaning import Range, Ranked, Sum
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.words import TOTAL_WORDS

_ENDS = (Cue.HIGHEST, Cue.LOWEST)


def apply(bench: Bench) -> Result | None:
    """The highest less the lowest; None where that is not asked for."""
    ends = all(bench.wants(cue) for cue in (*_ENDS, Cue.GAP)) and bench.query.top is None
    if not ends and not bench.wants(Cue.RANGE):
        return None
    if asks_else(bench, *_ENDS, Cue.GAP, Cue.RANGE) or bench.query.top is not None:
        return None
    return result(bench, Range(group(bench)))


def of_first(bench: Bench) -> Result | None:
    """So many of the highest, or lowest, added up; None where that is not asked for. Raises Stop where it is not told
    of what they are."""
    query = bench.query
    adds = bench.wants(Cue.SUM) or not TOTAL_WORDS.isdisjoint(query.stems)
    if query.top is None or not adds or asks_else(bench, *_ENDS, Cue.SUM) or bench.reading.several is not None:
        return None
    found = spoken_of(bench) or bench.free_dimensions()
    if len(found) != 1:
        raise Stop(Missing(f"the {query.top} of them", f"Say what the {query.top} are that are to be added up."))
    highest = not bench.wants(Cue.LOWEST)
    return result(bench, Sum(Ranked(members(bench, found[0]), highest, query.top)))
