"""By how many per cent of the second that is named the first is higher or lower ("A was 20 per cent higher than B").

Both figures are for the same period and have one unit. For shares it is only taken where per cent is said of the
difference itself; otherwise they differ in percentage points.
"""

from __future__ import annotations

from bot.ask.codes import named_codes
from bot.ask.compute.arithmetic import percent_change, same_unit, wants_percent_of
from bot.ask.compute.bench import Bench
from bot.ask.compute.difference import side_codes, sides
from bot.ask.grammar.cue import Cue
from bot.ask.language.verbs import said
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say import results as say
from bot.ask.select import Picked


def apply(bench: Bench) -> Result | None:
    """None where no per cent of a difference is asked for. Raises Stop where it is not plain of which of the two."""
    if not bench.wants(Cue.MORE, Cue.LESS) or bench.wants(Cue.GAP) or not bench.query.wants_percent:
        return None
    pair = sides(bench)
    if pair is None or not wants_percent_of(bench, pair[0].figure):
        return None
    if not _is_measured_by_the_last(bench):
        sentence = "Ask by what percentage the one is higher than the other: that says of which it is a percentage."
        figures = tuple(one.figure for one in pair)
        raise Stop(Missing("of which of them it is a percentage", sentence, figures))
    return _result(bench, *pair)


def _is_measured_by_the_last(bench: Bench) -> bool:
    """Whether the one that is named last is what the first is measured by: "A higher than B", "A exceeded B"."""
    found = side_codes(bench)
    words = [token.norm for token in bench.query.sentence.tokens]
    marks = {place for place, word in enumerate(words) if word == "than"}
    marks |= {one.start for one in said("comparisons", words)}
    named = named_codes(bench.lexicon, bench.shelf, bench.query).get(found[0], 0) if found else 0
    first, last = (named & -named).bit_length() - 1, named.bit_length() - 1
    return len(marks) == 1 and all(first < mark < last for mark in marks)


def _result(bench: Bench, one: Picked, other: Picked) -> Result:
    bench.rest_on([one, other])
    unit = same_unit(bench, [one.figure, other.figure])
    value = percent_change(other.figure, one.figure)
    style, prose = bench.prose.style, bench.prose
    size, word = style.quantity(abs(value), "percent") if value else "", "higher" if value > 0 else "lower"
    return Result(
        "percent difference",
        say.difference(prose, one.figure, other.figure, unit, size, word),
        abs(value),
        "percent",
        (other, one),
        prose.qualified([one.figure.qualifier, other.figure.qualifier]),
        f"({style.number(one.figure.value)} − {style.number(other.figure.value)}) ÷ {style.number(other.figure.value)} "
        f"× 100 = {style.number(value)}",
    )
