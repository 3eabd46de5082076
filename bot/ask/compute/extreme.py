"""Extremes and ranks: highest, lowest, second, top three, over the codes of a dimension or over time.

What is compared is one indicator in one unit, for one period where codes compete. Winners of a tie are all named.
"""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.arithmetic import same_unit, unit_of
from bot.ask.compute.bench import Bench
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.order import LAST, SUPERLATIVE_NOUN
from bot.ask.lengths import LENGTHS, length_of
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say import results as say
from bot.ask.say.sides import time_name
from bot.ask.select import Picked
from bot.ask.text import stem
from bot.ask.words import TIME_NOUNS

Named = list[tuple[str, Picked]]


def apply(bench: Bench) -> Result | None:
    query = bench.query
    asked = bench.wants(Cue.HIGHEST, Cue.LOWEST) or query.rank is not None or query.top is not None
    pairwise = bench.wants(Cue.MORE, Cue.LESS) and not bench.wants(Cue.GAP) and bool(query.axis)
    pairwise = pairwise and bench.reading.several is not None
    if not asked and not pairwise:
        return None
    low = bench.wants(Cue.LOWEST) or query.rank == LAST or (pairwise and not asked and bench.wants(Cue.LESS))
    field = _field(bench)
    if len(field) < 2:
        only = "We hold only one figure of that kind."
        raise bench.lacks("others to compare with", only, *(one for _, one in field))
    same_unit(bench, [one.figure for _, one in field])
    field.sort(key=lambda item: item[1].figure.value, reverse=not low)
    if query.top is not None:
        return _top(bench, field, query.top, low)
    return _ranked(bench, field, 1 if query.rank in (None, LAST) else query.rank, low)


def _field(bench: Bench) -> Named:
    """Everything that competes, by name."""
    several, single, axis = bench.reading.several, bench.reading.single, bench.query.axis
    if several is not None:
        if bench.query.asks_when:
            names = bench.prose.list_of([bench.prose.code(several[0], code) for code in several[1]], "or")
            raise Stop(Missing(names, f"Say for which of them you want to know when: {names}."))
        named, codes = several
        found = bench.together([{**single, named: code} for code in codes])
        return [(bench.prose.code(named, code), one) for code, one in zip(codes, found, strict=True)]
    dimension = bench.axis_dimension()
    if dimension is not None:
        return _codes(bench, dimension)
    if bench.query.asks_when:
        return _periods(bench)
    ranked = SUPERLATIVE_NOUN.search(bench.query.sentence.joined)
    free = bench.free_dimensions() or (bench.unnamed_dimensions() if axis == ("who",) else [])
    if axis and len(free) == 1:
        return _codes(bench, free[0])
    if axis == ("who",) or (axis and len(free) > 1):
        names = bench.prose.list_of([bench.prose.dimension(name) for name in free], "or") or "of them"
        raise Stop(Missing(f"which {names}", f"Say by what to compare: which {names}."))
    if ranked is not None and not free and _is_dimension(bench, stem(ranked["noun"])):
        raise Stop(Missing(f"a {ranked['noun']} by name", f"Say which {ranked['noun']} you mean."))
    periods = _periods(bench) if not free else []
    return periods if len(periods) > 1 else _codes(bench, free[0]) if free else periods


def _is_dimension(bench: Bench, noun: str) -> bool:
    return any(noun in bench.lexicon.dimension_words.get(key, frozenset()) for key in bench.shelf.codes)


def _codes(bench: Bench, dimension: str) -> Named:
    found = bench.along(dimension, bench.reading.single)
    return [(bench.prose.code(dimension, code), one) for code, one in found.items()]


def _periods(bench: Bench) -> Named:
    held = bench.over_time(bench.reading.single)
    asked = next((TIME_NOUNS[stem] for stem in bench.query.axis if stem in LENGTHS), None)
    if asked is not None and all(length_of(one.figure.period) != asked for one in held):
        raise bench.lacks_each(asked, held[-1])
    return [(bench.prose.style.period(one.figure.period), one) for one in held]


def _ranked(bench: Bench, field: Named, rank: int, low: bool) -> Result:
    if rank > len(field):
        raise bench.lacks(f"a number {rank}", f"We hold only {len(field)} of them.", *(one for _, one in field))
    value = field[rank - 1][1].figure.value
    winners = [(name, one) for name, one in field if one.figure.value == value]
    kind = say.ranked(not low, rank, 1)
    return replace(
        _result(bench, kind, field, winners[0][1]),
        sentence=say.extreme(
            bench.prose,
            kind,
            [one.figure for _, one in winners],
            [one.figure for _, one in field],
            unit_of(bench, winners[0][1].figure),
        ),
        label=_names(bench, field, winners) if bench.query.axis else None,
    )


def _names(bench: Bench, field: Named, winners: Named) -> tuple[str, ...]:
    if _over_time(field):
        return tuple(time_name(bench.prose, one.figure) for _, one in winners)
    return tuple(name for name, _ in winners)


def _top(bench: Bench, field: Named, count: int, low: bool) -> Result:
    chosen = [(name, one) for name, one in field if one.figure.value in {one.figure.value for _, one in field[:count]}]
    kind, figures = say.ranked(not low, 1, count), [one.figure for _, one in field]
    named = [(name, one.figure) for name, one in chosen]
    return replace(
        _result(bench, kind, field, chosen[0][1]),
        sentence=say.top(bench.prose, kind, named, figures, unit_of(bench, named[0][1])),
        label=tuple(name for name, _ in chosen),
    )


def _result(bench: Bench, operation: str, field: Named, winner: Picked) -> Result:
    order = " > " if len(field) < 2 or field[0][1].figure.value >= field[-1][1].figure.value else " < "
    return Result(
        operation,
        "",
        winner.figure.value,
        winner.figure.unit or bench.indicator.unit,
        tuple(one for _, one in field),
        winner.figure.qualifier,
        order.join(f"{name} {bench.prose.style.number(one.figure.value)}" for name, one in field),
    )


def _over_time(field: Named) -> bool:
    dimensions: set[object] = {one.figure.dimensions for _, one in field}
    return len(dimensions) == 1
