"""About a figure: who says it, how it came about, and what its indicator means."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.bench import Bench
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop


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
        figure = result.used[0].figure
        claimant = bench.prose.claimant(figure)
        where = bench.prose.source(figure)
        lead = f"{claimant} says so, in {where}" if claimant else f"The source is {where}"
        said = result.sentence.removeprefix(f"According to {claimant}, ")
        return replace(result, sentence=f"{lead}: {_continued(said)}")
    if bench.wants(Cue.WHY):
        workings = (
            f" Workings: {result.expression}."
            if result.expression
            else " It is held as its source gives it: " + bench.prose.source(result.used[0].figure) + "."
        )
        return replace(result, sentence=result.sentence + workings)
    return result


def _continued(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:] if sentence.startswith(("The ", "About ")) else sentence
