"""The size of a revision: from the vintage before to the one that stands, for one period."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.bench import Bench
from bot.ask.compute.change import CHANGE, superseded
from bot.ask.compute.change import result as change
from bot.ask.compute.meant import asks_else, result
from bot.ask.grammar.cue import Cue
from bot.ask.language.requests import asks_how_far_revised
from bot.ask.meaning import Change, Selection
from bot.ask.outcome import Result
from bot.ask.select import Picked
from bot.ask.units import is_share_like

_SIZES = (*CHANGE, Cue.POINTS, Cue.GAP, Cue.REVISED)


def apply(bench: Bench) -> Result | None:
    """None where it is not asked for. Raises Stop where no earlier figure is held."""
    words = [token.norm for token in bench.query.sentence.tokens]
    relative = (Cue.PERCENT,) if is_share_like(bench.indicator.unit or "") else ()
    if not asks_how_far_revised(words) or bench.reading.several is not None or asks_else(bench, *_SIZES, *relative):
        return None
    # "Revised" says no status here: what stands is compared with what stood before.
    later = bench.at(bench.reading.single, replace(bench.wish(), statuses=None))
    if not later.replaces:
        raise bench.lacks(
            "an earlier figure", f"We hold no earlier figure that was revised: {bench.held(later)}.", later
        )
    earlier = superseded(later)
    if earlier.figure.status is later.figure.status or earlier.rivals:
        return change(bench, earlier, later, in_percent=False)
    return result(bench, Change(_of(earlier), _of(later)))


def _of(picked: Picked) -> Selection:
    figure = picked.figure
    return Selection(
        figure.indicator, figure.dimensions, figure.period, frozenset((figure.status,)), figure.attributed_to
    )
