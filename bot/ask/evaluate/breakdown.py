"""Breakdown: all figures of a group side by side, in one unit: members for one period and from the largest on, times
from the first on. Its value is none; its figures are."""

from __future__ import annotations

from bot.ask.evaluate.groups import field_of, not_held
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.together import same_unit
from bot.ask.meaning import Breakdown, Members
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say


def breakdown(meaning: Breakdown, ledger: Held) -> Result:
    field = field_of(ledger, meaning.of)
    if len(field.named) < 2:
        raise Stop(lacking.others(field.figures))
    unit = same_unit(ledger, field.figures)
    named = list(field.named)
    if not field.over_time:
        named.sort(key=lambda item: item[1].figure.value, reverse=True)
    rest = not_held(ledger, meaning.of, field) if isinstance(meaning.of, Members) else []
    return Result(
        "breakdown",
        say.breakdown(ledger.prose, [(name, one.figure) for name, one in named], unit),
        None,
        unit,
        tuple(one for _, one in named),
        caveats=(say.not_held(ledger.prose, rest),) if rest else (),
    )
