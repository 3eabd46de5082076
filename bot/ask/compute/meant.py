"""Questions that phrases read as a meaning, which is then evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.ask.compute.bench import Bench
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.operations import evaluate
from bot.ask.grammar.cue import Cue
from bot.ask.lengths import length_of
from bot.ask.meaning import Meaning, Members, Periods, Selection
from bot.ask.outcome import Dispute, Missing, Result, Stop
from bot.ask.query import Mask
from bot.ask.select import by_rivals
from bot.ask.text import tokenize
from bot.ask.words import TOTAL_WORDS
from bot.periods import Period

PLAIN = frozenset((Cue.COUNT, Cue.COMPARE, Cue.LATEST))
"""Cues that ask for nothing to be made of figures."""


def result(bench: Bench, meaning: Meaning) -> Result:
    """What a meaning comes to, with the meaning. Raises Stop where it comes to nothing."""
    held = Held(bench.prose, bench.shelf_of, bench.load, bench.query.as_of, bench.lexicon.derived_from)
    outcome = evaluate(meaning, held)
    if isinstance(outcome, Dispute):
        bench.disputes |= by_rivals(outcome.between)
        outcome = outcome.withheld
    if isinstance(outcome, Result):
        return replace(outcome, meaning=meaning)
    raise Stop(outcome)


def asks_else(bench: Bench, *allowed: Cue, beside: Mask = 0) -> bool:
    """Whether a question asks for something else as well, by a cue in other words than `beside`, a rank, or two
    statuses."""
    known = beside | bench.reading.carried
    others = (words for cue, words in bench.query.cues.items() if cue not in PLAIN and cue not in allowed)
    return any(words & ~known for words in others) or bench.query.rank is not None or len(bench.statuses) > 1


def selection(bench: Bench, bound: Mapping[str, str]) -> Selection:
    """The observation that a question asks for, with these codes. Raises Stop where no selection says it."""
    wish = bench.wish()
    if wish.first_given or not names_one_time(bench):
        raise Stop(Missing("one time for that", "Ask for one time only, by its date or its name."))
    period = wish.named
    if wish.when is not None:
        period = wish.when.period or _last_of_month(bench, bound)
        if period is None:
            month = wish.when.month_name
            raise Stop(Missing(month, f"We don't hold that: there is no figure for {month}."))
    return Selection(
        bench.indicator.id,
        tuple(sorted(bound.items())),
        period,
        wish.statuses or frozenset(),
        wish.agent,
        _source(bench, wish.sources),
    )


def names_one_time(bench: Bench) -> bool:
    """Whether one time or stretch of time is named, or none."""
    wish, named = bench.wish(), bench.reading.names("period")
    return (wish.when is not None or not bench.reading.times) and len(named) + (wish.when is not None) < 2


def _last_of_month(bench: Bench, bound: Mapping[str, str]) -> Period | None:
    """The period of a month that is named without a year: the last that is held."""
    when, wanted = bench.wish().when, set(bound.items())
    rows = [row for row in bench.shelf.rows if wanted <= set(row.key.dimensions)]
    held = {figure.period for figures in bench.figures(rows).values() for figure in figures}
    fitting = [period for period in held if when is not None and when.fits(period) and period.end is not None]
    return max(fitting, key=lambda period: (period.end, period.days or 0), default=None)


def _source(bench: Bench, sources: frozenset[str] | None) -> str | None:
    if sources is None:
        return None
    publishers = {bench.catalogue.sources[id_].publisher for id_ in sources}
    if len(sources) == 1:
        return next(iter(sources))
    publisher = next(iter(publishers)) if len(publishers) == 1 else None
    if publisher is None:
        raise Stop(Missing("one source for that", "Ask by one source only."))
    return publisher


def members(bench: Bench, dimension: str, codes: tuple[str, ...] = ()) -> Members:
    """All members of a dimension, or these; what else the question names is as it names it."""
    rest = {key: code for key, code in bench.reading.single.items() if key != dimension}
    return Members(selection(bench, rest), dimension, codes)


def group(bench: Bench) -> Members | Periods:
    """What a question compares without naming it all: the members that it names, those of the one dimension that it
    speaks of or leaves open, or the times of a series. Raises Stop where that is not told."""
    if bench.reading.several is not None:
        return members(bench, *bench.reading.several)
    said = spoken_of(bench)
    free = bench.free_dimensions()
    if len(said) == 1 or len(free) == 1:
        return members(bench, (said or free)[0])
    single = dict(bench.reading.single)
    open_ = [key for key in bench.unnamed_dimensions() if key not in bench.shelf.totals or not bench.query.asks_when]
    if not free and not said and (bench.query.asks_when or not open_ or _is_stretch(bench)):
        of = selection(bench, single)
        return Periods(replace(of, period=None), of.period)
    if len(open_) == 1 and bench.reading.times:
        return members(bench, open_[0])
    names = bench.prose.list_of([f"which {bench.prose.dimension(key)}" for key in said or free or open_], "or")
    raise Stop(Missing("what to compare", f"Say by what to compare: {names}, or over which years."))


def _is_stretch(bench: Bench) -> bool:
    """Whether a series has several figures in the time that is named."""
    if not bench.reading.times and not bench.reading.names("period"):
        return False
    held = bench.over_time(bench.reading.single, rests=False)
    return len({one.figure.period for one in held}) > 1 and len({length_of(one.figure.period) for one in held}) == 1


def spoken_of(bench: Bench) -> list[str]:
    """The dimensions that a question speaks of by their label, without naming a member of them."""
    places = range(len(bench.query.stems))
    found = {label[0] for place in places if (label := dimension_at(bench, place)) is not None}
    return [key for key in bench.shelf.codes if key in found and not is_named(bench, key)]


def dimension_at(bench: Bench, place: int) -> tuple[str, int] | None:
    """The dimension of the indicator of which a label begins at a place of the question, the longest, and where that
    ends."""
    stems, found = bench.query.stems, list[tuple[int, str]]()
    own = bench.reading.entry.words
    for dimension in bench.shelf.codes:
        concept = bench.catalogue.dimensions.get(dimension)
        for label in (concept.label, *concept.alt_labels) if concept is not None else ():
            words = tuple(token.stem for token in tokenize(label))
            if words and stems[place : place + len(words)] == words and not set(words) <= own:
                found.append((len(words), dimension))
    length, named = max(found, default=(0, ""))
    return (named, place + length) if found else None


def is_named(bench: Bench, dimension: str) -> bool:
    """Whether the question names a member of a dimension by more than what all of them are called."""
    kind, said = bench.lexicon.dimension_words.get(dimension, frozenset()), bench.query.stems
    for code in bench.reading.bound.get(dimension, ()):
        for phrase in bench.lexicon.code_phrases(dimension, code):
            own = phrase.content - kind - TOTAL_WORDS
            starts = range(len(said) - len(phrase.stems) + 1)
            if own & set(said) or any(said[start : start + len(phrase.stems)] == phrase.stems for start in starts):
                return True
    return False
