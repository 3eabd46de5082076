"""A table in the place of one figure: "seats by party", "the latest rents for each town", "the result of the vote"."""

from __future__ import annotations

from bot.ask.compute.bench import Bench
from bot.ask.compute.meant import asks_else, dimension_at, is_named, members, names_one_time, result
from bot.ask.grammar.cue import Cue
from bot.ask.language.requests import Request, asks_for_result, requests_in
from bot.ask.meaning import Breakdown
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.query import Mask
from bot.ask.units import is_share_like

_FEW = 12
"""Members that a result may have which is asked for without their dimension."""


def by_members(bench: Bench) -> Result | None:
    """None where nothing is asked for each member of a dimension, or where more than figures is asked for. Raises Stop
    where it is asked by two dimensions."""
    found, leads = _dimensions(bench)
    if not found or _asks_else(bench, leads):
        return None
    if len(found) > 1:
        names = bench.prose.list_of([bench.prose.dimension(key) for key in found])
        raise Stop(Missing(f"a figure for each {names}", f"Ask by one of them: {names}."))
    return result(bench, Breakdown(members(bench, found[0])))


def _dimensions(bench: Bench) -> tuple[list[str], Mask]:
    """The dimensions by which figures are asked for, and the words such as "by" before them."""
    words, found, leads = [token.norm for token in bench.query.sentence.tokens], dict[str, None](), 0
    for one in requests_in(words, Request.EACH):
        named = dimension_at(bench, one.end)
        while named is not None and not is_named(bench, named[0]):
            found[named[0]] = None
            leads |= (1 << one.end) - (1 << one.start)
            named = _joined(bench, named[1]) if words[named[1] : named[1] + 1] == ["and"] else None
    return list(found), leads


def _joined(bench: Bench, place: int) -> tuple[str, int]:
    """The dimension after an "and". Raises Stop where something else stands there, which no table is broken down by."""
    named = dimension_at(bench, place + 1)
    if named is None:
        words = " ".join(token.text for token in bench.query.sentence.tokens[place + 1 : place + 2])
        raise Stop(Missing(words, f"Ask by one thing alone: we cannot tell what “and {words}” adds to that."))
    return named


def of_result(bench: Bench) -> Result | None:
    """All options of a vote, all members of the one dimension that is left open, where the result is asked for."""
    tokens, sources = bench.query.sentence.tokens, bench.query.source_words
    said = asks_for_result([token.norm for place, token in enumerate(tokens) if not sources >> place & 1])
    free = bench.free_dimensions()
    if not said or len(free) != 1 or bench.reading.several is not None or _asks_else(bench):
        return None
    if bench.wants(Cue.COUNT, Cue.PERCENT) or bench.reading.names("source") or not names_one_time(bench):
        return None
    # Of what is broken down twice the result is all parts of a whole: all answers to one question.
    if bench.reading.bound and not bench.catalogue.dimensions[free[0]].whole:
        return None
    if not 1 < len(bench.shelf.along(free[0], bench.reading.single)) <= _FEW:
        return None
    return result(bench, Breakdown(members(bench, free[0])))


def _asks_else(bench: Bench, beside: Mask = 0) -> bool:
    query = bench.query
    relative = (Cue.PERCENT,) if is_share_like(bench.indicator.unit or "") else ()
    chosen = query.asks_when or query.axis == ("who",) or bench.axis_dimension() is not None
    return chosen or query.top is not None or asks_else(bench, *relative, beside=beside) or _counts_members(bench)


def _counts_members(bench: Bench) -> bool:
    """Whether members of a dimension are to be counted: "how many towns by county"."""
    kinds = (bench.lexicon.dimension_words.get(key, frozenset()) for key in bench.shelf.codes)
    own = bench.reading.entry.words
    return bench.query.wants_count and any(set(bench.query.counted) & kind - own for kind in kinds)
