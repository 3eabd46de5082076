"""One in how many: a share turned round, from its counts where they are held. To three significant figures, no unit."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute import lookup
from bot.ask.compute.arithmetic import quotient
from bot.ask.compute.bench import Bench
from bot.ask.evaluate.numbers import significant
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.units import HUNDRED, is_percent


def apply(bench: Bench) -> Result | None:
    if not bench.query.has(Cue.ONE_IN):
        return None
    share = lookup.apply(bench)
    if share is None or share.value is None or not is_percent(share.unit) or share.value <= 0:
        raise Stop(Missing("a share", "We hold no share to answer that from."))
    style = bench.prose.style
    if len(share.used) == 2:
        part, whole = share.used[0].figure, share.used[1].figure
        value, terms = quotient(whole, part), f"{style.number(whole.value)} ÷ {style.number(part.value)}"
    else:
        value, terms = significant(HUNDRED / share.value), f"100 ÷ {style.number(share.value)}"
    return replace(
        share,
        operation="one in",
        sentence=f"One in {style.number(value)}: {share.sentence[:1].lower()}{share.sentence[1:]}",
        value=value,
        unit=None,
        expression=f"{terms} = {style.number(value)}",
    )
