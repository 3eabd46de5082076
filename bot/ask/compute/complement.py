"""Complement: those of a base that a figure does not count ("how many of those referred did not engage").

A count is taken from the base that the question names, else the nearest it is counted within; a share from 100.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.ask import names
from bot.ask.codes import named_codes
from bot.ask.compute.arithmetic import unit_of
from bot.ask.compute.base import Parts, base_words, bases, counterpart, of_total, parts_of, within
from bot.ask.compute.bench import Bench
from bot.ask.compute.neither import rest_of
from bot.ask.compute.total import total_of
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.shares import BASE_FIRST
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say.amounts import amount, valued
from bot.ask.say.sides import subject, verb
from bot.ask.select import Picked
from bot.ask.style import rounded
from bot.ask.units import HUNDRED, is_percent


def apply(bench: Bench) -> Result | None:
    if not bench.wants(Cue.NOT, Cue.EXCEPT):
        return None
    if bench.wants(Cue.RATIO):
        return _unclear()
    excluded = _excluded(bench)
    if bench.wants(Cue.EXCEPT) and excluded and _asks_which(bench, excluded):
        return _unclear()
    if bench.wants(Cue.EXCEPT) or bench.reading.several is not None:
        return _others(bench, excluded) if excluded else _unclear()
    picked = bench.at(bench.reading.single, rests=False)
    parts = _parts(bench, picked)
    if parts is None:
        bench.rest_on([picked])
        if excluded and not _is_whole(bench, excluded):
            return _unclear()
        if is_percent(picked.figure.unit or bench.indicator.unit):
            return _from_hundred(bench, picked)
        if excluded and len(excluded) == 1:
            return _others(bench, excluded)
        sentence = f"We hold {bench.held(picked)}, but not the base that would tell how many were not."
        raise bench.lacks("the base of that count", sentence, picked)
    return _rest(bench, parts)


def _excluded(bench: Bench) -> dict[str, tuple[str, ...]]:
    """The codes named right after the "not" or "apart from", with their dimension."""
    query, bound = bench.query, bench.reading.bound
    cue = query.cue_mask(Cue.NOT, Cue.EXCEPT)
    named = named_codes(bench.lexicon, bench.shelf, query)
    after = {key: words & ~((cue & -cue) - 1) for key, words in named.items() if key in bound}
    first = min((key for key, words in after.items() if words), key=lambda key: after[key] & -after[key], default=None)
    return {first: bound[first]} if first is not None else {}


def _asks_which(bench: Bench, excluded: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one of the others is to be named, not all of them added up."""
    return any(bench.lexicon.dimension_words.get(key, frozenset()) & set(bench.query.axis) for key in excluded)


def _is_whole(bench: Bench, excluded: Mapping[str, tuple[str, ...]]) -> bool:
    dimensions = bench.catalogue.dimensions
    return all(dimension in dimensions and dimensions[dimension].whole for dimension in excluded)


def _unclear() -> Result:
    raise Stop(Missing("what is left out", "We hold no figure for all but those, nor what it would be taken from."))


def _others(bench: Bench, excluded: Mapping[str, tuple[str, ...]]) -> Result:
    """The sum over the other codes of the one dimension that codes are left out of.

    Taken only where the dimension's codes make up a whole, for figures that add up: counts, or shares of one base.
    """
    if len(excluded) != 1 or not _is_whole(bench, excluded):
        return _unclear()
    dimension, codes = next(iter(excluded.items()))
    if is_percent(bench.indicator.unit):
        return rest_of(bench, dimension, codes)
    if bench.query.wants_percent:
        raise Stop(Missing("a share", "We hold counts there, and no share of them."))
    rest = {key: code for key, code in bench.reading.single.items() if key != dimension}
    total = bench.shelf.by_key.get(tuple(sorted(rest.items())))
    if total is not None and len(codes) > 1:
        return _unclear()
    if total is not None:
        parts = of_total(bench, bench.at({**rest, dimension: codes[0]}))
        return _rest(bench, parts) if parts is not None else _unclear()
    found = bench.along(dimension, rest)
    named = bench.catalogue.codes
    terms = [
        one
        for code, one in found.items()
        if code not in codes and getattr(named.get((dimension, code)), "broader", None) not in found
    ]
    if not terms or any(code not in found for code in codes):
        return _unclear()
    return total_of(bench, "sum", terms)


def _parts(bench: Bench, picked: Picked) -> Parts | None:
    named, indicator = bench.reading.universe, bench.indicator
    if _unknown_base(bench):
        raise Stop(Missing("that base", "We do not hold the base that those are left of; name it as the ledger does."))
    if is_percent(picked.figure.unit or indicator.unit):
        part = (
            counterpart(bench, indicator.numerator, picked.figure) if named not in (None, indicator.universe) else None
        )
        return within(bench, part, named) if part and named else parts_of(bench, picked.figure)
    return within(bench, picked, named) if named else next(bases(bench, picked), None) or of_total(bench, picked)


def _unknown_base(bench: Bench) -> bool:
    """Whether the question begins with a base ("of those who came by bus, how many did not") that is no universe."""
    query = bench.query
    match = BASE_FIRST.match(query.sentence.joined)
    if match is None:
        return False
    segment = query.sentence.mask(0, match.end() - 1)
    if bench.reading.claimed & segment:
        return False  # its number tells the base, and has to be borne out
    known = names.base_words(bench.lexicon, query.sentence) | query.time_words
    for mention in bench.reading.named:
        known |= mention.mask
    for words in named_codes(bench.lexicon, bench.shelf, query).values():
        known |= words
    return bool(query.content & segment & ~known)


def _rest(bench: Bench, parts: Parts) -> Result:
    style, prose = bench.prose.style, bench.prose
    part, whole = parts.part.figure, parts.whole.figure
    rest = whole.value - part.value
    unit = whole.unit or bench.catalogue.indicators[whole.indicator].unit
    numbers = f"{style.number(whole.value)} − {style.number(part.value)} = {style.number(rest)}"
    of = subject(prose, part)
    if bench.query.wants_percent:
        value = rounded(HUNDRED * rest / whole.value, 1)
        sentence = (
            f"{style.quantity(value, 'percent')} of {parts.whole_name} were not counted in {of}"
            f"{prose.tail(part)} "
            f"({style.number(rest)} of {style.number(whole.value)})."
        )
        numbers += f"; {style.number(rest)} ÷ {style.number(whole.value)} × 100 = {style.number(value)}"
        shown_unit: str | None = "percent"
    else:
        value, shown_unit = rest, unit
        both = (rest, whole.value)
        left, base = (amount(prose, whole, size, None, both) for size in both)
        if parts.whole_name.startswith("the "):
            base = f"{parts.whole_name} of {amount(prose, whole, whole.value, unit, both)}"
        else:
            base = f"the {base} {parts.whole_name}"
        sentence = (
            f"{left} of {base} {'was' if rest == 1 else 'were'} not counted in {of}{prose.tail(part)}, "
            f"which {verb(prose, part)} {valued(prose, part, unit_of(bench, part))}."
        )
    return Result(
        "complement", sentence[:1].upper() + sentence[1:], value, shown_unit, (parts.whole, parts.part),
        prose.qualified([part.qualifier, whole.qualifier]), numbers, base_words(bench, parts),
    )  # fmt: skip


def _from_hundred(bench: Bench, picked: Picked) -> Result:
    style, prose, figure = bench.prose.style, bench.prose, picked.figure
    value = HUNDRED - figure.value
    sentence = (
        f"{style.quantity(value, 'percent')} were outside {subject(prose, figure)}, "
        f"which {verb(prose, figure)} {prose.value(figure)}{prose.tail(figure)}."
    )
    return Result(
        "complement", sentence[:1].upper() + sentence[1:], value, "percent", (picked,), figure.qualifier,
        f"100 − {style.number(figure.value)} = {style.number(value)}",
    )  # fmt: skip
