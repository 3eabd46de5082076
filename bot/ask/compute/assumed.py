"""What an answer to a question takes for granted, as a question leaves it open."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.bench import Bench
from bot.ask.evaluate.assumed import assumed
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Result
from bot.ask.words import TOTAL_WORDS


def with_assumptions(bench: Bench, result: Result) -> Result:
    """The result, with the members and the time that the question does not name."""
    figures = [one.figure for one in result.used]
    shelf = bench.shelf_of(figures[0].indicator) if figures else None
    if shelf is None:
        return result
    query, reading = bench.query, bench.reading
    says_all = not TOTAL_WORDS.isdisjoint(query.stems)
    named = set(shelf.codes) if says_all else {*reading.bound, bench.axis_dimension() or ""}
    timed = bool(reading.times or reading.names("period") or bench.statuses or query.as_of or query.asks_when)
    timed = timed or bench.wants(Cue.FIRST_GIVEN, Cue.SOURCE, Cue.WHY)
    said = assumed(bench.prose, shelf, bench.figures, figures, named=named, timed=timed)
    return replace(result, caveats=(*result.caveats, *said))
