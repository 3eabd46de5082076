"""About a figure: who says it, how it came about, and what its indicator means."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.bench import Bench
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.prose import Prose


def definition(bench: Bench) -> Result | None:
    """What the indicator measures, in the ledger's words, with its unit and base."""
    if not bench.wants(Cue.DEFINITION) or bench.query.wants_count or bench.query.glossed:
        return None
    indicator, prose = bench.indicator, bench.prose
    label = prose.label(indicator.id)
    if indicator.definition is None:
        raise Stop(Missing("a definition", f"The ledger holds no definition of “{label}”."))
    universe = bench.catalogue.universes.get(indicator.universe or "")
    parts = [f"“{label[:1].upper() + label[1:]}”: {indicator.definition.rstrip('.')}"]
    if indicator.unit:
        parts.append(f"unit: {indicator.unit}")
    if universe is not None:
        parts.append(f"base: {prose.style.spelling(universe.label)}")
    return Result("definition", "; ".join(parts) + ".", None, None, ())


def sourced(bench: Bench, result: Result) -> Result:
    """The same answer, led by who says so and where, or by its workings, if that is what was asked."""
    if not result.used:
        return result
    if bench.query.glossed and bench.indicator.definition is not None:
        caveat = f"What is counted: {bench.indicator.definition.rstrip('.')}."
        result = replace(result, caveats=(*result.caveats, caveat))
    if bench.wants(Cue.SOURCE):
        return led_by_source(result, bench.prose)
    return with_workings(result, bench.prose) if bench.wants(Cue.WHY) else result


def led_by_source(result: Result, prose: Prose) -> Result:
    """The same answer, led by who says so and where."""
    figure = result.used[0].figure
    claimant, where = prose.claimant(figure), prose.source(figure)
    if not prose.is_cited(figure):
        lead = f"{claimant} says so, and the source is not recorded" if claimant else "The source is not recorded"
    else:
        lead = f"{claimant} says so, in {where}" if claimant else f"The source is {where}"
    said = result.sentence.removeprefix(f"According to {claimant}, ")
    return replace(result, sentence=f"{lead}: {continued(said)}")


def with_workings(result: Result, prose: Prose) -> Result:
    """The same answer, with how it came about."""
    if result.expression:
        return replace(result, sentence=f"{result.sentence} Workings: {result.expression}.")
    figure = result.used[0].figure
    where = f"as its source gives it: {prose.source(figure)}" if prose.is_cited(figure) else "as it was entered"
    return replace(result, sentence=f"{result.sentence} It is held {where}.")


def continued(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return sentence[:1].lower() + sentence[1:] if sentence.startswith(("The ", "About ")) else sentence
