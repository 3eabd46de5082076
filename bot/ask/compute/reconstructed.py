"""A vintage that no source prints, worked out from one that is held and a change that is reported.

Taken only where the question names the vintage, the ledger has the other end of a reported change ("down 0.1 points"),
and the change's derivation says between which two it runs. The answer says that it was computed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.ask.compute.arithmetic import unit_of
from bot.ask.compute.bench import Bench
from bot.ask.compute.derived import moment
from bot.ask.derivation import Derivation
from bot.ask.outcome import Result, Stop
from bot.ask.say.amounts import amount
from bot.ask.say.sides import capital, subject, verb
from bot.ask.select import Absent, Picked, Wish, pick
from bot.domain import Figure

_SIGNS = {"change": 1, "fall": -1}
"""What a reported change adds to the earlier figure to give the later one."""


def apply(bench: Bench) -> Result | None:
    wish = bench.wish()
    if wish.statuses is None or bench.reading.several is not None:
        return None
    found = pick(bench.figures([row := bench.row(bench.reading.single)])[row.id], wish)
    if not isinstance(found, Absent) or found.slot not in ("status", "period"):
        return None
    for indicator in bench.lexicon.derived_from(bench.indicator.id):
        derivation = Derivation.parse(indicator.derivation or "")
        if derivation is None or derivation.operation not in _SIGNS or derivation.moments is None:
            continue
        if any(dict(row.key.dimensions).get(key) != codes[0] for key, codes in derivation.bound.items()):
            continue
        result = _from_change(bench, indicator.id, derivation, wish)
        if result is not None:
            return result
    return None


def _from_change(bench: Bench, indicator: str, derivation: Derivation, wish: Wish) -> Result | None:
    shelf = bench.shelf_of(indicator)
    if shelf is None or derivation.moments is None or wish.statuses is None:
        return None
    ends = [moment(bench, word) for word in derivation.moments]
    wanted = next((place for place, end in enumerate(ends) if end.statuses and end.statuses & wish.statuses), None)
    if wanted is None:
        return None
    other = ends[1 - wanted]
    try:
        held = bench.at(bench.reading.single, replace(wish, statuses=other.statuses), rests=False)
        change = bench.pick(bench.row({}, shelf), replace(wish, statuses=None))
    except Stop:
        return None
    if change.figure.period != held.figure.period:
        return None
    step = _SIGNS[derivation.operation] * change.figure.value
    value = held.figure.value - step if wanted == 0 else held.figure.value + step
    return _result(bench, held, change, derivation.moments[wanted], value - held.figure.value)


def _result(bench: Bench, held: Picked, change: Picked, vintage: str, step: Decimal) -> Result:
    prose, style = bench.prose, bench.prose.style
    value = held.figure.value + step
    unit = unit_of(bench, held.figure)
    period = prose.period(held.figure.period)
    sentence = (
        f"{capital(subject(prose, held.figure))} {verb(prose, held.figure)} "
        f"{amount(prose, held.figure, value, unit)} {period} ({vintage}), "
        f"computed from {_said(bench, held.figure)} and {_said(bench, change.figure)}."
    )
    sign = "−" if value < held.figure.value else "+"
    return Result(
        "reconstruction",
        " ".join(sentence.split()),
        value,
        unit,
        (held, change),
        prose.qualified([held.figure.qualifier, change.figure.qualifier]),
        f"{style.number(held.figure.value)} {sign} {style.number(abs(change.figure.value))} = {style.number(value)}",
        caveats=("No source held prints this figure: it is worked out from a reported change.",),
    )


def _said(bench: Bench, figure: Figure) -> str:
    status = bench.prose.status(figure)
    named = f"{bench.prose.label(figure.indicator)}, {bench.prose.value(figure)}"
    return f"the {status} figure, {bench.prose.value(figure)}," if status else f"the {named}"
